"""The comparison workbook: its numbers in other engines, its formulas, its charts' figures across 0."""

from __future__ import annotations

import re
import zipfile
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest

from revenue_planner.analysis.comparison.compare import compare_sides
from revenue_planner.analysis.comparison.result import Comparison, Side, by_effect
from revenue_planner.plan.reading.plan import parse_plan
from revenue_planner.plan.templates import template_text
from revenue_planner.workbook.comparison.bridge import MOST_STEPS
from revenue_planner.workbook.comparison.write import comparison_bytes
from revenue_planner.workbook.waterfall import PARTS
from tests.support.comparison import compare as agree
from tests.support.engines import ENGINES, Engine, cached_values, libreoffice_convert, recalculated, soffice
from tests.support.pairs import plain, random_sides, side
from tests.support.workbook_file import WorkbookFile, row_and_column


@cache
def scenarios_of_full() -> Comparison:
    plan = parse_plan(template_text("full"))
    names = [scenario.name for scenario in plan.scenarios]
    return compare_sides(tuple(side(plan, letter, name) for letter, name in zip("ABCD", names, strict=True)))


@cache
def two_templates() -> Comparison:
    a, b = (parse_plan(template_text(name)) for name in ("starter", "full"))
    return compare_sides((side(a, "A"), side(b, "B", "cautious")))


@cache
def from_loss_to_gain() -> Comparison:
    """From -1,200 to 300 and to -300: steps cross 0 both ways."""
    a = plain("[creator_rewards]\n[business]\nfixed_costs = 250")
    b = plain("[creator_rewards]")
    c = plain("[creator_rewards]\nus_rpm = 2\n[business]\nfixed_costs = 150")
    return compare_sides((side(a, "A"), side(b, "B"), side(c, "C")))


@cache
def nothing_differs() -> Comparison:
    plan = plain("[creator_rewards]")
    return compare_sides((side(plan, "A"), side(plan, "B")))


@cache
def starts_differ() -> Comparison:
    return compare_sides(random_sides(3, 8, same_start=False))


COMPARISONS = [scenarios_of_full, two_templates, from_loss_to_gain, nothing_differs, starts_differ]


@cache
def book(of: object) -> WorkbookFile:
    assert callable(of)
    return WorkbookFile(comparison_bytes(of()))


@pytest.mark.parametrize("of", COMPARISONS)
@pytest.mark.parametrize("engine", ENGINES)
def test_other_engines_come_to_the_same(engine: type[Engine], of: object) -> None:
    file = book(of)
    theirs = recalculated(engine, file.poisoned(), file.stored)
    outcome = agree(file.stored, theirs, engine.name)
    assert not outcome.differing, str(outcome)


@pytest.mark.libreoffice
@pytest.mark.skipif(soffice() is None, reason="LibreOffice (the program soffice) is not installed")
def test_libreoffice_comes_to_the_same(tmp_path: Path) -> None:
    files = [book(of) for of in COMPARISONS]
    paths = [tmp_path / f"comparison{number}.xlsx" for number in range(len(files))]
    for path, file in zip(paths, files, strict=True):
        path.write_bytes(file.poisoned())
    for file, made in zip(files, libreoffice_convert(paths, tmp_path / "work"), strict=True):
        outcome = agree(file.stored, cached_values(made, file.stored), "libreoffice")
        assert not outcome.differing, str(outcome)


def test_an_engine_that_sees_another_formula_is_noticed() -> None:
    file = book(from_loss_to_gain)
    at = next(at for at, formula in file.formulas.items() if formula.startswith("IF(COUNT(C"))
    changed = file.with_formula(at, "1+1")
    theirs = recalculated(ENGINES[0], changed.poisoned(), file.stored)
    # The cell, and the per cent that looks at it.
    assert at in agree(file.stored, theirs).differing


@pytest.mark.parametrize("of", COMPARISONS)
def test_formulas_are_short_and_hold_no_typed_number(of: object) -> None:
    for at, formula in book(of).formulas.items():
        assert len(formula) <= 110, at
        bare = re.sub(r'"[^"]*"|\'[^\']*\'!|\$?[A-Z]{1,2}\$?\d+', "", formula)
        assert set(re.findall(r"\d+", bare)) <= {"0", "1"}, (at, formula)
        assert not re.search(r"#(REF|NAME|VALUE|DIV)", formula), at


