"""What `goal` finds, put back into the plan file: our engine and the recalculated workbook both reach the goal.

Within 0.01 of the amount where the result moves smoothly; where it leaps (a bar that opens something, a
number without fractions) it is reached, and a little less of the change does not reach it.
A failing plan is printed by `python -m tests.support.random_plans SEED`.
"""

from __future__ import annotations

import math
import os
import random

import pytest

from revenue_planner.analysis.goal.goal import seek
from revenue_planner.analysis.goal.result import Need
from revenue_planner.analysis.levers import levers
from revenue_planner.engine.run import run
from revenue_planner.plan.values import Plan
from tests.support.building import Built, build
from tests.support.engines import Formualizer
from tests.support.random_goals import (
    RandomGoal,
    beyond,
    goal_result,
    is_close,
    random_goal,
    with_figures,
    written_back,
)

GOALS = int(os.environ.get("REVENUE_PLANNER_RANDOM_PLANS", "200"))
#: How much less of a change is tried where the result leaps.
_LESS = 1e-3


@pytest.mark.parametrize("seed", range(GOALS))
def test_a_figure_put_back_reaches_the_goal(seed: int) -> None:
    """One of the figures found for each plan, any of them; or the mix, which every fifth plan tries."""
    found = random_goal(seed)
    answer = seek(found.plan, found.goal, found.scenario)
    able = [need for need in answer.needs if need.needed is not None]
    rng = random.Random(seed)
    mix = answer.mix if seed % 5 == 0 else None
    if mix is not None:
        values = {move.key: move.value for move in mix.moves}
        expected = mix.result
    elif able:
        need = rng.choice(able)
        assert need.needed is not None
        values = {need.key: need.needed}
        expected = math.nan
    else:
        assert not answer.reached or _holds_anyhow(answer.needs)
        return
    changed = written_back(found, values)
    built = build(changed)
    ours, recalculated = goal_result(found.goal, built.result, found.scenario), _in_workbook(found, built)
    assert recalculated == pytest.approx(ours, rel=1e-9, abs=1e-9)
    if mix is not None:
        assert ours == pytest.approx(expected, rel=1e-9, abs=1e-6)
    for value in (ours, recalculated):
        assert found.goal.met_by(value), (values, value, found.goal)
        assert is_close(found.goal, value) or answer.reached or _falls_short_before(found, values)


def _in_workbook(found: RandomGoal, built: Built) -> float:
    """The goal's figure in a workbook that another engine has recalculated, found by its key."""
    at, goal = built.addresses, found.goal
    engine = Formualizer(built.poisoned)
    if goal.month is None:
        cells = [at.value(found.scenario, goal.key)]
    else:
        first = 1 if goal.whole else goal.month
        cells = [at.month(found.scenario, goal.key, number) for number in range(first, goal.month + 1)]
    numbers = [engine.value(cell) for cell in cells]
    return math.fsum(number for number in numbers if isinstance(number, float))


def _falls_short_before(found: RandomGoal, values: dict[str, float]) -> bool:
    """Whether a little less of the last change, or one less of a whole number, does not reach the goal."""
    every = {lever.key: lever for lever in levers(found.plan, found.scenario)}
    for key, value in values.items():
        lever = every[key]
        step = math.copysign(1.0, value - lever.today) if lever.whole_steps else (value - lever.today) * _LESS
        less = with_figures(found.plan, found.scenario, {**values, key: value - step})
        if beyond(found.goal, _result(found, less)) < 0:
            return True
    return False


def _result(found: RandomGoal, plan: Plan) -> float:
    return goal_result(found.goal, run(plan, (found.scenario,)), found.scenario)


def _holds_anyhow(needs: tuple[Need, ...]) -> bool:
    return all(need.reason for need in needs)


def test_the_goals_are_as_varied_as_they_should_be() -> None:
    """Guards the generator: reached, possible and impossible goals are all there, and leaps."""
    reached = possible = impossible = mixes = leaps = 0
    for seed in range(60):
        found = random_goal(seed)
        answer = seek(found.plan, found.goal, found.scenario)
        able = {need.key: need.needed for need in answer.needs if need.needed is not None}
        reached += answer.reached
        possible += bool(able) and not answer.reached
        impossible += not able and not answer.reached
        mixes += answer.mix is not None
        for key, value in list(able.items())[:4]:
            result = _result(found, with_figures(found.plan, found.scenario, {key: value}))
            leaps += not is_close(found.goal, result)
    assert min(reached, possible, impossible, mixes) >= 5, (reached, possible, impossible, mixes)
    assert leaps >= 1
