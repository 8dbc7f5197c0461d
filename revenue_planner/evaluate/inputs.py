"""A plan's settings as the arrays a program takes: one column per scenario."""

from __future__ import annotations

import numpy as np

from revenue_planner.equations.inputs import Choice
from revenue_planner.evaluate.functions import Array
from revenue_planner.plan.values import Plan, Value
from revenue_planner.timeline import Month


def scenario_inputs(plan: Plan, scenarios: tuple[str, ...]) -> dict[str, Array]:
    """Arrays by input key: (1, scenarios), (months, scenarios) where given by month, (12, scenarios)."""
    arrays: dict[str, Array] = {}
    for key, declared in plan.inputs().items():
        options = declared.options if isinstance(declared, Choice) else ()
        columns = [_numbers(plan, plan.value(key, name), options) for name in scenarios]
        arrays[key] = np.array(columns).T
        rows = [plan.by_month(key, name) for name in scenarios]
        if any(row is not None for row in rows):
            arrays[key] = np.array(
                [
                    row if row is not None else column * plan.timeline.months
                    for row, column in zip(rows, columns, strict=True)
                ]
            ).T
    return arrays


def _numbers(plan: Plan, value: Value, options: tuple[str, ...]) -> list[float]:
    if isinstance(value, Month):
        return [float(plan.timeline.number_of(value))]
    if isinstance(value, str):
        return [float(options.index(value))]
    if isinstance(value, tuple):
        return list(value)
    return [value]
