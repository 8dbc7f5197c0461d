"""How to mend it: the nearest word, the number or month that a text probably means."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from revenue_planner.ground.months import Month

_NUMBER_TEXT = re.compile(
    r"[^\d+\-.]{0,4}\s*"  # "$", "EUR "
    r"(?P<number>[+-]?(?:\d[\d,.'_ \u00a0\u202f]*|\.\d+))\s*"
    r"(?P<scale>%|k\b|m\b|thousand\b|million\b|per ?cent\b)?"
    r"[^\d]{0,20}",
    re.IGNORECASE,
)
_SCALES = {"%": Decimal("0.01"), "k": Decimal(1000), "m": Decimal(1_000_000), "t": Decimal(1000), "p": Decimal("0.01")}
_MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def nearest(word: str, options: Iterable[str]) -> str:
    """`did you mean "videos"?`, or "" where nothing is near."""
    from difflib import get_close_matches

    by_lower = {option.lower(): option for option in options}
    found = get_close_matches(word.lower().replace("-", "_").replace(" ", "_"), by_lower, 1, 0.7)
    return f'did you mean "{by_lower[found[0]]}"?' if found else ""


def listed(options: Iterable[str], joined: str = "or") -> str:
    """`a, b or c`; a long list is cut."""
    names = list(options)
    if len(names) > 12:
        return ", ".join(names[:12]) + ", …"
    return f" {joined} ".join(filter(None, [", ".join(names[:-1]), names[-1]])) if names else "none"


def typed(number: float) -> str:
    """The number as one would type it in a plan: 1000, 0.03, 0.000002."""
    text = format(Decimal(repr(float(number))), "f")
    return text.removesuffix(".0")


def spoken(number: float) -> str:
    """The number as one reads it: 1,000,000."""
    text = format(Decimal(repr(float(number))), ",f")
    return text.removesuffix(".0")


def number_in(text: str) -> float | None:
    """The number that a text like "3%", "$5", "1,000", "0,03" or "1.5k" means; None where that is unclear."""
    found = _NUMBER_TEXT.fullmatch(text.strip().replace("−", "-"))
    if not found or len(text) > 60:
        return None
    digits = re.sub(r"['_\s]", "", found["number"])
    if re.fullmatch(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?", digits) and not re.match(r"[+-]?0,", digits):
        digits = digits.replace(",", "")
    elif re.fullmatch(r"[+-]?\d{1,3}(\.\d{3})*,\d+", digits):
        digits = digits.replace(".", "").replace(",", ".")
    if not re.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)", digits) or re.fullmatch(r"[1-9]\d{0,2}\.\d{3}", digits):
        return None  # 1.250 is one and a quarter here, and more than a thousand there
    return float(Decimal(digits) * _SCALES.get((found["scale"] or " ")[0].lower(), Decimal(1)))


def month_in(text: str) -> Month | None:
    """The month that "January 2027", "1/2027", "2027.1" or "2027-01-31" means."""
    words = text.strip().lower()
    year = re.search(r"(?<!\d)(\d{4})(?!\d)", words)
    if not year:
        return None
    named = re.search(r"(?<![a-z])(" + "|".join(_MONTH_NAMES) + r")", words)
    rest = re.findall(r"\d+", words[: year.start()] + " " + words[year.end() :])
    if named:
        number = _MONTH_NAMES.index(named[1]) + 1
    elif len(rest) == 1 or (rest and year.start() == 0):
        number = int(rest[0][:4])
    else:
        return None
    try:
        return Month(int(year[1]), number)
    except ValueError:
        return None
