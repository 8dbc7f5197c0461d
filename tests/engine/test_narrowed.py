"""Programs for some lines compute nothing that these do not need, and ask for no other inputs."""

from __future__ import annotations

import numpy as np
import pytest

from revenue_planner.engine.inputs import scenario_inputs
from revenue_planner.engine.program import compile_model, narrowed, program_of
from revenue_planner.model.build import Model
from revenue_planner.plan.reading.plan import parse_plan
from revenue_planner.plan.templates import template_text
from revenue_planner.plan.values import BASE, Plan

TAKE_HOME = "business.take_home_total"


@pytest.fixture(scope="module")
def plan() -> Plan:
    return parse_plan(template_text("full"), "full.toml")


@pytest.fixture(scope="module")
def model(plan: Plan) -> Model:
    return program_of(plan.structure).model


@pytest.mark.parametrize(
    "keep", [(TAKE_HOME,), ("audience.followers", "business.cash"), ("affiliate.amazon.received",)]
)
def test_few_lines_are_as_among_all(plan: Plan, model: Model, keep: tuple[str, ...]) -> None:
    inputs = scenario_inputs(plan, (BASE,))
    everything = program_of(plan.structure).run(inputs, 1)
    program = compile_model(model, keep)
    found = program.run({key: inputs[key] for key in program.inputs}, 1)
    assert set(keep) <= set(found)
    for name, values in found.items():
        np.testing.assert_array_equal(values, everything[name])


def test_only_what_is_needed_is_computed_and_asked_for(model: Model) -> None:
    program = compile_model(model, (TAKE_HOME,))
    few = narrowed(model, (TAKE_HOME,))
    assert TAKE_HOME in few.lines
    assert not few.lines.keys() & {"business.irr_monthly", "business.cash", "affiliate.amazon.received"}
    assert "audience.follow_rate" in program.inputs
    assert not set(program.inputs) & {"business.opening_cash", "affiliate.amazon.payment_delay", "risk.viral_chance"}
    assert len(program.source) < len(program_of(model.structure).source) / 2


def test_every_input_that_a_line_asks_for_makes_a_difference_to_someone(model: Model) -> None:
    everything = narrowed(model, model.lines)
    assert everything.lines.keys() == model.lines.keys()
    assert everything.blocks == model.blocks
    # The rules of luck have no equations.
    assert {key.partition(".")[0] for key in model.inputs.keys() - everything.inputs.keys()} == {"risk"}


def test_a_figure_that_needs_nothing(model: Model) -> None:
    with pytest.raises(KeyError):
        compile_model(model, ("business.no_such_line",))
