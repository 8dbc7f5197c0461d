"""The calendar of a plan: lines that every equation may look at, and that stand on each scenario's tab."""

from __future__ import annotations

from revenue_planner.language.aggregates import at_month, highest
from revenue_planner.language.component import Component
from revenue_planner.language.lines import Line, balance, figure, flag, line
from revenue_planner.language.nodes import CalendarMonth, Expr, MonthsAfter, PlanStart, TimelineRef
from revenue_planner.language.vocabulary import ONE_MONTH, ZERO, agrees, at_most, when


class Calendar(Component):
    """Which month it is."""

    title = "Timeline"

    @line("date", label="Month")
    def month(self) -> Expr:
        """The first day of the month."""
        return MonthsAfter(PlanStart(), self.months_elapsed)

    @balance("months", opening=lambda self: ZERO, label="Month number")
    def month_number(self) -> Expr:
        """counts from 1"""
        return self.month_number.previous + ONE_MONTH

    @line("months", label="Months since the start")
    def months_elapsed(self) -> Expr:
        """0 in the first month"""
        return self.month_number - ONE_MONTH

    @line("months", label="Calendar month")
    def calendar_month(self) -> Expr:
        """1 is January"""
        return CalendarMonth(self.month)

    @flag(label="New year of the plan (1 or 0)")
    def new_year(self) -> Expr:
        """1 in months 13, 25, …"""
        begun = at_most(self.months_elapsed, ONE_MONTH) / ONE_MONTH
        return when(agrees(self.calendar_month, at_month(self.calendar_month, 1)), begun, ZERO)

    @figure("months", label="Months in the plan")
    def plan_months(self) -> Expr:
        """how many months the plan has"""
        return highest(self.month_number)


def _looked_at(line: Line) -> TimelineRef:
    return TimelineRef(line.name, line.label, line.unit, line.monthly)


MONTH = _looked_at(Calendar.month)
MONTH_NUMBER = _looked_at(Calendar.month_number)
MONTHS_ELAPSED = _looked_at(Calendar.months_elapsed)
CALENDAR_MONTH = _looked_at(Calendar.calendar_month)
NEW_YEAR = _looked_at(Calendar.new_year)
PLAN_MONTHS = _looked_at(Calendar.plan_months)
