"""A month as a plan writes it: "2027-03", or a TOML date in that month; the keys of a table by month, and what
people write instead of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from revenue_planner.ground.months import Month, Timeline
from revenue_planner.ground.text import typed
from revenue_planner.language.inputs import Assume
from revenue_planner.plan.changes import factor_of
from revenue_planner.plan.month_keys import DEFAULT, MonthKey, is_month_key
from revenue_planner.plan.reading.hints import Hint, Offer, nearest_key
from revenue_planner.plan.reading.meanings import month_in, month_name_in
from revenue_planner.plan.toml.places import Path
from revenue_planner.plan.toml.problems import Findings

_FROM = re.compile(r"(?:from|since|in|starting|as of)\s+(.+?)(?:\s+on(?:wards?)?)?", re.IGNORECASE)
_DIGITS = re.compile(r"\s*\d{4}-\d{1,2}(-\d{1,2})?\s*")
_NUMBER = re.compile(r"(month\s*)?(\d{1,2})", re.IGNORECASE)
NOT_THERE = "must be a month that exists, between 1990-01 and 2199-12"
EXAMPLE = 'must be a month, such as "2027-03"'

_KEY_RULE = 'must be a month, such as "2027-03", or "from 2027-03" for all months from it on'
#: What is wrong with { from = "2027-07", value = 15 }.
IN_ONE_KEY = '"from" and its month are one key, before the = and the value'
_SPAN = (
    'each key is one month, or "from" and a month for that one and all after it: begin a span with one "from", and let '
    'another end it, { default = 12, "from 2027-03" = 15, "from 2027-06" = 12 }'
)
#: What says that a month is the first of many: before it, or after it.
_BEGIN = r"(?:from|since|as of|(?:start|begin)(?:s|n?ing)?(?: (?:from|in|on))?|>=|≥)"
_BEGINS = re.compile(rf"{_BEGIN}[\s:=-]*(?P<month>.+)", re.IGNORECASE)
_END = r"(?:\bon(?:wards?)?|\band (?:on(?:wards?)?|after|later)|\+|\.\.+|…|→|->|[-–])"
_GOES_ON = re.compile(rf"(?P<month>.+?)\s*{_END}", re.IGNORECASE)
#: Keys of a table that says a step as programs would: { from = "2027-07", value = 15 }.
_FROM_WORDS = frozenset(["from", "since", "start", "starts", "starting", "begin", "begins", "onward", "onwards"])
_VALUE_WORDS = frozenset(["value", "to", "is", "amount", "figure", "number", "becomes", "then", "new"])


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


def read_month_keys(
    texts: Iterable[str], path: Path, findings: Findings, timeline: Timeline
) -> dict[str, MonthKey | None]:
    """The keys of the table at `path`, each as written; None and an error for one that is no month, or given twice."""
    read: dict[str, MonthKey | None] = {}
    seen: dict[MonthKey, str] = {}
    for text in texts:
        spot = (*path, text)
        read[text] = key = _read(text, spot, findings, timeline)
        if key is not None and seen.setdefault(key, text) != text:
            findings.error(spot, f'is the same month as "{seen[key]}"', "keep one of the two")
            read[text] = None
    return read


def _read(text: str, spot: Path, findings: Findings, timeline: Timeline) -> MonthKey | None:
    try:
        return MonthKey.parse(text)
    except ValueError:
        meant = nearest_key(text, [DEFAULT]) if text[:1].isalpha() else ()
        found = _BEGINS.fullmatch(text.strip())
        month = found["month"] if found else text
        if is_month_written(month) and not is_month_key(month):
            findings.error(spot, NOT_THERE)
        else:
            findings.error(spot, _KEY_RULE, meant or _key_hint(text, timeline))
        return None


def _key_hint(text: str, timeline: Timeline) -> Hint:
    """The one month that is meant, or the one from which on; for a span, how it is written."""
    plain = " ".join(text.replace("_", " ").split())
    found = _BEGINS.fullmatch(plain) or _GOES_ON.fullmatch(plain)
    rest = found["month"] if found else plain
    again = _GOES_ON.fullmatch(rest) if found else None
    offers = _offers(again["month"] if again else rest, onward=found is not None, timeline=timeline)
    if offers is not None:
        return offers
    return _SPAN if re.search(r"\d{4}|[a-z]{2}", plain, re.IGNORECASE) else ""


def _offers(text: str, *, onward: bool, timeline: Timeline) -> Hint | None:
    """The key of the month that a text means, or of each of two; None where that is unclear."""
    month = month_in(text)
    if month is not None:
        return _offer(month, onward)
    meant = months_meant(text, timeline)
    if meant is not None:
        twice = len(meant) > 1 and meant[0][0].month == meant[1][0].month
        return None if twice or len(meant) > 2 else [_offer(each, onward, when) for each, when in meant]
    named = month_name_in(text)
    there = [each for each in timeline if each.month == named]
    return _offer(there[0], onward) if len(there) == 1 else None


def _offer(month: Month, onward: bool, when: str = "") -> Offer:
    return Offer(f'"{MonthKey(month, onward)}"', "key", when=when)


def step_in_words(
    raw: Mapping[str, object], path: Path, findings: Findings, declared: Assume, *, in_scenario: bool
) -> Hint | None:
    """How a plan has what `{ from = "2027-07", value = 15 }` says; None for a table that is written otherwise."""
    if not any(key.lower() in _FROM_WORDS for key in raw):
        return None
    step = _step(raw, path, findings, declared, in_scenario)
    others = [key for key in raw if key == DEFAULT or is_month_key(key)]
    if step is None or len(others) + 2 != len(raw):
        return _SPAN
    entries = [f"{_written_key(key)} = {findings.written((*path, key))}" for key in others]
    if not findings.written(path):
        return f"in place of the two keys, have one: {step}"
    before = ""
    if not in_scenario and DEFAULT not in raw:
        before = f", with a default beside it for the months before, which are else {typed(declared.base)}"
    return Offer(_table([*entries, step]), when=before)


def steps_in_words(
    raw: Sequence[object], path: Path, findings: Findings, declared: Assume, *, in_scenario: bool
) -> Hint | None:
    """As `step_in_words`, of a list of such tables, which a number for the months before may lead."""
    first = isinstance(raw[0], (int, float, str))
    steps = raw[1:] if first else raw
    if not steps or not all(isinstance(each, dict) for each in steps):
        return None
    entries = [f"{DEFAULT} = {findings.written((*path, 0))}"] if first else []
    for place, each in enumerate(raw):
        if isinstance(each, dict):
            step = _step(each, (*path, place), findings, declared, in_scenario)
            if step is None or len(each) != 2:
                return _SPAN
            entries.append(step)
    return Offer(_table(entries))


def _step(raw: Mapping[str, object], path: Path, findings: Findings, declared: Assume, in_scenario: bool) -> str | None:
    """`"from 2027-07" = 15` for a table that says so in two keys; None where it does not say it clearly."""
    begun = [key for key in raw if key.lower() in _FROM_WORDS]
    given = [key for key in raw if key.lower() in _VALUE_WORDS or key == declared.name]
    if len(begun) != 1 or len(given) != 1:
        return None
    month, value = _month(raw[begun[0]]), raw[given[0]]
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    is_change = in_scenario and isinstance(value, str) and factor_of(value) is not None
    if month is None or not (is_number or is_change):
        return None
    return f'"{MonthKey(month, onward=True)}" = {findings.written((*path, given[0]))}'


def _table(entries: Sequence[str]) -> str:
    return f"{{ {', '.join(entries)} }}"


def _written_key(key: str) -> str:
    return key if key == DEFAULT else f'"{key}"'


def _month(value: object) -> Month | None:
    if isinstance(value, date):
        return Month(value.year, value.month)
    return month_in(value) if isinstance(value, str) else None
