"""`revenue-planner pull`: what was typed into a workbook, carried into its plan."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from revenue_planner.cli.shared.paragraphs import INDENT, terms
from revenue_planner.cli.shared.parameters import file_argument
from revenue_planner.cli.shared.terminal import printable, put, say, say_problems
from revenue_planner.ground.text import counted

if TYPE_CHECKING:
    from revenue_planner.plan.editing.edit import WrittenChange


@click.command(name="pull", short_help="Take figures typed into a workbook over into its plan.")
@file_argument("workbook", ".xlsx")
@file_argument("plan", ".toml")
@click.option("--dry-run", is_flag=True, help="Only show what would change in the plan, line by line.")
def command(workbook: Path, plan: Path, dry_run: bool) -> None:
    """Change PLAN so that it says what WORKBOOK says: the figures typed into its yellow cells, new scenarios too.

    Only lines that differ are changed; your notes and everything else in the plan stay as they are. A new
    build then gives the same figures as the workbook. The workbook is only read: save it before.

    \b
    Examples:
      revenue-planner pull my_plan.xlsx my_plan.toml --dry-run
      revenue-planner pull my_plan.xlsx my_plan.toml
    """
    from revenue_planner.documents.pull import pull, write_pulled

    pulled = pull(workbook, plan)
    say_problems(pulled.warnings)
    if not pulled.changes:
        _say_notes(pulled.notes)
        put(f"Nothing to pull: {plan} says what {workbook} says.")
        return
    if dry_run:
        click.echo(_harmless(pulled.diff), nl=False)
        _say_notes(pulled.notes)
        say(f"{counted(len(pulled.changes), 'change')}; nothing was written.")
        return
    write_pulled(pulled)
    put(f"Pulled {counted(len(pulled.changes), 'change')} into {plan}")
    terms([(change.key, _told(change)) for change in pulled.changes], indent=INDENT)
    _say_notes(pulled.notes)


def _is_input(key: str) -> bool:
    """Whether it is an input of a scenario, which Base has too."""
    return key.startswith("scenarios.") and not key.endswith(".stress")


def _say_notes(notes: tuple[str, ...]) -> None:
    for note in notes:
        say(f"note: {note}")


def _told(change: WrittenChange) -> str:
    before = _one_line(change.before) or "(new)"
    after = _one_line(change.after) or ("(as Base)" if _is_input(change.key) else "(removed)")
    return f"{before} → {after}"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _harmless(diff: str) -> str:
    """Without control characters, except those that lines are made of."""
    return re.sub(r"[^\t\r\n]+", lambda found: printable(found[0]), diff)
