"""Balances without a loop come to what a loop comes to, bit for bit."""

from __future__ import annotations

import numpy as np
import pytest

from revenue_planner.engine.functions import accumulated
from revenue_planner.engine.inputs import scenario_inputs
from revenue_planner.engine.program import compile_model
from revenue_planner.model.build import build_model
from revenue_planner.plan.reading.plan import parse_plan
from revenue_planner.plan.templates import template_text


def test_the_order_of_operations_is_a_rows() -> None:
    """Sums of floats depend on their order: previous, plus the first term, plus the second, and so on."""
    rng = np.random.default_rng(3)
    ins, outs = rng.uniform(0, 1e7, (24, 5)), rng.uniform(0, 1e7, (1, 5))
    found = accumulated(np.add, np.array([[0.1] * 5]), (ins, -outs), 24, 5)
    assert found.shape == (25, 5)
    before = np.full(5, 0.1)
    for month in range(24):
        before = (before + ins[month]) - outs[0]
        assert found[month + 1].tolist() == before.tolist()


@pytest.mark.parametrize(
    ("operation", "each", "expected"),
    [(np.multiply, 1.5, [8.0, 12.0, 18.0]), (np.divide, 2.0, [8.0, 4.0, 2.0]), (np.add, 2.5, [8.0, 10.5, 13.0])],
    ids=["times", "over", "plus"],
)
def test_one_term(operation: np.ufunc, each: float, expected: list[float]) -> None:
    found = accumulated(operation, np.array([[8.0]]), (np.full((2, 1), each),), 2, 1)
    assert found[:, 0].tolist() == expected


def test_which_lines_need_no_loop() -> None:
    """Cash, receivables, stock, price and discount do not; payouts, followers and the loan do."""
    plan = parse_plan(template_text("full"), "full.toml")
    program = compile_model(build_model(plan.structure))
    straight = program.source.count("= accumulated(")
    loops = program.source.count("for t, ")
    assert straight >= 14
    assert loops < 10
    values = program.run(scenario_inputs(plan, ("base",)), 1)
    cash = values["business.cash@opening"][0, 0]
    for month in range(plan.timeline.months):
        cash = cash + values["business.cash_in"][month, 0] - values["business.cash_out"][month, 0]
        assert values["business.cash"][month, 0] == cash
