"""What the cells of a book come to: what was typed, the engine's lines, and expressions, each worked out when its cell
is asked for, whichever tab it is on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from xlsxwriter.format import Format

from revenue_planner.ground.a1 import letter
from revenue_planner.workbook.cells import Expression, printed
from revenue_planner.workbook.xlsx.blocks import Block
from revenue_planner.workbook.xlsx.cells import CellError, CellValue
from revenue_planner.workbook.xlsx.formula_tree import UnknownFormError

Place = tuple[int, int]
#: Cells that are worked out within one another; longer chains are taken from their far end.
_DEEPEST = 40


class Run(NamedTuple):
    """Cells side by side, from column `first` on, with one expression. `text` is its formula for XML, with stand-ins
    for `columns` that move along."""

    expression: Expression
    first: int
    length: int
    text: str
    columns: tuple[int, ...]
    style: Format


class _TooDeepError(Exception):
    """The cell `at` is to be worked out first."""

    def __init__(self, at: tuple[TabValues, Place]) -> None:
        super().__init__(at[0].at(at[1]))
        self.at = at


class TabValues:
    """The values of one tab. Rows count from 1 and columns from 0, as in formulas."""

    def __init__(self, book: BookValues, name: str) -> None:
        self.book, self.name = book, name
        #: Values of cells; and of rows of the model, by row: the first column, and its values.
        self.known: dict[Place, CellValue] = {}
        self.lines: dict[int, tuple[int, Sequence[float | str]]] = {}
        #: Cells whose values are still to be worked out.
        self.open: dict[Place, Run] = {}

    def at(self, place: Place) -> str:
        """A cell's address."""
        return f"{self.name}!{letter(place[1])}{place[0]}"

    def type_in(self, place: Place, value: CellValue) -> None:
        """A cell holds a value. Raises ValueError for one of many cells with one formula."""
        self.known[place] = value
        run = self.open.pop(place, None)
        if run is not None and run.length > 1:
            raise ValueError(f"{self.at(place)} is one of many cells with one formula")

    def leave_open(self, row: int, run: Run) -> None:
        """Cells come to what their expression does."""
        for column in range(run.first, run.first + run.length):
            self.open[row, column] = run
            self.known.pop((row, column), None)

    def value(self, place: Place) -> CellValue:
        """What a cell comes to; None where nothing is written. Raises ValueError where formulas go in a circle, or
        come to an error that none of them expects."""
        waiting = [(self, place)]
        while True:
            tab, place = waiting[-1]
            try:
                found = tab.look(place)
            except _TooDeepError as deep:
                if deep.at in waiting:
                    raise _circle(waiting[waiting.index(deep.at) :]) from None
                waiting.append(deep.at)
                continue
            waiting.pop()
            if not waiting:
                return found

    def row(self, row: int, left: int, right: int) -> list[CellValue]:
        """What stands in cells side by side, from within a formula."""
        first, values = self.lines.get(row, (0, ()))
        if first <= left and right < first + len(values):
            return [*values[left - first : right - first + 1]]
        return [self.look((row, column)) for column in range(left, right + 1)]

    def look(self, place: Place) -> CellValue:
        """As `value`, from within a formula that is being worked out."""
        known = self.known
        if place in known:
            return known[place]
        run = self.open.get(place)
        if run is not None:
            return self._work_out(run, place)
        first, values = self.lines.get(place[0], (0, ()))
        return values[place[1] - first] if first <= place[1] < first + len(values) else None

    def _work_out(self, run: Run, place: Place) -> CellValue:
        trail, at = self.book.trail, (self, place)
        if len(trail) >= _DEEPEST:
            if at in trail:
                raise _circle(trail[trail.index(at) :])
            raise _TooDeepError(at)
        trail.append(at)
        try:
            found = run.expression.value(self.book, place[1] - run.first)
        except UnknownFormError as error:
            raise self._fault(run, place, f"cannot be worked out: {error}") from None
        finally:
            trail.pop()
        if isinstance(found, CellError):
            raise self._fault(run, place, f"comes to {found.code}")
        if isinstance(found, (Block, bool)):
            raise self._fault(run, place, "comes to more than a cell holds; a truth is written IF(…,1,0)")
        self.known[place] = found = 0.0 if found is None else found
        del self.open[place]
        return found

    def _fault(self, run: Run, place: Place, what: str) -> ValueError:
        text = printed(run.expression, self.name, place[1] - run.first)
        return ValueError(f"{self.at(place)}: ={text} {what}")


def _circle(cells: Sequence[tuple[TabValues, Place]]) -> ValueError:
    names = dict.fromkeys(tab.at(place) for tab, place in cells)
    return ValueError(f"these formulas look at one another in a circle: {', '.join(names)}")


class BookValues:
    """The values of all tabs, where expressions find them (`cells.Grid`)."""

    def __init__(self) -> None:
        self.tabs: dict[str, TabValues] = {}
        #: The cells that are being worked out, each for the one before it.
        self.trail: list[tuple[TabValues, Place]] = []
        self._areas: dict[tuple[str, int, int, int, int], Block] = {}

    def add(self, name: str) -> TabValues:
        """A new tab."""
        self.tabs[name] = TabValues(self, name)
        return self.tabs[name]

    def seen(self, tab: str, row: int, column: int) -> CellValue:
        """What stands in a cell. Raises ValueError where nothing was written, not even a blank."""
        values, place = self._tab(tab), (row, column)
        if place in values.known:
            return values.known[place]
        found = values.look(place)
        if found is None and place not in values.known:
            raise ValueError(f"{self._at_work()} looks at {values.at(place)}, where nothing is written")
        return found

    def seen_area(self, tab: str, top: int, left: int, bottom: int, right: int) -> Block:
        """What stands in the cells of an area, both ends included."""
        area = (tab, top, left, bottom, right)
        block = self._areas.get(area)
        if block is None:
            values = self._tab(tab)
            block = Block([values.row(row, left, right) for row in range(top, bottom + 1)])
            self._areas[area] = block
        return block

    def settle(self) -> None:
        """Work out every formula. All tabs must be written. Raises ValueError as `TabValues.value` does."""
        for tab in self.tabs.values():
            for place in tuple(tab.open):
                try:
                    tab.look(place)
                except _TooDeepError:
                    tab.value(place)

    def forget(self) -> None:
        """Cells are many, and nobody asks for them once the file is finished."""
        for tab in self.tabs.values():
            tab.known.clear()

    def _tab(self, name: str) -> TabValues:
        try:
            return self.tabs[name]
        except KeyError:
            raise ValueError(f"{self._at_work()} looks at a tab {name}, which there is not") from None

    def _at_work(self) -> str:
        if not self.trail:
            return "a formula"
        tab, place = self.trail[-1]
        return tab.at(place)
