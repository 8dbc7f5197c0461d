"""Numbers, months and lists as people read them, whoever shows them."""

from __future__ import annotations

import math
from collections.abc import Iterable
from decimal import Decimal

from revenue_planner.ground.months import Month
from revenue_planner.ground.units import is_per_cent

#: What stands where a result has no month, and where it has no number.
NOWHERE = "not in plan"
NONE = "-"
#: Figures are shown to this many digits, or as many as their whole part has.
_DIGITS = 4
#: Of a longer list as many are named.
_MOST_LISTED = 12


def figure_text(answer: float | Month | None, unit: str, *, sign: bool = False) -> str:
    """One result for people: money without cents, shares in per cent, months as "Mar 2027"."""
    if unit == "date":
        return answer.label if isinstance(answer, Month) else NOWHERE
    if not isinstance(answer, float):
        return NONE
    if unit == "share":
        return f"{answer * 100:{'+' if sign else ''},.1f} %"
    return money_text(answer, 2 if "/" in unit else 0, sign=sign)


def money_text(number: float, digits: int = 0, *, sign: bool = False) -> str:
    """Rounded, with thousands marked; nothing is never "-0"."""
    text = f"{number:{'+' if sign else ''},.{digits}f}"
    return text if any(character in "123456789" for character in text) else text.lstrip("+-")


def number_text(number: float, unit: str = "", *, sign: bool = False, digits: int = _DIGITS) -> str:
    """To four digits: "12,346", "45.5", "0.0035"; a share as "3.5 %"."""
    per_cent = is_per_cent(unit)
    shown = number * 100 if per_cent else number
    size = math.floor(math.log10(abs(shown))) if shown and math.isfinite(shown) else 0
    decimals = min(max(0, digits - 1 - size), 12)
    text = trimmed(f"{shown:{'+' if sign else ''},.{decimals}f}")
    if text.lstrip("+-") == "0":
        text = "0"
    return f"{text} %" if per_cent else text


def relative_text(share: float | None) -> str:
    """ "+25 %", with a decimal below 10; "" where there is none."""
    if share is None:
        return ""
    per_cent = share * 100
    if abs(per_cent) >= 10_000:
        return ">9999 %" if per_cent > 0 else "<-9999 %"
    text = f"{per_cent:+,.1f}" if abs(per_cent) < 9.95 else f"{per_cent:+,.0f}"
    return "0 %" if not any(character in "123456789" for character in text) else f"{text} %"


def months_later(months: float) -> str:
    """ "+2 months"; "same" for none."""
    if months == 0:
        return "same"
    return f"{months:+,.0f} month{'s' if abs(months) != 1 else ''}"


def typed(number: float) -> str:
    """The number as one would type it in a plan: 1000, 0.03, 0.000002."""
    return trimmed(format(Decimal(repr(float(number))), "f"))


def spoken(number: float) -> str:
    """The number to its last digit, as one reads it: 1,000,000."""
    return trimmed(format(Decimal(repr(float(number))), ",f"))


def trimmed(text: str) -> str:
    """Written digits without the zeros that end their decimals: "2.50" is "2.5", "3.0" is "3"."""
    return text.rstrip("0").rstrip(".") if "." in text else text


def counted(number: int, one: str, many: str = "") -> str:
    """ "1 problem", "2 problems"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listed(options: Iterable[str], joined: str = "or") -> str:
    """`a, b or c`; a long list is cut."""
    names = list(options)
    if len(names) > _MOST_LISTED:
        return ", ".join(names[:_MOST_LISTED]) + ", …"
    return f" {joined} ".join(filter(None, [", ".join(names[:-1]), names[-1]])) if names else "none"
