"""Writes luck into the inputs of trials: how months swing, and what may happen in them.

There is no second model of luck: it is by-month factors on reach, offers, sessions, sales and streams, and a signed
deal's chance as 0 or 1. The plan's own months are usual ones, of which nothing is left out.

Deals are whole: as many as a Poisson form has around what is on offer. How much that is follows reach, followers,
fees and seasons, so the equations themselves are asked: they are run up to the offers, with the luck of all else,
and the deals that come over those on offer are the factor of the month.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

import numpy as np
from scipy.special import ndtri

from revenue_planner.analysis.simulation.draws.events import months_before, spells, still_there
from revenue_planner.analysis.simulation.draws.swings import drift, mean_spread, month_spread, swing, whole_number
from revenue_planner.analysis.simulation.draws.uniforms import uniform_rows
from revenue_planner.engine.functions import Array
from revenue_planner.engine.program import Program, program_of
from revenue_planner.engine.variants import in_blocks
from revenue_planner.language.vocabulary import DAYS_PER_MONTH
from revenue_planner.model.structure import Part, Structure
from revenue_planner.plan.reading.stress import FACTOR, REACH_KEY
from revenue_planner.streams.audience import Audience
from revenue_planner.streams.base import IncomeStream
from revenue_planner.streams.live_gifts import LiveGifts
from revenue_planner.streams.measured import Measured
from revenue_planner.streams.risk import Risk
from revenue_planner.streams.sponsorships import SignedDeal, Sponsorships
from revenue_planner.streams.tiktok_shop import ShopSales

VIDEOS, MEASURED = Audience.key(Audience.videos), (Measured.key(Measured.videos), Measured.key(Measured.days))
#: Where the luck of deals is written, and what says how many are on offer.
OFFERS, OFFERED = Sponsorships.key(Sponsorships.offers_factor), Sponsorships.key(Sponsorships.deals_offered)
SESSIONS, SESSION_LUCK = LiveGifts.key(LiveGifts.sessions), LiveGifts.key(LiveGifts.session_factor)
VIDEO_SPREAD, VIDEO_WEIGHT = Risk.key(Risk.video_spread), Risk.key(Risk.video_weight)
COMMON_SWING, LEVEL_WALK = Risk.key(Risk.common_swing), Risk.key(Risk.level_walk)
LIVE_SPREAD, SHOP_SWING, DEALS_SWING = (
    Risk.key(Risk.live_spread), Risk.key(Risk.shop_volatility), Risk.key(Risk.deals_volatility),
)  # fmt: skip
LIMITED_CHANCE, LIMITED_LOSS = Risk.key(Risk.limited_chance), Risk.key(Risk.limited_loss)
LIMITED_MONTHS = Risk.key(Risk.limited_months)
CANCEL_CHANCE, CANCEL_SHARE = Risk.key(Risk.cancel_chance), Risk.key(Risk.cancel_share)
UNPAID_CHANCE = Risk.key(Risk.unpaid_chance)
STOP_CHANCE, BAN_CHANCE = Risk.key(Risk.stop_chance), Risk.key(Risk.ban_chance)
#: What the luck of reach and streams looks at, in a scenario and trial.
LOOKED_AT = (
    VIDEOS, *MEASURED, SESSIONS, VIDEO_SPREAD, VIDEO_WEIGHT, COMMON_SWING, LEVEL_WALK, LIVE_SPREAD, SHOP_SWING,
    LIMITED_CHANCE, LIMITED_LOSS, LIMITED_MONTHS, STOP_CHANCE, BAN_CHANCE,
)  # fmt: skip
#: What the luck of deals looks at besides what says how many are on offer.
_DEALS = (DEALS_SWING, CANCEL_CHANCE, CANCEL_SHARE, UNPAID_CHANCE)
#: Trials that are run up to the offers at once: few lines, so that many fit into memory.
_BLOCK = 1024
#: A month with hardly a video swings no further than one with so many.
_FEWEST_VIDEOS = 0.5

#: Factors by input, (months, trials); no entry where all of them are 1.
_Factors = dict[str, Array]


class Luck:
    """The luck of a plan's parts. It depends on the seed, the month's number and the trial's number, so a
    longer plan has the same luck in the months of a shorter one.

    With `keys`, inputs that are none of them may stay as they are.
    """

    def __init__(self, structure: Structure, seed: int, keys: Collection[str] | None = None) -> None:
        self._seed, self._months = seed, structure.timeline.months
        self._streams: dict[str, list[Part]] = {}
        self._signed: list[str] = []
        for part in structure.parts:
            if issubclass(part.component, IncomeStream):
                self._streams.setdefault(part.group, []).append(part)
            elif issubclass(part.component, SignedDeal):
                self._signed.append(f"{part.key}.{SignedDeal.probability.name}")
        self._offered: Program | None = None
        if OFFERS in structure.declared() and (keys is None or OFFERS in keys):
            self._offered = program_of(structure, (OFFERED,))

    def write(self, scenarios: Iterable[dict[str, Array]], first: int, last: int) -> None:
        """Write the luck of trials `first` to `last` (not included) into the inputs of each scenario."""
        done: dict[tuple[bytes, ...], _Factors] = {}
        offers: dict[tuple[bytes | int, ...], Array] = {}
        numbers = _Numbers(self._seed, first, last, self._months)
        for inputs in scenarios:
            same = tuple(inputs[key].tobytes() for key in LOOKED_AT if key in inputs)
            if same not in done:
                done[same] = self._factors(inputs, numbers)
            for key, factors in done[same].items():
                inputs[key] = _times(inputs[key], factors)
            if self._offered is not None:
                alike = _alike(inputs, (*self._offered.inputs, *_DEALS))
                if alike not in offers:
                    offers[alike] = _offers(self._offered, inputs, numbers)
                inputs[OFFERS] = _times(inputs[OFFERS], offers[alike])
            for key in self._signed:
                _sign(key, inputs, numbers)

    def _factors(self, inputs: Mapping[str, Array], numbers: _Numbers) -> _Factors:
        """The factors of reach, sessions, sales and streams."""
        account = _until_it_ends("luck.ban", inputs[BAN_CHANCE], numbers)
        found: _Factors = {}
        _put(found, REACH_KEY, [*_reach(inputs, numbers), *account])
        for group, parts in self._streams.items():
            going_on = _until_it_ends(f"luck.stop.{group}", inputs[STOP_CHANCE], numbers)
            for part in parts:
                assert issubclass(part.component, IncomeStream)
                _put(found, f"{part.key}.{FACTOR}", [*going_on, *(account if part.component.on_platform else ())])
                if issubclass(part.component, ShopSales) and inputs[SHOP_SWING].any():
                    scores = numbers.scores(f"luck.sales.{part.key}")
                    found[f"{part.key}.{ShopSales.sales_factor.name}"] = swing(scores, inputs[SHOP_SWING])
        if SESSIONS in inputs and inputs[LIVE_SPREAD].any():
            spread = mean_spread(inputs[LIVE_SPREAD], np.maximum(inputs[SESSIONS], 1.0))
            found[SESSION_LUCK] = swing(numbers.scores("luck.sessions"), spread)
        return found


def _reach(inputs: Mapping[str, Array], numbers: _Numbers) -> Iterable[Array]:
    spread = month_spread(inputs[VIDEO_SPREAD], inputs[VIDEO_WEIGHT], inputs[COMMON_SWING], _videos(inputs))
    if spread.any():
        yield swing(numbers.scores("luck.views"), spread)
    if inputs[LEVEL_WALK].any():
        yield drift(numbers.scores("luck.level"), inputs[LEVEL_WALK])
    if inputs[LIMITED_CHANCE].any():
        length = inputs[LIMITED_MONTHS]
        onsets = numbers.uniforms("luck.limited", before=months_before(length))
        limited = spells(onsets, inputs[LIMITED_CHANCE], length, numbers.months)
        yield np.where(limited, 1.0 - inputs[LIMITED_LOSS], 1.0)


def _videos(inputs: Mapping[str, Array]) -> Array:
    """Videos of each month: as planned, else as measured."""
    measured, days = (inputs[key] for key in MEASURED)
    planned = inputs[VIDEOS]
    videos = np.where(np.isnan(planned), measured * DAYS_PER_MONTH.value / days, planned)
    return np.asarray(np.maximum(videos, _FEWEST_VIDEOS))


def _until_it_ends(name: str, chance: Array, numbers: _Numbers) -> list[Array]:
    """1 before something ends for good and 0 from then on; nothing where it cannot."""
    if not chance.any():
        return []
    return [still_there(numbers.once(name), chance, numbers.months).astype(float)]


def _alike(inputs: Mapping[str, Array], keys: Iterable[str]) -> tuple[bytes | int, ...]:
    """The same for scenarios that have the same figures, and share what was drawn."""
    arrays = (inputs[key] for key in keys)
    return tuple(array.tobytes() if array.shape[1] == 1 else id(array) for array in arrays)


def _offers(program: Program, inputs: Mapping[str, Array], numbers: _Numbers) -> Array:
    """Whole deals over those on offer: what comes, less what is cancelled and what is never paid."""
    offered = np.empty((numbers.months, numbers.trials))
    for block, lines in in_blocks(program, inputs, numbers.trials, _BLOCK):
        offered[:, block] = lines[OFFERED]
    expected = offered * (1.0 - inputs[UNPAID_CHANCE])
    if inputs[DEALS_SWING].any():
        expected *= swing(numbers.scores("luck.deals"), inputs[DEALS_SWING])
    deals = whole_number(numbers.uniforms("luck.offers"), expected)
    if inputs[CANCEL_CHANCE].any():
        cancelled = numbers.uniforms("luck.cancel") < inputs[CANCEL_CHANCE]
        deals -= np.where(cancelled, np.ceil(deals * inputs[CANCEL_SHARE]), 0.0)
    return np.divide(deals, offered, out=np.ones_like(deals), where=offered > 0)


def _sign(key: str, inputs: dict[str, Array], numbers: _Numbers) -> None:
    """A signed deal happens and is paid, or not."""
    chance = inputs[key] * (1.0 - inputs[UNPAID_CHANCE])
    if ((chance > 0) & (chance < 1)).any():
        inputs[key] = (numbers.once(f"luck.{key}") < chance).astype(float)


class _Numbers:
    """Random numbers of a portion of trials, by name and month; kept for scenarios, which share them."""

    def __init__(self, seed: int, first: int, last: int, months: int) -> None:
        self._seed, self._first, self._last = seed, first, last
        self.months, self.trials = months, last - first
        self._rows: dict[tuple[str, int], Array] = {}
        self._scores: dict[str, Array] = {}

    def uniforms(self, name: str, before: int = 0) -> Array:
        """A row for each month, and for some months `before` the plan."""
        if (name, before) not in self._rows:
            names = [f"{name}.{month}" for month in range(1 - before, self.months + 1)]
            self._rows[name, before] = uniform_rows(self._seed, names, self._first, self._last)
        return self._rows[name, before]

    def once(self, name: str) -> Array:
        """One row for the whole plan."""
        return uniform_rows(self._seed, [name], self._first, self._last)

    def scores(self, name: str) -> Array:
        """Normal scores, a row for each month."""
        if name not in self._scores:
            self._scores[name] = ndtri(self.uniforms(name))
        return self._scores[name]


def _put(found: _Factors, key: str, factors: Sequence[Array]) -> None:
    if factors:
        product = factors[0]
        for factor in factors[1:]:
            product = product * factor
        found[key] = product


def _times(own: Array, factors: Array) -> Array:
    """The plan's own by-month factors stay; most of them are 1 and need no new array."""
    return factors if own.size == 1 and own[0, 0] == 1 else own * factors
