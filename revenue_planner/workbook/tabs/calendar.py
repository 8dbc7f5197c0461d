"""The Calendar tab: seasons, values by month, and what happens when."""

from __future__ import annotations

from revenue_planner.ground.a1 import letter
from revenue_planner.ground.look import BAD, BAD_FILL, NIGHT
from revenue_planner.ground.months import MONTH_NAMES
from revenue_planner.ground.units import spoken_unit
from revenue_planner.language.inputs import AssumeMonth
from revenue_planner.language.vocabulary import MONTHS_PER_YEAR
from revenue_planner.model.structure import ModelInput
from revenue_planner.workbook import functions as fx
from revenue_planner.workbook.frame import A3, Context, bar, fit_row, open_sheet
from revenue_planner.workbook.functions import COUNT, COUNTA, IF, MAX, MIN, MONTH, YEAR, product
from revenue_planner.workbook.layout import CALENDAR, DATE_ROW, FIRST, typical
from revenue_planner.workbook.prompts import IN_SEASON, ON_CALENDAR, validation
from revenue_planner.workbook.sheet import Sheet
from revenue_planner.workbook.style import DATE, number_format
from revenue_planner.workbook.tabs.inputs import NO, YES

LABEL, UNIT, KEY, SCENARIO, NOTE, LOWEST, HIGHEST, VALID = range(8)
_WIDTHS = (46, 16, 38, 22, 48, 9, 9, 8)
_UNBOUNDED = 1e12


def write_calendar(context: Context) -> None:
    """Write the tab. Months stand in the same columns as on the scenario tabs."""
    layout, styles, plan = context.layout, context.styles, context.plan
    last = max(layout.last, FIRST + 11)
    sheet = open_sheet(
        context, "Calendar", "Calendar", "", (*_WIDTHS, *[9] * (last - FIRST + 1)),
        status=(1, SCENARIO), freeze=(DATE_ROW, SCENARIO + 1), repeat=(1, DATE_ROW), paper=A3,
        colour="#F2C200",
    )  # fmt: skip
    hint = (
        "Type into the yellow cells only what differs in a month. "
        "Blank: the figure of the Inputs tab; in another scenario: as Base."
    )
    sheet.text(1, NOTE, hint, styles.subtitle())
    heads = ("Input", "Unit", "Key", "Scenario", "Note", "Lowest", "Highest", "Valid")
    for column, head in enumerate(heads):
        sheet.text(DATE_ROW, column, head, styles.column_head())
    style = styles.column_head(num_format=DATE, align="right")
    sheet.fill(DATE_ROW, FIRST, plan.timeline.months, layout.scenario(0).cell(DATE_ROW, FIRST).row_fixed, style)
    if layout.seasons:
        bar(
            context,
            sheet,
            layout.calendar_season_head - 1,
            "Seasons: factors by calendar month, 1 is an ordinary month",
            last,
        )
        for column, name in enumerate(MONTH_NAMES, start=FIRST):
            sheet.text(layout.calendar_season_head, column, name, styles.small(bold=True, align="right"))
    for entry in layout.seasons:
        _season(context, sheet, entry)
    bar(context, sheet, layout.calendar_month_head - 1, "Month by month: only what differs from the Inputs tab", last)
    for entry in layout.by_month:
        _months(context, sheet, entry)
    _events(context, sheet, last)
    valid, first = letter(VALID), layout.calendar_season_head
    bad = context.book.workbook.add_format({"font_color": BAD, "bg_color": BAD_FILL, "bold": True})
    rule = {"type": "formula", "criteria": f"=AND(ISNUMBER({valid}{first}),{valid}{first}=0)", "format": bad}
    sheet.conditional_format(f"{valid}{first}:{valid}{layout.calendar_events_head}", rule)
    sheet.print_area(0, 0, layout.calendar_events_head + len(_month_inputs(context)), last)


def _season(context: Context, sheet: Sheet, entry: ModelInput) -> None:
    plan = context.plan
    _validate(context, sheet, entry, 12, IN_SEASON)
    for number, scenario in enumerate(plan.scenarios):
        row = context.layout.calendar_rows[entry.key] + number
        _head(context, sheet, entry, row, number, 12)
        setting = plan.settings[scenario.name].get(entry.key)
        factors = setting.value if setting is not None else None
        style = context.styles.entry("0.00")
        for offset in range(12):
            if isinstance(factors, tuple):
                sheet.number(row, FIRST + offset, factors[offset], style)
            else:
                sheet.blank(row, FIRST + offset, style)


