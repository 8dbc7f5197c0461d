"""Lines: the rows of a model, each a decorated method whose body is its equation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, SupportsIndex, overload

from revenue_planner.language.nodes import Condition, Expr, LineRef
from revenue_planner.language.quantity import Quantity, Symbol

LineKind = Literal["flow", "balance", "rate", "flag", "figure", "check", "alert"]
#: Headings of results, in the order in which they are told. Others follow, in order of their results.
RESULT_GROUPS = ("Income", "Take-home", "Cash", "Work", "Audience")
MILESTONES = "Milestones"
Body = Callable[[Any], Expr | Condition]


@dataclass(frozen=True, slots=True)
class Answer:
    """That a figure is a result of the plan, with a named cell of its own, and where people see it.

    `group` is the heading that it is told under, `place` its rank among all results (lower comes first, equal
    ones in the order of the sections). `tile` is its place among the tiles of the Dashboard and `headline`
    its place in the short table on Start, counted from 1, 0 for none; the report shows what is both. Of
    several with the same place there, the first one that the plan has is shown.
    """

    group: str = MILESTONES
    place: int = 100
    tile: int = 0
    headline: int = 0


class Line(Quantity):
    """One row of the model: a unit, a kind, an explanation (its docstring) and an equation (its body).

    Kinds: a flow is summed over months, a balance is taken at the end, a rate is averaged, a flag is
    1 or 0, a figure is one number for the whole plan, a check is a figure that is 1 when all is well
    (an alert likewise, for advice rather than arithmetic).
    """

    kind: LineKind

    def __init__(
        self,
        body: Body | None,
        unit: str,
        kind: LineKind,
        *,
        label: str = "",
        opening: Body | None = None,
        answer: Answer | None = None,
        needs_months: int = 0,
    ) -> None:
        super().__init__(unit, label)
        self.body, self.kind, self.opening = body, kind, opening
        self.opens = opening is not None
        self.answer, self.needs_months = answer, needs_months
        #: The line in whose equation it is a subtotal.
        self.step_of: Line | None = None
        self.explanation = " ".join(((body.__doc__ or "") if body else "").split())

    @overload
    def __get__(self, instance: None, owner: type) -> Line: ...
    @overload
    def __get__(self, instance: Symbol, owner: type) -> LineRef: ...
    def __get__(self, instance: Symbol | None, owner: type) -> Line | LineRef:
        return self if instance is None else LineRef(instance.role, self.name, self)

    def as_step(self, unit: str, kind: LineKind) -> Line:
        """The declaration of a subtotal in its equation: a line without opening figure, and no answer."""
        step = object.__new__(type(self))
        vars(step).update(vars(self), unit=unit, kind=kind, opening=None, opens=False, answer=None, step_of=self)
        return step

    def __reduce_ex__(self, protocol: SupportsIndex) -> str | tuple[Any, ...]:
        if self.step_of is not None:
            return Line.as_step, (self.step_of, self.unit, self.kind)
        return super().__reduce_ex__(protocol)

    @property
    def monthly(self) -> bool:
        """Whether it has a value per month (else one for the plan)."""
        return self.kind not in ("figure", "check", "alert")

    @property
    def place(self) -> str:
        """File and line of the equation."""
        if self.body is None:
            return self.name
        code = self.body.__code__
        return f"{code.co_filename}:{code.co_firstlineno}"


class OptionalLine(Line):
    """A line that a subclass may have: sums over streams take it from those that do."""

    def __init__(self, unit: str, kind: LineKind = "flow") -> None:
        super().__init__(None, unit, kind)


def _decorator(
    unit: str, kind: LineKind, label: str, opening: Body | None, answer: Answer | None = None, needs_months: int = 0
) -> Callable[[Body], Line]:
    def declare(body: Body) -> Line:
        return Line(body, unit, kind, label=label, opening=opening, answer=answer, needs_months=needs_months)

    return declare


def line(unit: str, *, label: str = "", opening: Body | None = None) -> Callable[[Body], Line]:
    """A flow: an amount in each month. `opening` is its figure for the month before the plan."""
    return _decorator(unit, "flow", label, opening)


def balance(unit: str, *, opening: Body, label: str = "") -> Callable[[Body], Line]:
    """A stock at month end, carried on from `opening`."""
    return _decorator(unit, "balance", label, opening)


def rate(unit: str, *, label: str = "", opening: Body | None = None) -> Callable[[Body], Line]:
    """A ratio, price or factor: averaged, never summed."""
    return _decorator(unit, "rate", label, opening)


def flag(*, label: str = "") -> Callable[[Body], Line]:
    """1 in the months in which a condition holds, else 0."""
    return _decorator("flag", "flag", label, None)


def figure(
    unit: str, *, label: str = "", answer: Answer | None = None, needs_months: int = 0
) -> Callable[[Body], Line]:
    """One number for the whole plan; with an `answer` it is one of the plan's results. A figure that looks at
    month 12 is left out of plans shorter than `needs_months`."""
    return _decorator(unit, "figure", label, None, answer, needs_months)


def check(label: str) -> Callable[[Body], Line]:
    """1 when the arithmetic holds or the inputs make sense; any 0 turns the master check red."""
    return _decorator("flag", "check", label, None)


def alert(label: str) -> Callable[[Body], Line]:
    """1 when there is nothing to worry about; a 0 is advice and leaves the master check alone."""
    return _decorator("flag", "alert", label, None)
