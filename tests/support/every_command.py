"""All commands on one plan, in this process: none may refuse what `check` accepts."""

from __future__ import annotations

import io
from collections.abc import Collection, Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

from revenue_planner.cli.main import main
from revenue_planner.documents.sources import load_source

#: Futures for commands that draw them: the plan's own number would take minutes.
TRIALS = "100"
COMMANDS = (
    "show", "explain", "compare", "simulate", "sensitivity", "goal", "build", "verify", "pull", "report", "again",
)  # fmt: skip


def call(*arguments: str) -> tuple[int, str]:
    """The exit code, and what stands on stderr."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = main(arguments)
    return code, err.getvalue()


def accepted(path: Path) -> bool:
    return call("check", str(path))[0] == 0


def refusals(path: Path, commands: Collection[str] = COMMANDS) -> Iterator[str]:
    """What each of these commands says to a plan that `check` accepts, where it does not simply do its work.

    "verify", "pull" and "again" (show and check of the workbook) use the workbook that "build" makes.
    """
    plan, book, page, both = (str(path.with_suffix(end)) for end in (path.suffix, ".xlsx", ".html", ".both.xlsx"))
    read = load_source(path)
    scenario, key = read.scenarios[-1].name, list(read.inputs())[-1]
    orders: dict[str, list[list[str]]] = {
        "show": [["show", plan, "--all"], ["show", plan, "--json", "--scenario", scenario]],
        "explain": [["explain", key, "--plan", plan]],
        "compare": [["compare", plan, f"{plan}:{scenario}"], ["compare", plan, "-o", both, "--force"]],
        "simulate": [["simulate", plan, "--trials", TRIALS]],
        "sensitivity": [["sensitivity", plan], ["sensitivity", plan, "--as-drawn", "-s", scenario]],
        "goal": [["goal", plan, "-s", scenario, "--no-mix"]],
        "build": [["build", plan, "--force", "--trials", TRIALS]],
        "verify": [["verify", book]],
        "pull": [["pull", book, plan, "--dry-run"]],
        "again": [["check", book], ["show", book]],
        "report": [["report", plan, "--trials", TRIALS, "-o", page, "--force"]],
    }
    if len(read.scenarios) == 1:
        orders["compare"] = [["compare", plan, plan]]
    for command in COMMANDS:
        for order in orders[command] if command in commands else ():
            code, err = call(*order)
            if code != 0 or "went wrong" in err:
                yield f"{' '.join(order)} -> {code}: {err[-600:]}"
