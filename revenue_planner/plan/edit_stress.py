"""Stress lines in an edit: moved with the plan's first month, or taken out where months are written instead."""

from __future__ import annotations

import re
from collections.abc import Mapping

from revenue_planner.plan.findings import Findings
from revenue_planner.plan.places import Path
from revenue_planner.plan.stress import StressReader
from revenue_planner.plan.text_edits import TextEdits
from revenue_planner.plan.values import BASE, Plan
from revenue_planner.timeline import Month

_STRESS = "stress"
_MONTH = re.compile(r"(\d{4})(\s*-\s*)(\d{1,2})")


def stress_path(scenario: str) -> Path:
    """Where the stress lines of Base (which are every scenario's) or of another scenario stand."""
    return ("plan", _STRESS) if scenario == BASE else ("scenarios", scenario, _STRESS)


def lines_on(key: str, scenario: str, plan: Plan, data: Mapping[str, object]) -> set[int]:
    """The stress lines of a scenario that change an input, by their place in its list."""
    found: set[int] = set()
    for index, line in enumerate(_lines(stress_path(scenario), data)):
        reader = StressReader(plan.structure.parts, plan.timeline, Findings(plan.source, {}))
        if reader.read([line], ()).get(key):
            found.add(index)
    return found


def move_lines(edits: TextEdits, data: Mapping[str, object], scenarios: Mapping[str, object], months: int) -> None:
    """Move the calendar months that stress lines name; those that count months stay."""
    for scenario in (BASE, *scenarios):
        path = stress_path(scenario)
        for index in range(len(_lines(path, data))):
            spot = (*path, index)
            old = edits.map.written(spot)
            edits.replace(spot, _MONTH.sub(lambda found: _moved(found, months), old))


def _moved(found: re.Match[str], months: int) -> str:
    try:
        month = Month(int(found[1]), int(found[3])) + months
    except ValueError:
        return found[0]
    return f"{month.year}{found[2]}{month.month:02d}"


def _lines(path: Path, data: Mapping[str, object]) -> list[object]:
    found: object = data
    for step in path:
        found = found.get(str(step), []) if isinstance(found, dict) else []
    return found if isinstance(found, list) else []
