"""A thin layer on XlsxWriter: cells are rendered once, with our formula and our computed value.

XlsxWriter rewrites every formula with some thirty regular expressions, for functions that ours never
use (the lint refuses them). This worksheet class keeps finished cell XML instead, and leaves all the
rest (charts, validation, sparklines, protection, print set-up) to XlsxWriter.
"""

from __future__ import annotations

import gc
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from html import escape
from io import BytesIO
from typing import Any

from xlsxwriter.chart import Chart
from xlsxwriter.format import Format
from xlsxwriter.packager import Packager
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from revenue_planner.ground.a1 import BEFORE, THIS, letter
from revenue_planner.workbook.cells import Expression, TabName, printed, template
from revenue_planner.workbook.paging import page_breaks, points, room, rows_under
from revenue_planner.workbook.xlsx.cell_functions import Block
from revenue_planner.workbook.xlsx.cells import CellError, CellValue
from revenue_planner.workbook.xlsx.formula_tree import UnknownFormError
from revenue_planner.workbook.xlsx.notation import parse_area

Cell = float | int | str | None
Place = tuple[int, int]
Part = bytes
#: Parts of a number format whose letters stand for themselves, or for a colour.
_NO_DATE = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')
#: Cells that are worked out within one another; longer chains are taken from their far end.
_DEEPEST = 40


@dataclass(frozen=True, slots=True)
class _Formulas:
    """Cells side by side, from column `first` on, with one expression. `text` is its formula for XML, with stand-ins
    for `columns` that move along."""

    expression: Expression
    first: int
    count: int
    text: str
    columns: tuple[int, ...]
    style: Format


class _TooDeepError(Exception):
    """The cell `at` is to be worked out first."""

    def __init__(self, at: tuple[Sheet, Place]) -> None:
        super().__init__(_name(*at))
        self.at = at


