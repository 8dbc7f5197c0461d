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
    """The chances of the plan: spreads are standard deviations of logarithms, chances those of a month.

    `videos` and `sessions` are those of each month, `offered` the deals on offer in it. `pairs` of inputs outside reach
    have correlations of their own, each input in one pair at most; `streams` are the parts of each stream,
    `on_platform` those that end with the account, `signed` the chance of each signed deal.
    """

    videos: Array
    sessions: Array
    offered: Array
    video_spread: float
    video_weight: float
    common_swing: float
    level_walk: float
    deals: float
    live_spread: float
    limited: tuple[float, float, int]
    cancel: tuple[float, float]
    stop: float
    ban: float
    reach_correlation: float
    pairs: Mapping[tuple[str, str], float]
    streams: Mapping[str, list[str]]
    on_platform: list[str]
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
    shape = months, columns
    there = _still_there(rng, luck.ban, shape)
    inputs["audience.reach_factor"] = own["audience.reach_factor"] * _reach(rng, luck, shape) * there
    inputs["sponsorships.offers_factor"] = own["sponsorships.offers_factor"] * _offers(rng, luck, shape)
    per_session = np.expm1(luck.live_spread**2) / np.maximum(luck.sessions, 1)
    inputs["live_gifts.session_factor"] = own["live_gifts.session_factor"] * _swing(rng, np.sqrt(per_session), shape)
    for key, chance in luck.signed.items():
        inputs[key] = (rng.random((1, columns)) < chance).astype(float)
    for parts in luck.streams.values():
        still = _still_there(rng, luck.stop, shape)
        for part in parts:
            inputs[f"{part}.factor"] = own[f"{part}.factor"] * (still * there if part in luck.on_platform else still)
    return inputs


def _reach(rng: np.random.Generator, luck: Luck, shape: tuple[int, int]) -> Array:
    """Videos' own luck, a level that drifts, and months in which the platform limits reach."""
    months, columns = shape
    variance = luck.common_swing**2 + luck.video_weight * np.expm1(luck.video_spread**2) / np.maximum(luck.videos, 0.5)
    level = np.exp(luck.level_walk * np.cumsum(rng.standard_normal(shape), axis=0))
    chance, lost, length = luck.limited
    before = length - 1
    onset = rng.random((months + before, columns)) < 1 - (1 - chance) ** (1 / length)
    limited = np.any([onset[before - age : months + before - age] for age in range(length)], axis=0)
    return _swing(rng, np.sqrt(variance), shape) * level * (1 - limited * lost)


def _offers(rng: np.random.Generator, luck: Luck, shape: tuple[int, int]) -> Array:
    """Whole deals in place of those expected; in some months a part of them is cancelled."""
    expected = np.broadcast_to(luck.offered, shape)
    deals = rng.poisson(expected * _swing(rng, np.array(luck.deals), shape))
    found = np.where(expected > 0, deals / np.where(expected > 0, expected, 1), 0.0)
    return found * np.where(rng.random(shape) < luck.cancel[0], 1 - luck.cancel[1], 1.0)


def _swing(rng: np.random.Generator, spread: Array, shape: tuple[int, int]) -> Array:
    """Month-to-month noise with mean 1."""
    return np.asarray(np.exp(spread * rng.standard_normal(shape) - spread**2 / 2))


def _still_there(rng: np.random.Generator, chance: float, shape: tuple[int, int]) -> Array:
    """1 until something ends for good, which it may do in the first month."""
    last = rng.geometric(chance, shape[1]) if chance else np.full(shape[1], np.inf)
    return (np.arange(1, shape[0] + 1)[:, None] < last).astype(float)
