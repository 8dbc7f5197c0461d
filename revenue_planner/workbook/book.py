"""A thin layer on XlsxWriter: cells are rendered once, with our formula and our computed value.

XlsxWriter rewrites every formula with some thirty regular expressions, for functions that ours never
use (the lint refuses them). This worksheet class keeps finished cell XML instead, and leaves all the
rest (charts, validation, sparklines, protection, print set-up) to XlsxWriter.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from html import escape
from io import BytesIO
from typing import Any

from xlsxwriter.chart import Chart
from xlsxwriter.format import Format
from xlsxwriter.packager import Packager
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from revenue_planner.ground.a1 import BEFORE, THIS, letter
from revenue_planner.workbook.paging import page_breaks, points, room, rows_under
from revenue_planner.workbook.xlsx.notation import parse_area

Cell = float | int | str | None
Part = bytes


class Sheet(Worksheet):  # type: ignore[misc]
    """A worksheet whose rows count from 1 and columns from 0, as in formulas."""

    def __init__(self) -> None:
        super().__init__()
        self.cells: dict[int, dict[int, str]] = defaultdict(dict)
        #: Values of single cells, for charts' caches.
        self.known: dict[tuple[int, int], Cell] = {}
        #: Rows that stay with what follows them on a printed page; the first row of each chart, and its height.
        self.headings: set[int] = set()
        self.placed: list[tuple[int, float]] = []

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
        self._put(row, column, f's="{style._get_xf_index()}"><v>{_number(number)}</v></c>', number)

    def blank(self, row: int, column: int, style: Format) -> None:
        self._put(row, column, f's="{style._get_xf_index()}"/>', None)

    def formula(self, row: int, column: int, formula: str, value: Cell, style: Format) -> None:
        """Write a formula (without "=") beside the value we computed for it."""
        kind, shown = _value(value)
        body = f"<f>{escape(formula, quote=False)}</f><v>{shown}</v></c>"
        self._put(row, column, f'{kind}s="{style._get_xf_index()}">{body}', value)

    def months(self, row: int, first: int, template: str, values: Sequence[float], style: Format) -> None:
        """One formula across months; `template` holds THIS and BEFORE where columns go."""
        template = escape(template, quote=False)
        attributes = f's="{style._get_xf_index()}"><f>'
        parts = []
        for offset, value in enumerate(values):
            here = letter(first + offset)
            body = template.replace(THIS, here)
            if BEFORE in body:
                body = body.replace(BEFORE, letter(first + offset - 1))
            parts.append(f'<c r="{here}{row}" {attributes}{body}</f><v>{value!r}</v></c>')
        self.cells[row][first] = "".join(parts)
        self._check_dimensions(row - 1, first)
        self._check_dimensions(row - 1, first + len(values) - 1)

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
        shown = [chart for chart in charts if chart[0] <= last_row]
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
        self._check_dimensions(row - 1, column)

    def _write_rows(self) -> None:
        """What XlsxWriter calls for the sheet's data."""
        for row in sorted(self.cells.keys() | {number + 1 for number in self.row_info}):
            self._write_row(row - 1, None, self.row_info.get(row - 1))
            cells = self.cells.get(row, {})
            self.fh.write("".join(cells[column] for column in sorted(cells)))
            self._xml_end_tag("row")

    def _get_range_data(self, row_start: int, col_start: int, row_end: int, col_end: int) -> list[Cell]:
        """What XlsxWriter puts into a chart's cache."""
        return [
            self.known.get((row + 1, column))
            for row in range(row_start, row_end + 1)
            for column in range(col_start, col_end + 1)
        ]


def _number(value: float) -> str:
    if not math.isfinite(value):
        raise ValueError(f"{value} cannot be written into a cell")
    return repr(float(value)) if not float(value).is_integer() or abs(value) > 1e15 else str(int(value))


def _value(value: Cell) -> tuple[str, str]:
    if isinstance(value, str):
        return 't="str" ', escape(value, quote=False)
    if value is None:
        raise ValueError("every formula is written with its computed value")
    return "", _number(value)


class _Keeper(Packager):  # type: ignore[misc]
    """Keeps the parts of a workbook instead of handing them on to be packed."""

    def _create_package(self) -> list[object]:
        self.parts = {
            name: content.getvalue() if binary else content.getvalue().encode()
            for content, name, binary in super()._create_package()
        }
        return []


class Book:
    """A workbook in memory that comes out as the same bytes each time."""

    def __init__(self, title: str, subject: str) -> None:
        self.buffer = BytesIO()
        self.workbook = Workbook(self.buffer, {"in_memory": True, "strings_to_formulas": False})
        self.workbook.set_calc_mode("auto")
        self.workbook.set_properties(
            {"title": title, "subject": subject, "author": "", "created": datetime(2000, 1, 1)}
        )

    def sheet(self, name: str) -> Sheet:
        sheet = self.workbook.add_worksheet(name, Sheet)
        assert isinstance(sheet, Sheet)
        return sheet

    def bytes(self) -> bytes:
        """The finished file."""
        self._end_pages()
        self.workbook.close()
        return self.buffer.getvalue()

    def parts(self) -> dict[str, Part]:
        """What the finished file holds, by name, without packing it, which takes a quarter of the time."""
        keeper = _Keeper()
        self.workbook._get_packager = lambda: keeper
        self._end_pages()
        self.workbook.close()
        return keeper.parts

    def _end_pages(self) -> None:
        for sheet in self.workbook.worksheets():
            sheet.end_pages()
