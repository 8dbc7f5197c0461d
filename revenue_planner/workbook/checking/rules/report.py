"""What the rules find, with the same fault in many cells told briefly."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from revenue_planner.ground.a1 import quoted
from revenue_planner.ground.errors import Place, Problem
from revenue_planner.workbook.xlsx.cells import Tab

#: Of one rule's findings on one tab, this many are told with their cell.
MOST_TOLD = 6


class Report:
    """Findings in the order in which rules make them. `source` is what problems call the file.

    Errors are faults of the arithmetic, warnings faults of form that leave every figure as it is.
    """

    def __init__(self, source: str) -> None:
        self.source = source
        self._kept: dict[str, bool] = {}
        self._lost: dict[str, list[tuple[tuple[str, str, str], Problem]]] = defaultdict(list)
        self._found: dict[tuple[str, str, str], list[Problem]] = defaultdict(list)

    def error(
        self, tab: Tab, row: int, column: int, rule: str, hint: str = "", *, key: str = "", value: str = ""
    ) -> None:
        self._add(tab, tab.at(row, column), rule, hint, key, value, "error")

    def warning(
        self, tab: Tab, row: int, column: int, rule: str, hint: str = "", *, key: str = "", value: str = ""
    ) -> None:
        self._add(tab, tab.at(row, column), rule, hint, key, value, "warning")

    def of_tab(self, tab: Tab, rule: str, hint: str = "", *, value: str = "", severity: str = "warning") -> None:
        """A finding about a tab as a whole."""
        self._add(tab, quoted(tab.name), rule, hint, "", value, severity)

    def of_file(self, rule: str, hint: str = "", *, key: str = "", value: str = "", severity: str = "error") -> None:
        """A finding about the workbook as a whole."""
        self._found[rule, "", severity].append(Problem(rule, Place(self.source), key, value, hint, severity))

    def feature(
        self, name: str, kept: bool, tab: Tab, rule: str, hint: str, *, at: tuple[int, int] | None = None, key: str = ""
    ) -> None:
        """Whether a place has kept something of its form, such as "headers that stay in view".

        Where some places have, each that has not is a warning; a feature that no place has kept was dropped by the
        program that saved the file. `at` is a cell's row and column.
        """
        self._kept[name] = self._kept.get(name, False) or kept
        if not kept:
            place = Place(self.source, cell=quoted(tab.name) if at is None else tab.at(*at))
            problem = Problem(rule, place, key, "", hint, "warning")
            self._lost[name].append(((rule, tab.name, "warning"), problem))

    def dropped(self) -> list[str]:
        """Features that no place of the workbook has kept."""
        return [name for name, kept in self._kept.items() if not kept]

    def problems(self) -> list[Problem]:
        """All findings, errors first."""
        for name, lost in self._lost.items():
            for where, problem in lost if self._kept[name] else ():
                self._found[where].append(problem)
        self._lost.clear()
        told = list(self._told())
        return sorted(told, key=lambda problem: problem.severity != "error")

    def _add(self, tab: Tab, address: str, rule: str, hint: str, key: str, value: str, severity: str) -> None:
        place = Place(self.source, cell=address)
        self._found[rule, tab.name, severity].append(Problem(rule, place, key, value, hint, severity))

    def _told(self) -> Iterator[Problem]:
        for (rule, tab, severity), problems in self._found.items():
            yield from problems[:MOST_TOLD]
            more = len(problems) - MOST_TOLD
            if more > 0:
                place = Place(self.source, cell=quoted(tab) if tab else None)
                yield Problem(f"{more} more like these: {rule}", place, severity=severity)
