"""The Compare tab: every scenario side by side, any two with their difference, and why they differ."""

from __future__ import annotations

import numpy as np

from revenue_planner.ground.a1 import letter, quoted
from revenue_planner.ground.units import spoken_unit
from revenue_planner.language.nodes import AGREE_DIGITS, COMPARE_DIGITS
from revenue_planner.model.build import ModelLine
from revenue_planner.printers.ranges import area, both_known, item, place_of
from revenue_planner.workbook.book import Cell, Sheet
from revenue_planner.workbook.frame import A3, Context, bar, open_sheet, redden, scenario_picker
from revenue_planner.workbook.layout import VALUE
from revenue_planner.workbook.style import MONEY, number_format
from revenue_planner.workbook.tabs.checks import WorkbookCheck
from revenue_planner.workbook.tabs.compare.inputs import write_differing, write_inputs_table
from revenue_planner.workbook.tabs.compare.layout import (
    DIFFERENCE,
    DIGITS_ROW,
    HEAD_ROW,
    INDEX,
    LABEL,
    PER_CENT,
    PICK_A,
    PICK_B,
    PICKED,
    SCENARIOS,
    UNIT,
    A,
    B,
    CompareLayout,
)
from revenue_planner.workbook.tabs.compare.periods import write_months, write_periods, write_years
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
    write_differing(context, sheet, where, picked(where.count))
    write_years(context, sheet, where)
    write_months(context, sheet, where)
    write_periods(context, sheet, where)
    write_inputs_table(context, sheet, where, picked(where.count))
    redden(context.book, sheet, HEAD_ROW + 1, A, where.inputs_head, A + max(months, where.key_column))
    sheet.print_area(0, 0, where.years_head + where.count + 1, where.key_column)


def compare_checks(layout: CompareLayout) -> list[WorkbookCheck]:
    """What the Compare tab adds to the Checks."""
    cell = f"Compare!${letter(DIFFERENCE)}${layout.bridge_check}"
    return [
        WorkbookCheck(
            "The bridge between two scenarios adds up",
            f"IF(ROUND({cell},{_cents(layout)})=0,1,0)",
            "Compare: the steps from A to B make the whole difference",
        )
    ]


def pick_cell(row: int) -> str:
    """The cell that holds the place of a chosen scenario."""
    return f"${letter(INDEX)}${row}"


def _pickers(context: Context, sheet: Sheet, where: CompareLayout) -> None:
    styles, plan = context.styles, context.plan
    names = [scenario.title for scenario in plan.scenarios]
    chosen = picked(where.count)
    for row, title, number in ((PICK_A, "Scenario A", chosen[0]), (PICK_B, "Scenario B", chosen[1])):
        sheet.text(row, LABEL, title, styles.make(bold=True, align="right"))
        sheet.text(row, PICKED, names[number], styles.entry("General", bold=True, align="center"))
        scenario_picker(sheet, row, PICKED, title, where.scenarios(HEAD_ROW))
        formula = place_of(f"{letter(PICKED)}{row}", where.scenarios(HEAD_ROW))
        sheet.formula(row, INDEX, formula, float(number + 1), styles.small(num_format='"column "0'))
    sheet.text(DIGITS_ROW, LABEL, "Inputs differ when they do so in this many digits", styles.small(align="right"))
    sheet.number(DIGITS_ROW, INDEX, float(COMPARE_DIGITS), styles.small(num_format="0"))


def _answer(context: Context, sheet: Sheet, where: CompareLayout, line: ModelLine) -> None:
    styles, plan = context.styles, context.plan
    row = where.answer_rows[line.key]
    label = line.label if line.part.key == "business" else f"{line.part.label}: {line.label[0].lower()}{line.label[1:]}"
    sheet.text(row, LABEL, label, styles.label())
    unit = line.declared.unit
    sheet.text(row, UNIT, spoken_unit(unit, plan.currency) if unit != "1" else "", styles.small())
    form = styles.number(number_format(unit))
    values: list[Cell] = [context.shown(line.key, number) for number in range(where.count)]
    for number, scenario in enumerate(plan.scenarios):
        cell = f"{quoted(scenario.title)}!${letter(VALUE)}${context.layout.rows[line.key]}"
        sheet.formula(row, SCENARIOS + number, cell, values[number], form)
    a, b = (values[number] for number in picked(where.count))
    strong = styles.number(number_format(unit), bold=True)
    for column, pick, value in ((A, PICK_A, a), (B, PICK_B, b)):
        sheet.formula(row, column, item(where.scenarios(row), "1", pick_cell(pick)), value, strong)
    one, two = f"{letter(A)}{row}", f"{letter(B)}{row}"
    difference: Cell = ""
    per_cent: Cell = ""
    if unit == "date":
        year = f"{quoted(plan.scenarios[0].title)}!{context.layout.positions.value('plan.months_per_year')}"
        formula = both_known(one, two, f"(YEAR({two})-YEAR({one}))*{year}+MONTH({two})-MONTH({one})")
        if isinstance(a, float) and isinstance(b, float):
            difference = float(_month_number(context, line, 1) - _month_number(context, line, 0))
        sheet.formula(row, DIFFERENCE, formula, difference, styles.number('+0" months";-0" months";"same"'))
        sheet.blank(row, PER_CENT, styles.label())
    else:
        if isinstance(a, float) and isinstance(b, float):
            difference = b - a
            per_cent = difference / abs(a) if a else ""
        sheet.formula(row, DIFFERENCE, both_known(one, two, f"{two}-{one}"), difference, form)
        gap = f"{letter(DIFFERENCE)}{row}"
        formula = both_known(gap, one, f'IFERROR({gap}/ABS({one}),"")')
        sheet.formula(row, PER_CENT, formula, per_cent, styles.number("+0.0%;-0.0%;0.0%"))
    sheet.text(row, where.key_column, line.key, styles.small(indent=1))


