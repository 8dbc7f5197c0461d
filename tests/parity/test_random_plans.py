"""Random plans: every formula against an independent engine, whatever a plan says.

A failing plan is printed by `python -m tests.support.random_plans SEED`. The environment variable
REVENUE_PLANNER_RANDOM_PLANS sets how many there are.
"""

from __future__ import annotations

import os

import pytest

from revenue_planner.ground.months import Month
from revenue_planner.language.component import Stream
from revenue_planner.plan.reading.plan import parse_plan
from revenue_planner.plan.tables import plan_streams
from revenue_planner.plan.values import BASE, Plan
from tests.support.building import build_text
from tests.support.engines import Formualizer, IronCalc
from tests.support.random_plans import random_plan

PLANS = int(os.environ.get("REVENUE_PLANNER_RANDOM_PLANS", "200"))


@pytest.mark.parametrize("seed", range(PLANS))
def test_every_formula_agrees(seed: int) -> None:
    built = build_text(random_plan(seed))
    engine = IronCalc if seed % 10 == 0 else Formualizer
    built.against(engine).must_agree(f"seed {seed}")


@pytest.mark.parametrize("seed", range(0, PLANS, 40))
def test_a_seed_always_makes_the_same_plan(seed: int) -> None:
    assert random_plan(seed) == random_plan(seed)
    assert random_plan(seed) != random_plan(seed + 1)


def test_the_plans_are_as_varied_as_they_should_be() -> None:
    """Guards the generator: each kind of plan is drawn often enough to find what breaks only there."""
    plans = [parse_plan(random_plan(seed)) for seed in range(200)]
    streams = {name for name, stream in plan_streams().items() if stream.group}
    assert {plan.timeline.months for plan in plans} >= {1, 2, 11, 12, 13, 24, 36, 60}
    assert {len(plan.scenarios) for plan in plans} == {1, 2, 3, 4, 5}
    for name in streams:
        having = [plan for plan in plans if name in _streams(plan)]
        assert 40 < len(having) < 200, f"{name} is in {len(having)} of 200 plans"
    counts = {
        "a stream off in a scenario only": sum(_is_off_in_a_scenario(plan) for plan in plans),
        "values by month": sum(any(s.months for s in plan.settings[BASE].values()) for plan in plans),
        "dates before the plan": sum(_has_month(plan, before=True) for plan in plans),
        "dates after the plan": sum(_has_month(plan, before=False) for plan in plans),
        "sums in steps": sum(len([p for p in plan.structure.parts if p.group]) > 10 for plan in plans),
    }
    assert min(counts.values()) >= 15, counts


def _streams(plan: Plan) -> set[str]:
    """The tables of the income streams that a plan has."""
    components = [part.component for part in plan.structure.parts if part.group and not part.parent]
    return {component.name for component in components if issubclass(component, Stream)}


def _is_off_in_a_scenario(plan: Plan) -> bool:
    base = plan.settings[BASE]
    return any(
        setting.value == "off" and base[key].value == "on"
        for own in plan.settings.values()
        for key, setting in own.items()
    )


def _has_month(plan: Plan, *, before: bool) -> bool:
    numbers = [
        plan.timeline.number_of(setting.value)
        for setting in plan.settings[BASE].values()
        if isinstance(setting.value, Month)
    ]
    return any(number < 1 if before else number > plan.timeline.months for number in numbers)
