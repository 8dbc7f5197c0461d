"""A waterfall that every application draws: stacked columns that stand on invisible ones, also across 0."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from xlsxwriter.chart import Chart
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

from revenue_planner.ground.look import NIGHT, PAPER
from revenue_planner.workbook.cells import Operand, TabName, expression
from revenue_planner.workbook.charts import DOWN, UP, category_axis, frame_chart
from revenue_planner.workbook.functions import MAX, MIN
from revenue_planner.workbook.sheet import Sheet

#: Columns of helper figures: where a bar begins and ends, then the stacked columns of the chart.
PARTS = ("From", "To", "Blank above 0", "Blank below 0", "Total above 0", "Total below 0",
         "Up above 0", "Up below 0", "Down above 0", "Down below 0")  # fmt: skip
#: How bars are told apart, also without colours.
TOLD_APART = "plain green adds to take-home, hatched orange takes away"
_FILLS = (None, None, NIGHT, NIGHT, UP, UP, DOWN, DOWN)


@dataclass(frozen=True)
class Waterfall:
    """Rows `first` (a total) to `last` (another) with the steps between them, under headings in row `head`.

    Columns: `label` and `effect` hold what is drawn, the helper figures begin at `helper`.
    """

    tab: TabName
    head: int
    first: int
    last: int
    label: int
    effect: int
    helper: int

    def write_headings(self, sheet: Sheet, style: Format) -> None:
        for offset, part in enumerate(PARTS):
            sheet.text(self.head, self.helper + offset, part, style)

    def write(self, sheet: Sheet, style: Format) -> None:
        """The helper figures."""
        for row in range(self.first, self.last + 1):
            for column, part in enumerate(self._parts(row), start=self.helper):
                sheet.put(row, column, expression(part), style)

    def chart(self, workbook: Workbook, title: str, *, horizontal: bool = False) -> Chart:
        """Dark totals, green steps up and hatched orange steps down; `horizontal` leaves room for long labels."""
        chart = workbook.add_chart({"type": "bar" if horizontal else "column", "subtype": "stacked"})
        first, last = self.first - 1, self.last - 1
        for offset, fill in enumerate(_FILLS, start=len(PARTS) - len(_FILLS)):
            column = self.helper + offset
            look: dict[str, Any] = {"fill": {"none": True} if fill is None else {"color": fill}}
            if fill == DOWN:
                look = {"pattern": {"pattern": "wide_upward_diagonal", "fg_color": DOWN, "bg_color": PAPER}}
            chart.add_series({
                "name": [self.tab.name, self.head - 1, column],
                "categories": [self.tab.name, first, self.label, last, self.label],
                "values": [self.tab.name, first, column, last, column],
                **look, "border": {"color": DOWN} if fill == DOWN else {"none": True}, "gap": 30,
            })  # fmt: skip
        # A legend would name the helper figures: programs differ in which of them can be left out.
        frame_chart(chart, title, legend=False, horizontal=horizontal)
        # The first bar is the lowest unless told otherwise; the figures then stand below the last.
        lying = {"reverse": True, "crossing": "max"} if horizontal else {}
        category_axis(chart, 1, horizontal=horizontal, **lying)
        return chart

    def _parts(self, row: int) -> tuple[Operand, ...]:
        """What stands in a row, in the order of PARTS."""
        start, end = (self.tab.cell(row, self.helper + place) for place in (0, 1))
        effect = self.tab.cell(row, self.effect)
        high, low = MAX(start, end), MIN(start, end)
        blank = MAX(low, 0), MIN(high, 0)
        if row in (self.first, self.last):
            above, below = MAX(high, 0) - MAX(low, 0), MIN(low, 0) - MIN(high, 0)
            return (0, effect, *blank, above, below, 0, 0, 0, 0)
        up = MAX(MAX(end, 0) - MAX(start, 0), 0), MIN(MIN(start, 0) - MIN(end, 0), 0)
        down = MAX(MAX(start, 0) - MAX(end, 0), 0), MIN(MIN(end, 0) - MIN(start, 0), 0)
        return (self.tab.cell(row - 1, self.helper + 1), start + effect, *blank, 0, 0, *up, *down)