def _month_number(context: Context, line: ModelLine, place: int) -> float:
    return context.number(line.key, picked(len(context.plan.scenarios))[place])


def _bridge(context: Context, sheet: Sheet, where: CompareLayout) -> None:
    """Take-home of A, the effect of each stream, of costs and tax, take-home of B; exact by construction."""
    styles, plan = context.styles, context.plan
    bar(
        context, sheet, where.bridge_head, "From A to B: what changes the take-home of the whole plan", where.key_column
    )
    waterfall = Waterfall(
        "Compare", where.bridge_head, where.bridge_first, where.bridge_last, LABEL, DIFFERENCE, where.helper_column
    )
    waterfall.write_headings(sheet, styles.small())
    rows = [("Take-home, A", "business.take_home", 0)]
    rows += list(where.bridge_lines)
    rows.append(("Take-home, B", "business.take_home", 0))
    money, strong = styles.number(MONEY), styles.number(MONEY, bold=True)
    chosen = picked(where.count)
    effects: list[float] = []
    for row, (label, key, sign) in enumerate(rows, start=where.bridge_first):
        sheet.text(row, LABEL, label, styles.label(bold=sign == 0))
        sheet.text(row, UNIT, plan.currency, styles.small())
        totals = [float(np.sum(context.row(key, number))) for number in range(where.count)]
        for number, scenario in enumerate(plan.scenarios):
            cell = f"{quoted(scenario.title)}!${letter(VALUE)}${context.layout.rows[key]}"
            sheet.formula(row, SCENARIOS + number, cell, totals[number], money)
        own_key = key if sign else "bridge.from" if row == where.bridge_first else "bridge.to"
        sheet.text(row, where.key_column, own_key, styles.small(indent=1))
        a, b = totals[chosen[0]], totals[chosen[1]]
        for column, pick, value in ((A, PICK_A, a), (B, PICK_B, b)):
            sheet.formula(row, column, item(where.scenarios(row), "1", pick_cell(pick)), value, money)
        one, two = f"{letter(A)}{row}", f"{letter(B)}{row}"
        formula = {0: one if row == where.bridge_first else two, 1: f"{two}-{one}", -1: f"{one}-{two}"}[sign]
        effect = {0: a if row == where.bridge_first else b, 1: b - a, -1: a - b}[sign]
        sheet.formula(row, DIFFERENCE, formula, effect, strong)
        sheet.blank(row, PER_CENT, styles.label())
        effects.append(effect)
    _bridge_check(context, sheet, where, effects)
    waterfall.write(sheet, styles.small(num_format=MONEY), effects)
    title = f"From A to B: {TOLD_APART}"
    chart = waterfall.chart(context.book.workbook, title)
    chart.set_size({"width": 1080, "height": 400})
    description = (
        f"Waterfall in {plan.currency}: from the take-home of scenario A over what each stream, cost and tax adds or "
        "takes away, to the take-home of scenario B. The figures stand in the table above."
    )
    sheet.place_chart(where.bridge_check + 2, LABEL, chart, description)


def _bridge_check(context: Context, sheet: Sheet, where: CompareLayout, effects: list[float]) -> None:
    row, styles, column = where.bridge_check, context.styles, letter(DIFFERENCE)
    sheet.text(row, LABEL, "Left unexplained (must be 0)", styles.small())
    steps = f"SUM({area(f'{column}{where.bridge_first}', f'{column}{where.bridge_last - 1}')})"
    # To the cent: what is left of large sums beyond that is rounding, and each application's own.
    value = round(effects[-1] - sum(effects[:-1]), AGREE_DIGITS) + 0.0
    formula = f"ROUND({column}{where.bridge_last}-{steps},{_cents(where)})"
    sheet.formula(row, DIFFERENCE, formula, value, styles.small(num_format="0.00"))


def _cents(where: CompareLayout) -> str:
    """The cell that holds the digits to which two sums agree."""
    tab = quoted(where.layout.plan.scenarios[0].title)
    return f"{tab}!{where.layout.positions.value(f'plan.digits_{AGREE_DIGITS}')}"
