"""The unit that an expression comes out in, worked out from the units of its parts."""

from __future__ import annotations

from revenue_planner.ground.errors import EquationError
from revenue_planner.ground.units import PURE_NUMBER, Unit, parse_unit
from revenue_planner.language.nodes import (
    Ahead,
    Binary,
    CalendarMonth,
    Collect,
    Compare,
    Constant,
    Conversion,
    Delayed,
    Extreme,
    InputRef,
    Irr,
    Is,
    LargestOf,
    LineRef,
    MonthDate,
    MonthNumber,
    MonthsAfter,
    Node,
    Npv,
    OverMonths,
    Payment,
    PlanStart,
    Previous,
    Reference,
    Season,
    SquareRoot,
    SumOf,
    TimelineRef,
    When,
)
from revenue_planner.language.rules import Rules

#: None stands for the unit of 0, which fits everywhere.
MaybeUnit = Unit | None
_MONTHS, _DATE = parse_unit("months"), parse_unit("date")

_RULES = Rules[MaybeUnit]("unit")


def unit_of(node: Node) -> MaybeUnit:
    """The unit an expression comes out in. Raises EquationError where its parts do not fit."""
    return _RULES.of(node)(node)


@_RULES.rule(Constant)
def _constant(node: Constant) -> MaybeUnit:
    return None if node.value == 0 else PURE_NUMBER


@_RULES.rule(PlanStart)
def _plan_start(node: PlanStart) -> MaybeUnit:
    return _DATE


@_RULES.rule(MonthsAfter)
def _months_after(node: MonthsAfter) -> MaybeUnit:
    _same(_DATE, unit_of(node.date), "counts months after")
    _same(_MONTHS, unit_of(node.months), "counts months after")
    return _DATE


@_RULES.rule(CalendarMonth)
def _calendar_month(node: CalendarMonth) -> MaybeUnit:
    _same(_DATE, unit_of(node.date), "takes the month of")
    return _MONTHS


@_RULES.rule(Conversion, TimelineRef)
def _conversion(node: Conversion | TimelineRef) -> MaybeUnit:
    return parse_unit(node.unit)


@_RULES.rule(InputRef, LineRef)
def _reference(node: Reference) -> MaybeUnit:
    return node.declared.as_unit


@_RULES.rule(Previous)
def _previous(node: Previous) -> MaybeUnit:
    return node.line.declared.as_unit


@_RULES.rule(Delayed, Ahead)
def _delayed(node: Delayed | Ahead) -> MaybeUnit:
    _same(unit_of(node.months), _MONTHS, "a delay is in months")
    return node.line.declared.as_unit


@_RULES.rule(Season)
def _season(node: Season) -> MaybeUnit:
    return PURE_NUMBER


@_RULES.rule(MonthNumber)
def _month_number(node: MonthNumber) -> MaybeUnit:
    return _MONTHS


@_RULES.rule(MonthDate)
def _month_date(node: MonthDate) -> MaybeUnit:
    return _DATE


@_RULES.rule(Binary)
def _binary(node: Binary) -> MaybeUnit:
    left, right = unit_of(node.left), unit_of(node.right)
    if node.operator in "+-":
        return _same(left, right, f"cannot {'add' if node.operator == '+' else 'subtract'}")
    if left is None or right is None:
        return None
    return left * right if node.operator == "*" else left / right


@_RULES.rule(Extreme)
def _extreme(node: Extreme) -> MaybeUnit:
    return _same(unit_of(node.left), unit_of(node.right), "cannot compare")


@_RULES.rule(When)
def _when(node: When) -> MaybeUnit:
    if isinstance(node.condition, Compare):
        unit = _same(unit_of(node.condition.left), unit_of(node.condition.right), "cannot compare")
        for amount in node.condition.amounts:
            _same(unit, unit_of(amount), "cannot compare")
    elif not isinstance(node.condition, Is):
        raise _RULES.missing(node.condition)
    return _same(unit_of(node.then), unit_of(node.otherwise), "when() gives either")


@_RULES.rule(Collect)
def _collect(node: Collect) -> MaybeUnit:
    return node.line.as_unit


@_RULES.rule(SumOf, LargestOf)
def _sum_of(node: SumOf | LargestOf) -> MaybeUnit:
    unit: MaybeUnit = None
    for term in node.terms:
        unit = _same(unit, unit_of(term), "cannot add")
    return unit


@_RULES.rule(OverMonths)
def _over_months(node: OverMonths) -> MaybeUnit:
    return _MONTHS if node.summary == "first" else node.line.declared.as_unit


@_RULES.rule(Payment)
def _payment(node: Payment) -> MaybeUnit:
    _same(unit_of(node.rate), PURE_NUMBER, "a loan's rate is a share per month")
    return unit_of(node.amount)


@_RULES.rule(SquareRoot)
def _square_root(node: SquareRoot) -> MaybeUnit:
    return _same(unit_of(node.value), PURE_NUMBER, "a root is taken of a pure number")


@_RULES.rule(Npv)
def _npv(node: Npv) -> MaybeUnit:
    _same(unit_of(node.rate), PURE_NUMBER, "a discount rate is a share per month")
    return node.line.declared.as_unit


@_RULES.rule(Irr)
def _irr(node: Irr) -> MaybeUnit:
    return PURE_NUMBER


def _same(left: MaybeUnit, right: MaybeUnit, complaint: str) -> MaybeUnit:
    if left is None or right is None or left == right:
        return right if left is None else left
    raise EquationError(f"{complaint}: {left} and {right}")
