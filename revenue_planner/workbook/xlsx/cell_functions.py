"""Operators and functions of formulas, as spreadsheet programs agree on them."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import cached_property
from itertools import zip_longest
from operator import eq, ge, gt, le, lt, ne
from typing import Any

from revenue_planner.workbook.xlsx.cells import CellError, CellValue
from revenue_planner.workbook.xlsx.formula_tree import UnknownFormError

DIV0, VALUE, NOT_FOUND, REF, NUM = (CellError(code) for code in ("#DIV/0!", "#VALUE!", "#N/A", "#REF!", "#NUM!"))
_EPOCH = date(1899, 12, 30)


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


def figure(value: CellValue) -> float | None:
    """A number, and nothing else."""
    return value if isinstance(value, float) else None


def _number(value: CellValue) -> float | CellError:
    """What arithmetic takes a value for: a blank is 0, a text none at all."""
    if isinstance(value, CellError):
        return value
    if value is None or isinstance(value, (bool, float)):
        return float(value or 0.0)
    return VALUE


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
        return _finite(operate(left, right))

    def one(a: CellValue, b: CellValue) -> CellValue:
        first, second = _number(a), _number(b)
        if isinstance(first, CellError):
            return first
        if isinstance(second, CellError):
            return second
        return _finite(operate(first, second))

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


def called(name: str, arguments: Sequence[Value]) -> Value:
    """A function of values. Raises UnknownFormError for one that is not known, or for a use that programs differ in."""
    function = FUNCTIONS.get(name)
    if function is None:
        raise UnknownFormError(name)
    try:
        return function(*arguments)
    except _FoundError as error:
        return error.error
    except (TypeError, IndexError, OverflowError, ValueError) as error:
        raise UnknownFormError(f"{name}: {error}") from None


class _FoundError(Exception):
    """An error among the arguments, which the function comes to."""

    def __init__(self, error: CellError) -> None:
        super().__init__(error.code)
        self.error = error


def _single(value: Value) -> CellValue:
    if isinstance(value, Block):
        if value.shape != (1, 1):
            raise UnknownFormError("an array")
        return value.rows[0][0]
    return value


def _one(value: Value) -> float:
    number = _number(_single(value))
    if isinstance(number, CellError):
        raise _FoundError(number)
    return number


def _numbers(arguments: Sequence[Value]) -> list[float]:
    """The numbers of sums and the like: ranges are searched for them, single arguments must be some."""
    found: list[float] = []
    for argument in arguments:
        if not isinstance(argument, Block):
            found.append(_one(argument))
            continue
        values = argument.values()
        numbers = [value for value in values if isinstance(value, float)]
        if len(numbers) < len(values):
            for value in values:
                if isinstance(value, CellError):
                    raise _FoundError(value)
        found += numbers
    return found


def _cells(arguments: Sequence[Value]) -> list[CellValue]:
    found: list[CellValue] = []
    for argument in arguments:
        found += argument.values() if isinstance(argument, Block) else [argument]
    return found


def _finite(number: CellValue) -> CellValue:
    return NUM if isinstance(number, float) and not math.isfinite(number) else number


def _sum(*arguments: Value) -> CellValue:
    return _finite(sum(_numbers(arguments), 0.0))


def _average(*arguments: Value) -> CellValue:
    numbers = _numbers(arguments)
    return _finite(sum(numbers) / len(numbers)) if numbers else DIV0


def _count(*arguments: Value) -> CellValue:
    return float(sum([isinstance(value, float) for value in _cells(arguments)]))


def _counta(*arguments: Value) -> CellValue:
    return float(sum([value is not None for value in _cells(arguments)]))


def _criterion(wanted: Value) -> CellValue:
    """What COUNTIF and SUMIF look for: a number, or a text that is neither a pattern nor a comparison."""
    criterion = _single(wanted)
    if isinstance(criterion, str) and (criterion[:1] in ("<", ">", "=", "") or set(criterion) & set("*?~")):
        raise UnknownFormError("a criterion that is a pattern")
    if not isinstance(criterion, (float, str)):
        raise UnknownFormError("a criterion")
    return criterion


def _countif(cells: Value, wanted: Value) -> CellValue:
    criterion = _criterion(wanted)
    return float(sum([_same(value, criterion) for value in _cells([cells])]))


def _sumif(cells: Value, wanted: Value, numbers: Value) -> CellValue:
    criterion = _criterion(wanted)
    pairs = zip(_cells([cells]), _cells([numbers]), strict=True)
    return _finite(sum([number for cell, number in pairs if isinstance(number, float) and _same(cell, criterion)], 0.0))


def _same(value: CellValue, wanted: CellValue) -> bool:
    if isinstance(value, float):
        return value == wanted
    if isinstance(value, str) and isinstance(wanted, str):
        return value.casefold() == wanted.casefold()
    return False


def _match(wanted: Value, cells: Value, kind: Value) -> CellValue:
    """A place counted from 1: of the same value (0), or of the last that is not above it (1)."""
    key = _single(wanted)
    if isinstance(key, CellError):
        return key
    if isinstance(cells, Block) and min(cells.shape) != 1:
        return NOT_FOUND
    if _one(kind) == 0:
        if isinstance(key, str) and set(key) & set("*?~"):
            raise UnknownFormError("a pattern")
        block = cells if isinstance(cells, Block) else Block([[cells]])
        return block.places.get(key.casefold() if isinstance(key, str) else _one(key), NOT_FOUND)
    if _one(kind) != 1 or not isinstance(key, float):
        raise UnknownFormError("MATCH of texts in order, or from above")
    below = [at for at, value in enumerate(_cells([cells]), start=1) if isinstance(value, float) and value <= key]
    return float(below[-1]) if below else NOT_FOUND


def _index(cells: Value, row: Value, column: Value) -> CellValue:
    block = cells if isinstance(cells, Block) else Block([[cells]])
    at = cell_at(block.shape, row, column)
    if isinstance(at, CellError):
        return at
    found = block.rows[at[0]][at[1]]
    return 0.0 if found is None else found


def cell_at(shape: tuple[int, int], row: Value, column: Value) -> tuple[int, int] | CellError:
    """Which cell of an area INDEX means, rows and columns counted from 0."""
    try:
        down, across = int(_one(row)), int(_one(column))
    except _FoundError as error:
        return error.error
    if down < 0 or across < 0:
        return VALUE
    if down == 0 or across == 0:
        raise UnknownFormError("INDEX of whole rows")
    return REF if down > shape[0] or across > shape[1] else (down - 1, across - 1)


def _round(value: Value, digits: Value) -> CellValue:
    """Half away from 0, and what is half but for the last bits counts as half."""
    number, places = _one(value), int(_one(digits))
    scaled = abs(number) * 10.0**places
    if scaled > 1e15:
        return number
    return math.copysign(math.floor(scaled + 0.5 + 1e-15 * scaled) / 10.0**places, number) + 0.0


def _mod(value: Value, divisor: Value) -> CellValue:
    number, by = _one(value), _one(divisor)
    return DIV0 if by == 0 else number - by * math.floor(number / by)


def _day(serial: Value) -> date:
    number = _one(serial)
    if number < 0:
        raise _FoundError(NUM)
    if not 61 <= number < 2_958_466:
        raise UnknownFormError("a date before March 1900, or after all calendars")
    return _EPOCH + timedelta(days=int(number))


def _date(year: Value, month: Value, day: Value) -> CellValue:
    """The day counted on from the first of a month, which may be a month of another year."""
    months = int(_one(year)) * 12 + int(_one(month)) - 1
    first = date(months // 12, months % 12 + 1, 1)
    return float((first - _EPOCH).days + int(_one(day)) - 1)


def _sumproduct(*arguments: Value) -> CellValue:
    blocks = [each if isinstance(each, Block) else Block([[each]]) for each in arguments]
    if len({block.shape for block in blocks}) != 1:
        return VALUE
    total = 0.0
    for values in zip_longest(*(block.values() for block in blocks)):
        term = 1.0
        for value in values:
            if isinstance(value, CellError):
                return value
            term *= value if isinstance(value, float) else 0.0
        total += term
    return _finite(total)


def _small(cells: Value, place: Value) -> CellValue:
    numbers, at = sorted(_numbers([cells])), math.ceil(_one(place))
    return numbers[at - 1] if 1 <= at <= len(numbers) else NUM


def _median(*arguments: Value) -> CellValue:
    numbers = sorted(_numbers(arguments))
    if not numbers:
        return NUM
    middle = len(numbers) // 2
    return numbers[middle] if len(numbers) % 2 else (numbers[middle - 1] + numbers[middle]) / 2


def _sqrt(value: Value) -> CellValue:
    number = _one(value)
    return NUM if number < 0 else math.sqrt(number)


FUNCTIONS: dict[str, Callable[..., CellValue]] = {
    "ABS": lambda value: abs(_one(value)),
    "AVERAGE": _average,
    "COUNT": _count,
    "COUNTA": _counta,
    "COUNTIF": _countif,
    "DATE": _date,
    "INDEX": _index,
    "ISNUMBER": lambda value: isinstance(_single(value), float),
    "MATCH": _match,
    "MAX": lambda *values: max(_numbers(values), default=0.0),
    "MEDIAN": _median,
    "MIN": lambda *values: min(_numbers(values), default=0.0),
    "MOD": _mod,
    "MONTH": lambda serial: float(_day(serial).month),
    "ROUND": _round,
    "SMALL": _small,
    "SQRT": _sqrt,
    "SUM": _sum,
    "SUMIF": _sumif,
    "SUMPRODUCT": _sumproduct,
    "YEAR": lambda serial: float(_day(serial).year),
}
