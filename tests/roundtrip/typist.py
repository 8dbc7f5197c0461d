"""A workbook opened in openpyxl, a program that knows nothing of us, and typed into by key, scenario and month."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from io import BytesIO
from typing import Any

import openpyxl

from revenue_planner.ground.months import Month
from revenue_planner.plan.values import BASE, Plan
from tests.support.building import template
from tests.support.tweaks import Tweak, Tweaks

_INPUTS, _CALENDAR = "Inputs", "Calendar"
_NEEDED = (_INPUTS, _CALENDAR, "Log")


@contextmanager
def what_openpyxl_drops() -> Iterator[None]:
    """It says so for sparklines and some conditional formats."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", ".*extension is not supported", UserWarning)
        yield


class Typist:
    """`titles` are the scenarios' headers by name. Months are typed as one of their days, or as the first."""

    def __init__(self, data: bytes, plan: Plan, *, first_days: bool = False) -> None:
        self.first_days = first_days
        with what_openpyxl_drops():
            self.book = openpyxl.load_workbook(BytesIO(data))
        self.titles = {scenario.name: scenario.title for scenario in plan.scenarios}
        self.inputs, self.calendar = self.book[_INPUTS], self.book[_CALENDAR]
        self._find()

    def _find(self) -> None:
        self.head = next(row for row in range(1, 20) if "Key" in self._row(self.inputs, row))
        self.columns = {title: at for at, title in enumerate(self._row(self.inputs, self.head), 1) if title}
        key = self.columns["Key"]
        self.rows = {self.inputs.cell(row, key).value: row for row in range(1, self.inputs.max_row + 1)}
        heads = next(row for row in range(1, 20) if "Scenario" in self._row(self.calendar, row))
        self.calendar_columns = {title: at for at, title in enumerate(self._row(self.calendar, heads), 1)}
        names = next(row for row in range(1, 20) if "Dec" in self._row(self.calendar, row))
        self.first_month = self._row(self.calendar, names).index("Jan") + 1
        key, scenario = self.calendar_columns["Key"], self.calendar_columns["Scenario"]
        self.calendar_rows = {
            (self.calendar.cell(row, key).value, self.calendar.cell(row, scenario).value): row
            for row in range(heads + 1, self.calendar.max_row + 1)
        }

    @staticmethod
    def _row(sheet: Any, row: int) -> list[Any]:
        return [cell.value for cell in sheet[row]]

    def type(self, tweaks: Tweaks) -> None:
        for scenario in tweaks.scenarios:
            self.titles[scenario.name] = scenario.title
            self._column(scenario.title)
        for tweak in tweaks.inputs:
            self._tweak(tweak)
        if tweaks.start is not None:
            self.input(BASE, "plan.start", tweaks.start)

    def input(self, scenario: str, key: str, value: object) -> None:
        """Type into a cell of the Inputs tab; a month as a date, None to blank it."""
        if isinstance(value, Month):
            value = datetime(value.year, value.month, 1 if self.first_days else 1 + len(key) % 28)
        self.inputs.cell(self.rows[key], self.columns[self.titles[scenario]]).value = value

    def month(self, scenario: str, key: str, number: int, value: float | None) -> None:
        """Type into a cell of the Calendar, by number of the month (of the calendar month, for a season)."""
        row = self.calendar_rows.get((key, self.titles[scenario]))
        if row is None:
            row = self.calendar.max_row + 1
            self.calendar.cell(row, self.calendar_columns["Key"]).value = key
            self.calendar.cell(row, self.calendar_columns["Scenario"]).value = self.titles[scenario]
            self.calendar_rows[key, self.titles[scenario]] = row
        self.calendar.cell(row, self.first_month + number - 1).value = value

    def saved(self) -> bytes:
        out = BytesIO()
        self.book.save(out)
        return out.getvalue()

    def _tweak(self, tweak: Tweak) -> None:
        if tweak.typed:
            self.input(tweak.scenario, tweak.key, tweak.value)
        for number, figure in tweak.cells.items():
            self.month(tweak.scenario, tweak.key, number, figure)

    def _column(self, title: str) -> None:
        """A new scenario: a column between the others and "Usual, low"."""
        at = self.columns["Usual, low"]
        self.inputs.insert_cols(at)
        self.inputs.cell(self.head, at).value = title
        self._find()


@cache
def slim(name: str) -> bytes:
    """A template's workbook from which the user has deleted every tab that only computes: quick to open and save."""
    typist = Typist(template(name).file.data, template(name).plan)
    for tab in typist.book.sheetnames:
        if tab not in _NEEDED:
            del typist.book[tab]
    return typist.saved()
