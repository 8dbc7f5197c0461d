"""What is verified when a stream is registered: units add up, recurrences are written as such."""

from __future__ import annotations

from revenue_planner.ground.errors import EquationError
from revenue_planner.ground.units import PURE_NUMBER, Unit, parse_unit
from revenue_planner.language.component import Component, Equation
from revenue_planner.language.nodes import (
    Ahead,
    Binary,
    CalendarMonth,
    Collect,
    Compare,
    Constant,
    Conversion,
    Delayed,
    Expr,
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
_MONTHS = parse_unit("months")
_DATE = parse_unit("date")
#: Months and flags are counted, not measured, so a difference of them is exact.
_COUNTED = ("months", "flag")


def check_component(cls: type[Component]) -> None:
    """Trace and verify every equation of a class. Raises EquationError with the equation's file and line."""
    equations = cls.equations()
    for equation in equations.values():
        nodes = list(equation.body.walk())
        _check_equation(equation, nodes)
        _check_months(cls, equation)
        _check_zeros(cls, equation, nodes)
    within = {
        name: {ref.name for ref in same_month_refs(eq.body) if ref.owner == "" and ref.name in equations}
        for name, eq in equations.items()
    }
    cycle = find_cycle(within)
    if cycle:
        first = equations[cycle[0]].line
        raise EquationError(
            f"{first.place} {cls.__name__}: {' -> '.join(cycle)} depend on each other in the same month; "
            "one of them must use .previous"
        )


def _check_equation(equation: Equation, nodes: list[Node]) -> None:
    line = equation.line
    try:
        for part in (equation.body, equation.opening):
            if part is None:
                continue
            unit = unit_of(part)
            if unit is not None and unit != line.as_unit:
                raise EquationError(f"comes out as {unit}, but is declared {line.unit}")
        for node in nodes:
            before = _line_before(node)
            if before is not None and not before.declared.opens:
                raise EquationError(f"{before.name}.previous needs an opening figure on {before.name}")
            if not line.monthly and isinstance(node, (Previous, Delayed, Ahead, Season)):
                raise EquationError(f"a figure has no months, so no {type(node).__name__.lower()}")
    except EquationError as error:
        raise EquationError(f"{line.place} {line.name}: {error}") from None


def _check_months(cls: type[Component], equation: Equation) -> None:
    """What is the same in all months cannot follow from a figure that a plan may give by month."""
    for ref, steady in equation.inputs():
        used = cls.uses().get(ref.owner)
        other = used.stream if used is not None and issubclass(used.stream, Component) else None
        if steady and (ref.declared.by_month if other is None else ref.name in other.by_month()):
            whose = "" if other is None else f"{getattr(other, 'name', other.__name__)}."
            raise EquationError(
                f"{equation.line.place} {equation.line.name}: takes one figure of {whose}{ref.name} for all months, "
                "but a plan may give it by month; make it a line or a rate, which have months"
            )


def _check_zeros(cls: type[Component], equation: Equation, nodes: list[Node]) -> None:
    """What is left over of amounts is never exactly 0, so it may be compared with 0 only among those amounts."""
    for node in nodes:
        if not isinstance(node, Compare) or node.amounts:
            continue
        if _is_left_over(node.left, cls, set()) or _is_left_over(node.right, cls, set()):
            raise EquationError(
                f"{equation.line.place} {equation.line.name}: compares with 0 what is left over of amounts, and "
                "rounding may leave a trace of them; compare the amounts themselves, or write "
                "(figure > ZERO).among(amounts)"
            )


def _is_left_over(node: Node, cls: type[Component], seen: set[tuple[type[Component], str]]) -> bool:
    """Whether a figure comes about by taking away. Lines of the class and of those that it uses are looked into;
    a product is 0 where a factor is, so it is not."""
    if isinstance(node, (InputRef, MonthNumber)) or (isinstance(node, LineRef) and node.declared.unit in _COUNTED):
        return False
    if isinstance(node, Binary) and node.operator in "*/":
        return False
    if isinstance(node, Binary) and node.operator == "-":
        return True
    if isinstance(node, When):
        return any(_is_left_over(part, cls, seen) for part in (node.then, node.otherwise))
    if isinstance(node, LineRef):
        owner: type[Component] | None = cls
        if node.owner:
            use = cls.uses().get(node.owner)
            owner = None if use is None else use.stream
        known = {} if owner is None else owner.equations()
        if owner is None or node.name not in known or (owner, node.name) in seen:
            return False
        seen.add((owner, node.name))
        return _is_left_over(known[node.name].body, owner, seen)
    return any(_is_left_over(child, cls, seen) for child in node.children())


def _line_before(node: Node) -> LineRef | None:
    """The line whose figure for the month before the plan a node needs."""
    if isinstance(node, (Previous, Irr)) or (isinstance(node, OverMonths) and node.summary == "opening"):
        return node.line
    return None


def same_month_refs(expr: Expr) -> list[LineRef]:
    """The lines whose value in the same month (or over all months) this expression needs first."""
    found: list[LineRef] = []
    waiting: list[Node] = [expr]
    while waiting:
        node = waiting.pop()
        if isinstance(node, LineRef):
            found.append(node)
        elif not isinstance(node, Previous):
            waiting += reversed(node.children())
    return found


def find_cycle(depends: dict[str, set[str]]) -> list[str]:
    """A cycle as a list of names that starts and ends with the same one; empty where there is none."""
    state: dict[str, int] = {}
    path: list[str] = []

    def visit(name: str) -> list[str]:
        state[name] = 1
        path.append(name)
        for other in sorted(depends.get(name, ())):
            if state.get(other) == 1:
                return [*path[path.index(other) :], other]
            if other not in state and (cycle := visit(other)):
                return cycle
        path.pop()
        state[name] = 2
        return []

    for name in depends:
        if name not in state and (cycle := visit(name)):
            return cycle
    return []


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
