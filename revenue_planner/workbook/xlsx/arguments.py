"""What functions of formulas take their arguments for."""

from __future__ import annotations

from collections.abc import Sequence

from revenue_planner.workbook.xlsx.blocks import Block, Value, number_in
from revenue_planner.workbook.xlsx.cells import CellError, CellValue
from revenue_planner.workbook.xlsx.formula_tree import UnknownFormError


class FoundError(Exception):
    """An error among the arguments, which the function comes to."""

    def __init__(self, error: CellError) -> None:
        super().__init__(error.code)
        self.error = error


def single(value: Value) -> CellValue:
    """The one value that an argument must be."""
    if isinstance(value, Block):
        if value.shape != (1, 1):
            raise UnknownFormError("an array")
        return value.rows[0][0]
    return value


def one(value: Value) -> float:
    """The one number that an argument must be."""
    number = number_in(single(value))
    if isinstance(number, CellError):
        raise FoundError(number)
    return number


def numbers_in(arguments: Sequence[Value]) -> list[float]:
    """The numbers of sums and the like: ranges are searched for them, single arguments must be some."""
    found: list[float] = []
    for argument in arguments:
        if not isinstance(argument, Block):
            found.append(one(argument))
            continue
        values = argument.values()
        numbers = [value for value in values if isinstance(value, float)]
        if len(numbers) < len(values):
            for value in values:
                if isinstance(value, CellError):
                    raise FoundError(value)
        found += numbers
    return found


def cells_in(arguments: Sequence[Value]) -> list[CellValue]:
    """The values of all arguments, whatever they are."""
    found: list[CellValue] = []
    for argument in arguments:
        found += argument.values() if isinstance(argument, Block) else [argument]
    return found
