"""Print a bound expression as numpy source.

Shapes: a monthly quantity is (months, columns), a figure (1, columns), where a column is a scenario or
a trial. Inside a recurrence the same tree is printed for one month at a time, shape (columns,).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import ClassVar

from revenue_planner.language.nodes import (
    TOLERANCE,
    Ahead,
    Binary,
    CalendarMonth,
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
    Season,
    SquareRoot,
    SumOf,
    TimelineRef,
    When,
    never_negative,
)
from revenue_planner.language.rules import Rules
from revenue_planner.printers.schedule import touches
from revenue_planner.printers.variables import Variable, timeline_variable

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
    """Prints whole-row expressions; `names` are the variables of inputs and lines by key.

    `once` is handed each figure that is found from all months of a line, and returns what stands for it.
    """

    _rules: ClassVar = Rules[str]("numpy")

    def __init__(self, names: Mapping[str, Variable], once: Callable[[str], str] = str) -> None:
        self.names = names
        self.once = once

    def print(self, node: Node) -> str:
        return self._print(node)

    def _print(self, node: Node) -> str:
        return self._rules.of(node)(self, node)

    @_rules.rule(Constant)
    def _constant(self, node: Constant) -> str:
        return f"{node.value}.0"

    @_rules.rule(Conversion)
    def _conversion(self, node: Conversion) -> str:
        return repr(float(node.value))

    @_rules.rule(TimelineRef)
    def _timeline_ref(self, node: TimelineRef) -> str:
        return timeline_variable(node.name)

    @_rules.rule(PlanStart)
    def _plan_start(self, node: PlanStart) -> str:
        return "plan_start"

    @_rules.rule(MonthsAfter)
    def _months_after(self, node: MonthsAfter) -> str:
        return f"months_after({self.print(node.date)}, {self.print(node.months)})"

    @_rules.rule(CalendarMonth)
    def _calendar_month(self, node: CalendarMonth) -> str:
        return f"calendar_month({self.print(node.date)})"

    @_rules.rule(InputRef)
    def _input_ref(self, node: InputRef) -> str:
        return self.names[node.key].row

    @_rules.rule(LineRef)
    def _line_ref(self, node: LineRef) -> str:
        return self.names[node.key].row

    @_rules.rule(Previous)
    def _previous(self, node: Previous) -> str:
        return f"{self.names[node.line.key].wide}[:-1]"

    @_rules.rule(Delayed)
    def _delayed(self, node: Delayed) -> str:
        return f"delayed({self.print(node.line)}, {self.print(node.months)}, T)"

    @_rules.rule(Ahead)
    def _ahead(self, node: Ahead) -> str:
        return f"ahead({self.print(node.line)}, {self.print(node.months)}, T)"

    @_rules.rule(Season)
    def _season(self, node: Season) -> str:
        return f"{self.print(node.factors)}[month_index]"

    @_rules.rule(MonthNumber)
    def _month_number(self, node: MonthNumber) -> str:
        return self.print(node.month)

    @_rules.rule(MonthDate)
    def _month_date(self, node: MonthDate) -> str:
        return f"dated({self.print(node.number)})"

    @_rules.rule(Binary)
    def _binary(self, node: Binary) -> str:
        return f"({self.print(node.left)} {node.operator} {self.print(node.right)})"

    @_rules.rule(Extreme)
    def _extreme(self, node: Extreme) -> str:
        name = "maximum" if node.kind == "larger" else "minimum"
        return f"{name}({self.print(node.left)}, {self.print(node.right)})"

    @_rules.rule(When)
    def _when(self, node: When) -> str:
        then, otherwise = self.print(node.then), self.print(node.otherwise)
        condition = self.print(node.condition)
        if (then, otherwise) == ("1.0", "0.0"):
            return f"({condition}).astype(float)"
        return f"where({condition}, {then}, {otherwise})"

    @_rules.rule(Compare)
    def _compare(self, node: Compare) -> str:
        difference = self.print(node.left)
        if not (isinstance(node.right, Constant) and node.right.value == 0):
            difference = f"{difference} - {self.print(node.right)}"
        if node.comparison == "=":
            difference = f"absolute({difference})"
        least = "0.0"
        if node.amounts:
            amounts = [self._amount(amount) for amount in node.amounts]
            together = amounts[0] if len(amounts) == 1 else f"({' + '.join(amounts)})"
            least = f"{self.print(TOLERANCE)} * {together}"
        below = f"-({least})" if node.amounts else least
        return {
            ">=": f"{difference} >= {below}",
            ">": f"{difference} > {least}",
            "<=": f"{difference} <= {least}",
            "<": f"{difference} < {below}",
            "=": f"{difference} <= {least}",
        }[node.comparison]

    def _amount(self, node: Expr) -> str:
        return self.print(node) if never_negative(node) else f"absolute({self.print(node)})"

    @_rules.rule(Is)
    def _is(self, node: Is) -> str:
        code = node.choice.declared.options.index(node.option)
        return f"{self.print(node.choice)} == {code}.0"

    @_rules.rule(SumOf)
    def _sum_of(self, node: SumOf) -> str:
        return "(" + " + ".join(self.print(term) for term in node.terms) + ")"

    @_rules.rule(LargestOf)
    def _largest_of(self, node: LargestOf) -> str:
        terms = [self.print(term) for term in node.terms]
        text = terms[0]
        for term in terms[1:]:
            text = f"maximum({text}, {term})"
        return text

    @_rules.rule(OverMonths)
    def _over_months(self, node: OverMonths) -> str:
        name = self.print(node.line)
        if node.summary == "opening":
            return f"{self.names[node.line.key].wide}[:1]"
        if node.summary == "at":
            return f"at_month({name}, {node.months})"
        return self.once(_OVER[node.summary].format(name, node.months))

    @_rules.rule(Payment)
    def _payment(self, node: Payment) -> str:
        return f"payment({self.print(node.rate)}, {self.print(node.periods)}, {self.print(node.amount)})"

    @_rules.rule(SquareRoot)
    def _square_root(self, node: SquareRoot) -> str:
        return f"sqrt({self.print(node.value)})"

    @_rules.rule(Npv)
    def _npv(self, node: Npv) -> str:
        return f"npv_over({self.print(node.rate)}, {self.print(node.line)}, T)"

    @_rules.rule(Irr)
    def _irr(self, node: Irr) -> str:
        flows = self.names[node.line.key].wide
        return f"irr_over({flows}, {self.print(node.exists)}, {self.print(node.guess)})"


class MonthPrinter(NumpyPrinter):
    """Prints an expression of a recurrence for month `t`.

    `inside` are the keys of the recurrence. Parts that do not touch them are handed to `hoist`, which
    computes them over all months before the loop and returns the name of their value in month `t`.
    """

    def __init__(
        self,
        names: Mapping[str, Variable],
        inside: set[str],
        hoist: Callable[[str], str],
        once: Callable[[str], str] = str,
    ) -> None:
        super().__init__(names, once)
        self.inside = inside
        self.hoist = hoist
        self.outside = NumpyPrinter(names, once)

    def print(self, node: Node) -> str:
        if isinstance(node, (Constant, Conversion)):
            return super().print(node)
        if isinstance(node, LineRef):
            if node.key in self.inside:
                return self.names[node.key].now
        elif isinstance(node, Previous):
            if node.line.key in self.inside:
                return self.names[node.line.key].before
        elif touches(node, self.inside) or not isinstance(node, Expr):
            return super().print(node)
        return self.hoist(self.outside.print(node))
