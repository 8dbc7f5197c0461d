"""`revenue-planner new`: a plan file of one's own, copied from an example."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from revenue_planner.cli.shared.parameters import complete_template, force_option
from revenue_planner.cli.shared.terminal import put, say

DEFAULT_NAME = "my_plan.toml"


@click.command(name="new", short_help="Copy an example plan to a file of yours.")
@click.argument("template", shell_complete=complete_template)
@click.argument("path", type=click.Path(path_type=Path), default=DEFAULT_NAME)
@force_option
def command(template: str, path: Path, force: bool) -> None:
    """Copy the example plan TEMPLATE to PATH (my_plan.toml if you give none).

    "revenue-planner templates" lists the examples. A file that is there already stays as it is.

    \b
    Examples:
      revenue-planner new starter
      revenue-planner new starter maya.toml
    """
    from revenue_planner.plan.templates import copy_template

    path = copy_template(template, path, force)
    put(f"Made {path} from the example {template}.")
    name = shlex.quote(str(path))
    say(
        "Next:\n"
        f"  1. Open {path} in any text editor and write your own figures.\n"
        f"  2. revenue-planner check {name}\n"
        f"  3. revenue-planner build {name}"
    )