@pytest.mark.parametrize("of", COMPARISONS)
def test_the_same_comparison_gives_the_same_bytes(of: object) -> None:
    assert callable(of)
    assert comparison_bytes(of()) == book(of).data


def test_tabs_are_named_by_what_they_hold() -> None:
    assert list(book(two_templates).sheets) == ["Results", "Inputs", "Bridge"]
    assert list(book(scenarios_of_full).sheets) == [
        "Results", "Inputs", "Bridge A to B", "Bridge A to C", "Bridge A to D",
    ]  # fmt: skip


def rows(file: WorkbookFile, sheet: str, column: str) -> dict[str, int]:
    """Rows by the text in a column, the last where it stands twice."""
    found = {}
    for cell, text in file.texts[sheet].items():
        if re.fullmatch(rf"{column}\d+", cell):
            found[text] = row_and_column(cell)[0]
    return found


def test_differences_are_live() -> None:
    file = book(from_loss_to_gain)
    row = rows(file, "Results", "J")["business.take_home_total"]
    assert file.formulas["Results", f"E{row}"] == f'IF(COUNT(C{row},D{row})>1,D{row}-C{row},"")'
    assert file.stored["Results", f"E{row}"] == pytest.approx(1500)
    assert file.stored["Results", f"F{row}"] == pytest.approx(1500 / 1200)
    assert file.stored["Results", f"H{row}"] == pytest.approx(900)


@pytest.mark.parametrize("engine", ENGINES)
def test_a_changed_result_moves_its_difference_and_the_bridge(engine: type[Engine]) -> None:
    file = book(two_templates)
    model = engine(file.data)
    contribution = rows(file, "Bridge", "F")["by_stream.sponsorships.contribution"]
    before = model.value(("Bridge", f"E{contribution}"))
    assert isinstance(before, float)
    assert model.value(("Bridge", "F1")) == "The bridge adds up"
    model.enter(("Bridge", f"D{contribution}"), 0.0)
    model.recalculate()
    assert model.value(("Bridge", f"E{contribution}")) == 0.0
    assert model.value(("Bridge", "F1")) == "PROBLEM: the bridge does not add up"


def waterfalls(file: WorkbookFile, sheet: str) -> list[list[list[float]]]:
    """The helper figures of each waterfall of a tab: a row per bar."""
    columns = [chr(ord("H") + offset) for offset in range(len(PARTS))]
    heads = sorted(row_and_column(c)[0] for c, text in file.texts[sheet].items() if text == "From")
    found = []
    for head in heads:
        bars, row = [], head + 1
        while (sheet, f"H{row}") in file.stored:
            bars.append([float(file.stored[sheet, f"{column}{row}"]) for column in columns])  # type: ignore[arg-type]
            row += 1
        found.append(bars)
    return found


@pytest.mark.parametrize("of", COMPARISONS)
def test_stacked_columns_draw_each_bar_from_where_the_last_one_ended(of: object) -> None:
    assert callable(of)
    comparison, file = of(), book(of)
    sheets = [name for name in file.sheets if name.startswith("Bridge")]
    for sheet, pair in zip(sheets, comparison.pairs, strict=True):
        drawn = waterfalls(file, sheet)
        assert len(drawn) == (2 if pair.inputs else 1)
        for bars in drawn:
            _is_a_waterfall(bars, pair.by_stream.start, pair.by_stream.end)


