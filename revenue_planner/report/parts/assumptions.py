"""Every input with its value in each scenario, what is usual, and where it comes from."""

from __future__ import annotations

import re
from dataclasses import dataclass

from revenue_planner.engine.run import Result
from revenue_planner.language.inputs import Assume, AssumeMonth, AssumeSeason, Choice, Input
from revenue_planner.model.structure import ModelInput
from revenue_planner.plan.values import BASE, USUAL, Plan
from revenue_planner.report.parts.numbers import by_months, exact, seasons, spoken_value, unit_text

#: What inputs say for whose figure nothing was published.
JUDGEMENT = "assumption"
_LINK = re.compile(r"https?://[^\s;,()<>\"']+")


@dataclass(frozen=True, slots=True)
class Entry:
    """One input. `others` are the scenarios in which it differs from Base; `source` is a number of the list
    of sources, 0 for a judgement. `own` says that the plan gives it, rather than the planner."""

    label: str
    key: str
    unit: str
    value: str
    others: tuple[tuple[str, str], ...]
    usual: str
    source: int
    as_of: str
    note: str
    own: bool


@dataclass(frozen=True, slots=True)
class Section:
    """The inputs of one part of the plan."""

    title: str
    key: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """Where figures come from: text, with the address in it if there is one."""

    number: int
    before: str
    link: str
    after: str


@dataclass(frozen=True, slots=True)
class Assumptions:
    """All inputs by part, and the numbered sources."""

    sections: tuple[Section, ...]
    sources: tuple[Source, ...]
    count: int
    own: int


def assumptions(result: Result) -> Assumptions:
    """Every input of the plan, in the order of its sections."""
    numbers: dict[str, int] = {}
    by_part: dict[str, list[Entry]] = {}
    for found in result.model.inputs.values():
        by_part.setdefault(found.part.key, []).append(_entry(found, result.plan, numbers))
    sections = tuple(
        Section(_title(part.label, part.parent, result), part.key, tuple(by_part[part.key]))
        for part in result.plan.structure.parts
        if part.key in by_part
    )
    entries = [entry for section in sections for entry in section.entries]
    sources = tuple(_source(number, text) for text, number in numbers.items())
    return Assumptions(sections, sources, len(entries), sum(entry.own for entry in entries))


def _title(label: str, parent: str, result: Result) -> str:
    parents = {part.key: part.label for part in result.plan.structure.parts}
    return f"{parents[parent]}: {label}" if parent in parents else label


def _entry(found: ModelInput, plan: Plan, numbers: dict[str, int]) -> Entry:
    declared, key = found.declared, found.key
    source = 0 if declared.source in ("", JUDGEMENT) else numbers.setdefault(declared.source, len(numbers) + 1)
    base = value_text(plan, key, declared, BASE)
    others = []
    for scenario in plan.scenarios:
        if scenario.name != BASE:
            text = value_text(plan, key, declared, scenario.name)
            if text != base:
                others.append((scenario.title, text))
    own = plan.writer(key, BASE) != USUAL
    unit = unit_text(declared, plan.currency)
    usual = usual_text(plan, declared)
    return Entry(declared.label, key, unit, base, tuple(others), usual, source, declared.as_of, declared.note, own)


def value_text(plan: Plan, key: str, declared: Input, scenario: str) -> str:
    """What an input is in a scenario, month by month where it differs by month."""
    months = plan.by_month(key, scenario)
    if months is not None:
        return by_months(months, plan.timeline, declared)
    value = plan.value(key, scenario)
    return seasons(value, declared) if isinstance(value, tuple) else spoken_value(value, declared)


def usual_text(plan: Plan, declared: Input) -> str:
    """The usual range; of a choice, its options."""
    if isinstance(declared, Choice):
        return " or ".join(declared.options)
    if isinstance(declared, AssumeMonth):
        low, high = (plan.timeline.month_of(number).label for number in (declared.low, declared.high))
    elif isinstance(declared, (Assume, AssumeSeason)):
        low, high = exact(declared.low, declared), exact(declared.high, declared)
    else:
        return ""
    return low if low == high else f"{low} to {high}"


def _source(number: int, text: str) -> Source:
    found = _LINK.search(text)
    if found is None:
        return Source(number, text, "", "")
    return Source(number, text[: found.start()], found[0], text[found.end() :])
