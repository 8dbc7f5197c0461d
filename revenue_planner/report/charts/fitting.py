"""What fits where: axes that end on round figures, labels that keep apart, words cut to their room."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from revenue_planner.report.parts.numbers import amount

#: A step of an axis is left out at an end where more than this share of it would be empty.
_EMPTY, _PAD = 0.45, 0.08
#: Round steps of an axis, in powers of ten.
_ROUND = (1.0, 2.0, 2.5, 5.0, 10.0)
#: Less than a cent is no range.
_NOTHING = 0.01
_LARGE = ((1e12, "tn"), (1e9, "bn"), (1e6, "m"))
_ELLIPSIS = "…"
_BROAD, _SLIM = frozenset("\u2212%MWmw…+@"), frozenset(" ,.:;'|il\u202f")


@dataclass(frozen=True, slots=True)
class Scale:
    """An axis from `low` to `high` with round figures on it."""

    low: float
    high: float
    marks: tuple[float, ...]

    @property
    def texts(self) -> list[str]:
        """Labels with as many decimals as the steps need; millions and more in short."""
        largest = max(abs(mark) for mark in self.marks)
        unit, name = next(((unit, name) for unit, name in _LARGE if largest >= 10 * unit), (1.0, ""))
        values = [mark / unit for mark in self.marks]
        fits = (d for d in range(6) if all(abs(round(v, d) - v) < 1e-9 * max(1, abs(v)) for v in values))
        digits = next(fits, 6)
        return [f"{amount(value, digits)}{name if value else ''}" for value in values]


def scale(low: float, high: float, most: int = 5) -> Scale:
    """An axis that holds `low` and `high`, with at most about `most` steps between round figures.

    It ends on a round figure, unless that would leave much of a step empty.
    """
    if not high - low > _NOTHING:
        high = low + 1
    step = _step(low, high, most)
    found = [step * number for number in range(math.floor(low / step), math.ceil(high / step) + 1)]
    if low - found[0] > _EMPTY * step and len(found) > 2:
        found = found[1:]
    if found[-1] - high > _EMPTY * step and len(found) > 2:
        found = found[:-1]
    bottom = found[0] if found[0] <= low else low - _PAD * step
    top = found[-1] if found[-1] >= high else high + _PAD * step
    return Scale(bottom, top, tuple(found))


def _step(low: float, high: float, most: int) -> float:
    """The smallest round step that needs at most `most` of it between the two; at least two marks lie there."""
    power = 10.0 ** math.floor(math.log10((high - low) / most))
    steps = [factor * power for factor in _ROUND]
    place = next(place for place, step in enumerate(steps) if step * most >= (high - low) * (1 - 1e-9))
    while math.floor(high / steps[place]) - math.ceil(low / steps[place]) < 1 and place:
        place -= 1
    return steps[place]


def spread(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Heights near the wanted ones, in their order and at least `gap` apart (less where there is no room)."""
    if not wanted:
        return []
    gap = min(gap, (high - low) / max(1, len(wanted) - 1))
    order = sorted(range(len(wanted)), key=lambda index: (wanted[index], index))
    # Pools of labels that touch each stand centred on the mean of what they want.
    pools: list[list[int]] = []
    for index in order:
        pools.append([index])
        while len(pools) > 1 and _bottom(pools[-1], wanted, gap, low, high) < (
            _bottom(pools[-2], wanted, gap, low, high) + gap * len(pools[-2])
        ):
            last = pools.pop()
            pools[-1] += last
    placed = [0.0] * len(wanted)
    for pool in pools:
        bottom = _bottom(pool, wanted, gap, low, high)
        for place, index in enumerate(pool):
            placed[index] = bottom + gap * place
    return placed


def _bottom(pool: list[int], wanted: Sequence[float], gap: float, low: float, high: float) -> float:
    tall = gap * (len(pool) - 1)
    middle = sum(wanted[index] for index in pool) / len(pool)
    return max(low, min(middle - tall / 2, high - tall))


def width_of(text: str, size: float) -> float:
    """About how wide a text is in pixels; rather too much than too little, as nobody knows the reader's font."""
    return size * sum(_width(character) for character in text)


def _width(character: str) -> float:
    if unicodedata.east_asian_width(character) in "WF":
        return 1.0
    return 0.9 if character in _BROAD else 0.35 if character in _SLIM else 0.62


def shortened(text: str, room: float, size: float) -> str:
    """The text, cut with "…" where it is wider than `room` pixels."""
    if width_of(text, size) <= room:
        return text
    while text and width_of(text + _ELLIPSIS, size) > room:
        text = text[:-1]
    return text.rstrip() + _ELLIPSIS


def wrapped(text: str, room: float, lines: int, size: float) -> list[str]:
    """The text on at most `lines` lines, broken between words; the last is cut where it must be."""
    found: list[str] = []
    rest = text.split()
    while rest and len(found) < lines - 1:
        line = rest.pop(0)
        while rest and width_of(f"{line} {rest[0]}", size) <= room:
            line = f"{line} {rest.pop(0)}"
        found.append(shortened(line, room, size))
    return [*found, shortened(" ".join(rest), room, size)] if rest else found
