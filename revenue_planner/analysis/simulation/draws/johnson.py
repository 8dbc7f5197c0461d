"""Johnson quantile-parameterised distributions (J-QPD): through three quantiles, within what is possible.

Christopher C. Hadlock and J. Eric Bickel, "Johnson Quantile-Parameterized Distributions", Decision Analysis 14 (1),
2017: J-QPD-S above a lower end, J-QPD-B between two ends. Without any end it is what J-QPD-S is of the logarithm.

A draw is a function of a normal score, so that correlations of scores carry over.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr, ndtri

from revenue_planner.analysis.simulation.draws.bounds import ANYTHING, Bounds
from revenue_planner.engine.functions import Array

#: From normal scores, in an array of any shape, to values; it never falls.
Quantiles = Callable[[Array], Array]

#: Normal score of the 90th percentile.
SCORE_90 = 1.2815515655446004
#: The median of a form with two ends is no nearer to an outer percentile than this share of what lies between those.
_NEAREST = 1e-12


def johnson(p10: float, p50: float, p90: float, bounds: Bounds = ANYTHING) -> Quantiles:
    """The quantile function with these percentiles, which stays within `bounds`.

    Where p10 is p50, or p90 is, nothing is known of that side: it reaches as far as the other, on a scale on
    which the figure has no ends. A p10 at the lower end says that one in ten lies at that end exactly, a p50
    that half do: the form then belongs to an end that lies further out, and is held at the true one. So at
    the upper end. Raises ValueError unless minimum <= p10 <= p50 <= p90 <= maximum.
    """
    if not bounds.minimum <= p10 <= p50 <= p90 <= bounds.maximum:
        raise ValueError(f"needs minimum <= p10 <= p50 <= p90 <= maximum, not {p10}, {p50}, {p90} in {bounds}")
    if p10 == p90:
        return _Always(p50)
    outer = Bounds(
        bounds.minimum if p10 > bounds.minimum else p10 - ((p50 - p10) or (p90 - p50)),
        bounds.maximum if p90 < bounds.maximum else p90 + ((p90 - p50) or (p50 - p10)),
    )
    scale = _scale(outer)
    low, middle, high = (scale.place(figure) for figure in (p10, p50, p90))
    if p10 == p50:
        low = 2 * middle - high
    elif p90 == p50:
        high = 2 * middle - low
    curve = _sinh(low, middle, high) if isinstance(scale, _Between) else _hyperbola(low, middle, high)
    return _Form(curve, scale, bounds)


@dataclass(frozen=True, slots=True)
class _Always:
    value: float

    def __call__(self, scores: Array) -> Array:
        return np.full(np.shape(scores), self.value)


@dataclass(frozen=True, slots=True)
class _Form:
    """A curve on a scale without ends, taken back from it."""

    curve: Quantiles
    scale: _Scale
    bounds: Bounds

    def __call__(self, scores: Array) -> Array:
        values = self.scale.back(self.curve(scores))
        return values if self.bounds.none else np.clip(values, self.bounds.minimum, self.bounds.maximum, out=values)


def _hyperbola(low: float, middle: float, high: float) -> Quantiles:
    """J-QPD-S without its logarithm: theta + lambda sinh(arsinh(delta z) + n arsinh(delta c)), multiplied out.

    Its tails are normal, each with a spread of its own.
    """
    near, half = min(middle - low, high - middle), (high - low) / 2
    upward = middle - low <= high - middle
    bend = max(half**2 - near**2, 0.0) / SCORE_90**2
    return _Hyperbola(low if upward else high, half / SCORE_90, near**2, bend, upward)


@dataclass(frozen=True, slots=True)
class _Hyperbola:
    start: float
    slope: float
    near: float
    bend: float
    upward: bool

    def __call__(self, scores: Array) -> Array:
        bent = np.sqrt(self.near + self.bend * scores**2)
        line = self.start + self.slope * scores
        return line + bent if self.upward else line - bent


def _sinh(low: float, middle: float, high: float) -> Quantiles:
    """J-QPD-B without its normal distribution: xi + lambda sinh(delta (z + n c))."""
    near = max(min(middle - low, high - middle), _NEAREST * (high - low))
    delta = math.acosh(max((high - low) / (2 * near), 1.0)) / SCORE_90
    if delta == 0:
        return _Line(middle, (high - low) / (2 * SCORE_90))
    width = (high - low) / math.sinh(2 * delta * SCORE_90)
    upward = middle - low <= high - middle
    return _Sinh(low if upward else high, width, delta, SCORE_90 if upward else -SCORE_90)


@dataclass(frozen=True, slots=True)
class _Line:
    middle: float
    slope: float

    def __call__(self, scores: Array) -> Array:
        return self.middle + self.slope * scores


@dataclass(frozen=True, slots=True)
class _Sinh:
    start: float
    width: float
    delta: float
    shift: float

    def __call__(self, scores: Array) -> Array:
        return self.start + self.width * np.sinh(self.delta * (scores + self.shift))


@dataclass(frozen=True, slots=True)
class _Free:
    def place(self, figure: float) -> float:
        return figure

    def back(self, places: Array) -> Array:
        return places


@dataclass(frozen=True, slots=True)
class _Above:
    minimum: float

    def place(self, figure: float) -> float:
        return math.log(figure - self.minimum)

    def back(self, places: Array) -> Array:
        return self.minimum + np.exp(places)


@dataclass(frozen=True, slots=True)
class _Below:
    maximum: float

    def place(self, figure: float) -> float:
        return -math.log(self.maximum - figure)

    def back(self, places: Array) -> Array:
        return self.maximum - np.exp(-places)


@dataclass(frozen=True, slots=True)
class _Between:
    minimum: float
    maximum: float

    def place(self, figure: float) -> float:
        return float(ndtri((figure - self.minimum) / (self.maximum - self.minimum)))

    def back(self, places: Array) -> Array:
        return np.asarray(self.minimum + (self.maximum - self.minimum) * ndtr(places))


_Scale = _Free | _Above | _Below | _Between


def _scale(bounds: Bounds) -> _Scale:
    if bounds.none:
        return _Free()
    if math.isinf(bounds.maximum):
        return _Above(bounds.minimum)
    return _Below(bounds.maximum) if math.isinf(bounds.minimum) else _Between(bounds.minimum, bounds.maximum)
