"""The Log's tables of inputs as built beside inputs now, and how many differ."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from revenue_planner.ground.months import Month
from revenue_planner.ground.units import spoken_unit
from revenue_planner.language.calendar import MONTH_NUMBER
from revenue_planner.model.structure import ModelInput
from revenue_planner.plan.values import BASE, YOURS
from revenue_planner.workbook.cells import Area, Expression
from revenue_planner.workbook.frame import Context, bar
from revenue_planner.workbook.functions import ABS, COUNT, IF, SUM, product, weighted_squares
from revenue_planner.workbook.layout import CALENDAR, FIRST, INPUTS, LOG, TOLERANCE_KEY, typical
from revenue_planner.workbook.sheet import Cell, Sheet
from revenue_planner.workbook.style import DATE, number_format
from revenue_planner.workbook.tabs.compare.layout import CompareLayout

LABEL, UNIT, KEY, DIFFERS, WRITER, STATUS, BUILT = range(7)
AS_BASE = "as Base"
#: The keys of the tables' rows begin with this.
BUILT_KEY = "built."
#: How a row of months is summed up, to see whether it changed: filled months, sum, sum of squares times month.
_MARKS = ("Months filled", "Sum", "Squares by month")


def marks_of(months: Mapping[int, float]) -> tuple[float, float, float]:
    """The marks of a row of months, by number."""
    squares = sum(number * figure * figure for number, figure in months.items())
    return float(len(months)), math.fsum(months.values()), squares


@dataclass(frozen=True)
class InputsLog:
    """Where the two tables stand below their heading in row `head`."""

    context: Context
    head: int

    @cached_property
    def singles(self) -> list[ModelInput]:
        return [entry for entry in self.context.layout.model.inputs.values() if entry.declared.kind != "season"]

    @property
    def calendar_head(self) -> int:
        return self.head + len(self.singles) + 1

    @property
    def last(self) -> int:
        return self.calendar_head + table_rows(self.context)[1]

    @cached_property
    def single_rows(self) -> dict[str, int]:
        return {entry.key: row for row, entry in enumerate(self.singles, start=self.head + 1)}

    @cached_property
    def calendar_rows(self) -> dict[str, int]:
        """Base's rows; those of the other scenarios follow each."""
        layout, count = self.context.layout, len(self.context.plan.scenarios)
        entries = (*layout.seasons, *layout.by_month)
        return {entry.key: self.calendar_head + 1 + place * count for place, entry in enumerate(entries)}

    def status(self, key: str) -> Area:
        """The cell that says who wrote Base's figure now."""
        row = self.single_rows[key] if key in self.single_rows else self.calendar_rows[key]
        return LOG.cell(row, STATUS).fixed

    @property
    def statuses(self) -> Area:
        """The cells that say who wrote Base's figures, one for each input."""
        return LOG.area(self.head + 1, STATUS, self.last, STATUS).fixed


def table_rows(context: Context) -> tuple[int, int]:
    """How many rows the two tables have: single inputs, and rows of the Calendar."""
    layout = context.layout
    single = sum(entry.declared.kind != "season" for entry in layout.model.inputs.values())
    return single, (len(layout.seasons) + len(layout.by_month)) * len(context.plan.scenarios)


def write_inputs_log(log: InputsLog, sheet: Sheet) -> Expression:
    """Write both tables; returns how many inputs differ."""
    context, row = log.context, log.head
    single, calendar = table_rows(context)
    count = len(context.plan.scenarios)
    last = BUILT + max(3 * count, 2 * len(_MARKS)) - 1
    bar(context, sheet, row, "Inputs as built, and now", last)
    heads = [
        *(f"{s.title}, built" for s in context.plan.scenarios),
        *(f"{s.title}, now" for s in context.plan.scenarios),
        *(f"{s.title}, differs" for s in context.plan.scenarios),
    ]
    _heads(context, sheet, row, heads)
    for offset, entry in enumerate(log.singles, start=1):
        _single(log, sheet, row + offset, entry)
    first, second = row + 1, log.calendar_head
    bar(context, sheet, second, "The Calendar as built, and now", last)
    _heads(context, sheet, second, [f"{mark}, {when}" for when in ("built", "now") for mark in _MARKS])
    here = second + 1
    for entry in (*context.layout.seasons, *context.layout.by_month):
        for number in range(count):
            _months(context, sheet, here, entry, number)
            here += 1
    return SUM(
        LOG.area(first, DIFFERS, first + single - 1, DIFFERS), LOG.area(second + 1, DIFFERS, second + calendar, DIFFERS)
    )


