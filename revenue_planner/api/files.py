"""Verbs of the command line that work on files, in Python: check, verify, pull, explain…"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from revenue_planner.ground.errors import Problem
from revenue_planner.plan.templates import template_names, template_summary
from revenue_planner.streams.addons import AddOn

if TYPE_CHECKING:
    import pandas as pd

    from revenue_planner.documents.pull import Pull
    from revenue_planner.reference.explain import Explanation


@dataclass(frozen=True)
class Verdict:
    """Whether a file is sound, and all that is wrong or doubtful in it. True where it has no errors."""

    source: str
    problems: tuple[Problem, ...]

    @property
    def ok(self) -> bool:
        return not self.errors

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What must be mended."""
        return tuple(problem for problem in self.problems if problem.severity != "warning")

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What is doubtful and stops nothing."""
        return tuple(problem for problem in self.problems if problem.severity == "warning")

    @property
    def frame(self) -> pd.DataFrame:
        """A row for each problem: severity, source, line, column, cell, key, value, rule, hint."""
        import pandas as pd

        from revenue_planner.documents.check import problem_data

        columns = ["severity", "source", "line", "column", "cell", "key", "value", "rule", "hint"]
        return pd.DataFrame([problem_data(problem) for problem in self.problems], columns=columns, dtype=object)

    def __bool__(self) -> bool:
        return self.ok


def check(path: str | os.PathLike[str]) -> Verdict:
    """All mistakes in a plan file or workbook at once. Nothing is raised for what is wrong in the file."""
    from revenue_planner.documents.check import check

    return Verdict(str(path), check(Path(path)).problems)


def verify(path: str | os.PathLike[str]) -> Verdict:
    """Whether a workbook is as it was built: formulas, figures, names. A file that is no workbook of the planner
    has that as its one problem; nothing is raised for what is wrong in the file."""
    from revenue_planner.documents.verify import verify_workbook

    return Verdict(str(path), tuple(verify_workbook(Path(path))))


def pull(workbook: str | os.PathLike[str], plan: str | os.PathLike[str], dry_run: bool = False) -> Pull:
    """Carry what was typed into a workbook over into its plan file, of which only lines that differ change.

    With `dry_run` nothing is written. Returns the change: `before` and `after` (texts), `diff`, `changes` (key,
    before, after), `warnings`, `notes`. Raises UsageError where the two are confused, PlanError with all problems
    of both, PlannerError where the file cannot say what the workbook does.
    """
    from revenue_planner.documents.pull import pull, write_pulled

    pulled = pull(Path(workbook), Path(plan))
    if not dry_run:
        write_pulled(pulled)
    return pulled


def explain(key: str) -> Explanation:
    """What an input, a line, a result or a stream of the shipped models means: its unit, what is usual, its
    source, its equation in words. Raises UsageError, with the nearest keys, for an unknown one."""
    from revenue_planner.reference import explain

    return explain(key)


def new(template: str, path: str | os.PathLike[str] = "my_plan.toml", force: bool = False) -> Path:
    """Copy an example plan to a file. Without `force` a file that is there is kept and OutputError raised.

    Returns its path. Raises UsageError for an example that there is not, or a name that no plan file has.
    """
    from revenue_planner.plan.templates import copy_template

    return copy_template(template, Path(path), force)


def templates() -> dict[str, str]:
    """The example plans by name, each with a sentence about it."""
    return {name: template_summary(name) for name in template_names()}


def schema() -> dict[str, object]:
    """The JSON Schema of plan files (draft 4), for editors: what `schema` prints."""
    from revenue_planner.plan.schema.plan import plan_schema

    return plan_schema()


def add_ons() -> tuple[AddOn, ...]:
    """Streams of other packages: package, table, and why one is left out (`problem`, "" for one that works)."""
    from revenue_planner.streams.registry import add_ons

    return add_ons()
