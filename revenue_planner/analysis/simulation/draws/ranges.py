"""How far each input may be off: the form and the ends between which a simulation draws it."""

from __future__ import annotations

from dataclasses import dataclass

from revenue_planner.ground.errors import PlanError, Problem
from revenue_planner.language.inputs import Assume
from revenue_planner.plan.reading.spreads import why_not_drawn
from revenue_planner.plan.risk import OWN_SPREAD, Shape, Spread
from revenue_planner.plan.values import USUAL, Plan


@dataclass(frozen=True, slots=True)
class Range:
    """How one input is drawn around `value`, its figure in the plan; all in the input's unit.

    `low` <= `value` <= `high`; `minimum` and `maximum` are what is possible at all. `whole` numbers are
    rounded once drawn. An input given by month is drawn once, as a factor of all its months; `value` is
    then the figure of the months that have none of their own, or the largest month where that is 0.
    """

    shape: Shape
    low: float
    value: float
    high: float
    minimum: float
    maximum: float
    whole: bool


def ranges(plan: Plan, scenario: str) -> dict[str, Range]:
    """The inputs that a simulation draws in a scenario, by key, in the plan's order.

    These are the inputs that [risk.inputs] lists and, unless the plan draws only those, all estimates; but
    no estimate of 0, which means "none of this". Raises PlanError where a form cannot be had.
    """
    found: dict[str, Range] = {}
    for key, declared in plan.inputs().items():
        if not isinstance(declared, Assume) or why_not_drawn(key, declared) or not plan.is_stated(key, scenario):
            continue
        listed = plan.risk.inputs.get(key)
        if listed is None:
            estimate = plan.risk.draw == "all" and declared.nature == "estimate"
            if not estimate or not any(plan.every_month(key, scenario)):
                continue
        span = range_of(plan, key, scenario)
        if span.shape != "fixed" and (round(span.low) < round(span.high) if span.whole else span.low < span.high):
            found[key] = span
    return found


def range_of(plan: Plan, key: str, scenario: str) -> Range:
    """How far a number may be off in a scenario, drawn or not.

    The ends are those that [risk.inputs] gives; else, of a usual figure what is usual, and of the user's
    own figure `risk.own_spread` up and down. A lognormal form around 0 has no room. Raises PlanError for one that
    reaches down to 0.
    """
    declared, listed = plan.inputs()[key], plan.risk.inputs.get(key, Spread())
    assert isinstance(declared, Assume)
    value, months = plan.value(key, scenario), plan.by_month(key, scenario)
    assert isinstance(value, float)
    if months is not None:
        value = value or max(months)
    if plan.writer(key, scenario) == USUAL:
        low, high = declared.low, declared.high
    else:
        spread = plan.value(OWN_SPREAD, scenario)
        assert isinstance(spread, float)
        low, high = value - spread * abs(value), value + spread * abs(value)
    low = low if listed.low is None else listed.low
    high = high if listed.high is None else listed.high
    low, high = max(min(low, value), declared.minimum), min(max(high, value), declared.maximum)
    if listed.shape == "lognormal" and low <= 0:
        if value > 0:
            raise PlanError([_reaches_zero(plan, key, low)])
        low = high = value
    return Range(listed.shape, low, value, high, declared.minimum, declared.maximum, declared.whole)


def _reaches_zero(plan: Plan, key: str, low: float) -> Problem:
    rule = f"a lognormal form never reaches 0, but its low is {low:g}"
    hint = 'give it a low above 0 under [risk.inputs], or shape = "pert"'
    return Problem(rule, plan.place(f"risk.inputs.{key}"), f"risk.inputs.{key}", hint=hint)
