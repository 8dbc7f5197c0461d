"""Carry what was typed into a workbook over into the plan file that it was built from."""

from __future__ import annotations

import difflib
import math
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from revenue_planner.documents.sources import is_workbook
from revenue_planner.ground.atomic import write_atomically
from revenue_planner.ground.errors import Problem, UsageError
from revenue_planner.ground.text import counted
from revenue_planner.language.sizes import SIZES
from revenue_planner.plan.changes import factor_of
from revenue_planner.plan.editing.edit import WrittenChange, updated, written_changes
from revenue_planner.plan.reading.plan import parse_plan
from revenue_planner.plan.same import said, settled
from revenue_planner.plan.toml.file import read_text
from revenue_planner.plan.values import BASE, USUAL, Plan
from revenue_planner.workbook.reading.log import LOG
from revenue_planner.workbook.reading.plan import plan_of
from revenue_planner.workbook.tabs.log.tab import FACT, fingerprint
from revenue_planner.workbook.xlsx.workbook_file import WorkbookFile, open_workbook

_NO_NEWLINE = "\n\\ No newline at end of file\n"


@dataclass(frozen=True)
class Pull:
    """A plan file's text before and after, what changes in it, and what there is to say about it."""

    path: Path
    before: str
    after: str
    changes: tuple[WrittenChange, ...]
    warnings: tuple[Problem, ...]
    notes: tuple[str, ...]

    @property
    def diff(self) -> str:
        """The change as a unified diff, which the program `patch` takes; "" where there is none."""
        name = self.path.name
        lines = difflib.unified_diff(_lines(self.before), _lines(self.after), name, name)
        return "".join(line if line.endswith("\n") else line + _NO_NEWLINE for line in lines)


def pull(workbook: Path, plan: Path) -> Pull:
    """What pulling a workbook into a plan file does to that; nothing is written yet.

    Raises UsageError where the two are confused, PlanError with all problems of the plan, of the
    workbook, or of the two together, and PlannerError where the file cannot say what the workbook does.
    """
    if is_workbook(plan):
        order = f"{plan} {workbook}" if not is_workbook(workbook) else f"{workbook} {plan.with_suffix('.toml')}"
        raise UsageError(f"the workbook comes first, then the plan: revenue-planner pull {order}")
    before = read_text(plan)
    now = parse_plan(before, str(plan))

    book = open_workbook(workbook)
    wanted = plan_of(book)
    after = updated(before, now, wanted)
    changes = tuple(written_changes(before, after))
    notes = [*_notes(now, settled(wanted, now), changes), *_stale(wanted, parse_plan(after, str(plan)))]
    if changes and _fingerprint(book) != fingerprint(now):
        notes.insert(0, f"{plan} has changed since the workbook was built; where they differ, the workbook counts.")
    return Pull(plan, before, after, changes, wanted.warnings, tuple(notes))


def write_pulled(pulled: Pull) -> None:
    """Write the plan file anew, where anything changes in it. Raises OutputError."""
    if pulled.changes:
        write_atomically(pulled.path, pulled.after.encode(), force=True)


def _notes(now: Plan, wanted: Plan, changes: tuple[WrittenChange, ...]) -> Iterator[str]:
    written = {change.key: change for change in changes}
    for scenario in wanted.scenarios:
        for key in wanted.settings[scenario.name]:
            change = written.get(f"scenarios.{scenario.name}.{key}")
            if (
                change
                and _is_change_of_base(change.before)
                and said(now, scenario.name, key) == said(wanted, scenario.name, key)
            ):
                yield (
                    f"{change.key} was {change.before} and keeps the number it had, since workbooks hold numbers; "
                    "write the change again if it is to follow Base."
                )
    if any(each.key.endswith(".stress") and _count(each.after) < _count(each.before) for each in changes):
        yield "Stress lines were taken out: the workbook has other figures in their months, now written out."
    there = {scenario.name for scenario in wanted.scenarios}
    for scenario in now.scenarios:
        if scenario.name not in there:
            yield f'The scenario "{scenario.title}" is not in the workbook and stays as it is.'


def _stale(workbook: Plan, pulled: Plan) -> Iterator[str]:
    """Usual numbers that a workbook has as they were when it was built, for other followers or another exchange."""
    stale = []
    for key, setting in workbook.settings[BASE].items():
        new, old = pulled.settings[BASE][key], setting.value
        if USUAL == setting.writer == new.writer and isinstance(old, float) and isinstance(new.value, float):
            stale += [] if math.isclose(old, new.value, rel_tol=1e-9, abs_tol=0.0) else [key]
    if stale:
        figures = counted(len(stale), "usual figure")
        yield (
            f"{figures} of the workbook, such as {stale[0]}, {'are' if len(stale) > 1 else 'is'} not what is usual for "
            f"the pulled plan, {SIZES[pulled.structure.size]} in {pulled.currency}: build it again."
        )


def _fingerprint(book: WorkbookFile) -> str:
    """That of the plan which a workbook was built from, as its Log has it; "" where it does not."""
    for tab in book.tabs(first=LOG):
        for row, cells in tab.rows.items():
            for column in cells:
                if tab.text(row, column) == f"{FACT}fingerprint":
                    return next(filter(None, (tab.text(row, left) for left in range(column - 1, -1, -1))), "")
    return ""


def _is_change_of_base(written: str) -> bool:
    return written[:1] in ('"', "'") and factor_of(written.strip("\"'")) is not None


def _count(written: str) -> int:
    return len(tomllib.loads(f"lines = {written or '[]'}")["lines"])


def _lines(text: str) -> list[str]:
    """Lines with their ends; only \\n ends one, since others may stand in texts."""
    *lines, last = text.split("\n")
    return [line + "\n" for line in lines] + ([last] if last else [])
