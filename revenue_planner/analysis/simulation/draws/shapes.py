"""The forms in which an input may be drawn, as quantile functions: from a uniform number to the input's value."""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from functools import lru_cache

import numpy as np
from scipy.interpolate import CubicSpline
from scipy.special import betaincinv, ndtr, ndtri

from revenue_planner.engine.functions import Array
from revenue_planner.plan.risk import Shape

#: How strongly a PERT form leans to its most likely value; 4 is the usual weight.
PERT_WEIGHT = 4.0
#: Normal score of the 95th percentile: a lognormal form passes its low and high in 1 of 20 cases each.
SCORE_95 = 1.6448536269514722

#: No uniform number that is drawn has a score beyond this.
_END = 8.5
#: A form is worked out at so many points for each unit of normal score, and looked up at so many.
_NODES, _POINTS = 8, 128


class Quantiles(ABC):
    """A quantile function, elementwise. It rises with its argument and stays within minimum and maximum."""

    @abstractmethod
    def __call__(self, uniforms: Array) -> Array:
        """The values at probabilities from 0 to 1, in the input's unit; any shape."""

    @abstractmethod
    def of_scores(self, scores: Array) -> Array:
        """The values at normal scores, in the input's unit; any shape."""


def quantile_function(
    shape: Shape, low: float, mode: float, high: float, minimum: float = -math.inf, maximum: float = math.inf
) -> Quantiles:
    """The quantile function of a form between `low` and `high` around the plan's figure `mode`.

    PERT and triangular have `mode` as their most likely value; lognormal has it as its median, and passes
    `low` and `high` in about 1 of 20 cases each: its spread is that of high/low. "fixed" is always `mode`.
    Values are held between `minimum` and `maximum`. Raises ValueError unless low <= mode <= high, and for a
    lognormal form unless 0 < low.
    """
    if not low <= mode <= high:
        raise ValueError(f"needs low <= mode <= high, not {low}, {mode}, {high}")
    if shape == "fixed" or low == high:
        return _Fixed(min(max(mode, minimum), maximum))
    if shape == "uniform":
        return _Uniform(low, high, minimum, maximum)
    if shape == "triangular":
        return _Triangular(low, mode, high, minimum, maximum)
    if shape == "lognormal":
        if low <= 0:
            raise ValueError(f"a lognormal form needs a low above 0, not {low}")
        return _Lognormal(mode, math.log(high / low) / (2 * SCORE_95), minimum, maximum)
    return _Pert(low, mode, high, minimum, maximum)


class _Fixed(Quantiles):
    def __init__(self, value: float) -> None:
        self._value = value

    def __call__(self, uniforms: Array) -> Array:
        return np.full(np.shape(uniforms), self._value)

    def of_scores(self, scores: Array) -> Array:
        return self(scores)


class _Uniform(Quantiles):
    def __init__(self, low: float, high: float, minimum: float, maximum: float) -> None:
        self._low, self._width = low, high - low
        self._minimum, self._maximum = max(low, minimum), min(high, maximum)

    def __call__(self, uniforms: Array) -> Array:
        return np.clip(self._low + self._width * uniforms, self._minimum, self._maximum)

    def of_scores(self, scores: Array) -> Array:
        return self(ndtr(scores))


class _Triangular(Quantiles):
    def __init__(self, low: float, mode: float, high: float, minimum: float, maximum: float) -> None:
        self._low, self._high = low, high
        self._below = (mode - low) / (high - low)
        self._rise, self._fall = (high - low) * (mode - low), (high - low) * (high - mode)
        self._minimum, self._maximum = max(low, minimum), min(high, maximum)

    def __call__(self, uniforms: Array) -> Array:
        up = self._low + np.sqrt(self._rise * uniforms)
        down = self._high - np.sqrt(self._fall * (1.0 - uniforms))
        return np.clip(np.where(uniforms < self._below, up, down), self._minimum, self._maximum)

    def of_scores(self, scores: Array) -> Array:
        return self(ndtr(scores))


class _Lognormal(Quantiles):
    def __init__(self, median: float, sigma: float, minimum: float, maximum: float) -> None:
        self._median, self._sigma = median, sigma
        self._minimum, self._maximum = minimum, maximum

    def __call__(self, uniforms: Array) -> Array:
        return self.of_scores(ndtri(uniforms))

    def of_scores(self, scores: Array) -> Array:
        return np.clip(self._median * np.exp(self._sigma * scores), self._minimum, self._maximum)


class _Pert(Quantiles):
    """A beta form. Its quantiles are smooth in the normal score, so a table by score is exact to 1e-6 of high - low."""

    def __init__(self, low: float, mode: float, high: float, minimum: float, maximum: float) -> None:
        self._low, self._width = low, high - low
        self._minimum, self._maximum = max(low, minimum), min(high, maximum)
        self._values, self._steps = _pert_table((mode - low) / (high - low))

    def __call__(self, uniforms: Array) -> Array:
        return self.of_scores(ndtri(uniforms))

    def of_scores(self, scores: Array) -> Array:
        place = (np.clip(scores, -_END, _END) + _END) * _POINTS
        index = place.astype(np.intp)
        unit = self._values[index] + (place - index) * self._steps[index]
        return np.clip(self._low + self._width * unit, self._minimum, self._maximum)


@lru_cache(maxsize=1024)
def _pert_table(leaning: float) -> tuple[Array, Array]:
    """Quantiles of a PERT form on 0 to 1 with its mode at `leaning`, and the step from each to the next."""
    a, b = 1.0 + PERT_WEIGHT * leaning, 1.0 + PERT_WEIGHT * (1.0 - leaning)
    nodes = np.linspace(-_END, _END, int(2 * _END * _NODES) + 1)
    lower = nodes <= 0
    # Counted from the nearer end: next to 1 a probability has no digits left to tell how near.
    quantiles = np.concatenate([betaincinv(a, b, ndtr(nodes[lower])), 1.0 - betaincinv(b, a, ndtr(-nodes[~lower]))])
    points = np.linspace(-_END, _END, int(2 * _END * _POINTS) + 1)
    values = np.maximum.accumulate(np.clip(CubicSpline(nodes, quantiles)(points), 0.0, 1.0))
    return values, np.append(np.diff(values), 0.0)
