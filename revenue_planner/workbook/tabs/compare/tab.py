"""The Compare tab: every scenario side by side, any two with their difference, and why they differ."""

from __future__ import annotations

from xlsxwriter.format import Format

from revenue_planner.ground.units import spoken_unit
from revenue_planner.language.nodes import TOLERANCE
from revenue_planner.language.vocabulary import MONTHS_PER_YEAR
from revenue_planner.model.build import ModelLine
from revenue_planner.streams.business import Business
from revenue_planner.workbook.cells import Area
from revenue_planner.workbook.frame import A3, Context, bar, open_sheet, redden, scenario_picker
from revenue_planner.workbook.functions import (
    ABS,
    IF,
    IFERROR,
    SUM,
    both_known,
    item,
    left_over,
    months_between,
    place_of,
)
from revenue_planner.workbook.layout import COMPARE
from revenue_planner.workbook.sheet import Sheet
from revenue_planner.workbook.style import MONEY, TINY, number_format
from revenue_planner.workbook.tabs.checks import WorkbookCheck
from revenue_planner.workbook.tabs.compare.inputs import write_differing, write_inputs_table
from revenue_planner.workbook.tabs.compare.layout import (
    DIFFERENCE,
    HEAD_ROW,
    LABEL,
    PER_CENT,
    PICK_A,
    PICK_B,
    PICKED,
    PLACE,
    SCENARIOS,
    TOLERANCE_ROW,
    UNIT,
    A,
    B,
    CompareLayout,
)
from revenue_planner.workbook.tabs.compare.periods import TAKE_HOME, write_months, write_periods, write_years
from revenue_planner.workbook.waterfall import PARTS, TOLD_APART, Waterfall

_WIDTHS = (44, 18, 16, 16, 15, 10)


def picked(count: int) -> tuple[int, int]:
    """The places of the two scenarios that are compared at first."""
    return (0, 1) if count > 1 else (0, 0)


def write_compare(context: Context) -> None:
    """Write the tab, all of it live."""
    where = CompareLayout(context.layout)
    plan, styles = context.plan, context.styles
    months = max(plan.timeline.months, len(PARTS) + where.helper_column)
    widths = (*_WIDTHS, *[14] * where.count, 40, *[12] * months)
    sheet = open_sheet(
        context, "Compare", "Compare",
        "Choose any two scenarios in the yellow cells: everything below follows.", widths,
        status=(1, PICKED), freeze=(HEAD_ROW, 1), repeat=(1, 2), paper=A3, colour="#009E73",
    )  # fmt: skip
    _pickers(context, sheet, where)
    heads = ["Result", "Unit", "A", "B", "B − A", "%", *(s.title for s in plan.scenarios), "Key"]
    for column, head in enumerate(heads):
        align = "left" if column in (LABEL, UNIT, where.key_column) else "right"
        indent = int(column == where.key_column)
        sheet.text(HEAD_ROW, column, head, styles.column_head(align=align, indent=indent))
    for line in where.answers:
        _answer(context, sheet, where, line)
    _bridge(context, sheet, where)
    write_differing(context, sheet, where)
    write_years(context, sheet, where)
    write_months(context, sheet, where)
    write_periods(context, sheet, where)
    write_inputs_table(context, sheet, where)
    redden(context.book, sheet, HEAD_ROW + 1, A, where.inputs_head, A + max(months, where.key_column))
    sheet.print_area(0, 0, where.years_head + where.count + 1, where.key_column)


def compare_checks(layout: CompareLayout) -> list[WorkbookCheck]:
    """What the Compare tab adds to the Checks."""
    rest = COMPARE.cell(layout.bridge_check, DIFFERENCE).fixed
    return [
        WorkbookCheck(
            "The bridge between two scenarios adds up",
            IF(rest.equals(0), 1, 0),
            "Compare: the steps from A to B make the whole difference",
        )
    ]


def _pickers(context: Context, sheet: Sheet, where: CompareLayout) -> None:
    styles, plan = context.styles, context.plan
    names = [scenario.title for scenario in plan.scenarios]
    for row, title, number in zip((PICK_A, PICK_B), ("Scenario A", "Scenario B"), picked(where.count), strict=True):
        sheet.text(row, LABEL, title, styles.make(bold=True, align="right"))
        sheet.text(row, PICKED, names[number], styles.entry("General", bold=True, align="center"))
        scenario_picker(sheet, row, PICKED, title, where.scenarios(HEAD_ROW))
        place = place_of(COMPARE.cell(row, PICKED), where.scenarios(HEAD_ROW))
        sheet.put(row, PLACE, place, styles.small(num_format='"column "0'))
    note = "Figures differ when they do so by more than this share"
    sheet.text(TOLERANCE_ROW, LABEL, note, styles.small(align="right"))
    sheet.number(TOLERANCE_ROW, PLACE, TOLERANCE.value, styles.small(num_format=TINY))


