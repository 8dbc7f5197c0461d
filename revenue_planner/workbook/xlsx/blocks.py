"""What formulas reckon with: values of cells, blocks of them, and the errors that they come to."""

from __future__ import annotations

import math
from functools import cached_property

from revenue_planner.workbook.xlsx.cells import CellError, CellValue

DIV0, VALUE, NOT_FOUND, REF, NUM = (CellError(code) for code in ("#DIV/0!", "#VALUE!", "#N/A", "#REF!", "#NUM!"))


class Block:
    """Cells of a range, or an array: rows of equally many values."""

    def __init__(self, rows: list[list[CellValue]]) -> None:
        self.rows = rows

    @cached_property
    def places(self) -> dict[float | str, float]:
        """Where each number and each text, in small letters, stands first, counted from 1."""
        found: dict[float | str, float] = {}
        for place, value in enumerate(self.values(), start=1):
            if isinstance(value, (float, str)) and not isinstance(value, bool):
                found.setdefault(value if isinstance(value, float) else value.casefold(), float(place))
        return found

    @cached_property
    def shape(self) -> tuple[int, int]:
        return len(self.rows), len(self.rows[0])

    def values(self) -> list[CellValue]:
        """Its values, row by row."""
        return self.rows[0] if len(self.rows) == 1 else [value for row in self.rows for value in row]


Value = CellValue | Block


def number_in(value: CellValue) -> float | CellError:
    """What arithmetic takes a value for: a blank is 0, a text none at all."""
    if isinstance(value, CellError):
        return value
    if value is None or isinstance(value, (bool, float)):
        return float(value or 0.0)
    return VALUE


def finite(number: CellValue) -> CellValue:
    """What a cell can hold of a number: an error where it is beyond all numbers."""
    return NUM if isinstance(number, float) and not math.isfinite(number) else number
