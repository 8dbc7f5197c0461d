"""TikTok Shop by what came of last month, worked by hand: videos, LIVE, orders, GMV, refunds, commission."""

from __future__ import annotations

import pytest

from tests.support.cases import case, exactly

# The plain Shop: 5 videos x 10,000 views x 1 % x 2 % = 10 orders x 30 = 300 GMV, of it 10 % commission.
LIVE = """
    live_hours = 10
    live_viewers_per_hour = 100
    live_click_rate = 0.1
    live_order_rate = 0.05
"""  # 10 x 100 x 10 % x 5 % = 5 orders


def test_what_last_month_brought_repeats_and_follows_videos_and_views() -> None:
    plan = case(
        """
        [audience]
        reach_factor = [1, 1, 2]
        [tiktok_shop.creator]
        shoppable_videos = [4, 8, 4]
        videos_last_month = 4
        orders_last_month = 20
        gmv_last_month = 800
        refunds_last_month = 200
        commission_last_month = 90
        """
    )
    # By rates 4 videos sell 8; 20 are 2.5 times that. 800 / 20 = 40 an order. 200 / 800 = 25 % came back.
    # 90 of the 600 kept are 15 %.
    assert plan.figure("tiktok_shop.creator.orders_scale") == exactly(2.5)
    assert plan.figure("tiktok_shop.creator.basket_today") == exactly(40)
    assert plan.figure("tiktok_shop.creator.return_rate_today") == exactly(0.25)
    assert plan.figure("tiktok_shop.creator.commission_rate_today") == exactly(0.15)
    # Twice the videos, or twice the views, bring twice all of it.
    assert plan.line("tiktok_shop.creator.orders")[:3] == exactly([20, 40, 40])
    assert plan.line("tiktok_shop.creator.gmv")[:3] == exactly([800, 1_600, 1_600])
    assert plan.line("tiktok_shop.creator.returns")[:3] == exactly([200, 400, 400])
    assert plan.line("tiktok_shop.creator.earned")[:3] == exactly([90, 180, 180])


@pytest.mark.parametrize(
    ("stated", "orders", "gmv", "earned"),
    [
        # Usual: 10 orders x 30 = 300; 20 % come back; 10 % of the 240 kept.
        ("", 10, 300, 24),
        ("orders_last_month = 16", 16, 480, 38.4),
        ("gmv_last_month = 400", 10, 400, 32),
        ("refunds_last_month = 150", 10, 300, 15),
        ("commission_last_month = 36", 10, 300, 36),
        ("orders_last_month = 16\ngmv_last_month = 400\nrefunds_last_month = 100", 16, 400, 30),
        ("gmv_last_month = 400\ncommission_last_month = 36", 10, 400, 36),
        ("orders_last_month = 0", 0, 0, 0),
        ("refunds_last_month = 300", 10, 300, 0),  # all came back
        ("refunds_last_month = 900", 10, 300, 0),  # more than was sold: all
    ],
)
def test_results_may_be_stated_in_part(stated: str, orders: float, gmv: float, earned: float) -> None:
    plan = case(f"[tiktok_shop.creator]\nreturn_rate = 0.2\n{stated}")
    assert plan.line("tiktok_shop.creator.orders") == exactly([orders] * 6)
    assert plan.line("tiktok_shop.creator.gmv") == exactly([gmv] * 6)
    assert plan.line("tiktok_shop.creator.earned") == exactly([earned] * 6)


