"""Blocks of the Compare tab by year, by month and by quarter: the figures behind the charts."""

from __future__ import annotations

from revenue_planner.ground.a1 import THIS, letter, quoted
from revenue_planner.ground.look import NIGHT
from revenue_planner.printers.ranges import area, item, place_at_most, sum_where
from revenue_planner.workbook.book import Sheet
from revenue_planner.workbook.frame import Context, bar
from revenue_planner.workbook.layout import DATE_ROW, FIRST
from revenue_planner.workbook.style import DATE, MONEY
from revenue_planner.workbook.tabs.compare.layout import LABEL, UNIT, A, CompareLayout, Period

MONTHLY_BLOCKS = (("Take-home by month", "business.take_home"), ("Cash at month end", "business.cash"))


#: Rows below the head of the months: their number, and in which month their year and their period begin.
_NUMBER, _YEAR, _PERIOD = 1, 2, 3


def _fixed(row: int, cells: int) -> str:
    """So many cells of a row, from column A on."""
    return area(f"${letter(A)}${row}", f"${letter(A + cells - 1)}${row}")


def _period_sum(context: Context, where: CompareLayout, key: str, number: int, head: int) -> str:
    """A scenario's row summed over the months whose year or period begins with the number below `head`."""
    tab = quoted(context.plan.scenarios[number].title)
    begins = where.monthly_head + (_YEAR if head == where.years_head else _PERIOD)
    months = _fixed(begins, context.plan.timeline.months)
    return sum_where(f"{THIS}${head + 1}", months, f"{tab}!{context.layout.positions.row(key)}")


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
        values = context.row("business.take_home", number)
        _sums(context, sheet, where, row, number, "business.take_home", where.years, head, values)


def _sums(
    context: Context, sheet: Sheet, where: CompareLayout, row: int, number: int, key: str,
    periods: tuple[Period, ...], head: int, values: list[float],
) -> None:  # fmt: skip
    template = _period_sum(context, where, key, number, head)
    sums = [sum(values[period.first - 1 : period.last]) for period in periods]
    style = context.styles.number(MONEY)
    for column, value in enumerate(sums, start=A):
        sheet.formula(row, column, template.replace(THIS, letter(column)), value, style)


def write_months(context: Context, sheet: Sheet, where: CompareLayout) -> None:
    """Take-home and cash month by month, every scenario."""
    plan, styles, head = context.plan, context.styles, where.monthly_head
    months = plan.timeline.months
    bar(context, sheet, head, "Figures behind the charts, month by month", A + months - 1)
    first_tab = quoted(plan.scenarios[0].title)
    rows = context.layout.rows
    sheet.text(head + _NUMBER, LABEL, "Month of the plan", styles.small())
    _beginnings(context, sheet, where)
    for offset, month in enumerate(plan.timeline):
        source = letter(FIRST + offset)
        sheet.formula(
            head, A + offset, f"{first_tab}!{source}${DATE_ROW}", float(month.serial),
            styles.make(bold=True, font_color="#FFFFFF", bg_color=NIGHT, num_format=DATE, align="right"),
        )  # fmt: skip
        counted = f"{first_tab}!{source}${rows['plan.month_number']}"
        sheet.formula(head + _NUMBER, A + offset, counted, float(offset + 1), styles.small(num_format="0"))
    for block, (title, key) in enumerate(MONTHLY_BLOCKS):
        sheet.text(where.monthly_row(block, 0) - 1, LABEL, title, styles.make(bold=True))
        for number, scenario in enumerate(plan.scenarios):
            row = where.monthly_row(block, number)
            sheet.text(row, LABEL, scenario.title, styles.label())
            sheet.text(row, UNIT, plan.currency, styles.small())
            for offset, value in enumerate(context.row(key, number)):
                cell = f"{quoted(scenario.title)}!{letter(FIRST + offset)}${rows[key]}"
                sheet.formula(row, A + offset, cell, value, styles.number(MONEY))


def _beginnings(context: Context, sheet: Sheet, where: CompareLayout) -> None:
    """In which month the year and the period of each month begin: what sums by year and by period go by."""
    style = context.styles.small(num_format="0")
    for label, below, periods_head, periods in (
        ("Its year of the plan begins in month", _YEAR, where.years_head, where.years),
        ("Its column of earned by stream begins in month", _PERIOD, where.period_head, where.periods),
    ):
        row, firsts = where.monthly_head + below, _fixed(periods_head + 1, len(periods))
        sheet.text(row, LABEL, label, context.styles.small())
        begins = (period.first for period in periods for _ in range(period.first, period.last + 1))
        for column, first in enumerate(begins, start=A):
            number = f"{letter(column)}${where.monthly_head + _NUMBER}"
            sheet.formula(row, column, item(firsts, "1", place_at_most(number, firsts)), float(first), style)


def write_periods(context: Context, sheet: Sheet, where: CompareLayout) -> None:
    """Earned by stream, by month or quarter, every scenario; a stream's scenarios stand together."""
    plan, styles, head = context.plan, context.styles, where.period_head
    _period_heads(context, sheet, head, where.periods, "Earned by stream")
    dates = _fixed(where.monthly_head, plan.timeline.months)
    for column, period in enumerate(where.periods, start=A):
        # A date, not a text: it moves with the plan's first month.
        first = float(plan.timeline.month_of(period.first).serial)
        formula = item(dates, "1", f"{letter(column)}{head + 1}")
        sheet.formula(head, column, formula, first, styles.heading(align="right", num_format=DATE))
    for stream, (group, label) in enumerate(plan.structure.groups.items()):
        key = f"by_stream.{group}.earned"
        for number, scenario in enumerate(plan.scenarios):
            row = where.period_row(stream, number)
            sheet.text(row, LABEL, f"{label}: {scenario.title}", styles.label())
            sheet.text(row, UNIT, plan.currency, styles.small())
            values = context.row(key, number)
            _sums(context, sheet, where, row, number, key, where.periods, head, values)
