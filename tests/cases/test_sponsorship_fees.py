"""Fees of sponsorships, worked by hand: by views, engagement and rights, and never below the floor."""

from __future__ import annotations

import pytest

from tests.support.cases import case, exactly


def test_t19_a_fee_of_3_000_for_200_000_views_is_15_per_thousand() -> None:
    # Published case: https://kolens.ai/answers/what-is-a-good-tiktok-cpm
    plan = case(
        """
        [audience]
        for_you_views_per_video = 200_000
        [sponsorships]
        cpm = 15
        """
    )
    # 15 x 200,000 / 1,000 = 3,000.
    assert plan.line("sponsorships.fee") == exactly([3_000] * 6)


def test_the_fee_is_by_views_but_never_below_your_floor() -> None:
    plan = case(
        """
        [audience]
        reach_factor = [1, 1.25, 2, 0]
        [sponsorships]
        base_deals = 1
        cpm = 20
        fee_floor = 250
        """
    )
    # By views: 20 x 10,000 / 1,000 = 200; 20 x 12.5 = 250; 20 x 20 = 400; none.
    assert plan.line("sponsorships.fee_by_views")[:4] == exactly([200, 250, 400, 0])
    assert plan.line("sponsorships.fee")[:4] == exactly([250, 250, 400, 250])


def test_a_fee_may_pay_for_the_views_of_two_videos() -> None:
    plan = case("[sponsorships]\nbase_deals = 1\ncpm = 20\nviews_bought = 2")
    # 20 x 2 x 10,000 / 1,000 = 400.
    assert plan.line("sponsorships.fee") == exactly([400] * 6)


@pytest.mark.parametrize(
    ("likes", "multiplier"),
    [
        # Engagement is likes plus 3 % of comments, shares and saves.
        (0.0, 1.00),  # 3 %
        (0.0499, 1.00),  # 7.99 %: just below the high bar of 8 %
        (0.05, 1.25),  # 8 %: the bar itself is high
        (0.10, 1.25),  # 13 %
    ],
)
def test_engagement_from_8_percent_on_lifts_the_fee(likes: float, multiplier: float) -> None:
    plan = case(
        f"""
        [audience]
        like_rate = {likes}
        comment_rate = 0.01
        share_rate = 0.01
        save_rate = 0.01
        [sponsorships]
        base_deals = 1
        low_engagement_bar = 0.02
        low_engagement_factor = 0.85
        high_engagement_bar = 0.08
        high_engagement_factor = 1.25
        """
    )
    assert plan.line("sponsorships.engagement_multiplier")[0] == exactly(multiplier)
    # 200 x 1.00 = 200; 200 x 1.25 = 250.
    assert plan.line("sponsorships.fee")[0] == exactly(200 * multiplier)


@pytest.mark.parametrize(
    ("likes", "multiplier"),
    [
        (0.0099, 0.85),  # 1.99 %: low, 200 x 0.85 = 170
        (0.01, 1.00),  # 2 %: the bar itself is not low
        (0.0101, 1.00),  # 2.01 %
    ],
)
def test_engagement_below_2_percent_lowers_the_fee(likes: float, multiplier: float) -> None:
    plan = case(
        f"""
        [audience]
        like_rate = {likes}
        comment_rate = 0.01
        share_rate = 0
        save_rate = 0
        [sponsorships]
        base_deals = 1
        """
    )
    assert plan.line("sponsorships.engagement_multiplier")[0] == exactly(multiplier)
    assert plan.line("sponsorships.fee")[0] == exactly(200 * multiplier)


@pytest.mark.parametrize(
    ("likes", "comments", "shares", "saves", "fee"),
    [
        # 6.1 % + 0.9 % + 0.8 % + 0.2 % = 8 %, which is high: 200 x 1.25 = 250.
        (0.061, 0.009, 0.008, 0.002, 250),
        # 0.9 % + 0.2 % + 0.7 % + 0.2 % = 2 %, which is not low: 200 x 1.00 = 200.
        (0.009, 0.002, 0.007, 0.002, 200),
    ],
)
def test_a_bar_met_exactly_is_met_also_where_binary_arithmetic_adds_up_to_less(
    likes: float, comments: float, shares: float, saves: float, fee: float
) -> None:
    plan = case(
        f"""
        [audience]
        like_rate = {likes}
        comment_rate = {comments}
        share_rate = {shares}
        save_rate = {saves}
        [sponsorships]
        low_engagement_bar = 0.02
        high_engagement_bar = 0.08
        """
    )
    assert likes + comments + shares + saves in (0.07999999999999999, 0.019999999999999997)
    assert plan.line("sponsorships.fee") == exactly([fee] * 6)
