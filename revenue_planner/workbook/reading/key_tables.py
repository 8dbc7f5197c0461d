"""Finding tables on tabs by what they say, not by where they stand: users move tabs, rows and columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from revenue_planner.workbook.xlsx.cells import Tab
from revenue_planner.workbook.xlsx.workbook_file import WorkbookFile

KEY_HEAD = "Key"


@dataclass(frozen=True)
class KeyTable:
    """A header row and the keyed rows below it. `heads` holds the first column of each header text,
    `keys` the rows of each text in the key column."""

    tab: Tab
    head: int
    heads: dict[str, int]
    keys: dict[str, list[int]]

    @property
    def key_column(self) -> int:
        return self.heads[KEY_HEAD]

    def at(self, row: int, column: int) -> str:
        return self.tab.at(row, column)


def key_table(tab: Tab, *heads: str) -> KeyTable | None:
    """The first table of a tab whose header row has "Key" and all of `heads`."""
    wanted = {KEY_HEAD, *heads}
    for row in sorted(tab.rows):
        columns: dict[str, int] = {}
        for column in sorted(tab.rows[row]):
            columns.setdefault(tab.text(row, column), column)
        if wanted <= columns.keys():
            return KeyTable(tab, row, columns, _keys(tab, row, columns[KEY_HEAD]))
    return None


def _keys(tab: Tab, head: int, column: int) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for row in sorted(tab.rows):
        text = tab.text(row, column)
        if row > head and text:
            found.setdefault(text, []).append(row)
    return found


def find_table(
    book: WorkbookFile, name: str, heads: Iterable[str], fits: Callable[[KeyTable], bool]
) -> KeyTable | None:
    """The table that `fits`: on the tab called `name` if it is there, else on the first tab that has one."""
    for tab in book.tabs(first=name):
        table = key_table(tab, *heads)
        if table is not None and fits(table):
            return table
    return None
