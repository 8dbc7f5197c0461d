"""What is wrong or doubtful in a workbook's cells, gathered while reading so that all of it is told at once."""

from __future__ import annotations

from collections.abc import Iterable

from revenue_planner.ground.errors import Place, Problem


class CellFindings:
    """Problems by cell. `source` is what problems call the file; an address is "Inputs!D12"."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.errors: list[Problem] = []
        self.warnings: list[Problem] = []

    def error(self, address: str, rule: str, hint: str = "", *, key: str = "", value: str = "") -> None:
        """Something that must be mended. An empty address stands for the whole file."""
        self.errors.append(Problem(rule, Place(self.source, cell=address or None), key, value, hint))

    def warning(self, address: str, rule: str, hint: str = "", *, key: str = "", value: str = "") -> None:
        """Something doubtful; the workbook is used as it is."""
        place = Place(self.source, cell=address or None)
        self.warnings.append(Problem(rule, place, key, value, hint, "warning"))

    def errors_of(self, problems: Iterable[Problem], address: str, key: str, value: str) -> None:
        """Take over problems that the plan's rules found in a cell's value."""
        for problem in problems:
            self.error(address, problem.rule, problem.hint, key=key, value=value)
