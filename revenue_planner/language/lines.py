"""What a stream declares besides inputs: its lines (decorated methods), and whom it looks at."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar, overload

from revenue_planner.ground.units import Unit, parse_unit
from revenue_planner.language.inputs import label_from
from revenue_planner.language.nodes import Collect, Condition, Expr, LineRef

if TYPE_CHECKING:
    from revenue_planner.language.component import Component

LineKind = Literal["flow", "balance", "rate", "flag", "figure", "check", "alert"]
Body = Callable[[Any], Expr | Condition]


class Line:
    """One row of the model: a unit, a kind, an explanation (its docstring) and an equation (its body).

    Kinds: a flow is summed over months, a balance is taken at the end, a rate is averaged, a flag is
    1 or 0, a figure is one number for the whole plan, a check is a figure that is 1 when all is well
    (an alert likewise, for advice rather than arithmetic).
    """

    def __init__(
        self,
        body: Body | None,
        unit: str,
        kind: LineKind,
        *,
        label: str = "",
        opening: Body | None = None,
        answer: bool = False,
        needs_months: int = 0,
    ) -> None:
        self.body, self.unit, self.kind, self.label, self.opening = body, unit, kind, label, opening
        self.answer, self.needs_months = answer, needs_months
        self.name = ""
        self.explanation = " ".join(((body.__doc__ or "") if body else "").split())
        parse_unit(unit)

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name
        self.label = self.label or label_from(name)

    @overload
    def __get__(self, instance: None, owner: type) -> Line: ...
    @overload
    def __get__(self, instance: Component, owner: type) -> LineRef: ...
    def __get__(self, instance: Component | None, owner: type) -> Line | LineRef:
        return self if instance is None else LineRef(instance.role, self.name, self)

    @property
    def as_unit(self) -> Unit:
        return parse_unit(self.unit)

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
    unit: str, kind: LineKind, label: str, opening: Body | None, answer: bool = False, needs_months: int = 0
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


def figure(unit: str, *, label: str = "", answer: bool = False, needs_months: int = 0) -> Callable[[Body], Line]:
    """One number for the whole plan. An `answer` is a summary result, with a named cell of its own;
    one that looks at month 12 is left out of plans shorter than `needs_months`."""
    return _decorator(unit, "figure", label, None, answer, needs_months)


def check(label: str) -> Callable[[Body], Line]:
    """1 when the arithmetic holds or the inputs make sense; any 0 turns the master check red."""
    return _decorator("flag", "check", label, None)


def alert(label: str) -> Callable[[Body], Line]:
    """1 when there is nothing to worry about; a 0 is advice and leaves the master check alone."""
    return _decorator("flag", "alert", label, None)


_Other = TypeVar("_Other", bound="Component")


class Uses(Generic[_Other]):
    """Another stream that this one looks at. An `optional` one reads as 0 where the plan has none."""

    def __init__(self, stream: type[_Other], *, optional: bool = False) -> None:
        self.stream, self.optional = stream, optional
        self.name = ""

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __get__(self, instance: Component | None, owner: type) -> _Other:
        if instance is None:
            raise AttributeError(self.name)
        return self.stream.symbol(self.name)


class Family:
    """The members of a `Children` field, as an equation sees them."""

    def __init__(self, role: str, member: type) -> None:
        self.role, self.member = role, member

    def sum(self, line: Line) -> Expr:
        """The sum of this line over all members that have it."""
        return Collect(self.role, line, self.member)

    def largest(self, line: Line) -> Expr:
        """The largest member's figure."""
        return Collect(self.role, line, self.member, largest=True)


class Children:
    """Several parts of one class: signed deals, one-off costs, or (role given by the model) streams."""

    def __init__(self, member: type[Component], *, label: str = "") -> None:
        self.member, self.label = member, label
        self.name = ""

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    @overload
    def __get__(self, instance: None, owner: type) -> Children: ...
    @overload
    def __get__(self, instance: Component, owner: type) -> Family: ...
    def __get__(self, instance: Component | None, owner: type) -> Children | Family:
        return self if instance is None else Family(self.name, self.member)