class Sheet(Worksheet):  # type: ignore[misc]
    """A worksheet whose rows count from 1 and columns from 0, as in formulas."""

    book: Book

    def __init__(self) -> None:
        super().__init__()
        #: XML of cells, by row and column; formulas get their values when the file is finished.
        self.cells: dict[int, dict[int, str | _Formulas]] = defaultdict(dict)
        #: Values of cells; and of rows of the model, by row: the first column, and its values.
        self.known: dict[Place, CellValue] = {}
        self.lines: dict[int, tuple[int, Sequence[float | str]]] = {}
        #: Cells whose values are still to be worked out.
        self.open: dict[Place, _Formulas] = {}
        #: The number of the style of each cell that does not have its run's.
        self.plain: dict[Place, int] = {}
        #: Rows that stay with what follows them on a printed page; the first row of each chart, and its height; first
        #: and last rows of what else is not cut.
        self.headings: set[int] = set()
        self.placed: list[tuple[int, float]] = []
        self.kept: list[Place] = []

    @property
    def tab(self) -> TabName:
        """The tab, to refer to its cells."""
        return TabName(self.name)

    def text(self, row: int, column: int, text: str, style: Format) -> None:
        """Write text as text, whatever it begins with."""
        if not text:
            self.blank(row, column, style)
            return
        if column == 0 and style.bold and style.bg_color and style.locked:
            self.headings.add(row)
        index = self.str_table._get_shared_string_index(text)
        self._put(row, column, f't="s" s="{style._get_xf_index()}"><v>{index}</v></c>', text)

    def link(self, row: int, column: int, tab: str, style: Format) -> None:
        """A tab's name that leads there."""
        # XlsxWriter would store the text too, and count it twice.
        self.ignore_write_string = True
        name = tab.replace("'", "''")
        self.write_url(row - 1, column, f"internal:'{name}'!A1", style, tab)
        self.text(row, column, tab, style)

    def number(self, row: int, column: int, number: float, style: Format) -> None:
        self._put(row, column, f's="{style._get_xf_index()}"><v>{_number(number)}</v></c>', float(number))

    def blank(self, row: int, column: int, style: Format) -> None:
        self._put(row, column, f's="{style._get_xf_index()}"/>', None)

    def put(self, row: int, column: int, expression: Expression, style: Format) -> None:
        """Write an expression: its formula, and what it comes to."""
        text = escape(printed(expression, self.name), quote=False)
        self._open(row, _Formulas(expression, column, 1, text, (), style))

    def fill(self, row: int, first: int, count: int, expression: Expression, style: Format) -> None:
        """Write an expression into cells side by side: what is not fixed in it moves along."""
        text, columns = template(expression, self.name)
        text = escape(text, quote=False)
        self._open(row, _Formulas(expression, first, count, text, columns, style))

    def _open(self, row: int, run: _Formulas) -> None:
        cells = self.cells[row]
        for column in range(run.first, run.first + run.count):
            cells.pop(column, None)
            self.open[row, column] = run
            self.known.pop((row, column), None)
        cells[run.first] = run

    def line(self, row: int, first: int, template: str, values: Sequence[float | str], style: Format) -> None:
        """A line of the model: one formula for the cells of all its months, beside the engine's values.

        `template` holds THIS and BEFORE where columns go. Only a single value may be a text.
        """
        template, look = escape(template, quote=False), f's="{style._get_xf_index()}"><f>'
        if len(values) == 1:
            self.known[row, first] = values[0]
            kind, shown = _value(values[0])
            body = template.replace(THIS, letter(first)).replace(BEFORE, letter(first - 1))
            look = f's="{self._look(row, first, values[0], style)}"><f>'
            self.cells[row][first] = f'<c r="{letter(first)}{row}" {kind}{look}{body}</f><v>{shown}</v></c>'
            return
        self.lines[row] = (first, values)
        looks_back, parts = BEFORE in template, []
        for column, value in enumerate(values, start=first):
            here = letter(column)
            body = template.replace(THIS, here)
            if looks_back:
                body = body.replace(BEFORE, letter(column - 1))
            parts.append(f'<c r="{here}{row}" {look}{body}</f><v>{value!r}</v></c>')
        self.cells[row][first] = "".join(parts)

    def _look(self, row: int, column: int, value: CellValue, style: Format) -> int:
        """The number of a formula's style.

        Where a date's cell holds a text, its format is General, since some programs read any cell with a format of
        dates as a date; it becomes a date's as soon as there is a number.
        """
        if isinstance(value, str) and is_date_format(style.num_format):
            rule = {"type": "formula", "criteria": f"=ISNUMBER({letter(column)}{row})"}
            date = self.book.dates.number(style)
            self.conditional_format(row - 1, column, row - 1, column, {**rule, "format": date})
            style = self.book.dates.without(style)
        return int(style._get_xf_index())

    def settle_looks(self) -> None:
        """Decide the style of formulas that are worked out."""
        for row, cells in self.cells.items():
            for run in cells.values():
                if isinstance(run, _Formulas) and is_date_format(run.style.num_format):
                    for column in range(run.first, run.first + run.count):
                        self.plain[row, column] = self._look(row, column, self.known[row, column], run.style)

    def value(self, row: int, column: int) -> CellValue:
        """What a cell comes to; None where nothing is written. Raises ValueError where formulas go in a circle, or
        come to an error that none of them expects."""
        waiting = [(self, (row, column))]
        while True:
            sheet, place = waiting[-1]
            try:
                found = sheet.look(place)
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

    def _work_out(self, run: _Formulas, place: Place) -> CellValue:
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

    def _fault(self, run: _Formulas, place: Place, what: str) -> ValueError:
        text = printed(run.expression, self.name, place[1] - run.first)
        return ValueError(f"{_name(self, place)}: ={text} {what}")

    def place_chart(self, row: int, column: int, chart: Chart, description: str, **place: object) -> None:
        """Put a chart at a cell; `description` says what it shows to those who do not see it."""
        if not description.strip():
            raise ValueError("a chart needs a description")
        self.insert_chart(row - 1, column, chart, {"object_position": 2, "description": description, **place})
        self.placed.append((row, float(chart.height)))

    def end_pages(self) -> None:
        """Break the printed pages where it suits; a tab that is printed on one page has none to break."""
        if self.fit_page and self.fit_height == 1:
            return
        area = parse_area(self.print_area_range.rpartition("!")[2]) if self.print_area_range else None
        last_row = area.bottom if area else max(self.cells, default=1)
        last_column = area.right if area else self.dim_colmax
        heights = [self._height(row) for row in range(1, last_row + 1)]
        repeated = parse_area(self.repeat_row_range.rpartition("!")[2]) if self.repeat_row_range else None
        width = sum(self._width(column) for column in range(last_column + 1))
        page = room(
            self.paper_size,
            (self.margin_left, self.margin_right, self.margin_top, self.margin_bottom),
            width,
            sum(heights[repeated.top - 1 : repeated.bottom]) if repeated else 0.0,
            0.0 if self.fit_page else self.print_scale / 100,
        )
        charts = [(row, row + rows_under(height, heights, row) - 1) for row, height in self.placed]
        shown = [whole for whole in (*charts, *self.kept) if whole[0] <= last_row]
        self.set_h_pagebreaks(page_breaks(heights, page, self.headings, shown, self.hbreaks))

    def _height(self, row: int) -> float:
        known = self.row_info.get(row - 1)
        return points(self.default_row_height if known is None or known.height is None else known.height)

    def _width(self, column: int) -> float:
        known = self.col_info.get(column)
        return points(self.default_col_width if known is None or known.width is None else known.width)

    def validate(self, top: int, left: int, bottom: int, right: int, rule: Mapping[str, Any]) -> None:
        """What may be typed into an area, by XlsxWriter's words. The same rule right below another one joins it."""
        self.data_validation(top - 1, left, bottom - 1, right, dict(rule))
        if len(self.validations) > 1:
            *_others, above, own = self.validations
            here, there = own["cells"][0], above["cells"][0]
            joins = (there[2] + 1, there[1], there[3]) == (here[0], here[1], here[3])
            if joins and {**own, "cells": None} == {**above, "cells": None}:
                there[2] = here[2]
                self.validations.pop()

    def _put(self, row: int, column: int, rest: str, value: Cell) -> None:
        self.cells[row][column] = f'<c r="{letter(column)}{row}" {rest}'
        self.known[row, column] = value
        run = self.open.pop((row, column), None)
        if run is not None and run.count > 1:
            raise ValueError(f"{_name(self, (row, column))} is one of many cells with one formula")

    def measure(self) -> None:
        """Tell XlsxWriter which cells are there."""
        for row, cells in self.cells.items():
            last = max(cells)
            run, (first, values) = cells[last], self.lines.get(row, (0, ()))
            if isinstance(run, _Formulas):
                last += run.count - 1
            self._check_dimensions(row - 1, min(cells))
            self._check_dimensions(row - 1, max(last, first + len(values) - 1))

    def _write_rows(self) -> None:
        """What XlsxWriter calls for the sheet's data."""
        for row in sorted(self.cells.keys() | {number + 1 for number in self.row_info}):
            self._write_row(row - 1, None, self.row_info.get(row - 1))
            cells = self.cells.get(row, {})
            parts = [cells[column] for column in sorted(cells)]
            self.fh.write("".join([part if isinstance(part, str) else self._finished(row, part) for part in parts]))
            self._xml_end_tag("row")

    def _finished(self, row: int, run: _Formulas) -> str:
        parts = []
        usual = run.style._get_xf_index()
        for shift in range(run.count):
            column = run.first + shift
            look = self.plain.get((row, column), usual)
            kind, shown = _value(self.known[row, column])
            text = run.text
            for place, moving in enumerate(run.columns):
                text = text.replace(chr(place), letter(moving + shift))
            parts.append(f'<c r="{letter(column)}{row}" {kind}s="{look}"><f>{text}</f><v>{shown}</v></c>')
        return "".join(parts)

    def _get_range_data(self, row_start: int, col_start: int, row_end: int, col_end: int) -> list[CellValue]:
        """What XlsxWriter puts into a chart's cache."""
        return [
            self.value(row + 1, column)
            for row in range(row_start, row_end + 1)
            for column in range(col_start, col_end + 1)
        ]


