"""Tables as the page's template draws them: texts, and the exact figures behind them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from revenue_planner.report.parts.numbers import amount, change


@dataclass(frozen=True, slots=True)
class Cell:
    """A text, the figure that it rounds ("" for none), whether that is below 0, and a smaller line below it."""

    text: str
    value: str = ""
    negative: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """A column's heading; what is not `words` stands to the right."""

    text: str
    note: str = ""
    words: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """`rows` begin with their heading. `cards` are shown one below the other on a telephone."""

    caption: str
    heads: tuple[Head, ...]
    rows: tuple[tuple[Cell, ...], ...]
    cards: bool = False


def number(value: float, digits: int = 0, note: str = "") -> Cell:
    """A figure: money without cents unless told otherwise."""
    if not math.isfinite(value):
        return Cell(amount(value), note=note)
    text = amount(value, digits)
    return Cell(text, repr(value + 0.0), not text[0].isdigit(), note)


def difference(value: float, digits: int = 0, note: str = "") -> Cell:
    """A figure with its sign."""
    text = change(value, digits)
    return Cell(text, repr(value + 0.0), value < 0 and text[0] not in "+0", note)


def words(text: str, note: str = "") -> Cell:
    return Cell(text, note=note)


def monthly(
    caption: str, corner: str, heads: Sequence[str], names: Sequence[str], rows: Sequence[Sequence[float]]
) -> Table:
    """The figures behind a chart: a row for each month or column, `names` beside them."""
    body = tuple((words(name), *(number(float(value)) for value in row)) for name, row in zip(names, rows, strict=True))
    return Table(caption, (Head(corner, words=True), *(Head(head) for head in heads)), body)
