"""Blocks of the Compare tab by year, by month and by quarter: the figures behind the charts."""

from __future__ import annotations

from revenue_planner.ground.look import NIGHT
from revenue_planner.language.calendar import MONTH_NUMBER
from revenue_planner.streams.business import Business, Cash, TakeHome
from revenue_planner.streams.totals import StreamTotal, total_key
from revenue_planner.workbook.cells import Area, Expression
from revenue_planner.workbook.frame import Context, bar
from revenue_planner.workbook.functions import item, place_at_most, sum_where
from revenue_planner.workbook.layout import COMPARE, DATE_ROW, FIRST
from revenue_planner.workbook.sheet import Sheet
from revenue_planner.workbook.style import DATE, MONEY
from revenue_planner.workbook.tabs.compare.layout import LABEL, UNIT, A, CompareLayout, Period

TAKE_HOME, CASH = Business.key(TakeHome.take_home), Business.key(Cash.cash)
MONTHLY_BLOCKS = (("Take-home by month", TAKE_HOME), ("Cash at month end", CASH))


#: Rows below the head of the months: their number, and in which month their year and their period begin.
_NUMBER, _YEAR, _PERIOD = 1, 2, 3


def _fixed(row: int, cells: int) -> Area:
    """So many cells of a row, from column A on."""
    return COMPARE.area(row, A, row, A + cells - 1).fixed


def _period_sum(context: Context, where: CompareLayout, key: str, number: int, head: int) -> Expression:
    """A scenario's row summed over the months whose year or period begins with the number below `head`."""
    begins = where.monthly_head + (_YEAR if head == where.years_head else _PERIOD)
    months = _fixed(begins, context.plan.timeline.months)
    return sum_where(COMPARE.cell(head + 1, A).row_fixed, months, context.layout.months(key, number).column_fixed)


def _period_heads(context: Context, sheet: Sheet, head: int, periods: tuple[Period, ...], title: str) -> None:
    """A bar for the periods' names, and their first and last month numbers below."""
    styles = context.styles
    bar(context, sheet, head, title, A + len(periods) - 1)
    sheet.text(head + 1, LABEL, "from month of the plan", styles.small())
    sheet.text(head + 2, LABEL, "to month of the plan", styles.small())
    for column, period in enumerate(periods, start=A):
        sheet.number(head + 1, column, period.first, styles.small(num_format="0"))
        sheet.number(head + 2, column, period.last, styles.small(num_format="0"))


def write_years(context: Context, sheet: Sheet, where: CompareLayout) -> None:
    """Take-home by year of the plan, every scenario."""
    head, styles = where.years_head, context.styles
    _period_heads(context, sheet, head, where.years, "Take-home by year of the plan")
    for number in range(len(where.years)):
        sheet.text(head, A + number, f"Year {number + 1}", styles.heading(align="right"))
    for number, scenario in enumerate(context.plan.scenarios):
        row = head + 3 + number
        sheet.text(row, LABEL, scenario.title, styles.label())
        sheet.text(row, UNIT, context.plan.currency, styles.small())
        total = _period_sum(context, where, TAKE_HOME, number, head)
        sheet.fill(row, A, len(where.years), total, styles.number(MONEY))


def write_months(context: Context, sheet: Sheet, where: CompareLayout) -> None:
    """Take-home and cash month by month, every scenario."""
    plan, styles, head = context.plan, context.styles, where.monthly_head
    months = plan.timeline.months
    bar(context, sheet, head, "Figures behind the charts, month by month", A + months - 1)
    layout = context.layout
    sheet.text(head + _NUMBER, LABEL, "Month of the plan", styles.small())
    _beginnings(context, sheet, where)
    look = styles.make(bold=True, font_color="#FFFFFF", bg_color=NIGHT, num_format=DATE, align="right")
    sheet.fill(head, A, months, layout.scenario(0).cell(DATE_ROW, FIRST).row_fixed, look)
    counted = layout.first_month(MONTH_NUMBER.key).row_fixed
    sheet.fill(head + _NUMBER, A, months, counted, styles.small(num_format="0"))
    for block, (title, key) in enumerate(MONTHLY_BLOCKS):
        sheet.text(where.monthly_row(block, 0) - 1, LABEL, title, styles.make(bold=True))
        for number, scenario in enumerate(plan.scenarios):
            row = where.monthly_row(block, number)
            sheet.text(row, LABEL, scenario.title, styles.label())
            sheet.text(row, UNIT, plan.currency, styles.small())
            sheet.fill(row, A, months, layout.first_month(key, number).row_fixed, styles.number(MONEY))


def _beginnings(context: Context, sheet: Sheet, where: CompareLayout) -> None:
    """In which month the year and the period of each month begin: what sums by year and by period go by."""
    for label, below, periods_head, periods in (
        ("Its year of the plan begins in month", _YEAR, where.years_head, where.years),
        ("Its column of earned by stream begins in month", _PERIOD, where.period_head, where.periods),
    ):
        row, firsts = where.monthly_head + below, _fixed(periods_head + 1, len(periods))
        sheet.text(row, LABEL, label, context.styles.small())
        number = COMPARE.cell(where.monthly_head + _NUMBER, A).row_fixed
        begins = item(firsts, 1, place_at_most(number, firsts))
        sheet.fill(row, A, context.plan.timeline.months, begins, context.styles.small(num_format="0"))


def write_periods(context: Context, sheet: Sheet, where: CompareLayout) -> None:
    """Earned by stream, by month or quarter, every scenario; a stream's scenarios stand together."""
    plan, styles, head = context.plan, context.styles, where.period_head
    _period_heads(context, sheet, head, where.periods, "Earned by stream")
    count = len(where.periods)
    # A date, not a text: it moves with the plan's first month.
    begins = item(_fixed(where.monthly_head, plan.timeline.months), 1, COMPARE.cell(head + 1, A))
    sheet.fill(head, A, count, begins, styles.heading(align="right", num_format=DATE))
    for stream, (group, label) in enumerate(plan.structure.groups.items()):
        key = total_key(group, StreamTotal.earned)
        for number, scenario in enumerate(plan.scenarios):
            row = where.period_row(stream, number)
            sheet.text(row, LABEL, f"{label}: {scenario.title}", styles.label())
            sheet.text(row, UNIT, plan.currency, styles.small())
            sheet.fill(row, A, count, _period_sum(context, where, key, number, head), styles.number(MONEY))
