"""The Compare tab's inputs: a table of all of them, and a short list of those that differ."""

from __future__ import annotations

from revenue_planner.ground.a1 import letter
from revenue_planner.ground.units import spoken_unit
from revenue_planner.language.calendar import MONTH_NUMBER
from revenue_planner.model.structure import ModelInput
from revenue_planner.workbook.cells import Area
from revenue_planner.workbook.frame import Context, bar
from revenue_planner.workbook.functions import ABS, AVERAGE, MAX, beside, item, weighted
from revenue_planner.workbook.layout import COMPARE, FIRST, typical
from revenue_planner.workbook.sheet import Sheet
from revenue_planner.workbook.style import DATE, number_format
from revenue_planner.workbook.tabs.compare.layout import (
    DIFFERENCE,
    LABEL,
    LISTED_INPUTS,
    PER_CENT,
    PICK_A,
    PICK_B,
    SCENARIOS,
    UNIT,
    A,
    B,
    CompareLayout,
)

#: In the table of all inputs these two columns say whether A and B differ, and count those that do.
DIFFERS, COUNT = DIFFERENCE, PER_CENT
_MONTH_UNIT = "month"


def _unit(context: Context, entry: ModelInput) -> str:
    declared = entry.declared
    if declared.kind == "month":
        return _MONTH_UNIT
    if declared.kind == "choice":
        return "choice"
    unit = spoken_unit(declared.unit, context.plan.currency)
    if declared.per_cent and "%" not in unit:
        unit += ", %"
    return f"{unit}, average" if declared.by_month or declared.kind == "season" else unit


def _months(context: Context, entry: ModelInput, number: int) -> Area:
    """An input's months on a scenario's tab; a season has twelve factors."""
    row = context.layout.rows[entry.key]
    last = FIRST + 11 if entry.declared.kind == "season" else context.layout.last
    return context.layout.scenario(number).area(row, FIRST, row, last)


def _monthly(entry: ModelInput) -> bool:
    return entry.declared.by_month or entry.declared.kind == "season"


def write_inputs_table(context: Context, sheet: Sheet, where: CompareLayout) -> None:
    """Every input of every scenario; by-month inputs by their average."""
    styles, plan, head = context.styles, context.plan, where.inputs_head
    last = where.helper_column + where.count - 1
    bar(context, sheet, head, "All inputs (by-month inputs by their average)", last)
    for column, title in ((A, "A"), (B, "B"), (DIFFERS, "Differs"), (COUNT, "Count")):
        sheet.text(head, column, title, styles.heading())
    for number, scenario in enumerate(plan.scenarios):
        sheet.text(head, SCENARIOS + number, scenario.title, styles.heading())
    sheet.text(head, where.helper_column, "Weighted by month, to tell courses apart", styles.heading())
    for row, entry in enumerate(where.inputs, start=head + 1):
        declared = entry.declared
        sheet.text(row, LABEL, entry.full_label, styles.label())
        sheet.text(row, UNIT, _unit(context, entry), styles.small())
        form = DATE if declared.kind == "month" else number_format(declared.unit, typical(declared))
        style = styles.number(form)
        for number in range(where.count):
            single = context.layout.figure(entry.key, number).fixed
            months = _months(context, entry, number).fixed
            sheet.put(row, SCENARIOS + number, AVERAGE(months) if _monthly(entry) else single, style)
        for column, pick in ((A, PICK_A), (B, PICK_B)):
            sheet.put(row, column, item(where.scenarios(row), 1, where.place(pick)), style)
        one, two = COMPARE.cell(row, A), COMPARE.cell(row, B)
        same = one.equals(two)
        if _monthly(entry):
            _helpers(context, sheet, where, entry, row)
            cells = COMPARE.area(row, where.helper_column, row, last).column_fixed
            courses = item(cells, 1, where.place(PICK_A)) - item(cells, 1, where.place(PICK_B))
            same = MAX(ABS(one - two), ABS(courses)) <= where.tolerance * ABS(one)
        small = styles.small(num_format="0")
        sheet.put(row, DIFFERS, 1 - same, small)
        differs = COMPARE.cell(row, DIFFERS)
        sheet.put(row, COUNT, COMPARE.cell(row - 1, COUNT) + differs if row > head + 1 else differs, small)
        sheet.text(row, where.key_column, f"inputs.{entry.key}", styles.small())


def _helpers(context: Context, sheet: Sheet, where: CompareLayout, entry: ModelInput, row: int) -> None:
    """Tell two courses of months apart that have the same average."""
    style, layout = context.styles.small(num_format="0.00"), context.layout
    for number in range(where.count):
        weights = layout.months(MONTH_NUMBER.key, number).fixed
        if entry.declared.kind == "season":
            weights = where.season_weights
        sheet.put(row, where.helper_column + number, weighted(_months(context, entry, number).fixed, weights), style)


def write_differing(context: Context, sheet: Sheet, where: CompareLayout) -> None:
    """The first inputs that differ between A and B, found by their running count."""
    styles, head = context.styles, where.differing_head
    bar(context, sheet, head, "Inputs that differ between A and B", where.key_column)
    for column, title in ((A, "A"), (B, "B"), (DIFFERENCE, "No.")):
        sheet.text(head, column, title, styles.heading(align="right"))
    first, last = where.inputs_head + 1, where.inputs_last
    counts = COMPARE.area(first, COUNT, last, COUNT).fixed
    for place in range(1, LISTED_INPUTS + 1):
        row = head + place
        sheet.number(row, DIFFERENCE, float(place), styles.small(num_format="0"))
        for column in (LABEL, UNIT, A, B, where.key_column):
            found = COMPARE.area(first, column, last, column).fixed
            shown = beside(COMPARE.cell(row, DIFFERENCE).column_fixed, counts, found, "")
            style = styles.number("#,##0.####") if column in (A, B) else styles.small(indent=int(column != UNIT))
            sheet.put(row, column, shown, styles.label() if column == LABEL else style)
    cells = f"{letter(A)}{head + 1}:{letter(B)}{head + LISTED_INPUTS}"
    make = context.book.workbook.add_format
    unit = f"${letter(UNIT)}{head + 1}"
    for criteria, form in ((f'=ISNUMBER(SEARCH("%",{unit}))', "0.0##%"), (f'={unit}="{_MONTH_UNIT}"', DATE)):
        rule = {"type": "formula", "criteria": criteria, "format": make({"num_format": form})}
        sheet.conditional_format(cells, rule)
    row = where.inputs_last + 1
    sheet.text(row, LABEL, "Weights of the calendar months", styles.small())
    for offset in range(12):
        sheet.number(row, A + offset, float(offset + 1), styles.small(num_format="0"))
