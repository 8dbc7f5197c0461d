"""Figures that grow beyond all sense: found, and told with the input that is most to blame."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from revenue_planner.engine.functions import Array
from revenue_planner.engine.program import compile_model
from revenue_planner.ground.errors import Problem
from revenue_planner.ground.months import Month
from revenue_planner.ground.text import spoken
from revenue_planner.language.inputs import Assume
from revenue_planner.model.build import Model, ModelLine
from revenue_planner.plan.values import Plan

#: No currency and no audience needs more, and squares of it can still be summed up.
LARGEST = 1e100


def is_too_large(values: Array) -> bool:
    """Whether any figure is beyond the largest; one that is no number is neither."""
    return bool((np.abs(values) > LARGEST).any())


def too_large(plan: Plan, model: Model, inputs: Mapping[str, Array], values: Mapping[str, Array]) -> Problem | None:
    """The problem of a plan whose lines grow too large; None where none does.

    `values` are what `inputs` come to, in columns. Where a figure is none, as a rate of return may be, it is NaN;
    no monthly line ever is by itself.
    """
    lines = [(model.lines[key], values[key]) for block in model.blocks for key in block.lines if key in values]
    if _all_computed(lines):
        return None
    for line, array in lines:
        if is_too_large(array) or (line.declared.monthly and np.isnan(array).any()):
            row, column = (int(each) for each in np.argwhere(~(np.abs(array) <= LARGEST))[0])
            month = plan.timeline.month_of(row + 1) if line.declared.monthly else None
            one = {name: _column(each, column) for name, each in inputs.items()}
            return grown_too_large(plan, model, line.key, one, month)
    return None


def _all_computed(lines: Iterable[tuple[ModelLine, Array]]) -> bool:
    """Whether none grows too large, found in one look at all figures: they are looked at whenever they are computed."""
    monthly, figures = [np.zeros(1)], [np.zeros(1)]
    for line, array in lines:
        (monthly if line.declared.monthly else figures).append(array)
    largest = np.abs(np.concatenate(monthly, axis=None)).max()
    return bool(largest <= LARGEST) and not is_too_large(np.concatenate(figures, axis=None))


def grown_too_large(
    plan: Plan, model: Model, key: str, inputs: Mapping[str, Array], month: Month | None = None
) -> Problem:
    """The problem of a line that grows too large with these inputs, each in one column: at the one to lower."""
    line = model.lines[key]
    when = f" in {month}" if month else ""
    what = f'"{line.part.label}: {line.label}"{when}'
    rule = f"figures grow beyond what can be computed: {what} comes to more than {LARGEST:.0e}".replace("e+", "e")
    declared = {name: each for name, each in plan.inputs().items() if isinstance(each, Assume)}
    program = compile_model(model, [key])
    high = [name for name in program.inputs if name in declared and inputs[name].max() > declared[name].high]
    if not high:
        return Problem(rule, plan.place("plan"))
    # What would it come to if one of them were no more than usual? A column for each.
    tried = {name: np.repeat(inputs[name], len(high), axis=1) for name in program.inputs}
    for column, name in enumerate(high):
        tried[name][:, column] = np.minimum(tried[name][:, column], declared[name].high)
    come_to = np.abs(program.run(tried, len(high))[key])
    worst = high[int(np.argmin(np.where(np.isnan(come_to), np.inf, come_to).max(axis=0)))]
    hint = f"lower {worst}; usual is {spoken(declared[worst].low)} to {spoken(declared[worst].high)}"
    listed = plan.risk.inputs.get(worst)
    drawn = listed is not None and (listed.p90 or 0) >= inputs[worst].max()
    return Problem(rule, plan.place(f"risk.inputs.{worst}" if drawn else worst), worst, hint=hint)


def _column(array: Array, column: int) -> Array:
    return array if array.shape[1] == 1 else array[:, [column]]
