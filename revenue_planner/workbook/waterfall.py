"""A waterfall that every application draws: stacked columns that stand on invisible ones, also across 0."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from xlsxwriter.chart import Chart
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

from revenue_planner.ground.a1 import letter
from revenue_planner.ground.look import NIGHT, PAPER
from revenue_planner.workbook.book import Sheet
from revenue_planner.workbook.charts import DOWN, UP, category_axis, frame_chart

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

    sheet: str
    head: int
    first: int
    last: int
    label: int
    effect: int
    helper: int

    def write_headings(self, sheet: Sheet, style: Format) -> None:
        for offset, part in enumerate(PARTS):
            sheet.text(self.head, self.helper + offset, part, style)

    def write(self, sheet: Sheet, style: Format, effects: Sequence[float]) -> None:
        """The helper figures. `effects` are the values in the effect column, the two totals too."""
        reached = list(accumulate(effects[:-1]))
        for offset, row in enumerate(range(self.first, self.last + 1)):
            total = row in (self.first, self.last)
            low = 0.0 if total else reached[offset - 1]
            high = effects[offset] if total else reached[offset]
            cells = zip(self._formulas(row, total), _values(low, high, total), strict=True)
            for column, (formula, value) in enumerate(cells, start=self.helper):
                sheet.formula(row, column, formula, value, style)

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
                "name": [self.sheet, self.head - 1, column],
                "categories": [self.sheet, first, self.label, last, self.label],
                "values": [self.sheet, first, column, last, column],
                **look, "border": {"color": DOWN} if fill == DOWN else {"none": True}, "gap": 30,
            })  # fmt: skip
        # A legend would name the helper figures: programs differ in which of them can be left out.
        frame_chart(chart, title, legend=False, horizontal=horizontal)
        # The first bar is the lowest unless told otherwise; the figures then stand below the last.
        lying = {"reverse": True, "crossing": "max"} if horizontal else {}
        category_axis(chart, 1, horizontal=horizontal, **lying)
        return chart

    def _formulas(self, row: int, total: bool) -> tuple[str, ...]:
        start, end, effect = letter(self.helper), letter(self.helper + 1), letter(self.effect)
        s, e = f"{start}{row}", f"{end}{row}"
        above = f"MAX(MAX({s},{e}),0)-MAX(MIN({s},{e}),0)"
        below = f"MIN(MIN({s},{e}),0)-MIN(MAX({s},{e}),0)"
        blank = (f"MAX(MIN({s},{e}),0)", f"MIN(MAX({s},{e}),0)")
        if total:
            return ("0", f"{effect}{row}", *blank, above, below, "0", "0", "0", "0")
        rise_above, rise_below = f"MAX({e},0)-MAX({s},0)", f"MIN({s},0)-MIN({e},0)"
        fall_above, fall_below = f"MAX({s},0)-MAX({e},0)", f"MIN({e},0)-MIN({s},0)"
        up = (f"MAX({rise_above},0)", f"MIN({rise_below},0)")
        down = (f"MAX({fall_above},0)", f"MIN({fall_below},0)")
        return (f"{end}{row - 1}", f"{s}+{effect}{row}", *blank, "0", "0", *up, *down)


def _values(low: float, high: float, total: bool) -> tuple[float, ...]:
    """What the formulas come to for a bar between two heights."""
    above = max(low, high, 0.0) - max(min(low, high), 0.0)
    below = min(low, high, 0.0) - min(max(low, high), 0.0)
    blank = (max(min(low, high), 0.0), min(max(low, high), 0.0))
    kinds = [(0.0, 0.0)] * 3
    kinds[0 if total else 1 if high >= low else 2] = (above, below)
    return (low, high, *blank, *(part for kind in kinds for part in kind))
