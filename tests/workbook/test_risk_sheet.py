"""The tab Risk: every figure of the outlook stands in it, what can be live is, and it says when it is out of date."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from revenue_planner import __version__
from revenue_planner.analysis.goal.result import Goal
from revenue_planner.analysis.simulation.result import LEVELS, MONTHLY
from revenue_planner.engine.run import run
from revenue_planner.ground.a1 import letter
from revenue_planner.plan.reading.names import RESERVED_TABS
from revenue_planner.plan.reading.plan import parse_plan
from revenue_planner.plan.values import Plan
from revenue_planner.workbook.checking.lint import lint
from revenue_planner.workbook.layout import RISK, TABS
from revenue_planner.workbook.tabs.risk.tab import OUT_OF_DATE, REFRESH, UP_TO_DATE, goal_in_words
from revenue_planner.workbook.write import workbook_bytes
from revenue_planner.workbook.xlsx.workbook_file import open_workbook
from tests.support.engines import ENGINES, Engine, Formualizer
from tests.support.outlooks import AS_OF, NAMES, PLAN, SHORT, Ahead, ahead
from tests.support.workbook_file import WorkbookFile

FIRST_MONTH = 2
#: More digits than a number in a cell can hold.
SEED = 9_007_199_254_740_993
TAKE_HOME, CASH = "business.take_home", "business.cash"


def month(number: int) -> str:
    return letter(FIRST_MONTH + number)


def test_every_percentile_of_every_month_and_scenario_stands_there() -> None:
    made = ahead()
    for each in made.outlook.simulation.scenarios:
        for key in MONTHLY:
            table = np.vstack([each.months[key].values, each.planned[key]])
            for name, row in zip(NAMES, table, strict=True):
                cells = [made.figure(f"outlook.{each.scenario.name}.{key}.{name}", month(n)) for n in range(15)]
                assert cells == row.tolist()


def test_the_summary_is_the_simulation() -> None:
    """Columns C to F are of 12 months, G to J of the whole plan; chances and the worst month follow."""
    made = ahead()
    for each in made.outlook.simulation.scenarios:
        key, errors = f"outlook.{each.scenario.name}", f"outlook.{each.scenario.name}.error"
        for columns, name in (("CDEF", "business.take_home_12m"), ("GHIJ", "business.take_home_total")):
            bands = each.figures[name]
            drawn = [LEVELS.index(level) for level in (0.10, 0.50, 0.90)]
            figures = [made.figure(key, column) for column in columns]
            assert figures == [each.planned_figures[name], *bands.values[drawn, 0]]
            assert [made.figure(errors, column) for column in columns[1:]] == bands.errors[drawn, 0].tolist()
        assert each.goal is not None
        chances = {"K": each.goal, "L": each.cash_below_zero, "M": each.beats_base}
        for column, chance in chances.items():
            if chance is None:
                assert made.at(key, column)[1] not in made.shown
            else:
                assert (made.figure(key, column), made.figure(errors, column)) == (chance.value, chance.error)
        assert made.figure(key, "N") == each.worst_month.at(0.50)[0]


def test_a_plan_of_less_than_a_year_has_no_results_of_12_months() -> None:
    made = ahead(SHORT)
    texts = set(made.file.texts[RISK].values())
    assert "Take-home in all 8 months" in texts
    assert "Take-home in 12 months" not in texts
    assert "In 12 months" not in texts
    assert (
        made.figure("outlook.base", "C")
        == made.outlook.simulation.scenarios[0].planned_figures["business.take_home_total"]
    )


def test_the_tornado_falls_from_the_largest_effect_and_measures_from_the_plan() -> None:
    made = ahead()
    rows = sorted((row, key) for key, row in made.rows.items() if key.startswith("swing."))
    keys = [key.removeprefix("swing.") for _row, key in rows]
    swings = {swing.key: swing for swing in made.outlook.sensitivity.swings}
    effects = [swings[key].effect for key in keys[1:]]
    assert swings.keys() <= set(made.outlook.simulation.drawn)
    assert keys[0] == "none"
    assert len(effects) == 12
    assert effects == sorted((swing.effect for swing in swings.values()), reverse=True)[:12]
    planned = made.figure("swing.none", "G")
    assert planned == made.outlook.sensitivity.result
    for key in keys[1:]:
        swing, row = swings[key], f"swing.{key}"
        assert [made.figure(row, c) for c in "DEF"] == [swing.low, swing.today, swing.high]
        assert [made.figure(row, c) for c in "GH"] == [swing.result_low, swing.result_high]
        assert [made.figure(row, c) for c in "IJ"] == [swing.result_low - planned, swing.result_high - planned]
        assert made.at(row, "I") in made.file.formulas


def test_where_nothing_is_drawn_it_says_so(tmp_path: Path) -> None:
    text = re.sub(r"\[risk\].*?\n\n", '[risk]\ntrials = 100\ndraw = "listed"\n\n', PLAN, flags=re.DOTALL)
    made = ahead(text)
    assert "No input is drawn that changes it." in made.file.texts[RISK].values()
    assert len(charts(made)) == 2
    (tmp_path / "book.xlsx").write_bytes(made.file.data)
    assert lint(open_workbook(tmp_path / "book.xlsx")) == []


def test_stress_stands_beside_the_plan_with_the_line_that_makes_it() -> None:
    made = ahead()
    texts = made.file.texts[RISK]
    for number, case in enumerate(made.outlook.stress):
        row = f"stress.{number}"
        assert texts[made.at(row, "A")[1]] == case.label
        for (value, change), name in zip(
            ("CD", "EF", "GH"), ("take_home_12m", "take_home_total", "lowest_cash"), strict=True
        ):
            assert made.figure(row, value) == case.answers[name]
            if number:
                assert made.figure(row, change) == case.answers[name] - made.outlook.stress[0].answers[name]
                assert texts[made.at(row, "I")[1]] == f'"{case.line}"'
                assert made.at(row, change) in made.file.formulas


def test_a_line_of_the_stress_table_makes_its_figures_in_the_plan_file() -> None:
    made = ahead()
    texts = made.file.texts[RISK]
    for number in (1, len(made.outlook.stress) - 1):
        line = texts[made.at(f"stress.{number}", "I")[1]]
        plan = parse_plan(PLAN.replace("months = 15", f"months = 15\nstress = [{line}]"))
        answers = run(plan).answers("base")
        assert made.figure(f"stress.{number}", "E") == pytest.approx(answers["take_home_total"], rel=1e-12)


@pytest.mark.parametrize("key", [TAKE_HOME, CASH])
def test_bands_stand_on_the_lowest_percentile_and_reach_the_highest(key: str) -> None:
    made = ahead()
    bands = ("p5_to_p10", "p10_to_p25", "p25_to_p75", "p75_to_p90", "p90_to_p95")
    for number in range(15):
        steps = [made.figure(f"fan.{key}.{band}", month(number)) for band in bands]
        assert min(steps) >= 0
        top = made.figure(f"fan.{key}.p5", month(number)) + sum(steps)
        assert top == pytest.approx(made.figure(f"fan.{key}.p95", month(number)), rel=1e-12, abs=1e-9)


@pytest.mark.parametrize("engine", ENGINES, ids=lambda engine: engine.name)
def test_every_formula_agrees(engine: type[Engine]) -> None:
    for text in (PLAN, SHORT):
        found = ahead(text).against(engine)
        found.must_agree("with the tab Risk")


@pytest.mark.parametrize("engine", ENGINES, ids=lambda engine: engine.name)
def test_the_fans_follow_the_scenario_chosen(engine: type[Engine]) -> None:
    made = ahead()
    opened = engine(made.poisoned)
    picker = made.addresses.beside(RISK, made.addresses.at(RISK, "Scenario shown"), 2)
    for name, title in reversed(made.addresses.scenarios.items()):
        opened.enter(picker, title)
        opened.recalculate()
        for key in (TAKE_HOME, CASH):
            for series in NAMES:
                for number in (0, 7, 14):
                    shown = opened.value(made.at(f"fan.{key}.{series}", month(number)))
                    assert shown == made.figure(f"outlook.{name}.{key}.{series}", month(number))


def _input(made: Ahead, engine: Engine) -> None:
    engine.enter(made.addresses.input("base", "audience.opening_followers"), 30_001.0)


def _blanked(made: Ahead, engine: Engine) -> None:
    engine.enter(made.addresses.input("cautious", "affiliate.amazon.conversion"), None)


def _month(made: Ahead, engine: Engine) -> None:
    engine.enter(made.addresses.calendar("my_own", "audience.videos", 4), 3.0)


def _season(made: Ahead, engine: Engine) -> None:
    engine.enter(made.addresses.calendar("base", "audience.season_views", 12), 1.3)


def _luck(made: Ahead, engine: Engine) -> None:
    engine.enter(made.addresses.input("base", "risk.viral_chance"), 0.09)


def _start(made: Ahead, engine: Engine) -> None:
    engine.enter(made.addresses.input("base", "plan.start"), float((date(2027, 4, 1) - date(1899, 12, 30)).days))


@pytest.mark.parametrize("change", [_input, _blanked, _month, _season, _luck, _start])
def test_a_changed_input_makes_it_out_of_date(change: Callable[[Ahead, Engine], None]) -> None:
    made = ahead()
    status, count = (RISK, "A4"), (RISK, "C4")
    engine = Formualizer(made.poisoned)
    assert (engine.value(status), engine.value(count)) == (UP_TO_DATE, 0.0)
    change(made, engine)
    engine.recalculate()
    assert (engine.value(status), engine.value(count)) == (OUT_OF_DATE, 1.0)


def test_an_input_put_back_makes_it_up_to_date_again() -> None:
    made = ahead()
    engine = Formualizer(made.poisoned)
    cell = made.addresses.input("base", "audience.opening_followers")
    for value, status in ((1_000.0, OUT_OF_DATE), (30_000.0, UP_TO_DATE)):
        engine.enter(cell, value)
        engine.recalculate()
        assert engine.value((RISK, "A4")) == status


def test_it_says_what_it_was_made_from_and_how_to_make_it_anew() -> None:
    made = ahead()
    texts = made.file.texts[RISK]
    line = texts["A3"]
    assert line.startswith("Maya & <co>: 300 runs with ")
    assert line.endswith(f"(seed {SEED}), planner {__version__}, as of {AS_OF}")
    assert any(REFRESH in text for text in texts.values())
    assert texts[made.at("stamp.seed", "C")[1]] == str(SEED)
    assert texts[made.at("stamp.goal", "C")[1]] == "take_home >= 500 by 2027-10"
    assert texts[made.at("stamp.trials", "C")[1]] == "300"
    assert any(text.startswith("Goal: Take-home at least 500 EUR in Oct 2027.") for text in texts.values())


def test_out_of_date_turns_red() -> None:
    xml = ahead().file.xml(RISK)
    rule = re.search(r'<conditionalFormatting sqref="A4">.*?</conditionalFormatting>', xml)
    assert rule is not None
    assert f'"{OUT_OF_DATE}"' in rule[0].replace("&quot;", '"')


def charts(made: Ahead) -> list[str]:
    """The charts of the tab, in their order."""
    members = made.file.members
    number = re.search(r"sheet(\d+)\.xml", made.file.sheets[RISK])
    assert number is not None
    drawing = re.search(r"drawing\d+\.xml", members[f"xl/worksheets/_rels/sheet{number[1]}.xml.rels"].decode())
    assert drawing is not None
    names = re.findall(r"charts/(chart\d+\.xml)", members[f"xl/drawings/_rels/{drawing[0]}.rels"].decode())
    return [members[f"xl/charts/{name}"].decode() for name in names]


def test_fans_are_areas_on_an_invisible_one_with_lines_over_them() -> None:
    fans = charts(ahead())[:2]
    for chart in fans:
        area = re.search(r"<c:areaChart>.*?</c:areaChart>", chart)
        assert area is not None
        assert '<c:grouping val="stacked"/>' in area[0]
        fills = [re.search(r"<c:spPr>(.*?)</c:spPr>", series) for series in area[0].split("<c:ser>")[1:]]
        colours = [re.findall(r'srgbClr val="(\w+)"', fill[1]) if fill else None for fill in fills]
        assert colours[0] == []
        assert colours[1:] == colours[:0:-1]
        assert len(colours) == 6
        assert chart.count("<c:lineChart>") == 1
        # Programs that only look at a file draw what is stored.
        assert chart.count("<c:numCache>") == 2 * 8
        assert "<c:v></c:v>" not in chart


def test_the_tornado_has_its_largest_bar_on_top() -> None:
    chart = charts(ahead())[2]
    assert '<c:barDir val="bar"/>' in chart
    assert '<c:orientation val="maxMin"/>' in chart
    assert '<c:overlap val="100"/>' in chart


def test_the_same_plan_makes_the_same_bytes() -> None:
    made = ahead()
    again = workbook_bytes(made.plan, made.result.model, made.result.values, AS_OF, made.outlook)
    assert again == made.file.data


def test_without_an_outlook_there_is_no_tab_and_nothing_leads_to_it() -> None:
    made = ahead()
    plain = WorkbookFile(workbook_bytes(made.plan, made.result.model, made.result.values, AS_OF))
    assert RISK not in plain.sheets
    assert not any(RISK in re.split(r"\W", text) for text in plain.texts["Start"].values())
    with_it = made.file.texts["Start"].values()
    assert RISK in with_it
    assert sum(RISK in text for text in with_it) == 2


def test_it_stands_after_the_scenarios_and_before_the_checks() -> None:
    tabs = list(ahead().file.sheets)
    assert tabs.index("My own") < tabs.index(RISK) < tabs.index("Checks")


def test_no_scenario_may_have_the_name_of_a_tab() -> None:
    assert {name.lower() for name in (*TABS, RISK)} <= RESERVED_TABS


@pytest.mark.parametrize(
    ("goal", "words"),
    [
        (Goal("", "k", "Take-home", "money", ">=", 5000.0, 12), "Take-home at least 5,000 EUR in Feb 2028"),
        (
            Goal("", "k", "Take-home", "money", ">=", 5000.5, 2, whole=True),
            "Take-home at least 5,000.50 EUR in all by Apr 2027",
        ),
        (Goal("", "k", "Lowest cash", "money", ">=", 0.0), "Lowest cash at least 0 EUR"),
        (Goal("", "k", "Hours", "hours", "<=", 80.0, 1), "Hours at most 80 hours in Mar 2027"),
    ],
)
def test_goals_in_words(goal: Goal, words: str) -> None:
    plan: Plan = ahead().plan
    assert goal_in_words(goal, plan) == words
