"""Nodes that look at the calendar: dates, seasons, and which month of the plan or of the year it is."""

from __future__ import annotations

from dataclasses import dataclass

from revenue_planner.language.nodes.expressions import PLAN_PART, Expr, InputRef


@dataclass(frozen=True, slots=True, eq=False)
class TimelineRef(Expr):
    """A line of the calendar, which every plan has (see `calendar`)."""

    name: str
    label: str
    unit: str
    monthly: bool

    @property
    def key(self) -> str:
        return f"{PLAN_PART}.{self.name}"


@dataclass(frozen=True, slots=True, eq=False)
class PlanStart(Expr):
    """The date on which the plan begins: the first of its first month."""


@dataclass(frozen=True, slots=True, eq=False)
class MonthsAfter(Expr):
    """The first of the month that lies some months after a date's."""

    date: Expr
    months: Expr


@dataclass(frozen=True, slots=True, eq=False)
class CalendarMonth(Expr):
    """Which month of the year a date lies in: 1 is January."""

    date: Expr


@dataclass(frozen=True, slots=True, eq=False)
class Season(Expr):
    """The factor of the month's calendar month, out of an input's twelve."""

    factors: InputRef


@dataclass(frozen=True, slots=True, eq=False)
class MonthNumber(Expr):
    """Which month of the plan a month input names: 1 for the first, 0 or less before it."""

    month: InputRef


@dataclass(frozen=True, slots=True, eq=False)
class MonthDate(Expr):
    """The date of a month of the plan by its number; "not in plan" where the number is 0."""

    number: Expr
