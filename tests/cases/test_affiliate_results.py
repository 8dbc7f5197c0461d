"""Affiliate programmes by what their reports said of last month, worked by hand: clicks, orders, commission."""

from __future__ import annotations

import pytest

from tests.support.cases import case, exactly

# The plain programme: 1,000 clicks on the link x 20 % = 200; x 5 % = 10 orders x 50 x 10 % = 50, 5 an order.


def test_what_the_report_said_repeats_and_follows_views() -> None:
    plan = case(
        """
        [audience]
        videos = [10, 20]
        [[affiliate]]
        name = "a"
        clicks_last_month = 300
        orders_last_month = 12
        commission_last_month = 90
        """
    )
    # 300 clicks are 1.5 times the 200 by rates; 12 / 300 = 4 % order; 90 / 12 = 7.50 an order.
    assert plan.figure("affiliate.a.clicks_scale") == exactly(1.5)
    assert plan.line("affiliate.a.clicks")[:2] == exactly([300, 600])
    assert plan.line("affiliate.a.orders")[:2] == exactly([12, 24])
    assert plan.line("affiliate.a.earned")[:2] == exactly([90, 180])


@pytest.mark.parametrize(
    ("stated", "clicks", "orders", "earned"),
    [
        ("", 200, 10, 50),
        ("clicks_last_month = 300", 300, 15, 75),
        ("orders_last_month = 12", 200, 12, 60),
        ("commission_last_month = 90", 200, 10, 90),
        ("clicks_last_month = 300\norders_last_month = 12", 300, 12, 60),
        ("clicks_last_month = 300\ncommission_last_month = 90", 300, 15, 90),
        ("orders_last_month = 12\ncommission_last_month = 90", 200, 12, 90),
        ("clicks_last_month = 0", 0, 0, 0),
        ("orders_last_month = 0", 200, 0, 0),
        ("commission_last_month = 0", 200, 10, 0),
    ],
)
def test_results_may_be_stated_in_part(stated: str, clicks: float, orders: float, earned: float) -> None:
    plan = case(f'[[affiliate]]\nname = "a"\n{stated}')
    assert plan.line("affiliate.a.clicks") == exactly([clicks] * 6)
    assert plan.line("affiliate.a.orders") == exactly([orders] * 6)
    assert plan.line("affiliate.a.earned") == exactly([earned] * 6)


def test_clicks_that_are_stated_come_from_the_link_and_from_videos_as_usual() -> None:
    plan = case(
        """
        [audience]
        promotion = [0, 100]
        promotion_views = 500
        [[affiliate]]
        name = "a"
        content_click_rate = 0.001
        clicks_last_month = 600
        """
    )
    # By rates 200 from the link and 100,000 x 0.001 = 100 from videos: 600 are twice that.
    # 50,000 views more bring half as much again of both.
    assert plan.figure("affiliate.a.clicks_by_rates") == exactly(300)
    assert plan.line("affiliate.a.clicks")[:2] == exactly([600, 900])


def test_a_rate_by_month_counts_where_its_result_is_not_stated() -> None:
    plan = case(
        """
        [[affiliate]]
        name = "a"
        conversion = [0.05, 0.10]
        commission_rate = [0.10, 0.20]
        commission_last_month = 60
        """
    )
    # Orders by rates: 10, then 20. 60 / 10 = 6 an order, whatever the rate becomes.
    assert plan.line("affiliate.a.earned")[:2] == exactly([60, 120])
    other = case('[[affiliate]]\nname = "a"\nconversion = [0.05, 0.10]\nbasket = [50, 100]\norders_last_month = 12')
    # 12 orders, whatever conversion becomes, x 5, then x 10.
    assert other.line("affiliate.a.earned")[:2] == exactly([60, 120])


def test_results_of_half_a_month_of_views_are_a_months() -> None:
    plan = case('[audience.measured]\ndays = 15.21875\n[[affiliate]]\nname = "a"\nclicks_last_month = 300')
    # A month has 200,000 views and 2,000 clicks on the link: 400 by rates, of which 300 were there.
    assert plan.figure("affiliate.a.clicks_scale") == exactly(0.75)
    assert plan.line("affiliate.a.clicks") == exactly([300] * 6)


def test_without_clicks_by_rates_nothing_scales() -> None:
    plan = case('[[affiliate]]\nname = "a"\nlink_share = 0\nclicks_last_month = 300')
    assert plan.figure("affiliate.a.clicks_scale") == 1
    assert plan.line("affiliate.a.clicks") == exactly([0] * 6)
