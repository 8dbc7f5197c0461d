"""The planner's figures are those of the second model, which knows nothing of the planner."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pytest

from benchmarks.plans import full
from benchmarks.trials import by_hand, calendar_of, drawn
from revenue_planner.engine.functions import Array
from revenue_planner.engine.program import program_of
from revenue_planner.plan.values import Plan
from tests.oracle import simulate

COLUMNS = 400
TOLERANCE = 1e-9


@pytest.fixture(scope="module")
def plan() -> Plan:
    return full()


@pytest.fixture(scope="module")
def inputs(plan: Plan) -> dict[str, Array]:
    """Trials that also switch streams, programmes, delays and dates, and meet bars exactly."""
    rng = np.random.default_rng(11)
    arrays = drawn(plan, COLUMNS, seed=5)
    for key, declared in plan.inputs().items():
        if declared.kind == "choice":
            arrays[key] = (rng.random((1, COLUMNS)) < 0.2).astype(float)
        elif declared.kind == "month":
            arrays[key] = rng.integers(-3, 40, (1, COLUMNS)).astype(float)
        elif getattr(declared, "whole", False):
            arrays[key] = arrays[key] + rng.integers(0, 4, (1, COLUMNS))
    arrays["audience.opening_followers"] = 10 ** rng.uniform(2, 6, (1, COLUMNS))
    arrays["business.initial_investment"] = rng.choice([0.0, 500.0, 20_000.0], (1, COLUMNS))
    arrays["business.loan_rate"] = rng.choice([0.0, 0.05, 0.2], (1, COLUMNS))
    arrays["business.loan_months"] = rng.integers(1, 60, (1, COLUMNS)).astype(float)
    tied = rng.random((1, COLUMNS)) < 0.3
    for reached, bar, short in (
        ("audience.opening_followers", "creator_rewards.follower_bar", 1 - 1e-12),
        ("audience.opening_views", "creator_rewards.views_bar", 1 + 1e-12),
        ("audience.age", "creator_rewards.age_bar", 1 - 5e-5),
        ("audience.rhythm_frequent_bar", "audience.rhythm_daily_bar", 1.0),
    ):
        arrays[reached] = np.where(tied, arrays[bar] * short, arrays[reached])
    return arrays


@pytest.fixture(scope="module")
def planners(plan: Plan, inputs: dict[str, Array]) -> dict[str, Array]:
    return program_of(plan.structure).run(inputs, COLUMNS)


@pytest.fixture(scope="module")
def oracles(plan: Plan, inputs: dict[str, Array]) -> dict[str, Array]:
    with np.errstate(all="ignore"):
        return simulate(inputs, calendar_of(plan.timeline))


def faults(oracles: Mapping[str, Array], planners: Mapping[str, Array]) -> list[str]:
    """The lines that the oracle names and the planner lacks or has other figures for."""
    return [key for key, hand in oracles.items() if key not in planners or not _same(hand, planners[key])]


def _same(hand: Array, planners: Array) -> bool:
    shape = np.broadcast_shapes(hand.shape, planners.shape)
    near = np.isclose(hand, planners, rtol=TOLERANCE, atol=TOLERANCE, equal_nan=True)
    return near.shape == shape and bool(near.all())


def test_each_line_of_the_oracle_is_the_planners(oracles: dict[str, Array], planners: dict[str, Array]) -> None:
    assert faults(oracles, planners) == []


def test_a_line_that_the_planner_has_besides_breaks_nothing(
    oracles: dict[str, Array], planners: dict[str, Array]
) -> None:
    assert faults(oracles, {**planners, "business.a_new_line": np.zeros((1, COLUMNS))}) == []


def test_a_line_that_the_planner_lacks_or_has_otherwise_is_named(
    oracles: dict[str, Array], planners: dict[str, Array]
) -> None:
    key = "business.take_home"
    assert faults(oracles, {other: row for other, row in planners.items() if other != key}) == [key]
    moved = planners[key].copy()
    moved[7, 3] += 0.01
    assert faults(oracles, {**planners, key: moved}) == [key]


def test_blocks_by_hand_keep_the_same_figures(plan: Plan, inputs: dict[str, Array], planners: dict[str, Array]) -> None:
    key = "business.take_home_total"
    kept = by_hand(inputs, calendar_of(plan.timeline), COLUMNS, [key])
    np.testing.assert_allclose(kept[key], planners[key][0], rtol=TOLERANCE)
