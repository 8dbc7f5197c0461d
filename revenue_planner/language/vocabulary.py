"""The words equations are written with: constants, conditions, choices between values."""

from __future__ import annotations

from collections.abc import Sequence

from revenue_planner.ground.errors import EquationError
from revenue_planner.language.nodes import (
    Compare,
    Condition,
    Conversion,
    Expr,
    Extreme,
    InputRef,
    MonthNumber,
    Payment,
    Season,
    SquareRoot,
    SumOf,
    When,
    as_expr,
    compared,
    constant,
)

ZERO = constant(0)
ONE = constant(1)
VIEWS_PER_THOUSAND = Conversion("views_per_thousand", 1000.0, "view/kview", "pay is quoted per 1,000 views")
WEEKS_PER_MONTH = Conversion("weeks_per_month", 365.25 / 12 / 7, "weeks", "365.25 days / 12 months / 7 days")
MONTHS_PER_YEAR = Conversion("months_per_year", 12.0, "month/year", "turns months into years")
PERIODS_PER_YEAR = Conversion("periods_per_year", 12.0, "1/year", "a yearly rate is divided by 12")
HALF_A_DAY = Conversion("half_a_day", 0.5 / 365.25, "years", "an age typed in years is exact to the day at best")
ONE_MONTH = Conversion("one_month", 1.0, "months", "what a month counts as")


def when(condition: Condition, then: Expr, otherwise: Expr) -> Expr:
    """`then` where the condition holds, else `otherwise`."""
    if not isinstance(condition, Condition):
        raise EquationError(f"when() needs a condition such as a >= b, not {type(condition).__name__}")
    return When(condition, as_expr(then), as_expr(otherwise))


def at_least(value: Expr, floor: Expr) -> Expr:
    """`value`, but never below `floor`."""
    return larger_of(value, floor)


def at_most(value: Expr, ceiling: Expr) -> Expr:
    """`value`, but never above `ceiling`."""
    return smaller_of(value, ceiling)


def larger_of(left: Expr, right: Expr) -> Expr:
    return Extreme("larger", as_expr(left), as_expr(right))


def smaller_of(left: Expr, right: Expr) -> Expr:
    return Extreme("smaller", as_expr(left), as_expr(right))


def ratio(above: Expr, below: Expr) -> Expr:
    """`above / below`, and 0 where there is nothing to divide by."""
    return when(below > ZERO, above / below, ZERO)


def agrees(left: Expr, right: Expr) -> Compare:
    """Whether two figures are the same, measured against the amounts that they are made of."""
    return compared("=", as_expr(left), as_expr(right))


def seasonal(factors: Expr) -> Expr:
    """The factor of a season input for the month's calendar month."""
    return Season(_input_ref(factors, "season"))


def month_number(month: Expr) -> Expr:
    """Which month of the plan a month input names: 1 for the first, 0 or less before it."""
    return MonthNumber(_input_ref(month, "month"))


def sum_of(terms: Sequence[Expr]) -> Expr:
    return SumOf(tuple(terms))


def square_root(value: Expr) -> Expr:
    """The square root of a pure number that is not below 0."""
    return SquareRoot(as_expr(value))


def payment(rate: Expr, periods: Expr, amount: Expr) -> Expr:
    """The level end-of-period payment that repays `amount` over `periods` at `rate` a period."""
    return Payment(rate, periods, amount)


def _input_ref(value: Expr, kind: str) -> InputRef:
    if isinstance(value, InputRef) and value.declared.kind == kind:
        return value
    raise EquationError(f"needs an input of kind {kind}")
