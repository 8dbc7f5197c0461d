"""Stored figures: every formula has one, so that previews, phones and programs see the same as a spreadsheet."""

from __future__ import annotations

from revenue_planner.workbook.checking.rules.report import Report
from revenue_planner.workbook.checking.rules.roles import Roles
from revenue_planner.workbook.xlsx.cells import CellError

UNCOMPUTED = "open the file in a spreadsheet program and save it there"


def check_stored(roles: Roles, report: Report) -> None:
    for found in roles.tabs:
        for cell in found.tab.cells():
            if isinstance(cell.value, CellError):
                hint = "follow the formula to the cell where the error begins"
                key = found.key_of.get(cell.row, "")
                report.error(found.tab, cell.row, cell.column, "shows an error", hint, key=key, value=cell.value.code)
            elif cell.formula is not None and cell.value == "" and '""' not in cell.formula:
                rule = "shows nothing, though its formula always shows something"
                report.error(found.tab, cell.row, cell.column, rule, UNCOMPUTED, key=found.key_of.get(cell.row, ""))
    missing = uncomputed(roles)
    if missing:
        rule = f"the file was saved without computing it: {missing:,} formulas have no figure stored"
        report.of_file(rule, UNCOMPUTED)


def uncomputed(roles: Roles) -> int:
    """How many formulas were saved without their figure."""
    return sum(cell.formula is not None and cell.value is None for found in roles.tabs for cell in found.tab.cells())
