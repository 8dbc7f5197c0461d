"""What may be typed into the cells of an input, and the prompt that says so when one is chosen."""

from __future__ import annotations

from typing import Any

from revenue_planner.ground.months import FIRST_YEAR, LAST_YEAR, Month
from revenue_planner.language.inputs import Assume, AssumeMonth, Choice, Input

UNBOUNDED = 1e12
#: As much as spreadsheet programs show; a longer prompt makes Excel repair the file.
LONGEST_TITLE, LONGEST_MESSAGE = 32, 255
#: What a blank cell means, by the tab that it stands on.
ON_INPUTS = "Blank in another scenario: as Base."
ON_CALENDAR = "Blank: as on the tab Inputs; in another scenario, as Base."
IN_SEASON = "Base needs all twelve months; blank in another scenario: as Base."


def validation(declared: Input, blank: str = "") -> dict[str, Any]:
    """The validation of an input's cells, in XlsxWriter's terms. `blank` says what a blank cell means."""
    rule: dict[str, Any]
    if isinstance(declared, Choice):
        rule = {"validate": "list", "source": list(declared.options)}
        meant = "Choose from the list."
    elif isinstance(declared, AssumeMonth):
        first, last = Month(FIRST_YEAR, 1).first_day, Month(LAST_YEAR, 12).first_day
        rule = {"validate": "date", "criteria": "between", "minimum": first, "maximum": last}
        meant = "Type a date, for example 1 March 2027."
    else:
        low, high = getattr(declared, "minimum", 0.0), getattr(declared, "maximum", UNBOUNDED)
        kind = "integer" if isinstance(declared, Assume) and declared.whole else "decimal"
        rule = {"validate": kind, "criteria": "between", "minimum": low, "maximum": high}
        meant = f"Usually {_spoken(declared, 'low')} to {_spoken(declared, 'high')}."
    title = fitted(declared.label, LONGEST_TITLE)
    whole = "" if title == declared.label else sentence(declared.label)
    message = " ".join(filter(None, (whole, meant, blank, sentence(declared.note))))
    return {
        **rule,
        "ignore_blank": True,
        "input_title": title,
        "input_message": fitted(message, LONGEST_MESSAGE),
        "error_title": "That does not fit",
        "error_message": fitted(f"{declared.label}: {_allowed(declared)}.", LONGEST_MESSAGE),
    }


def sentence(text: str) -> str:
    """A note as a sentence: a capital letter at its beginning, a full stop at its end."""
    text = text.strip()
    if not text:
        return ""
    return text[0].upper() + text[1:] + ("" if text[-1] in ".!?…" else ".")


def fitted(text: str, most: int) -> str:
    """The text, cut between two words and marked with "…" where it is longer than `most` UTF-16 units."""
    if _units(text) <= most:
        return text
    kept = text
    while _units(kept) >= most:
        shorter = kept.rpartition(" ")[0]
        kept = shorter or kept[:-1]
    return kept.rstrip(" ,;:-–(") + "…"


def _units(text: str) -> int:
    """How spreadsheet programs count characters."""
    return len(text.encode("utf-16-le")) // 2


def _spoken(declared: Input, bound: str) -> str:
    number = float(getattr(declared, bound))
    return f"{number * 100:g} %" if declared.per_cent else f"{number:,g}"


def _allowed(declared: Input) -> str:
    if isinstance(declared, Choice):
        return "choose " + " or ".join(declared.options)
    if isinstance(declared, AssumeMonth):
        return "a date is needed"
    low, high = getattr(declared, "minimum", 0.0), getattr(declared, "maximum", UNBOUNDED)
    top = f" and at most {high:,g}" if high < UNBOUNDED else ""
    whole = "a whole number, " if isinstance(declared, Assume) and declared.whole else ""
    return f"{whole}at least {low:,g}{top}"
