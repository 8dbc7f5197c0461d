"""Own products by what the shop said of last month, worked by hand: visits, orders, refunds; buyers from elsewhere."""

from __future__ import annotations

import pytest

from tests.support.cases import case, exactly

# The plain product: 1,000 clicks on the link x 50 % = 500 visits x 2 % = 10 orders x 20 = 200.


def test_what_the_shop_said_repeats_and_follows_views() -> None:
    plan = case(
        """
        [audience]
        videos = [10, 20]
        [[own_products]]
        name = "a"
        visits_last_month = 400
        orders_last_month = 25
        refunds_last_month = 1
        elsewhere_share = 0.5
        """
    )
    # 400 visits are 0.8 of the 500 by rates; 25 / 400 = 6.25 % order, wherever they came from; 1 / 25 is refunded.
    assert plan.figure("own_products.a.visits_scale") == exactly(0.8)
    assert plan.line("own_products.a.visits")[:2] == exactly([400, 800])
    assert plan.line("own_products.a.orders")[:2] == exactly([25, 50])
    # 25 x 20 = 500 less 4 % = 480.
    assert plan.line("own_products.a.refunds")[:2] == exactly([20, 40])
    assert plan.line("own_products.a.earned")[:2] == exactly([480, 960])


@pytest.mark.parametrize(
    ("stated", "visits", "orders", "refunds"),
    [
        # Usual: 500 visits, 2 % order, 10 % of the 20 each are refunded.
        ("", 500, 10, 20),
        ("visits_last_month = 750", 750, 15, 30),
        ("orders_last_month = 25", 500, 25, 50),
        ("refunds_last_month = 2", 500, 10, 40),
        ("visits_last_month = 750\norders_last_month = 25", 750, 25, 50),
        ("orders_last_month = 25\nrefunds_last_month = 2", 500, 25, 40),
        ("visits_last_month = 0", 0, 0, 0),
        ("orders_last_month = 0", 500, 0, 0),
        ("refunds_last_month = 0", 500, 10, 0),
    ],
)
def test_results_may_be_stated_in_part(stated: str, visits: float, orders: float, refunds: float) -> None:
    plan = case(f'[[own_products]]\nname = "a"\nrefund_rate = 0.1\n{stated}')
    assert plan.line("own_products.a.visits") == exactly([visits] * 6)
    assert plan.line("own_products.a.orders") == exactly([orders] * 6)
    assert plan.line("own_products.a.refunds") == exactly([refunds] * 6)


@pytest.mark.parametrize(("elsewhere", "orders"), [(0, 10), (0.2, 12.5), (0.5, 20), (0.75, 40)])
def test_buyers_from_elsewhere_come_on_top_of_those_from_the_link(elsewhere: float, orders: float) -> None:
    plan = case(f'[[own_products]]\nname = "a"\nelsewhere_share = {elsewhere}')
    # 10 from the link are what is left of all: 10 / (1 - 0.2) = 12.5; 10 / 0.5 = 20; 10 / 0.25 = 40.
    assert plan.line("own_products.a.orders") == exactly([orders] * 6)
    assert plan.figure("own_products.a.orders_last") == exactly(orders)


def test_a_launch_is_behind_a_product_whose_orders_are_stated() -> None:
    launched = '[[own_products]]\nname = "a"\nlaunch = "2026-12"\nlaunch_strength = 3\nlaunch_months = 3'
    # By rates: December 1 + 3 = 4 times 10; January 1 + 3 x 2/3 = 3 times, February twice, then once.
    assert case(launched).line("own_products.a.orders") == exactly([30, 20, 10, 10, 10, 10])
    # 25 orders are what sold: they carry on as they are.
    stated = case(f"{launched}\norders_last_month = 25")
    assert stated.line("own_products.a.launch_multiplier") == exactly([1] * 6)
    assert stated.line("own_products.a.orders") == exactly([25] * 6)


def test_a_rate_by_month_counts_where_its_result_is_not_stated() -> None:
    rates = '[[own_products]]\nname = "a"\nconversion = [0.02, 0.04]\nprice = [20, 30]'
    assert case(rates).line("own_products.a.earned")[:2] == exactly([200, 600])
    # 25 orders in every month, at 20, then at 30.
    assert case(f"{rates}\norders_last_month = 25").line("own_products.a.earned")[:2] == exactly([500, 750])


def test_goods_are_sent_for_every_order_wherever_it_came_from() -> None:
    plan = case(
        """
        [[own_products]]
        name = "a"
        kind = "physical"
        elsewhere_share = 0.5
        unit_cost = 3
        hours_per_order = 0.1
        """
    )
    # 20 orders: 60 for goods and 2 hours.
    assert plan.line("own_products.a.goods_cost") == exactly([60] * 6)
    assert plan.line("own_products.a.hours") == exactly([2] * 6)
