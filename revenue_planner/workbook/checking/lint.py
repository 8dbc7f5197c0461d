"""Whether a workbook keeps the rules it was built by: formulas, rows, keys, what can be typed, and looks."""

from __future__ import annotations

from revenue_planner.ground.errors import Problem
from revenue_planner.workbook.checking.rules.entries import check_entries
from revenue_planner.workbook.checking.rules.formulas import check_formulas
from revenue_planner.workbook.checking.rules.keys import check_keys
from revenue_planner.workbook.checking.rules.names import check_names
from revenue_planner.workbook.checking.rules.pages import check_pages
from revenue_planner.workbook.checking.rules.report import Report
from revenue_planner.workbook.checking.rules.roles import Roles
from revenue_planner.workbook.checking.rules.rows import check_rows
from revenue_planner.workbook.checking.rules.stored import check_stored
from revenue_planner.workbook.layout import TABS
from revenue_planner.workbook.xlsx.workbook_file import WorkbookFile


def lint(book: WorkbookFile, roles: Roles | None = None) -> list[Problem]:
    """Every rule that a workbook breaks, errors (of the arithmetic) before warnings (of form).

    `roles` are its own, where they are known. Tabs that a user added are left alone. Raises PlanError where the file
    is not a workbook of ours.
    """
    roles, report = roles or Roles(book), Report(book.source)
    check_stored(roles, report)
    check_rows(roles, report)
    check_formulas(roles, report)
    check_keys(roles, report)
    check_names(book, roles, report)
    check_entries(roles, report)
    check_pages(book, roles, report)
    _check_tabs(roles, report)
    _check_saved(book, report)
    return report.problems()


def _check_saved(book: WorkbookFile, report: Report) -> None:
    """What the program dropped that saved the file, in one line: nobody can mend that cell by cell."""
    dropped = report.dropped()
    if not any("/charts/chart" in name for name in book.archive.names):
        dropped.append("the charts")
    if dropped:
        # Libraries say that they were Excel.
        named = book.application not in ("", "Microsoft Excel")
        who = f"{book.application}, which saved this file," if named else "the program that saved this file"
        hint = "formulas and figures are none the worse; to have it back: revenue-planner build THIS.xlsx -o NEW.xlsx"
        report.of_file(f"{who} lost: {', '.join(dropped)}", hint, severity="warning")


def _check_tabs(roles: Roles, report: Report) -> None:
    """No tab is missing."""
    for role in (name for name in TABS if roles.one(name) is None):
        hint = "take it over from the workbook as it was built"
        report.of_file(f"the tab {role} is missing or was renamed", hint, severity="warning")
    if len(roles.of("scenario")) < len(roles.scenarios):
        titles = ", ".join(scenario.title for scenario in roles.scenarios)
        report.of_file(f"not every scenario has its tab; there should be {titles}")
