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
    at_start,
    balance,
    figure,
    flag,
    known,
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
    price = Assume(3, "money/click", low=0, high=9, by_month=True)
    clicks_last = Assume(None, "clicks", low=0, high=9)
    clicks_planned = Assume(None, "clicks", low=0, high=9, by_month=True)

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


class Unasked(Funnel):
    @line("clicks")
    def wrong(self) -> Expr:
        """Takes for granted what a plan may leave out."""
        return self.clicks_last + self.clicks


class AskedOfAnother(Funnel):
    @line("clicks")
    def wrong(self) -> Expr:
        """Asks after one and takes the other."""
        return when(known(self.clicks_planned), self.clicks_last, self.clicks)


class AskedTheWrongWay(Funnel):
    @line("clicks")
    def wrong(self) -> Expr:
        """Takes it where it is not stated."""
        return when(known(self.clicks_last), self.clicks, self.clicks_last)


class UnaskedInComparisons(Funnel):
    @flag()
    def wrong(self) -> Condition:
        """Compares with what a plan may leave out."""
        return self.clicks >= self.clicks_last


class UnaskedInOpenings(Funnel):
    @balance("clicks", opening=lambda self: self.clicks_last)
    def wrong(self) -> Expr:
        """Opens with what a plan may leave out."""
        return self.clicks


class UnaskedAtStart(Funnel):
    @figure("clicks")
    def wrong(self) -> Expr:
        """The first month's may be left out as well."""
        return at_start(self.clicks_planned)


class MonthsInFigures(Funnel):
    @figure("money/click")
    def wrong(self) -> Expr:
        """A figure has no months, the price may have."""
        return self.price


class MonthsInOpenings(Funnel):
    @rate("money/click", opening=lambda self: self.price)
    def wrong(self) -> Expr:
        """No month has come before the plan."""
        return self.price


class MonthsAskedInFigures(Funnel):
    @figure("clicks")
    def wrong(self) -> Expr:
        """Known in some months and not in others."""
        return when(known(self.clicks_planned), at_start(self.clicks_planned), self.clicks_now)

    @figure("clicks")
    def clicks_now(self) -> Expr:
        """All clicks."""
        return self.views * self.click_rate


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
        (Unasked, "clicks_last may be left out: write when(known(clicks_last), …)"),
        (AskedOfAnother, "clicks_last may be left out: write when(known(clicks_last), …)"),
        (AskedTheWrongWay, "clicks_last may be left out: write when(known(clicks_last), …)"),
        (UnaskedInComparisons, "clicks_last may be left out: write when(known(clicks_last), …)"),
        (UnaskedInOpenings, "clicks_last may be left out: write when(known(clicks_last), …)"),
        (UnaskedAtStart, "clicks_planned may be left out: write when(known(clicks_planned), …)"),
        (MonthsInFigures, "price may change by month, and a figure has none: write at_start(price)"),
        (MonthsInOpenings, "price may change by month, and a figure has none: write at_start(price)"),
        (
            MonthsAskedInFigures,
            "clicks_planned may change by month, and a figure has none: write at_start(clicks_planned)",
        ),
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


def test_what_may_be_left_out_is_looked_at_where_it_is_known() -> None:
    class Fits(Funnel):
        @line("clicks")
        def clicks_now(self) -> Expr:
            """As planned, else as last month, else by rates."""
            last = when(known(self.clicks_last), self.clicks_last, self.clicks)
            return when(known(self.clicks_planned), self.clicks_planned + ZERO, last)

        @figure("flag")
        def stated(self) -> Condition:
            """Asking is no looking."""
            return known(self.clicks_last)

    check_component(Fits)


def test_a_figure_looks_at_the_first_month_of_what_changes_by_month() -> None:
    class Fits(Funnel):
        @figure("money/click")
        def price_today(self) -> Expr:
            """The price of month 1."""
            return at_start(self.price)

        @rate("money/click", opening=lambda self: at_start(self.price))
        def price_now(self) -> Expr:
            """The month's price."""
            return self.price

    check_component(Fits)