@pytest.mark.parametrize(
    ("stated", "orders"),
    [
        # Videos sell 10 and LIVE 5 by rates. 30 orders of both are twice that, of half as much four times.
        ("orders_last_month = 30", [30, 30]),
        ("orders_last_month = 30\nvideos_last_month = 2.5\nlive_hours_last_month = 5", [60, 60]),
        # 2 videos sell 4 and 10 hours 5: 27 / 9 = 3 times by rates, so 15 x 3 = 45.
        ("orders_last_month = 27\nvideos_last_month = 2", [45, 45]),
        # No LIVE last month, but in the plan: 20 of videos are twice by rates, and so is LIVE.
        ("orders_last_month = 20\nlive_hours_last_month = 0", [30, 30]),
    ],
)
def test_orders_come_from_videos_and_live_in_the_proportion_of_the_rates(stated: str, orders: list[float]) -> None:
    plan = case(f"[tiktok_shop.seller]\n{LIVE}\n{stated}")
    assert plan.line("tiktok_shop.seller.orders")[:2] == exactly(orders)


def test_what_is_not_stated_was_as_in_the_plans_first_month() -> None:
    plan = case("[tiktok_shop.creator]\nshoppable_videos = [2, 4]\norders_last_month = 12")
    # 2 videos sold 12, so 4 sell 24.
    assert plan.figure("tiktok_shop.creator.videos_last") == exactly(2)
    assert plan.line("tiktok_shop.creator.orders")[:2] == exactly([12, 24])


def test_last_months_videos_were_at_most_what_brands_left() -> None:
    plan = case(
        """
        [sponsorships]
        deals_last_3_months = 18
        [tiktok_shop.creator]
        shoppable_videos = 3
        orders_last_month = 12
        [tiktok_shop.seller]
        shoppable_videos = 3
        orders_last_month = 8
        """
    )
    # 18 / 3 = 6 of the 10 videos were for brands: 4 were left, 3 for others' goods and 1 for one's own.
    # January is the same, so both repeat.
    assert plan.figure("tiktok_shop.creator.videos_last") == exactly(3)
    assert plan.figure("tiktok_shop.seller.videos_last") == exactly(1)
    assert plan.line("tiktok_shop.seller.shoppable_videos_short") == exactly([2] * 6)
    assert plan.line("tiktok_shop.creator.orders") == exactly([12] * 6)
    assert plan.line("tiktok_shop.seller.orders") == exactly([8] * 6)


@pytest.mark.parametrize(("followers", "open_today", "posted"), [(999, 0, 0), (1_000, 1, 5)])
def test_before_the_shop_opens_no_video_had_a_product_link(followers: int, open_today: int, posted: float) -> None:
    plan = case(f"[audience]\nfollowers_today = {followers}\n[tiktok_shop.creator]\n{LIVE}")
    assert plan.figure("tiktok_shop.creator.open_today") == open_today
    assert plan.figure("tiktok_shop.creator.videos_last") == exactly(posted)
    assert plan.figure("tiktok_shop.creator.live_last") == exactly(10 * open_today)
    # Who says how many were posted is believed.
    stated = case(f"[audience]\nfollowers_today = {followers}\n[tiktok_shop.creator]\nvideos_last_month = 3")
    assert stated.figure("tiktok_shop.creator.videos_last") == exactly(3)


def test_live_selling_follows_size_feed_and_reach() -> None:
    plan = case(
        f"""
        [plan]
        months = 2
        [audience]
        size_effect = 1
        completion_planned = 0.36
        reach_factor = [1, 0.5]
        [audience.measured]
        new_followers = 4_400
        [tiktok_shop.creator]
        shoppable_videos = 0
        discovery_sensitivity = 0.5
        {LIVE}
        """
    )
    # Month 1: the score is 0.36 / 0.30 = 1.2, so 1 + 0.5 x (1.2 - 1) = 1.1 times the viewers.
    # Month 2: half the reach, 1 + 0.5 x (1.2 x 0.5 - 1) = 0.8. Month 1 gained 4,400 x 1.2 = 5,280: 15,280
    # followers, whose index 1.528 has the root 1.2361.
    assert plan.line("tiktok_shop.creator.live_reach") == exactly([1.1, 1.528**0.5 * 0.8])
    assert plan.line("tiktok_shop.creator.live_orders") == exactly([5.5, 5 * 1.528**0.5 * 0.8])