def _answer(context: Context, sheet: Sheet, where: CompareLayout, line: ModelLine) -> None:
    styles, plan = context.styles, context.plan
    row = where.answer_rows[line.key]
    label = line.label if line.part.key == Business.name else line.part.label_of(line.label)
    sheet.text(row, LABEL, label, styles.label())
    unit = line.declared.unit
    sheet.text(row, UNIT, spoken_unit(unit, plan.currency) if unit != "1" else "", styles.small())
    form = styles.number(number_format(unit))
    one, two = _sides(context, sheet, where, row, line.key, form, styles.number(number_format(unit), bold=True))
    if unit == "date":
        months = months_between(one, two, context.layout.figure(MONTHS_PER_YEAR.key).column_fixed)
        sheet.put(row, DIFFERENCE, both_known(one, two, months), styles.number('+0" months";-0" months";"same"'))
        sheet.blank(row, PER_CENT, styles.label())
    else:
        sheet.put(row, DIFFERENCE, both_known(one, two, two - one), form)
        gap = COMPARE.cell(row, DIFFERENCE)
        share = both_known(gap, one, IFERROR(gap / ABS(one), ""))
        sheet.put(row, PER_CENT, share, styles.number("+0.0%;-0.0%;0.0%"))
    sheet.text(row, where.key_column, line.key, styles.small(indent=1))


def _sides(
    context: Context, sheet: Sheet, where: CompareLayout, row: int, key: str, each: Format, strong: Format
) -> tuple[Area, Area]:
    """A result of every scenario, and of the two that are chosen; returns the cells of those."""
    for number in range(where.count):
        sheet.put(row, SCENARIOS + number, context.layout.figure(key, number).fixed, each)
    for column, pick in ((A, PICK_A), (B, PICK_B)):
        sheet.put(row, column, item(where.scenarios(row), 1, where.place(pick)), strong)
    return COMPARE.cell(row, A), COMPARE.cell(row, B)


def _bridge(context: Context, sheet: Sheet, where: CompareLayout) -> None:
    """Take-home of A, the effect of each stream, of costs and tax, take-home of B; exact by construction."""
    styles, plan = context.styles, context.plan
    bar(
        context, sheet, where.bridge_head, "From A to B: what changes the take-home of the whole plan", where.key_column
    )
    waterfall = Waterfall(
        COMPARE, where.bridge_head, where.bridge_first, where.bridge_last, LABEL, DIFFERENCE, where.helper_column
    )
    waterfall.write_headings(sheet, styles.small())
    rows = [("Take-home, A", TAKE_HOME, 0)]
    rows += list(where.bridge_lines)
    rows.append(("Take-home, B", TAKE_HOME, 0))
    money, strong = styles.number(MONEY), styles.number(MONEY, bold=True)
    for row, (label, key, sign) in enumerate(rows, start=where.bridge_first):
        sheet.text(row, LABEL, label, styles.label(bold=sign == 0))
        sheet.text(row, UNIT, plan.currency, styles.small())
        one, two = _sides(context, sheet, where, row, key, money, money)
        own_key = key if sign else "bridge.from" if row == where.bridge_first else "bridge.to"
        sheet.text(row, where.key_column, own_key, styles.small(indent=1))
        effect = {0: one if row == where.bridge_first else two, 1: two - one, -1: one - two}[sign]
        sheet.put(row, DIFFERENCE, effect, strong)
        sheet.blank(row, PER_CENT, styles.label())
    _bridge_check(context, sheet, where)
    waterfall.write(sheet, styles.small(num_format=MONEY))
    title = f"From A to B: {TOLD_APART}"
    chart = waterfall.chart(context.book.workbook, title)
    chart.set_size({"width": 1080, "height": 400})
    description = (
        f"Waterfall in {plan.currency}: from the take-home of scenario A over what each stream, cost and tax adds or "
        "takes away, to the take-home of scenario B. The figures stand in the table above."
    )
    sheet.place_chart(where.bridge_check + 2, LABEL, chart, description)


def _bridge_check(context: Context, sheet: Sheet, where: CompareLayout) -> None:
    row, styles = where.bridge_check, context.styles
    sheet.text(row, LABEL, "Left unexplained (must be 0)", styles.small())
    first, last = where.bridge_first, where.bridge_last
    rest = COMPARE.cell(last, DIFFERENCE) - SUM(COMPARE.area(first, DIFFERENCE, last - 1, DIFFERENCE))
    left = left_over(rest, COMPARE.area(first, A, last, B), where.tolerance)
    sheet.put(row, DIFFERENCE, left, styles.small(num_format="0.00"))
