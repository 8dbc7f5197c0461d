"""Who wrote each figure of a workbook: its Log says so for what was built, and whatever differs was typed since."""

from __future__ import annotations

import math
from dataclasses import dataclass

from revenue_planner.ground.months import Month
from revenue_planner.plan.values import WRITERS, YOURS, Setting, Value, Writer
from revenue_planner.workbook.reading.cell_values import month_of
from revenue_planner.workbook.tabs.log.inputs import BUILT, BUILT_KEY, KEY, WRITER, marks_of
from revenue_planner.workbook.xlsx.cells import CellValue, Tab

#: Programs save 15 to 17 digits of a number.
_SAVED = 1e-12


@dataclass(frozen=True)
class BuiltInputs:
    """The Log's record of Base's inputs as built. `rows` go by key, with the column in which that stands."""

    tab: Tab
    rows: dict[str, tuple[int, int]]
    date_offset: float
    #: The inputs that have a row for their one figure and others for their months.
    by_month: frozenset[str]

    def writer(self, key: str, now: Setting) -> Writer:
        """Who wrote what an input is now. Without a record it is the user, since the workbook has the figure."""
        place = self.rows.get(key)
        if place is None:
            return YOURS
        row, column = place
        return self.built_by(key) or YOURS if self._unchanged(now, row, column + BUILT - KEY) else YOURS

    def built_by(self, key: str) -> Writer | None:
        """Who wrote an input when the workbook was built; None without a record."""
        place = self.rows.get(key)
        text = "" if place is None else self.tab.text(place[0], place[1] + WRITER - KEY)
        return next((writer for writer in WRITERS if writer == text), None)

    def _unchanged(self, now: Setting, row: int, column: int) -> bool:
        """Whether the figure is that which was built; a month with a figure of its own counts as typed."""
        if isinstance(now.value, tuple):
            marks = marks_of(dict(enumerate(now.value, start=1)))
            return all(self._same(mark, self.tab.value(row, column + n)) for n, mark in enumerate(marks))
        return not now.months and self._same(now.value, self.tab.value(row, column))

    def _same(self, value: Value | None, built: CellValue) -> bool:
        if isinstance(value, Month):
            return isinstance(built, float) and month_of(built + self.date_offset) == value
        if isinstance(value, float):
            return isinstance(built, float) and math.isclose(value, built, rel_tol=_SAVED, abs_tol=0.0)
        return isinstance(built, str) and built.strip() == value


def read_built(tab: Tab, date_offset: float) -> BuiltInputs:
    """The record on a workbook's Log; an input's first row is Base's."""
    rows: dict[str, tuple[int, int]] = {}
    more: set[str] = set()
    for row in sorted(tab.rows):
        for column in sorted(tab.rows[row]):
            text = tab.text(row, column)
            if text.startswith(BUILT_KEY):
                key = text.removeprefix(BUILT_KEY)
                if key in rows:
                    more.add(key)
                rows.setdefault(key, (row, column))
    return BuiltInputs(tab, rows, date_offset, frozenset(more))
