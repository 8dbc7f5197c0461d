"""Figures by month in the workbook: some inputs always have rows of months, others where the plan has such figures."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from revenue_planner.documents.pull import pull
from revenue_planner.documents.verify import verify_workbook
from revenue_planner.engine.run import run
from revenue_planner.ground.errors import PlanError, Problem
from revenue_planner.language.inputs import Assume
from revenue_planner.plan.reading.plan import parse_plan
from revenue_planner.plan.values import BASE, Setting
from revenue_planner.workbook.reading.plan import read_workbook
from revenue_planner.workbook.write import workbook_bytes
from tests.roundtrip.agreement import must_come_to_the_same
from tests.roundtrip.typist import what_openpyxl_drops
from tests.support.building import Built, build, build_text

CONVERSION, RATE = "affiliate.amazon.conversion", "affiliate.amazon.commission_rate"
TEXT = """\
[plan]
start = "2027-01"
months = 8

[audience]

[creator_rewards]

[[affiliate]]
name = "amazon"
conversion = { default = 0.02, "from 2027-05" = 0.03, "2027-07" = 0.01 }  # a better page

[scenarios.low]
affiliate.amazon.commission_rate = { "from 2027-06" = "x0.5" }

[scenarios.high]
"""


@cache
def built() -> Built:
    return build_text(TEXT)


def saved(folder: Path, change: Any = None) -> Path:
    """The workbook, its tab Calendar changed as another application would."""
    path = folder / "book.xlsx"
    path.write_bytes(built().file.data)
    if change is not None:
        with what_openpyxl_drops():
            book = openpyxl.load_workbook(path)
            change(book["Calendar"])
            book.save(path)
            book.close()
    return path


def altered(path: Path) -> list[Problem]:
    """What is wrong beside that the other application stored no figures."""
    return [each for each in verify_workbook(path) if each.severity == "error" and "without computing" not in each.rule]


def cell(key: str, month: int, scenario: str = BASE) -> str:
    return built().addresses.calendar(scenario, key, month)[1]


def rows(sheet: Any, key: str) -> list[int]:
    column = next(cell.column for cell in sheet[2] if cell.value == "Key")
    return [row for row in range(3, sheet.max_row + 1) if sheet.cell(row, column).value == key]


def test_only_what_is_given_by_month_has_rows_beside_what_always_has() -> None:
    always = {key for key, each in built().plan.inputs().items() if isinstance(each, Assume) and each.by_month}
    seasons = {key for key, each in built().plan.inputs().items() if each.kind == "season"}
    assert built().addresses.monthly == always | seasons | {CONVERSION, RATE}
    assert build_text(TEXT.partition("[[affiliate]]")[0]).addresses.monthly < built().addresses.monthly


def test_lines_look_at_the_figure_of_their_month() -> None:
    at, formulas = built().addresses, built().file.formulas
    row, column = at.rows[CONVERSION], at.month(BASE, "affiliate.amazon.orders", 5)[1].rstrip("0123456789")
    assert f"{column}{row}" in formulas[at.month(BASE, "affiliate.amazon.orders", 5)]
    stored = [built().file.stored[at.month(BASE, CONVERSION, month)] for month in range(1, 9)]
    assert stored == [0.02] * 4 + [0.03] * 2 + [0.01, 0.03]
    low = [built().file.stored[at.month("low", RATE, month)] for month in range(1, 9)]
    assert low == [0.03] * 5 + [0.015] * 3


def test_read_back_it_is_the_plan(tmp_path: Path) -> None:
    read = read_workbook(saved(tmp_path))
    assert read.settings == built().plan.settings
    assert verify_workbook(saved(tmp_path)) == []
    result = run(read)
    assert workbook_bytes(read, result.model, result.values) == built().file.data
    file = tmp_path / "plan.toml"
    file.write_text(TEXT)
    assert pull(saved(tmp_path), file).changes == ()


def test_months_that_are_typed_are_pulled_as_a_step(tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        for month in range(3, 9):
            sheet[cell(CONVERSION, month)] = 0.025
        for month in range(2, 9):
            sheet[cell(RATE, month, "high")] = 0.05

    file = tmp_path / "plan.toml"
    file.write_text(TEXT)
    pulled = pull(saved(tmp_path, change), file)
    assert [(each.key, each.after) for each in pulled.changes] == [
        (CONVERSION, '{ default = 0.02, "from 2027-03" = 0.025 }'),
        (f"scenarios.high.{RATE}", '{ "from 2027-02" = 0.05 }'),
    ]
    must_come_to_the_same(parse_plan(pulled.after), read_workbook(tmp_path / "book.xlsx"))


class TestRowsThatAreEmptied:
    @staticmethod
    def emptied(folder: Path) -> Path:
        def change(sheet: Any) -> None:
            for month in range(1, 9):
                sheet[cell(CONVERSION, month)] = None

        return saved(folder, change)

    def test_leave_one_figure_for_all_months(self, tmp_path: Path) -> None:
        plan = read_workbook(self.emptied(tmp_path))
        assert plan.settings[BASE][CONVERSION] == Setting(0.02)
        assert plan.by_month(CONVERSION, BASE) is None
        file = tmp_path / "plan.toml"
        file.write_text(TEXT)
        (change,) = pull(tmp_path / "book.xlsx", file).changes
        assert (change.key, change.after) == (CONVERSION, "0.02")

    def test_stay_where_the_workbook_is_built_from_itself(self, tmp_path: Path) -> None:
        plan = read_workbook(self.emptied(tmp_path))
        assert CONVERSION in build(plan).addresses.monthly
        assert altered(tmp_path / "book.xlsx") == []

    def test_are_gone_where_it_is_built_from_the_plan(self) -> None:
        text = TEXT.replace('{ default = 0.02, "from 2027-05" = 0.03, "2027-07" = 0.01 }', "0.02")
        assert CONVERSION not in build_text(text).addresses.monthly


class TestRowsThatAreAdded:
    """An input without rows of months is given some by hand: the plan has them, the workbook must be built anew."""

    KEY = "audience.follow_rate"

    def added(self, folder: Path) -> Path:
        def change(sheet: Any) -> None:
            heads = {cell.value: cell.column for cell in sheet[2]}
            row = sheet.max_row + 2
            sheet.cell(row, heads["Key"]).value = self.KEY
            sheet.cell(row, heads["Scenario"]).value = "Base"
            first = sheet[cell(CONVERSION, 1)].column
            for month in range(6, 9):
                sheet.cell(row, first + month - 1).value = 0.004

        return saved(folder, change)

    def test_are_read(self, tmp_path: Path) -> None:
        plan = read_workbook(self.added(tmp_path))
        assert plan.settings[BASE][self.KEY].months == {6: 0.004, 7: 0.004, 8: 0.004}
        file = tmp_path / "plan.toml"
        file.write_text(TEXT)
        (change,) = pull(tmp_path / "book.xlsx", file).changes
        assert (change.key, change.after) == (self.KEY, '{ default = 0.003, "from 2027-06" = 0.004 }')
        assert self.KEY in build(plan).addresses.monthly

    def test_verify_says_that_the_workbook_does_not_follow_them(self, tmp_path: Path) -> None:
        found = verify_workbook(self.added(tmp_path))
        (told,) = (problem for problem in found if "were added on the tab Calendar" in problem.rule)
        assert (told.key, told.severity) == (self.KEY, "warning")
        assert altered(tmp_path / "book.xlsx") == []


def test_a_row_of_months_that_was_built_and_is_gone_is_told(tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        sheet.delete_rows(rows(sheet, CONVERSION)[1])

    with pytest.raises(PlanError, match='its row for the scenario "Low" is missing on the tab Calendar'):
        read_workbook(saved(tmp_path, change))


def test_what_cannot_change_by_month_is_no_row_of_the_calendar(tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        heads = {cell.value: cell.column for cell in sheet[2]}
        sheet.cell(sheet.max_row + 2, heads["Key"]).value = "creator_rewards.payment_delay"

    with pytest.raises(PlanError, match="no input of this key is typed by month"):
        read_workbook(saved(tmp_path, change))
