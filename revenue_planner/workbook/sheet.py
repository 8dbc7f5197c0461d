"""A tab that is being written: cells are rendered once, with our formula and our computed value.

XlsxWriter rewrites every formula with some thirty regular expressions, for functions that ours never
use (the lint refuses them). This worksheet class keeps finished cell XML instead, and leaves all the
rest (charts, validation, sparklines, protection, print set-up) to XlsxWriter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from xlsxwriter.chart import Chart
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from revenue_planner.ground.a1 import letter
from revenue_planner.workbook.cell_xml import figure_in_xml, line_in_xml, number_in_xml, run_in_xml, text_in_xml
from revenue_planner.workbook.cells import Expression, TabName, printed, template
from revenue_planner.workbook.date_styles import DateStyles, is_date_format
from revenue_planner.workbook.pages import end_pages
from revenue_planner.workbook.values import Place, Run, TabValues
from revenue_planner.workbook.xlsx.cells import CellValue

Cell = float | int | str | None


class Sheet(Worksheet):  # type: ignore[misc]
    """A worksheet whose rows count from 1 and columns from 0, as in formulas."""

    #: What its cells come to, and the book's styles of dates.
    values: TabValues
    dates: DateStyles

    def __init__(self) -> None:
        super().__init__()
        #: XML of cells, by row and column; formulas get their values when the file is finished.
        self.cells: dict[int, dict[int, str | Run]] = defaultdict(dict)
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
        self._put(row, column, f's="{style._get_xf_index()}"><v>{number_in_xml(number)}</v></c>', float(number))

    def blank(self, row: int, column: int, style: Format) -> None:
        self._put(row, column, f's="{style._get_xf_index()}"/>', None)

    def put(self, row: int, column: int, expression: Expression, style: Format) -> None:
        """Write an expression: its formula, and what it comes to."""
        text = text_in_xml(printed(expression, self.name))
        self._open(row, Run(expression, column, 1, text, (), style))

    def fill(self, row: int, first: int, count: int, expression: Expression, style: Format) -> None:
        """Write an expression into cells side by side: what is not fixed in it moves along."""
        text, columns = template(expression, self.name)
        self._open(row, Run(expression, first, count, text_in_xml(text), columns, style))

    def line(self, row: int, first: int, template: str, values: Sequence[float | str], style: Format) -> None:
        """A line of the model: one formula for the cells of all its months, beside the engine's values.

        `template` holds THIS and BEFORE where columns go. Only a single value may be a text.
        """
        template = text_in_xml(template)
        if len(values) == 1:
            self.values.known[row, first] = values[0]
            look = self._look(row, first, values[0], style)
            self.cells[row][first] = figure_in_xml(row, first, template, values[0], look)
        else:
            self.values.lines[row] = (first, values)
            self.cells[row][first] = line_in_xml(row, first, template, values, style._get_xf_index())

    def value(self, row: int, column: int) -> CellValue:
        """What a cell comes to; None where nothing is written. Raises ValueError as `TabValues.value` does."""
        return self.values.value((row, column))

    def place_chart(self, row: int, column: int, chart: Chart, description: str, **place: object) -> None:
        """Put a chart at a cell; `description` says what it shows to those who do not see it."""
        if not description.strip():
            raise ValueError("a chart needs a description")
        self.insert_chart(row - 1, column, chart, {"object_position": 2, "description": description, **place})
        self.placed.append((row, float(chart.height)))

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

    def finish(self) -> None:
        """Decide what depends on what formulas come to, once they are worked out."""
        self._settle_looks()
        self._measure()
        end_pages(self, max(self.cells, default=1), self.headings, self.placed, self.kept)

    def _put(self, row: int, column: int, rest: str, value: Cell) -> None:
        self.cells[row][column] = f'<c r="{letter(column)}{row}" {rest}'
        self.values.type_in((row, column), value)

    def _open(self, row: int, run: Run) -> None:
        cells = self.cells[row]
        for column in range(run.first, run.first + run.length):
            cells.pop(column, None)
        cells[run.first] = run
        self.values.leave_open(row, run)

    def _look(self, row: int, column: int, value: CellValue, style: Format) -> int:
        """The number of a formula's style.

        Where a date's cell holds a text, its format is General, since some programs read any cell with a format of
        dates as a date; it becomes a date's as soon as there is a number.
        """
        if isinstance(value, str) and is_date_format(style.num_format):
            rule = {"type": "formula", "criteria": f"=ISNUMBER({letter(column)}{row})"}
            date = self.dates.number(style)
            self.conditional_format(row - 1, column, row - 1, column, {**rule, "format": date})
            style = self.dates.without(style)
        return int(style._get_xf_index())

    def _settle_looks(self) -> None:
        for row, cells in self.cells.items():
            for run in cells.values():
                if isinstance(run, Run) and is_date_format(run.style.num_format):
                    for column in range(run.first, run.first + run.length):
                        self.plain[row, column] = self._look(row, column, self.values.known[row, column], run.style)

    def _measure(self) -> None:
        """Tell XlsxWriter which cells are there."""
        for row, cells in self.cells.items():
            last = max(cells)
            run, (first, values) = cells[last], self.values.lines.get(row, (0, ()))
            if isinstance(run, Run):
                last += run.length - 1
            self._check_dimensions(row - 1, min(cells))
            self._check_dimensions(row - 1, max(last, first + len(values) - 1))

    def _write_rows(self) -> None:
        """What XlsxWriter calls for the sheet's data."""
        known = self.values.known
        for row in sorted(self.cells.keys() | {number + 1 for number in self.row_info}):
            self._write_row(row - 1, None, self.row_info.get(row - 1))
            cells = self.cells.get(row, {})
            parts = [cells[column] for column in sorted(cells)]
            self.fh.write("".join([p if isinstance(p, str) else run_in_xml(row, p, known, self.plain) for p in parts]))
            self._xml_end_tag("row")

    def _get_range_data(self, row_start: int, col_start: int, row_end: int, col_end: int) -> list[CellValue]:
        """What XlsxWriter puts into a chart's cache."""
        return [
            self.value(row + 1, column)
            for row in range(row_start, row_end + 1)
            for column in range(col_start, col_end + 1)
        ]
