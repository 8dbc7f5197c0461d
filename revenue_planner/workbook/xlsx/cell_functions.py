"""Operators and functions of formulas, as spreadsheet programs agree on them."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import zip_longest

from revenue_planner.workbook.xlsx.cells import CellError, CellValue
from revenue_planner.workbook.xlsx.formula_tree import Term, UnknownFormError

DIV0, VALUE, NOT_FOUND, REF, NUM = (CellError(code) for code in ("#DIV/0!", "#VALUE!", "#N/A", "#REF!", "#NUM!"))
_EPOCH = date(1899, 12, 30)


@dataclass(frozen=True, slots=True)
class Block:
    """Cells of a range, or an array: rows of equally many values."""

    rows: list[list[CellValue]]

    @property
    def shape(self) -> tuple[int, int]:
        return len(self.rows), len(self.rows[0])

    def values(self) -> Iterator[CellValue]:
        for row in self.rows:
            yield from row


Value = CellValue | Block


def figure(value: CellValue) -> float | None:
    """A number, and nothing else."""
    return value if isinstance(value, float) and not isinstance(value, bool) else None


def _number(value: CellValue) -> float | CellError:
    """What arithmetic takes a value for: a blank is 0, a text none at all."""
    if isinstance(value, CellError):
        return value
    if value is None or isinstance(value, (bool, float)):
        return float(value or 0.0)
    return VALUE


def elementwise(operate: Callable[[float, float], float], left: Value, right: Value) -> Value:
    """Arithmetic of two values, or of each pair of an array's."""

    def one(a: CellValue, b: CellValue) -> CellValue:
        first, second = _number(a), _number(b)
        if isinstance(first, CellError):
            return first
        if isinstance(second, CellError):
            return second
        try:
            return operate(first, second)
        except ZeroDivisionError:
            return DIV0

    return _each(one, left, right)


def compared(operator: str, left: Value, right: Value) -> Value:
    """Whether two values stand in a relation: numbers before texts before truth, small letters like large ones."""

    def one(a: CellValue, b: CellValue) -> CellValue:
        for value in (a, b):
            if isinstance(value, CellError):
                return value
        first, second = _ordered(a, b), _ordered(b, a)
        below, same = first < second, first == second
        return {
            "=": same, "<>": not same, "<": below, ">": not (below or same), "<=": below or same, ">=": not below,
        }[operator]  # fmt: skip

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


def lazily(
    name: str, arguments: Sequence[Term], of: Callable[[Term], CellValue], settle: Callable[[], None]
) -> CellValue:
    """IF and IFERROR, which look at one of their arguments only once another is known."""
    if len(arguments) not in ((2, 3) if name == "IF" else (2,)):
        raise UnknownFormError(name)
    first = of(arguments[0])
    settle()
    if name == "IFERROR":
        return of(arguments[1]) if isinstance(first, CellError) else first
    if isinstance(first, (CellError, str)):
        return first if isinstance(first, CellError) else VALUE
    if first:
        return of(arguments[1])
    return of(arguments[2]) if len(arguments) == 3 else False


def called(name: str, arguments: list[Value]) -> Value:
    """A function of values. Raises UnknownFormError for one that is not known."""
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
        for value in argument.values() if isinstance(argument, Block) else (argument,):
            if isinstance(value, CellError):
                raise _FoundError(value)
            if isinstance(argument, Block):
                number = figure(value)
                if number is not None:
                    found.append(number)
            else:
                found.append(_one(value))
    return found


def _cells(arguments: Sequence[Value]) -> Iterator[CellValue]:
    for argument in arguments:
        yield from argument.values() if isinstance(argument, Block) else (argument,)


def _sum(*arguments: Value) -> CellValue:
    return math.fsum(_numbers(arguments))


def _average(*arguments: Value) -> CellValue:
    numbers = _numbers(arguments)
    return math.fsum(numbers) / len(numbers) if numbers else DIV0


def _count(*arguments: Value) -> CellValue:
    return float(sum(figure(value) is not None for value in _cells(arguments)))


def _counta(*arguments: Value) -> CellValue:
    return float(sum(value is not None for value in _cells(arguments)))


def _countif(cells: Value, wanted: Value) -> CellValue:
    criterion = _criterion(wanted)
    return float(sum(_same(value, criterion) for value in _cells([cells])))