def _heads(context: Context, sheet: Sheet, row: int, titles: list[str]) -> None:
    style = context.styles.heading(align="right")
    for column, title in ((DIFFERS, "Differs"), (WRITER, "As built"), (STATUS, "Status")):
        sheet.text(row, column, title, style)
    for column, title in enumerate(titles, start=BUILT):
        sheet.text(row, column, title, style)


def _texts(context: Context, sheet: Sheet, row: int, entry: ModelInput, label: str) -> None:
    styles = context.styles
    sheet.text(row, LABEL, label, styles.label())
    unit = spoken_unit(entry.declared.unit, context.plan.currency) if entry.declared.unit != "1" else ""
    sheet.text(row, UNIT, unit, styles.small())
    sheet.text(row, KEY, f"{BUILT_KEY}{entry.key}", styles.small())


def _status(context: Context, sheet: Sheet, row: int, key: str, unchanged: Expression) -> None:
    """Who wrote Base's figure as built, and who wrote it now: what was typed over is the user's."""
    look = context.styles.small(align="center")
    sheet.text(row, WRITER, context.plan.writer(key, BASE), look)
    sheet.put(row, STATUS, IF(unchanged, LOG.cell(row, WRITER), YOURS), look)


def _single(log: InputsLog, sheet: Sheet, row: int, entry: ModelInput) -> None:
    context = log.context
    plan, layout, declared = context.plan, context.layout, entry.declared
    count = len(plan.scenarios)
    _texts(context, sheet, row, entry, entry.full_label)
    form = DATE if declared.kind == "month" else number_format(declared.unit, typical(declared))
    style = context.styles.small(num_format=form, align="right")
    flag = context.styles.small(num_format="0")
    for number, scenario in enumerate(plan.scenarios):
        setting = plan.settings[scenario.name].get(entry.key)
        value = _cell(setting.value if setting is not None else None)
        if isinstance(value, str):
            sheet.text(row, BUILT + number, value, style)
        else:
            sheet.number(row, BUILT + number, float(value or 0), style)
        source = INPUTS.cell(layout.input_rows[entry.key], layout.scenario_column(number))
        sheet.put(row, BUILT + count + number, IF(source.equals(""), AS_BASE, source), style)
        built, now = (LOG.cell(row, BUILT + which * count + number) for which in (0, 1))
        sheet.put(row, BUILT + 2 * count + number, IF(built.equals(now), 0, 1), flag)
    sheet.put(row, DIFFERS, SUM(LOG.area(row, BUILT + 2 * count, row, BUILT + 3 * count - 1)), flag)
    unchanged = LOG.cell(row, BUILT + 2 * count).equals(0)
    if declared.by_month:
        unchanged = unchanged * LOG.cell(log.calendar_rows[entry.key], DIFFERS).equals(0)
    _status(context, sheet, row, entry.key, unchanged)


def _cell(value: object) -> Cell:
    if value is None:
        return AS_BASE
    if isinstance(value, Month):
        return float(value.serial)
    assert isinstance(value, (str, float))
    return value


def _months(context: Context, sheet: Sheet, row: int, entry: ModelInput, number: int) -> None:
    plan, layout = context.plan, context.layout
    scenario = plan.scenarios[number]
    _texts(context, sheet, row, entry, f"{entry.full_label}, {scenario.title}")
    setting = plan.settings[scenario.name].get(entry.key)
    given: dict[int, float] = {}
    if setting is not None:
        value = setting.value
        given = dict(enumerate(value, start=1)) if isinstance(value, tuple) else dict(setting.months)
    months = 12 if entry.declared.kind == "season" else plan.timeline.months
    given = {month: figure for month, figure in given.items() if 1 <= month <= months}
    cells = layout.calendar_rows[entry.key] + number
    span = CALENDAR.area(cells, FIRST, cells, FIRST + months - 1)
    marks = marks_of(given)
    if entry.declared.kind == "season" and number == 0:
        _status(context, sheet, row, entry.key, LOG.cell(row, DIFFERS).equals(0))
    weights = layout.months(MONTH_NUMBER.key)
    if entry.declared.kind == "season":
        # Twelve factors, even where the plan has fewer months.
        weights = CompareLayout(layout).season_weights
    style, share = context.styles.small(num_format="#,##0.00"), layout.figure(TOLERANCE_KEY).column_fixed
    same: list[Expression] = []
    for column, (mark, found) in enumerate(
        zip(marks, (COUNT(span), SUM(span), weighted_squares(span, weights)), strict=True), start=BUILT
    ):
        sheet.number(row, column, mark, style)
        sheet.put(row, column + len(_MARKS), found, style)
        built, now = LOG.cell(row, column), LOG.cell(row, column + len(_MARKS))
        same.append(ABS(built - now) <= share * built if same else built.equals(now))
    sheet.put(row, DIFFERS, IF(product(same), 0, 1), context.styles.small(num_format="0"))
