"""The [plan] table: title, currency, months, and what to compare with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial

from revenue_planner.ground.currencies import currencies_meant, is_currency
from revenue_planner.ground.months import Month, Timeline
from revenue_planner.ground.text import listed, typed
from revenue_planner.plan.reading.hints import Hint, Offer, nearest, nearest_key
from revenue_planner.plan.reading.meanings import number_in
from revenue_planner.plan.reading.months import read_month
from revenue_planner.plan.reading.names import LONGEST_TITLE, read_text
from revenue_planner.plan.risk import RISK, RISK_KEYS
from revenue_planner.plan.toml.places import Path
from revenue_planner.plan.toml.problems import Findings

DEFAULT_TITLE, DEFAULT_CURRENCY, DEFAULT_MONTHS = "My plan", "USD", 36
MOST_MONTHS = 60
FIRST_START, LAST_START = Month(2000, 1), Month(2100, 12)
KEYS = ("title", "currency", "start", "months", "template", "stress")

#: So many meanings of a sign are offered each on its own.
_FEW = 3
_START_HINT = 'write the first month of the plan, such as start = "2027-01"'


@dataclass(frozen=True, slots=True)
class Head:
    """What [plan] says. `stress` is as written; `template` is "" where none is named."""

    title: str
    currency: str
    timeline: Timeline
    template: str
    stress: object
    currency_stated: bool = True


def read_head(data: Mapping[str, object], templates: Iterable[str], findings: Findings) -> Head:
    """Read [plan]; where something is wrong, say so and go on with a default."""
    table = data.get("plan", {})
    hint: Hint
    if not isinstance(table, dict):
        hint = "write [plan] on a line of its own"
        if isinstance(table, list):
            hint = Offer("[plan]", "heading", when="with single brackets")
        findings.error(("plan",), "must be a table", hint)
        table = {"start": "2027-01"}
    for key in table:
        if key not in KEYS:
            findings.unknown(("plan", key), "[plan] has no such key", partial(_meant, key))
    title = DEFAULT_TITLE
    if "title" in table:
        title = read_text(table["title"], ("plan", "title"), findings, LONGEST_TITLE) or title
    return Head(
        title,
        _currency(table.get("currency", DEFAULT_CURRENCY), findings),
        Timeline(_start(table, findings), _months(table.get("months", DEFAULT_MONTHS), findings)),
        _template(table.get("template", ""), list(templates), findings),
        table.get("stress", []),
        "currency" in table,
    )


def _meant(key: str) -> Hint:
    hint: Hint = f"it belongs under [{RISK}]" if key in RISK_KEYS else nearest_key(key, KEYS)
    return hint or f"it has {', '.join(KEYS)}"


def _start(table: Mapping[str, object], findings: Findings) -> Month:
    path: Path = ("plan", "start")
    if "start" not in table:
        findings.missing(path, "is missing", _START_HINT)
        return Month(2027, 1)
    month = read_month(table["start"], path, findings)
    if month is not None and not FIRST_START <= month <= LAST_START:
        findings.error(path, f"must be between {FIRST_START} and {LAST_START}")
        month = None
    return month or Month(2027, 1)


def _months(raw: object, findings: Findings) -> int:
    path: Path = ("plan", "months")
    rule = f"must be a whole number from 1 to {MOST_MONTHS}"
    if isinstance(raw, (int, float)) and not isinstance(raw, bool):
        if 1 <= raw <= MOST_MONTHS and raw == int(raw):
            return int(raw)
        findings.error(path, rule, f"{MOST_MONTHS} months are five years" if raw > MOST_MONTHS else "")
    else:
        meant = number_in(raw, "months", "month") if isinstance(raw, str) else None
        years = number_in(raw, "years", "year") if isinstance(raw, str) and meant is None else None
        meant = years * 12 if years else meant
        usable = meant is not None and 1 <= meant <= MOST_MONTHS and meant == int(meant)
        findings.error(path, rule, Offer(typed(meant)) if meant is not None and usable else "")
    return DEFAULT_MONTHS


def _currency(raw: object, findings: Findings) -> str:
    if isinstance(raw, str) and re.fullmatch(r"[A-Z]{3}", raw):
        if not is_currency(raw):
            rule = "is no currency of the ISO 4217 list"
            findings.warning(("plan", "currency"), rule, 'is it misspelt? For example "USD" or "EUR"')
        return raw
    hint: Hint = 'for example "USD" or "EUR"'
    if isinstance(raw, str):
        meant = currencies_meant(raw.strip())
        hint = [Offer(f'"{code}"') for code in meant] if 0 < len(meant) <= _FEW else hint
        if len(meant) > _FEW:
            codes = [f'"{code}"' for code in meant[:4]]
            hint = f"write its code, such as {listed(codes)}"
    findings.error(("plan", "currency"), "must be the three capital letters of a currency", hint)
    return DEFAULT_CURRENCY


def _template(raw: object, templates: list[str], findings: Findings) -> str:
    path: Path = ("plan", "template")
    if not isinstance(raw, str):
        findings.error(path, "must be a text in quotes")
        return ""
    if raw and raw not in templates:
        rule = "there is no such template, so the examples shown are the planner's usual figures"
        findings.warning(path, rule, nearest(raw, templates) or f"there are {', '.join(templates)}")
        return ""
    return raw
