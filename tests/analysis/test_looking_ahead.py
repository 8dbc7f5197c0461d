"""The outlook puts together what its parts find, all for one goal."""

from __future__ import annotations

import numpy as np
import pytest

from revenue_planner.analysis.goal.aim import resolve_goal
from revenue_planner.analysis.goal.goal import seek
from revenue_planner.analysis.looking_ahead import look_ahead
from revenue_planner.analysis.sensitivity.one_at_a_time import sensitivity
from revenue_planner.analysis.sensitivity.stress_cases import stress_cases
from revenue_planner.analysis.simulation.result import TAKE_HOME
from revenue_planner.ground.errors import PlanError
from revenue_planner.plan.reading.plan import parse_plan
from tests.support.outlooks import PLAN, ahead


def test_it_is_the_parts_for_the_plans_own_goal() -> None:
    made = ahead()
    found, plan = made.outlook, made.plan
    goal = resolve_goal(plan, plan.risk.goal)
    assert (found.simulation.trials, found.simulation.seed, found.simulation.goal) == (300, plan.risk.seed, goal)
    assert found.sensitivity == sensitivity(plan, as_drawn=True)
    assert found.stress == stress_cases(plan)
    assert found.answers == tuple(seek(plan, goal, each.name) for each in plan.scenarios)


def test_trials_seed_and_goal_go_before_the_plans() -> None:
    plan = parse_plan(PLAN)
    goal = resolve_goal(plan, "cash >= 100 by month 3")
    told: list[int] = []
    found = look_ahead(plan, trials=150, seed=3, goal=goal, progress=told.append)
    assert (found.simulation.trials, found.simulation.seed, found.simulation.goal) == (150, 3, goal)
    assert {answer.goal for answer in found.answers} == {goal}
    assert sum(told) == 150
    months = [each.simulation.scenarios[0].months[TAKE_HOME].values for each in (found, ahead().outlook)]
    assert not np.array_equal(*months)


def test_a_goal_that_the_plan_does_not_have_is_said() -> None:
    with pytest.raises(PlanError, match="wealth"):
        look_ahead(parse_plan(PLAN.replace("take_home >= 500", "wealth >= 500")), trials=100)
