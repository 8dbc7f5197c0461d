"""What `check` asks beyond reading: goals that the model has, inputs that can be drawn, each with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from revenue_planner.analysis.goal.aim import goal_of_plan
from revenue_planner.analysis.simulation.simulate import simulate
from revenue_planner.analysis.soundness import check_sound
from revenue_planner.ground.errors import PlanError, PlannerError, Problem
from revenue_planner.plan.reading.plan import parse_plan
from revenue_planner.plan.values import Plan
from revenue_planner.workbook.reading.plan import read_workbook
from tests.support.building import build_text

HEAD = """\
[plan]
start = "2027-01"
months = 12
[audience]
[[affiliate]]
name = "a"
[risk]
"""
FOLLOW, CLICK, SALES = "audience.follow_rate", "audience.link_click_rate", "affiliate.a.conversion"


def correlations(*pairs: tuple[str, str, float]) -> str:
    lines = "".join(f'  {{ between = ["{a}", "{b}"], value = {value} }},\n' for a, b, value in pairs)
    return HEAD + f"correlations = [\n{lines}]\n"


def problems(plan: Plan) -> list[Problem]:
    try:
        check_sound(plan)
    except PlanError as error:
        return list(error.problems)
    return []


CONTRADICTING = correlations((FOLLOW, CLICK, 1.0), (FOLLOW, SALES, 1.0), (CLICK, SALES, -1.0))


def test_correlations_that_contradict_one_another_are_told_with_their_lines() -> None:
    (problem,) = problems(parse_plan(CONTRADICTING))
    assert (problem.place.source, problem.place.line) in {("plan.toml", line) for line in (9, 10, 11)}
    for words in (FOLLOW, CLICK, SALES, "line 9", "line 10", "line 11", "contradict"):
        assert words in problem.rule
    times = float(problem.hint.removesuffix(" would do").rpartition(" ")[2])
    mended = correlations((FOLLOW, CLICK, times), (FOLLOW, SALES, times), (CLICK, SALES, -times))
    mended += f"reach_correlation = {times} * 1\n".replace(" * 1", "")
    share = parse_plan(HEAD).settings["base"]["risk.reach_correlation"].value
    assert isinstance(share, float)
    mended = mended.replace(f"reach_correlation = {times}", f"reach_correlation = {share * times}")
    assert problems(parse_plan(mended)) == []


@pytest.mark.parametrize("value", [-1.0, 1.0])
def test_a_pair_that_stands_alone_contradicts_nothing(value: float) -> None:
    plan = parse_plan(correlations((CLICK, SALES, value)))
    assert problems(plan) == []
    simulate(plan, trials=100)


def test_a_pair_against_what_moves_all_of_reach_is_told() -> None:
    (problem,) = problems(parse_plan(correlations(("audience.completion_rate", "audience.follow_rate", -1.0))))
    assert "contradict each other or risk.reach_correlation" in problem.rule


@pytest.mark.parametrize("values", [(1.0, 1.0, 1.0), (0.5, 0.5, -0.5), (-1.0, 1.0, -1.0)])
def test_correlations_that_go_together_are_accepted(values: tuple[float, float, float]) -> None:
    pairs = ((FOLLOW, CLICK), (FOLLOW, SALES), (CLICK, SALES))
    text = correlations(*((a, b, value) for (a, b), value in zip(pairs, values, strict=True)))
    plan = parse_plan(text + "reach_correlation = 0\n")
    assert problems(plan) == []
    simulate(plan, trials=100)


def test_in_a_workbook_they_are_told_with_their_cells(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(build_text(CONTRADICTING).file.data)
    (problem,) = problems(read_workbook(path))
    assert problem.place.cell is not None
    assert "Log" in problem.place.cell
    assert problem.rule.count("Log") == 3


GOALS = (
    "take_home >= 1500",
    "cash >= 0",
    "views >= 10k",
    "nothing >= 5 by month 3",
    "total cash >= 5 by month 3",
    "take_home >= 5 EUR by month 3",
    "take_home >= 5% by month 3",
    "views >= 5 USD by month 3",
    "lowest_cash >= 5 by month 3",
    "target_month >= 5",
    "affiliate.a.conversion >= 5 by month 3",
    "take_home >= 1500 by 2027-06",
    "take_home >= 1500 by 2035-06",
    "total earned >= 1500",
    "lowest_cash >= 0",
    "largest_stream_share <= 50%",
    "a earned >= 3 by month 2",
)


@pytest.mark.parametrize("goal", GOALS)
def test_a_goal_is_accepted_just_where_the_commands_can_use_it(goal: str) -> None:
    plan = parse_plan(HEAD + f'goal = "{goal}"\n')
    told = problems(plan)
    try:
        goal_of_plan(plan)
    except PlannerError:
        (problem,) = told
        assert problem.place.line == 8
        assert problem.key == "risk.goal"
    else:
        assert told == []


def test_there_are_goals_of_both_kinds() -> None:
    told = [bool(problems(parse_plan(HEAD + f'goal = "{goal}"\n'))) for goal in GOALS]
    assert 5 <= sum(told) <= len(GOALS) - 5


def test_a_goal_without_a_month_says_how_to_name_one() -> None:
    (problem,) = problems(parse_plan(HEAD + 'goal = "take_home >= 1500"\n'))
    assert "differs by month" in problem.rule
    assert "take_home >= 1500 by 2027-12" in problem.hint
