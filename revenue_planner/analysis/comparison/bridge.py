"""From A's take-home to B's: by stream, and by input."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from revenue_planner.analysis.comparison.result import (
    INTERACTION,
    Bridge,
    BridgeStep,
    InputDifference,
    by_effect,
    take_home_steps,
)
from revenue_planner.engine.run import Result
from revenue_planner.engine.variants import TAKE_HOME

_INTERACTION_LABEL = "Interaction of inputs"


def bridge_by_stream(a: tuple[Result, str], b: tuple[Result, str], groups: Mapping[str, str]) -> Bridge:
    """What each stream contributes more or less, and what costs and tax take; exact.

    `a` and `b` are results with the name of a scenario, `groups` the streams that either has.
    """
    steps = []
    for label, key, sign in take_home_steps(groups):
        before, after = _total(*a, key), _total(*b, key)
        steps.append(BridgeStep(key, label, sign * (after - before), before, after, sign))
    return Bridge(a[0].figure(TAKE_HOME, a[1]), b[0].figure(TAKE_HOME, b[1]), tuple(steps))


def bridge_by_input(start: float, end: float, inputs: Sequence[InputDifference]) -> Bridge:
    """One input at a time, the largest effect first, and what they do only together."""
    steps = [BridgeStep(each.key, each.change, each.effect) for each in by_effect(inputs)]
    rest = end - start - sum(step.effect for step in steps)
    return Bridge(start, end, (*steps, BridgeStep(INTERACTION, _INTERACTION_LABEL, rest)))


def _total(result: Result, scenario: str, key: str) -> float:
    """A monthly line over the whole plan; 0 where the plan does not have it."""
    return float(np.sum(result.line(key, scenario))) if key in result.values else 0.0
