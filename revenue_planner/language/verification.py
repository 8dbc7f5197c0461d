"""What is verified when a stream is registered: units add up, recurrences are written as such."""

from __future__ import annotations

from revenue_planner.ground.errors import EquationError
from revenue_planner.language.component import Component, Equation
from revenue_planner.language.nodes import (
    Ahead,
    Binary,
    Compare,
    Delayed,
    Expr,
    InputRef,
    Irr,
    LineRef,
    MonthNumber,
    Node,
    OverMonths,
    Previous,
    Season,
    When,
)
from revenue_planner.language.unit_rules import unit_of

#: Months and flags are counted, not measured, so a difference of them is exact.
_COUNTED = ("months", "flag")


def check_component(cls: type[Component]) -> None:
    """Trace and verify every equation of a class. Raises EquationError with the equation's file and line."""
    equations = cls.equations()
    for equation in equations.values():
        nodes = list(equation.body.walk())
        _check_equation(equation, nodes)
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
