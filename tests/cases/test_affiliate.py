"""Affiliate commissions, worked by hand: clicks, orders, commission, payout."""

from __future__ import annotations

import pytest

from tests.support.cases import case, exactly


def test_an_amazon_month_from_clicks_to_a_payout_two_months_later() -> None:
    plan = case(
        """
        [[affiliate]]
        name = "amazon"
        link_share = 0.30
        content_click_rate = 0.0002
        conversion = 0.02
        basket = 45
        commission_rate = 0.03
        reversal_rate = 0.08
        payment_delay = 2
        payout_minimum = 10
        admin_hours = 3
        """
    )
    # Clicks: 1,000 x 30 % = 300 from the profile link + 100,000 x 0.0002 = 20 from content = 320
    # Orders: 320 x 2 % = 6.4; sales 6.4 x 45 = 288; commission 288 x 3 % = 8.64, less 8 % = 7.9488
    assert plan.line("affiliate.amazon.clicks") == exactly([320] * 6)
    assert plan.line("affiliate.amazon.orders") == exactly([6.4] * 6)
    assert plan.line("affiliate.amazon.sales") == exactly([288] * 6)
    assert plan.line("affiliate.amazon.earned") == exactly([7.9488] * 6)
    # January falls due in March: 7.9488 is below 10 and rolls over. April: 15.8976, paid. May: 7.9488.
    # June: 15.8976, paid.
    assert plan.line("affiliate.amazon.due") == exactly([0, 0, 7.9488, 7.9488, 7.9488, 7.9488])
    assert plan.line("affiliate.amazon.received") == exactly([0, 0, 0, 15.8976, 0, 15.8976])
    assert plan.line("affiliate.amazon.hours") == exactly([3] * 6)
    # Earned 6 x 7.9488 = 47.6928, received 31.7952: 15.8976 (May and June) are still owed.
    assert plan.line("business.receivables")[-1] == exactly(15.8976)


@pytest.mark.parametrize(
    ("reversed_share", "earned"),
    [(0, 50), (0.08, 46), (0.25, 37.5), (1, 0)],
)
def test_commission_on_returned_orders_is_lost(reversed_share: float, earned: float) -> None:
    plan = case(f'[[affiliate]]\nname = "a"\nreversal_rate = {reversed_share}')
    # 50 x (1 - 0) = 50; 50 x 0.92 = 46; 50 x 0.75 = 37.50; nothing.
    assert plan.line("affiliate.a.earned") == exactly([earned] * 6)


def test_several_programmes_share_the_clicks_on_one_link() -> None:
    plan = case(
        """
        [[affiliate]]
        name = "amazon"
        link_share = 0.5
        conversion = 0.02
        basket = 40
        commission_rate = 0.05
        [[affiliate]]
        name = "ltk"
        link_share = 0.3
        conversion = 0.05
        basket = 60
        commission_rate = 0.10
        [[affiliate]]
        name = "brand_code"
        link_share = 0.2
        conversion = 0.10
        basket = 30
        commission_rate = 0.15
        """
    )
    # 1,000 clicks: 500, 300 and 200.
    # amazon:     500 x 2 %  = 10 orders x 40 = 400 x 5 %  = 20
    # ltk:        300 x 5 %  = 15 orders x 60 = 900 x 10 % = 90
    # brand_code: 200 x 10 % = 20 orders x 30 = 600 x 15 % = 90
    assert plan.line("affiliate.amazon.earned") == exactly([20] * 6)
    assert plan.line("affiliate.ltk.earned") == exactly([90] * 6)
    assert plan.line("affiliate.brand_code.earned") == exactly([90] * 6)
    assert plan.line("by_stream.affiliate.earned") == exactly([200] * 6)
    # 0.5 + 0.3 + 0.2 = 100 % of the clicks, which is allowed.
    assert plan.figure("business.link_shares") == exactly(1)
    assert plan.figure("business.link_shares_fit") == 1


def test_a_programme_that_is_off_gives_its_clicks_back() -> None:
    plan = case(
        """
        [[affiliate]]
        name = "old"
        on = "off"
        link_share = 0.8
        [[affiliate]]
        name = "new"
        link_share = 0.8
        """
    )
    # old: nothing. new: 800 clicks x 5 % = 40 orders x 50 = 2,000 x 10 % = 200.
    assert plan.line("affiliate.old.earned") == exactly([0] * 6)
    assert plan.line("affiliate.new.earned") == exactly([200] * 6)
    assert plan.figure("business.link_shares") == exactly(0.8)


def test_links_in_videos_are_clicked_by_viewers_not_by_visitors_of_the_profile() -> None:
    plan = case(
        """
        [audience]
        videos = [10, 20]
        [[affiliate]]
        name = "a"
        link_share = 0
        content_click_rate = 0.001
        """
    )
    # 100,000 x 0.001 = 100 clicks x 5 % = 5 orders x 50 = 250 x 10 % = 25; twice the views, twice that.
    assert plan.line("affiliate.a.earned")[:2] == exactly([25, 50])


def test_a_payout_minimum_is_reached_also_where_binary_arithmetic_adds_up_to_less() -> None:
    plan = case(
        """
        [plan]
        months = 12
        [[affiliate]]
        name = "a"
        link_share = 0
        content_click_rate = 0.00001
        conversion = 1
        basket = 1
        commission_rate = 0.1
        payout_minimum = 0.8
        """
    )
    # 100,000 x 0.00001 = 1 click, 1 order of 1.00, 0.10 commission a month. After 8 months 0.80 is
    # reached, although 0.1 added up 8 times is 0.7999999999999999 in binary.
    assert 0.1 + 0.1 + 0.1 + 0.1 + 0.1 + 0.1 + 0.1 + 0.1 < 0.8
    assert plan.line("affiliate.a.received") == exactly([0, 0, 0, 0, 0, 0, 0, 0.8, 0, 0, 0, 0])


def test_a_programme_that_pays_by_cheque_waits_for_100() -> None:
    plan = case(
        """
        [plan]
        months = 8
        [[affiliate]]
        name = "amazon"
        commission_rate = 0.08
        payment_delay = 2
        payout_minimum = 100
        opening_unpaid = 10
        """
    )
    # 500 sales x 8 % = 40 a month, due 2 months later; 10 wait from before.
    # months 1, 2: 10. month 3: 50. month 4: 90. month 5: 130, paid. month 6: 40. month 7: 80. month 8: 120, paid.
    assert plan.line("affiliate.amazon.received") == exactly([0, 0, 0, 0, 130, 0, 0, 120])
    assert plan.line("affiliate.amazon.unpaid") == exactly([10, 10, 50, 90, 0, 40, 80, 0])


def test_the_month_factor_stops_clicks_and_time_of_one_programme_only() -> None:
    plan = case(
        """
        [plan]
        stress = ["affiliate.shein stops in 2027-02"]
        [[affiliate]]
        name = "shein"
        admin_hours = 2
        [[affiliate]]
        name = "amazon"
        admin_hours = 2
        """
    )
    assert plan.line("affiliate.shein.earned") == exactly([50, 0, 0, 0, 0, 0])
    assert plan.line("affiliate.shein.hours") == exactly([2, 0, 0, 0, 0, 0])
    assert plan.line("affiliate.amazon.earned") == exactly([50] * 6)
