"""A plan with other inputs, made in Python rather than in its file."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from revenue_planner.ground.errors import Place, PlanError, Problem
from revenue_planner.ground.months import Month
from revenue_planner.language.component import Stream
from revenue_planner.model.structure import Part
from revenue_planner.plan.lookup import known
from revenue_planner.plan.reading.plan import parse_plan
from revenue_planner.plan.values import BASE, Plan


def changed(plan: Plan, text: str, changes: Mapping[str, object], scenario: str) -> tuple[Plan, str]:
    """The plan in which a scenario has other inputs, and its TOML, whose comments are lost.

    Raises UsageError for an unknown key or scenario, PlanError for a value that a plan may not have. Problems
    name no lines: there is no file with such lines.
    """
    import tomlkit

    known(scenario, [each.name for each in plan.scenarios], "scenario")
    data = tomllib.loads(text.removeprefix("\ufeff"))
    for key, value in changes.items():
        owner, _, name = known(key, plan.inputs(), "input").rpartition(".")
        part = next(part for part in plan.structure.parts if part.key == owner)
        if scenario == BASE:
            table = _table(data, part, plan)
        else:
            table = data["scenarios"][scenario]
            for step in part.key.split("."):
                table = table.setdefault(step, {})
        if value is None:
            table.pop(name, None)
        else:
            table[name] = _as_toml(value, Problem("is not a value that a plan may have", Place("with_inputs"), key))
    text = tomlkit.dumps(data)
    try:
        made = parse_plan(text, plan.source)
    except PlanError as error:
        raise PlanError(_without_lines(error.problems, plan.source), error.more) from None
    return replace(made, warnings=_without_lines(made.warnings, plan.source)), text


def _table(data: dict[str, Any], part: Part, plan: Plan) -> dict[str, Any]:
    """The table of a plan file that a part is written in."""
    if part.parent:
        parent = next(other for other in plan.structure.parts if other.key == part.parent)
        return _named(_table(data, parent, plan)[part.family], part.key)
    assert issubclass(part.component, Stream)
    found: Any = data
    for step in part.component.name.split("."):
        found = found.setdefault(step, {})
    return _named(found, part.key) if isinstance(found, list) else found


def _named(tables: list[dict[str, Any]], key: str) -> dict[str, Any]:
    return next(table for table in tables if table["name"] == key.rpartition(".")[2])


def _without_lines(problems: tuple[Problem, ...], source: str) -> tuple[Problem, ...]:
    return tuple(replace(problem, place=Place(source)) for problem in problems)


def _as_toml(value: object, problem: Problem) -> object:
    """Python's and numpy's values as TOML has them; months and dates as "2027-05". Raises PlanError."""
    if isinstance(value, Month):
        return str(value)
    if hasattr(value, "year") and hasattr(value, "month"):
        return f"{value.year}-{value.month:02d}"
    if hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, Mapping):
        return {str(key): _as_toml(item, problem) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_as_toml(item, problem) for item in value]
    if isinstance(value, (bool, int, float, str)):
        return value
    raise PlanError([replace(problem, value=str(value))])
