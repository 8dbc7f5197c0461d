"""Writes luck into the inputs of trials: swings of views and deals, and what may happen in a month.

There is no second model of luck: it is by-month factors on reach, offers and streams, a signed deal's chance as
0 or 1, and a violation as an event in place of its average.

Shapes: `scores` and `uniforms` are (months, trials); chances, volatilities and such are (1, trials) or, the same
in all trials, (1, 1).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from revenue_planner.analysis.simulation.draws.uniforms import uniform_rows
from revenue_planner.engine.functions import Array
from revenue_planner.model.structure import Structure
from revenue_planner.plan.reading.stress import FACTOR, REACH_KEY
from revenue_planner.streams.audience import Audience
from revenue_planner.streams.base import IncomeStream
from revenue_planner.streams.risk import Risk
from revenue_planner.streams.sponsorships import SignedDeal, Sponsorships

OFFERS = Sponsorships.key(Sponsorships.base_deals)
VIOLATION_RISK, VIOLATION_LOSS = Audience.key(Audience.violation_risk), Audience.key(Audience.violation_reach_loss)
VIOLATION_MONTHS = Risk.key(Risk.violation_months)
#: How far views and deals swing, and how long a swing lasts.
VIEWS_SWING = Risk.key(Risk.views_volatility), Risk.key(Risk.views_persistence)
DEALS_SWING = Risk.key(Risk.deals_volatility), Risk.key(Risk.deals_persistence)
VIRAL_CHANCE, VIRAL_MULTIPLE = Risk.key(Risk.viral_chance), Risk.key(Risk.viral_multiple)
CANCEL_CHANCE, CANCEL_SHARE = Risk.key(Risk.cancel_chance), Risk.key(Risk.cancel_share)
STOP_CHANCE = Risk.key(Risk.stop_chance)
#: What luck depends on, in a scenario and trial.
_RULES = (
    VIOLATION_RISK, VIOLATION_LOSS, VIOLATION_MONTHS, *VIEWS_SWING, *DEALS_SWING, VIRAL_CHANCE, VIRAL_MULTIPLE,
    CANCEL_CHANCE, CANCEL_SHARE, STOP_CHANCE,
)  # fmt: skip
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class _Luck:
    """Factors by month, (months, trials); None where all of them are 1."""

    reach: Array | None
    offers: Array | None
    still_there: Mapping[str, Array]


class Events:
    """The luck of a plan's parts. It depends on the seed, the month's number and the trial's number, so a
    longer plan has the same luck in the months of a shorter one."""

    def __init__(self, structure: Structure, seed: int) -> None:
        self._seed, self._months = seed, structure.timeline.months
        self._streams: dict[str, list[str]] = {}
        self._signed: list[str] = []
        for part in structure.parts:
            if issubclass(part.component, IncomeStream):
                self._streams.setdefault(part.group, []).append(part.key)
            elif issubclass(part.component, SignedDeal):
                self._signed.append(part.key)
        self._offers = any(part.key == Sponsorships.name for part in structure.parts)

    def write(self, scenarios: Iterable[dict[str, Array]], first: int, last: int) -> None:
        """Write the luck of trials `first` to `last` (not included) into the inputs of each scenario."""
        done: dict[tuple[bytes, ...], _Luck] = {}
        signed = uniform_rows(self._seed, [f"luck.{key}" for key in self._signed], first, last)
        numbers = _Numbers(self._seed, first, last)
        for inputs in scenarios:
            same = tuple(inputs[key].tobytes() for key in _RULES)
            if same not in done:
                done[same] = self._luck(inputs, numbers)
            self._apply(done[same], inputs)
            for key, row in zip(self._signed, signed, strict=True):
                happens = f"{key}.{SignedDeal.probability.name}"
                chance = inputs[happens]
                if ((chance > 0) & (chance < 1)).any():
                    inputs[happens] = (row < chance).astype(float)

    def _luck(self, inputs: Mapping[str, Array], numbers: _Numbers) -> _Luck:
        months = range(1, self._months + 1)
        reach: list[Array] = []
        offers: list[Array] = []
        for name, factors, (volatility, persistence) in (
            ("views", reach, VIEWS_SWING),
            ("deals", offers, DEALS_SWING),
        ):
            if inputs[volatility].any():
                scores = numbers.scores(f"luck.{name}", months)
                factors.append(noise(scores, inputs[volatility], inputs[persistence]))
        if inputs[VIRAL_CHANCE].any():
            viral = numbers.uniforms("luck.viral", months) < inputs[VIRAL_CHANCE]
            reach.append(np.where(viral, inputs[VIRAL_MULTIPLE], 1.0))
        if inputs[VIOLATION_RISK].any():
            length = inputs[VIOLATION_MONTHS]
            onsets = numbers.uniforms("luck.violation", range(1 - months_before(length), self._months + 1))
            limited = spells(onsets, inputs[VIOLATION_RISK], length, self._months)
            reach.append(np.where(limited, 1.0 - inputs[VIOLATION_LOSS], 1.0))
        if inputs[CANCEL_CHANCE].any():
            cancelled = numbers.uniforms("luck.cancel", months) < inputs[CANCEL_CHANCE]
            offers.append(np.where(cancelled, 1.0 - inputs[CANCEL_SHARE], 1.0))
        gone: dict[str, Array] = {}
        if inputs[STOP_CHANCE].any():
            for group in self._streams:
                when = numbers.uniforms(f"luck.stop.{group}", (0,))
                gone[group] = still_there(when, inputs[STOP_CHANCE], self._months).astype(float)
        return _Luck(_product(reach), _product(offers), gone)

    def _apply(self, found: _Luck, inputs: dict[str, Array]) -> None:
        inputs[VIOLATION_RISK] = np.zeros((1, 1))
        if found.reach is not None:
            inputs[REACH_KEY] = _times(inputs[REACH_KEY], found.reach)
        if found.offers is not None and self._offers:
            inputs[OFFERS] = _times(inputs[OFFERS], found.offers)
        for group, still_there in found.still_there.items():
            for key in self._streams[group]:
                inputs[f"{key}.{FACTOR}"] = _times(inputs[f"{key}.{FACTOR}"], still_there)


class _Numbers:
    """Uniform numbers and normal scores by month, kept for scenarios that share them."""

    def __init__(self, seed: int, first: int, last: int) -> None:
        self._seed, self._first, self._last = seed, first, last
        self._rows: dict[tuple[str, Sequence[int]], Array] = {}
        self._scores: dict[str, Array] = {}

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


def noise(scores: Array, volatility: Array, persistence: Array) -> Array:
    """Factors whose logarithms follow a stationary AR(1) process, (months, trials).

    `volatility` is the standard deviation of a month's logarithm, `persistence` the correlation with the
    month before. The mean of every month's factor is 1. `scores` are independent standard normal.
    """
    own = np.sqrt(1.0 - persistence[0] ** 2)
    steps = np.empty_like(scores)
    steps[0] = scores[0]
    for month in range(1, len(scores)):
        np.multiply(steps[month - 1], persistence[0], out=steps[month])
        steps[month] += own * scores[month]
    steps *= volatility
    steps -= volatility**2 / 2.0
    return np.exp(steps, out=steps)


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
