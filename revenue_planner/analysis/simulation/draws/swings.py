"""How months and counts swing: factors around 1 from standard normal scores, whole numbers from uniform ones.

Scores and uniform numbers are (months, trials). Spreads are standard deviations of logarithms, (months or 1,
trials or 1).
"""

from __future__ import annotations

import numpy as np
from scipy.special import ndtri

from revenue_planner.engine.functions import Array

#: From so many expected on, a whole number is a rounded normal one with the skew of a Poisson form.
_MANY = 30.0
#: Where fewer are expected, no uniform number that is drawn has a Poisson number as large as this.
_LARGEST = 120


def month_spread(single: Array, weight: Array, common: Array, count: Array) -> Array:
    """How far months are apart that are made of `count` single things, such as videos.

    `single` is how far those are apart, `common` what all of a month share, and `weight` how much more the single
    ones move a month than if they had nothing to do with each other.
    """
    variance = common**2 + weight * np.expm1(single**2) / count
    return np.asarray(np.sqrt(variance))


def mean_spread(single: Array, count: Array) -> Array:
    """How far means of `count` lognormal things are apart that have nothing to do with each other: such a mean is
    nearly lognormal again, with their mean and its variance (Fenton and Wilkinson)."""
    return np.asarray(np.sqrt(np.log1p(np.expm1(single**2) / count)))


def swing(scores: Array, spread: Array) -> Array:
    """Each month on its own. Its mean is 1: over many months, as much is won as lost."""
    return np.asarray(np.exp(spread * scores - spread**2 / 2.0))


def drift(scores: Array, step: Array) -> Array:
    """A level that wanders by steps of `step` a month and stays where it gets to.

    Half of all trials are above 1 in any month, so that the plan stays in the middle.
    """
    return np.asarray(np.exp(step * np.cumsum(scores, axis=0)))


def whole_number(uniforms: Array, expected: Array) -> Array:
    """So many by chance where `expected` are expected: quantiles of Poisson forms, elementwise, of one shape.

    They are counted up from 0, and what has enough is left behind: most have enough soon.
    """
    uniform, mean = uniforms.reshape(-1), expected.reshape(-1)
    counts = np.zeros(len(mean))
    many = np.flatnonzero(mean > _MANY)
    if len(many):
        counts[many] = _rounded(ndtri(uniform[many]), mean[many])
    none = np.exp(-mean)
    left = np.flatnonzero((mean <= _MANY) & (uniform > none))
    mean, uniform, chance = mean[left], uniform[left], none[left]
    below = chance.copy()
    for count in range(1, _LARGEST):
        counts[left] = count
        chance *= mean / count
        below += chance
        more = np.flatnonzero(uniform > below)
        if not len(more):
            break
        left, mean, uniform = left[more], mean[more], uniform[more]
        chance, below = chance[more], below[more]
    return counts.reshape(expected.shape)


def _rounded(scores: Array, mean: Array) -> Array:
    return np.asarray(np.maximum(np.rint(mean + np.sqrt(mean) * scores + (scores**2 - 1.0) / 6.0), 0.0))
