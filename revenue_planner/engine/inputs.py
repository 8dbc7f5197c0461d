"""A plan's settings as the arrays a program takes: one column per scenario."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from revenue_planner.engine.functions import Array
from revenue_planner.plan.values import BASE, Plan, Setting, number_of


def scenario_inputs(plan: Plan, scenarios: tuple[str, ...]) -> dict[str, Array]:
    """Arrays by input key: (1, scenarios), (months, scenarios) where given by month, (12, scenarios)."""
    base, timeline = plan.settings[BASE], plan.timeline
    settings = [plan.settings[name] for name in scenarios]
    monthly = {key for own in (base, *settings) for key, setting in own.items() if setting.months}
    declared = plan.structure.declared()
    arrays: dict[str, Array] = {}
    # Most inputs are one number, and most scenarios leave it alone: rows of one array are quickest.
    rows: dict[str, int] = {}
    numbers: list[float] = []
    for key, kind in declared.items():
        value = base[key].value
        if key in monthly:
            columns = [_by_month(plan, key, name) for name in scenarios]
            arrays[key] = np.array(columns).T
        elif isinstance(value, tuple):
            arrays[key] = np.array([plan.value(key, name) for name in scenarios], dtype=float).T
        else:
            rows[key] = len(numbers)
            numbers.append(number_of(kind, value, timeline))
    table = np.repeat(np.array(numbers)[:, None], len(scenarios), axis=1)
    for column, own in enumerate(settings):
        for key, setting in _changed(own, base).items():
            if key in rows:
                table[rows[key], column] = number_of(declared[key], setting.value, timeline)
    arrays.update((key, table[row : row + 1]) for key, row in rows.items())
    return arrays


def _changed(own: Mapping[str, Setting], base: Mapping[str, Setting]) -> Mapping[str, Setting]:
    """What a scenario gives a value of its own."""
    if own is base:
        return {}
    return {key: setting for key, setting in own.items() if setting.value is not None}


def _by_month(plan: Plan, key: str, scenario: str) -> list[float]:
    value = plan.value(key, scenario)
    assert isinstance(value, float)
    return plan.by_month(key, scenario) or [value] * plan.timeline.months
