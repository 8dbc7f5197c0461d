"""The same plan with all its money counted in another unit: every amount times a factor, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pytest

from revenue_planner.engine.functions import Array
from revenue_planner.engine.run import Result
from revenue_planner.ground.units import parse_unit
from revenue_planner.language.inputs import Assume, Input
from revenue_planner.plan.goals import parse_goal
from revenue_planner.plan.risk import RiskSettings
from revenue_planner.plan.values import YOURS, Plan, Setting

#: Dollars as they are, as rupiah, and far beyond any currency.
FACTORS = (1.0, 10_000.0, 25_000_000.0)


def power(unit: str) -> int:
    """How often money stands in a unit: 1 for "money/order", 0 for "share"."""
    return dict(parse_unit(unit).powers).get("money", 0)


def in_other_money(plan: Plan, factor: float) -> Plan:
    """The plan with every money figure of every scenario, range and goal times the factor.

    All figures count as typed, so that a simulation draws the money of both plans in one way.
    """
    inputs = plan.inputs()
    settings = {
        name: {key: _times(setting, factor ** power(inputs[key].unit)) for key, setting in own.items()}
        for name, own in plan.settings.items()
    }
    return replace(plan, settings=settings, risk=_risk(plan.risk, inputs, factor))


def _times(setting: Setting, factor: float) -> Setting:
    value = setting.value
    if isinstance(value, float):
        value *= factor
    months = {number: figure * factor for number, figure in setting.months.items()}
    return Setting(value, months, YOURS)


def _risk(risk: RiskSettings, inputs: Mapping[str, Input], factor: float) -> RiskSettings:
    spreads = {
        key: replace(
            spread,
            p10=None if spread.p10 is None else spread.p10 * factor ** power(inputs[key].unit),
            p90=None if spread.p90 is None else spread.p90 * factor ** power(inputs[key].unit),
        )
        for key, spread in risk.inputs.items()
    }
    goal = parse_goal(risk.goal) if risk.goal else None
    text = "" if goal is None else str(replace(goal, amount=goal.amount * factor))
    return replace(risk, inputs=spreads, goal=text)


def lift_limits(inputs: Mapping[str, Input], monkeypatch: pytest.MonkeyPatch) -> None:
    """Allow any amount of money: the most that is allowed is meant in dollars."""
    for declared in inputs.values():
        if isinstance(declared, Assume) and power(declared.unit):
            monkeypatch.setattr(declared, "_maximum", None)


def must_scale(small: Result, large: Result, factor: float) -> int:
    """Raise AssertionError where a line is not the other's times the factor, to nine digits of the amounts that
    it is made of. Returns how many lines there are."""
    amounts = _amounts(small)
    for key, line in small.model.lines.items():
        scale = factor ** power(line.declared.unit)
        one, two = small.values[key] * scale, large.values[key]
        both = np.isfinite(one) & np.isfinite(two)
        assert (np.isnan(one) == np.isnan(two)).all(), key
        apart = np.abs(one - two)[both].max(initial=0.0)
        assert apart <= 1e-9 * scale * amounts[line.declared.unit], (key, apart)
        assert line.declared.unit not in ("flag", "date") or apart == 0, key
    return len(small.model.lines)


def _amounts(result: Result) -> dict[str, float]:
    """The largest figure of each unit."""
    found: dict[str, float] = {}
    for key, line in result.model.lines.items():
        unit, values = line.declared.unit, _finite(result.values[key])
        found[unit] = max(found.get(unit, 0.0), float(np.abs(values).max(initial=0.0)))
    return found


def _finite(values: Array) -> Array:
    return values[np.isfinite(values)]
