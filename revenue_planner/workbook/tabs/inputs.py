"""The Inputs tab: every assumption once, a column per scenario, its range, source and status."""

from __future__ import annotations

from collections.abc import Mapping

from xlsxwriter.format import Format

from revenue_planner.ground.a1 import letter
from revenue_planner.ground.look import BAD, BAD_FILL, WARN, WARN_FILL
from revenue_planner.ground.months import Month
from revenue_planner.ground.units import spoken_unit
from revenue_planner.language.inputs import Assume, AssumeMonth, Choice, Input
from revenue_planner.model.structure import ModelInput
from revenue_planner.plan.values import BASE, START, USUAL, YOURS, Setting, Value, default_setting
from revenue_planner.workbook.cells import Expression, Total
from revenue_planner.workbook.frame import A3, Context, bar, fit_row, open_sheet
from revenue_planner.workbook.functions import COUNT, COUNTA, MAX, MIN, MOD, SUM, product, times_in
from revenue_planner.workbook.layout import INPUTS, INPUTS_FIRST_SCENARIO, INPUTS_HEAD_ROW, typical
from revenue_planner.workbook.prompts import ON_INPUTS, UNBOUNDED, validation
from revenue_planner.workbook.sheet import Sheet
from revenue_planner.workbook.style import DATE, number_format
from revenue_planner.workbook.tabs.log.inputs import InputsLog
from revenue_planner.workbook.tabs.log.tab import inputs_log

#: Columns after the scenarios, in order.
AFTER = (
    "Usual, low",
    "Usual, high",
    "Lowest allowed",
    "Highest allowed",
    "Usual",
    "Status",
    "Valid",
    "Note",
    "Source",
    "As of",
    "Key",
)
LOW, HIGH, LOWEST, HIGHEST, USUAL_FIGURE, STATUS, VALID, NOTE, SOURCE, AS_OF, KEY = range(len(AFTER))
_WIDTHS = (12, 12, 14, 14, 12, 9, 8, 58, 52, 11, 38)
YES, NO = "OK", "CHECK"


def write_inputs(context: Context) -> None:
    """Write the tab. A blank cell of another scenario means "as Base"."""
    plan, layout, styles = context.plan, context.layout, context.styles
    after = layout.after_scenarios
    widths = (38, 19, *[13] * len(plan.scenarios), *_WIDTHS)
    sheet = open_sheet(
        context, "Inputs", "Inputs",
        "Type into the yellow cells. A blank one in another scenario means: as Base. Bold: set by your plan.", widths,
        status=(1, after + STATUS - 1), freeze=(INPUTS_HEAD_ROW, INPUTS_FIRST_SCENARIO + 1),
        repeat=(1, INPUTS_HEAD_ROW), paper=A3, colour="#F2C200",
    )  # fmt: skip
    head = INPUTS_HEAD_ROW
    sheet.text(head, 0, "Input", styles.column_head())
    sheet.text(head, 1, "Unit", styles.column_head())
    for number, scenario in enumerate(plan.scenarios):
        sheet.text(head, layout.scenario_column(number), scenario.title, styles.column_head(align="right"))
    for offset, title in enumerate(AFTER):
        align = "right" if offset <= USUAL_FIGURE else "center" if offset <= VALID else "left"
        sheet.text(head, after + offset, title, styles.column_head(align=align))
    sheet.set_row(head - 1, 24)
    _plan_rows(context, sheet)
    log = inputs_log(context)
    for title, colour, entries in layout.input_sections:
        first = layout.input_rows[entries[0].key]
        bar(context, sheet, first - 1, title, after + KEY, colour)
        for entry in entries:
            _row(context, sheet, entry, log)
    _conditions(context, sheet)
    sheet.print_area(0, 0, layout.last_input_row - 1, after + KEY)


def _plan_rows(context: Context, sheet: Sheet) -> None:
    layout, styles = context.layout, context.styles
    row, after = layout.input_rows[START], layout.after_scenarios
    bar(context, sheet, row - 1, "Plan", after + KEY)
    sheet.text(row, 0, "First month", styles.label())
    sheet.text(row, 1, "date", styles.small())
    start = context.plan.timeline.start
    column = layout.scenario_column(0)
    sheet.number(row, column, float(start.serial), styles.entry(DATE))
    for number in range(1, len(context.plan.scenarios)):
        sheet.blank(row, layout.scenario_column(number), styles.label())
    sheet.validate(row, column, row, column, validation(AssumeMonth(1, "First month")))
    sheet.put(row, after + VALID, COUNT(INPUTS.cell(row, column)), _valid_style(context))
    sheet.text(row, after + NOTE, "any day of the month; seasons and dates move with it", styles.small())
    sheet.text(row, after + KEY, START, styles.small())


