"""`revenue-planner check`: every problem of a plan at once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from revenue_planner.cli.shared.parameters import plan_argument
from revenue_planner.cli.shared.terminal import counted, put, put_json, say_problems
from revenue_planner.ground.errors import PlanError, Problem
from revenue_planner.plan.goals import COMMON, parse_goal

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
    from revenue_planner.documents.sources import load_source

    try:
        checked = load_source(plan)
        _check_goal(checked)
    except PlanError as error:
        if not as_json:
            raise
        put_json(_as_data(plan, error.problems, None))
        ctx.exit(error.exit_code)
    if as_json:
        put_json(_as_data(plan, checked.warnings, checked))
        return
    say_problems(checked.warnings)
    put(_summary(checked))


def _check_goal(plan: Plan) -> None:
    """Whether the plan has the result that its goal names; only an unusual name is worth building the model."""
    if plan.risk.goal and parse_goal(plan.risk.goal).result not in COMMON:
        from revenue_planner.analysis.goal.aim import goal_of_plan

        goal_of_plan(plan)


def _summary(plan: Plan) -> str:
    timeline = plan.timeline
    streams = list(plan.structure.groups.values())
    scenarios = [scenario.title for scenario in plan.scenarios]
    warned = f" ({counted(len(plan.warnings), 'warning')})" if plan.warnings else ""
    return "\n".join([
        f"OK{warned}: {plan.title}",
        f"  {counted(len(streams), 'income stream')}: {', '.join(streams) or 'none'}",
        f"  {counted(timeline.months, 'month')}: {timeline.start.label} to {timeline.last.label}",
        f"  {counted(len(scenarios), 'scenario')}: {', '.join(scenarios)}",
    ])  # fmt: skip


def _as_data(path: Path, problems: tuple[Problem, ...], plan: Plan | None) -> dict[str, object]:
    return {
        "plan": str(path),
        "ok": plan is not None,
        "problems": [_problem(problem) for problem in problems],
        "summary": plan and {
            "title": plan.title,
            "currency": plan.currency,
            "months": [str(month) for month in plan.timeline],
            "streams": plan.structure.groups,
            "scenarios": {scenario.name: scenario.title for scenario in plan.scenarios},
        },
    }  # fmt: skip


def _problem(problem: Problem) -> dict[str, object]:
    place = problem.place
    return {
        "severity": problem.severity,
        "source": place.source,
        "line": place.line,
        "column": place.column,
        "cell": place.cell,
        "key": problem.key,
        "value": problem.value,
        "rule": problem.rule,
        "hint": problem.hint,
    }
