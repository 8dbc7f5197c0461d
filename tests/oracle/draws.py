"""The draws of a simulation, written by hand for numpy: same forms, correlations, swings and events as the planner's.

As someone would write them who knows numpy and scipy: numpy's own generator, all trials at once. The figures of
the plan (ranges, chances) come from outside; a test compares the distributions with the planner's.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr, ndtri

from tests.oracle.parts import Array, over

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
    at most; `streams` are the parts of each stream, those of `platform` end with the account; `signed` is the chance
    of each signed deal; `offered` says how many deals are on offer with some inputs."""

    videos: Array
    video_spread: float
    video_weight: float
    common_swing: float
    level_walk: float
    sessions: Array
    live_spread: float
    shop_volatility: float
    deals_volatility: float
    limited: tuple[float, float, int]
    cancel: tuple[float, float]
    unpaid: float
    stop: float
    ban: float
    reach_correlation: float
    pairs: Mapping[tuple[str, str], float]
    streams: Mapping[str, list[str]]
    platform: set[str]
    shops: Sequence[str]
    signed: Mapping[str, float]
    offered: Callable[[Mapping[str, Array]], Array]


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

    def swing(spread: Array | float) -> Array:
        logs = spread * rng.standard_normal((months, columns)) - np.square(spread) / 2
        return np.asarray(np.exp(logs))

    def there(chance: float) -> Array:
        return np.asarray(np.arange(1, months + 1)[:, None] < rng.geometric(chance, columns), dtype=float)

    single = luck.video_weight * np.expm1(luck.video_spread**2) / luck.videos
    account = there(luck.ban)
    factor = account * swing(np.sqrt(luck.common_swing**2 + single))
    factor *= np.exp(np.cumsum(luck.level_walk * rng.standard_normal((months, columns)), axis=0))
    chance, loss, length = luck.limited
    onset = rng.random((months + length - 1, columns)) < 1 - (1 - chance) ** (1 / length)
    limited = np.any([onset[length - 1 - age : months + length - 1 - age] for age in range(length)], axis=0)
    inputs["audience.reach_factor"] = own["audience.reach_factor"] * factor * (1 - limited * loss)
    sessions = np.log1p(np.expm1(luck.live_spread**2) / luck.sessions)
    inputs["live_gifts.session_factor"] = own["live_gifts.session_factor"] * swing(np.sqrt(sessions))
    for part in luck.shops:
        inputs[f"{part}.sales_factor"] = own[f"{part}.sales_factor"] * swing(luck.shop_volatility)
    for parts in luck.streams.values():
        goes_on = there(luck.stop)
        for part in parts:
            stays = goes_on * account if part in luck.platform else goes_on
            inputs[f"{part}.factor"] = own[f"{part}.factor"] * stays

    offered = luck.offered(inputs)
    deals = rng.poisson(offered * (1 - luck.unpaid) * swing(luck.deals_volatility)).astype(float)
    cancelled = rng.random((months, columns)) < luck.cancel[0]
    deals -= cancelled * np.ceil(deals * luck.cancel[1])
    with np.errstate(invalid="ignore"):
        inputs["sponsorships.offers_factor"] = own["sponsorships.offers_factor"] * over(deals, offered)
    for key, chance in luck.signed.items():
        inputs[key] = (rng.random((1, columns)) < chance * (1 - luck.unpaid)).astype(float)
    return inputs
