"""What is verified when a class is registered and when a model is built."""

from __future__ import annotations

import linecache

import pytest

from revenue_planner.equations import (
    ONE,
    ZERO,
    Assume,
    AssumeSeason,
    Component,
    Condition,
    Expr,
    OptionalLine,
    Stream,
    Uses,
    balance,
    closing,
    figure,
    flag,
    line,
    rate,
    ratio,
    seasonal,
    total,
    when,
)
from revenue_planner.equations.verification import check_component
from revenue_planner.errors import EquationError
from revenue_planner.model.build import build_model
from tests.equations.toys import structure_of


class Funnel(Component):
    """Base of the classes below: right in itself."""

    views = Assume(1000, "views", low=0, high=2000)
    click_rate = Assume(0.1, "click/view", low=0, high=0.2)
    delay = Assume(1, "months", low=0, high=3, whole=True)
    by_season = AssumeSeason((1.0,) * 12)

    @line("clicks")
    def clicks(self) -> Expr:
        """Views times clicks per view."""
        return self.views * self.click_rate


def refusal(cls: type[Component]) -> str:
    with pytest.raises(EquationError) as raised:
        check_component(cls)
    return str(raised.value)


def test_units_that_fit_are_accepted() -> None:
    check_component(Funnel)


def test_a_wrong_unit_is_refused_with_file_and_line() -> None:
    class Wrong(Funnel):
        @line("orders")
        def orders(self) -> Expr:
            """Clicks are not orders."""
            return self.clicks

    message = refusal(Wrong)
    place, _, rest = message.partition(" ")
    file, _, number = place.rpartition(":")

    assert rest == "orders: comes out as click, but is declared orders"
    assert file == __file__
    assert linecache.getline(file, int(number)).strip() == '@line("orders")'


class Sums(Funnel):
    @line("clicks")
    def wrong(self) -> Expr:
        """Adds what cannot be added."""
        return self.clicks + self.views


class Differences(Funnel):
    @line("clicks")
    def wrong(self) -> Expr:
        """Subtracts what cannot be subtracted."""
        return self.clicks - ONE


class Comparisons(Funnel):
    @flag()
    def wrong(self) -> Condition:
        """Compares what cannot be compared."""
        return self.clicks >= self.views


class Alternatives(Funnel):
    @line("clicks")
    def wrong(self) -> Expr:
        """Gives either of two things."""
        return when(self.clicks > ZERO, self.clicks, self.views)


class Delays(Funnel):
    @line("clicks")
    def wrong(self) -> Expr:
        """Delays by a number of views."""
        return self.clicks.delayed_by(self.views)


class Openings(Funnel):
    @balance("clicks", opening=lambda self: self.views)
    def wrong(self) -> Expr:
        """Opens with views."""
        return self.clicks


class SeasonsOfFigures(Funnel):
    @figure("factor")
    def wrong(self) -> Expr:
        """A figure has no calendar month."""
        return seasonal(self.by_season)


class PreviousOfFigures(Funnel):
    @balance("clicks", opening=lambda self: ZERO)
    def so_far(self) -> Expr:
        """Clicks so far."""
        return self.so_far.previous + self.clicks

    @figure("clicks")
    def wrong(self) -> Expr:
        """A figure has no month before."""
        return self.so_far.previous


class NoOpening(Funnel):
    @line("clicks")
    def wrong(self) -> Expr:
        """Grows from nothing stated."""
        return self.clicks.previous


@pytest.mark.parametrize(
    ("cls", "told"),
    [
        (Sums, "cannot add: click and view"),
        (Differences, "cannot subtract: click and 1"),
        (Comparisons, "cannot compare: click and view"),
        (Alternatives, "when() gives either: click and view"),
        (Delays, "a delay is in months: view and month"),
        (Openings, "comes out as view, but is declared clicks"),
        (SeasonsOfFigures, "a figure has no months, so no season"),
        (PreviousOfFigures, "a figure has no months, so no previous"),
        (NoOpening, "clicks.previous needs an opening figure on clicks"),
    ],
)
def test_what_does_not_fit_is_refused(cls: type[Component], told: str) -> None:
    message = refusal(cls)
    assert message.startswith(f"{cls.lines()['wrong'].place} wrong: ")
    assert message.endswith(told)


def test_zero_fits_every_unit() -> None:
    class Fits(Funnel):
        @line("clicks")
        def none(self) -> Expr:
            """No clicks at all, on top of the clicks there are."""
            return when(self.clicks > ZERO, ZERO, ZERO) + self.clicks

        @rate("click/view")
        def seen(self) -> Expr:
            """Clicks over views."""
            return ratio(self.clicks, self.views)

    check_component(Fits)


def test_a_cycle_within_a_class_is_refused_with_all_its_members() -> None:
    class Circle(Funnel):
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

    message = refusal(Circle)
    assert message.startswith(f"{Circle.first.place} Circle: ")
    assert "first -> third -> second -> first" in message
    assert "one of them must use .previous" in message


def test_previous_closes_a_loop() -> None:
    class Loop(Funnel):
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
