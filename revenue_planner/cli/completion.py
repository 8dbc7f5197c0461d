"""`revenue-planner completion`: the Tab key completes commands, templates, plan files and scenarios."""

from __future__ import annotations

import click

from revenue_planner.cli.shared.terminal import put, say

_LINES = {
    "bash": ('eval "$(_REVENUE_PLANNER_COMPLETE=bash_source revenue-planner)"', "~/.bashrc"),
    "zsh": ('eval "$(_REVENUE_PLANNER_COMPLETE=zsh_source revenue-planner)"', "~/.zshrc"),
    "fish": (
        "_REVENUE_PLANNER_COMPLETE=fish_source revenue-planner | source",
        "~/.config/fish/completions/revenue-planner.fish",
    ),
}


@click.command(name="completion", short_help="Let the Tab key complete what you type.")
@click.argument("shell", type=click.Choice(list(_LINES)))
def command(shell: str) -> None:
    """Print the line that lets the Tab key complete commands and names in SHELL.

    \b
    Examples:
      revenue-planner completion bash
      revenue-planner completion zsh >> ~/.zshrc
    """
    line, file = _LINES[shell]
    put(line)
    say(f"Add this line to {file} and open a new terminal.")
