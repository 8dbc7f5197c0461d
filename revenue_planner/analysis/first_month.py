"""The first month of a plan, worked out number by number.

That is enough for a first look, and needs nothing of what computes whole plans, which takes longer to load than all
else that `check` does.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from revenue_planner.ground.errors import EquationError
from revenue_planner.language.calendar import Calendar
from revenue_planner.language.nodes import (
    TOLERANCE,
    Binary,
    Compare,
    Constant,
    Conversion,
    Delayed,
    Extreme,
    InputRef,
    Is,
    LargestOf,
    LineRef,
    MonthNumber,
    Node,
    OverMonths,
    Previous,
    Season,
    SumOf,
    TimelineRef,
    When,
)
from revenue_planner.language.rules import Rules
from revenue_planner.model.build import model_of
from revenue_planner.plan.values import Plan


def first_month(plan: Plan, scenario: str) -> Iterator[tuple[str, float]]:
    """Lines by key and what they come to in the first month, one after another, each when it is asked for.

    Lines that look at other months are left out, and so are those that look at them.
    """
    month = _FirstMonth(plan, scenario)
    for key in (key for block in month.model.blocks for key in block.lines):
        try:
            month.known[key] = month.value(month.model.lines[key].body)
        except (EquationError, KeyError, ZeroDivisionError):  # no rule, a line that was left out, nothing to divide by
            continue
        yield key, month.known[key]


class _FirstMonth:
    """What nodes come to, from the lines that are `known`."""

    _rules: ClassVar = Rules[float]("first month")

    def __init__(self, plan: Plan, scenario: str) -> None:
        self.plan, self.scenario = plan, scenario
        self.model = model_of(plan.structure)
        self.known: dict[str, float] = {}
        self.calendar = {
            Calendar.month_number.name: 1.0,
            Calendar.months_elapsed.name: 0.0,
            Calendar.calendar_month.name: float(plan.timeline.start.month),
            Calendar.plan_months.name: float(plan.timeline.months),
        }

    def value(self, node: Node) -> float:
        found: float = self._rules.of(node)(self, node)
        return found

    def opening(self, line: LineRef) -> float:
        """What a line came to in the month before."""
        opening = self.model.lines[line.key].opening
        assert opening is not None
        return self.value(opening)

    @_rules.rule(Constant, Conversion)
    def _constant(self, node: Constant | Conversion) -> float:
        return float(node.value)

    @_rules.rule(TimelineRef)
    def _timeline_ref(self, node: TimelineRef) -> float:
        return self.calendar[node.name]

    @_rules.rule(InputRef)
    def _input_ref(self, node: InputRef) -> float:
        return self.plan.first_number(node.key, self.scenario)

    @_rules.rule(LineRef)
    def _line_ref(self, node: LineRef) -> float:
        return self.known[node.key]

    @_rules.rule(Previous)
    def _previous(self, node: Previous) -> float:
        return self.opening(node.line)

    @_rules.rule(Delayed)
    def _delayed(self, node: Delayed) -> float:
        return self.value(node.line) if self.value(node.months) < 1 else 0.0

    @_rules.rule(OverMonths)
    def _over_months(self, node: OverMonths) -> float:
        if node.summary == "opening":
            return self.opening(node.line)
        raise self._rules.missing(node)

    @_rules.rule(Season)
    def _season(self, node: Season) -> float:
        factors = self.plan.value(node.factors.key, self.scenario)
        assert isinstance(factors, tuple)
        return factors[self.plan.timeline.start.month - 1]

    @_rules.rule(MonthNumber)
    def _month_number(self, node: MonthNumber) -> float:
        return self.value(node.month)

    @_rules.rule(Binary)
    def _binary(self, node: Binary) -> float:
        left, right = self.value(node.left), self.value(node.right)
        match node.operator:
            case "+":
                return left + right
            case "-":
                return left - right
            case "*":
                return left * right
            case "/":
                return left / right

    @_rules.rule(Extreme)
    def _extreme(self, node: Extreme) -> float:
        choose = max if node.kind == "larger" else min
        return choose(self.value(node.left), self.value(node.right))

    @_rules.rule(SumOf)
    def _sum_of(self, node: SumOf) -> float:
        return sum(map(self.value, node.terms))

    @_rules.rule(LargestOf)
    def _largest_of(self, node: LargestOf) -> float:
        return max(map(self.value, node.terms))

    @_rules.rule(When)
    def _when(self, node: When) -> float:
        return self.value(node.then if self.value(node.condition) else node.otherwise)

    @_rules.rule(Is)
    def _is(self, node: Is) -> float:
        return float(self.plan.value(node.choice.key, self.scenario) == node.option)

    @_rules.rule(Compare)
    def _compare(self, node: Compare) -> float:
        difference = self.value(node.left) - self.value(node.right)
        none = TOLERANCE.value * sum(abs(self.value(amount)) for amount in node.amounts)
        match node.comparison:
            case ">=":
                return float(difference >= -none)
            case ">":
                return float(difference > none)
            case "<=":
                return float(difference <= none)
            case "<":
                return float(difference < -none)
            case "=":
                return float(abs(difference) <= none)
