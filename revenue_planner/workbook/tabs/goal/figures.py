"""Figures of one month, by scenario, and expressions of the model over them: what slopes are worked out from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from revenue_planner.ground.errors import EquationError
from revenue_planner.language.nodes import (
    TOLERANCE,
    Binary,
    Compare,
    Constant,
    Conversion,
    Expr,
    Extreme,
    InputRef,
    Is,
    LineRef,
    Node,
    Previous,
    Season,
    SumOf,
    TimelineRef,
    When,
    never_negative,
)
from revenue_planner.workbook.cells import Area, Comparison, Expression, Operation, Total, expression
from revenue_planner.workbook.functions import ABS, IF, MAX, MIN, item
from revenue_planner.workbook.layout import FIRST, OPENING, Layout

_BEFORE, _SEASON = "before:", "season:"


def figure_key(node: Node) -> str:
    """The key of a figure of the month; "" for what is none."""
    match node:
        case InputRef() | LineRef() | TimelineRef() | Conversion():
            return node.key
        case Season():
            return _SEASON + figure_key(node.factors)
        case Previous():
            return _BEFORE + node.line.key
    return ""


def figures_in(expressions: Iterable[Expr]) -> Iterator[Expr]:
    """The figures that expressions are written with, each as often as it stands there."""
    for each in expressions:
        yield from _figures(each)


def figure_of(layout: Layout, node: Node, scenario: int, month: Area, calendar: Area) -> Expression:
    """A figure from a scenario's tab, by its place; `month` and `calendar` are the cells with the number of the month
    in the plan and in the year."""
    key = node.line.key if isinstance(node, Previous) else figure_key(getattr(node, "factors", node))
    tab, row = layout.scenario(scenario), layout.rows[key]
    if isinstance(node, Previous):
        return item(tab.area(row, OPENING, row, layout.last).column_fixed, 1, month)
    if isinstance(node, Season):
        return item(tab.area(row, FIRST, row, FIRST + 11).column_fixed, 1, calendar)
    if key in layout.positions.monthly:
        return item(layout.months(key, scenario).column_fixed, 1, month)
    return layout.figure(key, scenario).column_fixed


def on_cells(node: Node, at: Callable[[str], Expression]) -> Expression:
    """An expression of the model over cells, which `at` finds by the keys of figures."""
    match node:
        case Constant():
            return expression(node.value)
        case Binary():
            return Operation(node.operator, on_cells(node.left, at), on_cells(node.right, at))
        case SumOf():
            return Total(on_cells(term, at) for term in node.terms)
        case Extreme():
            return (MAX if node.kind == "larger" else MIN)(on_cells(node.left, at), on_cells(node.right, at))
        case When():
            condition, then, otherwise = (on_cells(part, at) for part in (node.condition, node.then, node.otherwise))
            return IF(condition, then, otherwise)
        case Is():
            return on_cells(node.choice, at).equals(node.option)
        case Compare():
            return _compared(node, at)
    key = figure_key(node)
    if not key:
        raise EquationError(f"{type(node).__name__} is not written on the Goal tab")
    return at(key)


def _compared(node: Compare, at: Callable[[str], Expression]) -> Expression:
    difference = on_cells(node.left, at)
    if not (isinstance(node.right, Constant) and node.right.value == 0):
        difference = difference - on_cells(node.right, at)
    operator = node.comparison
    if operator == "=":
        difference, operator = ABS(difference), "<="
    if not node.amounts:
        return Comparison(operator, difference, expression(0))
    amounts = [on_cells(each, at) if never_negative(each) else ABS(on_cells(each, at)) for each in node.amounts]
    least = at(figure_key(TOLERANCE)) * (amounts[0] if len(amounts) == 1 else Total(amounts))
    return Comparison(operator, difference, 0 - least if operator in (">=", "<") else least)


def _figures(node: Node) -> Iterator[Expr]:
    match node:
        case LineRef() | InputRef() | TimelineRef() | Conversion() | Season() | Previous():
            yield node
        case Compare():
            for part in (node.left, node.right, *node.amounts, *([TOLERANCE] if node.amounts else [])):
                yield from _figures(part)
        case Binary() | Extreme():
            yield from _figures(node.left)
            yield from _figures(node.right)
        case _:
            for child in node.children():
                yield from _figures(child)
