"""Numbers as people read them on a page."""

from __future__ import annotations

import math
from decimal import Decimal

from revenue_planner.ground.months import MONTH_NAMES, Month, Timeline
from revenue_planner.ground.text import money_text, trimmed
from revenue_planner.ground.units import spoken_unit
from revenue_planner.language.inputs import Input

MINUS, THIN, DASH = "\u2212", "\u202f", "–"
#: Units of figures that are nothing but numbers.
_UNSAID = frozenset({"factor", "score", "1", "flag"})
NOWHERE, NONE = "not in this plan", "–"


def amount(number: float, digits: int = 0) -> str:
    """ "12,345", "−1,200"; a zero has no sign, what is no number is a dash."""
    if not math.isfinite(number):
        return NONE
    return money_text(number, digits).replace("-", MINUS)


def change(number: float, digits: int = 0) -> str:
    """A difference, with its sign: "+1,200", "−300", "0"."""
    return money_text(number, digits, sign=True).replace("-", MINUS) if math.isfinite(number) else NONE


def chance(share: float) -> str:
    """A share of trials as people say it: what happens hardly ever is not called impossible."""
    if share <= 0 or share >= 1:
        return f"{share * 100:.0f}{THIN}%"
    if share < 0.01:
        return f"under 1{THIN}%"
    if share > 0.99:
        return f"over 99{THIN}%"
    return f"{share * 100:.0f}{THIN}%"


def margin(error: float) -> str:
    """Two standard errors of a chance, in points; "" for next to nothing."""
    points = error * 200
    if points < 0.05:
        return ""
    return f"±{THIN}{points:.1f}" if points < 0.5 else f"±{THIN}{points:.0f}"


def exact(number: float, declared: Input) -> str:
    """An input's figure to its last digit: "0.0213" as "2.13 %", 32000 as "32,000"."""
    return _spelt(Decimal(repr(float(number))), declared)


def near(number: float, declared: Input) -> str:
    """A computed value of an input, to three digits (whole numbers in full)."""
    if not math.isfinite(number):
        return NONE
    shown = number * 100 if declared.per_cent else number
    digits = 3 if abs(shown) < 100 else max(3, int(math.log10(abs(shown))) + 1)
    return _spelt(Decimal(f"{number:.{digits}g}"), declared)


def _spelt(number: Decimal, declared: Input) -> str:
    shown = number * 100 if declared.per_cent else number
    text = trimmed(format(shown, ",f")).replace("-", MINUS)
    return f"{text}{THIN}%" if declared.per_cent else text


def spoken_value(value: float | str | Month, declared: Input) -> str:
    """Any single value of an input."""
    if isinstance(value, Month):
        return value.label
    return exact(value, declared) if isinstance(value, float) else value


def seasons(factors: tuple[float, ...], declared: Input) -> str:
    """Twelve factors: equal neighbours together, "Jan–Oct 1, Nov 1.1, Dec 1.2"."""
    return _runs([exact(factor, declared) for factor in factors], MONTH_NAMES, "")


def by_months(values: list[float], timeline: Timeline, declared: Input) -> str:
    """A figure for each month: equal neighbours together, "Jan–Jul 2027 20, Aug 2027 12"."""
    names = [month.label for month in timeline]
    return _runs([exact(value, declared) for value in values], names, " ")


def _runs(texts: list[str], names: tuple[str, ...] | list[str], year_mark: str) -> str:
    parts: list[str] = []
    first = 0
    for index, text in enumerate(texts):
        if index + 1 == len(texts) or texts[index + 1] != text:
            parts.append(f"{_span(names[first], names[index], year_mark)}: {text}")
            first = index + 1
    return texts[0] if len(parts) == 1 else ", ".join(parts)


def _span(first: str, last: str, year_mark: str) -> str:
    if first == last:
        return first
    same_year = year_mark and first.partition(year_mark)[2] == last.partition(year_mark)[2]
    return f"{first.partition(year_mark)[0] if same_year else first}{DASH}{last}"


def unit_text(declared: Input, currency: str) -> str:
    """The unit beside a figure; "" where it goes without saying."""
    if declared.kind != "number":
        return {"season": "factor by calendar month"}.get(declared.kind, "")
    if declared.unit in _UNSAID:
        return ""
    if declared.per_cent and declared.unit.startswith("share"):
        return {"share": "", "share/month": "a month", "share/year": "a year"}.get(declared.unit, "")
    return spoken_unit(declared.unit, currency)


def plan_months(first: Month, last: Month) -> str:
    """ "Jan–Mar 2027", "Dec 2027–Feb 2028", "Jan 2027"."""
    return _span(first.label, last.label, " ")
