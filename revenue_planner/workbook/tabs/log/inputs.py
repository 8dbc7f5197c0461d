"""The Log's tables of inputs as built beside inputs now, and how many differ."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from revenue_planner.ground.a1 import letter, quoted
from revenue_planner.ground.months import Month
from revenue_planner.ground.units import spoken_unit
from revenue_planner.model.build import ModelInput
from revenue_planner.plan.values import BASE, YOURS
from revenue_planner.printers.ranges import area, weighted_squares
from revenue_planner.workbook.book import Cell, Sheet
from revenue_planner.workbook.frame import Context, bar
from revenue_planner.workbook.layout import FIRST, typical
from revenue_planner.workbook.style import DATE, number_format
from revenue_planner.workbook.tabs.compare.layout import CompareLayout
from revenue_planner.workbook.tolerance import TOLERANCE_KEY

LABEL, UNIT, KEY, DIFFERS, WRITER, STATUS, BUILT = range(7)
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

    @property
    def singles(self) -> list[ModelInput]:
        return [entry for entry in self.context.layout.model.inputs.values() if entry.declared.kind != "season"]

    @property
    def calendar_head(self) -> int:
        return self.head + len(self.singles) + 1

    @property
    def last(self) -> int:
        return self.calendar_head + table_rows(self.context)[1]

    def single_row(self, key: str) -> int:
        return self.head + 1 + [entry.key for entry in self.singles].index(key)

    def calendar_row(self, key: str) -> int:
        """Base's row; those of the other scenarios follow."""
        layout = self.context.layout
        keys = [entry.key for entry in (*layout.seasons, *layout.by_month)]
        return self.calendar_head + 1 + keys.index(key) * len(self.context.plan.scenarios)

    def status(self, key: str) -> str:
        """The cell that says who wrote Base's figure now."""
        single = self.context.layout.model.inputs[key].declared.kind != "season"
        return f"Log!${letter(STATUS)}${self.single_row(key) if single else self.calendar_row(key)}"

    @property
    def statuses(self) -> str:
        """The cells that say who wrote Base's figures, one for each input."""
        return f"Log!${letter(STATUS)}${self.head + 1}:${letter(STATUS)}${self.last}"


def table_rows(context: Context) -> tuple[int, int]:
    """How many rows the two tables have: single inputs, and rows of the Calendar."""
    layout = context.layout
    single = sum(entry.declared.kind != "season" for entry in layout.model.inputs.values())
    return single, (len(layout.seasons) + len(layout.by_month)) * len(context.plan.scenarios)


def write_inputs_log(log: InputsLog, sheet: Sheet) -> str:
    """Write both tables; returns the formula of how many inputs differ."""
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
    column = letter(DIFFERS)
    singles = area(f"{column}{first}", f"{column}{first + single - 1}")
    return f"SUM({singles},{area(f'{column}{second + 1}', f'{column}{second + calendar}')})"


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


def _status(context: Context, sheet: Sheet, row: int, key: str, unchanged: str) -> None:
    """Who wrote Base's figure as built, and who wrote it now: what was typed over is the user's."""
    writer, look = context.plan.writer(key, BASE), context.styles.small(align="center")
    sheet.text(row, WRITER, writer, look)
    sheet.formula(row, STATUS, f'IF({unchanged},{letter(WRITER)}{row},"{YOURS}")', writer, look)


def _single(log: InputsLog, sheet: Sheet, row: int, entry: ModelInput) -> None:
    context = log.context
    plan, layout, declared = context.plan, context.layout, entry.declared
    count = len(plan.scenarios)
    _texts(context, sheet, row, entry, f"{entry.part.label}: {declared.label}")
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
        source = f"Inputs!{letter(layout.scenario_column(number))}{layout.input_rows[entry.key]}"
        sheet.formula(row, BUILT + count + number, f'IF({source}="","as Base",{source})', value, style)
        built, now = (f"{letter(BUILT + which * count + number)}{row}" for which in (0, 1))
        sheet.formula(row, BUILT + 2 * count + number, f"IF({built}={now},0,1)", 0.0, flag)
    flags = area(*(f"{letter(BUILT + 2 * count + number)}{row}" for number in (0, count - 1)))
    sheet.formula(row, DIFFERS, f"SUM({flags})", 0.0, flag)
    unchanged = f"{letter(BUILT + 2 * count)}{row}=0"
    if declared.by_month:
        unchanged = f"({unchanged})*({letter(DIFFERS)}{log.calendar_row(entry.key)}=0)"
    _status(context, sheet, row, entry.key, unchanged)


def _cell(value: object) -> Cell:
    if value is None:
        return "as Base"
    if isinstance(value, Month):
        return float(value.serial)
    assert isinstance(value, (str, float))
    return value


def _months(context: Context, sheet: Sheet, row: int, entry: ModelInput, number: int) -> None:
    plan, layout = context.plan, context.layout
    scenario = plan.scenarios[number]
    _texts(context, sheet, row, entry, f"{entry.part.label}: {entry.declared.label}, {scenario.title}")
    setting = plan.settings[scenario.name].get(entry.key)
    given: dict[int, float] = {}
    if setting is not None:
        value = setting.value
        given = dict(enumerate(value, start=1)) if isinstance(value, tuple) else dict(setting.months)
    months = 12 if entry.declared.kind == "season" else plan.timeline.months
    given = {month: figure for month, figure in given.items() if 1 <= month <= months}
    cells = layout.calendar_rows[entry.key] + number
    span = f"Calendar!{area(f'{letter(FIRST)}{cells}', f'{letter(FIRST + months - 1)}{cells}')}"
    marks = marks_of(given)
    if entry.declared.kind == "season" and number == 0:
        _status(context, sheet, row, entry.key, f"{letter(DIFFERS)}{row}=0")
    base = quoted(plan.scenarios[0].title)
    numbers = layout.rows["plan.month_number"]
    weights = f"{base}!{area(f'{letter(FIRST)}{numbers}', f'{letter(FIRST + months - 1)}{numbers}')}"
    if entry.declared.kind == "season":
        # Twelve factors, even where the plan has fewer months.
        weights = f"Compare!{CompareLayout(layout).season_weights}"
    formulas = (f"COUNT({span})", f"SUM({span})", weighted_squares(span, weights))
    style = context.styles.small(num_format="#,##0.00")
    for offset, (mark, formula) in enumerate(zip(marks, formulas, strict=True)):
        sheet.number(row, BUILT + offset, mark, style)
        sheet.formula(row, BUILT + len(_MARKS) + offset, formula, mark, style)
    share = f"{base}!{layout.positions.value(TOLERANCE_KEY)}"
    pairs = [(f"{letter(BUILT + n)}{row}", f"{letter(BUILT + len(_MARKS) + n)}{row}") for n in range(len(_MARKS))]
    same = [f"(ABS({built}-{now})<={share}*{built})" for built, now in pairs[1:]]
    formula = f"IF(({pairs[0][0]}={pairs[0][1]})*{'*'.join(same)},0,1)"
    sheet.formula(row, DIFFERS, formula, 0.0, context.styles.small(num_format="0"))
