"""The files that are made of a plan: its workbook and its page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from revenue_planner.engine.run import Result, run
from revenue_planner.ground.atomic import check_target, write_atomically
from revenue_planner.ground.errors import UsageError
from revenue_planner.plan.risk import FEWEST_TRIALS, MOST_SEED, MOST_TRIALS
from revenue_planner.plan.values import Plan

WORKBOOK, PAGE = (".xlsx",), (".html", ".htm")

Progress = Callable[[int], None]


def make_workbook(
    plan: Plan,
    path: Path,
    *,
    trials: int | None = None,
    risk: bool = True,
    as_of: str = "",
    force: bool = False,
    progress: Progress | None = None,
) -> Result:
    """Write a plan's workbook; without `risk` it has no tab Risk. Returns the plan's numbers.

    `trials` None is as the plan has it. Raises OutputError where the file is there and `force` is not set,
    UsageError for trials out of range, PlanError where the plan's [risk] cannot be drawn.
    """
    from revenue_planner.workbook.write import workbook_bytes

    _check_range("trials", trials, FEWEST_TRIALS, MOST_TRIALS)
    check_target(path, force=force)
    result = run(plan)
    ahead = None
    if risk:
        from revenue_planner.analysis.looking_ahead import look_ahead

        # The workbook shows no mixes of levers.
        ahead = look_ahead(plan, trials=trials, mixes=False, progress=progress)
    write_atomically(path, workbook_bytes(plan, result.model, result.values, as_of, ahead), force)
    return result


def make_page(
    plan: Plan,
    path: Path,
    *,
    trials: int | None = None,
    seed: int | None = None,
    goal: str | None = None,
    as_of: str = "",
    force: bool = False,
    progress: Progress | None = None,
) -> None:
    """Write a plan's page; what is None is as the plan has it. Raises as `make_workbook`, and UsageError for a
    goal that there is not."""
    from revenue_planner.analysis.goal.aim import resolve_goal
    from revenue_planner.analysis.looking_ahead import look_ahead
    from revenue_planner.report import report_html

    _check_range("trials", trials, FEWEST_TRIALS, MOST_TRIALS)
    _check_range("seed", seed, 0, MOST_SEED)
    check_target(path, force=force)
    wanted = None if goal is None else resolve_goal(plan, goal)
    ahead = look_ahead(plan, trials=trials, seed=seed, goal=wanted, progress=progress)
    write_atomically(path, report_html(plan, run(plan), ahead, as_of).encode("utf-8"), force)


def _check_range(what: str, number: int | None, low: int, high: int) -> None:
    if number is not None and not low <= number <= high:
        raise UsageError(f"{what}: must be between {low:,} and {high:,}, not {number:,}")
