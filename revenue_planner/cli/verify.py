"""`revenue-planner verify`: whether a workbook still keeps the rules it was built by."""

from __future__ import annotations

from pathlib import Path

import click

from revenue_planner.cli.parameters import workbook_argument
from revenue_planner.cli.terminal import put
from revenue_planner.errors import PlanError


@click.command(name="verify", short_help="Look for damaged formulas in a workbook.")
@workbook_argument
def command(file: Path) -> None:
    """Look for damage in the workbook FILE: a number typed over a formula, a row that is not one formula.

    The workbook is only read. Exit code 0: nothing found; 1: something found.

    \b
    Examples:
      revenue-planner verify my_plan.xlsx
    """
    from revenue_planner.workbook.verify import verify_workbook

    problems = verify_workbook(file)
    if problems:
        raise PlanError(problems)
    put(f"OK: {file}")
