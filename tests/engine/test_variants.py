"""Trials in blocks come to what they come to all at once."""

from __future__ import annotations

import numpy as np
import pytest

from revenue_planner.engine.functions import Array
from revenue_planner.engine.inputs import scenario_inputs
from revenue_planner.engine.program import OPENING, Program, compile_model, program_of
from revenue_planner.engine.variants import in_blocks
from revenue_planner.plan.reading.plan import parse_plan
from revenue_planner.plan.templates import template_text
from revenue_planner.plan.values import BASE, Plan
from tests.support.blocks import run_all

COLUMNS = 23


@pytest.fixture(scope="module")
def plan() -> Plan:
    text = template_text("full").replace("months = 36", "months = 13")
    return parse_plan(text, "full.toml")


@pytest.fixture(scope="module")
def inputs(plan: Plan) -> dict[str, Array]:
    """Some inputs differ from trial to trial, delays among them; the others have one column."""
    arrays = scenario_inputs(plan, (BASE,))
    rng = np.random.default_rng(7)
    for key in ("audience.for_you_views_per_video", "audience.videos", "audience.season_views", "business.tax_rate"):
        arrays[key] = arrays[key] * rng.uniform(0.5, 1.2, (len(arrays[key]), COLUMNS))
    for key in ("sponsorships.payment_delay", "own_products.tamper.stock_lead"):
        arrays[key] = rng.integers(0, 5, (1, COLUMNS)).astype(float)
    return arrays


@pytest.mark.parametrize("size", [1, 2, 7, 22, 23, 24, 1000])
def test_blocks_of_any_size_come_to_the_same(plan: Plan, inputs: dict[str, Array], size: int) -> None:
    program = program_of(plan.structure)
    whole, gathered = program.run(inputs, COLUMNS), run_all(program, inputs, COLUMNS, size)
    assert gathered.keys() == whole.keys()
    for name, values in whole.items():
        # Not bit for bit: numpy adds up a column of one array and one of another in different order.
        np.testing.assert_allclose(gathered[name], values, rtol=1e-12, atol=1e-9, err_msg=name)


def test_a_block_knows_its_place(plan: Plan, inputs: dict[str, Array]) -> None:
    program = program_of(plan.structure)
    blocks = list(in_blocks(program, inputs, COLUMNS, 10))
    assert [block for block, _lines in blocks] == [slice(0, 10), slice(10, 20), slice(20, 23)]
    take_home = [lines["business.take_home"] for _block, lines in blocks]
    assert [values.shape for values in take_home] == [(13, 10), (13, 10), (13, 3)]


def test_only_kept_lines_are_gathered(plan: Plan, inputs: dict[str, Array]) -> None:
    few = ("business.take_home_total", "business.cash")
    program = compile_model(program_of(plan.structure).model, few)
    gathered = run_all(program, inputs, COLUMNS, 10)
    assert {name: values.shape for name, values in gathered.items()} == {
        "business.take_home_total": (1, COLUMNS),
        "business.cash": (13, COLUMNS),
        f"business.cash{OPENING}": (1, COLUMNS),
    }


def test_memory_is_that_of_one_block(plan: Plan, inputs: dict[str, Array]) -> None:
    """No block is ever asked to compute more columns than its size."""
    program = program_of(plan.structure)
    asked: list[int] = []

    class Watched(Program):
        def run(self, inputs: dict[str, Array], columns: int) -> dict[str, Array]:  # type: ignore[override]
            asked.append(columns)
            assert {array.shape[1] for array in inputs.values()} <= {1, columns}
            return super().run(inputs, columns)

    fields = {name: getattr(program, name) for name in Program.__dataclass_fields__}
    run_all(Watched(**fields), inputs, COLUMNS, 10)
    assert asked == [10, 10, 3]


def test_no_columns_give_nothing(plan: Plan, inputs: dict[str, Array]) -> None:
    assert run_all(program_of(plan.structure), inputs, 0) == {}
