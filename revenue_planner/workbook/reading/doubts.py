"""What is allowed in a workbook but probably not meant: the same doubts as about a plan file."""

from __future__ import annotations

from dataclasses import replace

from revenue_planner.ground.errors import Place, Problem
from revenue_planner.ground.text import typed
from revenue_planner.plan.reading.doubts import Doubts
from revenue_planner.plan.reading.stress import targets
from revenue_planner.plan.toml.places import Path
from revenue_planner.plan.toml.problems import Findings
from revenue_planner.plan.values import Plan, Setting
from revenue_planner.workbook.reading.calendar import CalendarValues
from revenue_planner.workbook.reading.inputs import TypedInputs


def workbook_doubts(plan: Plan, inputs: TypedInputs, calendar: CalendarValues) -> tuple[Problem, ...]:
    """Warnings, each at its cell."""
    findings = Findings(plan.source, {})
    paths: dict[str, dict[str, Path]] = {}
    cells: dict[str, tuple[str, str, str]] = {}
    for scenario, settings in plan.settings.items():
        paths[scenario] = {}
        for key, setting in settings.items():
            address = inputs.places[scenario].get(key) or calendar.places[scenario].get(key)
            if address is None:
                continue
            path: Path = (scenario, key)
            paths[scenario][key] = path
            findings.call(path, address)
            cells[address] = (address, key, typed(setting.value) if isinstance(setting.value, float) else "")
    Doubts(_calm(plan), paths, findings).look()
    return tuple(_at_cell(problem, cells) for problem in findings.warnings)


def _at_cell(problem: Problem, cells: dict[str, tuple[str, str, str]]) -> Problem:
    if problem.key not in cells:
        return problem
    address, key, value = cells[problem.key]
    return replace(problem, place=Place(problem.place.source, cell=address), key=key, value=value)


def _calm(plan: Plan) -> Plan:
    """The plan without the months in which stress lines made a factor of reach or of a stream small."""
    factors = {key for keys in targets(plan.structure.parts).values() for key in keys}
    settings = {
        scenario: {key: Setting(own.value) if key in factors else own for key, own in settings.items()}
        for scenario, settings in plan.settings.items()
    }
    return replace(plan, settings=settings)
