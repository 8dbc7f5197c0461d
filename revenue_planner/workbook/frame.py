"""What every tab has: title, master check, frozen header, protection, print set-up."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from revenue_planner.ground.a1 import letter
from revenue_planner.ground.look import BAD, BAD_FILL, GOOD, GOOD_FILL, NIGHT
from revenue_planner.plan.values import Plan
from revenue_planner.printers.excel import NO_RATE, NOT_IN_PLAN
from revenue_planner.workbook.book import Book
from revenue_planner.workbook.cells import Area, printed
from revenue_planner.workbook.functions import IF
from revenue_planner.workbook.layout import CHECKS, Layout
from revenue_planner.workbook.sheet import Sheet
from revenue_planner.workbook.style import Styles

A3, A4 = 8, 9
ALL_WELL, PROBLEM = "All checks OK", "PROBLEM: see Checks"
MASTER_ROW, MASTER_COLUMN = 3, 1
MASTER = CHECKS.cell(MASTER_ROW, MASTER_COLUMN)

#: Small letters that fit into a column, per unit of its width; heights in points.
_SMALL_PER_WIDTH, _PLAIN_HEIGHT, _LINE_HEIGHT = 1.28, 15, 11.0

_PROTECTION = {
    "format_columns": True,
    "format_rows": True,
    "format_cells": True,
    "select_locked_cells": True,
    "select_unlocked_cells": True,
}


@dataclass(frozen=True)
class Context:
    """What every tab is written from. `values[key]` is (months or 1, scenarios)."""

    plan: Plan
    layout: Layout
    values: Mapping[str, NDArray[np.float64]]
    book: Book
    styles: Styles

    def number(self, key: str, scenario: int) -> float:
        """A figure's number in a scenario, by its place; NaN where there is none."""
        return float(self.values[key][0, scenario])

    def row(self, key: str, scenario: int) -> list[float]:
        """A monthly line's numbers."""
        column = self.values[key][:, scenario]
        months = self.plan.timeline.months
        return [float(column[0])] * months if len(column) == 1 else [float(v) for v in column]

    def shown(self, key: str, scenario: int) -> float | str:
        """A figure as its cell shows it: a number, a date serial, or words where there is none."""
        number = self.number(key, scenario)
        unit = self.layout.model.lines[key].declared.unit
        if unit == "date":
            if np.isnan(number):
                return NOT_IN_PLAN
            return float(self.plan.timeline.month_of(int(number)).serial)
        return NO_RATE if np.isnan(number) else number


@dataclass(frozen=True, slots=True)
class TabWriter:
    """A tab: its name, what Start says of it, and what writes it."""

    name: str
    about: str
    write: Callable[[Context], None]


def open_sheet(
    context: Context,
    name: str,
    title: str,
    subtitle: str,
    widths: Sequence[float],
    *,
    status: tuple[int, int],
    freeze: tuple[int, int],
    repeat: tuple[int, int],
    paper: int = A4,
    colour: str | None = None,
) -> Sheet:
    """A tab with its title in A1, the master check at `status` (row, column) and `freeze` rows, columns."""
    sheet = context.book.sheet(name)
    lay_out(sheet, context.styles, title, subtitle, widths, freeze=freeze, repeat=repeat, paper=paper, colour=colour)
    master(context, sheet, *status)
    return sheet


def lay_out(
    sheet: Sheet,
    styles: Styles,
    title: str,
    subtitle: str,
    widths: Sequence[float],
    *,
    freeze: tuple[int, int],
    repeat: tuple[int, int],
    paper: int = A4,
    colour: str | None = None,
) -> None:
    """Title and subtitle, widths of columns, frozen rows and columns, page and protection."""
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    sheet.hide_gridlines(2)
    sheet.text(1, 0, title, styles.title())
    if subtitle:
        sheet.text(2, 0, subtitle, styles.subtitle())
    sheet.freeze_panes(*freeze)
    sheet.set_landscape()
    sheet.set_paper(paper)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.repeat_rows(repeat[0] - 1, repeat[1] - 1)
    sheet.set_footer("&L&8&A&C&8An estimate, not tax advice&R&8Page &P of &N")
    sheet.protect("", _PROTECTION)
    if colour is not None:
        sheet.set_tab_color(colour)


def master(context: Context, sheet: Sheet, row: int, column: int) -> None:
    """The master check, green or red."""
    styles = context.styles
    look = styles.make(bold=True, font_color=GOOD, bg_color=GOOD_FILL, align="center", border=1, border_color=GOOD)
    if sheet.tab == CHECKS:
        sheet.put(row, column, IF(CHECKS.cell(MASTER_ROW + 1, MASTER_COLUMN) > 0, PROBLEM, ALL_WELL), look)
    else:
        sheet.put(row, column, MASTER.fixed, look)
    flag_problem(context.book, sheet, f"{letter(column)}{row}", PROBLEM)


def bar(context: Context, sheet: Sheet, row: int, title: str, last: int, colour: str = NIGHT) -> None:
    """A section's heading, across all columns up to `last`."""
    style = context.styles.heading(colour)
    for column in range(1, last + 1):
        sheet.blank(row, column, style)
    sheet.text(row, 0, title, style)


def scenario_picker(sheet: Sheet, row: int, column: int, title: str, names: Area) -> None:
    """Let a cell be chosen from the scenarios' names."""
    sheet.validate(
        row,
        column,
        row,
        column,
        {
            "validate": "list",
            "source": f"={printed(names, sheet.name)}",
            "input_title": title,
            "input_message": "Choose a scenario from the list.",
            "error_title": "No such scenario",
            "error_message": "Choose a scenario from the list.",
        },
    )


def fit_row(sheet: Sheet, row: int, *texts: tuple[str, float]) -> None:
    """Make a row high enough for wrapped small texts, each given with its column's width."""
    lines = max([-(-len(text) // int(width * _SMALL_PER_WIDTH)) for text, width in texts])
    if lines > 1:
        sheet.set_row(row - 1, max(_PLAIN_HEIGHT, lines * _LINE_HEIGHT + 3))


def redden(book: Book, sheet: Sheet, top: int, left: int, bottom: int, right: int) -> None:
    """Figures below 0 are red, beside their minus sign."""
    red = book.workbook.add_format({"font_color": BAD})
    sheet.conditional_format(
        top - 1, left, bottom - 1, right, {"type": "cell", "criteria": "<", "value": 0, "format": red}
    )


def flag_problem(book: Book, sheet: Sheet, cells: str, text: str) -> None:
    """Turn cells red that hold this text."""
    red = book.workbook.add_format({"font_color": BAD, "bg_color": BAD_FILL, "bold": True})
    sheet.conditional_format(cells, {"type": "cell", "criteria": "==", "value": f'"{text}"', "format": red})
