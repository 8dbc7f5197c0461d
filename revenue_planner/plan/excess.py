"""How far a plan's inputs are above what is usual: only what is far above can make figures grow without end."""

from __future__ import annotations

import math

from revenue_planner.language.inputs import Assume
from revenue_planner.plan.values import Plan


def excesses(plan: Plan, scenario: str) -> dict[str, float]:
    """Powers of ten by which inputs, or the ends of what they are drawn between, are above their usual high."""
    found: dict[str, float] = {}
    for key, declared in plan.inputs().items():
        if isinstance(declared, Assume) and declared.high > 0:
            largest = max(plan.every_month(key, scenario))
            spread = plan.risk.inputs.get(key)
            if spread is not None and spread.p90 is not None:
                largest = max(largest, spread.p90)
            if largest > declared.high:
                found[key] = math.log10(largest / declared.high)
    return found
