"""What a stream declares: its inputs (fields), its lines (decorated methods), and whom it looks at."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar, overload

from revenue_planner.equations.nodes import Collect, Condition, Expr, InputRef, LineRef
from revenue_planner.units import Unit, parse_unit

if TYPE_CHECKING:
    from revenue_planner.equations.stream import Component

LineKind = Literal["flow", "balance", "rate", "flag", "figure", "check", "alert"]
Body = Callable[[Any], Expr | Condition]

_declared = count()

#: Rates of one thing per another that is always at least as many: between 0 and 1, shown as per cent.
PER_CENT_UNITS = frozenset(
    {"share", "share/year", "share/month", "click/view", "visit/view", "click/visit", "order/click", "client/enquiry", "gifter/viewer",
     "follower/view", "enquiry/view", "enquiry/click", "order/visit"}
)  # fmt: skip
_HUGE = 1e12


def _label_from(name: str) -> str:
    return name.replace("_", " ").capitalize()


class Input:
    """An assumption a user can see and change: one key, one unit, a range, a source and its date.

    `low` and `high` bound what is usual (outside, the planner warns); `minimum` and `maximum` bound
    what is possible (outside is an error). `source` is "assumption" where no published figure was found.
    """

    kind: Literal["number", "month", "season", "choice"] = "number"

    def __init__(
        self, unit: str, label: str, *, source: str, as_of: str, note: str, by_month: bool = False
    ) -> None:
        self.unit, self.label, self.source, self.as_of, self.note = unit, label, source, as_of, note
        self.by_month = by_month
        self.name = ""
        self.order = next(_declared)
        parse_unit(unit)

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name
        self.label = self.label or _label_from(name)

    @overload
    def __get__(self, instance: None, owner: type) -> Input: ...
    @overload
    def __get__(self, instance: Component, owner: type) -> InputRef: ...
    def __get__(self, instance: Component | None, owner: type) -> Input | InputRef:
        return self if instance is None else InputRef(instance.role, self.name, self)

    @property
    def as_unit(self) -> Unit:
        return parse_unit(self.unit)

    @property
    def per_cent(self) -> bool:
        """Whether people read it as a percentage."""
        return self.unit in PER_CENT_UNITS


class Assume(Input):
    """A number, e.g. `Assume(0.03, "click/visit", low=0.01, high=0.10, source="…", as_of="2026-11")`.

    With `by_month`, a plan may also give it month by month. `whole` numbers take no fraction.
    """

    def __init__(
        self,
        base: float,
        unit: str,
        label: str = "",
        *,
        low: float,
        high: float,
        minimum: float = 0.0,
        maximum: float | None = None,
        whole: bool = False,
        by_month: bool = False,
        source: str = "assumption",
        as_of: str = "2026-11-23",
        note: str = "",
    ) -> None:
        super().__init__(unit, label, source=source, as_of=as_of, note=note, by_month=by_month)
        self.base, self.low, self.high, self.whole = float(base), float(low), float(high), whole
        self.minimum = float(minimum)
        self.maximum = float(maximum) if maximum is not None else (1.0 if self.per_cent else _HUGE)
        if not self.minimum <= self.low <= self.base <= self.high <= self.maximum:
            raise ValueError(f"{label or unit}: needs minimum <= low <= base <= high <= maximum")


class AssumeMonth(Input):
    """A calendar month. `base`, `low` and `high` are month numbers: 1 is the plan's first month."""

    kind = "month"

    def __init__(
        self,
        base: int,
        label: str = "",
        *,
        low: int = 1,
        high: int = 24,
        source: str = "assumption",
        as_of: str = "2026-11-23",
        note: str = "",
    ) -> None:
        super().__init__("date", label, source=source, as_of=as_of, note=note)
        self.base, self.low, self.high = base, low, high


class AssumeSeason(Input):
    """Twelve factors, January to December; 1 is an ordinary month."""

    kind = "season"

    def __init__(
        self,
        base: tuple[float, ...],
        label: str = "",
        *,
        low: float = 0.5,
        high: float = 2.0,
        maximum: float = 100.0,
        source: str = "assumption",
        as_of: str = "2026-11-23",
        note: str = "",
    ) -> None:
        super().__init__("factor", label, source=source, as_of=as_of, note=note)
        if len(base) != 12:
            raise ValueError(f"{label}: a season has 12 factors")
        self.base, self.low, self.high = tuple(float(f) for f in base), low, high
        self.minimum, self.maximum = 0.0, maximum


class Choice(Input):
    """One of a few words."""

    kind = "choice"

    def __init__(
        self,
        base: str,
        options: tuple[str, ...],
        label: str = "",
        *,
        source: str = "assumption",
        as_of: str = "2026-11-23",
        note: str = "",
    ) -> None:
        super().__init__("1", label, source=source, as_of=as_of, note=note)
        if base not in options:
            raise ValueError(f"{label}: {base} is not among {options}")
        self.base, self.options = base, options


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
        self.order = next(_declared)
        self.explanation = " ".join(((body.__doc__ or "") if body else "").split())
        parse_unit(unit)

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name
        self.label = self.label or _label_from(name)

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


def figure(
    unit: str, *, label: str = "", answer: bool = False, needs_months: int = 0
) -> Callable[[Body], Line]:
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
