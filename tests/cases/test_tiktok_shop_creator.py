"""TikTok Shop as a creator, worked by hand: commission on other sellers' goods."""

from __future__ import annotations

import pytest

from tests.support.cases import case, exactly


def test_a_month_of_shoppable_videos_and_live_selling() -> None:
    plan = case(
        """
        [tiktok_shop.creator]
        shoppable_videos = 6
        video_click_rate = 0.006
        video_order_rate = 0.02
        live_hours = 10
        live_viewers_per_hour = 120
        live_click_rate = 0.06
        live_order_rate = 0.03
        basket = 32
        return_rate = 0.10
        commission_rate = 0.13
        hours_per_shoppable_video = 0.5
        live_preparation = 0.4
        """
    )
    # Videos: 6 x 10,000 = 60,000 views x 0.6 % = 360 clicks x 2 % = 7.2 orders
    # LIVE: 10 hours x 120 = 1,200 viewers x 6 % = 72 clicks x 3 % = 2.16 orders
    # GMV: 9.36 orders x 32 = 299.52; returns 10 % = 29.952
    # Commission: (299.52 - 29.952) x 13 % = 269.568 x 13 % = 35.04384
    # Hours: 6 x 0.5 + 10 x 1.4 = 17
    assert plan.line("tiktok_shop.creator.video_orders") == exactly([7.2] * 6)
    assert plan.line("tiktok_shop.creator.live_orders") == exactly([2.16] * 6)
    assert plan.line("tiktok_shop.creator.gmv") == exactly([299.52] * 6)
    assert plan.line("tiktok_shop.creator.returns") == exactly([29.952] * 6)
    assert plan.line("tiktok_shop.creator.earned") == exactly([35.04384] * 6)
    assert plan.line("tiktok_shop.creator.hours") == exactly([17] * 6)


@pytest.mark.parametrize(("returned", "earned"), [(0, 30), (0.10, 27), (0.20, 24), (1, 0)])
def test_returned_orders_earn_no_commission(returned: float, earned: float) -> None:
    plan = case(f"[tiktok_shop.creator]\nreturn_rate = {returned}")
    # 300 GMV x 10 % = 30, on what buyers keep.
    assert plan.line("tiktok_shop.creator.earned") == exactly([earned] * 6)


@pytest.mark.parametrize("bar", [1_000, 5_000])
def test_one_follower_below_the_bar_earns_nothing_and_the_bar_itself_is_enough(bar: int) -> None:
    # United States: 1,000; from 5,000 without the limits of the pilot.
    plan = case(
        f"""
        [audience]
        opening_followers = {bar - 1}
        follow_rate = 0.00001
        [tiktok_shop.creator]
        follower_bar = {bar}
        hours_per_shoppable_video = 1
        """
    )
    # One follower joins in month 1 (100,000 x 0.00001), so month 2 starts at the bar.
    assert plan.line("tiktok_shop.creator.earned") == exactly([0, 30, 30, 30, 30, 30])
    assert plan.line("tiktok_shop.creator.hours") == exactly([0, 5, 5, 5, 5, 5])
    assert plan.answer("tiktok_shop_creator_unlock_month") == "2027-02"


def test_orders_follow_the_views_of_each_month() -> None:
    plan = case(
        """
        [audience]
        season_views = [0.8, 0.9, 1, 1, 1, 1.5, 1, 1, 1, 1, 1, 1]
        [tiktok_shop.creator]
        shoppable_videos = { default = 5, "2027-02" = 10 }
        """
    )
    # 30 a month x January 0.8 = 24; February 0.9 x twice the videos = 54; June x 1.5 = 45.
    assert plan.line("tiktok_shop.creator.earned") == exactly([24, 54, 30, 30, 30, 45])


@pytest.mark.parametrize(("delay", "received"), [(0, [30] * 6), (1, [0, 30, 30, 30, 30, 30]), (7, [0] * 6)])
def test_commission_is_paid_after_delivery_and_settlement(delay: int, received: list[float]) -> None:
    plan = case(f"[tiktok_shop.creator]\npayment_delay = {delay}")
    assert plan.line("tiktok_shop.creator.received") == exactly(received)


def test_tax_is_withheld_from_commission() -> None:
    plan = case("[tiktok_shop.creator]\nwithholding_rate = 0.2\npayment_delay = 1")
    # 30 x 20 % = 6.
    assert plan.line("tiktok_shop.creator.tax_withheld") == exactly([6] * 6)
    assert plan.line("tiktok_shop.creator.tax_withheld_paid") == exactly([0, 6, 6, 6, 6, 6])


def test_when_tiktok_shop_stops_both_of_its_businesses_stop() -> None:
    plan = case(
        """
        [plan]
        stress = ["tiktok_shop stops in month 3"]
        [tiktok_shop.creator]
        [tiktok_shop.seller]
        """
    )
    # 30 of commission and 300 of sales a month.
    assert plan.line("tiktok_shop.creator.earned") == exactly([30, 30, 0, 0, 0, 0])
    assert plan.line("tiktok_shop.seller.earned") == exactly([300, 300, 0, 0, 0, 0])
    assert plan.line("by_stream.tiktok_shop.earned") == exactly([330, 330, 0, 0, 0, 0])
