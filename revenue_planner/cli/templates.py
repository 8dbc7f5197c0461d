"""`revenue-planner templates`: the example plans there are."""

from __future__ import annotations

import click

from revenue_planner.cli.shared.paragraphs import terms
from revenue_planner.cli.shared.terminal import say


@click.command(name="templates", short_help="List the example plans to start from.")
def command() -> None:
    """List the example plans that come with the planner, one a line.

    \b
    Examples:
      revenue-planner templates
    """
    from revenue_planner.plan.templates import template_names, template_summary

    terms([(name, template_summary(name)) for name in template_names()])
    say('\nCopy the one that is most like you: "revenue-planner new NAME".')
