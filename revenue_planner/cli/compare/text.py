"""Figures of a comparison as people read them."""

from __future__ import annotations

from collections.abc import Sequence

from revenue_planner.analysis.comparison.result import Comparison, InputDifference, ResultRow, Side
from revenue_planner.ground.months import Month
from revenue_planner.ground.text import figure_text, months_later, number_text, relative_text
from revenue_planner.ground.units import is_per_cent


def input_texts(each: InputDifference, a: Side, b: Side) -> tuple[str, str, str, str]:
    """A's figure, B's, the difference and the per cent. Two figures that differ never look the same."""
    same_start = each.kind == "start" or a.plan.timeline.start == b.plan.timeline.start
    texts = tuple(_input_text(value, each.unit, side, same_start) for value, side in ((each.a, a), (each.b, b)))
    if texts[0] == texts[1] and isinstance(each.a, float) and isinstance(each.b, float) and each.a != each.b:
        texts = tuple(number_text(value, each.unit, digits=15) for value in (each.a, each.b))
    return texts[0], texts[1], _change_text(each), relative_text(each.relative)


def _input_text(value: float | str | Month, unit: str, side: Side, same_start: bool) -> str:
    if isinstance(value, Month):
        return month_text(value, side, same_start)
    return number_text(value, unit) if isinstance(value, float) else value


def _change_text(each: InputDifference) -> str:
    if each.difference is None:
        return ""
    if each.unit == "date":
        return months_later(each.difference)
    text = number_text(each.difference, each.unit, sign=True)
    if each.months and text in ("0", "0 %"):
        return "by month"
    return text.replace(" %", " points") if is_per_cent(each.unit) else text


def result_texts(row: ResultRow, comparison: Comparison, place: int) -> tuple[str, str, str, str]:
    """A's result, that of the side at `place`, the difference and the per cent."""
    difference = row.differences[place]
    shown = ""
    if difference is not None:
        shown = months_later(difference) if row.unit == "date" else figure_text(difference, row.unit, sign=True)
        if row.unit == "share":
            shown = shown.replace(" %", " points")
    a, b = (_answer_text(row, comparison, index) for index in (0, place))
    return a, b, shown, relative_text(row.relative(place))


def _answer_text(row: ResultRow, comparison: Comparison, place: int) -> str:
    value = row.values[place]
    if isinstance(value, Month):
        return month_text(value, comparison.sides[place], comparison.same_start)
    return figure_text(value, row.unit)


def month_text(month: Month, side: Side, same_start: bool) -> str:
    """ "Mar 2027"; where plans begin in different months "month 3"."""
    return month.label if same_start else f"month {side.plan.timeline.number_of(month)}"


def adding_up(parts: Sequence[float], total: float) -> list[int]:
    """Whole numbers for `parts` that add up to `total` rounded: those nearest to one half give way."""
    rounded = [round(part) for part in parts]
    off = round(total) - sum(rounded)
    step = 1 if off > 0 else -1
    # How far a part would be from its new whole number, the nearest first.
    order = sorted(range(len(parts)), key=lambda index: abs(rounded[index] + step - parts[index]))
    for index in order[: abs(off)]:
        rounded[index] += step
    return rounded
