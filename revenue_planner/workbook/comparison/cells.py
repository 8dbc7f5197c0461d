"""What the tabs of a comparison workbook share: their columns, and cells that hold a value or a difference."""

from __future__ import annotations

from dataclasses import dataclass

from xlsxwriter.format import Format

from revenue_planner.analysis.comparison.result import Comparison, InputDifference, Side
from revenue_planner.ground.months import Month
from revenue_planner.printers.excel import NO_RATE, NOT_IN_PLAN
from revenue_planner.workbook.book import Book
from revenue_planner.workbook.cells import Area, TabName
from revenue_planner.workbook.functions import ABS, IFERROR, both_known, months_between
from revenue_planner.workbook.sheet import Cell, Sheet
from revenue_planner.workbook.style import DATE, Styles, number_format

LABEL, UNIT, A = range(3)
HEAD_ROW = 4
#: Where the Results tab keeps its two constants, below the table of what is compared.
MONTHS_PER_YEAR, SAME = "Months in a year", "Figures are the same that differ by less than this share"

RESULTS = TabName("Results")
_MONTH_OF_PLAN = '"month "0;"month -"0'
_PER_CENT = "+0.0%;-0.0%;0.0%"
_MONTHS = '+0" months";-0" months";"same"'


@dataclass(frozen=True)
class Pages:
    """What the tabs are written from. `constants` are cells of the Results tab, by name."""

    comparison: Comparison
    book: Book
    styles: Styles
    constants: dict[str, Area]

    @property
    def key_column(self) -> int:
        """The column after all sides."""
        return A + 1 + 3 * len(self.comparison.pairs)

    def side_column(self, place: int) -> int:
        """Where the values of a side stand; its difference and per cent follow (not for A, place 0)."""
        return A if place == 0 else A + 1 + 3 * (place - 1)

    def cell(self, value: float | str | Month | None, unit: str, side: Side) -> Cell:
        """A value as its cell has it: months as date serials, or by number where plans begin apart."""
        if isinstance(value, Month):
            timeline = side.plan.timeline
            return float(value.serial if self.comparison.same_start else timeline.number_of(value))
        if value is None:
            return NOT_IN_PLAN if unit == "date" else NO_RATE
        return value

    def input_cell(self, each: InputDifference, value: float | str | Month, side: Side) -> Cell:
        """An input's value; the first month of a plan by its name, since it has no number."""
        if isinstance(value, Month) and each.kind == "start":
            return value.label
        return self.cell(value, each.unit, side)

    def style(self, unit: str, typical: float | None = None, **more: object) -> Format:
        """The number format of a unit."""
        form = number_format(unit, typical)
        if form == DATE and not self.comparison.same_start:
            form = _MONTH_OF_PLAN
        return self.styles.number(form, **more)

    def type_in(self, sheet: Sheet, row: int, column: int, cell: Cell, style: Format) -> None:
        """A typed value."""
        if isinstance(cell, str):
            sheet.text(row, column, cell, style)
        elif cell is None:
            sheet.blank(row, column, style)
        else:
            sheet.number(row, column, cell, style)

    def difference(self, sheet: Sheet, row: int, place: int, unit: str, typical: float | None = None) -> None:
        """The live difference of a side to A, and the per cent of it."""
        column = self.side_column(place)
        one, two = sheet.tab.cell(row, A), sheet.tab.cell(row, column)
        difference, style = two - one, self.style(unit, typical)
        if unit == "date":
            style = self.styles.number(_MONTHS)
            if self.comparison.same_start:
                difference = months_between(one, two, self.constants[MONTHS_PER_YEAR])
        sheet.put(row, column + 1, both_known(one, two, difference), style)
        if unit == "date":
            sheet.blank(row, column + 2, self.styles.label())
            return
        gap = sheet.tab.cell(row, column + 1)
        share = both_known(gap, one, IFERROR(gap / ABS(one), ""))
        sheet.put(row, column + 2, share, self.styles.number(_PER_CENT))

    def heads(self, sheet: Sheet, first: str, last: tuple[str, ...]) -> None:
        """The header row: the sides by letter and title, and `last` after them."""
        sides = self.comparison.sides
        texts = [first, "Unit", f"A: {sides[0].title}"]
        for side in sides[1:]:
            texts += [f"{side.letter}: {side.title}", f"{side.letter} − A", "%"]
        for column, text in enumerate((*texts, *last)):
            left = column <= UNIT or column >= self.key_column
            align, indent = ("left", int(column > UNIT)) if left else ("right", 0)
            style = self.styles.column_head(align=align, indent=indent, text_wrap=True)
            sheet.text(HEAD_ROW, column, text, style)
        longest = max(len(side.title) for side in sides) + len("A: ")
        sheet.set_row(HEAD_ROW - 1, 15 * max(1, -(-longest // SIDE_WIDTH)))

    def bar(self, sheet: Sheet, row: int, title: str, last: int) -> None:
        """A section's heading across the columns up to `last`."""
        style = self.styles.heading()
        for column in range(1, last + 1):
            sheet.blank(row, column, style)
        sheet.text(row, LABEL, title, style)


#: Widths of the columns of a side: its values, the difference and the per cent.
SIDE_WIDTH, DIFFERENCE_WIDTH, PER_CENT_WIDTH = 16, 14, 10


def widths(pages: Pages, *last: float) -> tuple[float, ...]:
    """Widths of label, unit, the sides and the columns after them."""
    sides = (SIDE_WIDTH, *(SIDE_WIDTH, DIFFERENCE_WIDTH, PER_CENT_WIDTH) * len(pages.comparison.pairs))
    return (48, 20, *sides, *last)
