"""Stress lines in an edit: moved with the plan's first month, or taken out where months are written instead."""

from __future__ import annotations

import re
from collections.abc import Iterable

from revenue_planner.ground.months import Month
from revenue_planner.model.structure import Structure
from revenue_planner.plan.editing.draft import Draft
from revenue_planner.plan.editing.text_edits import TextEdits
from revenue_planner.plan.reading.stress import StressReader
from revenue_planner.plan.toml.places import Path
from revenue_planner.plan.toml.problems import Findings
from revenue_planner.plan.values import BASE

_MONTH = re.compile(r"(\d{4})(\s*-\s*)(\d{1,2})")


def stress_path(scenario: str) -> Path:
    """Where the stress lines of Base (which are every scenario's) or of another scenario stand."""
    return ("plan", "stress") if scenario == BASE else ("scenarios", scenario, "stress")


def lines_on(key: str, scenario: str, draft: Draft, structure: Structure) -> set[int]:
    """The stress lines of a scenario that change an input, by their place in its list."""
    found: set[int] = set()
    for index, line in enumerate(_lines(draft, scenario)):
        reader = StressReader(structure.parts, structure.timeline, Findings(draft.source, {}))
        if reader.read([line], ()).get(key):
            found.add(index)
    return found


def move_lines(edits: TextEdits, draft: Draft, scenarios: Iterable[str], months: int) -> None:
    """Move the calendar months that stress lines name; those that count months stay."""
    for scenario in scenarios:
        for index in range(len(_lines(draft, scenario))):
            path = (*stress_path(scenario), index)
            edits.replace(path, _MONTH.sub(lambda found: _moved(found, months), edits.map.written(path)))


def _moved(found: re.Match[str], months: int) -> str:
    try:
        month = Month(int(found[1]), int(found[3])) + months
    except ValueError:
        return found[0]
    return f"{month.year}{found[2]}{month.month:02d}"


def _lines(draft: Draft, scenario: str) -> list[object]:
    found = draft.raw(stress_path(scenario))
    return found if isinstance(found, list) else []
