"""How a line's figure of one month moves with one input, where that is a straight line.

The slope is found from the equations themselves: it is an expression over lines and inputs of the same
month (or of the month before) that the input does not move. So the figure at another value of the input
is known without computing the model again, and the value at which it reaches a target is a division.

An input with a value for each month is moved in that month alone; any other moves in all months, so
what it did in earlier months must not come back (`previous`, delays, totals), or the line is not straight.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from revenue_planner.language.nodes import (
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
    Reference,
    Season,
    SumOf,
    TimelineRef,
    When,
)
from revenue_planner.language.vocabulary import ONE, ZERO
from revenue_planner.model.build import Model, ModelLine

#: A line's slope is written out where it is used up to this many operands; a longer one is a step of its own.
LONGEST_INLINE = 5
#: No slope is written with more operands than this where steps can make it shorter.
LONGEST = 10

#: What the expression of a slope may be made of, besides sums and products.
_OPERANDS = (InputRef, LineRef, TimelineRef, Conversion, Constant, Season, Previous)


class _NotStraightError(Exception):
    """The line bends, or its slope cannot be written with figures of the month."""


@dataclass(frozen=True, slots=True)
class Step:
    """The slope of one line, which later steps refer to as `ref`."""

    line: ModelLine
    ref: LineRef
    slope: Expr


class Dependents:
    """Which of the lines that a result is made of an input can move at all, in any month."""

    def __init__(self, model: Model, result: str) -> None:
        self._users: dict[str, list[str]] = {}
        waiting, seen = [result], {result}
        while waiting:
            key = waiting.pop()
            line = model.lines[key]
            used = set(_references(line.body))
            if line.opening is not None:
                used.update(_references(line.opening))
            for other in used:
                self._users.setdefault(other, []).append(key)
                if other in model.lines and other not in seen:
                    seen.add(other)
                    waiting.append(other)
        #: The result and every line that it is made of.
        self.lines = frozenset(seen)

    def of(self, key: str) -> frozenset[str]:
        """The input itself and every line that depends on it."""
        found, waiting = {key}, [key]
        while waiting:
            for user in self._users.get(waiting.pop(), ()):
                if user not in found:
                    found.add(user)
                    waiting.append(user)
        return frozenset(found)


class Slopes:
    """The slopes of a result's lines with respect to one input (`lever`), with the steps they are worked out in.

    `by_month` says that the input is moved in the month alone, and not in those before it.
    """

    def __init__(self, model: Model, lever: str, dependents: Dependents, *, by_month: bool) -> None:
        self.model, self.lever = model, lever
        self._lines = model.lines
        self._dependents = dependents
        self._by_month = by_month
        self._known: dict[str, Expr | None] = {}
        self._longest = LONGEST_INLINE
        self.steps: dict[str, Step] = {}

    @cached_property
    def moved(self) -> frozenset[str]:
        """The keys of everything that the lever can move."""
        return self._dependents.of(self.lever)

    def of(self, key: str) -> Expr | None:
        """How much line `key` moves for each unit of the lever in the same month; ZERO where the lever does
        not move it, None where it does not move in a straight line. Raises KeyError for a line that the
        dependents' result is not made of."""
        if key not in self._known:
            if key not in self._dependents.lines:
                raise KeyError(key)
            try:
                self._known[key] = self._line(key)
            except _NotStraightError:
                self._known[key] = None
        return self._known[key]

    def operand(self, key: str) -> Expr | None:
        """As `of`, fit to stand in a longer expression: a long slope is a reference to a step."""
        slope = self.of(key)
        return slope if slope is None or _short(slope, self._longest) else self._as_step(key, slope)

    def needed(self, expression: Expr) -> list[Step]:
        """The steps that an expression needs, each after those it needs itself."""
        found: dict[str, Step] = {}

        def visit(node: Expr) -> None:
            for reference in _references(node):
                step = self.steps.get(reference)
                if step is not None and reference not in found:
                    visit(step.slope)
                    found[reference] = step

        visit(expression)
        return list(found.values())

    def _line(self, key: str) -> Expr:
        if key not in self.moved:
            return ZERO
        slope = self._slope(self._lines[key].body)
        if size(slope) > LONGEST:
            # Once more, with every line's slope as a step: about as long as the equation itself.
            self._longest = 1
            slope = self._slope(self._lines[key].body)
            self._longest = LONGEST_INLINE
        if not _is_written(slope):
            raise _NotStraightError
        return slope

    def _as_step(self, key: str, slope: Expr) -> LineRef:
        line = self._lines[key]
        reference = LineRef(f"{self.lever}:{line.part.key}", key.removeprefix(f"{line.part.key}."), line.declared)
        self.steps[reference.key] = Step(line, reference, slope)
        return reference

    def _slope(self, node: Expr) -> Expr:
        """ZERO where the lever does not move the node. Raises _NotStraightError."""
        match node:
            case LineRef():
                slope = self.operand(node.key)
                if slope is None:
                    raise _NotStraightError
                return slope
            case InputRef():
                return ONE if node.key == self.lever else ZERO
            case Constant() | Conversion() | TimelineRef():
                return ZERO
            case Binary():
                return self._binary(node)
            case SumOf():
                terms = tuple(slope for term in node.terms if (slope := self._slope(term)) is not ZERO)
                return SumOf(terms) if len(terms) > 1 else terms[0] if terms else ZERO
            case When():
                self._must_stand_still(node.condition)
                then, otherwise = self._slope(node.then), self._slope(node.otherwise)
                return ZERO if then is ZERO and otherwise is ZERO else When(node.condition, then, otherwise)
            case Previous() if self._by_month:
                opening = self._lines[node.line.key].opening
                if opening is not None:
                    self._must_stand_still(opening)
                return ZERO
        self._must_stand_still(node)
        return ZERO

    def _binary(self, node: Binary) -> Expr:
        left, right = self._slope(node.left), self._slope(node.right)
        if node.operator == "+":
            return plus(left, right)
        if node.operator == "-":
            return minus(left, right)
        if right is ZERO:
            return times(left, node.right) if node.operator == "*" else over(left, node.right)
        if left is ZERO and node.operator == "*":
            return times(right, node.left)
        raise _NotStraightError

    def _must_stand_still(self, node: Node) -> None:
        """Raises _NotStraightError where the lever moves the node in this month, or a row that it looks at."""
        if isinstance(node, (Compare, Extreme)):
            if self._slope(node.left) is not ZERO or self._slope(node.right) is not ZERO:
                raise _NotStraightError
        elif not self.moved.isdisjoint(_references(node)):
            raise _NotStraightError


