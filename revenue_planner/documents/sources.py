"""What people name on the command line: a plan file or a workbook, perhaps with one of its scenarios."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from revenue_planner.ground.errors import PlanError, Problem, UsageError
from revenue_planner.ground.text import listed
from revenue_planner.language.component import Stream
from revenue_planner.plan.reading.hints import nearest
from revenue_planner.plan.reading.plan import load_plan
from revenue_planner.plan.values import Plan, Scenario
from revenue_planner.streams.registry import add_on_of, is_shipped

#: How zip archives (.xlsx) begin, and the container of old .xls files and of workbooks with a password:
#: the reader of workbooks knows what to say about those.
_WORKBOOK_MARKS = (b"PK", b"\xd0\xcf\x11\xe0")
_WORKBOOK_SUFFIXES = (".xlsx", ".xlsm", ".xlsb", ".xltx", ".xls", ".ods")


def load_source(path: Path) -> Plan:
    """The plan in a plan file or in a workbook, told apart by what is in them. Raises PlanError."""
    if is_workbook(path):
        from revenue_planner.workbook.reading.plan import read_workbook

        plan = read_workbook(path)
    else:
        plan = load_plan(path)
    check_add_ons(plan)
    return plan


def check_add_ons(plan: Plan) -> None:
    """Whether the equations of streams from other packages can be computed with the rest of the plan.

    Each was verified alone when it was loaded; only together can they form a circle. Raises PlanError, at
    the table of the add-on where the plan has lines.
    """
    streams = {part.key: part.component for part in plan.structure.parts if issubclass(part.component, Stream)}
    foreign = {key: stream for key, stream in streams.items() if not is_shipped(stream)}
    if not foreign:
        return
    from revenue_planner.engine.run import run

    try:
        run(plan)
    except Exception as error:  # what foreign equations stumble over is not known
        problems = []
        for key, stream in foreign.items():
            add_on = add_on_of(stream)
            package = f"of the add-on {add_on.package} " if add_on else ""
            rule = f"its equations {package}cannot be computed in this plan: {error}"
            hint = add_on.way_out if add_on else ""
            problems.append(Problem(rule, plan.place(stream.name), key, hint=hint))
        raise PlanError(problems) from error


def is_workbook(path: Path) -> bool:
    """Whether a file is to be read as a workbook; one that cannot be opened goes by its name."""
    beginning = b""
    try:
        if path.is_file():
            with path.open("rb") as file:
                beginning = file.read(4)
    except (OSError, ValueError):
        pass
    return beginning.startswith(_WORKBOOK_MARKS) or path.suffix.lower() in _WORKBOOK_SUFFIXES


@dataclass(frozen=True, slots=True)
class Spec:
    """A file, and the scenario that is meant (None: not said)."""

    path: Path
    scenario: str | None = None


def parse_spec(text: str) -> Spec:
    """Read "plan.toml", "plan.toml:cautious" or 'book.xlsx:"My own"'.

    Colons in names of files and drives are left alone: only what follows the last one counts, and only
    where the whole is no file. Raises UsageError where nothing follows it.
    """
    head, colon, tail = text.rpartition(":")
    if not colon or not head or os.path.exists(text):  # noqa: PTH110 (takes any text without raising)
        return Spec(Path(text))
    if not os.path.exists(head) and (len(head) == 1 or "/" in tail or "\\" in tail):  # noqa: PTH110
        return Spec(Path(text))
    scenario = tail.strip().strip("\"'").strip()
    if not scenario:
        raise UsageError(f'"{text}" ends in a colon; after it stands a scenario, for example {head}:base')
    return Spec(Path(head), scenario)


def find_scenario(plan: Plan, wanted: str, source: str) -> Scenario:
    """A scenario by its name ("my_own") or title ("My own"), in any case. Raises UsageError with the nearest."""
    key = wanted.casefold()
    for scenarios in ({s.name: s for s in plan.scenarios}, {s.title: s for s in plan.scenarios}):
        for name, scenario in scenarios.items():
            if name.casefold() == key:
                return scenario
    names = [scenario.name for scenario in plan.scenarios]
    titles = [scenario.title for scenario in plan.scenarios]
    hint = nearest(wanted, [*titles, *names]) or f"its scenarios are {listed(names, 'and')}"
    raise UsageError(f'{source} has no scenario "{wanted}"; {hint}')
