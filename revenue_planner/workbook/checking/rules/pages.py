"""How tabs look and print: nothing hidden or merged, headers in view, the master check on every tab."""

from __future__ import annotations

from revenue_planner.ground.a1 import letter
from revenue_planner.workbook.checking.rules.report import Report
from revenue_planner.workbook.checking.rules.roles import RoledTab, Roles
from revenue_planner.workbook.frame import ALL_WELL, PROBLEM
from revenue_planner.workbook.xlsx.cells import Cell
from revenue_planner.workbook.xlsx.notation import parse_area
from revenue_planner.workbook.xlsx.references import references
from revenue_planner.workbook.xlsx.workbook_file import WorkbookFile

#: Gnumeric writes the name without its prefix.
_REPEATED = ("_xlnm.Print_Titles", "Print_Titles")


def check_pages(book: WorkbookFile, roles: Roles, report: Report) -> None:
    repeated = {name.tab for name in book.names if name.name in _REPEATED}
    master = _master(roles)
    if master is None:
        report.of_file("the master check is missing", "take the tab Checks over from the workbook as it was built")
    for found in roles.tabs:
        tab = found.tab
        for area in tab.merged:
            corner = parse_area(area)
            report.warning(tab, corner.top, corner.left, f"the cells {area} are merged", "unmerge them")
        _hidden(found, report)
        _form(found, tab.name in repeated, report)
        if tab.password:
            report.of_tab(tab, "is protected with a password", "protect it without one, so that nobody is locked out")
        if master is not None and found is not master[0] and not _shows(found, *master):
            hint = f"write ={master[0].tab.name}!${letter(master[1].column)}${master[1].row} at the top"
            report.of_tab(tab, "does not show the master check", hint)


def _form(found: RoledTab, repeated: bool, report: Report) -> None:
    """What every tab is built with, and programs lose."""
    tab = found.tab
    frozen = tab.frozen != (0, 0)
    rule, hint = "no rows or columns stay in view", "freeze the rows of the header"
    report.feature("headers that stay in view", frozen, tab, rule, hint)
    rule, hint = "does not print landscape and one page wide", "set it under Page Setup"
    report.feature("the page set-up", tab.landscape and tab.one_page_wide, tab, rule, hint)
    rule = "does not repeat its header on every printed page"
    report.feature("headers on every printed page", repeated, tab, rule, hint)
    rule, hint = "is not protected against typing over formulas", "protect the sheet, without a password"
    report.feature("the protection against typing over formulas", tab.protected, tab, rule, hint)
    rule, hint = "has lost the colours that follow its figures", "take the tab over from the workbook as it was built"
    report.feature("colours that follow the figures", "conditionalFormatting" in tab.looks, tab, rule, hint)
    if found.role == "scenario":
        rule = "has lost the trends beside its lines"
        report.feature("the trends beside the lines", "sparklineGroup" in tab.looks, tab, rule, hint)


def _hidden(found: RoledTab, report: Report) -> None:
    tab = found.tab
    if tab.hidden:
        report.of_tab(tab, "the tab is hidden", "unhide it")
    for row in tab.hidden_rows:
        report.warning(tab, row, 0, "the row is hidden", "unhide it", key=found.key_of.get(row, ""))
    for column in tab.hidden_columns:
        report.warning(tab, 1, column, f"the column {letter(column)} is hidden", "unhide it")


def _master(roles: Roles) -> tuple[RoledTab, Cell] | None:
    """The cell that says whether all checks hold."""
    checks = roles.one("Checks")
    if checks is None:
        return None
    for cell in checks.tab.cells():
        if cell.formula is not None and f'"{ALL_WELL}"' in cell.formula and f'"{PROBLEM}"' in cell.formula:
            return checks, cell
    return None


def _shows(found: RoledTab, checks: RoledTab, master: Cell) -> bool:
    """Whether a cell of the tab is the master check."""
    for cell in found.tab.cells():
        if cell.formula is not None and "!" in cell.formula:
            seen = references(cell.formula)
            if len(seen) == 1 and (seen[0].tab, seen[0].row, seen[0].column) == (
                checks.tab.name,
                master.row,
                master.column,
            ):
                return True
    return False