def size(expression: Node) -> int:
    """How many operands an expression is written with."""
    match expression:
        case Binary() | Compare() | Extreme():
            return size(expression.left) + size(expression.right)
        case SumOf():
            return sum(size(term) for term in expression.terms)
        case When():
            return size(expression.condition) + size(expression.then) + size(expression.otherwise)
    return 1


def _chooses(expression: Node) -> bool:
    """Whether there is a condition in an expression."""
    match expression:
        case Binary() | Extreme():
            return _chooses(expression.left) or _chooses(expression.right)
        case SumOf():
            return any(_chooses(term) for term in expression.terms)
    return isinstance(expression, When)


def _is_written(expression: Node) -> bool:
    """Whether a spreadsheet formula can show the expression for one month picked from a row."""
    match expression:
        case Binary() | Compare() | Extreme():
            return _is_written(expression.left) and _is_written(expression.right)
        case SumOf():
            return all(_is_written(term) for term in expression.terms)
        case When():
            parts = (expression.condition, expression.then, expression.otherwise)
            return all(_is_written(part) for part in parts)
    return isinstance(expression, (*_OPERANDS, Is))


def plus(left: Expr, right: Expr) -> Expr:
    """`left + right`, without zeros."""
    if left is ZERO or right is ZERO:
        return right if left is ZERO else left
    taken = _negated(right)
    return left + right if taken is None else left - taken


def minus(left: Expr, right: Expr) -> Expr:
    """`left - right`, without a zero on the right."""
    if right is ZERO:
        return left
    given = _negated(right)
    return left - right if given is None else plus(left, given)


def times(left: Expr, right: Expr) -> Expr:
    """`left * right`, without zeros and ones, and with a minus sign of `left` in front of it all."""
    if left is ZERO or right is ZERO:
        return ZERO
    negated = _negated(left)
    if negated is not None:
        return ZERO - times(negated, right)
    if left is ONE or right is ONE:
        return right if left is ONE else left
    return left * right


def over(left: Expr, right: Expr) -> Expr:
    """`left / right`, with nothing to divide where left is zero."""
    return ZERO if left is ZERO else left / right


def _negated(expression: Expr) -> Expr | None:
    """What stands behind a minus sign, where the expression begins with one."""
    if isinstance(expression, Binary) and expression.operator == "-" and expression.left is ZERO:
        return expression.right
    return None


def _short(slope: Expr, longest: int) -> bool:
    """Whether a slope is written out where it is used. A choice is not: one within another is hard to read."""
    return size(slope) <= longest and not _chooses(slope)


def _references(node: Node) -> Iterator[str]:
    """The keys of all inputs and lines in a tree."""
    return (part.key for part in node.walk() if isinstance(part, Reference))
