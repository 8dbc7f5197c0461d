"""The Calendar tab read back: seasons and by-month values, found by key, scenario and month."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import partial

from revenue_planner.ground.months import Month
from revenue_planner.language.inputs import Assume, AssumeSeason
from revenue_planner.model.structure import Structure
from revenue_planner.plan.reading.hints import nearest
from revenue_planner.plan.values import BASE, Scenario
from revenue_planner.workbook.reading.cell_values import CellReader, Spot, month_of
from revenue_planner.workbook.reading.key_tables import KeyTable, find_table
from revenue_planner.workbook.xlsx.archive import failure
from revenue_planner.workbook.xlsx.workbook_file import WorkbookFile

CALENDAR, SCENARIO_HEAD = "Calendar", "Scenario"
MONTH_NAMES = tuple(Month(2000, number).label[:3] for number in range(1, 13))


@dataclass
class CalendarValues:
    """Factors and by-month values by scenario and key, and where each row begins."""

    seasons: dict[str, dict[str, tuple[float, ...]]]
    months: dict[str, dict[str, dict[int, float]]]
    places: dict[str, dict[str, str]]


def find_calendar(book: WorkbookFile) -> KeyTable:
    """The table of the Calendar. Raises PlanError where there is none."""
    table = find_table(book, CALENDAR, (SCENARIO_HEAD,), lambda table: True)
    if table is None:
        rule = f'has no tab with values by month: a header row with "Key" and "{SCENARIO_HEAD}"'
        raise failure(book.source, rule, "take the tab Calendar over from the workbook as it was built")
    return table


def month_columns(table: KeyTable) -> list[int]:
    """The columns whose head is a date, from left to right."""
    cells = table.tab.rows[table.head]
    return [
        column for column, cell in sorted(cells.items()) if cell.formula is not None or isinstance(cell.value, float)
    ]


class CalendarReader:
    """Reads the table against a plan's inputs, scenarios and months; `lenient` as for the Inputs.

    Of the inputs that may be given by month, those `built` with rows of months have them; of others a user may
    have added some.
    """

    def __init__(
        self,
        table: KeyTable,
        structure: Structure,
        scenarios: list[Scenario],
        built: Collection[str],
        reader: CellReader,
        *,
        lenient: bool,
    ) -> None:
        self.table, self.tab = table, table.tab
        declared, by_month = structure.declared(), structure.by_month()
        self.inputs = {key: each for key, each in declared.items() if key in by_month or isinstance(each, AssumeSeason)}
        self.needed = {key for key, each in self.inputs.items() if each.by_month or each.kind == "season"} | set(built)
        self.scenarios, self.timeline = scenarios, structure.timeline
        self.reader, self.findings = reader, reader.findings
        self.tell = self.findings.warning if lenient else self.findings.error
        self.known = {scenario.title: scenario.name for scenario in scenarios}
        self.rows = self._rows()
        names = [scenario.name for scenario in scenarios]
        self.values = CalendarValues({n: {} for n in names}, {n: {} for n in names}, {n: {} for n in names})

    def read(self, from_log: tuple[Scenario, ...]) -> CalendarValues:
        """All values. Scenarios `from_log` must have a row for each input, added ones may."""
        months = self._months()
        calendar = self._calendar_months()
        for scenario in self.scenarios:
            for key, declared in self.inputs.items():
                row = self.rows.get((key, scenario.name))
                if row is not None and isinstance(declared, AssumeSeason):
                    self._season(key, declared, scenario.name, row, calendar)
                elif row is not None and isinstance(declared, Assume):
                    self._by_month(key, declared, scenario.name, row, months)
                elif row is None and scenario in from_log and key in self.needed:
                    rule = f'its row for the scenario "{scenario.title}" is missing on the tab {self.tab.name}'
                    self.tell("", rule, "insert a row with this key and scenario", key=key)
        return self.values

    def _rows(self) -> dict[tuple[str, str], int]:
        """The row of each input and scenario."""
        found: dict[tuple[str, str], int] = {}
        for key, rows in self.table.keys.items():
            if key not in self.inputs:
                if "." in key and " " not in key:
                    address = self.table.at(rows[0], self.table.key_column)
                    self.tell(
                        address, "no input of this key is typed by month", partial(nearest, key, self.inputs), key=key
                    )
                continue
            for row in rows:
                column = self.table.heads[SCENARIO_HEAD]
                title, address = self.tab.text(row, column), self.table.at(row, column)
                name = self.known.get(title)
                if name is None:
                    hint = partial(self._meant, title)
                    self.findings.error(address, "there is no scenario of this title", hint, key=key, value=title)
                elif (key, name) in found:
                    rule = f'"{title}" has another row with this key, {found[key, name]}'
                    self.findings.error(address, rule, "delete one of the two rows, or its key", key=key)
                else:
                    found[key, name] = row
        return found

    def _meant(self, title: str) -> str:
        return nearest(title, self.known) or f"the scenarios are {', '.join(self.known)}"

    def _months(self) -> dict[int, int]:
        """The column of each month, by its number: by the date above it, or else by their order."""
        columns = month_columns(self.table)
        wanted = range(1, self.timeline.months + 1)
        by_date: dict[int, int] = {}
        for column in columns:
            value = self.tab.value(self.table.head, column)
            month = month_of(value + self.reader.date_offset) if isinstance(value, float) else None
            if month is not None:
                by_date.setdefault(self.timeline.number_of(month), column)
        if all(number in by_date for number in wanted):
            return {number: by_date[number] for number in wanted}
        if len(columns) == self.timeline.months:
            # Dates are as old as the file's last computing; another first month may be typed already.
            return dict(zip(wanted, columns, strict=True))
        rule = (
            f"there are {len(columns)} columns with a date above them, but the plan has {self.timeline.months} months"
        )
        address = self.table.at(self.table.head, columns[0] if columns else self.table.key_column)
        self.findings.error(address, rule, "take the tab over from the workbook as it was built")
        return {}

    def _calendar_months(self) -> dict[int, int]:
        """The column of each calendar month, 1 for January, in the row of month names."""
        for row in sorted(self.tab.rows):
            names = {self.tab.text(row, column): column for column in self.tab.rows[row]}
            if all(name in names for name in MONTH_NAMES):
                return {number: names[name] for number, name in enumerate(MONTH_NAMES, start=1)}
        if any(isinstance(declared, AssumeSeason) for declared in self.inputs.values()):
            rule = f"the row of month names ({MONTH_NAMES[0]}, {MONTH_NAMES[1]}, …) above the seasons is missing"
            self.findings.error(self.tab.at(self.table.head, self.table.key_column), rule)
        return {}

    def _season(self, key: str, declared: AssumeSeason, scenario: str, row: int, columns: Mapping[int, int]) -> None:
        """Twelve factors; where another scenario leaves some blank, they are Base's."""
        before = len(self.findings.errors)
        read: dict[int, float | None] = {}
        for number, column in columns.items():
            spot = Spot(self.tab, row, column, key)
            read[number] = self.reader.number(spot, declared)
            if read[number] is None and scenario == BASE and len(self.findings.errors) == before:
                self.findings.error(spot.address, "is empty", "type 1 for an ordinary month", key=key)
        if len(self.findings.errors) > before or all(factor is None for factor in read.values()):
            return
        base = self.values.seasons[BASE].get(key, declared.base)
        factors = (base[number - 1] if factor is None else factor for number, factor in sorted(read.items()))
        self.values.seasons[scenario][key] = tuple(factors)
        self.values.places[scenario][key] = self.tab.at(row, columns[1])

    def _by_month(self, key: str, declared: Assume, scenario: str, row: int, columns: Mapping[int, int]) -> None:
        months: dict[int, float] = {}
        for number, column in columns.items():
            value = self.reader.number(Spot(self.tab, row, column, key), declared)
            if value is not None:
                months[number] = value
                self.values.places[scenario].setdefault(key, self.tab.at(row, column))
        if months:
            self.values.months[scenario][key] = months
