"""Unit algebra: what makes `views * clicks/view` come out as clicks, and a wrong equation fail."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

#: Names for pure numbers. They mean the same to the algebra and differ only in how they are shown.
PURE = frozenset({"share", "factor", "score", "flag", "1"})


@dataclass(frozen=True, slots=True)
class UnitWords:
    """How a unit is read and shown: one that things are counted in, or one made of several.

    `text` is what inputs and lines write ("orders", "order/click"). A counted unit has a `singular`, which
    other units are made of. `whole` ones are shown without decimals. A `per_cent` unit counts one thing per
    another that is always at least as many: it lies between 0 and 1 and is shown as per cent. `spoken` is
    what people read where the text is no word.
    """

    text: str
    singular: str = ""
    whole: bool = False
    per_cent: bool = False
    spoken: str = ""


_words: dict[str, UnitWords] = {}
_singular: dict[str, str] = {}
_symbols = {"money", "date"}


def declare_units(words: Iterable[UnitWords]) -> None:
    """Make units known. Raises ValueError where one is known in another way."""
    for each in words:
        known = _words.setdefault(each.text, each)
        if known != each:
            raise ValueError(f'the unit "{each.text}" is declared twice: {known} and {each}')
        if each.singular:
            _singular[each.text] = each.singular
            _symbols.add(each.singular)


_TIMES = frozenset({"hours", "days", "weeks", "months", "years"})

declare_units(
    (
        UnitWords("hours", "hour"),
        UnitWords("days", "day"),
        UnitWords("weeks", "week"),
        UnitWords("months", "month"),
        UnitWords("years", "year"),
        UnitWords("share", per_cent=True, spoken="%"),
        UnitWords("share/month", per_cent=True),
        UnitWords("share/year", per_cent=True),
    )
)


def is_per_cent(unit: str) -> bool:
    """Whether people read it as a percentage."""
    return unit in _words and _words[unit].per_cent


def is_counted(unit: str) -> bool:
    """Whether things are counted in it, one by one: videos, orders; not hours, which have parts."""
    return unit in _singular and unit not in _TIMES


def is_whole(unit: str) -> bool:
    """Whether it is shown without decimals."""
    return unit in _words and _words[unit].whole


@dataclass(frozen=True, slots=True)
class Unit:
    """A product of powers of base units; `powers` is sorted by symbol and holds no zero power."""

    powers: tuple[tuple[str, int], ...] = ()

    def __mul__(self, other: Unit) -> Unit:
        return self._combine(other, 1)

    def __truediv__(self, other: Unit) -> Unit:
        return self._combine(other, -1)

    def _combine(self, other: Unit, sign: int) -> Unit:
        powers = dict(self.powers)
        for symbol, power in other.powers:
            powers[symbol] = powers.get(symbol, 0) + sign * power
        return Unit(tuple(sorted((s, p) for s, p in powers.items() if p)))

    def __str__(self) -> str:
        above = [s for s, p in self.powers for _ in range(p)]
        below = [s for s, p in self.powers for _ in range(-p)]
        return "*".join(above or ["1"]) + "".join(f"/{symbol}" for symbol in below)


PURE_NUMBER = Unit()


@cache
def parse_unit(text: str) -> Unit:
    """Read "views", "money/order", "views/video/follower", "share". Raises ValueError for unknown names."""
    if text in PURE:
        return PURE_NUMBER
    unit = Unit()
    for position, part in enumerate(text.split("/")):
        symbol = _singular.get(part, part)
        if symbol in PURE:
            continue
        if symbol not in _symbols:
            raise ValueError(f'unknown unit "{part}" in "{text}"')
        factor = Unit(((symbol, 1),))
        unit = unit * factor if position == 0 else unit / factor
    return unit


def spoken_unit(text: str, currency: str) -> str:
    """The unit as shown to a person: "money/kview" in dollars is "USD per 1,000 views"."""
    if text == "flag":
        return "1 = yes"
    return " per ".join(currency if part == "money" else _spoken(part) for part in text.split("/"))


def _spoken(part: str) -> str:
    words = _words.get(part)
    return words.spoken if words is not None and words.spoken else part
