"""What can be typed into: the inputs, and nothing else."""

from __future__ import annotations

from collections.abc import Collection

from revenue_planner.plan.values import START
from revenue_planner.workbook.checking.rules.report import Report
from revenue_planner.workbook.checking.rules.roles import RoledTab, Roles
from revenue_planner.workbook.layout import GOAL, RISK
from revenue_planner.workbook.reading.calendar import MONTH_NAMES
from revenue_planner.workbook.reading.key_tables import KeyTable
from revenue_planner.workbook.tabs.goal.layout import LABEL, QUESTION, TARGET_ROW
from revenue_planner.workbook.tabs.inputs import AFTER

Position = tuple[int, int]
#: Tabs on which a scenario is chosen from a list.
_WITH_CHOICE = ("Dashboard", "Compare", "Goal", RISK)


_UNLOCKED, _LISTS, _LIMITS = "which cells may be typed into", "lists to choose from", "limits of what may be typed"


def check_entries(roles: Roles, report: Report) -> None:
    titles = {scenario.title for scenario in roles.scenarios}
    for found in roles.tabs:
        if found.role == "Log":
            continue  # notes may be anything
        expected = _expected(found, roles)
        unlocked = {(cell.row, cell.column) for cell in found.tab.cells() if cell.unlocked}
        validated = _validated(found)
        for row, column in sorted(expected):
            key, at = found.key_of.get(row, ""), (row, column)
            rule, hint = "is an input, but locked", "unlock the cell, under Format Cells, Protection"
            report.feature(_UNLOCKED, at in unlocked, found.tab, rule, hint, at=at, key=key)
            rule, hint = "is an input, but accepts anything", "copy the validation of a cell beside it"
            declared = roles.inputs.get(key)
            feature = _LISTS if declared is not None and declared.kind == "choice" else _LIMITS
            report.feature(feature, at in validated, found.tab, rule, hint, at=at, key=key)
        for row, column in sorted(unlocked - expected):
            asked = _asked(found, row, column, titles)
            if asked is not None or (found.role in _WITH_CHOICE and (row, column) in validated):
                feature, rule, hint = asked or (_LISTS, "", "")
                report.feature(feature, (row, column) in validated, found.tab, rule, hint, at=(row, column))
                continue
            hint = "lock the cell, under Format Cells, Protection"
            key = found.key_of.get(row, "")
            report.warning(found.tab, row, column, "can be typed into, but is no input", hint, key=key)


def _asked(found: RoledTab, row: int, column: int, titles: Collection[str]) -> tuple[str, str, str] | None:
    """Of a cell that asks what to show: what limits its answers, and what to say if nothing does."""
    question = found.tab.text(row, LABEL) if found.role == GOAL else ""
    if question == QUESTION[TARGET_ROW]:
        return _LIMITS, "accepts anything, where an amount is asked for", "type an amount only"
    if question in QUESTION.values() or (found.role in _WITH_CHOICE and found.tab.text(row, column) in titles):
        return _LISTS, "is to be chosen from a list, but has none", "copy the validation of another tab's choice"
    return None


def _validated(found: RoledTab) -> set[Position]:
    """Cells that have a rule of what may be typed, as far as the tab's filled area goes."""
    last_row = max(found.tab.rows, default=0)
    last_column = max((max(cells, default=0) for cells in found.tab.rows.values()), default=0)
    cells: set[Position] = set()
    for area, kind in found.tab.validated:
        if kind != "none":
            rows = range(area.top, min(area.bottom, last_row) + 1)
            columns = range(area.left, min(area.right, last_column) + 1)
            cells.update((row, column) for row in rows for column in columns)
    return cells


def _expected(found: RoledTab, roles: Roles) -> set[Position]:
    """The cells of the inputs."""
    if found.role == "Inputs" and found.table is not None:
        return _inputs(found, found.table, roles)
    return _calendar(found, roles) if found.role == "Calendar" else set()


def _inputs(found: RoledTab, table: KeyTable, roles: Roles) -> set[Position]:
    heads = table.heads
    base = heads.get(roles.scenarios[0].title)
    if base is None:
        return set()
    end = min((column for head, column in heads.items() if head in AFTER and column > base), default=base + 1)
    columns = [column for head, column in heads.items() if base <= column < end and head]
    cells: set[Position] = set()
    for row, key in found.key_of.items():
        if key == START:
            cells.add((row, base))
        elif key in roles.inputs:
            cells.update((row, column) for column in columns)
    return cells


def _calendar(found: RoledTab, roles: Roles) -> set[Position]:
    named = [
        column
        for cells in found.tab.rows.values()
        for column, cell in cells.items()
        if isinstance(cell.value, str) and cell.value in MONTH_NAMES
    ]
    cells: set[Position] = set()
    for row, key in found.key_of.items():
        declared = roles.inputs.get(key)
        if declared is not None:
            columns = named if declared.kind == "season" else found.months
            cells.update((row, column) for column in columns)
    return cells
