"""Cells named by what stands in their row and column, so that two workbooks can be compared cell by cell
even where rows were inserted in one of them or tabs renamed."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterable

from revenue_planner.workbook.checking.rules.roles import RoledTab, Roles
from revenue_planner.workbook.reading.calendar import SCENARIO_HEAD
from revenue_planner.workbook.xlsx.cells import Tab
from revenue_planner.workbook.xlsx.references import Reference, replaced

#: A text in quotes, to be kept as it is, or blanks.
_BLANKS = re.compile(r"(\"(?:[^\"]|\"\")*\"|'(?:[^']|'')*')|\s+")

Names = dict[int, str]


class CellIds:
    """The ids of one workbook's tabs, rows and columns."""

    def __init__(self, roles: Roles) -> None:
        self.roles = roles
        #: Our tabs by id: "Inputs", or "scenario cautious".
        self.tabs: dict[str, RoledTab] = {}
        for found in roles.tabs:
            if found.role != "scenario" and found is roles.one(found.role):
                self.tabs[found.role] = found
        for scenario in roles.scenarios:
            tab = roles.of_scenario(scenario)
            if tab is not None:
                self.tabs[f"scenario {scenario.name}"] = tab
        self._tab_ids = {found.tab.name: name for name, found in self.tabs.items()}
        titles = {scenario.title for scenario in roles.scenarios}
        self.rows = {name: row_ids(found, titles) for name, found in self.tabs.items()}
        self.columns = {name: column_ids(found) for name, found in self.tabs.items()}

    def same_places(self, other: CellIds) -> bool:
        """Whether every cell has the same address in both workbooks."""
        return (self._tab_ids, self.rows, self.columns) == (other._tab_ids, other.rows, other.columns)

    def formula(self, text: str, tab: str) -> str:
        """A formula of the tab with this id, with ids in place of addresses."""

        def named(reference: Reference) -> str:
            name = self._tab_ids.get(reference.stands_on, reference.stands_on) if reference.stands_on else tab
            row = _near(self.rows.get(name, {}), reference.row)
            column = _near(self.columns.get(name, {}), reference.column)
            return f"[{name}|{row}|{column}]"

        return replaced(_BLANKS.sub(lambda found: found[1] or "", text), named)


def row_ids(found: RoledTab, titles: Collection[str]) -> Names:
    """An id for each row that holds something: its key, else its first typed text.

    Whether a cell is locked does not matter, since some programs lock all of them. Scenarios' titles are chosen
    from lists in some rows: they name a row only where nothing else does. `titles` are those of the workbook.
    """
    names = []
    for row in sorted(found.tab.rows):
        if all(cell.value is None and cell.formula is None for cell in found.tab.rows[row].values()):
            continue
        key = found.key_of.get(row, "")
        if key and found.role == "Calendar" and found.table is not None:
            key = f"{key} {found.tab.text(row, found.table.heads[SCENARIO_HEAD])}"
        names.append((row, key or _first_text(found.tab, row, titles)))
    return _numbered(names)


def column_ids(found: RoledTab) -> Names:
    """An id for each column: the number of its month, else its head."""
    if found.table is None:
        return {}
    months = {column: f"month {number}" for number, column in enumerate(found.months, start=1)}
    head = found.table.head
    return _numbered(
        (column, months.get(column) or found.tab.text(head, column)) for column in sorted(found.tab.rows[head])
    )


def _first_text(tab: Tab, row: int, titles: Collection[str]) -> str:
    """The first text that is typed, not worked out: that one stays the same."""
    cells = (cell for _column, cell in sorted(tab.rows[row].items()) if cell.formula is None)
    texts = [text for cell in cells if (text := tab.text(row, cell.column))]
    return next((text for text in texts if text not in titles), texts[0] if texts else "")


def _numbered(names: Iterable[tuple[int, str]]) -> Names:
    """Ids by place, in order: the second "Base" is "Base #2"; what has no name is counted from what has."""
    seen: Counter[str] = Counter()
    found: Names = {}
    last, since = "", 0
    for place, name in names:
        if name:
            seen[name] += 1
            last, since = (name if seen[name] == 1 else f"{name} #{seen[name]}"), 0
            found[place] = last
        else:
            since += 1
            found[place] = f"{last} +{since}"
    return found


def _near(names: Names, place: int) -> str:
    """The id of a place; of an empty one, how far it is from the last that has one."""
    if place in names:
        return names[place]
    places = sorted(names)
    at = bisect_right(places, place) - 1
    return f"{place}" if at < 0 else f"{names[places[at]]} and {place - places[at]}"