def _sumif(cells: Value, wanted: Value, numbers: Value) -> CellValue:
    criterion = _criterion(wanted)
    pairs = zip(_cells([cells]), _cells([numbers]), strict=True)
    return math.fsum(figure(number) or 0.0 for value, number in pairs if _same(value, criterion))


def _criterion(wanted: Value) -> CellValue:
    """What cells are to be; comparisons in texts are not known here."""
    criterion = _single(wanted)
    if isinstance(criterion, CellError) or (isinstance(criterion, str) and criterion[:1] in ("<", ">", "=", "")):
        raise UnknownFormError("a criterion")
    return criterion


def _same(value: CellValue, wanted: CellValue) -> bool:
    if value is None or isinstance(value, CellError):
        return False
    return _ordered(value, wanted) == _ordered(wanted, value)


def _match(wanted: Value, cells: Value, kind: Value = 1.0) -> CellValue:
    """A place counted from 1: of the same value (0), or of the last that is not above it (1)."""
    key = _single(wanted)
    if isinstance(key, CellError):
        return key
    values = list(_cells([cells]))
    if _one(kind) == 0:
        return next((float(at) for at, value in enumerate(values, start=1) if _same(value, key)), NOT_FOUND)
    if _one(kind) != 1:
        raise UnknownFormError("MATCH from above")
    ordered = _ordered(key, key)
    at = NOT_FOUND
    found: CellValue = at
    for place, value in enumerate(values, start=1):
        if value is not None and not isinstance(value, CellError):
            own = _ordered(value, key)
            if own[0] == ordered[0] and own <= ordered:
                found = float(place)
    return found


def _index(cells: Value, row: Value, column: Value = 1.0) -> CellValue:
    block = cells if isinstance(cells, Block) else Block([[cells]])
    down, across = int(_one(row)), int(_one(column))
    if down < 1 or across < 1:
        raise UnknownFormError("INDEX of whole rows")
    rows, columns = block.shape
    if down > rows or across > columns:
        return REF
    found = block.rows[down - 1][across - 1]
    return 0.0 if found is None else found


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
    if not 61 <= number < 2_958_466:
        raise _FoundError(NUM if number < 0 else VALUE) if number < 0 else UnknownFormError("a date before March 1900")
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
    products = []
    for values in zip_longest(*(block.values() for block in blocks)):
        product = 1.0
        for value in values:
            if isinstance(value, CellError):
                raise _FoundError(value)
            product *= figure(value) or 0.0
        products.append(product)
    return math.fsum(products)


def _median(*arguments: Value) -> CellValue:
    numbers = sorted(_numbers(arguments))
    if not numbers:
        return NUM
    middle = len(numbers) // 2
    return numbers[middle] if len(numbers) % 2 else (numbers[middle - 1] + numbers[middle]) / 2


def _small(cells: Value, place: Value) -> CellValue:
    numbers, at = sorted(_numbers([cells])), int(_one(place))
    return numbers[at - 1] if 1 <= at <= len(numbers) else NUM


def _npv(rate: Value, *arguments: Value) -> CellValue:
    per = 1.0 + _one(rate)
    return math.fsum(number / per**month for month, number in enumerate(_numbers(arguments), start=1))


def _pmt(rate: Value, periods: Value, amount: Value) -> CellValue:
    per, count, present = _one(rate), _one(periods), _one(amount)
    if count == 0:
        return NUM
    return -present / count if per == 0 else -present * per / (1 - (1 + per) ** -count)


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
    "ISNUMBER": lambda value: figure(_single(value)) is not None,
    "MATCH": _match,
    "MAX": lambda *values: max(_numbers(values), default=0.0),
    "MEDIAN": _median,
    "MIN": lambda *values: min(_numbers(values), default=0.0),
    "MOD": _mod,
    "MONTH": lambda serial: float(_day(serial).month),
    "NPV": _npv,
    "PMT": _pmt,
    "ROUND": _round,
    "SMALL": _small,
    "SQRT": _sqrt,
    "SUM": _sum,
    "SUMIF": _sumif,
    "SUMPRODUCT": _sumproduct,
    "YEAR": lambda serial: float(_day(serial).year),
}
