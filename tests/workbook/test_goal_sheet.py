"""The Goal tab: what it asks at first, what it takes from a search, and that it is no part of the plan."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from unittest.mock import patch

import pytest

from revenue_planner.analysis.goal.result import Goal, GoalAnswer, Need
from revenue_planner.documents.verify import verify_workbook
from revenue_planner.engine.run import run
from revenue_planner.ground.months import Month
from revenue_planner.plan.reading.plan import parse_plan
from revenue_planner.plan.templates import template_text
from revenue_planner.plan.values import BASE, Plan
from revenue_planner.workbook.checking.lint import lint
from revenue_planner.workbook.reading.plan import read_workbook
from revenue_planner.workbook.tabs.goal.answers import NOT_ALONE, as_built, question
from revenue_planner.workbook.tabs.goal.tab import write_goal
from revenue_planner.workbook.tabs.goal.table import AS_BUILT, AS_BUILT_TIMES, EVERY_MONTH, THIS_MONTH
from revenue_planner.workbook.xlsx.archive import Archive
from revenue_planner.workbook.xlsx.workbook_file import WorkbookFile
from tests.support.building import Built, build, template
from tests.support.engines import Formualizer
from tests.support.goal_tab import Asked, GoalTab, ask, built_for, reached

TAKE_HOME = "business.take_home"
FEED, VIDEOS, COMMISSION = "audience.for_you_views_per_video", "audience.videos", "affiliate.amazon.commission_rate"
NEAREST_TITLE = "Each of these alone would bring the target, at a usual value; closest to today first"


def plan_with(goal: str = "", months: int = 36, name: str = "beauty") -> Plan:
    text = template_text(name).replace("months = 36", f"months = {months}")
    plan = parse_plan(text, f"{name}.toml")
    return replace(plan, risk=replace(plan.risk, goal=goal))


def need(key: str, needed: float | None, today: float, *, every_month: bool = False) -> Need:
    return Need(key, "", "", "", today, needed, 0.0, 1e9, 0.0, 1e12, steady=True, every_month=every_month)


@cache
def searched() -> tuple[Plan, tuple[GoalAnswer, ...]]:
    """A plan, and answers for it: the feed can do it (in Base only), the videos by month, fees can not."""
    plan = plan_with()
    goal = Goal("take_home >= 4000 by month 18", TAKE_HOME, "Take-home", "money", ">=", 4_000.0, 18)
    answers = []
    for number, scenario in enumerate(plan.scenarios):
        feed = 60_000.0 if number == 0 else None
        needs = (
            need(FEED, feed, 17_000.0),
            need(VIDEOS, 40.0, 20.0, every_month=True),
            need("sponsorships.cpm", None, 15.0),
            need(COMMISSION, 0.5, 0.03),
        )
        answers.append(GoalAnswer(goal, scenario, 500.0, reached=False, needs=needs, mix=None))
    return plan, tuple(answers)


def with_answers(plan: Plan, answers: tuple[GoalAnswer, ...]) -> Built:
    with patch("revenue_planner.workbook.write.write_goal", lambda context, **_none: write_goal(context, answers)):
        return build(plan)


@cache
def searched_workbook() -> Built:
    return with_answers(*searched())


def test_the_income_target_is_asked_at_first() -> None:
    """In month 12, until something else is typed; it moves with the plan's target."""
    built = build(plan_with())
    tab = GoalTab(built.addresses)
    (target, _), (month, _), _scenario = tab.typed(Asked(0.0, 1, BASE), built.plan)
    assert built.file.formulas[target].startswith("Base!")
    assert built.file.stored[target] == built.plan.value("business.income_target", BASE)
    assert built.file.stored[month] == built.plan.timeline.month_of(12).serial
    take_home = built.result.line(TAKE_HOME, BASE)[11]
    assert built.file.stored[tab.shown("Take-home in that month", 3)] == take_home


def test_a_short_plan_is_asked_about_its_last_month() -> None:
    assert question(plan_with(months=5), None).number == 5


@pytest.mark.parametrize(
    ("goal", "amount", "number", "date"),
    [
        ("take_home >= 4321 by 2027-09", 4_321.0, 9, Month(2027, 9)),
        ("business.take_home >= 99.5 by month 20", 99.5, 20, None),
        ("take_home >= 5k", None, 12, None),  # of no month
        ("take_home >= 5k by 2031-01", None, 12, None),  # after the plan
        ("take_home <= 5k by month 3", None, 12, None),  # not a least
        ("total take_home >= 5k by month 3", None, 12, None),  # of several months
        ("cash >= 5k by month 3", None, 12, None),  # not take-home
    ],
)
def test_a_goal_of_the_plan_is_asked_at_first(goal: str, amount: float | None, number: int, date: Month | None) -> None:
    asked = question(plan_with(goal), None)
    assert (asked.amount, asked.number, asked.date) == (amount, number, date)
    if amount is None:
        assert asked.target == plan_with().value("business.income_target", BASE)


def test_answers_are_asked_about_at_first() -> None:
    plan, answers = searched()
    asked = question(plan, as_built(plan, answers, ()))
    assert (asked.target, asked.number) == (4_000.0, 18)


@pytest.mark.parametrize(
    "change",
    [{"key": "business.cash"}, {"comparison": "<="}, {"whole": True}, {"month": None}, {"amount": -5.0}],
    ids=str,
)
def test_answers_to_another_kind_of_goal_are_left_out(change: dict[str, object]) -> None:
    plan, answers = searched()
    goal = replace(answers[0].goal, **change)  # type: ignore[arg-type]
    assert as_built(plan, tuple(replace(answer, goal=goal) for answer in answers), ()) is None


