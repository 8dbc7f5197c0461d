"""The Log's tables of inputs as built beside inputs now, and how many differ."""

from __future__ import annotations

from revenue_planner.ground.a1 import letter, quoted
from revenue_planner.ground.months import Month
from revenue_planner.ground.units import spoken_unit
from revenue_planner.model.build import ModelInput
from revenue_planner.printers.ranges import area, weighted
from revenue_planner.workbook.book import Cell, Sheet
from revenue_planner.workbook.frame import Context, bar
from revenue_planner.workbook.layout import FIRST, typical
from revenue_planner.workbook.style import DATE, number_format

LABEL, UNIT, KEY, DIFFERS, BUILT = range(5)
#: How a row of months is summed up, to see whether it changed: filled months, sum, sum weighted by month.
_MARKS = ("Months filled", "Sum", "Weighted by month")


def table_rows(context: Context) -> tuple[int, int]:
    """How many rows the two tables have: single inputs, and rows of the Calendar."""
    layout = context.layout
    single = sum(entry.declared.kind != "season" for entry in layout.model.inputs.values())
    return single, (len(layout.seasons) + len(layout.by_month)) * len(context.plan.scenarios)


def write_inputs_log(context: Context, sheet: Sheet, row: int) -> str:
    """Write both tables from `row` on; returns the formula of how many inputs differ."""
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
    entries = [entry for entry in context.layout.model.inputs.values() if entry.declared.kind != "season"]
    for offset, entry in enumerate(entries, start=1):
        _single(context, sheet, row + offset, entry)
    first, second = row + 1, row + single + 2
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
    sheet.text(row, DIFFERS, "Differs", style)
    for column, title in enumerate(titles, start=BUILT):
        sheet.text(row, column, title, style)


def _texts(context: Context, sheet: Sheet, row: int, entry: ModelInput, label: str) -> None:
    styles = context.styles
    sheet.text(row, LABEL, label, styles.label())
    unit = spoken_unit(entry.declared.unit, context.plan.currency) if entry.declared.unit != "1" else ""
    sheet.text(row, UNIT, unit, styles.small())
    sheet.text(row, KEY, f"built.{entry.key}", styles.small())


def _single(context: Context, sheet: Sheet, row: int, entry: ModelInput) -> None:
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
    marks = (float(len(given)), sum(given.values()), sum(month * figure for month, figure in given.items()))
    base = quoted(plan.scenarios[0].title)
    numbers = layout.rows["plan.month_number"]
    weights = f"{base}!{area(f'{letter(FIRST)}{numbers}', f'{letter(FIRST + months - 1)}{numbers}')}"
    if months > plan.timeline.months:
        # A season has twelve factors even where the plan has fewer months.
        formulas = (f"COUNT({span})", f"SUM({span})", f"SUM({span})")
        marks = (marks[0], marks[1], marks[1])
    else:
        formulas = (f"COUNT({span})", f"SUM({span})", weighted(span, weights))
    style = context.styles.small(num_format="#,##0.00")
    for offset, (mark, formula) in enumerate(zip(marks, formulas, strict=True)):
        sheet.number(row, BUILT + offset, mark, style)
        sheet.formula(row, BUILT + len(_MARKS) + offset, formula, mark, style)
    digits = f"{base}!{layout.positions.value('plan.digits_6')}"
    same = [
        f"(ROUND({letter(BUILT + offset)}{row}-{letter(BUILT + len(_MARKS) + offset)}{row},{digits})=0)"
        for offset in range(len(_MARKS))
    ]
    sheet.formula(row, DIFFERS, "1-" + "*".join(same), 0.0, context.styles.small(num_format="0"))
