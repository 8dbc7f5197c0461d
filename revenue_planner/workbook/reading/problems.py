"""What is wrong or doubtful in a workbook's cells, gathered while reading so that all of it is told at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from revenue_planner.ground.errors import MOST_TOLD, Place, Problem
from revenue_planner.plan.toml.problems import Findings, shortened

_Read = TypeVar("_Read")
#: How to mend a problem, or what finds that out once it is known that the problem will be told.
Hint = str | Callable[[], str]


class CellFindings:
    """Problems by cell. `source` is what problems call the file; an address is "Inputs!D12".

    A hint that takes long to find is given as a function, which is called only for problems that are told.
    """

    def __init__(self, source: str) -> None:
        self.source = source
        self.errors: list[Problem] = []
        self.warnings: list[Problem] = []

    def error(self, address: str, rule: str, hint: Hint = "", *, key: str = "", value: str = "") -> None:
        """Something that must be mended. An empty address stands for the whole file."""
        place = Place(self.source, cell=address or None)
        self.errors.append(Problem(rule, place, key, value, _known(hint, self.errors)))

    def warning(self, address: str, rule: str, hint: Hint = "", *, key: str = "", value: str = "") -> None:
        """Something doubtful; the workbook is used as it is."""
        place = Place(self.source, cell=address or None)
        self.warnings.append(Problem(rule, place, key, value, _known(hint, self.warnings), "warning"))

    def errors_of(self, problems: Iterable[Problem], address: str, key: str, value: str) -> None:
        """Take over problems that the plan's rules found in a cell's value."""
        for problem in problems:
            self.error(address, problem.rule, problem.hint, key=key, value=value)

    def by_rules(
        self, read: Callable[[Findings], _Read], address: str, *, key: str = "", value: str = "", hint: str = ""
    ) -> _Read:
        """What a reader of plan files makes of a cell's text; its problems are told at the cell.

        `hint` stands in for the reader's own, which is about plan files, where that would not help here.
        """
        rules = Findings(self.source, {})
        found = read(rules)
        for problem in rules.errors:
            self.error(address, problem.rule, hint or problem.hint, key=key, value=shortened(value))
        return found


def _known(hint: Hint, before: list[Problem]) -> str:
    if callable(hint):
        return hint() if len(before) < MOST_TOLD else ""
    return hint
