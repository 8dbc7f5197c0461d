"""Writes luck into the inputs of trials: swings of views, deals and LIVE sessions, and what may happen in a month.

There is no second model of luck: it is by-month factors on reach, offers, sessions and streams, and a signed deal's
chance as 0 or 1.

Shapes: `scores` and `uniforms` are (months, trials); chances, spreads and such are (1, trials) or, the same in all
trials, (1, 1).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri, pdtrik

from revenue_planner.analysis.simulation.draws.swings import drift, month_spread, swing
from revenue_planner.analysis.simulation.draws.uniforms import uniform_rows
from revenue_planner.engine.functions import Array
from revenue_planner.language.vocabulary import DAYS_PER_MONTH
from revenue_planner.model.structure import Structure
from revenue_planner.plan.reading.stress import FACTOR, REACH_KEY
from revenue_planner.streams.audience import Audience
from revenue_planner.streams.base import IncomeStream
from revenue_planner.streams.live_gifts import LiveGifts
from revenue_planner.streams.measured import Measured
from revenue_planner.streams.risk import Risk
from revenue_planner.streams.sponsorships import SignedDeal, Sponsorships

OFFERS, OFFERED = Sponsorships.key(Sponsorships.offers_factor), Sponsorships.key(Sponsorships.deals_offered)
SESSIONS, SESSION_LUCK = LiveGifts.key(LiveGifts.sessions), LiveGifts.key(LiveGifts.session_factor)
VIDEOS, MEASURED = Audience.key(Audience.videos), (Measured.key(Measured.videos), Measured.key(Measured.days))
VIDEO_SPREAD, VIDEO_WEIGHT = Risk.key(Risk.video_spread), Risk.key(Risk.video_weight)
COMMON_SWING, LEVEL_WALK = Risk.key(Risk.common_swing), Risk.key(Risk.level_walk)
DEALS_VOLATILITY, LIVE_SPREAD = Risk.key(Risk.deals_volatility), Risk.key(Risk.live_spread)
LIMITED_CHANCE, LIMITED_LOSS = Risk.key(Risk.limited_chance), Risk.key(Risk.limited_loss)
LIMITED_MONTHS = Risk.key(Risk.limited_months)
CANCEL_CHANCE, CANCEL_SHARE = Risk.key(Risk.cancel_chance), Risk.key(Risk.cancel_share)
STOP_CHANCE, BAN_CHANCE = Risk.key(Risk.stop_chance), Risk.key(Risk.ban_chance)
#: What luck depends on, in a scenario and trial.
_RULES = (
    VIDEO_SPREAD, VIDEO_WEIGHT, COMMON_SWING, LEVEL_WALK, DEALS_VOLATILITY, LIVE_SPREAD, LIMITED_CHANCE, LIMITED_LOSS,
    LIMITED_MONTHS, CANCEL_CHANCE, CANCEL_SHARE, STOP_CHANCE, BAN_CHANCE,
)  # fmt: skip
#: The inputs that luck looks at, beside those of [risk].
LOOKED_AT = (VIDEOS, *MEASURED, SESSIONS)
#: A month with hardly a video swings no further than one with so many.
_FEWEST_VIDEOS = 0.5
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class _Luck:
    """Factors by month, (months, trials); None where all of them are 1."""

    reach: Array | None
    offers: Array | None
    sessions: Array | None
    account: Array | None
    still_there: Mapping[str, Array]


class Events:
    """The luck of a plan's parts. It depends on the seed, the month's number and the trial's number, so a
    longer plan has the same luck in the months of a shorter one.

    `offered` are the deals on offer in the plan's own months, by scenario, (months,): deals are whole, and the
    fewer there are, the more they swing.
    """

    def __init__(self, structure: Structure, seed: int, offered: Mapping[str, Array]) -> None:
        self._seed, self._months, self._offered = seed, structure.timeline.months, offered
        self._streams: dict[str, list[str]] = {}
        self._on_platform: list[str] = []
        self._signed: list[str] = []
        for part in structure.parts:
            if issubclass(part.component, IncomeStream):
                self._streams.setdefault(part.group, []).append(part.key)
                if part.component.on_platform:
                    self._on_platform.append(part.key)
            elif issubclass(part.component, SignedDeal):
                self._signed.append(part.key)

    def write(self, scenarios: Mapping[str, dict[str, Array]], first: int, last: int) -> None:
        """Write the luck of trials `first` to `last` (not included) into the inputs of each scenario."""
        done: dict[tuple[bytes, ...], _Luck] = {}
        signed = uniform_rows(self._seed, [f"luck.{key}" for key in self._signed], first, last)
        numbers = _Numbers(self._seed, first, last)
        for name, inputs in scenarios.items():
            looked_at = [inputs[key] for key in (*_RULES, *LOOKED_AT) if key in inputs]
            offered = self._offered.get(name)
            same = (*(array.tobytes() for array in looked_at), b"" if offered is None else offered.tobytes())
            if same not in done:
                done[same] = self._luck(inputs, offered, numbers)
            self._apply(done[same], inputs)
            for key, row in zip(self._signed, signed, strict=True):
                happens = f"{key}.{SignedDeal.probability.name}"
                chance = inputs[happens]
                if ((chance > 0) & (chance < 1)).any():
                    inputs[happens] = (row < chance).astype(float)

    def _luck(self, inputs: Mapping[str, Array], offered: Array | None, numbers: _Numbers) -> _Luck:
        months = range(1, self._months + 1)
        return _Luck(
            _product(list(_reach(inputs, numbers, months))),
            _product(list(_offers(inputs, offered, numbers, months))),
            _product(list(_sessions(inputs, numbers, months))),
            self._account(inputs, numbers),
            self._still_there(inputs, numbers),
        )

    def _account(self, inputs: Mapping[str, Array], numbers: _Numbers) -> Array | None:
        """1 in the months in which the account is still there."""
        if not inputs[BAN_CHANCE].any():
            return None
        when = numbers.uniforms("luck.ban", (0,))
        return still_there(when, inputs[BAN_CHANCE], self._months).astype(float)

    def _still_there(self, inputs: Mapping[str, Array], numbers: _Numbers) -> dict[str, Array]:
        if not inputs[STOP_CHANCE].any():
            return {}
        whens = {group: numbers.uniforms(f"luck.stop.{group}", (0,)) for group in self._streams}
        return {
            group: still_there(when, inputs[STOP_CHANCE], self._months).astype(float) for group, when in whens.items()
        }

    def _apply(self, found: _Luck, inputs: dict[str, Array]) -> None:
        own = ((REACH_KEY, found.reach), (OFFERS, found.offers), (SESSION_LUCK, found.sessions))
        for key, factors in (*own, (REACH_KEY, found.account)):
            if factors is not None and key in inputs:
                inputs[key] = _times(inputs[key], factors)
        for group, still_there in found.still_there.items():
            for key in self._streams[group]:
                inputs[f"{key}.{FACTOR}"] = _times(inputs[f"{key}.{FACTOR}"], still_there)
        if found.account is not None:
            for key in self._on_platform:
                inputs[f"{key}.{FACTOR}"] = _times(inputs[f"{key}.{FACTOR}"], found.account)


def _videos(inputs: Mapping[str, Array]) -> Array:
    """Videos of each month: as planned, else as measured."""
    measured, days = (inputs[key] for key in MEASURED)
    planned = inputs[VIDEOS]
    return np.where(np.isnan(planned), measured * DAYS_PER_MONTH.value / days, planned)


def _reach(inputs: Mapping[str, Array], numbers: _Numbers, months: Sequence[int]) -> Iterable[Array]:
    videos = np.maximum(_videos(inputs), _FEWEST_VIDEOS)
    spread = month_spread(inputs[VIDEO_SPREAD], inputs[VIDEO_WEIGHT], inputs[COMMON_SWING], videos)
    if spread.any():
        yield swing(numbers.scores("luck.views", months), spread)
    if inputs[LEVEL_WALK].any():
        yield drift(numbers.scores("luck.level", months), inputs[LEVEL_WALK])
    if inputs[LIMITED_CHANCE].any():
        length = inputs[LIMITED_MONTHS]
        onsets = numbers.uniforms("luck.limited", range(1 - months_before(length), len(months) + 1))
        limited = spells(onsets, inputs[LIMITED_CHANCE], length, len(months))
        yield np.where(limited, 1.0 - inputs[LIMITED_LOSS], 1.0)


def _offers(
    inputs: Mapping[str, Array], offered: Array | None, numbers: _Numbers, months: Sequence[int]
) -> Iterable[Array]:
    if offered is not None and offered.any():
        expected = np.broadcast_to(offered[:, None], (len(months), numbers.trials))
        if inputs[DEALS_VOLATILITY].any():
            expected = expected * swing(numbers.scores("luck.deals", months), inputs[DEALS_VOLATILITY])
        deals = whole_number(numbers.uniforms("luck.offers", months), expected)
        yield deals / np.where(offered > 0, offered, 1)[:, None]
    if inputs[CANCEL_CHANCE].any():
        cancelled = numbers.uniforms("luck.cancel", months) < inputs[CANCEL_CHANCE]
        yield np.where(cancelled, 1.0 - inputs[CANCEL_SHARE], 1.0)


def _sessions(inputs: Mapping[str, Array], numbers: _Numbers, months: Sequence[int]) -> Iterable[Array]:
    sessions = inputs.get(SESSIONS)
    if sessions is not None and inputs[LIVE_SPREAD].any():
        spread = month_spread(inputs[LIVE_SPREAD], np.ones((1, 1)), np.zeros((1, 1)), np.maximum(sessions, 1))
        yield swing(numbers.scores("luck.sessions", months), spread)


def whole_number(uniforms: Array, expected: Array) -> Array:
    """So many by chance where `expected` are expected (Poisson); elementwise, both (months, trials)."""
    found = np.ceil(pdtrik(uniforms, np.maximum(expected, 1e-12)))
    return np.where(uniforms <= np.exp(-expected), 0.0, np.nan_to_num(found))


class _Numbers:
    """Random numbers of a portion of trials, by name and month; scenarios share them."""

    def __init__(self, seed: int, first: int, last: int) -> None:
        self._seed, self._first, self._last = seed, first, last
        self._rows: dict[tuple[str, Sequence[int]], Array] = {}
        self._scores: dict[str, Array] = {}

    @property
    def trials(self) -> int:
        return self._last - self._first

    def uniforms(self, name: str, months: Sequence[int]) -> Array:
        if (name, months) not in self._rows:
            names = [f"{name}.{month}" for month in months]
            self._rows[name, months] = uniform_rows(self._seed, names, self._first, self._last)
        return self._rows[name, months]

    def scores(self, name: str, months: Sequence[int]) -> Array:
        if name not in self._scores:
            self._scores[name] = ndtri(self.uniforms(name, months))
        return self._scores[name]


def _product(factors: Sequence[Array]) -> Array | None:
    if not factors:
        return None
    product = factors[0]
    for factor in factors[1:]:
        product = product * factor
    return product


def _times(own: Array, factors: Array) -> Array:
    """The plan's own by-month factors stay; most of them are 1 and need no new array."""
    return factors if own.size == 1 and own[0, 0] == 1 else own * factors


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
