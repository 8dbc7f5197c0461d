"""How far each input may be off: the percentiles through which a simulation draws it."""

from __future__ import annotations

import math
from dataclasses import dataclass

from revenue_planner.analysis.simulation.draws.bounds import Bounds, bounds_of
from revenue_planner.analysis.simulation.draws.evidence import Evidence
from revenue_planner.analysis.simulation.draws.johnson import SCORE_90, Quantiles, johnson
from revenue_planner.language.inputs import Assume
from revenue_planner.plan.reading.spreads import why_not_drawn
from revenue_planner.plan.risk import OWN_SPREAD, Spread
from revenue_planner.plan.values import BASE, USUAL, Plan


@dataclass(frozen=True, slots=True)
class Range:
    """How one input is drawn around `value`, its figure in the plan and the median; all in the input's unit.

    `p10` <= `value` <= `p90`; `bounds` are what is possible at all. `whole` numbers are rounded once drawn. An input
    given by month is drawn once, as a factor of all its months; `value` is then the figure of the months that have
    none of their own, or the largest month where that is 0. Where there is `evidence`, the form is its own.
    """

    p10: float
    value: float
    p90: float
    bounds: Bounds
    whole: bool = False
    evidence: Evidence | None = None

    @property
    def varies(self) -> bool:
        """Whether it has room: a whole number that is nearly always the same is not worth drawing."""
        return round(self.p10) < round(self.p90) if self.whole else self.p10 < self.p90

    def quantiles(self) -> Quantiles:
        """The input from normal scores."""
        if self.evidence is not None:
            return self.evidence.quantiles()
        return johnson(self.p10, self.value, self.p90, self.bounds)


def ranges(plan: Plan, scenario: str) -> dict[str, Range]:
    """The inputs that a simulation draws in a scenario, by key, in the plan's order.

    These are the inputs that [risk.inputs] lists and, unless the plan draws only those, all estimates; but
    no estimate of 0, which means "none of this", and no usual figure whose usual range begins or ends at it: that
    range says nothing about the other side.
    """
    found: dict[str, Range] = {}
    for key, declared in plan.inputs().items():
        if not isinstance(declared, Assume) or why_not_drawn(key, declared):
            continue
        listed = plan.risk.inputs.get(key)
        if listed is None:
            estimate = plan.risk.draw == "all" and declared.nature == "estimate"
            if not estimate or not any(plan.every_month(key, scenario)):
                continue
            if plan.writer(key, scenario) == USUAL and begins_or_ends_at_its_figure(declared):
                continue
        elif listed.fixed:
            continue
        span = range_of(plan, key, scenario)
        if span.varies:
            found[key] = span
    return found


def begins_or_ends_at_its_figure(declared: Assume) -> bool:
    """Whether the usual range has only one side."""
    return declared.base in (declared.low, declared.high)


def range_of(plan: Plan, key: str, scenario: str) -> Range:
    """How far a number may be off in a scenario, drawn or not.

    The percentiles are those that [risk.inputs] gives; else, of a usual figure what is usual, and of the user's
    own figure `risk.own_spread` up and down.
    """
    declared = plan.inputs()[key]
    assert isinstance(declared, Assume)
    bounds, value = bounds_of(declared), _figure(plan, key, scenario)
    if plan.writer(key, scenario) == USUAL:
        low, high = declared.low, declared.high
    else:
        spread = plan.value(OWN_SPREAD, scenario)
        assert isinstance(spread, float)
        low, high = bounds.around(value, SCORE_90 * spread)
    p10, p90 = listed_percentiles(plan, key, scenario)
    low, high = low if p10 is None else p10, high if p90 is None else p90
    return Range(min(low, value), value, max(high, value), bounds, declared.whole)


def _figure(plan: Plan, key: str, scenario: str) -> float:
    value, months = plan.value(key, scenario), plan.by_month(key, scenario)
    assert isinstance(value, float)
    return value if months is None else value or max(months)


def listed_percentiles(plan: Plan, key: str, scenario: str) -> tuple[float | None, float | None]:
    """The 10th and the 90th that [risk.inputs] gives, None where it leaves them to the planner. They are about Base's
    figure: where a scenario has another, they go along."""
    listed, declared = plan.risk.inputs.get(key, Spread()), plan.inputs()[key]
    assert isinstance(declared, Assume)
    bounds = bounds_of(declared)
    there, here = (bounds.place(_figure(plan, key, name)) for name in (BASE, scenario))
    by = here - there if math.isfinite(here - there) else 0.0
    p10, p90 = (None if end is None else bounds.moved(end, by) for end in (listed.p10, listed.p90))
    return p10, p90
