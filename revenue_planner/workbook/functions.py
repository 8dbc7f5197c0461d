"""The functions of spreadsheet programs that formulas are written with, under the names that they have there.

Those in small letters choose the form that all programs agree on: many differ on look-ups in a range of one
cell, which a plan of one month or one scenario has.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce

from revenue_planner.workbook.cells import Area, Expression, Grid, Name, Operand, expression
from revenue_planner.workbook.xlsx.blocks import VALUE, Block, Value
from revenue_planner.workbook.xlsx.cell_functions import FUNCTIONS, called
from revenue_planner.workbook.xlsx.cells import CellError
from revenue_planner.workbook.xlsx.formula_tree import UnknownFormError
from revenue_planner.workbook.xlsx.searching import cell_at


class Call(Expression):
    """A function of a spreadsheet program."""

    __slots__ = ("arguments", "name")

    def __init__(self, name: str, arguments: tuple[Expression, ...]) -> None:
        self.name, self.arguments = name, arguments

    def write(self, out: list[str], home: str, name: Name) -> None:
        out.append(f"{self.name}(")
        for place, argument in enumerate(self.arguments):
            if place:
                out.append(",")
            argument.write(out, home, name)
        out.append(")")

    def value(self, grid: Grid, shift: int) -> Value:
        # A cell is searched like any area: what is in it counts if it is a number.
        return called(
            self.name,
            [a.block(grid, shift) if isinstance(a, Area) else a.value(grid, shift) for a in self.arguments],
        )


class Choice(Call):
    """IF: works out only what it comes to."""

    __slots__ = ()

    def value(self, grid: Grid, shift: int) -> Value:
        condition, then, otherwise = self.arguments
        holds = condition.value(grid, shift)
        if isinstance(holds, (Block, CellError)):
            return holds
        if isinstance(holds, str):
            return VALUE
        return (then if holds else otherwise).value(grid, shift)


class Pick(Call):
    """INDEX: looks at no cell but the one it comes to."""

    __slots__ = ()

    def value(self, grid: Grid, shift: int) -> Value:
        cells, row, column = self.arguments
        if not isinstance(cells, Area):
            raise UnknownFormError("INDEX of what is no area")
        shape = cells.bottom - cells.top + 1, cells.right - cells.left + 1
        at = cell_at(shape, row.value(grid, shift), column.value(grid, shift))
        if isinstance(at, CellError):
            return at
        moved = 0 if cells.column_stays else shift
        found = grid.seen(cells.tab, cells.top + at[0], cells.left + at[1] + moved)
        return 0.0 if found is None else found


class Rescue(Call):
    """IFERROR: the second argument where the first comes to an error."""

    __slots__ = ()

    def value(self, grid: Grid, shift: int) -> Value:
        tried, otherwise = self.arguments
        found = tried.value(grid, shift)
        return otherwise.value(grid, shift) if isinstance(found, CellError) else found


@dataclass(frozen=True, slots=True)
class Function:
    """Raises KeyError for a name without a rule of what it comes to."""

    name: str
    kind: type[Call] = Call

    def __post_init__(self) -> None:
        if self.kind is Call and self.name not in FUNCTIONS:
            raise KeyError(self.name)

    def __call__(self, *arguments: Operand) -> Expression:
        return self.kind(self.name, tuple(map(expression, arguments)))


IF, IFERROR = Function("IF", Choice), Function("IFERROR", Rescue)
ABS, ROUND, MOD, MIN, MAX = map(Function, ("ABS", "ROUND", "MOD", "MIN", "MAX"))
SUM, AVERAGE, SUMIF, SUMPRODUCT = map(Function, ("SUM", "AVERAGE", "SUMIF", "SUMPRODUCT"))
COUNT, COUNTA, COUNTIF, ISNUMBER = map(Function, ("COUNT", "COUNTA", "COUNTIF", "ISNUMBER"))
INDEX, MATCH, SMALL = Function("INDEX", Pick), Function("MATCH"), Function("SMALL")
DATE, YEAR, MONTH = map(Function, ("DATE", "YEAR", "MONTH"))


def product(terms: Iterable[Expression]) -> Expression:
    """Factors multiplied one after another."""
    return reduce(lambda left, right: left * right, terms)


def item(cells: Area, row: Operand, column: Operand) -> Expression:
    """The cell in that row and column of an area."""
    return cells if cells.single else INDEX(cells, row, column)


def place_of(value: Operand, cells: Area) -> Expression:
    """The place of a value among the cells of one row or column, counted from 1; an error where it is not there."""
    return 1 / cells.equals(value) if cells.single else MATCH(value, cells, 0)


def place_at_most(value: Operand, cells: Area) -> Expression:
    """The place of the last that is not above a value among ascending cells; 1 where all are above it."""
    return expression(1) if cells.single else IFERROR(MATCH(value, cells, 1), 1)


def beside(value: Operand, cells: Area, results: Area, otherwise: Operand) -> Expression:
    """What stands in `results` at the place of a value among `cells`, of the same shape; or else `otherwise`. Both
    are of one row, or of one column."""
    if cells.single:
        return IF(cells.equals(value), results, otherwise)
    place = place_of(value, cells)
    down = cells.top != cells.bottom
    return IFERROR(item(results, place, 1) if down else item(results, 1, place), otherwise)


def times_in(value: Operand, cells: Area) -> Expression:
    """How many cells of an area hold a value."""
    return cells.equals(value) * 1 if cells.single else COUNTIF(cells, value)


def sum_where(value: Operand, cells: Area, numbers: Area) -> Expression:
    """The sum of the numbers beside cells that hold a value; both areas are of the same shape."""
    return cells.equals(value) * numbers if cells.single else SUMIF(cells, value, numbers)


def weighted(numbers: Area, weights: Area) -> Expression:
    """The sum of numbers times their weights; both areas are of the same shape. Blank cells and texts count as 0."""
    return SUM(numbers) * weights if numbers.single else SUMPRODUCT(numbers, weights)


def weighted_squares(numbers: Area, weights: Area) -> Expression:
    """The sum of squared numbers times their weights, as `weighted`."""
    return SUM(numbers) * SUM(numbers) * weights if numbers.single else SUMPRODUCT(numbers, numbers, weights)


def both_known(one: Expression, two: Expression, shown: Expression) -> Expression:
    """What is shown of two cells, and nothing while one of them holds a text in place of a number."""
    return IF(COUNT(one, two) > 1, shown, "")


def months_between(one: Expression, two: Expression, year: Expression) -> Expression:
    """How many months the date `two` is after `one`; `year` has the months of a year."""
    return (YEAR(two) - YEAR(one)) * year + MONTH(two) - MONTH(one)


def left_over(difference: Expression, amounts: Area, share: Area) -> Expression:
    """0 where a difference that should be 0 is a tiny share of amounts, so that rounding alone is left; else the
    difference."""
    return IF(ABS(difference) <= share * (MAX(amounts, 0) - MIN(amounts, 0)), 0, difference)
