"""Arguments that several commands take, with their completion in the shell."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from revenue_planner.ground.errors import PlannerError

_Completion = Callable[[click.Context, click.Parameter, str], list[CompletionItem]]


def file_argument(name: str, suffix: str) -> Callable[..., Callable[..., object]]:
    """A file to read. Whether it is there and readable is for its reader to say, who knows the way out."""
    return click.argument(name, type=click.Path(path_type=Path), shell_complete=_complete_files(suffix))


def file_option(name: str, suffix: str, help: str) -> Callable[..., Callable[..., object]]:
    """A file to read, as an option."""
    return click.option(
        name,
        type=click.Path(path_type=Path),
        metavar="FILE",
        shell_complete=_complete_files(suffix),
        help=help,
    )


def _complete_files(suffix: str) -> _Completion:
    def complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        return matching_files(incomplete, suffix)

    return complete


def matching_files(incomplete: str, *suffixes: str) -> list[CompletionItem]:
    """Files with one of the endings, and the folders on the way to them."""
    folder, slash, start = incomplete.rpartition("/")
    where = Path(folder + slash or ".")
    items = []
    for entry in sorted(where.iterdir()) if where.is_dir() else []:
        if entry.name.startswith(start) and (start or not entry.name.startswith(".")):
            if entry.is_dir():
                items.append(CompletionItem(f"{folder}{slash}{entry.name}/"))
            elif entry.suffix.lower() in suffixes:
                items.append(CompletionItem(f"{folder}{slash}{entry.name}"))
    return items


def complete_template(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Names of the shipped example plans."""
    from revenue_planner.plan.templates import template_names, template_summary

    names = [name for name in template_names() if name.startswith(incomplete)]
    return [CompletionItem(name, help=template_summary(name)) for name in names]


def complete_key(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Keys of the shipped models, one step at a time: the streams first, then what is in one."""
    from revenue_planner.reference.specimen import specimen

    model = specimen()
    keys = [*(part.key for part in model.structure.parts), *model.inputs, *model.lines]
    depth = incomplete.count(".") + 1
    steps = {".".join(key.split(".")[:depth]) for key in keys if key.startswith(incomplete)}
    return [CompletionItem(step) for step in sorted(steps)]


def complete_scenario(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Scenario names of the plan that stands earlier on the line; none while it has problems."""
    from revenue_planner.documents.sources import load_source

    # An option without its value stops click's parser, which then leaves the plan among the rest.
    plan = ctx.params.get("plan") or next((word for word in ctx.args if word.endswith((".toml", ".xlsx"))), None)
    try:
        scenarios = load_source(Path(plan)).scenarios if plan else ()
    except PlannerError:
        return []
    return [CompletionItem(s.name, help=s.title) for s in scenarios if s.name.startswith(incomplete)]


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


def as_of_option(where: str) -> Callable[..., Callable[..., object]]:
    """`--as-of DATE`, "" where it is not given; `where` says where the date is noted.

    The planner itself never looks at the clock, so that what it makes can be made again.
    """
    return click.option(
        "--as-of",
        metavar="DATE",
        callback=_date,
        help=f"A date to note {where}, as 2027-01-31; none if you do not say.",
    )


def _date(ctx: click.Context, param: click.Parameter, value: str | None) -> str:
    if value is None:
        return ""
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        raise click.BadParameter(f'"{value}" is not a date; write it as 2027-01-31') from None


def one_output(as_json: bool, csv: object) -> None:
    """Refuses to print two outputs at once."""
    if as_json and csv is not None:
        raise click.UsageError("--json and --csv are two outputs; ask for one of them")


force_option = click.option("--force", is_flag=True, help="Replace the file if it is there already.")
plan_argument = file_argument("plan", ".toml")
workbook_argument = file_argument("file", ".xlsx")
