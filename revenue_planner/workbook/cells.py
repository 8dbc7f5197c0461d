"""Sheet expressions: what a cell's formula says and what it comes to, written once.

    sheet.put(row, column, IFERROR(two - one, ""), style)

A tab is a layout and such expressions. They are printed as the formula and worked out from the cells that the
book holds, whichever tab is written first. References know their tab: it is named where a formula stands on
another one. Numbers in formulas are 0, 1 and -1; every other one has a cell of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import reduce
from typing import NamedTuple, NoReturn, Protocol

from revenue_planner.ground.a1 import letter, quoted
from revenue_planner.workbook.xlsx.blocks import Block, Value
from revenue_planner.workbook.xlsx.cells import CellValue
from revenue_planner.workbook.xlsx.operators import compared, computed

#: Numbers that a formula may hold.
_LITERALS = (0, 1, -1)
#: How strongly parts of a formula hold together.
_COMPARED, _ADDED, _MULTIPLIED, _ATOM = range(4)
_RANKS = {"+": _ADDED, "-": _ADDED, "*": _MULTIPLIED, "/": _MULTIPLIED}

#: How a column is written.
Name = Callable[[int], str]


class Grid(Protocol):
    """Where values of cells are looked up. Rows count from 1, columns from 0."""

    def seen(self, tab: str, row: int, column: int) -> CellValue:
        """What stands in a cell; None where it is blank."""

    def seen_area(self, tab: str, top: int, left: int, bottom: int, right: int) -> Block:
        """What stands in the cells of an area, both ends included."""


class Expression:
    """A part of a formula. Operators build larger ones, as in formulas; `equals` and `differs` are = and <>."""

    __slots__ = ()
    rank = _ATOM

    def write(self, out: list[str], home: str, name: Name) -> None:
        """Add what a formula on the tab `home` says; columns that are not fixed are written as `name` has them."""
        raise NotImplementedError

    def value(self, grid: Grid, shift: int) -> Value:
        """What it comes to, `shift` columns right of where it is written first."""
        raise NotImplementedError

    def __add__(self, other: Operand) -> Expression:
        return Operation("+", self, expression(other))

    def __radd__(self, other: Operand) -> Expression:
        return Operation("+", expression(other), self)

    def __sub__(self, other: Operand) -> Expression:
        return Operation("-", self, expression(other))

    def __rsub__(self, other: Operand) -> Expression:
        return Operation("-", expression(other), self)

    def __mul__(self, other: Operand) -> Expression:
        return Operation("*", self, expression(other))

    def __rmul__(self, other: Operand) -> Expression:
        return Operation("*", expression(other), self)

    def __truediv__(self, other: Operand) -> Expression:
        return Operation("/", self, expression(other))

    def __rtruediv__(self, other: Operand) -> Expression:
        return Operation("/", expression(other), self)

    def __lt__(self, other: Operand) -> Expression:
        return Comparison("<", self, expression(other))

    def __le__(self, other: Operand) -> Expression:
        return Comparison("<=", self, expression(other))

    def __gt__(self, other: Operand) -> Expression:
        return Comparison(">", self, expression(other))

    def __ge__(self, other: Operand) -> Expression:
        return Comparison(">=", self, expression(other))

    def equals(self, other: Operand) -> Expression:
        return Comparison("=", self, expression(other))

    def differs(self, other: Operand) -> Expression:
        return Comparison("<>", self, expression(other))

    def __bool__(self) -> NoReturn:
        raise TypeError("what a formula comes to is known when the book is finished; use IF instead of Python's if")


Operand = Expression | int | str


def expression(operand: Operand) -> Expression:
    """A number or a text as a part of a formula. Raises ValueError for a number that needs a cell of its own."""
    if isinstance(operand, Expression):
        return operand
    if isinstance(operand, str):
        return Text(operand)
    if operand not in _LITERALS:
        raise ValueError(f"{operand} is not to be typed in a formula: give it a cell")
    return Number(operand)


class Number(Expression):
    """0, 1 or -1."""

    __slots__ = ("number",)

    def __init__(self, number: int) -> None:
        self.number = number

    def write(self, out: list[str], home: str, name: Name) -> None:
        out.append(str(self.number))

    def value(self, grid: Grid, shift: int) -> Value:
        return float(self.number)


class Text(Expression):
    """A text in quotes."""

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text

    def write(self, out: list[str], home: str, name: Name) -> None:
        out.append('"' + self.text.replace('"', '""') + '"')

    def value(self, grid: Grid, shift: int) -> Value:
        return self.text


class Area(Expression):
    """Cells of a tab from one corner to the other, both included. `$` marks stand before rows and columns that stay
    the same wherever the formula is written; other columns move along with it."""

    __slots__ = ("bottom", "column_stays", "left", "right", "row_stays", "tab", "top")

    def __init__(
        self,
        tab: str,
        top: int,
        left: int,
        bottom: int,
        right: int,
        row_stays: bool = False,
        column_stays: bool = False,
    ) -> None:
        self.tab, self.row_stays, self.column_stays = tab, row_stays, column_stays
        self.top, self.left, self.bottom, self.right = top, left, bottom, right

    @property
    def fixed(self) -> Area:
        """$A$1:$B$2."""
        return self._marked(True, True)

    @property
    def column_fixed(self) -> Area:
        """$A1:$B2."""
        return self._marked(False, True)

    @property
    def row_fixed(self) -> Area:
        """A$1:B$2."""
        return self._marked(True, False)

    def _marked(self, row_stays: bool, column_stays: bool) -> Area:
        return Area(self.tab, self.top, self.left, self.bottom, self.right, row_stays, column_stays)

    @property
    def single(self) -> bool:
        """Whether it is one cell: a plan of one month or one scenario has such areas."""
        return self.top == self.bottom and self.left == self.right

    def write(self, out: list[str], home: str, name: Name) -> None:
        if self.tab != home:
            out.append(f"{quoted(self.tab)}!")
        dollar, column = ("$", letter) if self.column_stays else ("", name)
        mark = "$" if self.row_stays else ""
        out.append(f"{dollar}{column(self.left)}{mark}{self.top}")
        if not self.single:
            # Programs disagree on a range of one cell, so such a range is the cell.
            out.append(f":{dollar}{column(self.right)}{mark}{self.bottom}")

    def value(self, grid: Grid, shift: int) -> Value:
        if self.column_stays:
            shift = 0
        if self.single:
            return grid.seen(self.tab, self.top, self.left + shift)
        return grid.seen_area(self.tab, self.top, self.left + shift, self.bottom, self.right + shift)

    def block(self, grid: Grid, shift: int) -> Block:
        """The values of its cells, also of a single one."""
        found = self.value(grid, shift)
        return found if isinstance(found, Block) else Block([[found]])


class TabName(NamedTuple):
    """A tab, to refer to its cells; it need not have been written yet."""

    name: str

    def cell(self, row: int, column: int) -> Area:
        return Area(self.name, row, column, row, column)

    def area(self, top: int, left: int, bottom: int, right: int) -> Area:
        return Area(self.name, top, left, bottom, right)


class _Pair(Expression):
    __slots__ = ("left", "operator", "right")

    def __init__(self, operator: str, left: Expression, right: Expression) -> None:
        self.operator, self.left, self.right = operator, left, right

    def write(self, out: list[str], home: str, name: Name) -> None:
        _operand(out, home, name, self.left, self.left.rank < self.rank)
        out.append(self.operator)
        _operand(out, home, name, self.right, self.right.rank <= self.rank)


def _operand(out: list[str], home: str, name: Name, part: Expression, brackets: bool) -> None:
    if brackets:
        out.append("(")
    part.write(out, home, name)
    if brackets:
        out.append(")")


class Operation(_Pair):
    """Arithmetic of two numbers, or of the cells of areas one by one."""

    __slots__ = ("rank",)

    def __init__(self, operator: str, left: Expression, right: Expression) -> None:
        super().__init__(operator, left, right)
        self.rank = _RANKS[operator]

    def value(self, grid: Grid, shift: int) -> Value:
        return computed(self.operator, self.left.value(grid, shift), self.right.value(grid, shift))


class Comparison(_Pair):
    """Whether two values stand in a relation."""

    __slots__ = ()
    rank = _COMPARED

    def value(self, grid: Grid, shift: int) -> Value:
        return compared(self.operator, self.left.value(grid, shift), self.right.value(grid, shift))


class Total(Expression):
    """Terms added one after another, without brackets."""

    __slots__ = ("terms",)
    rank = _ADDED

    def __init__(self, terms: Iterable[Expression]) -> None:
        self.terms = tuple(terms)

    def write(self, out: list[str], home: str, name: Name) -> None:
        for place, term in enumerate(self.terms):
            if place:
                out.append("+")
            term.write(out, home, name)

    def value(self, grid: Grid, shift: int) -> Value:
        return reduce(lambda sum_, term: computed("+", sum_, term), (term.value(grid, shift) for term in self.terms))


def printed(part: Expression, home: str = "", shift: int = 0) -> str:
    """The text of a formula, without "=", on the tab `home` and so many columns right of its first cell."""
    out: list[str] = []
    part.write(out, home, (lambda column: letter(column + shift)) if shift else letter)
    return "".join(out)


def template(part: Expression, home: str) -> tuple[str, tuple[int, ...]]:
    """The text of a formula that is written into cells side by side, and the columns that move along in it, in whose
    places chr(0), chr(1)… stand."""
    out: list[str] = []
    places: dict[int, str] = {}
    part.write(out, home, lambda column: places.setdefault(column, chr(len(places))))
    return "".join(out), tuple(places)
