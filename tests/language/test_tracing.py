"""How a method becomes a tree, and what an equation may not hold."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from revenue_planner.ground.errors import EquationError
from revenue_planner.language import (
    ONE,
    ZERO,
    Assume,
    AssumeMonth,
    AssumeSeason,
    Choice,
    Component,
    Condition,
    Expr,
    at_least,
    irr,
    line,
    month_number,
    npv,
    seasonal,
    total,
    when,
)
from revenue_planner.language.nodes import Binary, InputRef, LineRef, When


class Shop(Component):
    """A shop."""

    kind = Choice("open", ("open", "shut"))
    price = Assume(10, "money/order", low=5, high=20)
    season = AssumeSeason((1.0,) * 12)
    launch = AssumeMonth(2)

    @line("orders")
    def orders(self) -> Expr:
        """Orders, as many as there are."""
        return ZERO

    @line("money")
    def sales(self) -> Expr:
        """Orders times price."""
        return self.orders * self.price

    @line("money", label="GMV")
    def kept(self) -> Expr:
        """What is kept
        while the shop is open."""
        return when(self.kind.is_("open"), self.sales, ZERO)


#: Untyped, so that the type checker lets the tests write what the language refuses.
SHOP: Any = Shop.symbol("")
PLAIN_ZERO: Any = 0


def test_a_line_is_referred_to_and_never_inlined() -> None:
    body = Shop.equations()["sales"].body

    assert isinstance(body, Binary)
    assert isinstance(body.left, LineRef)
    assert (body.operator, body.left.name) == ("*", "orders")
    assert isinstance(body.right, InputRef)
    assert body.right.name == "price"


def test_equations_are_traced_once() -> None:
    assert Shop.equations() is Shop.equations()


def test_the_docstring_is_the_explanation_on_one_line() -> None:
    assert Shop.kept.explanation == "What is kept while the shop is open."


def test_labels_come_from_names_unless_given() -> None:
    assert [found.label for found in Shop.lines().values()] == ["Orders", "Sales", "GMV"]


def test_a_condition_as_a_body_is_1_or_0() -> None:
    class Flagged(Component):
        """A flag."""

        @line("flag")
        def open(self) -> Condition:
            """1 when something is above nothing."""
            return ONE > ZERO

    body = Flagged.equations()["open"].body
    assert isinstance(body, When)
    assert (body.then, body.otherwise) == (ONE, ZERO)


REFUSED: dict[str, tuple[Callable[[], object], str]] = {
    "if": (lambda: 1 if SHOP.sales > ZERO else 0, "when(condition, a, b)"),
    "bool": (lambda: bool(SHOP.sales), "no truth value"),
    "and": (lambda: SHOP.sales > ZERO and SHOP.orders > ZERO, "flag * flag"),
    "not": (lambda: not SHOP.sales, "no truth value"),
    "max": (lambda: max(SHOP.sales, ZERO), "larger_of/smaller_of"),
    "min": (lambda: min(SHOP.sales, ZERO), "larger_of/smaller_of"),
    "a < b < c": (lambda: ZERO < SHOP.sales < ONE, "no truth value"),
    "number on the right": (lambda: SHOP.sales * 0.5, "the number 0.5 stands in an equation"),
    "number on the left": (lambda: 2 * SHOP.sales, "the number 2 stands in an equation"),
    "number subtracted from": (lambda: 1 - SHOP.sales, "use ZERO or ONE"),
    "number divided": (lambda: 1 / SHOP.sales, "make it an Assume"),
    "number compared": (lambda: SHOP.sales >= 100, "the number 100"),
    "number in a function": (lambda: at_least(SHOP.sales, PLAIN_ZERO), "the number 0"),
    "text": (lambda: SHOP.sales + "1", "str cannot stand in an equation"),
    "power": (lambda: SHOP.sales**ONE, "there is no power operator"),
    "negation": (lambda: -SHOP.sales, "write ZERO - x"),
    "when without condition": (lambda: when(SHOP.sales, ONE, ZERO), "when() needs a condition"),
    "previous of a sum": (lambda: (SHOP.sales + ZERO).previous, ".previous belongs to a line"),
    "previous of an input": (lambda: SHOP.price.previous, "a line of its own first"),
    "delay of a product": (lambda: (SHOP.sales * ONE).delayed_by(ONE), ".delayed_by belongs to a line"),
    "lead of an input": (lambda: SHOP.price.ahead_by(ONE), ".ahead_by belongs to a line"),
    "total of an expression": (lambda: total(SHOP.sales + SHOP.sales), "a total is taken over a line"),
    "npv of an expression": (lambda: npv(ONE, SHOP.sales * ONE), "npv() takes a line"),
    "irr of an input": (lambda: irr(SHOP.price, ONE, ONE), "irr() takes a line"),
    "season of a number": (lambda: seasonal(SHOP.price), "needs an input of kind season"),
    "month of a line": (lambda: month_number(SHOP.sales), "needs an input of kind month"),
    "is_ of a number": (lambda: SHOP.price.is_("open"), "is_() asks a Choice"),
    "unknown option": (lambda: SHOP.kind.is_("closed"), '"closed" is not an option of kind'),
}


@pytest.mark.parametrize(("write", "told"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_printed_alike_everywhere_is_refused(write: Callable[[], object], told: str) -> None:
    with pytest.raises(EquationError) as raised:
        write()
    assert told in str(raised.value)


def test_the_error_names_file_and_line_of_the_equation() -> None:
    class Halved(Component):
        """Sales, halved the wrong way."""

        @line("money")
        def half(self) -> Expr:
            """Half of nothing."""
            return ZERO * 0.5  # type: ignore[no-any-return, operator]

    with pytest.raises(EquationError) as raised:
        Halved.equations()
    assert str(raised.value).startswith(f"{Halved.half.place} half: the number 0.5")
    assert __file__ in Halved.half.place


def test_a_line_without_explanation_is_refused() -> None:
    class Silent(Component):
        """Says nothing."""

        @line("money")
        def sales(self) -> Expr:
            return ZERO

    with pytest.raises(EquationError, match="sales: needs a docstring"):
        Silent.equations()


def test_a_line_that_returns_no_expression_is_refused() -> None:
    class Wrong(Component):
        """Returns a number."""

        @line("money")
        def sales(self) -> Expr:
            """A number."""
            return 5  # type: ignore[return-value]

    with pytest.raises(EquationError, match="returned int, not an expression"):
        Wrong.equations()


@pytest.mark.parametrize(
    "declare",
    [
        lambda: Assume(5, "orders", low=6, high=9),
        lambda: Assume(5, "orders", low=1, high=4),
        lambda: Assume(0.5, "share", low=0.1, high=1.2),
        lambda: type("Far", (Component,), {"distance": Assume(1, "parsecs", low=0, high=2)}),
        lambda: AssumeSeason((1.0,) * 11),
        lambda: Choice("c", ("a", "b")),
    ],
    ids=["base below low", "base above high", "share above 1", "unit", "eleven factors", "choice"],
)
def test_a_wrong_declaration_is_refused_where_it_stands(declare: Callable[[], object]) -> None:
    with pytest.raises(ValueError, match=r"low|unknown unit|12 factors|not among"):
        declare()
