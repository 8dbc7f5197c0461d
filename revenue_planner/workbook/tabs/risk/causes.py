"""Blocks of the Risk tab about single causes: the tornado of inputs, and what stress does."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from revenue_planner.analysis.sensitivity.result import Swing
from revenue_planner.ground.units import spoken_unit
from revenue_planner.streams.business import Answers, Cash
from revenue_planner.workbook.frame import Context, bar
from revenue_planner.workbook.layout import typical
from revenue_planner.workbook.sheet import Sheet
from revenue_planner.workbook.style import MONEY, number_format
from revenue_planner.workbook.tabs.risk.charts import tornado_chart
from revenue_planner.workbook.tabs.risk.layout import KEY, LABEL, RISK, A, RiskLayout

_UNIT, _LOW, _TODAY, _HIGH, _AT_LOW, _AT_HIGH, _CHANGE_LOW, _CHANGE_HIGH, _ELASTICITY = range(A, A + 9)
_HEADS = ("Unit", "Its low", "In the plan", "Its high", "Result at low", "Result at high", "Change at low",
          "Change at high", "1 % more gives")  # fmt: skip
#: Results of a stress case, by short name; each is followed by its change.
STRESS_RESULTS = (
    (Answers.take_home_12m.name, "In 12 months"),
    (Answers.take_home_total.name, "In all"),
    (Cash.lowest_cash.name, "Lowest cash"),
)
_CHART_WIDTH, _ROW_HEIGHT = 1538, 20


def write_swings(context: Context, sheet: Sheet, where: RiskLayout, last: int) -> None:
    """The chart, and the table behind it."""
    styles, sensitivity = context.styles, where.outlook.sensitivity
    unit = spoken_unit(sensitivity.unit, context.plan.currency)
    title = f"What matters most: {sensitivity.scenario.title}, one uncertain input at a time at its low and at its high"
    bar(context, sheet, where.tornado_bar, title, last)
    _heads(context, sheet, where.swing_head, ("Input", "Key", *_HEADS), (LABEL, KEY, _UNIT), last)
    form = number_format(sensitivity.unit)
    row = where.planned_row
    sheet.text(row, LABEL, "As the plan stands", styles.label(bold=True))
    sheet.text(row, KEY, "swing.none", styles.small())
    for column in range(_UNIT, _ELASTICITY + 1):
        sheet.blank(row, column, styles.label())
    sheet.number(row, _AT_LOW, sensitivity.result, styles.number(form, bold=True))
    for number, swing in enumerate(where.swings):
        _swing(context, sheet, where, where.swing_row(number), swing)
    if not where.swings:
        sheet.text(where.swing_row(0), LABEL, "No input is drawn that changes it.", styles.small())
    else:
        first, final = where.swing_row(0), where.swing_row(len(where.swings) - 1)
        chart = tornado_chart(
            context.book.workbook, sheet.get_name(), first, final, (_CHANGE_LOW, _CHANGE_HIGH),
            f"{sensitivity.label}: the change when an input goes to its low or to its high, {unit}",
        )  # fmt: skip
        chart.set_size({"width": _CHART_WIDTH, "height": _ROW_HEIGHT * where.tornado_rows - 6})
        description = (
            f"Bars: how {sensitivity.label} changes, in {unit}, when one input goes to its low or to its high, the "
            f"largest effect on top: {where.swings[0].part}: {where.swings[0].label}. The figures stand below."
        )
        sheet.place_chart(where.tornado_bar + 1, LABEL, chart, description, x_offset=2, y_offset=3)


def _heads(context: Context, sheet: Sheet, row: int, texts: Sequence[str], left: Collection[int], last: int) -> None:
    """The header of a table; the columns in `left` hold texts."""
    for column in range(last + 1):
        align = "left" if column in left else "right"
        style = context.styles.column_head(align=align, indent=int(column in left and column > KEY))
        sheet.text(row, column, texts[column] if column < len(texts) else "", style)


def _swing(context: Context, sheet: Sheet, where: RiskLayout, row: int, swing: Swing) -> None:
    styles, sensitivity = context.styles, where.outlook.sensitivity
    declared = context.layout.model.inputs[swing.key].declared
    own, form = number_format(swing.unit, typical(declared)), number_format(sensitivity.unit)
    sheet.text(row, LABEL, f"{swing.part}: {swing.label}", styles.label())
    sheet.text(row, KEY, f"swing.{swing.key}", styles.small())
    unit = spoken_unit(swing.unit, context.plan.currency) if swing.unit != "1" else ""
    sheet.text(row, _UNIT, unit, styles.small(shrink=True, indent=1))
    for column, value in ((_LOW, swing.low), (_TODAY, swing.today), (_HIGH, swing.high)):
        sheet.number(row, column, value, styles.number(own))
    pairs = ((_AT_LOW, _CHANGE_LOW, swing.result_low), (_AT_HIGH, _CHANGE_HIGH, swing.result_high))
    planned = RISK.cell(where.planned_row, _AT_LOW).fixed
    for column, change, result in pairs:
        sheet.number(row, column, result, styles.number(form))
        sheet.put(row, change, RISK.cell(row, column) - planned, styles.number(form, bold=True))
    percent = styles.number('+0.00" %";-0.00" %";0.00" %"')
    if swing.elasticity is None:
        sheet.blank(row, _ELASTICITY, percent)
    else:
        sheet.number(row, _ELASTICITY, swing.elasticity, percent)


def write_stress(context: Context, sheet: Sheet, where: RiskLayout, last: int) -> None:
    """Each stress beside the plan as it stands, the first row."""
    styles, cases = context.styles, where.outlook.stress
    scenario = where.outlook.sensitivity.scenario.title
    title = f"What if: {scenario} under stress, take-home and cash in {context.plan.currency}"
    bar(context, sheet, where.stress_bar, title, last)
    known = [(name, head) for name, head in STRESS_RESULTS if all(name in case.answers for case in cases)]
    heads = ["What happens", "Key", *(text for _name, head in known for text in (head, "Change"))]
    texts = (*heads, "As a line of the plan file")
    _heads(context, sheet, where.stress_head, texts, (LABEL, KEY, len(heads)), last)
    money, strong = styles.number(MONEY), styles.number(MONEY, bold=True)
    first = where.stress_row(0)
    for number, case in enumerate(cases):
        row = where.stress_row(number)
        sheet.text(row, LABEL, case.label, styles.label(bold=not number))
        sheet.text(row, KEY, f"stress.{number}", styles.small())
        for offset, (name, _head) in enumerate(known):
            column = A + 2 * offset
            sheet.number(row, column, case.answers[name], money)
            if number:
                change = RISK.cell(row, column) - RISK.cell(first, column).row_fixed
                sheet.put(row, column + 1, change, strong)
            else:
                sheet.blank(row, column + 1, money)
        sheet.text(row, A + 2 * len(known), f'"{case.line}"' if case.line else "", styles.small(indent=1))