def _name(sheet: Sheet, place: Place) -> str:
    return f"{sheet.name}!{letter(place[1])}{place[0]}"


def _circle(cells: Sequence[tuple[Sheet, Place]]) -> ValueError:
    names = dict.fromkeys(_name(*at) for at in cells)
    return ValueError(f"these formulas look at one another in a circle: {', '.join(names)}")


def _number(value: float) -> str:
    if value == 0:
        return "0"
    text = repr(float(value))
    if text[-1] in "nf":
        raise ValueError(f"{value} cannot be written into a cell")
    return text[:-2] if text.endswith(".0") else text


def _value(value: CellValue) -> tuple[str, str]:
    if isinstance(value, str):
        return 't="str" ', escape(value, quote=False)
    if value is None:
        raise ValueError("every formula is written with its computed value")
    assert not isinstance(value, CellError)
    return "", _number(value)


@cache
def is_date_format(form: object) -> bool:
    """Whether a number format shows a number as a date or time."""
    return isinstance(form, str) and re.search("[ymdhs]", _NO_DATE.sub("", form), re.IGNORECASE) is not None


class _DateStyles:
    """Of styles that show dates: the same without the date, and the date alone."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._without: dict[Format, Format] = {}
        self._numbers: dict[str, Format] = {}

    def without(self, style: Format) -> Format:
        if style not in self._without:
            plain = copy(style)
            # Neither the index nor the key that it was found by is the copy's.
            plain.num_format, plain.xf_index, plain._format_key = "General", None, None
            self._workbook.formats.append(plain)
            self._without[style] = plain
        return self._without[style]

    def number(self, style: Format) -> Format:
        """For a conditional format."""
        form = style.num_format
        if form not in self._numbers:
            self._numbers[form] = self._workbook.add_format({"num_format": form})
        return self._numbers[form]


class _Keeper(Packager):  # type: ignore[misc]
    """Keeps the parts of a workbook instead of handing them on to be packed."""

    def _create_package(self) -> list[object]:
        self.parts = {
            name: content.getvalue() if binary else content.getvalue().encode()
            for content, name, binary in super()._create_package()
        }
        return []


class Book:
    """A workbook in memory that comes out as the same bytes each time. What its cells hold can be asked for while it
    is written, by tab, in any order."""

    def __init__(self, title: str, subject: str) -> None:
        self.buffer = BytesIO()
        self.workbook = Workbook(self.buffer, {"in_memory": True, "strings_to_formulas": False})
        self.workbook.set_calc_mode("auto")
        self.workbook.set_properties(
            {"title": title, "subject": subject, "author": "", "created": datetime(2000, 1, 1)}
        )
        self.dates = _DateStyles(self.workbook)
        self.tabs: dict[str, Sheet] = {}
        #: The cells that are being worked out, each for the one before it.
        self.trail: list[tuple[Sheet, Place]] = []
        self._areas: dict[tuple[str, int, int, int, int], Block] = {}

    def sheet(self, name: str) -> Sheet:
        sheet = self.workbook.add_worksheet(name, Sheet)
        assert isinstance(sheet, Sheet)
        sheet.book = self
        self.tabs[name] = sheet
        return sheet

    def seen(self, tab: str, row: int, column: int) -> CellValue:
        """What stands in a cell. Raises ValueError where nothing was written, not even a blank."""
        sheet, place = self._tab(tab), (row, column)
        if place in sheet.known:
            return sheet.known[place]
        found = sheet.look(place)
        if found is None and place not in sheet.known:
            raise ValueError(f"{_at_work(self)} looks at {_name(sheet, place)}, where nothing is written")
        return found

    def seen_area(self, tab: str, top: int, left: int, bottom: int, right: int) -> Block:
        """What stands in the cells of an area, both ends included."""
        area = (tab, top, left, bottom, right)
        block = self._areas.get(area)
        if block is None:
            sheet = self._tab(tab)
            block = Block([sheet.row(row, left, right) for row in range(top, bottom + 1)])
            self._areas[area] = block
        return block

    def _tab(self, name: str) -> Sheet:
        try:
            return self.tabs[name]
        except KeyError:
            raise ValueError(f"{_at_work(self)} looks at a tab {name}, which there is not") from None

    def settle(self) -> None:
        """Work out every formula. All tabs must be written. Raises ValueError as `Sheet.value` does."""
        for sheet in self.tabs.values():
            for place in tuple(sheet.open):
                try:
                    sheet.look(place)
                except _TooDeepError:
                    sheet.value(*place)

    def bytes(self) -> bytes:
        """The finished file. The cells are gone afterwards."""
        self._finish()
        self.workbook.close()
        self._forget()
        return self.buffer.getvalue()

    def parts(self) -> dict[str, Part]:
        """What the finished file holds, by name, without packing it, which takes a quarter of the time."""
        keeper = _Keeper()
        self.workbook._get_packager = lambda: keeper
        self._finish()
        self.workbook.close()
        self._forget()
        return keeper.parts

    def _forget(self) -> None:
        """Cells are many, and nobody asks for them once the file is finished."""
        for sheet in self.tabs.values():
            sheet.cells.clear()
            sheet.known.clear()

    def _finish(self) -> None:
        self.settle()
        for sheet in self.tabs.values():
            sheet.settle_looks()
            sheet.measure()
            sheet.end_pages()


@contextmanager
def uncollected() -> Iterator[None]:
    """Spare Python the search for circles among the many small things that a workbook is made of: it has none."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _at_work(book: Book) -> str:
    return _name(*book.trail[-1]) if book.trail else "a formula"
