"""Functions of formulas, as spreadsheet programs agree on them, by their names."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from itertools import zip_longest

from revenue_planner.workbook.xlsx.arguments import FoundError, cells_in, numbers_in, one, single
from revenue_planner.workbook.xlsx.blocks import DIV0, NUM, VALUE, Block, Value, finite
from revenue_planner.workbook.xlsx.cells import CellError, CellValue
from revenue_planner.workbook.xlsx.formula_tree import UnknownFormError
from revenue_planner.workbook.xlsx.searching import countif, index, match, sumif

_EPOCH = date(1899, 12, 30)


def called(name: str, arguments: Sequence[Value]) -> Value:
    """A function of values. Raises UnknownFormError for one that is not known, or for a use that programs differ in."""
    function = FUNCTIONS.get(name)
    if function is None:
        raise UnknownFormError(name)
    try:
        return function(*arguments)
    except FoundError as error:
        return error.error
    except (TypeError, IndexError, OverflowError, ValueError) as error:
        raise UnknownFormError(f"{name}: {error}") from None


def _sum(*arguments: Value) -> CellValue:
    return finite(sum(numbers_in(arguments), 0.0))


def _average(*arguments: Value) -> CellValue:
    numbers = numbers_in(arguments)
    return finite(sum(numbers) / len(numbers)) if numbers else DIV0


def _count(*arguments: Value) -> CellValue:
    return float(sum([isinstance(value, float) for value in cells_in(arguments)]))


def _counta(*arguments: Value) -> CellValue:
    return float(sum([value is not None for value in cells_in(arguments)]))


def _round(value: Value, digits: Value) -> CellValue:
    """Half away from 0, and what is half but for the last bits counts as half."""
    number, places = one(value), int(one(digits))
    scaled = abs(number) * 10.0**places
    if scaled > 1e15:
        return number
    return math.copysign(math.floor(scaled + 0.5 + 1e-15 * scaled) / 10.0**places, number) + 0.0


def _mod(value: Value, divisor: Value) -> CellValue:
    number, by = one(value), one(divisor)
    return DIV0 if by == 0 else number - by * math.floor(number / by)


def _day(serial: Value) -> date:
    number = one(serial)
    if number < 0:
        raise FoundError(NUM)
    if not 61 <= number < 2_958_466:
        raise UnknownFormError("a date before March 1900, or after all calendars")
    return _EPOCH + timedelta(days=int(number))


def _date(year: Value, month: Value, day: Value) -> CellValue:
    """The day counted on from the first of a month, which may be a month of another year."""
    months = int(one(year)) * 12 + int(one(month)) - 1
    first = date(months // 12, months % 12 + 1, 1)
    return float((first - _EPOCH).days + int(one(day)) - 1)


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
    return finite(total)


def _small(cells: Value, place: Value) -> CellValue:
    numbers, at = sorted(numbers_in([cells])), math.ceil(one(place))
    return numbers[at - 1] if 1 <= at <= len(numbers) else NUM


def _median(*arguments: Value) -> CellValue:
    numbers = sorted(numbers_in(arguments))
    if not numbers:
        return NUM
    middle = len(numbers) // 2
    return numbers[middle] if len(numbers) % 2 else (numbers[middle - 1] + numbers[middle]) / 2


def _sqrt(value: Value) -> CellValue:
    number = one(value)
    return NUM if number < 0 else math.sqrt(number)


FUNCTIONS: dict[str, Callable[..., CellValue]] = {
    "ABS": lambda value: abs(one(value)),
    "AVERAGE": _average,
    "COUNT": _count,
    "COUNTA": _counta,
    "COUNTIF": countif,
    "DATE": _date,
    "INDEX": index,
    "ISNUMBER": lambda value: isinstance(single(value), float),
    "MATCH": match,
    "MAX": lambda *values: max(numbers_in(values), default=0.0),
    "MEDIAN": _median,
    "MIN": lambda *values: min(numbers_in(values), default=0.0),
    "MOD": _mod,
    "MONTH": lambda serial: float(_day(serial).month),
    "ROUND": _round,
    "SMALL": _small,
    "SQRT": _sqrt,
    "SUM": _sum,
    "SUMIF": sumif,
    "SUMPRODUCT": _sumproduct,
    "YEAR": lambda serial: float(_day(serial).year),
}
