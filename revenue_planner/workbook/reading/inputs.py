"""The Inputs tab read back: a value per input and scenario, found by key and by the scenario's title."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial

from revenue_planner.ground.months import Month
from revenue_planner.language.inputs import AssumeMonth, Choice, Input
from revenue_planner.plan.reading.head import FIRST_START, LAST_START
from revenue_planner.plan.reading.hints import nearest
from revenue_planner.plan.reading.names import LONGEST_SCENARIO_NAME, RESERVED_TABS, folded, read_tab_title, safe_name
from revenue_planner.plan.reading.scenarios import MOST_SCENARIOS
from revenue_planner.plan.toml.problems import shortened
from revenue_planner.plan.values import BASE, START, Scenario, Value
from revenue_planner.workbook.reading.cell_values import CellReader, Spot
from revenue_planner.workbook.reading.key_tables import KeyTable, find_table
from revenue_planner.workbook.tabs.inputs import AFTER
from revenue_planner.workbook.xlsx.archive import failure
from revenue_planner.workbook.xlsx.workbook_file import WorkbookFile

INPUTS = "Inputs"


@dataclass
class TypedInputs:
    """What is typed on the tab: values by scenario and key, where each stands"""

    scenarios: list[Scenario]
    values: dict[str, dict[str, Value]] = field(default_factory=dict)
    places: dict[str, dict[str, str]] = field(default_factory=dict)


def find_inputs(book: WorkbookFile) -> KeyTable:
    """The table of inputs. Raises PlanError where there is none."""
    table = find_table(book, INPUTS, (), lambda table: START in table.keys)
    if table is None:
        rule = f'has no tab with the inputs: a header row with "Key", and {START} below it'
        raise failure(book.source, rule, "take the tab Inputs over from the workbook as it was built")
    return table


def read_start(table: KeyTable, base: str, reader: CellReader) -> Month:
    """The plan's first month; on error some month, so that reading can go on."""
    row = table.keys[START][0]
    if base not in table.heads:
        return Month(2027, 1)
    spot = Spot(table.tab, row, table.heads[base], START)
    before = len(reader.findings.errors)
    month = reader.month(spot)
    if month is not None and not FIRST_START <= month <= LAST_START:
        reader.findings.error(spot.address, f"must be between {FIRST_START.label} and {LAST_START.label}", key=START)
    elif month is None and len(reader.findings.errors) == before:
        reader.findings.error(spot.address, "is empty", "type the first month as a date: 1 January 2027", key=START)
    return month or Month(2027, 1)


