"""What only studies find wrong in a plan still has the line of the plan that it is about."""

from __future__ import annotations

import pytest

from revenue_planner.analysis.goal.aim import goal_of_plan
from revenue_planner.analysis.simulation.simulate import simulate
from revenue_planner.ground.errors import PlanError, Problem
from revenue_planner.plan.reading.plan import parse_plan
from revenue_planner.plan.values import Plan

HEAD = '[plan]\nstart = "2027-01"\nmonths = 12\n\n[creator_rewards]\n\n'


def simulated(plan: Plan) -> object:
    return simulate(plan, trials=100)


def told(text: str, study: object) -> Problem:
    plan = parse_plan(text)
    with pytest.raises(PlanError) as caught:
        study(plan)  # type: ignore[operator]
    return caught.value.problems[0]


def test_a_goal_that_names_no_result() -> None:
    problem = told(f'{HEAD}[risk]\nseed = 2\ngoal = "fame >= 5 by 2027-12"\n', goal_of_plan)
    assert (problem.place.line, problem.place.column) == (9, 1)


def test_correlations_that_contradict_one_another() -> None:
    pairs = [("like_rate", "share_rate", 0.9), ("share_rate", "save_rate", 0.9), ("like_rate", "save_rate", -0.9)]
    entries = ", ".join(f'{{ between = ["audience.{a}", "audience.{b}"], value = {v} }}' for a, b, v in pairs)
    problem = told(f"{HEAD}[risk]\ncorrelations = [{entries}]\n", simulated)
    assert problem.key == "risk.correlations"
    # The third is the first that cannot be, given those before it.
    line = f"correlations = [{entries}]"
    assert (problem.place.line, problem.place.column) == (8, line.rindex("{ between") + 1)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (f"{HEAD}x = 1\ny = {'[' * 30}{']' * 30}\n", 8),
        (f"{HEAD}x = 1\ny = {'[' * 1500}{']' * 1500}\n", 8),
        (f"{HEAD}[a.{'b.' * 30}c]\nd = 1\n", 7),
        (f"{HEAD}a.{'b.' * 30}c = 1\n", 7),
        (f"{HEAD}a = {'{ b = ' * 25}1{' }' * 25}\n", 7),
    ],
)
def test_nested_too_deep(text: str, line: int) -> None:
    problem = told_while_reading(text)
    assert "more than 20 deep" in problem.rule
    assert problem.place.line == line


def told_while_reading(text: str) -> Problem:
    with pytest.raises(PlanError) as caught:
        parse_plan(text)
    (problem,) = caught.value.problems
    return problem


def test_a_place_is_that_of_the_nearest_table_above() -> None:
    plan = parse_plan(f"{HEAD}[scenarios.busy]\naudience.videos = 20\n")
    assert plan.place("scenarios.busy.audience.videos").line == 8
    assert plan.place("scenarios.busy.audience.age").line == 8
    assert plan.place("scenarios.busy.nothing").line == 7
    assert plan.place("business.tax_rate").line is None
