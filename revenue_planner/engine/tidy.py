"""A result as plain values for programs: what JSON, CSV and data frames are made of."""

from __future__ import annotations

import math

from revenue_planner.engine.run import Answer, Result
from revenue_planner.ground.months import Month
from revenue_planner.model.build import ModelLine
from revenue_planner.model.structure import Part, Structure
from revenue_planner.plan.values import BASE, Plan, Value


def data_unit(unit: str, currency: str) -> str:
    """A unit for programs: "money/order" in dollars is "USD/order"; a share stays one (0.03, not 3 %)."""
    return "/".join(currency if part == "money" else part for part in unit.split("/"))


def plain(value: Value | Answer) -> float | str | list[float] | None:
    """A value as JSON has it: months as "2027-03", seasons as lists, none (also NaN) as None."""
    if isinstance(value, Month):
        return str(value)
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value


def monthly_lines(result: Result) -> dict[str, ModelLine]:
    """The lines that have a value per month, by key, in the order in which they are shown."""
    return {key: line for key, line in result.model.lines.items() if line.declared.monthly}


def check_lines(result: Result) -> dict[str, ModelLine]:
    """Checks (arithmetic) and alerts (advice), by key; their figure is 1 when all is well."""
    return {k: line for k, line in result.model.lines.items() if line.declared.kind in ("check", "alert")}


def stream_of(part: Part, structure: Structure) -> str:
    """The income stream a part belongs to; "audience" and "business" stand for themselves."""
    if part.group:
        return part.group
    if part.parent:
        return stream_of(next(p for p in structure.parts if p.key == part.parent), structure)
    return part.key


def months_set(plan: Plan, key: str, scenario: str) -> dict[str, float] | None:
    """By-month values of an input as they hold in a scenario, by month; None where there are none."""
    own = plan.settings[scenario].get(key)
    months = {**plan.settings[BASE][key].months, **(own.months if own is not None else {})}
    return {str(plan.timeline.month_of(n)): months[n] for n in sorted(months)} or None
