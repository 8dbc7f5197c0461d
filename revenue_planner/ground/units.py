"""Unit algebra: what makes `views * clicks/view` come out as clicks, and a wrong equation fail."""

from __future__ import annotations

from dataclasses import dataclass

_PLURALS = {
    "views": "view", "videos": "video", "followers": "follower", "visits": "visit", "clicks": "click",
    "orders": "order", "deals": "deal", "sessions": "session", "hours": "hour", "viewers": "viewer",
    "gifters": "gifter", "diamonds": "diamond", "coins": "coin", "enquiries": "enquiry",
    "clients": "client", "months": "month", "years": "year", "weeks": "week", "kviews": "kview",
    "days": "day",
}  # fmt: skip
_SYMBOLS = frozenset(_PLURALS.values()) | {"money", "date"}

#: Names for pure numbers. They mean the same to the algebra and differ only in how they are shown.
PURE = frozenset({"share", "factor", "score", "flag", "1"})

_SPOKEN = {"kview": "1,000 views", "share": "%"}


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


def parse_unit(text: str) -> Unit:
    """Read "views", "money/order", "views/video/follower", "share". Raises ValueError for unknown names."""
    if text in PURE:
        return PURE_NUMBER
    unit = Unit()
    for position, part in enumerate(text.split("/")):
        symbol = _PLURALS.get(part, part)
        if symbol in PURE:
            continue
        if symbol not in _SYMBOLS:
            raise ValueError(f'unknown unit "{part}" in "{text}"')
        factor = Unit(((symbol, 1),))
        unit = unit * factor if position == 0 else unit / factor
    return unit


def spoken_unit(text: str, currency: str) -> str:
    """The unit as shown to a person: "money/kview" in dollars is "USD per 1,000 views"."""
    if text == "flag":
        return "1 = yes"
    spoken = {**_SPOKEN, "money": currency}
    parts = [spoken.get(part, part) for part in text.split("/")]
    return " per ".join(parts)
