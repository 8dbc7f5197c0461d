"""`revenue-planner schema`: what editors need to help while a plan is written."""

from __future__ import annotations

import json
from pathlib import Path

import click

from revenue_planner.cli.shared.parameters import force_option
from revenue_planner.cli.shared.terminal import put, put_json
from revenue_planner.ground.atomic import write_atomically


@click.command(name="schema", short_help="Print what a plan file may hold, for editors.")
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="Write it to a file.")
@force_option
def command(output: Path | None, force: bool) -> None:
    """Print the JSON Schema of plan files.

    An editor that knows it offers the keys and explains them while you type: put
    "#:schema ./plan.schema.json" into the first line of your plan.

    \b
    Examples:
      revenue-planner schema
      revenue-planner schema -o plan.schema.json
    """
    from revenue_planner.plan.schema.plan import plan_schema

    if output is None:
        put_json(plan_schema())
        return
    text = json.dumps(plan_schema(), indent=2, ensure_ascii=False) + "\n"
    write_atomically(output, text.encode(), force)
    put(f"Made {output}")