def _row(context: Context, sheet: Sheet, entry: ModelInput, log: InputsLog) -> None:
    plan, layout, styles = context.plan, context.layout, context.styles
    declared, row, after = entry.declared, layout.input_rows[entry.key], layout.after_scenarios
    form = number_format(declared.unit, typical(declared))
    sheet.text(row, 0, declared.label, styles.label(bold=plan.writer(entry.key, BASE) != USUAL))
    unit = spoken_unit(declared.unit, plan.currency) if declared.kind == "number" else _kind(declared)
    sheet.text(row, 1, unit, styles.small())
    for number, scenario in enumerate(plan.scenarios):
        column = layout.scenario_column(number)
        _entry(sheet, row, column, plan.settings[scenario.name].get(entry.key), styles.entry(form))
    _validate(context, sheet, row, declared)
    small = styles.small(num_format=form, align="right")
    for offset, bound in _bounds(context, declared).items():
        if bound is None:
            sheet.blank(row, after + offset, small)
        else:
            sheet.number(row, after + offset, bound, small)
    _plain(sheet, row, after + USUAL_FIGURE, default_setting(declared, plan.timeline).value, small)
    sheet.put(row, after + STATUS, log.status(entry.key), styles.small(align="center"))
    sheet.put(row, after + VALID, _validity(context, declared, row), _valid_style(context))
    note = declared.note
    if declared.by_month:
        note = f"{note}; month by month on the Calendar" if note else "month by month on the Calendar"
    sheet.text(row, after + NOTE, note, styles.small(text_wrap=True))
    sheet.text(row, after + SOURCE, declared.source, styles.small(text_wrap=True))
    fit_row(sheet, row, (note, _WIDTHS[NOTE]), (declared.source, _WIDTHS[SOURCE]))
    sheet.text(row, after + AS_OF, declared.as_of, styles.small())
    sheet.text(row, after + KEY, entry.key, styles.small())


def _kind(declared: Input) -> str:
    if isinstance(declared, Choice):
        return " / ".join(declared.options)
    return "month"


def _bounds(context: Context, declared: Input) -> Mapping[int, float | None]:
    if isinstance(declared, Assume):
        highest = declared.maximum if declared.maximum < UNBOUNDED else None
        return {LOW: declared.low, HIGH: declared.high, LOWEST: declared.minimum, HIGHEST: highest}
    if isinstance(declared, AssumeMonth):
        of = context.plan.timeline.month_of
        return {LOW: float(of(declared.low).serial), HIGH: float(of(declared.high).serial), LOWEST: None, HIGHEST: None}
    return {LOW: None, HIGH: None, LOWEST: None, HIGHEST: None}


def _entry(sheet: Sheet, row: int, column: int, setting: Setting | None, style: Format) -> None:
    _plain(sheet, row, column, None if setting is None else setting.value, style)


def _plain(sheet: Sheet, row: int, column: int, value: Value | None, style: Format) -> None:
    if value is None or isinstance(value, tuple):
        sheet.blank(row, column, style)
    elif isinstance(value, Month):
        sheet.number(row, column, float(value.serial), style)
    elif isinstance(value, str):
        sheet.text(row, column, value, style)
    else:
        sheet.number(row, column, value, style)


def _validity(context: Context, declared: Input, row: int) -> Expression:
    """1 when Base is filled, every filled cell has the right kind, and lies within what is allowed."""
    first, after = context.layout.scenario_column(0), context.layout.after_scenarios
    cells, base = INPUTS.area(row, first, row, after - 1), INPUTS.cell(row, first)
    if isinstance(declared, Choice):
        known = Total(times_in(option, cells) for option in declared.options)
        return known.equals(COUNTA(cells)) * COUNTA(base)
    terms = [COUNT(cells).equals(COUNTA(cells))]
    if isinstance(declared, Assume):
        terms.append(MIN(cells) >= INPUTS.cell(row, after + LOWEST))
        if declared.maximum < UNBOUNDED:
            terms.append(MAX(cells) <= INPUTS.cell(row, after + HIGHEST))
        if declared.whole:
            terms.append(MOD(SUM(cells), 1).equals(0))
    return product([*terms, COUNT(base)])


def _valid_style(context: Context) -> Format:
    return context.styles.small(num_format=f'"{YES}";;"{NO}"', align="center")


def _validate(context: Context, sheet: Sheet, row: int, declared: Input) -> None:
    """One rule for the cells of all scenarios."""
    layout = context.layout
    blank = ON_INPUTS if len(context.plan.scenarios) > 1 else ""
    first, last = layout.scenario_column(0), layout.after_scenarios - 1
    sheet.validate(row, first, row, last, validation(declared, blank))


def _conditions(context: Context, sheet: Sheet) -> None:
    layout = context.layout
    first, last = INPUTS_HEAD_ROW + 1, layout.last_input_row
    make = context.book.workbook.add_format
    bad = make({"font_color": BAD, "bg_color": BAD_FILL, "bold": True})
    own = make({"font_color": WARN, "bg_color": WARN_FILL})
    column = letter(layout.after_scenarios + VALID)
    cells = f"{column}{first}:{column}{last}"
    # A blank heading equals 0 too, so the formula asks for a number.
    rule = {"type": "formula", "criteria": f"=AND(ISNUMBER({column}{first}),{column}{first}=0)", "format": bad}
    sheet.conditional_format(cells, rule)
    column = letter(layout.after_scenarios + STATUS)
    cells = f"{column}{first}:{column}{last}"
    sheet.conditional_format(cells, {"type": "cell", "criteria": "==", "value": f'"{YOURS}"', "format": own})
