"""A plan's settings as arrays: each scenario's column holds what the scenario says."""

from __future__ import annotations

import numpy as np
import pytest

from revenue_planner.engine.inputs import scenario_inputs
from revenue_planner.ground.months import Month
from revenue_planner.language.inputs import Choice
from revenue_planner.plan.reading.plan import parse_plan
from revenue_planner.plan.values import Plan
from tests.support.random_plans import random_plan


def expected(plan: Plan, key: str, scenario: str) -> list[float]:
    """One input in one scenario, read from the plan by its own methods."""
    by_month = plan.by_month(key, scenario)
    if by_month is not None:
        return by_month
    value, declared = plan.value(key, scenario), plan.inputs()[key]
    if isinstance(value, Month):
        return [float(plan.timeline.number_of(value))]
    if isinstance(declared, Choice):
        return [float(declared.options.index(str(value)))]
    return list(value) if isinstance(value, tuple) else [float(value)]


@pytest.mark.parametrize("seed", range(3000, 3020))
def test_every_column_is_its_scenario(seed: int) -> None:
    plan = parse_plan(random_plan(seed))
    names = tuple(scenario.name for scenario in plan.scenarios)
    arrays = scenario_inputs(plan, names)
    assert sorted(arrays) == sorted(plan.inputs())
    for key, array in arrays.items():
        for column, name in enumerate(names):
            wanted = expected(plan, key, name)
            if len(wanted) == 1:
                wanted = wanted * len(array)
            assert array[:, column].tolist() == wanted, (key, name)


def test_some_scenarios_in_any_order() -> None:
    plan = parse_plan(random_plan(3011))
    names = tuple(scenario.name for scenario in plan.scenarios)
    assert len(names) > 2
    backwards, one = scenario_inputs(plan, names[::-1]), scenario_inputs(plan, names[-1:])
    for key, array in scenario_inputs(plan, names).items():
        np.testing.assert_array_equal(backwards[key][:, ::-1], array)
        np.testing.assert_array_equal(np.broadcast_to(one[key], (len(array), 1))[:, 0], array[:, -1])


def test_a_scenario_does_not_change_another() -> None:
    """The arrays share memory; each scenario's figures stay apart."""
    text = """
    [plan]
    start = "2027-01"
    months = 3
    [creator_rewards]
    [scenarios.one]
    audience.follow_rate = 0.001
    [scenarios.two]
    audience.videos = { "2027-02" = 7 }
    """
    plan = parse_plan(text)
    arrays = scenario_inputs(plan, ("base", "one", "two"))
    assert arrays["audience.follow_rate"].tolist() == [[0.003, 0.001, 0.003]]
    assert arrays["audience.videos"].tolist() == [[16, 16, 16], [16, 16, 7], [16, 16, 16]]
