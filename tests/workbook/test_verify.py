"""A workbook is worked out anew from its own inputs: whatever was altered since it was built is found."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from revenue_planner.documents.verify import verify_workbook
from revenue_planner.engine.run import run
from revenue_planner.ground.a1 import letter, quoted
from revenue_planner.ground.errors import Problem
from revenue_planner.plan.templates import template_names
from revenue_planner.workbook.checking.lint import lint
from revenue_planner.workbook.reading.plan import read_workbook
from revenue_planner.workbook.write import workbook_bytes
from revenue_planner.workbook.xlsx.references import Reference, replaced
from revenue_planner.workbook.xlsx.workbook_file import open_workbook
from tests.support.building import build_text, template
from tests.support.drafts import Draft, built, of_input, of_month, of_text, reworked
from tests.support.random_plans import random_plan

Address = tuple[str, str]
VIEWS = "audience.views"


def verified(draft: Draft, folder: Path) -> list[Problem]:
    return verify_workbook(draft.save(folder))


@pytest.mark.parametrize("name", template_names())
def test_nothing_is_wrong_with_a_built_workbook(name: str, tmp_path: Path) -> None:
    (tmp_path / "book.xlsx").write_bytes(template(name).file.data)
    assert verify_workbook(tmp_path / "book.xlsx") == []


@pytest.mark.parametrize("seed", [5, 8, 21])
def test_nothing_is_wrong_with_a_random_workbook(seed: int, tmp_path: Path) -> None:
    made = build_text(random_plan(seed, months=2 + seed % 9))
    (tmp_path / "book.xlsx").write_bytes(made.file.data)
    assert verify_workbook(tmp_path / "book.xlsx") == []


def test_a_workbook_rebuilt_from_its_own_plan_is_the_same(tmp_path: Path) -> None:
    plan = read_workbook(Draft().save(tmp_path))
    result = run(plan)
    assert workbook_bytes(plan, result.model, result.values) == built().file.data


def line(key: str, month: int, scenario: str = "base") -> Address:
    return built().addresses.month(scenario, key, month)


def total(key: str, scenario: str = "base") -> Address:
    return built().addresses.value(scenario, key)


def formula_of(at: Address) -> str:
    return built().file.formulas[at]


def stored_of(at: Address) -> float:
    value = built().file.stored[at]
    assert isinstance(value, float)
    return value


@pytest.mark.parametrize(
    "at",
    [
        line(VIEWS, 3),
        line("business.take_home", 8, "cautious"),
        total(VIEWS),
        built().addresses.opening("base", "audience.followers"),
        total("business.take_home_total", "my_own"),
    ],
)
@pytest.mark.parametrize("share", [1.1, 1 + 1e-6])
def test_a_stored_figure_that_was_changed(at: Address, share: float, tmp_path: Path) -> None:
    assert abs(stored_of(at)) > 1
    (problem,) = verified(Draft().formula(at, formula_of(at), stored_of(at) * share), tmp_path)
    assert problem.place.cell == (f"'{at[0]}'!{at[1]}" if " " in at[0] else "!".join(at))
    assert problem.rule == "the figure stored is not what the inputs come to"
    assert problem.hint.startswith(f"the planner comes to {stored_of(at):.10g}")


def test_the_last_digits_may_differ(tmp_path: Path) -> None:
    """Programs store fifteen or seventeen digits."""
    draft = Draft()
    for month in range(1, 9):
        at = line("business.cash", month)
        draft.formula(at, formula_of(at), float(f"{stored_of(at):.15g}"))
    assert verified(draft, tmp_path) == []


@pytest.mark.parametrize(("left", "wrong"), [(5e-9, False), (0.01, True)])
def test_what_is_left_over_of_amounts_is_judged_by_them(left: float, wrong: bool, tmp_path: Path) -> None:
    """A loan of millions that another program has as paid back but for a trace is not wrong."""
    made = build_text(
        """
        [plan]
        start = "2027-01"
        months = 8
        currency = "KRW"
        [audience]
        [business]
        loan_amount = 12_000_000
        loan_rate = 0.025
        loan_months = 3
        [creator_rewards]
        """
    )
    key = next(key for key in made.result.values if key.endswith(".loan"))
    assert made.result.values[key][-1, 0] == 0
    values = {**made.result.values, key: made.result.values[key].copy()}
    values[key][-1] = left
    (tmp_path / "book.xlsx").write_bytes(workbook_bytes(made.plan, made.result.model, values))
    found = verify_workbook(tmp_path / "book.xlsx")
    assert bool([problem for problem in found if problem.severity == "error"]) == wrong


@pytest.mark.parametrize(
    ("at", "altered"),
    [
        (("Compare", "C8"), "1*{}"),
        (("Dashboard", "A7"), "1*{}"),
        (("Start", "B6"), "{}+0"),
        (("Inputs", of_input("audience.opening_followers")[1].replace("C", "L")), "1*{}"),
    ],
)
def test_a_formula_that_was_altered(at: Address, altered: str, tmp_path: Path) -> None:
    """The lint has no reason to refuse these, but they are not what the planner writes."""
    value = built().file.stored[at]
    draft = Draft().formula(at, altered.format(formula_of(at)), value)
    assert lint(open_workbook(draft.save(tmp_path))) == lint(open_workbook(Draft().save(tmp_path)))
    (problem,) = verified(draft, tmp_path)
    assert problem.place.cell == "!".join(at)
    assert problem.rule == "the formula is not the one that the planner writes"
    assert problem.hint == f"there it is {formula_of(at)}"


def test_a_line_that_was_altered_in_every_scenario(tmp_path: Path) -> None:
    """The scenarios' tabs agree with each other, but not with the planner."""
    draft = Draft()
    places = [total("business.take_home_total", scenario) for scenario in ("base", "cautious", "my_own")]
    for at in places:
        draft.formula(at, f"{formula_of(at)}*1", stored_of(at))
    found = verified(draft, tmp_path)
    assert [problem.rule for problem in found] == ["the formula is not the one that the planner writes"] * 3
    assert {problem.key for problem in found} == {"business.take_home_total"}


