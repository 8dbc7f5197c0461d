"""Cells and tabs as plain values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from revenue_planner.ground.a1 import letter, quoted
from revenue_planner.workbook.xlsx.notation import Area


@dataclass(frozen=True, slots=True)
class CellError:
    """A cell's error, such as #REF!."""

    code: str


CellValue = float | str | bool | CellError | None


@dataclass(slots=True)
class Cell:
    """Row counts from 1, column from 0. `formula` is without "="; `value` is the figure stored beside it.

    A formula cell whose `value` is None was saved without being computed. Dates are serial numbers in
    the file's own date system.
    """

    row: int
    column: int
    value: CellValue
    formula: str | None = None
    unlocked: bool = False
    #: "array" or "dataTable" where the formula fills more than one cell.
    kind: str = ""


#: Elements that make a sheet's looks, and are lost first.
LOOKS = frozenset({"conditionalFormatting", "sparklineGroup"})


@dataclass
class Tab:
    """A sheet as stored: cells by row and column, and what the rules ask about the sheet.

    `frozen` is how many rows and columns stay in view, `validated` areas with the kind of their rule,
    `hidden_columns` counted from 0, `looks` the elements of LOOKS that it has. Empty locked cells are left out.
    """

    name: str
    hidden: bool
    rows: dict[int, dict[int, Cell]] = field(default_factory=lambda: defaultdict(dict))
    merged: list[str] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)
    validated: list[tuple[Area, str]] = field(default_factory=list)
    frozen: tuple[int, int] = (0, 0)
    protected: bool = False
    password: bool = False
    landscape: bool = False
    one_page_wide: bool = False
    looks: set[str] = field(default_factory=set)

    def cell(self, row: int, column: int) -> Cell | None:
        cells = self.rows.get(row)
        return None if cells is None else cells.get(column)

    def value(self, row: int, column: int) -> CellValue:
        cell = self.cell(row, column)
        return None if cell is None else cell.value

    def text(self, row: int, column: int) -> str:
        """The cell's text without blanks around it; "" where it holds none."""
        value = self.value(row, column)
        return value.strip() if isinstance(value, str) else ""

    def cells(self) -> Iterator[Cell]:
        for row in self.rows.values():
            yield from row.values()

    def at(self, row: int, column: int) -> str:
        """A cell's address as problems say it: Inputs!D12."""
        return f"{quoted(self.name)}!{letter(column)}{row}"