def _months(context: Context, sheet: Sheet, entry: ModelInput) -> None:
    plan, months = context.plan, context.plan.timeline.months
    style = context.styles.entry(number_format(entry.declared.unit, typical(entry.declared)))
    _validate(context, sheet, entry, months, ON_CALENDAR)
    for number, scenario in enumerate(plan.scenarios):
        row = context.layout.calendar_rows[entry.key] + number
        _head(context, sheet, entry, row, number, months)
        setting = plan.settings[scenario.name].get(entry.key)
        given = setting.months if setting is not None else {}
        for month in range(1, months + 1):
            if month in given:
                sheet.number(row, FIRST + month - 1, given[month], style)
            else:
                sheet.blank(row, FIRST + month - 1, style)


def _head(context: Context, sheet: Sheet, entry: ModelInput, row: int, number: int, cells: int) -> None:
    styles, declared = context.styles, entry.declared
    label = entry.full_label if number == 0 else ""
    sheet.text(row, LABEL, label, styles.label(bold=True))
    sheet.text(row, UNIT, spoken_unit(declared.unit, context.plan.currency) if number == 0 else "", styles.small())
    sheet.text(row, KEY, entry.key, styles.small())
    sheet.text(row, SCENARIO, context.plan.scenarios[number].title, styles.label())
    note = declared.note if number == 0 else ""
    sheet.text(row, NOTE, note, styles.small(text_wrap=True))
    fit_row(sheet, row, (note, _WIDTHS[NOTE]))
    low, high = float(getattr(declared, "minimum", 0.0)), float(getattr(declared, "maximum", _UNBOUNDED))
    bound = styles.small(align="right")
    sheet.number(row, LOWEST, low, bound)
    if high < _UNBOUNDED:
        sheet.number(row, HIGHEST, high, bound)
    else:
        sheet.blank(row, HIGHEST, bound)
    span, lowest = CALENDAR.area(row, FIRST, row, FIRST + cells - 1), CALENDAR.cell(row, LOWEST)
    terms = [COUNT(span).equals(COUNTA(span)), MIN(span, lowest) >= lowest]
    if high < _UNBOUNDED:
        terms.append(MAX(span) <= CALENDAR.cell(row, HIGHEST))
    if declared.kind == "season" and number == 0:
        # Base needs all twelve: a blank one would count as 0.
        terms.append(COUNT(span).equals(context.layout.figure(MONTHS_PER_YEAR.key).column_fixed))
    valid = styles.small(num_format=f'"{YES}";;"{NO}"', align="center")
    sheet.put(row, VALID, product(terms), valid)


def _validate(context: Context, sheet: Sheet, entry: ModelInput, cells: int, blank: str) -> None:
    """One rule for the rows of all scenarios."""
    first = context.layout.calendar_rows[entry.key]
    last = first + len(context.plan.scenarios) - 1
    sheet.validate(first, FIRST, last, FIRST + cells - 1, validation(entry.declared, blank))


def _month_inputs(context: Context) -> list[ModelInput]:
    inputs = context.layout.model.inputs.values()
    return [entry for entry in inputs if isinstance(entry.declared, AssumeMonth)]


def _events(context: Context, sheet: Sheet, last: int) -> None:
    """A mark in the month of each launch, deal, cost and loan, in Base."""
    layout, styles, plan = context.layout, context.styles, context.plan
    head = layout.calendar_events_head
    base = plan.scenarios[0].title
    bar(context, sheet, head, f"What happens when ({base}): dates are typed on the Inputs tab", last)
    mark = styles.make(num_format='"●";;', align="center", font_color=NIGHT, bottom=4, bottom_color="#D5DBE1")
    for row, entry in enumerate(_month_inputs(context), start=head + 1):
        sheet.text(row, LABEL, entry.full_label, styles.label())
        sheet.put(row, SCENARIO, layout.figure(entry.key).fixed, styles.number(DATE))
        day = CALENDAR.cell(row, SCENARIO).column_fixed
        here = CALENDAR.cell(DATE_ROW, FIRST).row_fixed.equals(fx.DATE(YEAR(day), MONTH(day), 1))
        sheet.fill(row, FIRST, plan.timeline.months, IF(here, 1, 0), mark)
