"""Luck from month to month, as pure functions from uniform numbers and chances to by-month arrays.

Shapes: `scores` and `uniforms` are (months, trials); chances, volatilities and such are (1, trials) or, the same
in all trials, (1, 1).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from revenue_planner.engine.functions import Array

Flags = NDArray[np.bool_]


def noise(scores: Array, volatility: Array, persistence: Array) -> Array:
    """Factors whose logarithms follow a stationary AR(1) process, (months, trials).

    `volatility` is the standard deviation of a month's logarithm, `persistence` the correlation with the
    month before. The mean of every month's factor is 1. `scores` are independent standard normal.
    """
    own = np.sqrt(1.0 - persistence[0] ** 2)
    steps = np.empty_like(scores)
    steps[0] = scores[0]
    for month in range(1, len(scores)):
        np.multiply(steps[month - 1], persistence[0], out=steps[month])
        steps[month] += own * scores[month]
    steps *= volatility
    steps -= volatility**2 / 2.0
    return np.exp(steps, out=steps)


def spells(uniforms: Array, chance: Array, length: Array, months: int) -> Flags:
    """Months within a spell, (months, trials).

    A spell may begin in any month and lasts `length` months, so that in the long run a month lies within one
    with probability `chance`. The last `months` rows of `uniforms` are the plan's; those before it let spells
    reach into the plan, and should be at least `length` - 1 (see `months_before`).
    """
    onset = uniforms < 1.0 - (1.0 - chance) ** (1.0 / length)
    first = len(uniforms) - months
    inside = onset[first:].copy()
    for age in range(1, first + 1):
        inside |= onset[first - age : len(onset) - age] & (age < length)
    return inside


def months_before(length: Array) -> int:
    """How many months before the plan a spell that reaches into it may begin."""
    return int(length.max()) - 1


def still_there(uniforms: Array, chance: Array, months: int) -> Flags:
    """Whether something that stops for good with probability `chance` each month is still there, (months, trials).

    It may stop in the first month already. `uniforms` is (1, trials): when it stops is one draw.
    """
    stopped_by = 1.0 - (1.0 - chance) ** np.arange(1.0, months + 1.0)[:, None]
    return uniforms >= stopped_by
