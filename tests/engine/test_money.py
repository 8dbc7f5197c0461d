"""A plan in won or rupiah is the same plan: every amount scales with its money, and nothing else moves."""

from __future__ import annotations

import numpy as np
import pytest

from revenue_planner.engine.run import Result, run
from revenue_planner.plan.reading.plan import parse_plan
from revenue_planner.plan.templates import template_names, template_text
from revenue_planner.plan.values import Plan
from tests.support.money import FACTORS, in_other_money, must_scale
from tests.support.random_plans import random_plan


def checks_of(result: Result) -> dict[str, list[float]]:
    """Every check and alert, in every scenario."""
    lines = result.model.lines
    return {
        key: result.values[key][0].tolist() for key, line in lines.items() if line.declared.kind in ("check", "alert")
    }


def must_be_the_same_plan(plan: Plan, factor: float) -> None:
    small, large = run(plan), run(in_other_money(plan, factor))
    assert must_scale(small, large, factor) > 100
    assert checks_of(large) == checks_of(small)


@pytest.mark.parametrize("factor", [*FACTORS[1:], 1e-6])
@pytest.mark.parametrize("name", template_names())
def test_a_template_in_other_money(name: str, factor: float) -> None:
    plan = parse_plan(template_text(name), f"{name}.toml")
    must_be_the_same_plan(plan, factor)
    result = run(in_other_money(plan, factor))
    for key, line in result.model.lines.items():
        if line.declared.kind == "check":
            assert np.all(result.values[key] == 1), key


@pytest.mark.parametrize("seed", range(6))
def test_a_random_plan_in_other_money(seed: int) -> None:
    must_be_the_same_plan(parse_plan(random_plan(seed, months=24)), FACTORS[1 + seed % 2])


@pytest.mark.exhaustive
@pytest.mark.parametrize("seed", range(100, 220))
def test_many_random_plans_in_other_money(seed: int) -> None:
    must_be_the_same_plan(parse_plan(random_plan(seed, months=24)), FACTORS[1 + seed % 2])


def test_what_exactly_suffices_suffices_in_any_money() -> None:
    """A plan that spends exactly what it has, in thirds."""
    text = """
        [plan]
        start = "2027-01"
        months = 12
        [audience]
        [business]
        opening_cash = 1_200.0
        fixed_costs = 33.333333333333336
        cost_per_video = 0
        drawings = 66.66666666666667
        cash_floor = 0
        tax_rate = 0
        [creator_rewards]
        on = "off"
    """
    for factor in FACTORS:
        result = run(in_other_money(parse_plan(text), factor))
        assert result.figure("business.cash_is_enough", "base") == 1
        assert result.figure("business.cash_rolls_forward", "base") == 1
