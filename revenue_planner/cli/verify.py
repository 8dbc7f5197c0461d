"""`revenue-planner verify`: whether a workbook still keeps the rules it was built by."""

from __future__ import annotations

from pathlib import Path

import click

from revenue_planner.cli.shared.parameters import workbook_argument
from revenue_planner.cli.shared.terminal import put, say_problems
from revenue_planner.ground.errors import PlanError
from revenue_planner.ground.text import counted


@click.command(name="verify", short_help="Look for damaged formulas in a workbook.")
@workbook_argument
def command(file: Path) -> None:
    """Look for damage in the workbook FILE: a number typed over a formula, a formula that was changed, a wrong figure.

    The workbook is only read: its plan is worked out anew, and every formula and figure of every tab compared, as its
    cells for choosing stand. A warning says what could not be compared, or is about looks, and stops nothing.
    Exit code 0: no damage; 1: damage.

    \b
    Examples:
      revenue-planner verify my_plan.xlsx
    """
    from revenue_planner.documents.verify import verify_workbook

    problems = verify_workbook(file)
    if any(problem.severity != "warning" for problem in problems):
        raise PlanError(problems)
    say_problems(problems)
    warned = f" ({counted(len(problems), 'warning')})" if problems else ""
    put(f"OK{warned}: {file}\n  Its formulas are as they were built, and its figures follow from its inputs.")
