"""All problems of a plan file or workbook at once, as `check` tells them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from revenue_planner.analysis.doubts import doubts_of
from revenue_planner.analysis.soundness import check_sound
from revenue_planner.documents.sources import load_source
from revenue_planner.ground.errors import MOST_TOLD, PlanError, Problem
from revenue_planner.plan.values import Plan


@dataclass(frozen=True)
class Checked:
    """What was found in the file at `path`. `plan` is None where it has errors; warnings stop nothing.

    `problems` are the first hundred, and `more` is how many there are beside them.
    """

    path: Path
    problems: tuple[Problem, ...]
    plan: Plan | None
    more: int = 0

    @property
    def ok(self) -> bool:
        return self.plan is not None


def check(path: Path) -> Checked:
    """Read a plan file or workbook and gather its problems. Raises nothing for what is wrong in the file."""
    try:
        plan = load_source(path)
        check_sound(plan)
    except PlanError as error:
        return Checked(path, error.problems, None, error.more)
    warnings = sorted(
        (*plan.warnings, *doubts_of(plan)), key=lambda each: (each.place.line or 0, each.place.column or 0)
    )
    told = tuple(warnings[:MOST_TOLD])
    return Checked(path, told, plan, len(warnings) - len(told))


def check_data(checked: Checked) -> dict[str, object]:
    """The shape of `check --json`: plan, ok, problems, and a summary where there are no errors."""
    plan = checked.plan
    return {
        "plan": str(checked.path),
        "ok": checked.ok,
        "problems": [problem_data(problem) for problem in checked.problems],
        "more_problems": checked.more,
        "summary": plan and {
            "title": plan.title,
            "currency": plan.currency,
            "months": [str(month) for month in plan.timeline],
            "streams": plan.structure.groups,
            "scenarios": {scenario.name: scenario.title for scenario in plan.scenarios},
        },
    }  # fmt: skip


def problem_data(problem: Problem) -> dict[str, object]:
    """A problem as data; None where it has no line or cell."""
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