def _is_a_waterfall(bars: list[list[float]], start: float, end: float) -> None:
    reached = 0.0
    for place, (low, high, blank_up, blank_down, *drawn) in enumerate(bars):
        total = place in (0, len(bars) - 1)
        assert low == pytest.approx(0.0 if total else reached, abs=1e-6)
        above, below = sum(drawn[0::2]), sum(drawn[1::2])
        # Above 0 stand positive columns, below it negative ones: blank, then drawn.
        assert blank_up >= 0 >= blank_down
        assert above >= 0 >= below
        assert blank_up + above == pytest.approx(max(low, high, 0), abs=1e-6)
        assert blank_down + below == pytest.approx(min(low, high, 0), abs=1e-6)
        assert blank_up == pytest.approx(max(min(low, high), 0), abs=1e-6)
        assert blank_down == pytest.approx(min(max(low, high), 0), abs=1e-6)
        # One colour only: dark for totals, green up, orange down.
        colours = [bool(drawn[k] or drawn[k + 1]) for k in (0, 2, 4)]
        assert colours[0] == (total and high != 0)
        assert colours[1] == (not total and high > low)
        assert colours[2] == (not total and high < low)
        reached = high
    assert bars[0][1] == pytest.approx(start)
    assert bars[-1][1] == pytest.approx(end)
    if len(bars) > 1:
        assert bars[-2][1] == pytest.approx(end, abs=1e-6)


def test_a_bar_that_crosses_zero_is_drawn_on_both_sides() -> None:
    """From -1,200, the lower costs of B lift it by 1,500: 1,200 below and 300 above 0."""
    bars = waterfalls(book(from_loss_to_gain), "Bridge A to B")[1]
    low, high, *_blanks, total_up, total_down, up_above, up_below, down_above, down_below = bars[1]
    assert (low, high) == (pytest.approx(-1200), pytest.approx(300))
    assert (up_above, up_below) == (pytest.approx(300), pytest.approx(-1200))
    assert (total_up, total_down, down_above, down_below) == (0, 0, 0, 0)


def test_effects_beyond_the_largest_are_summed() -> None:
    pair, file = two_templates().pairs[0], book(two_templates)
    ordered = by_effect(pair.inputs)
    assert len(ordered) > MOST_STEPS
    others = ordered[MOST_STEPS:]
    labels = rows(file, "Bridge", "A")
    row = labels[f"{len(others)} other inputs"]
    formula = file.formulas["Bridge", f"E{row}"]
    first, last = (int(number) for number in re.findall(r"\d+", formula))
    assert (formula, last - first + 1) == (f"SUM(E{first}:E{last})", len(others))
    assert file.stored["Bridge", f"E{row}"] == pytest.approx(sum(each.effect for each in others))
    keys = rows(file, "Bridge", "F")
    assert [keys[others[0].key], keys[others[-1].key]] == [first, last]
    assert "Every input that differs, in the order of its effect" in labels


def test_values_of_all_sides_stand_beside_each_other() -> None:
    file = book(from_loss_to_gain)
    row = rows(file, "Inputs", "K")["creator_rewards.us_rpm"]
    xml = file.xml("Inputs")
    values = [re.search(rf'<c r="{column}{row}"[^>]*><v>([^<]*)</v>', xml) for column in "CDG"]
    # B does not differ in it, so it is as A.
    assert [float(value[1]) for value in values if value] == [1, 1, 2]
    assert file.stored["Inputs", f"E{row}"] == 0
    assert file.stored["Inputs", f"H{row}"] == 1


def test_charts_and_frozen_headers_are_there() -> None:
    file = book(two_templates)
    with zipfile.ZipFile(BytesIO(file.data)) as archive:
        charts = [name for name in archive.namelist() if name.startswith("xl/charts/chart")]
        directions = [re.findall(r'<c:barDir val="(\w+)"', archive.read(name).decode())[0] for name in charts]
    assert directions == ["col", "bar"]
    for sheet in file.sheets:
        assert 'topLeftCell="B5"' in file.xml(sheet)
        assert 'orientation="landscape"' in file.xml(sheet)


def test_text_of_a_user_stays_text() -> None:
    plan = plain("[creator_rewards]")
    sides = (side(plan, "A"), Side("B", "=1+1.toml, Base", "=1+1.toml", plan, plan.scenarios[0]))
    file = WorkbookFile(comparison_bytes(compare_sides(sides)))
    assert "B: =1+1.toml, Base" in file.texts["Results"].values()
    assert not any("1+1" in formula for formula in file.formulas.values())
