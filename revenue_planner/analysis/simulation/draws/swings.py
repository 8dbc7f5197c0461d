"""How months swing: factors by month, (months, trials), from independent standard normal scores of that shape.

Spreads are standard deviations of logarithms, (months or 1, trials or 1).
"""

from __future__ import annotations

import numpy as np

from revenue_planner.engine.functions import Array


def month_spread(single: Array, weight: Array, common: Array, count: Array) -> Array:
    """How far months are apart that are made of `count` single things, such as videos.

    `single` is how far those are apart, `common` what all of a month share, and `weight` how much more the single
    ones move a month than if they had nothing to do with each other.
    """
    variance = common**2 + weight * np.expm1(single**2) / count
    return np.asarray(np.sqrt(variance))


def swing(scores: Array, spread: Array) -> Array:
    """Each month on its own. Its mean is 1: over many months, as much is won as lost."""
    return np.asarray(np.exp(spread * scores - spread**2 / 2.0))


def drift(scores: Array, step: Array) -> Array:
    """A level that wanders by steps of `step` a month and stays where it gets to.

    Half of all trials are above 1 in any month, so that the plan stays in the middle.
    """
    return np.asarray(np.exp(step * np.cumsum(scores, axis=0)))
