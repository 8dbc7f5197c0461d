"""What is verified when a class is registered and when a model is built."""

from __future__ import annotations

import linecache

import pytest

from revenue_planner.ground.errors import EquationError
from revenue_planner.language import (
    ONE,
    ZERO,
    Assume,
    AssumeSeason,
    Component,
    Condition,
    Expr,
    balance,
    figure,
    flag,
    line,
    rate,
    ratio,
    seasonal,
    when,
)
from revenue_planner.language.verification import check_component


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
