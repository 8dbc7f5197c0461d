"""Operators of formulas, as spreadsheet programs agree on them."""

from __future__ import annotations

from collections.abc import Callable
from operator import eq, ge, gt, le, lt, ne
from typing import Any

from revenue_planner.workbook.xlsx.blocks import DIV0, Block, Value, finite, number_in
from revenue_planner.workbook.xlsx.cells import CellError, CellValue
from revenue_planner.workbook.xlsx.formula_tree import UnknownFormError


def _divided(left: float, right: float) -> CellValue:
    return left / right if right else DIV0


_OPERATIONS: dict[str, Callable[[float, float], CellValue]] = {
    "+": lambda left, right: left + right,
    "-": lambda left, right: left - right,
    "*": lambda left, right: left * right,
    "/": _divided,
}


def computed(operator: str, left: Value, right: Value) -> Value:
    """Arithmetic of two values, or of each pair of an array's."""
    operate = _OPERATIONS[operator]
    if type(left) is float and type(right) is float:
        return finite(operate(left, right))

    def one(a: CellValue, b: CellValue) -> CellValue:
        first, second = number_in(a), number_in(b)
        if isinstance(first, CellError):
            return first
        if isinstance(second, CellError):
            return second
        return finite(operate(first, second))

    return _each(one, left, right)


_RELATIONS: dict[str, Callable[[Any, Any], bool]] = {
    "=": eq, "<>": ne, "<": lt, "<=": le, ">": gt, ">=": ge,
}  # fmt: skip


def compared(operator: str, left: Value, right: Value) -> Value:
    """Whether two values stand in a relation: numbers before texts before truth, small letters like large ones."""

    if type(left) is float and type(right) is float:
        return _RELATIONS[operator](left, right)

    def one(a: CellValue, b: CellValue) -> CellValue:
        for value in (a, b):
            if isinstance(value, CellError):
                return value
        return _RELATIONS[operator](_ordered(a, b), _ordered(b, a))

    return _each(one, left, right)


def _ordered(value: CellValue, other: CellValue) -> tuple[int, float | str]:
    """What a value is ordered by beside another; a blank is what the other is: 0, "" or FALSE."""
    if value is None:
        value = "" if isinstance(other, str) else False if isinstance(other, bool) else 0.0
    if isinstance(value, bool):
        return 2, float(value)
    if isinstance(value, str):
        return 1, value.casefold()
    assert isinstance(value, float)
    return 0, value


def _each(one: Callable[[CellValue, CellValue], CellValue], left: Value, right: Value) -> Value:
    if not isinstance(left, Block) and not isinstance(right, Block):
        return one(left, right)
    shapes = {each.shape for each in (left, right) if isinstance(each, Block) and each.shape != (1, 1)}
    if len(shapes) > 1:
        raise UnknownFormError("arrays of different sizes")
    rows, columns = shapes.pop() if shapes else (1, 1)
    return Block(
        [[one(_at(left, row, column), _at(right, row, column)) for column in range(columns)] for row in range(rows)]
    )


def _at(value: Value, row: int, column: int) -> CellValue:
    if not isinstance(value, Block):
        return value
    return value.rows[0][0] if value.shape == (1, 1) else value.rows[row][column]
