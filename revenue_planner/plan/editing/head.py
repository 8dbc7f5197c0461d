"""The parts of an edit that are not inputs: titles, new scenarios, and the first month with all that moves along."""

from __future__ import annotations

from contextlib import suppress

from revenue_planner.ground.months import Month
from revenue_planner.plan.editing.draft import Draft
from revenue_planner.plan.editing.literals import month_literal
from revenue_planner.plan.editing.stress import move_lines
from revenue_planner.plan.editing.text_edits import TextEdits, as_text
from revenue_planner.plan.toml.places import Path
from revenue_planner.plan.values import BASE, Plan

_START: Path = ("plan", "start")


def with_head(draft: Draft, now: Plan, wanted: Plan) -> str:
    """The text with the titles and the first month of `wanted`; scenarios that it does not have are opened."""
    edits = TextEdits(draft.text)
    if now.title != wanted.title:
        _put(edits, ("plan", "title"), as_text(wanted.title))
    titles = {scenario.name: scenario.title for scenario in now.scenarios}
    for scenario in wanted.scenarios:
        if titles.get(scenario.name) != scenario.title and scenario.name != BASE:
            _put(edits, ("scenarios", scenario.name, "title"), as_text(scenario.title))
    months = wanted.timeline.start.months_since(now.timeline.start)
    if months:
        _put(edits, _START, month_literal(wanted.timeline.start, edits.map.written(_START)))
        _move(edits, draft, now, months)
    return edits.apply()


def _put(edits: TextEdits, path: Path, literal: str) -> None:
    if path in edits.map.values:
        edits.replace(path, literal)
    else:
        edits.add(path, literal, path[:-1])


def _move(edits: TextEdits, draft: Draft, now: Plan, months: int) -> None:
    """A workbook has values by month in columns, which move along with the first month."""
    move_lines(edits, draft, list(now.settings), months)
    for scenario in now.settings:
        for key in now.inputs():
            path = draft.path(scenario, key)
            table = draft.raw(path)
            for name in table if isinstance(table, dict) else ():
                if name != "default":
                    with suppress(ValueError):
                        edits.rename((*path, name), str(Month.parse(name) + months))
