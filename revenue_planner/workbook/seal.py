"""A short hash of the figures that were typed when a workbook was built: what was drawn and from what, what was
searched for, and the inputs as they were. No input leads to them, so the hash tells whether one was altered."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence

from revenue_planner.workbook.layout import GOAL, RISK
from revenue_planner.workbook.sheet import Sheet
from revenue_planner.workbook.tabs.risk.layout import STAMP_KEY
from revenue_planner.workbook.xlsx.cells import Tab

#: Tabs with such figures. What the keys of their rows begin with.
SEALED = (RISK, GOAL, "Log")
_KEYS = ("outlook.", "swing.", "stress.", "built.", "goal.built.", STAMP_KEY)
#: Digits that every program stores.
_DIGITS = 15


def seal(rows: Iterable[Sequence[object]]) -> str:
    """The hash of the numbers in keyed rows, and of the texts in the stamp's; a row is what is typed into it, in the
    order of its columns."""
    found = hashlib.sha256()
    for row in rows:
        key = next((text for text in row if isinstance(text, str) and text.startswith(_KEYS)), None)
        if key is not None:
            figures = [f"{float(each):.{_DIGITS}g}" for each in row if isinstance(each, (int, float))]
            if key.startswith(STAMP_KEY):
                figures += [each for each in row if isinstance(each, str)]
            found.update(repr((key, figures)).encode())
    return found.hexdigest()[:16]


def rows_written(sheet: Sheet) -> Iterator[list[object]]:
    """What is typed into the rows of a tab that is being written."""
    for row, cells in sorted(sheet.cells.items()):
        yield [sheet.values.known.get((row, column)) for column in sorted(cells) if _typed(cells[column])]


def _typed(cell: object) -> bool:
    return isinstance(cell, str) and "<f>" not in cell


def rows_read(tab: Tab) -> Iterator[list[object]]:
    """What is typed into the rows of a tab that was read."""
    for _row, cells in sorted(tab.rows.items()):
        yield [cells[column].value for column in sorted(cells) if cells[column].formula is None]