class InputsReader:
    """Reads the table against a plan's inputs. `scenarios` are those that the Log names.

    `lenient` is for workbooks of another version of the planner: rows it does not have, or has and
    does not need, are told as warnings.
    """

    def __init__(
        self,
        table: KeyTable,
        inputs: Mapping[str, Input],
        scenarios: tuple[Scenario, ...],
        reader: CellReader,
        *,
        lenient: bool,
    ) -> None:
        self.table, self.tab = table, table.tab
        self.inputs = {key: declared for key, declared in inputs.items() if declared.kind != "season"}
        self.reader, self.findings = reader, reader.findings
        self.tell = self.findings.warning if lenient else self.findings.error
        self.typed = TypedInputs(list(scenarios))

    def read(self) -> TypedInputs:
        columns = self._columns()
        self._check_keys()
        for scenario in self.typed.scenarios:
            self.typed.values[scenario.name], self.typed.places[scenario.name] = {}, {}
        for key, declared in self.inputs.items():
            rows = self.table.keys.get(key, [])
            if rows:
                self._row(key, declared, rows[0], columns)
        return self.typed

    def _columns(self) -> dict[str, int]:
        """The column of each scenario by name; new headers among them become new scenarios."""
        heads = self.table.heads
        columns: dict[str, int] = {}
        for scenario in self.typed.scenarios:
            if scenario.title in heads:
                columns[scenario.name] = heads[scenario.title]
            else:
                rule = f'the column of the scenario "{scenario.title}" is missing'
                address = self.table.at(self.table.head, self.table.key_column)
                self.findings.error(address, rule, f'write "{scenario.title}" above it, as the Log does')
        first = columns.get(BASE)
        if first is None:
            return columns
        end = min((column for head, column in heads.items() if head in AFTER and column > first), default=first)
        self._check_doubled(first, end)
        for head, column in sorted(heads.items(), key=lambda item: item[1]):
            if head and first < column < end and column not in columns.values():
                added = self._new_scenario(head, column)
                if added is not None:
                    self.typed.scenarios.append(added)
                    columns[added.name] = column
        if len(self.typed.scenarios) - 1 > MOST_SCENARIOS:
            rule = f"there are {len(self.typed.scenarios) - 1} scenarios; at most {MOST_SCENARIOS} fit beside Base"
            self.findings.error(self.table.at(self.table.head, end - 1), rule)
        return columns

    def _check_doubled(self, first: int, end: int) -> None:
        for column in range(first, end):
            head = self.tab.text(self.table.head, column)
            if head and self.table.heads[head] != column:
                rule = f'there is another column "{head}" at {self.table.at(self.table.head, self.table.heads[head])}'
                self.findings.error(self.table.at(self.table.head, column), rule, "give each a title of its own")

    def _new_scenario(self, head: str, column: int) -> Scenario | None:
        """A scenario that a user added by filling a column. None for a column that holds none."""
        address = self.table.at(self.table.head, column)
        cells = [self.tab.value(rows[0], column) for key, rows in self.table.keys.items() if key in self.inputs]
        options = {
            option for declared in self.inputs.values() if isinstance(declared, Choice) for option in declared.options
        }
        if not any(isinstance(cell, float) or cell in options for cell in cells):
            empty = all(cell in (None, "") for cell in cells)
            rule = "the column is empty" if empty else "the column holds no figures"
            self.findings.warning(address, f"{rule}, so it is not taken as a scenario", key=head)
            return None
        title = self.findings.by_rules(lambda rules: read_tab_title(head, (head,), rules), address, value=head)
        if title is None:
            return None
        twin = next((each.title for each in self.typed.scenarios if folded(each.title) == folded(title)), "")
        if twin:
            rule = f'cannot be told apart from "{twin}", since both become names of tabs'
            self.findings.error(address, rule, "give each a title of its own", value=shortened(head))
            return None
        taken = {scenario.name for scenario in self.typed.scenarios} | RESERVED_TABS
        stem = safe_name(title, LONGEST_SCENARIO_NAME - 3) or "scenario"
        names = (stem, *(f"{stem}_{number}" for number in range(2, 99)))
        return Scenario(next(name for name in names if name not in taken), title)

    def _check_keys(self) -> None:
        """Every input has one row, and every key-like text in the key column is an input's."""
        missing = [key for key in self.inputs if key not in self.table.keys]
        for key, rows in self.table.keys.items():
            cells = [self.table.at(row, self.table.key_column) for row in rows]
            if key not in self.inputs and key != START:
                if "." in key and " " not in key:
                    self.tell(cells[0], "there is no input of this key", partial(self._meant, key, missing), key=key)
            elif len(cells) > 1:
                rule = f"this key stands in two rows, here and at {cells[0]}"
                self.findings.error(cells[1], rule, "delete one of the two rows, or its key", key=key)
        for key in missing:
            rule = f"its row is missing on the tab {self.tab.name}"
            self.tell("", rule, "insert a row with this key and fill in its figures", key=key)

    def _meant(self, key: str, missing: list[str]) -> str:
        return nearest(key, missing) or nearest(key, self.inputs)

    def _row(self, key: str, declared: Input, row: int, columns: Mapping[str, int]) -> None:
        base: Value | None = None
        for scenario in self.typed.scenarios:
            if scenario.name not in columns:
                continue
            spot = Spot(self.tab, row, columns[scenario.name], key)
            before = len(self.findings.errors)
            value = self.reader.read(spot, declared, base)
            if value is not None:
                self.typed.values[scenario.name][key] = value
                self.typed.places[scenario.name][key] = spot.address
            if scenario.name == BASE:
                base = value
                if value is None and len(self.findings.errors) == before:
                    self.findings.error(spot.address, "is empty", _example(declared), key=key)


def _example(declared: Input) -> str:
    if isinstance(declared, Choice):
        return f'type "{declared.base}", for example'
    return "type a date" if isinstance(declared, AssumeMonth) else "type a number; 0 for none"
