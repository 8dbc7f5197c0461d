"""The draws of a simulation, written by hand for numpy: same forms, correlations, swings and events as the planner's.

As someone would write them who knows numpy and scipy: numpy's own generator, all trials at once. The figures of
the plan (ranges, chances) come from outside; a test compares the distributions with the planner's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr, ndtri

from tests.oracle.parts import Array

#: Normal score of the 90th percentile.
_C = 1.2815515655446004


@dataclass(frozen=True)
class Form:
    """An input through three percentiles: J-QPD (Hadlock and Bickel, 2017) above `least`, or between it and `most`.

    `months` are its figures by month, where it has such. Of money and the like, `most` is infinite.
    """

    p10: float
    p50: float
    p90: float
    least: float
    most: float
    whole: bool = False
    months: Array | None = None

    def at(self, z: Array) -> Array:
        """The values at normal scores."""
        # A percentile at an end: the form of an end that is as far out again, held at the true one.
        least = self.least if self.p10 > self.least else self.p10 - ((self.p50 - self.p10) or (self.p90 - self.p50))
        if np.isinf(self.most):
            low, mid, high = np.log(np.array([self.p10, self.p50, self.p90]) - least)
        else:
            low, mid, high = ndtri((np.array([self.p10, self.p50, self.p90]) - least) / (self.most - least))
        n, near = np.sign(low + high - 2 * mid), min(mid - low, high - mid)
        start = {1: low, 0: mid, -1: high}[int(n)]
        if np.isinf(self.most):
            delta = np.sinh(np.arccosh((high - low) / (2 * near))) / _C
            up = near / (delta * _C) * np.sinh(np.arcsinh(delta * z) + np.arcsinh(n * _C * delta)) if n else mid * 0
            values = least + np.exp(start + up) if n else least + np.exp(mid + (high - low) / (2 * _C) * z)
        else:
            delta = np.arccosh((high - low) / (2 * near)) / _C
            bent = start + (high - low) / np.sinh(2 * delta * _C) * np.sinh(delta * (z + n * _C)) if n else None
            values = least + (self.most - least) * ndtr(bent if n else mid + (high - low) / (2 * _C) * z)
        drawn = np.clip(values, self.least, self.most)[None]
        if self.months is not None:
            drawn = np.clip(self.months * (drawn / self.p50), self.least, self.most)
        return np.clip(np.round(drawn), self.least + 0.5, self.most - 0.5) if self.whole else drawn


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
            inputs[key] = form.at(rng.standard_normal(columns))

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
