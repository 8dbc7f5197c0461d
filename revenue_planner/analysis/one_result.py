"""One result of a plan, computed for many variants at once and without the lines that it does not need."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from revenue_planner.analysis.levers import Moves, moved_lines
from revenue_planner.engine.functions import Array
from revenue_planner.engine.inputs import scenario_inputs
from revenue_planner.engine.program import Program, program_of
from revenue_planner.model.build import ModelLine, model_of
from revenue_planner.plan.lookup import known, scenario_named
from revenue_planner.plan.values import Plan


@dataclass(frozen=True)
class OneResult:
    """A figure of the plan in one scenario. `inputs` are the scenario's, each in one column."""

    line: ModelLine
    inputs: Mapping[str, Array]
    program: Program

    @cached_property
    def reads(self) -> frozenset[str]:
        """The keys of the inputs that the figure may depend on."""
        return frozenset(self.program.inputs)

    def of_inputs(self, inputs: Mapping[str, Array], columns: int) -> Array:
        """The figure in each column, shape (columns,); NaN where there is none. `inputs` as for `Program.run`."""
        figure: Array = self.program.run(inputs, columns)[self.line.key][0]
        return figure

    def of_variants(self, variants: Sequence[Moves]) -> Array:
        """The figure in each variant, shape (variants,), in portions that bound the memory."""
        lines = moved_lines(self.program, self.inputs, variants, self.line.key)
        return np.concatenate([np.empty(0), *(line[0] for line in lines)])


def one_result(plan: Plan, on: str, scenario: str) -> OneResult:
    """The figure `on` in a scenario. Raises UsageError where the plan has no such result or scenario."""
    scenario_named(plan, scenario)
    line = find_result(plan, on)
    return OneResult(line, scenario_inputs(plan, (scenario,)), program_of(plan.structure, (line.key,)))


def find_result(plan: Plan, on: str) -> ModelLine:
    """A summary result by its short name ("take_home_12m"), or any figure by its key ("business.npv").

    Raises UsageError with the nearest name.
    """
    model = model_of(plan.structure)
    figures = {key: line for key, line in model.lines.items() if line.declared.kind == "figure"}
    return {**figures, **model.answers}[known(on, [*model.answers, *figures], "result")]
