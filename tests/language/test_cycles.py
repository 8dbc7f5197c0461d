"""Lines that need each other: refused by name, unless `.previous` stands between them."""

from __future__ import annotations

import pytest

from revenue_planner.ground.errors import EquationError
from revenue_planner.language import (
    ZERO,
    Assume,
    Component,
    Expr,
    OptionalLine,
    Stream,
    Uses,
    balance,
    closing,
    figure,
    line,
    total,
)
from revenue_planner.language.verification import check_component
from revenue_planner.model.build import build_model
from tests.support.toys import structure_of


class Clicks(Component):
    """Base of the classes below: right in itself."""

    seen = Assume(10, "clicks", low=0, high=20)

    @line("clicks")
    def clicks(self) -> Expr:
        """As many as are seen."""
        return self.seen


def test_a_cycle_within_a_class_is_refused_with_all_its_members() -> None:
    class Circle(Clicks):
        @line("clicks")
        def first(self) -> Expr:
            """Needs the third."""
            return self.third

        @line("clicks")
        def second(self) -> Expr:
            """Needs the first."""
            return self.first + self.clicks

        @line("clicks")
        def third(self) -> Expr:
            """Needs the second."""
            return self.second

    with pytest.raises(EquationError) as raised:
        check_component(Circle)
    message = str(raised.value)
    assert message.startswith(f"{Circle.first.place} Circle: ")
    assert "first -> third -> second -> first" in message
    assert "one of them must use .previous" in message


def test_previous_closes_a_loop() -> None:
    class Loop(Clicks):
        @balance("clicks", opening=lambda self: ZERO)
        def first(self) -> Expr:
            """The second of last month."""
            return self.second.previous

        @balance("clicks", opening=lambda self: ZERO)
        def second(self) -> Expr:
            """The first, and this month's clicks."""
            return self.first + self.clicks

    check_component(Loop)


class Asked(Stream):
    """What `Left` is known as before it is defined."""

    money = OptionalLine("money")


class Right(Stream):
    """Looks at the left."""

    name = "right"
    other = Uses(Asked)

    @line("money")
    def answer(self) -> Expr:
        """The left's money."""
        return self.other.money


class Left(Asked):
    """Looks at the right, which looks back."""

    name = "left"
    other = Uses(Right)

    @line("money")
    def money(self) -> Expr:
        """The right's answer."""
        return self.other.answer


def test_a_cycle_across_classes_is_refused_by_name_when_the_model_is_built() -> None:
    check_component(Left)
    check_component(Right)

    with pytest.raises(EquationError) as raised:
        build_model(structure_of(Left, Right))
    assert "left.money -> right.answer -> left.money" in str(raised.value)
    assert str(raised.value).startswith(Left.money.place)


class Recurring(Stream):
    """A balance that grows with what `feed` makes of it."""

    delay = Assume(1, "months", low=0, high=3, whole=True)
    feed = OptionalLine("money")

    @balance("money", opening=lambda self: ZERO)
    def stock(self) -> Expr:
        """What was fed last month."""
        return self.feed.previous


class FedLate(Recurring):
    name = "late"

    @balance("money", opening=lambda self: ZERO)
    def feed(self) -> Expr:
        """The stock of some months ago."""
        return self.stock.delayed_by(self.delay)


class FedEarly(Recurring):
    name = "early"

    @balance("money", opening=lambda self: ZERO)
    def feed(self) -> Expr:
        """The stock of some months later."""
        return self.stock.ahead_by(self.delay)


class FedByTotal(Recurring):
    name = "whole"

    @figure("money")
    def everything(self) -> Expr:
        """The stock over all months."""
        return total(self.stock)

    @balance("money", opening=lambda self: ZERO)
    def feed(self) -> Expr:
        """All months together."""
        return self.everything


class FedByEnd(Recurring):
    name = "end"

    @balance("money", opening=lambda self: ZERO)
    def feed(self) -> Expr:
        """The last month's stock."""
        return closing(self.stock)


@pytest.mark.parametrize("cls", [FedLate, FedEarly, FedByTotal, FedByEnd])
def test_whole_rows_within_a_recurrence_are_refused_by_name(cls: type[Stream]) -> None:
    with pytest.raises(EquationError) as raised:
        build_model(structure_of(cls))
    assert f"looks at other months of {cls.name}.stock" in str(raised.value)
    assert "only .previous may close such a loop" in str(raised.value)
