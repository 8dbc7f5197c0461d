"""Figures of a comparison as people read them."""

from __future__ import annotations

import math
from collections.abc import Sequence

from revenue_planner.analysis.comparison.result import Comparison, InputDifference, ResultRow, Side
from revenue_planner.ground.months import Month
from revenue_planner.ground.text import NONE, NOWHERE
from revenue_planner.ground.units import is_per_cent

#: Figures are shown to this many digits, or as many as their whole part has.
_DIGITS = 4


def number_text(number: float, unit: str = "", *, sign: bool = False, digits: int = _DIGITS) -> str:
    """To four digits: "12,346", "45.5", "0.0035"; a share as "3.5 %"."""
    per_cent = is_per_cent(unit)
    shown = number * 100 if per_cent else number
    size = math.floor(math.log10(abs(shown))) if shown and math.isfinite(shown) else 0
    decimals = min(max(0, digits - 1 - size), 12)
    text = f"{shown:{'+' if sign else ''},.{decimals}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    if text.lstrip("+-") == "0":
        text = "0"
    return f"{text} %" if per_cent else text


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
        shown = months_later(difference) if row.unit == "date" else _result_text(difference, row.unit, sign=True)
        if row.unit == "share":
            shown = shown.replace(" %", " points")
    a, b = (_answer_text(row, comparison, index) for index in (0, place))
    return a, b, shown, relative_text(row.relative(place))


def _answer_text(row: ResultRow, comparison: Comparison, place: int) -> str:
    value = row.values[place]
    if isinstance(value, Month):
        return month_text(value, comparison.sides[place], comparison.same_start)
    if value is None:
        return NOWHERE if row.unit == "date" else NONE
    return _result_text(value, row.unit)


def month_text(month: Month, side: Side, same_start: bool) -> str:
    """ "Mar 2027"; where plans begin in different months "month 3"."""
    return month.label if same_start else f"month {side.plan.timeline.number_of(month)}"


def _result_text(number: float, unit: str, *, sign: bool = False) -> str:
    if unit == "share":
        return f"{number * 100:{'+' if sign else ''},.1f} %"
    return money_text(number, 2 if "/" in unit else 0, sign=sign)


def money_text(number: float, digits: int = 0, *, sign: bool = False) -> str:
    """Rounded, with thousands marked; nothing is never "-0"."""
    text = f"{number:{'+' if sign else ''},.{digits}f}"
    return text if any(character in "123456789" for character in text) else text.lstrip("+-")


def months_later(months: float) -> str:
    """ "+2 months"; "same" for none."""
    if months == 0:
        return "same"
    return f"{months:+,.0f} month{'s' if abs(months) != 1 else ''}"


def relative_text(share: float | None) -> str:
    """ "+25 %", with a decimal below 10; "" where there is none."""
    if share is None:
        return ""
    per_cent = share * 100
    if abs(per_cent) >= 10_000:
        return ">9999 %" if per_cent > 0 else "<-9999 %"
    text = f"{per_cent:+,.1f}" if abs(per_cent) < 9.95 else f"{per_cent:+,.0f}"
    return "0 %" if not any(character in "123456789" for character in text) else f"{text} %"


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
