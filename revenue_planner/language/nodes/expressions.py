"""What equations are made of: inputs and lines, arithmetic, conditions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal, NoReturn

from revenue_planner.ground.errors import EquationError
from revenue_planner.language.quantity import Quantity

Operator = Literal["+", "-", "*", "/"]
Comparison = Literal[">=", ">", "<=", "<", "="]

#: Whose the calendar and the conversions are, in keys such as "plan.month_number": every plan has them.
PLAN_PART = "plan"


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """Anything that stands in an equation's tree."""

    def children(self) -> list[Node]:
        found: list[Node] = []
        for name in self.__dataclass_fields__:
            value = getattr(self, name)
            if isinstance(value, Node):
                found.append(value)
            elif isinstance(value, tuple):
                found += [item for item in value if isinstance(item, Node)]
        return found

    def walk(self) -> Iterator[Node]:
        """Itself and all that it is made of, each before its own parts."""
        waiting: list[Node] = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting += reversed(node.children())

    def __bool__(self) -> NoReturn:
        raise EquationError(
            "an equation has no truth value while it is traced: write when(condition, a, b) instead of "
            "if, larger_of/smaller_of instead of max/min, and flag * flag instead of and"
        )


@dataclass(frozen=True, slots=True, eq=False)
class Expr(Node):
    """A quantity with a unit: what equations are made of."""

    def __add__(self, other: Expr) -> Expr:
        return Binary("+", self, as_expr(other))

    def __sub__(self, other: Expr) -> Expr:
        return Binary("-", self, as_expr(other))

    def __mul__(self, other: Expr) -> Expr:
        return Binary("*", self, as_expr(other))

    def __truediv__(self, other: Expr) -> Expr:
        return Binary("/", self, as_expr(other))

    def __ge__(self, other: Expr) -> Compare:
        return compared(">=", self, as_expr(other))

    def __gt__(self, other: Expr) -> Compare:
        return compared(">", self, as_expr(other))

    def __le__(self, other: Expr) -> Compare:
        return compared("<=", self, as_expr(other))

    def __lt__(self, other: Expr) -> Compare:
        return compared("<", self, as_expr(other))

    def __radd__(self, other: object) -> Expr:
        return as_expr(other)

    __rsub__ = __rmul__ = __rtruediv__ = __radd__

    def __pow__(self, other: object) -> NoReturn:
        raise EquationError(
            "there is no power operator: Excel, LibreOffice and Python disagree on it; "
            "let a balance grow from month to month instead"
        )

    def __neg__(self) -> NoReturn:
        raise EquationError("write ZERO - x instead of -x: applications disagree on -x^2 and --x")

    @property
    def previous(self) -> Expr:
        """This line one month earlier; in month 1, its opening figure."""
        return Previous(_line_ref(self, "previous"))

    def delayed_by(self, months: Expr) -> Expr:
        """This line `months` earlier (a whole number, the same in every month); 0 before the plan."""
        return Delayed(_line_ref(self, "delayed_by"), as_expr(months))

    def ahead_by(self, months: Expr) -> Expr:
        """This line `months` later; past the plan's end, its last value."""
        return Ahead(_line_ref(self, "ahead_by"), as_expr(months))

    def is_(self, option: str) -> Condition:
        """Whether a choice input has this option."""
        if not isinstance(self, InputRef) or not self.declared.options:
            raise EquationError("is_() asks a Choice input; compare numbers with >= or <=")
        if option not in self.declared.options:
            raise EquationError(f'"{option}" is not an option of {self.name}: {self.declared.options}')
        return Is(self, option)


@dataclass(frozen=True, slots=True, eq=False)
class Condition(Node):
    """True or false; only `when` and flag lines take it."""


@dataclass(frozen=True, slots=True, eq=False)
class Constant(Expr):
    """0 or 1: the only numbers an equation may hold. There is one of each, also after copying."""

    value: int

    def __reduce__(self) -> tuple[Callable[[int], Constant], tuple[int]]:
        return constant, (self.value,)


@cache
def constant(value: int) -> Constant:
    return Constant(value)


@dataclass(frozen=True, slots=True, eq=False)
class Conversion(Expr):
    """A unit conversion with a name, kept in a labelled cell of the workbook."""

    name: str
    value: float
    unit: str
    note: str

    @property
    def key(self) -> str:
        return f"{PLAN_PART}.{self.name}"


