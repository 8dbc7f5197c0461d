"""Where things stand on a scenario's tab, and how formulas of the model write ranges and look things up in them.

Programs disagree on a range of one cell, which a plan of one month or one scenario has: INDEX(A1:A1,1,1) is an error in
Gnumeric, MATCH and COUNTIF of it in others. So such a range is the cell, and what would be looked up in it is written
without a look-up. `workbook/functions.py` does so for formulas of other tabs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from revenue_planner.ground.a1 import THIS, letter


@dataclass(frozen=True)
class Positions:
    """Where things stand on a scenario tab: rows by key, columns counted from 0."""

    rows: Mapping[str, int]
    monthly: frozenset[str]
    months: int
    value_column: int
    opening_column: int
    date_row: int
    #: The cell of the plan's first month, as formulas on a scenario's tab write it.
    start: str = ""

    @property
    def first(self) -> int:
        """The column of month 1."""
        return self.opening_column + 1

    @property
    def last(self) -> int:
        return self.opening_column + self.months

    def value(self, key: str) -> str:
        return f"${letter(self.value_column)}{self.rows[key]}"

    def cell(self, key: str) -> str:
        """The cell of a row for the month of the formula, or its one value."""
        return f"{THIS}{self.rows[key]}" if key in self.monthly else self.value(key)

    def row(self, key: str, first: int | None = None, last: int | None = None) -> str:
        """The months of a row as a range; `first` and `last` are columns."""
        start = letter(self.first if first is None else first)
        end = letter(self.last if last is None else last)
        return area(f"${start}{self.rows[key]}", f"${end}{self.rows[key]}")


def area(first: str, last: str) -> str:
    """The cells from the first to the last, both on one tab; of one cell, that cell."""
    return first if first == last else f"{first}:{last}"


def item(cells: str, row: str, column: str) -> str:
    """The cell in that row and column of a range."""
    return f"INDEX({cells},{row},{column})" if _several(cells) else cells


def beside(value: str, cells: str, results: str, otherwise: str) -> str:
    """What stands in the row `results` at the place of a value in the row `cells`; or else `otherwise`."""
    if not _several(cells):
        return f"IF({cells}={value},{results},{otherwise})"
    return f"IFERROR({item(results, '1', f'MATCH({value},{cells},0)')},{otherwise})"


def _several(cells: str) -> bool:
    return ":" in cells
