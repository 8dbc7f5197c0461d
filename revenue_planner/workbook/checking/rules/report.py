"""What the rules find, with the same fault in many cells told briefly."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from revenue_planner.ground.a1 import letter, quoted
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

    def problems(self) -> list[Problem]:
        """All findings, errors first."""
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


def column_name(column: int) -> str:
    """How people call a column: "column C"."""
    return f"column {letter(column)}"
