"""The parts of an edit that are not inputs: titles, new scenarios, the first month with all that moves along, and
stress lines, which are taken out where months are written instead."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress

from revenue_planner.ground.months import Month
from revenue_planner.model.structure import Structure
from revenue_planner.plan.editing.literals import month_literal
from revenue_planner.plan.editing.plan_text import PlanText, TextEdits, as_text
from revenue_planner.plan.month_keys import DEFAULT, MonthKey
from revenue_planner.plan.reading.stress import StressReader
from revenue_planner.plan.toml.places import Path
from revenue_planner.plan.toml.problems import Findings
from revenue_planner.plan.values import BASE, Plan

_START: Path = ("plan", "start")
_MONTH = re.compile(r"(\d{4})(\s*-\s*)(\d{1,2})")


def with_head(file: PlanText, now: Plan, wanted: Plan) -> str:
    """The text with the titles and the first month of `wanted`; scenarios that it does not have are opened."""
    edits = TextEdits(file.text)
    if now.title != wanted.title:
        _put(edits, ("plan", "title"), as_text(wanted.title))
    titles = {scenario.name: scenario.title for scenario in now.scenarios}
    for scenario in wanted.scenarios:
        if titles.get(scenario.name) != scenario.title and scenario.name != BASE:
            _put(edits, ("scenarios", scenario.name, "title"), as_text(scenario.title))
    months = wanted.timeline.start.months_since(now.timeline.start)
    if months:
        _put(edits, _START, month_literal(wanted.timeline.start, edits.map.written(_START)))
        _move(edits, file, now, months)
    return edits.apply()


def _put(edits: TextEdits, path: Path, literal: str) -> None:
    if path in edits.map.values:
        edits.replace(path, literal)
    else:
        edits.add(path, literal, path[:-1])


def _move(edits: TextEdits, file: PlanText, now: Plan, months: int) -> None:
    """A workbook has values by month in columns, which move along with the first month."""
    move_lines(edits, file, list(now.settings), months)
    for scenario in now.settings:
        for key in now.inputs():
            path = file.path(scenario, key)
            table = file.raw(path)
            for name in table if isinstance(table, dict) else ():
                if name != DEFAULT:
                    with suppress(ValueError):
                        edits.rename((*path, name), str(MonthKey.parse(name) + months))


def stress_path(scenario: str) -> Path:
    """Where the stress lines of Base (which are every scenario's) or of another scenario stand."""
    return ("plan", "stress") if scenario == BASE else ("scenarios", scenario, "stress")


def lines_on(key: str, scenario: str, file: PlanText, structure: Structure) -> set[int]:
    """The stress lines of a scenario that change an input, by their place in its list."""
    found: set[int] = set()
    for index, line in enumerate(_lines(file, scenario)):
        reader = StressReader(structure.parts, structure.timeline, Findings(file.source, {}))
        if reader.read([line], ()).get(key):
            found.add(index)
    return found


def move_lines(edits: TextEdits, file: PlanText, scenarios: Iterable[str], months: int) -> None:
    """Move the calendar months that stress lines name; those that count months stay."""
    for scenario in scenarios:
        for index in range(len(_lines(file, scenario))):
            path = (*stress_path(scenario), index)
            edits.replace(path, _MONTH.sub(lambda found: _moved(found, months), edits.map.written(path)))


def _moved(found: re.Match[str], months: int) -> str:
    try:
        month = Month(int(found[1]), int(found[3])) + months
    except ValueError:
        return found[0]
    return f"{month.year}{found[2]}{month.month:02d}"


def _lines(file: PlanText, scenario: str) -> list[object]:
    found = file.raw(stress_path(scenario))
    return found if isinstance(found, list) else []
