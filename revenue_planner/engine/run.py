"""Run a plan: every line and every summary result, for all scenarios at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from revenue_planner.engine.functions import Array
from revenue_planner.engine.inputs import scenario_inputs
from revenue_planner.engine.program import OPENING, program_of
from revenue_planner.ground.months import Month
from revenue_planner.model.build import Model
from revenue_planner.plan.values import Plan

#: A summary result as shown: a number, a month, or None where there is none ("not in plan").
Answer = float | Month | None


@dataclass(frozen=True)
class Result:
    """The numbers of a plan. `values[key]` is (months, scenarios), or (1, scenarios) for a figure."""

    plan: Plan
    model: Model
    scenarios: tuple[str, ...]
    values: dict[str, Array]

    def line(self, key: str, scenario: str) -> Array:
        """A monthly line in one scenario, shape (months,)."""
        column = self.values[key][:, self.scenarios.index(scenario)]
        return np.broadcast_to(column, (self.plan.timeline.months,)) if len(column) == 1 else column

    def figure(self, key: str, scenario: str) -> float:
        """A figure in one scenario; NaN where there is none."""
        return float(self.values[key][0, self.scenarios.index(scenario)])

    def answers(self, scenario: str) -> dict[str, Answer]:
        """Summary results by short name."""
        found: dict[str, Answer] = {}
        for name, line in self.model.answers.items():
            number = self.figure(line.key, scenario)
            if np.isnan(number):
                found[name] = None
            elif line.declared.unit == "date":
                found[name] = self.plan.timeline.month_of(int(number))
            else:
                found[name] = number
        return found

    def opening(self, key: str, scenario: str) -> float | None:
        """A line's figure for the month before the plan, or None where it has none."""
        array = self.values.get(f"{key}{OPENING}")
        return None if array is None else float(array[0, self.scenarios.index(scenario)])


def run(plan: Plan, scenarios: tuple[str, ...] | None = None) -> Result:
    """Compute a plan's scenarios (all of them by default)."""
    names = scenarios or tuple(scenario.name for scenario in plan.scenarios)
    program = program_of(plan.structure)
    values = program.run(scenario_inputs(plan, names), len(names))
    return Result(plan, program.model, names, values)
