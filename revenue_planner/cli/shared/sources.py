"""Arguments that name plans, workbooks and their scenarios, with completion in the shell."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from revenue_planner.cli.shared.parameters import matching_files
from revenue_planner.ground.errors import PlannerError


def sources_argument(name: str) -> Callable[..., Callable[..., object]]:
    """One or more of "plan.toml", "book.xlsx", "plan.toml:cautious", as texts."""
    return click.argument(name, nargs=-1, required=True, metavar="A [B ...]", shell_complete=complete_source)


def complete_source(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Plans, workbooks and the folders on the way to them; after a file and a colon, its scenarios."""
    file, colon, start = incomplete.rpartition(":")
    if colon and Path(file).is_file():
        return [
            CompletionItem(f"{file}:{name}", help=title) for name, title in _scenarios(file) if name.startswith(start)
        ]
    return matching_files(incomplete, ".toml", ".xlsx")


def _scenarios(file: str) -> list[tuple[str, str]]:
    """Names and titles; none while the file has problems."""
    from revenue_planner.documents.sources import load_source

    try:
        return [(scenario.name, scenario.title) for scenario in load_source(Path(file)).scenarios]
    except PlannerError:
        return []
