"""What a measured figure was measured from, and so how far off it may be: a distribution of what is behind it.

`Range.evidence` takes one in place of percentiles. Each has the measured figure as its median: Bayes' rule with
Jeffreys' prior gives the form, moved so that the plan stays in the middle.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

import numpy as np
from scipy.special import betaincinv, gammainccinv, gammaincinv, ndtr

from revenue_planner.analysis.simulation.draws.johnson import Quantiles
from revenue_planner.engine.functions import Array

#: No number that is drawn has a normal score beyond this. Forms are worked out at so many points for each unit of it.
_END, _POINTS = 8.5, 64


class Evidence(Protocol):
    """How a figure was measured. Instances are compared and hashed by value, as trials share equal draws."""

    def quantiles(self) -> Quantiles:
        """The figure behind the measurement, from normal scores."""


@dataclass(frozen=True, slots=True)
class Share:
    """`successes` of `trials`: orders of clicks, say. Beta(successes + 1/2, failures + 1/2)."""

    successes: float
    trials: float

    def quantiles(self) -> Quantiles:
        failures = self.trials - self.successes
        if self.successes <= 0 or failures <= 0:
            raise ValueError(f"needs 0 < successes < trials, not {self.successes} of {self.trials}")
        odds = _centred(_log_odds(self.successes, failures), math.log(self.successes / failures))
        return lambda scores: np.asarray(1.0 / (1.0 + np.exp(-np.interp(scores, _scores(), odds))))


@dataclass(frozen=True, slots=True)
class Count:
    """So many in a period: deals in three months, say. Gamma(count + 1/2); `quantiles` are counts of such a period."""

    count: float

    def quantiles(self) -> Quantiles:
        if self.count <= 0:
            raise ValueError(f"needs a count above 0, not {self.count}")
        logs = _centred(_log_counts(self.count), math.log(self.count))
        return lambda scores: np.asarray(np.exp(np.interp(scores, _scores(), logs)))


@dataclass(frozen=True, slots=True)
class MeanOf:
    """The mean of some single values (views of videos, say) whose logarithms have the standard deviation `sigma`.

    Single values are lognormal, and so, nearly, is their mean: the spread of its logarithm is its standard error.
    """

    mean: float
    count: float
    sigma: float

    def quantiles(self) -> Quantiles:
        spread = math.sqrt(math.expm1(self.sigma**2) / self.count)
        return lambda scores: np.asarray(self.mean * np.exp(spread * scores))


@lru_cache(maxsize=1)
def _scores() -> Array:
    return np.linspace(-_END, _END, int(2 * _END * _POINTS) + 1)


def _centred(table: Array, middle: float) -> Array:
    return np.asarray(table + (middle - table[len(table) // 2]))


@lru_cache(maxsize=256)
def _log_odds(successes: float, failures: float) -> Array:
    """Logarithms of the odds of a Beta form at the scores, each from the nearer end, where digits are left."""
    a, b, scores = successes + 0.5, failures + 0.5, _scores()
    below = np.maximum(betaincinv(a, b, ndtr(scores)), np.finfo(float).tiny)
    above = np.maximum(betaincinv(b, a, ndtr(-scores)), np.finfo(float).tiny)
    return np.asarray(np.log(below) - np.log(above))


@lru_cache(maxsize=256)
def _log_counts(count: float) -> Array:
    """As `_log_odds`: next to 1 a probability has no digits left to tell how near."""
    scores = _scores()
    below, above = gammaincinv(count + 0.5, ndtr(scores)), gammainccinv(count + 0.5, ndtr(-scores))
    return np.asarray(np.log(np.where(scores < 0, below, above)))
