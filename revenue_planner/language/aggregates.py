"""Figures made from a whole row: totals, extremes, first months, NPV and IRR."""

from __future__ import annotations

from revenue_planner.ground.errors import EquationError
from revenue_planner.language.nodes import (
    Expr,
    Irr,
    LineRef,
    MonthDate,
    Npv,
    OverMonths,
    Summary,
)


def _over(summary: Summary, line: Expr, months: int | None = None) -> Expr:
    if not isinstance(line, LineRef):
        raise EquationError(f"a {summary} is taken over a line; give this expression a line of its own first")
    return OverMonths(summary, line, months)


def total(line: Expr, months: int | None = None) -> Expr:
    """The sum over the whole plan, or over its first `months`."""
    return _over("total", line, months)


def lowest(line: Expr) -> Expr:
    return _over("lowest", line)


def highest(line: Expr) -> Expr:
    return _over("highest", line)


def typical(line: Expr) -> Expr:
    """The median month."""
    return _over("typical", line)


def average(line: Expr) -> Expr:
    return _over("average", line)


def closing(line: Expr) -> Expr:
    """The last month's value."""
    return _over("closing", line)


def opening_of(line: Expr) -> Expr:
    """The figure before month 1."""
    return _over("opening", line)


def at_month(line: Expr, number: int) -> Expr:
    """The value in one month of the plan, counted from 1."""
    return _over("at", line, number)


def first_month(flags: Expr) -> Expr:
    """The date of the first month whose flag is 1, or "not in plan"."""
    return MonthDate(_over("first", flags))


def npv(rate: Expr, line: Expr) -> Expr:
    """Net present value at `rate` a month; the first month is discounted by one month."""
    if not isinstance(line, LineRef):
        raise EquationError("npv() takes a line")
    return Npv(rate, line)


def irr(line: Expr, exists: Expr, guess: Expr) -> Expr:
    """Internal rate of return a month, or none where the flag `exists` is 0.

    Spreadsheets search for it from `guess`; some find it only from a figure near it and below.
    """
    if not isinstance(line, LineRef):
        raise EquationError("irr() takes a line")
    return Irr(line, exists, guess)
