"""Print a bound expression as numpy source.

Shapes: a monthly quantity is (months, columns), a figure (1, columns), where a column is a scenario or
a trial. Inside a recurrence the same tree is printed for one month at a time, shape (columns,).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import singledispatchmethod

from revenue_planner.language.nodes import (
    Ahead,
    Binary,
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
    Node,
    Npv,
    OverMonths,
    Payment,
    Previous,
    Season,
    SquareRoot,
    SumOf,
    TimelineRef,
    When,
    unprintable,
)

_OVER = {
    "total": "sum_over({0}, T, {1})",
    "lowest": "lowest_over({0})",
    "highest": "highest_over({0})",
    "typical": "median_over({0})",
    "average": "mean_over({0}, T)",
    "closing": "{0}[-1:]",
    "first": "first_over({0})",
}


class NumpyPrinter:
    """Prints whole-row expressions; `names` maps input and line keys to Python variables."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self.names = names

    def print(self, node: Node) -> str:
        return self._print(node)

    @singledispatchmethod
    def _print(self, node: Node) -> str:
        raise unprintable("numpy", node)

    @_print.register
    def _(self, node: Constant) -> str:
        return f"{node.value}.0"

    @_print.register
    def _(self, node: Conversion) -> str:
        return repr(float(node.value))

    @_print.register
    def _(self, node: TimelineRef) -> str:
        return f"tl_{node.name}"

    @_print.register
    def _(self, node: InputRef) -> str:
        return self.names[f"{node.owner}.{node.name}"]

    @_print.register
    def _(self, node: LineRef) -> str:
        return self.names[node.key]

    @_print.register
    def _(self, node: Previous) -> str:
        return f"{self.names[node.line.key].replace('v', 'w', 1)}[:-1]"

    @_print.register
    def _(self, node: Delayed) -> str:
        return f"delayed({self.print(node.line)}, {self.print(node.months)}, T)"

    @_print.register
    def _(self, node: Ahead) -> str:
        return f"ahead({self.print(node.line)}, {self.print(node.months)}, T)"

    @_print.register
    def _(self, node: Season) -> str:
        return f"{self.print(node.factors)}[month_index]"

    @_print.register
    def _(self, node: MonthNumber) -> str:
        return self.print(node.month)

    @_print.register
    def _(self, node: MonthDate) -> str:
        return f"dated({self.print(node.number)})"

    @_print.register
    def _(self, node: Binary) -> str:
        return f"({self.print(node.left)} {node.operator} {self.print(node.right)})"

    @_print.register
    def _(self, node: Extreme) -> str:
        name = "maximum" if node.kind == "larger" else "minimum"
        return f"{name}({self.print(node.left)}, {self.print(node.right)})"

    @_print.register
    def _(self, node: When) -> str:
        then, otherwise = self.print(node.then), self.print(node.otherwise)
        condition = self.print(node.condition)
        if (then, otherwise) == ("1.0", "0.0"):
            return f"({condition}).astype(float)"
        return f"where({condition}, {then}, {otherwise})"

    @_print.register
    def _(self, node: Compare) -> str:
        difference = self.print(node.left)
        if not (isinstance(node.right, Constant) and node.right.value == 0):
            difference = f"{difference} - {self.print(node.right)}"
        # What rounding half away from zero and comparing with 0 comes to.
        half = repr(0.5 * 10.0**-node.digits)
        return {
            ">=": f"{difference} > -{half}",
            ">": f"{difference} >= {half}",
            "<=": f"{difference} < {half}",
            "<": f"{difference} <= -{half}",
            "=": f"absolute({difference}) < {half}",
        }[node.comparison]

    @_print.register
    def _(self, node: Is) -> str:
        code = node.choice.declared.options.index(node.option)
        return f"{self.print(node.choice)} == {code}.0"

    @_print.register
    def _(self, node: SumOf) -> str:
        return "(" + " + ".join(self.print(term) for term in node.terms) + ")"

    @_print.register
    def _(self, node: LargestOf) -> str:
        terms = [self.print(term) for term in node.terms]
        text = terms[0]
        for term in terms[1:]:
            text = f"maximum({text}, {term})"
        return text

    @_print.register
    def _(self, node: OverMonths) -> str:
        name = self.print(node.line)
        if node.summary == "opening":
            return f"{name.replace('v', 'w', 1)}[:1]"
        if node.summary == "at":
            return f"at_month({name}, {node.months})"
        return _OVER[node.summary].format(name, node.months)

    @_print.register
    def _(self, node: Payment) -> str:
        return f"payment({self.print(node.rate)}, {self.print(node.periods)}, {self.print(node.amount)})"

    @_print.register
    def _(self, node: SquareRoot) -> str:
        return f"sqrt({self.print(node.value)})"

    @_print.register
    def _(self, node: Npv) -> str:
        return f"npv_over({self.print(node.rate)}, {self.print(node.line)}, T)"

    @_print.register
    def _(self, node: Irr) -> str:
        flows = self.print(node.line).replace("v", "w", 1)
        return f"irr_over({flows}, {self.print(node.exists)}, {self.print(node.guess)})"


class MonthPrinter(NumpyPrinter):
    """Prints an expression of a recurrence for month `t`.

    `inside` are the keys of the recurrence. Parts that do not touch them are handed to `hoist`, which
    computes them over all months before the loop and returns the name of their value in month `t`.
    """

    def __init__(self, names: Mapping[str, str], inside: set[str], hoist: Callable[[str], str]) -> None:
        super().__init__(names)
        self.inside = inside
        self.hoist = hoist
        self.outside = NumpyPrinter(names)

    def print(self, node: Node) -> str:
        if isinstance(node, (Constant, Conversion)):
            return super().print(node)
        if isinstance(node, LineRef):
            if node.key in self.inside:
                return self.names[node.key].replace("v", "c", 1)
        elif isinstance(node, Previous):
            if node.line.key in self.inside:
                return self.names[node.line.key].replace("v", "p", 1)
        elif touches(node, self.inside) or not isinstance(node, Expr):
            return super().print(node)
        return self.hoist(self.outside.print(node))


def touches(node: Node, keys: set[str]) -> bool:
    """Whether any line of `keys` occurs in the expression."""
    return any(isinstance(part, LineRef) and part.key in keys for part in node.walk())
