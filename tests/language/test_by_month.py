"""Which inputs may change by month follows from the equations that look at them."""

from __future__ import annotations

import pytest

from revenue_planner.ground.errors import EquationError
from revenue_planner.language import (
    ONE,
    Assume,
    Component,
    Condition,
    Expr,
    Stream,
    Uses,
    balance,
    check,
    figure,
    highest,
    line,
    rate,
    total,
)
from revenue_planner.language.verification import check_component
from revenue_planner.reference.specimen import specimen


class Shop(Stream):
    """An input of every sort."""

    name = "shop"

    orders_today = Assume(10, "orders", low=0, high=20)
    price = Assume(5, "money/order", low=1, high=9)
    fee = Assume(0.1, "share", low=0, high=0.2)
    delay = Assume(1, "months", low=0, high=3, whole=True)
    span = Assume(3, "months", low=1, high=6)
    goal = Assume(100, "money", low=0, high=900)
    unused = Assume(1, "share", low=0, high=1)

    @balance("orders", opening=lambda self: self.orders_today)
    def orders(self) -> Expr:
        """As many as before."""
        return self.orders.previous

    @line("money")
    def sales(self) -> Expr:
        """Orders times price, less the fee."""
        return self.orders * self.price * (ONE - self.fee) * (self.span / self.span)

    @line("money")
    def paid(self) -> Expr:
        """Later."""
        return self.sales.delayed_by(self.delay)

    @check("The goal is reached")
    def reached(self) -> Condition:
        """Over all months."""
        return total(self.sales) >= self.goal


def test_what_equations_look_at_month_by_month_may_change_by_month() -> None:
    """Not what stands at the start, a delay or a length of time, what a check over all months takes, or nothing."""
    check_component(Shop)
    assert Shop.by_month() == {"price", "fee"}


def test_a_line_of_a_subclass_counts_for_it_alone() -> None:
    class Other(Shop):
        @figure("money/order", label="Price of all months")
        def price_told(self) -> Expr:
            """One figure."""
            return self.price

    check_component(Other)
    assert Other.by_month() == {"fee"}
    assert Shop.by_month() == {"price", "fee"}


def test_what_is_expected_by_month_cannot_become_one_figure() -> None:
    class Wrong(Component):
        price = Assume(5, "money/order", low=1, high=9, by_month=True)

        @figure("money/order", label="Price of all months")
        def price_told(self) -> Expr:
            """One figure."""
            return self.price

    with pytest.raises(
        EquationError, match=r"price_told: takes one figure of price for all months, but a plan may give"
    ):
        check_component(Wrong)


def test_what_another_stream_may_have_by_month_cannot_either() -> None:
    class Steady(Component):
        shop = Uses(Shop)

        @figure("money/order", label="Price of all months")
        def price_told(self) -> Expr:
            """One figure."""
            return self.shop.price

    class Monthly(Component):
        shop = Uses(Shop)

        @rate("money/order", label="Price of the month")
        def price_now(self) -> Expr:
            """One a month."""
            return self.shop.price

        @figure("money/order", label="Highest price")
        def price_told(self) -> Expr:
            """Of all months."""
            return highest(self.price_now)

    with pytest.raises(EquationError, match=r"takes one figure of shop\.price for all months"):
        check_component(Steady)
    check_component(Monthly)


def test_most_inputs_may_change_by_month() -> None:
    """All shares and rates; not delays, what there is at the start, loans, and what is weighed once."""
    inputs = specimen().inputs
    steady = {
        key.rpartition(".")[2]
        for key, each in inputs.items()
        if each.declared.kind == "number" and each.part.key != "risk" and not each.may_differ
    }
    assert steady == {
        "age", "age_bar", "opening_followers", "opening_views", "opening_unpaid", "opening_stock", "opening_cash",
        "opening_receivables", "receivables_months", "payment_delay", "stock_lead", "production_lead", "launch_months",
        "rhythm_regular_bar", "rhythm_frequent_bar", "rhythm_daily_bar", "score_floor", "score_ceiling",
        "completion_weight", "rewatch_weight", "engagement_weight", "quality_weight", "niche_weight",
        "posting_time_weight", "cash_floor", "largest_share_limit", "initial_investment", "discount_rate",
        "loan_amount", "loan_rate", "loan_months",
    }  # fmt: skip
