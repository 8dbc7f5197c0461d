"""A month as a plan writes it: "2027-03", or a TOML date in that month."""

from __future__ import annotations

import re
from datetime import date

from revenue_planner.ground.months import Month, Timeline
from revenue_planner.plan.reading.hints import Hint, Offer
from revenue_planner.plan.reading.meanings import month_in
from revenue_planner.plan.toml.places import Path
from revenue_planner.plan.toml.problems import Findings

_FROM = re.compile(r"(?:from|since|in|starting|as of)\s+(.+?)(?:\s+on(?:wards?)?)?", re.IGNORECASE)
_DIGITS = re.compile(r"\s*\d{4}-\d{1,2}(-\d{1,2})?\s*")
_NUMBER = re.compile(r"(month\s*)?(\d{1,2})", re.IGNORECASE)
NOT_THERE = "must be a month that exists, between 1990-01 and 2199-12"
EXAMPLE = 'must be a month, such as "2027-03"'


def read_month(raw: object, path: Path, findings: Findings, timeline: Timeline | None = None) -> Month | None:
    """The month; None and an error where it is not one. `timeline` lets a hint translate "month 7"."""
    if isinstance(raw, date):
        try:
            return Month(raw.year, raw.month)
        except ValueError as error:
            findings.error(path, str(error))
            return None
    if isinstance(raw, str):
        try:
            return Month.parse(raw)
        except ValueError:
            findings.error(path, NOT_THERE if is_month_written(raw) else EXAMPLE, _hint(raw, timeline))
            return None
    hint: Hint = ""
    if isinstance(raw, int) and not isinstance(raw, bool) and 0 < raw < 10_000:
        hint = _hint(str(raw), timeline)
    findings.error(path, EXAMPLE, hint)
    return None


def is_month_written(text: str) -> bool:
    """Whether a text is written as a month is, though there may be none such."""
    return _DIGITS.fullmatch(text) is not None


def months_meant(text: str, timeline: Timeline) -> list[tuple[Month, str]] | None:
    """The plan's months that a number may mean, each with the meaning for which it does; None for what is no number.

    "month 3" is the plan's third; "3" may also be any March.
    """
    found = _NUMBER.fullmatch(text)
    if not found:
        return None
    said, number = bool(found[1]), int(found[2])
    if not 1 <= number <= timeline.months:
        return []
    counted = timeline.month_of(number)
    named = [] if said else [each for each in timeline if each.month == number and each != counted]
    return [(counted, f"for month {number} of the plan"), *((each, f"for {each.label}") for each in named)]


def _hint(text: str, timeline: Timeline | None) -> Hint:
    """The one month that is meant; where a number may mean two, both."""
    plain = " ".join(text.split())
    began = _FROM.fullmatch(plain)
    month = month_in(began[1] if began else plain)
    if month is not None:
        return Offer(f'"{month}"')
    meant = months_meant(plain, timeline) if timeline is not None else None
    if meant is not None:
        if len(meant) > 1 and meant[0][0].month == meant[1][0].month:
            meant = meant[:1]
        return [Offer(f'"{each}"', when=when) for each, when in meant] if len(meant) < 3 else ""
    year = re.fullmatch(r"\d{4}", plain)
    return Offer(f'"{year[0]}-01"', when="for January") if year and 1990 <= int(year[0]) <= 2199 else ""
