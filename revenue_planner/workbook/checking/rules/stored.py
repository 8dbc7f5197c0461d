"""Stored figures: every formula has one, so that previews, phones and programs see the same as a spreadsheet."""

from __future__ import annotations

import re

from revenue_planner.workbook.checking.rules.report import Report
from revenue_planner.workbook.checking.rules.roles import RoledTab, Roles
from revenue_planner.workbook.xlsx.cells import Cell, CellError

#: An empty text that is no comparison's operand.
_EMPTY = re.compile(r'(?<![=<>"])""(?!["=<>])')
#: Of more formulas without a figure, only their number is told.
MOST_TOLD_BY_CELL = 100
UNCOMPUTED = "open the file in a spreadsheet program and save it there"


def check_stored(roles: Roles, report: Report) -> None:
    for found in roles.tabs:
        for cell in found.tab.cells():
            if isinstance(cell.value, CellError):
                hint = "follow the formula to the cell where the error begins"
                key = found.key_of.get(cell.row, "")
                report.error(found.tab, cell.row, cell.column, "shows an error", hint, key=key, value=cell.value.code)
            elif cell.formula is not None and cell.value == "" and not _may_show_nothing(cell.formula):
                rule = "shows nothing, though its formula always shows something"
                report.error(found.tab, cell.row, cell.column, rule, UNCOMPUTED, key=found.key_of.get(cell.row, ""))
    missing = uncomputed(roles)
    if len(missing) > MOST_TOLD_BY_CELL:
        rule = f"the file was saved without computing it: {len(missing):,} formulas have no figure stored"
        report.of_file(rule, UNCOMPUTED)
        return
    for found, cell in missing:
        rule = "was saved without the figure that its formula comes to"
        report.error(found.tab, cell.row, cell.column, rule, UNCOMPUTED, key=found.key_of.get(cell.row, ""))


def uncomputed(roles: Roles) -> list[tuple[RoledTab, Cell]]:
    """Formulas that were saved without their figure, with their tabs.

    What comes to an empty text is not missed: some programs store nothing for it.
    """
    return [
        (found, cell)
        for found in roles.tabs
        for cell in found.tab.cells()
        if cell.formula is not None and cell.value is None and not _may_show_nothing(cell.formula)
    ]


def _may_show_nothing(formula: str) -> bool:
    """Whether an empty text is among what a formula may come to, rather than compared with."""
    return _EMPTY.search(formula) is not None
