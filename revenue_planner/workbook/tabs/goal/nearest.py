"""The Goal tab's short list: the levers that would do it alone at a usual value, closest to today first."""

from __future__ import annotations

from xlsxwriter.format import Format

from revenue_planner.ground.a1 import letter
from revenue_planner.workbook.frame import Context, bar
from revenue_planner.workbook.functions import IFERROR, SMALL, beside
from revenue_planner.workbook.sheet import Sheet
from revenue_planner.workbook.style import Styles
from revenue_planner.workbook.tabs.goal.layout import (
    GOAL,
    HIGH,
    HOW,
    KEY,
    LABEL,
    LOW,
    NEAREST,
    NEAREST_BAR,
    NEEDED,
    NUMBER,
    ORDER,
    TIMES,
    TODAY,
    UNIT,
    USUAL,
    GoalLayout,
)

#: The number format of needed ÷ today.
TIMES_FORMAT = '0.00"×"'
#: The number format of a flag.
FLAG = '"yes";;"no"'
_NONE = "None does it alone at a usual value"
_COLUMNS = (LABEL, UNIT, TODAY, NEEDED, TIMES, LOW, HIGH, USUAL, HOW, KEY)


def write_nearest(context: Context, sheet: Sheet, where: GoalLayout) -> None:
    """Fetch the rows of the table by their order."""
    title = "Each of these alone would bring the target, at a usual value; closest to today first"
    bar(context, sheet, NEAREST_BAR, title, KEY)
    orders = where.levers_column(ORDER)
    for number in range(1, NEAREST + 1):
        row = where.nearest_head + number
        sheet.number(row, NUMBER, float(number), context.styles.small(num_format="0", align="right"))
        order = IFERROR(SMALL(orders, GOAL.cell(row, NUMBER).column_fixed), 0)
        sheet.put(row, ORDER, order, context.styles.small(num_format="0.0000000000", align="right"))
        for column in _COLUMNS:
            nothing = _NONE if (number, column) == (1, LABEL) else ""
            shown = beside(GOAL.cell(row, ORDER).column_fixed, orders, where.levers_column(column), nothing)
            sheet.put(row, column, shown, _style(context.styles, column))
    _formats(context, sheet, where)


def _style(styles: Styles, column: int) -> Format:
    if column in (UNIT, HOW, KEY):
        return styles.small(indent=int(column == HOW))
    if column in (LABEL, USUAL):
        return styles.label(align="left") if column == LABEL else styles.label(align="center", num_format=FLAG)
    return styles.number(TIMES_FORMAT if column == TIMES else "#,##0.00", bold=column == NEEDED)


def _formats(context: Context, sheet: Sheet, where: GoalLayout) -> None:
    """The list mixes units: per cent, money and counts, told by the unit and the size."""
    make, first = context.book.workbook.add_format, where.nearest_head + 1
    last, unit = first + NEAREST - 1, f"${letter(UNIT)}{first}"
    for left, right in ((TODAY, NEEDED), (LOW, HIGH)):
        top = f"{letter(left)}{first}"
        per_cent = f'ISNUMBER({top}),ISNUMBER(SEARCH("%",{unit}))'
        rules = (
            (f"=AND({per_cent},ABS({top})<0.001,{top}<>0)", "0.0000%"),
            (f"=AND({per_cent})", "0.00%"),
            (f"=AND(ISNUMBER({top}),ABS({top})>=1000)", "#,##0"),
            (f"=AND(ISNUMBER({top}),ABS({top})<0.1,{top}<>0)", "0.0000"),
        )
        for criteria, form in rules:
            rule = {"type": "formula", "criteria": criteria, "format": make({"num_format": form})}
            sheet.conditional_format(f"{top}:{letter(right)}{last}", {**rule, "stop_if_true": True})