@dataclass(frozen=True, slots=True, eq=False)
class Reference(Expr):
    """A quantity of `owner`: a role while a class is traced ("" is itself), an instance's key once bound."""

    owner: str
    name: str
    declared: Quantity

    @property
    def key(self) -> str:
        return f"{self.owner}.{self.name}"

    def children(self) -> list[Node]:
        return []  # most nodes are references, so they are not searched


@dataclass(frozen=True, slots=True, eq=False)
class InputRef(Reference):
    """An input."""


@dataclass(frozen=True, slots=True, eq=False)
class LineRef(Reference):
    """A line in the same month; never its inlined formula."""


@dataclass(frozen=True, slots=True, eq=False)
class Previous(Expr):
    line: LineRef


@dataclass(frozen=True, slots=True, eq=False)
class Delayed(Expr):
    line: LineRef
    months: Expr


@dataclass(frozen=True, slots=True, eq=False)
class Ahead(Expr):
    line: LineRef
    months: Expr


@dataclass(frozen=True, slots=True, eq=False)
class Binary(Expr):
    operator: Operator
    left: Expr
    right: Expr


@dataclass(frozen=True, slots=True, eq=False)
class Compare(Condition):
    """How two figures stand to each other, where a difference of TOLERANCE times the `amounts` together is none.

    The amounts are what the two figures are made of, counted without their signs; without amounts, every
    difference counts.
    """

    comparison: Comparison
    left: Expr
    right: Expr
    amounts: tuple[Expr, ...] = ()

    def among(self, *amounts: Expr) -> Compare:
        """The same, measured against these amounts.

        Needed where a figure that is left over, such as a balance, is compared with 0: only the amounts that it is
        made of tell rounding from money. They have the unit of the two sides.
        """
        return replace(self, amounts=tuple(as_expr(amount) for amount in amounts))


@dataclass(frozen=True, slots=True, eq=False)
class Is(Condition):
    choice: InputRef
    option: str


@dataclass(frozen=True, slots=True, eq=False)
class SumOf(Expr):
    """A sum of any number of terms; an empty one is 0."""

    terms: tuple[Expr, ...]


#: The share of the amounts involved by which two figures may differ and still count as the same: engines differ
#: in the last bits, and a bar that is exactly met must count as met in all of them, in cents and in millions.
TOLERANCE = Conversion(
    "tolerance", 1e-9, "1", "figures are the same that differ by less than this share of their amounts"
)


def compared(comparison: Comparison, left: Expr, right: Expr) -> Compare:
    """A comparison that is measured against the terms of its two sides."""
    sides = [terms for side in (left, right) if len(terms := _terms(side)) > 1]
    # At a tie of two single figures, one of them is as large as the other.
    amounts = [term for terms in sides for term in terms] if sides else _terms(right) if _terms(left) else []
    return Compare(comparison, left, right, tuple(amounts))


def _terms(side: Expr) -> list[Expr]:
    """What a side is a sum or difference of; nothing for 0."""
    if isinstance(side, Binary) and side.operator in "+-":
        return [*_terms(side.left), *_terms(side.right)]
    if isinstance(side, SumOf):
        return [term for each in side.terms for term in _terms(each)]
    return [] if isinstance(side, Constant) and side.value == 0 else [side]


def never_negative(node: Expr) -> bool:
    """Whether a figure is known to be 0 or more, so that it counts as an amount as it stands."""
    if isinstance(node, InputRef):
        return getattr(node.declared, "minimum", -1.0) >= 0.0
    return isinstance(node, (Constant, Conversion))


def as_expr(value: object) -> Expr:
    """The value itself. Raises EquationError where it is not an expression."""
    if isinstance(value, Expr):
        return value
    if isinstance(value, (int, float)):
        raise EquationError(
            f"the number {value} stands in an equation: use ZERO or ONE, a named Conversion, "
            "or make it an Assume so that a user can see and change it"
        )
    raise EquationError(f"{type(value).__name__} cannot stand in an equation")


def _line_ref(value: Expr, word: str) -> LineRef:
    if isinstance(value, LineRef):
        return value
    raise EquationError(f".{word} belongs to a line; give this expression a line of its own first")
