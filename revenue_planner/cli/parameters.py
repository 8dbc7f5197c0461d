"""Arguments that several commands take, with their completion in the shell."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from revenue_planner.cli.terminal import printable
from revenue_planner.errors import PlannerError, UsageError
from revenue_planner.plan.hints import listed, nearest

_Completion = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]


def file_argument(name: str, suffix: str) -> Callable[..., Callable[..., object]]:
    """A file to read. Whether it is there and readable is for its reader to say, who knows the way out."""
    return click.argument(name, type=click.Path(path_type=Path), shell_complete=_complete_files(suffix))


def _complete_files(suffix: str) -> _Completion:
    """Files with the ending, and the folders on the way to them."""

    def complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        folder, slash, start = incomplete.rpartition("/")
        where = Path(folder + slash or ".")
        items = []
        for entry in sorted(where.iterdir()) if where.is_dir() else []:
            if entry.name.startswith(start) and (start or not entry.name.startswith(".")):
                if entry.is_dir():
                    items.append(CompletionItem(f"{folder}{slash}{entry.name}/"))
                elif entry.suffix.lower() == suffix:
                    items.append(CompletionItem(f"{folder}{slash}{entry.name}"))
        return items

    return complete


def complete_template(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Names of the shipped example plans."""
    from revenue_planner.plan.templates import template_names, template_summary

    names = [name for name in template_names() if name.startswith(incomplete)]
    return [CompletionItem(name, help=template_summary(name)) for name in names]


def complete_scenario(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Scenario names of the plan that stands earlier on the line; none while it has problems."""
    from revenue_planner.plan.read import load_plan

    plan = ctx.params.get("plan")
    try:
        scenarios = load_plan(plan).scenarios if isinstance(plan, Path) else ()
    except PlannerError:
        return []
    return [CompletionItem(s.name, help=s.title) for s in scenarios if s.name.startswith(incomplete)]


def known(name: str, names: Sequence[str], what: str) -> str:
    """The name itself; raises UsageError with the nearest one where it is not among `names`."""
    if name in names:
        return name
    hint = nearest(name, names) or f"the {what}s are {listed(names, 'and')}"
    raise UsageError(f'there is no {what} "{printable(name)}"; {hint}')


force_option = click.option("--force", is_flag=True, help="Replace the file if it is there already.")
plan_argument = file_argument("plan", ".toml")
workbook_argument = file_argument("file", ".xlsx")
