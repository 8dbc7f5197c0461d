"""The draws of a simulation, written by hand for numpy: same forms, correlations, swings and events as the planner's.

As someone would write them who knows numpy and scipy: numpy's own generator, all trials at once. The figures of
the plan (ranges, chances) come from outside; a test compares the distributions with the planner's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from scipy.special import betaincinv, ndtr

from tests.oracle.parts import Array

#: Points at which a beta form is worked out where scores and not uniform numbers have to be put through it.
_POINTS = ndtr(np.linspace(-6, 6, 1025))
#: Normal scores between the 5th and the 95th percentile.
_SCORES_APART = 2 * 1.6448536


@dataclass(frozen=True)
class Form:
    """An input between `low` and `high`, PERT or lognormal; `months` are its figures by month, where it has such."""

    shape: str
    low: float
    mode: float
    high: float
    whole: bool = False
    months: Array | None = None

    def draw(self, rng: np.random.Generator, columns: int) -> Array:
        if self.shape == "lognormal":
            return self.at(rng.standard_normal(columns))
        return self._placed(self.low + (self.high - self.low) * rng.beta(*self._beta, columns))

    def at(self, scores: Array) -> Array:
        """The values at normal scores."""
        if self.shape == "lognormal":
            return self._placed(self.mode * np.exp(np.log(self.high / self.low) / _SCORES_APART * scores))
        unit = np.interp(ndtr(scores), _POINTS, betaincinv(*self._beta, _POINTS))
        return self._placed(self.low + (self.high - self.low) * unit)

    @property
    def _beta(self) -> tuple[float, float]:
        lean = (self.mode - self.low) / (self.high - self.low)
        return 1 + 4 * lean, 5 - 4 * lean

    def _placed(self, values: Array) -> Array:
        drawn = values[None]
        if self.months is not None:
            drawn = self.months * (drawn / self.mode)
        return np.round(drawn) if self.whole else drawn


@dataclass(frozen=True)
class Luck:
    """The chances of the plan. `pairs` of inputs outside reach have correlations of their own, each input in one pair
    at most; `streams` are the parts of each stream, `signed` the chance of each signed deal."""

    views: tuple[float, float]
    deals: tuple[float, float]
    violation_months: int
    viral: tuple[float, float]
    cancel: tuple[float, float]
    stop: float
    reach_correlation: float
    pairs: Mapping[tuple[str, str], float]
    streams: Mapping[str, list[str]]
    signed: Mapping[str, float]


def draw(
    own: Mapping[str, Array],
    forms: Mapping[str, Form],
    reach: set[str],
    luck: Luck,
    months: int,
    columns: int,
    seed: int,
) -> dict[str, Array]:
    """Inputs of all trials. `own` are the plan's; shares of one whole are left to fit by themselves."""
    rng = np.random.default_rng(seed)
    inputs = dict(own)
    shared = rng.standard_normal(columns)
    share, rest = np.sqrt(luck.reach_correlation), np.sqrt(1 - luck.reach_correlation)
    paired = {}
    for (first, second), value in luck.pairs.items():
        scores = rng.standard_normal((2, columns))
        paired[first], paired[second] = scores[0], value * scores[0] + np.sqrt(1 - value**2) * scores[1]
    for key, form in forms.items():
        if key in paired:
            inputs[key] = form.at(paired[key])
        elif key in reach:
            inputs[key] = form.at(share * shared + rest * rng.standard_normal(columns))
        else:
            inputs[key] = form.draw(rng, columns)

    factor = swing(rng, *luck.views, months, columns)
    factor[rng.random((months, columns)) < luck.viral[0]] *= luck.viral[1]
    before = luck.violation_months - 1
    onset = rng.random((months + before, columns)) < 1 - (1 - inputs["audience.violation_risk"]) ** (
        1 / luck.violation_months
    )
    limited = np.any([onset[before - age : months + before - age] for age in range(before + 1)], axis=0)
    factor *= 1 - limited * inputs["audience.violation_reach_loss"]
    inputs["audience.reach_factor"] = own["audience.reach_factor"] * factor
    inputs["audience.violation_risk"] = np.zeros((1, 1))

    offers = swing(rng, *luck.deals, months, columns)
    offers[rng.random((months, columns)) < luck.cancel[0]] *= 1 - luck.cancel[1]
    inputs["sponsorships.base_deals"] = inputs["sponsorships.base_deals"] * offers
    for key, chance in luck.signed.items():
        inputs[key] = (rng.random((1, columns)) < chance).astype(float)
    for parts in luck.streams.values():
        last = rng.geometric(luck.stop, columns)
        there = (np.arange(1, months + 1)[:, None] < last).astype(float)
        for part in parts:
            inputs[f"{part}.factor"] = own[f"{part}.factor"] * there
    return inputs


def swing(rng: np.random.Generator, volatility: float, persistence: float, months: int, columns: int) -> Array:
    """Month-to-month noise with mean 1: AR(1) in logarithms."""
    logs = rng.standard_normal((months, columns))
    logs[1:] *= np.sqrt(1 - persistence**2)
    for month in range(1, months):
        logs[month] += persistence * logs[month - 1]
    return np.asarray(np.exp(volatility * logs - volatility**2 / 2))
