"""What the formulas of a workbook come to, worked out from the cells that they look at.

This reads the language that the planner writes outside the scenarios' tabs. A formula that is beyond it
raises `UnknownFormError`: its figure then stays unchecked, and is not called wrong.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from revenue_planner.workbook.xlsx.blocks import VALUE, Block, Value
from revenue_planner.workbook.xlsx.cell_functions import called
from revenue_planner.workbook.xlsx.cells import Cell, CellError, CellValue, Tab
from revenue_planner.workbook.xlsx.formula_tree import (
    Call,
    CellReference,
    ErrorText,
    Missing,
    Name,
    Number,
    Operation,
    Sign,
    Term,
    Text,
    UnknownFormError,
    parse,
)
from revenue_planner.workbook.xlsx.notation import Area, cell_position
from revenue_planner.workbook.xlsx.operators import compared, computed

Place = tuple[str, int, int]
_ARITHMETIC = frozenset("+-*/")
_COMPARISONS = frozenset(("=", "<>", "<", ">", "<=", ">="))
#: Cells of one range. Tables of ours have fewer than 100,000.
_MOST_CELLS = 1_000_000


class _NotYetError(Exception):
    """Cells that have to be worked out first."""

    def __init__(self, places: list[Place]) -> None:
        super().__init__(places)
        self.places = places


@dataclass(frozen=True, slots=True)
class Figure:
    """What a formula comes to. `scale` is the largest amount that it looks at: sums are as exact as that allows."""

    value: CellValue
    scale: float


class Calculator:
    """Works out cells of `tabs` (by name), each once.

    `known` are figures that are taken as they are, by place; every other formula is followed to the cells
    that it looks at.
    """

    def __init__(self, tabs: Mapping[str, Tab], known: Mapping[Place, CellValue]) -> None:
        self._tabs = tabs
        self._known = dict(known)
        self._figures: dict[Place, Figure] = {}
        self._unknown: dict[Place, str] = {}

    def figure(self, tab: str, row: int, column: int) -> Figure:
        """What the formula of a cell comes to. Raises UnknownFormError where that cannot be told."""
        wanted = (tab, row, column)
        waiting: list[Place] = [wanted]
        begun: set[Place] = set()
        while waiting:
            place = waiting[-1]
            if place in self._figures or place in self._unknown:
                waiting.pop()
                begun.discard(place)
                continue
            begun.add(place)
            try:
                self._figures[place] = self._work_out(place)
            except _NotYetError as error:
                if begun.intersection(error.places):
                    self._unknown[place] = "looks at itself"
                waiting += reversed(error.places)
            except UnknownFormError as error:
                self._unknown[place] = str(error)
        if wanted in self._unknown:
            raise UnknownFormError(self._unknown[wanted])
        return self._figures[wanted]

    def _work_out(self, place: Place) -> Figure:
        cell = self._cell(place)
        if cell is None or cell.formula is None or cell.kind:
            raise UnknownFormError("no formula of one cell")
        work = _Work(self, place[0])
        value = work.scalar(work.of(parse(cell.formula)))
        work.settle()
        if isinstance(value, float):
            work.scale = max(work.scale, abs(value))
        return Figure(0.0 if value is None else value, work.scale)

    def _cell(self, place: Place) -> Cell | None:
        tab = self._tabs.get(place[0])
        if tab is None:
            raise UnknownFormError(f"there is no tab {place[0]}")
        return tab.cell(place[1], place[2])

    def seen(self, place: Place, missing: list[Place]) -> CellValue:
        """What stands in a cell; one that has to be worked out first is added to `missing`."""
        if place in self._known:
            return self._known[place]
        cell = self._cell(place)
        if cell is None:
            return None
        if cell.formula is None:
            return cell.value
        if place in self._unknown:
            raise UnknownFormError(self._unknown[place])
        done = self._figures.get(place)
        if done is None:
            missing.append(place)
            return 0.0
        return done.value


class _Work:
    """One formula of a tab being worked out."""

    def __init__(self, calculator: Calculator, tab: str) -> None:
        self.calculator, self.tab = calculator, tab
        self.scale = 0.0
        self.missing: list[Place] = []

    def settle(self) -> None:
        """Raise where cells are missing: what was worked out meanwhile does not count."""
        if self.missing:
            raise _NotYetError(list(dict.fromkeys(self.missing)))

    def scalar(self, value: Value) -> CellValue:
        if isinstance(value, Block):
            if value.shape == (1, 1):
                return value.rows[0][0]
            raise UnknownFormError("an array")
        return value

    def of(self, term: Term) -> Value:
        match term:
            case Number(text):
                return float(text)
            case Text(text):
                return text
            case ErrorText(text):
                return CellError(text)
            case Name(text) if text.upper() in ("TRUE", "FALSE"):
                return text.upper() == "TRUE"
            case Missing():
                return None
            case CellReference():
                return self._cells(term, term)
            case Operation(":", CellReference() as first, CellReference() as last):
                return self._cells(first, last)
            case Operation(operator, left, right) if operator in _ARITHMETIC:
                return computed(operator, self.of(left), self.of(right))
            case Operation(operator, left, right) if operator in _COMPARISONS:
                return compared(operator, self.of(left), self.of(right))
            case Sign("-", operand):
                return computed("-", 0.0, self.of(operand))
            case Sign("+", operand):
                return self.of(operand)
            case Call("IF", (condition, then, *otherwise)) if len(otherwise) < 2:
                return self._choice(condition, then, otherwise[0] if otherwise else None)
            case Call("IFERROR", (tried, otherwise)):
                found = self._settled(tried)
                return self.of(otherwise) if isinstance(found, CellError) else found
            case Call(name, arguments):
                values = [self._searched(each) for each in arguments]
                self.settle()
                return called(name, values)
        raise UnknownFormError(type(term).__name__)

    def _choice(self, condition: Term, then: Term, otherwise: Term | None) -> Value:
        """IF, which looks at one of the two only."""
        holds = self._settled(condition)
        if isinstance(holds, (CellError, str)):
            return holds if isinstance(holds, CellError) else VALUE
        chosen = then if holds else otherwise
        return False if chosen is None else self.of(chosen)

    def _settled(self, term: Term) -> CellValue:
        """A value that the next step depends on."""
        found = self.scalar(self.of(term))
        self.settle()
        return found

    def _searched(self, term: Term) -> Value:
        """An argument of a function: a cell is searched like any area, and what is in it counts if it is a number."""
        found = self.of(term)
        return Block([[found]]) if isinstance(term, CellReference) and not isinstance(found, Block) else found

    def _cells(self, first: CellReference, last: CellReference) -> Value:
        """One cell's value, or a block of them."""
        name = first.tab or self.tab
        try:
            (top, left), (bottom, right) = cell_position(first.address), cell_position(last.address)
        except ValueError:
            raise UnknownFormError(first.address) from None
        area = Area(min(top, bottom), min(left, right), max(top, bottom), max(left, right))
        if (area.bottom - area.top + 1) * (area.right - area.left + 1) > _MOST_CELLS:
            raise UnknownFormError("too many cells")
        rows = [
            [self._seen((name, row, column)) for column in range(area.left, area.right + 1)]
            for row in range(area.top, area.bottom + 1)
        ]
        return rows[0][0] if first is last else Block(rows)

    def _seen(self, place: Place) -> CellValue:
        value = self.calculator.seen(place, self.missing)
        if isinstance(value, float):
            self.scale = max(self.scale, abs(value))
        return value
