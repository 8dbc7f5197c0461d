"""Classes that hold equations: their inputs and lines, whom they look at, and how methods become trees."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import ClassVar, Generic, TypeVar, overload

from revenue_planner.ground.errors import EquationError
from revenue_planner.ground.look import OTHER_STREAM
from revenue_planner.language.inputs import Assume, Input
from revenue_planner.language.lines import Line, OptionalLine
from revenue_planner.language.nodes import (
    Ahead,
    Collect,
    Condition,
    Delayed,
    Expr,
    InputRef,
    Irr,
    MonthsAfter,
    Node,
    Npv,
    Payment,
    When,
)
from revenue_planner.language.quantity import Quantity, Symbol
from revenue_planner.language.vocabulary import ONE, ZERO


@dataclass(frozen=True, slots=True)
class Equation:
    """A line with its traced body and, where it has one, its traced opening figure."""

    line: Line
    body: Expr
    opening: Expr | None

    def inputs(self) -> Iterator[tuple[InputRef, bool]]:
        """The inputs that it looks at, and whether it takes one figure of each, the same for all months."""
        yield from _inputs_in(self.body, not self.line.monthly)
        if self.opening is not None:
            yield from _inputs_in(self.opening, steady=True)


#: What is worked out over several months at once takes one figure of an input: a delay, a rate of interest.
_OVER_MONTHS = (Delayed, Ahead, MonthsAfter, Payment, Npv, Irr)


def _inputs_in(node: Node, steady: bool) -> Iterator[tuple[InputRef, bool]]:
    if isinstance(node, InputRef):
        yield node, steady
    for child in node.children():
        yield from _inputs_in(child, steady or isinstance(node, _OVER_MONTHS))


class Component(Symbol):
    """Inputs and lines that live together under one key. Instances are symbols: they hold no values."""

    #: Short text for headings, e.g. "Signed deal".
    title: ClassVar[str] = ""
    #: For a mix-in whose inputs and lines read better after the class's own.
    lines_last: ClassVar[bool] = False
    #: Values of inputs, by name, with which the part might as well not be there. Bases add theirs.
    absent: ClassVar[Mapping[str, float | str]] = {}

    #: Components that it is made of: their inputs and lines stand under its key, in this order, before its own.
    sections: ClassVar[tuple[type[Component], ...]] = ()

    _equations: ClassVar[dict[str, Equation]]
    _by_month: ClassVar[frozenset[str]]

    @classmethod
    def inputs(cls) -> dict[str, Input]:
        """Inputs by name, in order of declaration, sections and base classes first."""
        found = cls._attributes(Input)
        return {name: value for name, value in found.items() if isinstance(value, Input)}

    @classmethod
    def lines(cls) -> dict[str, Line]:
        """Lines that have an equation, by name, in the order in which they are shown."""
        found = cls._attributes(Line)
        return {
            name: value
            for name, value in found.items()
            if isinstance(value, Line) and not isinstance(value, OptionalLine)
        }

    @classmethod
    def uses(cls) -> dict[str, Uses[Component]]:
        return {name: value for name, value in cls._attributes(Uses).items() if isinstance(value, Uses)}

    @classmethod
    def families(cls) -> dict[str, Children]:
        found = cls._attributes(Children)
        return {name: value for name, value in found.items() if isinstance(value, Children)}

    @classmethod
    def is_a(cls, other: type[Component]) -> bool:
        """Whether it is of another class, or has it for a section."""
        return issubclass(cls, other) or any(section.is_a(other) for section in cls.sections)

    @classmethod
    def when_absent(cls) -> dict[str, float | str]:
        """Values of inputs with which the part earns, costs and takes nothing, by name."""
        merged: dict[str, float | str] = {}
        for section in cls.sections:
            merged.update(section.when_absent())
        for base in reversed(cls.__mro__):
            merged.update(base.__dict__.get("absent", {}))
        return merged

    @classmethod
    def equations(cls) -> dict[str, Equation]:
        """Every line traced, once per class."""
        if "_equations" not in cls.__dict__:
            symbol = cls.symbol("")
            traced = {name: equation for section in cls.sections for name, equation in section.equations().items()}
            own = {name: line for name, line in cls.lines().items() if name not in traced}
            cls._equations = traced | {name: _equation(symbol, line) for name, line in own.items()}
        return cls._equations

    @classmethod
    def by_month(cls) -> frozenset[str]:
        """The names of the numbers that a plan may give by month: all that its equations look at in single months only.

        A length of time is not among them.
        """
        if "_by_month" not in cls.__dict__:
            looks = [found for equation in cls.equations().values() for found in equation.inputs()]
            steady = {ref.name for ref, steady in looks if steady and not ref.owner}
            numbers = {name for name, declared in cls.inputs().items() if _may_differ(declared)}
            cls._by_month = frozenset({ref.name for ref, _ in looks if not ref.owner} & numbers - steady)
        return cls._by_month

    @classmethod
    @cache
    def _attributes(cls, wanted: type) -> Mapping[str, object]:
        """Attributes of a kind over the class and its bases; the most derived definition wins."""
        bases = [base for base in reversed(cls.__mro__) if issubclass(base, Component)]
        first = [base for base in bases if not base.__dict__.get("lines_last", False)]
        last = [base for base in bases if base.__dict__.get("lines_last", False)]
        ordered = [*first, *last]
        found: dict[str, object] = {}
        for section in cls.sections:
            found.update(section._attributes(wanted))
        for base in ordered:
            for name, value in vars(base).items():
                if not isinstance(value, wanted):
                    continue
                final = next(vars(b)[name] for b in cls.__mro__ if name in vars(b))
                # An optional line takes the place of the line that fulfils it.
                if not isinstance(value, OptionalLine) or isinstance(final, OptionalLine):
                    found[name] = final
        return found


def _may_differ(declared: Input) -> bool:
    return isinstance(declared, Assume) and declared.unit not in ("months", "years")


_Other = TypeVar("_Other", bound=Symbol)


class Uses(Generic[_Other]):
    """Another stream that this one looks at. An `optional` one reads as 0 where the plan has none."""

    def __init__(self, stream: type[_Other], *, optional: bool = False) -> None:
        self.stream, self.optional = stream, optional
        self.name = ""

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __get__(self, instance: Symbol | None, owner: type) -> _Other:
        if instance is None:
            raise AttributeError(self.name)
        return self.stream.symbol(self.name)


class Beside(Generic[_Other]):
    """Another section of the same component: its quantities stand under the same key."""

    def __init__(self, section: type[_Other]) -> None:
        self.section = section

    def __get__(self, instance: Symbol | None, owner: type) -> _Other:
        if instance is None:
            raise AttributeError(self.section.__name__)
        return self.section.symbol(instance.role)


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
    def __get__(self, instance: Symbol, owner: type) -> Family: ...
    def __get__(self, instance: Symbol | None, owner: type) -> Children | Family:
        return self if instance is None else Family(self.name, self.member)


class Stream(Component):
    """A component that a plan names in a table of its own.

    `name` is its table ("affiliate", "tiktok_shop.creator"), `group` the stream it counts towards,
    `many` says whether a plan may have several, each with a name.
    """

    name: ClassVar[str]
    group: ClassVar[str] = ""
    group_label: ClassVar[str] = ""
    many: ClassVar[bool] = False
    #: Position among the sections and charts.
    position: ClassVar[int] = 100
    #: Its colour in charts and headings, "#RRGGBB"; the first stream of a group decides for the group.
    colour: ClassVar[str] = OTHER_STREAM

    @classmethod
    def key(cls, quantity: Quantity) -> str:
        """The key of one of its inputs or lines, as plans and results have it: of a stream of which there is one.

        `Business.key(TakeHome.take_home)` is "business.take_home". Raises ValueError for another class's.
        """
        if quantity not in (cls.inputs() | cls.lines()).values():
            raise ValueError(f"{cls.__name__} has no {quantity.name}")
        return f"{cls.name}.{quantity.name}"


def _equation(symbol: Component, line: Line) -> Equation:
    if line.body is None:
        raise EquationError(f"{line.name} has no equation")
    try:
        body = _as_expr(line.body(symbol))
        opening = None if line.opening is None else _as_expr(line.opening(symbol))
    except EquationError as error:
        raise EquationError(f"{line.place} {line.name}: {error}") from error
    if not line.explanation:
        raise EquationError(f"{line.place} {line.name}: needs a docstring that explains it")
    return Equation(line, body, opening)


def _as_expr(result: Expr | Condition) -> Expr:
    if isinstance(result, Condition):
        return When(result, ONE, ZERO)
    if isinstance(result, Expr):
        return result
    raise EquationError(f"the equation returned {type(result).__name__}, not an expression")