def test_a_formula_that_is_only_spaced_otherwise(tmp_path: Path) -> None:
    at = total("business.take_home_total")
    assert verified(Draft().formula(at, f" {formula_of(at)} ", stored_of(at)), tmp_path) == []


def test_a_formula_typed_over_where_no_rule_knows_it(tmp_path: Path) -> None:
    (problem,) = verified(Draft().type(("Start", "B6"), 1_000_000.0), tmp_path)
    assert (problem.place.cell, problem.value) == ("Start!B6", "1000000")
    assert problem.rule == "a figure is typed over the formula"


def test_a_formula_deleted_where_no_rule_knows_it(tmp_path: Path) -> None:
    (problem,) = verified(Draft().type(("Start", "B6"), None), tmp_path)
    assert (problem.place.cell, problem.rule) == ("Start!B6", "the formula is deleted")


def test_a_constant_that_was_changed(tmp_path: Path) -> None:
    at = total("plan.views_per_thousand")
    found = verified(Draft().type(at, 100.0), tmp_path)
    assert found[0].place.cell == "!".join(at)
    assert found[0].rule == "the number is not the one that the planner writes"
    assert (found[0].value, found[0].hint) == ("100", "there it is 1000")


def test_what_follows_from_an_altered_cell_is_summed_up(tmp_path: Path) -> None:
    """A figure typed over, and all cells that a spreadsheet computes from it."""
    at = line(VIEWS, 3)
    draft = Draft().type(at, 9.0)
    for month in range(1, 9):
        after = line("business.take_home", month)
        draft.formula(after, formula_of(after), 1.0)
    first, second = verified(draft, tmp_path)
    assert (first.place.cell, first.rule) == ("!".join(at), "a figure is typed over the formula")
    assert second.rule.startswith("8 figures differ from the planner's, because of the cells above")


def test_an_input_typed_without_computing_anew(tmp_path: Path) -> None:
    """A program changed an input and left the stored figures as they were."""
    found = verified(Draft().type(of_input("audience.opening_followers"), 90_000.0), tmp_path)
    assert found
    assert {problem.severity for problem in found} == {"error"}
    assert any(problem.place.cell == "!".join(total("audience.opening_followers")) for problem in found)
    assert any("more like these: the figure stored is not what the inputs come to" in p.rule for p in found)


def test_a_name_that_refers_to_another_result(tmp_path: Path) -> None:
    wanted = total("business.take_home_total")[1]
    other = total("business.earned_total")[1]
    draft = Draft().replace(
        "xl/workbook.xml",
        r'(name="out_base_take_home_total">Base!)[^<]*',
        rf"\g<1>${other[0]}${other[1:]}",
    )
    (problem,) = verified(draft, tmp_path)
    assert problem.key == "out_base_take_home_total"
    assert problem.rule == "this name refers to another cell than the result it names"
    assert problem.hint == f"it should be Base!${wanted[0]}${wanted[1:]}"


def test_a_file_that_was_not_computed(tmp_path: Path) -> None:
    """openpyxl keeps formulas and drops their figures: that is told once, and formulas are compared all the same."""

    def change(book: Any) -> None:
        book["Start"]["B6"] = "=1*" + book["Start"]["B6"].value[1:]

    found = [problem for problem in verify_workbook(reworked(change, tmp_path)) if problem.severity == "error"]
    assert [problem.rule.split(":")[0] for problem in found] == [
        "the file was saved without computing it",
        "the formula is not the one that the planner writes",
    ]


