"""A month as a plan writes it: "2027-03", or a TOML date in that month."""

from __future__ import annotations

import re
from datetime import date

from revenue_planner.ground.months import Month, Timeline
from revenue_planner.plan.reading.hints import month_in
from revenue_planner.plan.toml.places import Path
from revenue_planner.plan.toml.problems import Findings

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
            findings.error(path, _rule(raw), _hint(raw, timeline))
            return None
    hint = ""
    if isinstance(raw, int) and not isinstance(raw, bool) and 0 < raw < 10_000:
        hint = _hint(str(raw), timeline)
    findings.error(path, EXAMPLE, hint)
    return None


def _rule(text: str) -> str:
    if re.fullmatch(r"\s*\d{4}-\d{1,2}(-\d{1,2})?\s*", text):
        return "must be a month that exists, between 1990-01 and 2199-12"
    return EXAMPLE


def _hint(text: str, timeline: Timeline | None) -> str:
    month = month_in(text)
    if month is not None:
        return f'write "{month}"'
    number = re.fullmatch(r"\s*(?:month\s*)?(\d{1,2})\s*", text, re.IGNORECASE)
    if number and timeline is not None and 1 <= int(number[1]) <= timeline.months:
        return f'write "{timeline.month_of(int(number[1]))}" for month {int(number[1])} of the plan'
    year = re.fullmatch(r"\s*(\d{4})\s*", text)
    return f'write "{year[1]}-01" for January' if year and 1990 <= int(year[1]) <= 2199 else ""
