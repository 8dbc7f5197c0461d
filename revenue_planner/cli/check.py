"""`revenue-planner check`: every problem of a plan at once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from revenue_planner.cli.shared.parameters import plan_argument
from revenue_planner.cli.shared.terminal import put, put_json, say_problems
from revenue_planner.ground.errors import PlanError
from revenue_planner.ground.text import counted

if TYPE_CHECKING:
    from revenue_planner.plan.values import Plan


@click.command(name="check", short_help="Find the mistakes in a plan file or workbook.")
@plan_argument
@click.option("--json", "as_json", is_flag=True, help="Print the problems as data, for programs.")
@click.pass_context
def command(ctx: click.Context, plan: Path, as_json: bool) -> None:
    """Find all mistakes in PLAN, a plan file or a workbook, each with its place and how to mend it.

    A warning is a doubtful figure; it stops nothing. Exit code 0: no mistakes; 1: mistakes.

    \b
    Examples:
      revenue-planner check my_plan.toml
      revenue-planner check my_plan.toml --json
      revenue-planner check my_plan.xlsx
    """
    from revenue_planner.documents.check import check, check_data

    checked = check(plan)
    if as_json:
        put_json(check_data(checked))
        ctx.exit(0 if checked.ok else PlanError.exit_code)
    if checked.plan is None:
        raise PlanError(checked.problems, checked.more)
    say_problems(checked.problems, checked.more)
    put(_summary(checked.plan, len(checked.problems) + checked.more))


def _summary(plan: Plan, warnings: int) -> str:
    timeline = plan.timeline
    streams = list(plan.structure.groups.values())
    scenarios = [scenario.title for scenario in plan.scenarios]
    warned = f" ({counted(warnings, 'warning')})" if warnings else ""
    return "\n".join([
        f"OK{warned}: {plan.title}",
        f"  {counted(len(streams), 'income stream')}: {', '.join(streams) or 'none'}",
        f"  {counted(timeline.months, 'month')}: {timeline.start.label} to {timeline.last.label}",
        f"  {counted(len(scenarios), 'scenario')}: {', '.join(scenarios)}",
    ])  # fmt: skip
