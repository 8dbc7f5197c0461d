"""A month as a plan writes it: "2027-03", or a TOML date in that month."""

from __future__ import annotations

import re
from datetime import date

from revenue_planner.ground.months import Month, Timeline
from revenue_planner.plan.reading.hints import Hint, Offer
from revenue_planner.plan.reading.meanings import month_in, month_name_in
from revenue_planner.plan.toml.places import Path
from revenue_planner.plan.toml.problems import Findings

_FROM = re.compile(r"(?:from|since|in|starting|as of)\s+(.+?)(?:\s+on(?:wards?)?)?", re.IGNORECASE)
_LIST_MONTHS = (
    "each month here stands for itself alone: list every month that has the value, or write a list from month 1, "
    "[12, 12, 15], whose last number goes on"
)
EXAMPLE = 'must be a month, such as "2027-03"'


def read_month(
    raw: object, path: Path, findings: Findings, timeline: Timeline | None = None, *, as_key: bool = False
) -> Month | None:
    """The month; None and an error where it is not one. `timeline` lets a hint translate "month 7".

    `as_key` says that the month is a key that has a value, and for that month alone.
    """
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
            findings.error(path, _rule(raw), _hint(raw, timeline, as_key))
            return None
    hint: Hint = ""
    if isinstance(raw, int) and not isinstance(raw, bool) and 0 < raw < 10_000:
        hint = _hint(str(raw), timeline, as_key)
    findings.error(path, EXAMPLE, hint)
    return None


def _rule(text: str) -> str:
    if re.fullmatch(r"\s*\d{4}-\d{1,2}(-\d{1,2})?\s*", text):
        return "must be a month that exists, between 1990-01 and 2199-12"
    return EXAMPLE


def _hint(text: str, timeline: Timeline | None, as_key: bool) -> Hint:
    """The one month that is meant; for more than one, how each is written."""
    plain = " ".join(text.split())
    began = _FROM.fullmatch(plain) if not as_key else None
    month = month_in(began[1] if began else plain)
    if month is not None:
        return _offer(month, as_key)
    number = re.fullmatch(r"(month\s*)?(\d{1,2})", plain, re.IGNORECASE)
    if number and timeline is not None:
        return _numbered(int(number[2]), bool(number[1]), timeline, as_key)
    named = month_name_in(plain)
    if named is not None and timeline is not None:
        there = [each for each in timeline if each.month == named]
        return _offer(there[0], as_key) if as_key and len(there) == 1 else ""
    if as_key and re.fullmatch(r"\d{4}-\d{1,2}(-\d{1,2})?", plain) is None:
        return _LIST_MONTHS if re.search(r"\d{4}|[a-z]{2}", plain, re.IGNORECASE) else ""
    year = re.fullmatch(r"\d{4}", plain)
    return Offer(f'"{year[0]}-01"', when="for January") if year and 1990 <= int(year[0]) <= 2199 else ""


def _numbered(number: int, said: bool, timeline: Timeline, as_key: bool) -> Hint:
    """ "month 3" is the plan's third; "3" may also be March where the plan does not start in January."""
    if not 1 <= number <= timeline.months:
        return ""
    counted = timeline.month_of(number)
    offers = [_offer(counted, as_key, f"for month {number} of the plan")]
    named = [each for each in timeline if each.month == number and each != counted]
    if not said and named and number <= 12:
        offers += [_offer(each, as_key, f"for {each.label}") for each in named[:1]]
        if len(named) > 1 or counted.month == number:
            return [offers[0]] if counted.month == number and not as_key else _LIST_MONTHS if as_key else ""
    return offers


def _offer(month: Month, as_key: bool, when: str = "") -> Offer:
    return Offer(f'"{month}"', "key" if as_key else "value", when=when)
