"""Which tab is which, told from what stands on them, since users rename and move tabs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from revenue_planner.language.calendar import MONTH_NUMBER
from revenue_planner.language.inputs import Input
from revenue_planner.model.structure import inputs_of
from revenue_planner.plan.values import START, Scenario
from revenue_planner.workbook.layout import RISK, TABS
from revenue_planner.workbook.reading.calendar import SCENARIO_HEAD, month_columns
from revenue_planner.workbook.reading.key_tables import KeyTable, key_table
from revenue_planner.workbook.reading.log import LOG, read_log
from revenue_planner.workbook.reading.problems import CellFindings
from revenue_planner.workbook.tabs.log.tab import FACT
from revenue_planner.workbook.tabs.risk.layout import STAMP_KEY
from revenue_planner.workbook.xlsx.cells import Tab
from revenue_planner.workbook.xlsx.workbook_file import WorkbookFile

#: Heads of columns on scenario tabs, and of labels on the Inputs.
LINE_HEAD, UNIT_HEAD, VALUE_HEAD, MEANING_HEAD, OPENING_HEAD = "Line", "Unit", "Total or value", "What it is", "Before"
INPUT_HEAD = "Input"


@dataclass(frozen=True)
class RoledTab:
    """A tab of ours, its role (the name it was built with, or "scenario"), and its table of keyed rows."""

    tab: Tab
    role: str
    table: KeyTable | None

    @cached_property
    def months(self) -> list[int]:
        """The columns of the months, on scenario tabs and the Calendar."""
        if self.table is None or self.role not in ("scenario", "Calendar"):
            return []
        return month_columns(self.table)

    def keyed_rows(self) -> Iterator[tuple[str, int]]:
        """Key and row of each row whose key is typed; keys that formulas fetch name rows elsewhere."""
        if self.table is None:
            return
        for key, rows in self.table.keys.items():
            for row in rows:
                cell = self.tab.cell(row, self.table.key_column)
                if cell is not None and cell.formula is None and "." in key:
                    yield key, row

    @cached_property
    def key_of(self) -> dict[int, str]:
        """The key of each keyed row."""
        return {row: key for key, row in self.keyed_rows()}


class Roles:
    """The tabs of a workbook of ours. Raises PlanError where the file is not one."""

    def __init__(self, book: WorkbookFile) -> None:
        self.facts = read_log(book, CellFindings(book.source))
        self.scenarios: tuple[Scenario, ...] = self.facts.scenarios
        self.inputs: Mapping[str, Input] = {key: each.declared for key, each in inputs_of(self.facts.parts).items()}
        self._book = book
        self._known: dict[str, RoledTab | None] = {}

    @cached_property
    def tabs(self) -> list[RoledTab]:
        """All tabs of ours, in their order."""
        return [found for name in self._book.tab_names if (found := self._named(name)) is not None]

    def _named(self, name: str) -> RoledTab | None:
        if name not in self._known:
            self._known[name] = _roled(self._book.tab(name))
        return self._known[name]

    def of(self, role: str) -> list[RoledTab]:
        return [found for found in self.tabs if found.role == role]

    def one(self, role: str) -> RoledTab | None:
        """The tab of a role; of a tab and its copies, the one that still bears the name."""
        named = self._named(role) if role in self._book.tab_names else None
        if named is not None and named.role == role:
            return named
        ours = {*TABS, RISK, *(scenario.title for scenario in self.scenarios)}
        others = (self._named(name) for name in self._book.tab_names if name not in ours)
        return next((found for found in others if found is not None and found.role == role), None)

    def of_scenario(self, scenario: Scenario) -> RoledTab | None:
        """A scenario's tab: the one of its title, or (where that was renamed) with its title in the corner."""
        tabs = self.of("scenario")
        named = [found for found in tabs if found.tab.name == scenario.title]
        titled = [found for found in tabs if found.tab.text(1, 0) == scenario.title]
        return next(iter([*named, *titled]), None)

    @cached_property
    def by_name(self) -> dict[str, RoledTab]:
        return {found.tab.name: found for found in self.tabs}


def _roled(tab: Tab) -> RoledTab | None:
    """None for a tab that the user added."""
    table = key_table(tab)
    keys = table.keys if table is not None else {}
    if any(key.startswith(FACT) for key in keys):
        return RoledTab(tab, LOG, None)
    if MONTH_NUMBER.key in keys:
        return RoledTab(tab, "scenario", table)
    if START in keys:
        return RoledTab(tab, "Inputs", table)
    if table is not None and SCENARIO_HEAD in table.heads:
        return RoledTab(tab, "Calendar", table)
    if any(key.startswith("checks.") for key in keys):
        return RoledTab(tab, "Checks", table)
    if any(key.startswith("inputs.") for key in keys):
        return RoledTab(tab, "Compare", table)
    if any(key.startswith(STAMP_KEY) for key in keys):
        return RoledTab(tab, RISK, table)
    return RoledTab(tab, tab.name, None) if tab.name in TABS else None