def test_inputs_that_cannot_be_read_are_told_with_the_rest(tmp_path: Path) -> None:
    at = line(VIEWS, 3)
    found = verified(Draft().type(at, 9.0).type(of_input("audience.opening_followers"), "many"), tmp_path)
    assert {problem.place.cell for problem in found} >= {"!".join(at), "!".join(of_input("audience.opening_followers"))}


def test_a_scenario_that_was_added_has_no_tab(tmp_path: Path) -> None:
    def change(book: Any) -> None:
        sheet = book["Inputs"]
        sheet.insert_cols(6)
        sheet.cell(4, 6, "Viral")
        sheet["F" + of_input("audience.videos")[1][1:]] = 40

    told = next(problem for problem in verify_workbook(reworked(change, tmp_path)) if "Viral" in problem.rule)
    assert told.rule == 'the scenario "Viral" was added on the tab Inputs and has no tab of its own'
    assert told.severity == "warning"


def test_another_version_is_told(tmp_path: Path) -> None:
    (problem,) = verified(Draft().type(of_text("Log", "0.1.0"), "0.0.9"), tmp_path)
    assert problem.severity == "warning"
    assert 'was built by version "0.0.9"' in problem.rule


def test_by_month_figures_and_seasons_are_compared_too(tmp_path: Path) -> None:
    draft = Draft().type(of_month("audience.videos", 7), 22.0).type(of_month("audience.season_views", 1, "my_own"), 3.0)
    cells = {problem.place.cell for problem in verified(draft, tmp_path)}
    assert {"!".join(line("audience.videos", 7)), "'My own'!" + line("audience.season_views", 1)[1]} <= cells


class TestRearranged:
    """Formulas are compared by what they refer to, not by its address."""

    def test_tabs_renamed(self, tmp_path: Path) -> None:
        draft = Draft()
        for old, new in (("Base", "Plan A"), ("Inputs", "Annahmen")):
            draft.replace("xl/workbook.xml", f'<sheet name="{old}" ', f'<sheet name="{new}" ')
            draft.replace_all("xl/workbook.xml", rf">{old}!", f">'{new}'!")
            for tab in built().file.sheets:
                member = draft.sheet(tab)
                if f"{old}!" in draft.members[member].decode():
                    draft.replace_all(member, rf"(?<![\w']){old}!", f"'{new}'!")
        assert verified(draft, tmp_path) == []

    def test_a_row_inserted_on_a_scenario_tab(self, tmp_path: Path) -> None:
        """As a spreadsheet does it: cells move down, and every reference to them with them."""
        row = int(total("audience.opening_followers")[1][1:])
        draft = rows_inserted("Cautious", row)
        found = verified(draft, tmp_path)
        assert [problem.rule for problem in found] == [
            "from here on the tab has the same rows as, but in other places than the tab Base"
        ]

    def test_a_row_inserted_and_a_formula_altered(self, tmp_path: Path) -> None:
        row = int(total("audience.opening_followers")[1][1:])
        draft = rows_inserted("Cautious", row)
        at = total("business.take_home_total", "cautious")
        draft.formula(at, f"1*{formula_of(at)}", stored_of(at))
        found = [problem for problem in verified(draft, tmp_path) if problem.severity == "error"]
        assert [(problem.place.cell, problem.key) for problem in found] == [("!".join(at), "business.take_home_total")]


def rows_inserted(tab: str, before: int) -> Draft:
    """The workbook with an empty row inserted, which moves what stands below it."""

    def moved(reference: Reference, here: str) -> str:
        if (reference.stands_on or here) == tab and reference.row >= before:
            reference = replace(reference, row=reference.row + 1)
        return written(reference)

    draft = Draft()
    for name, member in built().file.sheets.items():
        text = re.sub(
            r"(<f>)([^<]*)(</f>)",
            lambda found, here=name: found[1] + replaced(found[2], lambda r: moved(r, here)) + found[3],
            draft.members[member].decode(),
        )
        if name == tab:
            text = re.sub(
                r'<row r="(\d+)"', lambda found: f'<row r="{int(found[1]) + (int(found[1]) >= before)}"', text
            )
            text = re.sub(
                r'<c r="([A-Z]+)(\d+)"',
                lambda found: f'<c r="{found[1]}{int(found[2]) + (int(found[2]) >= before)}"',
                text,
            )
        draft.members[member] = text.encode()
    draft.replace_all(
        "xl/workbook.xml",
        rf"(>{tab}!)([^<:]*)(<)",
        lambda found: found[1] + replaced(found[2], lambda r: moved(r, tab)) + found[3],
    )
    return draft


def written(reference: Reference) -> str:
    row = f"{'$' * reference.fixed_row}{reference.row}"
    cell = f"{'$' * reference.fixed_column}{letter(reference.column)}{row}"
    return f"{quoted(reference.tab)}!{cell}" if reference.tab else cell
