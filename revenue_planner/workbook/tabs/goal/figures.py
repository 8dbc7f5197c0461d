"""Figures of one month, by scenario: what the slopes of the Goal tab are worked out from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from revenue_planner.ground.a1 import quoted
from revenue_planner.ground.errors import EquationError
from revenue_planner.ground.months import Month
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
)
from revenue_planner.printers.excel import ExcelPrinter
from revenue_planner.printers.ranges import item
from revenue_planner.workbook.frame import Context
from revenue_planner.workbook.layout import Layout

CALENDAR_MONTH = "plan.calendar_month"
_BEFORE, _SEASON = "before:", "season:"
_ATOM = 3


class GoalPrinter(ExcelPrinter):
    """Prints expressions of the Goal tab, on which every figure of the month has one cell."""

    def _print(self, node: Node) -> tuple[str, int]:
        if isinstance(node, (Previous, Season)):
            return self.at.value(figure_key(node)), _ATOM
        return super()._print(node)


def figure_key(node: Node) -> str:
    """The key of a figure of the month; "" for what is none."""
    match node:
        case LineRef():
            return node.key
        case InputRef():
            return f"{node.owner}.{node.name}"
        case TimelineRef() | Conversion():
            return f"plan.{node.name}"
        case Season():
            return _SEASON + figure_key(node.factors)
        case Previous():
            return _BEFORE + node.line.key
    return ""


def figures_in(expressions: Iterable[Expr]) -> Iterator[Expr]:
    """The figures that expressions are written with, each as often as it stands there."""
    for expression in expressions:
        yield from _figures(expression)


def figure_formula(layout: Layout, node: Node, title: str, month: str, calendar: str) -> str:
    """The formula that fetches a figure from a scenario's tab; `month` and `calendar` are the cells with the number
    of the month in the plan and in the year."""
    tab, at = quoted(title), layout.positions
    if isinstance(node, Previous):
        return item(f"{tab}!{at.row(node.line.key, first=at.opening_column)}", "1", month)
    if isinstance(node, Season):
        factors = at.row(figure_key(node.factors), last=at.first + 11)
        return item(f"{tab}!{factors}", "1", calendar)
    key = figure_key(node)
    return item(f"{tab}!{at.row(key)}", "1", month) if key in at.monthly else f"{tab}!{at.value(key)}"


def figure(context: Context, node: Node, scenario: int, month: int) -> float | str:
    """A figure in a scenario (by its place) and month (1 is the first)."""
    plan = context.plan
    match node:
        case LineRef():
            column = context.values[node.key][:, scenario]
            return float(column[month - 1] if len(column) > 1 else column[0])
        case Previous():
            if month > 1:
                return figure(context, node.line, scenario, month - 1)
            return float(context.values[f"{node.line.key}@opening"][0, scenario])
        case InputRef():
            name = plan.scenarios[scenario].name
            if node.declared.by_month:
                return plan.every_month(figure_key(node), name)[month - 1]
            value = plan.value(figure_key(node), name)
            assert not isinstance(value, tuple)
            return float(value.serial) if isinstance(value, Month) else value
        case Season():
            factors = plan.value(figure_key(node.factors), plan.scenarios[scenario].name)
            assert isinstance(factors, tuple)
            return factors[plan.timeline.month_of(month).month - 1]
        case Conversion():
            return node.value
        case TimelineRef():
            return _timeline(context, node.name, month)
    raise EquationError(f"a figure of {type(node).__name__} is not worked out")


def worked_out(node: Node, of: Callable[[str], float | str]) -> float:
    """An expression's number; `of` gives the figures by key."""
    match node:
        case Constant():
            return float(node.value)
        case Binary():
            left, right = worked_out(node.left, of), worked_out(node.right, of)
            if node.operator in "+-":
                return left + right if node.operator == "+" else left - right
            return left * right if node.operator == "*" else left / right
        case SumOf():
            total = worked_out(node.terms[0], of)
            for term in node.terms[1:]:
                total += worked_out(term, of)
            return total
        case Extreme():
            left, right = worked_out(node.left, of), worked_out(node.right, of)
            return max(left, right) if node.kind == "larger" else min(left, right)
        case When():
            return worked_out(node.then if _holds(node.condition, of) else node.otherwise, of)
    value = of(figure_key(node))
    assert isinstance(value, float)
    return value


def _holds(node: Node, of: Callable[[str], float | str]) -> bool:
    if isinstance(node, Is):
        return of(figure_key(node.choice)) == node.option
    assert isinstance(node, Compare)
    difference = worked_out(node.left, of) - worked_out(node.right, of)
    least = TOLERANCE.value * sum(abs(worked_out(amount, of)) for amount in node.amounts)
    return {
        ">=": difference >= -least,
        ">": difference > least,
        "<=": difference <= least,
        "<": difference < -least,
        "=": abs(difference) <= least,
    }[node.comparison]


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


def _timeline(context: Context, name: str, month: int) -> float:
    months = context.plan.timeline.months
    return {
        "month_number": float(month),
        "months_elapsed": float(month - 1),
        "calendar_month": float(context.plan.timeline.month_of(month).month),
        "new_year": float(month > 1 and (month - 1) % 12 == 0),
        "plan_months": float(months),
        "one_month": 1.0,
    }[name]
