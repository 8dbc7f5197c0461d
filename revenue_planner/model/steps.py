"""Long sums in steps: subtotals of a few terms, each a line of its own, so that every formula stays short."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import cast

from revenue_planner.language.lines import Line
from revenue_planner.language.nodes import (
    Ahead,
    Delayed,
    Expr,
    InputRef,
    Irr,
    LargestOf,
    LineRef,
    Node,
    Npv,
    OverMonths,
    Previous,
    Reference,
    Season,
    SumOf,
    TimelineRef,
)
from revenue_planner.language.unit_rules import unit_of

#: More terms than this are summed in steps.
LONGEST_SUM = 8


@dataclass(frozen=True, slots=True)
class Step:
    """A line that a long sum needs: `earned_part_1`."""

    name: str
    label: str
    declared: Line
    body: Expr


class Steps:
    """Breaks the long sums of one bound line, wherever in its equation or its opening they stand.

    `owner` is the part's key. The steps in `found` are counted through the whole line; `taken` are the keys of
    the model's other lines, which they must not bear.
    """

    def __init__(self, owner: str, line: Line, taken: Collection[str]) -> None:
        self.owner, self.line, self.taken = owner, line, taken
        self.found: list[Step] = []
        self._count = 0

    def whole(self, body: Expr) -> Expr:
        """A whole equation without long sums; where it is nothing but a sum, its steps are of the line's kind."""
        if isinstance(body, (SumOf, LargestOf)):
            return self._broken(body, self.line)
        return self.within(body)

    def within(self, expression: Expr) -> Expr:
        """An expression without long sums."""
        return cast(Expr, self._within(expression))

    def _within(self, node: Node) -> Node:
        if isinstance(node, (SumOf, LargestOf)):
            return self._broken(node, None)
        changed = {}
        for name in node.__dataclass_fields__:
            value = getattr(node, name)
            if isinstance(value, Node):
                within = self._within(value)
                if within is not value:
                    changed[name] = within
        return replace(node, **changed) if changed else node

    def _broken(self, node: SumOf | LargestOf, declared: Line | None) -> Expr:
        """A sum or maximum of many terms as one of few: subtotals first, then their sum."""
        kind, terms = type(node), [self.within(term) for term in node.terms]
        while len(terms) > LONGEST_SUM:
            declared = declared or self._subtotal(node)
            chunk, terms = terms[:LONGEST_SUM], terms[LONGEST_SUM:]
            terms.append(self._step(kind(tuple(chunk)), declared))
        return kind(tuple(terms)) if any(a is not b for a, b in zip_longest(terms, node.terms)) else node

    def _step(self, chunk: Expr, declared: Line) -> LineRef:
        self._count += 1
        while f"{self.owner}.{self.line.name}_part_{self._count}" in self.taken:
            self._count += 1
        step = Step(f"{self.line.name}_part_{self._count}", f"{self.line.label}, part {self._count}", declared, chunk)
        self.found.append(step)
        return LineRef(self.owner, step.name, declared)

    def _subtotal(self, node: SumOf | LargestOf) -> Line:
        """The line's declaration, with the unit of a sum inside of its equation, and the kind of its terms."""
        units = [term.declared.unit for term in node.terms if isinstance(term, Reference)]
        plain = str(unit_of(node) or self.line.unit)
        unit = units[0] if units else self.line.unit if "*" in plain else plain
        kinds = {term.declared.kind for term in node.terms if isinstance(term, LineRef)}
        if not any(_by_month(term) for term in node.terms):
            return self.line.as_step(unit, "figure")
        if kinds == {"balance"}:
            return self.line.as_step(unit, "balance")
        return self.line.as_step(unit, "flow" if kinds == {"flow"} and isinstance(node, SumOf) else "rate")


def _by_month(node: Node) -> bool:
    """Whether an expression may differ from month to month."""
    if isinstance(node, (OverMonths, Npv, Irr)):
        return False
    if isinstance(node, (Previous, Delayed, Ahead, Season)):
        return True
    if isinstance(node, LineRef):
        return node.declared.kind not in ("figure", "check", "alert")
    if isinstance(node, InputRef):
        return node.declared.by_month
    if isinstance(node, TimelineRef):
        return node.monthly
    return any(_by_month(child) for child in node.children())
