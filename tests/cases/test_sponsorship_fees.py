"""Fees of sponsorships, worked by hand: by views of a typical video, engagement and rights; the lowest you accept."""

from __future__ import annotations

import pytest

from tests.support.cases import case, exactly


def test_t19_a_fee_of_3_000_for_200_000_views_is_15_per_thousand() -> None:
    # Published case: https://kolens.ai/answers/what-is-a-good-tiktok-cpm
    plan = case(
        """
        [audience.measured]
        typical_views = 200_000
        [sponsorships]
        cpm = 15
        """
    )
    # 15 x 200,000 / 1,000 = 3,000.
    assert plan.line("sponsorships.fee") == exactly([3_000] * 6)


def test_brands_look_at_a_typical_video_and_not_at_the_average() -> None:
    plan = case(
        """
        [audience]
        reach_factor = [1, 1.5]
        [audience.measured]
        typical_views = 4_000
        [sponsorships]
        cpm = 20
        """
    )
    # The average is 10,000, the middle one 4,000: 20 x 4,000 / 1,000 = 80; with half as many views again, 120.
    assert plan.line("sponsorships.fee")[:2] == exactly([80, 120])


@pytest.mark.parametrize(
    ("lost", "deals"),
    [
        (0, [1, 1, 1, 1]),  # brands always pay it
        # A fee of 250 in place of 200 is 50 short: 50 / 250 = 0.2, of which the half is lost: 1 - 0.1 = 0.9.
        # In place of 125: 125 / 250 = 0.5, so 1 - 0.25 = 0.75. In place of nothing, 1 - 0.5 = 0.5.
        (0.5, [0.9, 1, 0.75, 0.5]),
        (1, [0.8, 1, 0.5, 0]),
    ],
)
def test_offers_below_your_lowest_fee_are_raised_to_it_or_lost(lost: float, deals: list[float]) -> None:
    plan = case(
        f"""
        [audience]
        reach_factor = [1, 2, 0.625, 0]
        [sponsorships]
        base_deals = 1
        cpm = 20
        fee_floor = 250
        offers_lost = {lost}
        """
    )
    # By views: 20 x 10,000 / 1,000 = 200; x 2 = 400; x 0.625 = 125; none.
    assert plan.line("sponsorships.fee_by_views")[:4] == exactly([200, 400, 125, 0])
    assert plan.line("sponsorships.fee")[:4] == exactly([250, 400, 250, 250])
    assert plan.line("sponsorships.acceptance")[:4] == exactly(deals)
    assert plan.line("sponsorships.deals")[:4] == exactly(deals)


def test_without_a_lowest_fee_every_offer_is_taken_at_what_it_pays() -> None:
    plan = case("[audience]\nreach_factor = [1, 0]\n[sponsorships]\nbase_deals = 1\noffers_lost = 1")
    assert plan.line("sponsorships.acceptance")[:2] == exactly([1, 1])
    assert plan.line("sponsorships.earned")[:2] == exactly([200, 0])


def test_the_lowest_fee_may_rise_month_by_month() -> None:
    plan = case("[sponsorships]\nbase_deals = 1\nfee_floor = [100, 250, 400]\noffers_lost = 0.5")
    # Offers are 200. Above 100: all of them, at 200. Against 250: 1 - 0.5 x 50 / 250 = 0.9, at 250.
    # Against 400: 1 - 0.5 x 200 / 400 = 0.75, at 400.
    assert plan.line("sponsorships.earned")[:3] == exactly([200, 225, 300])


def test_a_fee_may_pay_for_the_views_of_two_videos() -> None:
    plan = case("[sponsorships]\nbase_deals = 1\ncpm = 20\nviews_bought = 2")
    # 20 x 2 x 10,000 / 1,000 = 400.
    assert plan.line("sponsorships.fee") == exactly([400] * 6)


@pytest.mark.parametrize(
    ("engagement", "multiplier"),
    [
        (0.0199, 0.85),  # low: 200 x 0.85 = 170
        (0.02, 1.00),  # the bar itself is not low
        (0.0799, 1.00),  # just below the high bar of 8 %
        (0.08, 1.25),  # the bar itself is high: 200 x 1.25 = 250
        (0.13, 1.25),
    ],
)
def test_little_engagement_lowers_the_fee_and_much_lifts_it(engagement: float, multiplier: float) -> None:
    plan = case(f"[audience.measured]\nlikes = {engagement * 100_000 - 1_000}\n[sponsorships]\nbase_deals = 1")
    # Likes and 500 + 300 + 200 = 1,000 comments, shares and saves of 100,000 views.
    assert plan.figure("sponsorships.engagement_multiplier_today") == exactly(multiplier)
    assert plan.line("sponsorships.engagement_multiplier") == exactly([multiplier] * 6)
    assert plan.line("sponsorships.fee") == exactly([200 * multiplier] * 6)


@pytest.mark.parametrize(
    ("planned", "fee"),
    [
        (0.01, 170),  # 200 x 0.85 / 1.00
        (0.05, 200),
        (0.09, 250),  # 200 x 1.25 / 1.00
    ],
)
def test_engagement_that_is_planned_moves_the_fee(planned: float, fee: float) -> None:
    plan = case(f"[audience]\nengagement_planned = [0.05, {planned}]\n[sponsorships]\nbase_deals = 1")
    assert plan.line("sponsorships.fee")[:2] == exactly([200, fee])


def test_a_fee_that_brands_paid_has_todays_engagement_in_it() -> None:
    plan = case(
        """
        [audience]
        engagement_planned = [0.10, 0.05, 0.01]
        [audience.measured]
        likes = 9_000
        [sponsorships]
        deals_last_3_months = 3
        fees_last_3_months = 1_500
        """
    )
    # Today 9,000 + 1,000 of 100,000 = 10 %, so the 500 a deal are 1.25 times what they would be else:
    # 500; 500 / 1.25 = 400; 400 x 0.85 = 340.
    assert plan.line("sponsorships.fee")[:3] == exactly([500, 400, 340])


def test_bars_that_cross_count_both_and_never_below_the_low_factor() -> None:
    plan = case(
        """
        [audience]
        engagement_planned = [0.05, 0.09]
        [sponsorships]
        base_deals = 1
        low_engagement_bar = 0.06
        low_engagement_factor = 0.5
        high_engagement_bar = 0.04
        high_engagement_factor = 0.1
        """
    )
    # 5 % is below 6 % and above 4 %: 1 - 0.5 - 0.9 = -0.4, held at 0.5, today as in every month: 200 x 0.5.
    # 9 % is high alone: 0.1, held at 0.5 as well.
    assert plan.line("sponsorships.fee")[:2] == exactly([100, 100])


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
        [audience.measured]
        likes = "left out"
        comments = "left out"
        shares = "left out"
        saves = "left out"
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
