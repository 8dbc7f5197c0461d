"""What may happen in a month: spells that last, and what stops for good.

Shapes: `uniforms` are (months, trials); chances and lengths are (1, trials) or, the same in all trials, (1, 1).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from revenue_planner.engine.functions import Array

Flags = NDArray[np.bool_]


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