def test_searched_values_stand_beside_live_ones() -> None:
    built = searched_workbook()
    engine = Formualizer(built.poisoned)
    tab = GoalTab(built.addresses)
    rows = tab.rows(engine.values(tab.wanted()))
    assert (rows[FEED].how, rows[FEED].needed) == (AS_BUILT, 60_000.0)
    month = built.plan.every_month(VIDEOS, BASE)[17]
    assert (rows[VIDEOS].how, rows[VIDEOS].needed) == (AS_BUILT_TIMES, 2 * month)
    assert "sponsorships.cpm" not in rows
    assert rows[COMMISSION].how == EVERY_MONTH
    assert rows["business.fixed_costs"].how == THIS_MONTH
    others = [scenario.name for scenario in built.plan.scenarios[1:]]
    ask(engine, built.addresses, Asked(4_000.0, 18, others[0]), built.plan)
    assert engine.value(tab.cells()[FEED]["needed"]) == NOT_ALONE


@pytest.mark.parametrize(("target", "month", "stale"), [(4_000.0, 18, 0), (4_000.01, 18, 1), (4_000.0, 17, 1)])
def test_searched_values_are_marked_where_something_else_is_asked(target: float, month: int, stale: int) -> None:
    built = searched_workbook()
    engine = Formualizer(built.poisoned)
    ask(engine, built.addresses, Asked(target, month, BASE), built.plan)
    flag = ("Goal", f"C{built.addresses.keyed_rows('Goal')['goal.built.stale'][0]}")
    assert engine.value(flag) == stale


def test_searched_values_are_marked_where_an_input_changed() -> None:
    built = searched_workbook()
    engine = Formualizer(built.poisoned)
    flag = ("Goal", f"C{built.addresses.keyed_rows('Goal')['goal.built.stale'][0]}")
    assert engine.value(flag) == 0
    engine.enter(built.addresses.input(BASE, COMMISSION), 0.031)
    engine.recalculate()
    assert engine.value(flag) == 1


def test_a_workbook_with_answers_keeps_all_rules_and_agrees_with_other_engines() -> None:
    built = searched_workbook()
    assert lint(WorkbookFile(Archive(built.file.data, "book.xlsx"))) == []
    built.against(Formualizer).must_agree("with answers")


def test_the_nearest_levers_come_first() -> None:
    """As ordered by how far they move through their usual range; and each does reach the target."""
    built = template("full")
    plan, engine = built.plan, Formualizer(built.poisoned)
    asked = Asked(2_900.0, 12, BASE)
    ask(engine, built.addresses, asked, plan)
    at = built.addresses
    head = int(at.at("Goal", NEAREST_TITLE).lstrip("A")) + 1
    column = at.column("Goal", "Key")
    keys = [str(engine.value(("Goal", f"{column}{head + place}"))) for place in range(1, 7)]
    moved = []
    for place, shown in enumerate(keys, start=1):
        key = shown.removeprefix("goal.lever.")
        needed = engine.value(("Goal", f"{at.column('Goal', 'Value needed')}{head + place}"))
        today = engine.value(("Goal", f"{at.column('Goal', 'Today')}{head + place}"))
        assert isinstance(needed, float)
        assert isinstance(today, float)
        declared = plan.inputs()[key]
        low, high = declared.low, declared.high  # type: ignore[attr-defined]
        assert low <= needed <= high
        brings = reached(plan, key, needed, asked)
        if declared.counts:
            assert needed == round(needed)
            assert brings >= asked.target - 0.01
        else:
            assert brings == pytest.approx(asked.target, abs=0.01)
        moved.append(abs(needed - today) / (high - low))
    assert len(set(keys)) == 6
    assert moved == sorted(moved)


def test_where_no_lever_does_it_the_list_says_so() -> None:
    built = template("starter")
    engine = Formualizer(built.poisoned)
    tab = ask(engine, built.addresses, Asked(10_000_000.0, 6, BASE), built.plan)
    first = tab.at.beside("Goal", tab.at.at("Goal", NEAREST_TITLE), 0, 2)
    assert engine.value(first) == "None does it alone at a usual value"
    assert engine.value(tab.shown("First month at the target", 3)) == "not in plan"


def test_a_month_outside_the_plan_is_told() -> None:
    built = template("starter")
    engine = Formualizer(built.poisoned)
    tab = GoalTab(built.addresses)
    warning = ("Goal", "B3")
    assert engine.value(warning) in ("", None)
    (_, _), (month, _), _scenario = tab.typed(Asked(0.0, 1, BASE), built.plan)
    engine.enter(month, float(built.plan.timeline.month_of(60).serial))
    engine.recalculate()
    assert str(engine.value(warning)).startswith("Choose the month")
    take_home = built.result.line(TAKE_HOME, BASE)[-1]
    assert engine.value(tab.shown("Take-home in that month", 3)) == pytest.approx(take_home)


def test_questions_are_no_part_of_the_plan(tmp_path: Path) -> None:
    """Another target, month and scenario typed in: the same plan is read back, and nothing is wrong with the file."""
    plan = template("starter").plan
    path = tmp_path / "book.xlsx"
    path.write_bytes(built_for(plan, Asked(7_777.0, 30, plan.scenarios[-1].name)).file.data)
    read = read_workbook(path)
    assert run(read).answers(BASE) == run(plan).answers(BASE)
    assert {key: read.value(key, BASE) for key in plan.inputs()} == {
        key: plan.value(key, BASE) for key in plan.inputs()
    }
    assert verify_workbook(path) == []
