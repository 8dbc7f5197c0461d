"""Creator rewards by what came of them last month, worked by hand: qualified views and what they earned."""

from __future__ import annotations

import pytest

from tests.support.cases import case, exactly


def test_qualified_views_that_are_stated_repeat_and_follow_the_videos_that_count() -> None:
    plan = case(
        """
        [audience]
        videos = [10, 20, 5]
        [creator_rewards]
        long_video_share = 0.6
        qualified_share = 0.9
        qualified_views_last_month = 24_000
        """
    )
    # Last month 10 videos x 60 % = 6 counted, with 60,000 views: 24,000 are 40 %, whatever is usual.
    # 20 videos: 12 x 10,000 x 40 % = 48,000. 5 videos: 12,000.
    assert plan.figure("creator_rewards.eligible_views_last") == exactly(60_000)
    assert plan.figure("creator_rewards.qualified_share_today") == exactly(0.4)
    assert plan.line("creator_rewards.qualified_views")[:3] == exactly([24_000, 48_000, 12_000])
    # At 1 per 1,000.
    assert plan.line("creator_rewards.earned")[:3] == exactly([24, 48, 12])


def test_what_was_earned_repeats_whatever_the_countries_would_pay() -> None:
    plan = case(
        """
        [audience]
        videos = [10, 20]
        [creator_rewards]
        us_rpm = 0.40
        earned_last_month = 65
        """
    )
    # 100,000 views x 50 % = 50,000 qualified, usually 50 x 0.40 = 20; but 65 were paid: 1.30 per 1,000.
    assert plan.figure("creator_rewards.usual_rpm") == exactly(0.4)
    assert plan.figure("creator_rewards.rpm_last") == exactly(1.3)
    assert plan.line("creator_rewards.earned")[:2] == exactly([65, 130])


def test_both_results_together_leave_no_rate_to_guess() -> None:
    plan = case(
        """
        [audience.measured]
        days = 15.21875
        [creator_rewards]
        long_video_share = 0.6
        qualified_views_last_month = 30_000
        earned_last_month = 24
        """
    )
    # Half a month had 100,000 views of 10 videos, so a month has 200,000 of 20, of which 12 count: 120,000 views.
    # 30,000 / 120,000 = 25 % qualify, and pay 24 / 30 = 0.80 per 1,000.
    assert plan.figure("creator_rewards.qualified_share_today") == exactly(0.25)
    assert plan.line("creator_rewards.rpm") == exactly([0.8] * 6)
    assert plan.line("creator_rewards.qualified_views") == exactly([30_000] * 6)
    assert plan.line("creator_rewards.earned") == exactly([24] * 6)


def test_pay_that_was_measured_in_december_falls_in_january() -> None:
    plan = case(
        """
        [audience.measured]
        until = "2026-12"
        [creator_rewards]
        earned_last_month = 60
        season_rpm = [0.8, 0.9, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1.2]
        """
    )
    # 60 / 50 = 1.20 per 1,000 in a season of 1.2: 1.20 x 0.8 / 1.2 = 0.80 in January, 0.90 in February, then 1.
    assert plan.figure("creator_rewards.season_rpm_last") == exactly(1.2)
    assert plan.line("creator_rewards.season_of_pay")[:3] == exactly([0.8 / 1.2, 0.9 / 1.2, 1 / 1.2])
    assert plan.line("creator_rewards.earned") == exactly([40, 45, 50, 50, 50, 50])


def test_a_season_that_pays_nothing_when_measured_leaves_the_other_months_their_pay() -> None:
    plan = case(
        """
        [audience.measured]
        until = "2026-12"
        [creator_rewards]
        season_rpm = [0.8, 0.9, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0]
        """
    )
    assert plan.line("creator_rewards.earned") == exactly([40, 45, 50, 50, 50, 50])


def test_the_fund_repeats_what_it_paid() -> None:
    plan = case(
        """
        [audience]
        videos = [10, 15]
        [creator_rewards]
        programme = "fund"
        fund_rate = 0.02
        earned_last_month = 4
        """
    )
    # 4 for 100,000 views are 0.04 per 1,000; half as many views again bring 6.
    assert plan.line("creator_rewards.rpm")[:2] == exactly([0.04, 0.04])
    assert plan.line("creator_rewards.earned")[:2] == exactly([4, 6])


def test_videos_that_brands_and_the_shop_took_last_month_earned_nothing_then_either() -> None:
    plan = case(
        """
        [creator_rewards]
        long_video_share = 0.5
        qualified_views_last_month = 6_000
        [sponsorships]
        deals_last_3_months = 6
        videos_per_deal = 1.5
        [tiktok_shop.creator]
        shoppable_videos = [1, 4]
        [tiktok_shop.seller]
        videos_last_month = 2
        shoppable_videos = 2
        """
    )
    # Last month: 6 / 3 = 2 deals x 1.5 = 3 videos for brands, 1 as a creator, 2 as a seller: 6 taken, 4 free,
    # half of them long: 2 x 10,000 = 20,000 views, of which 6,000 = 30 % qualified.
    # January is the same. From February on the creator posts 4: 1 is free, 0.5 x 10,000 x 30 % = 1,500.
    assert plan.figure("creator_rewards.videos_taken_last") == exactly(6)
    assert plan.figure("creator_rewards.eligible_views_last") == exactly(20_000)
    assert plan.line("creator_rewards.qualified_views")[:2] == exactly([6_000, 1_500])


@pytest.mark.parametrize(
    ("qualified", "counted", "alert"),
    [
        (50_000, 50_000, 1),  # all views on videos over a minute: 100,000 x 50 %
        (60_000, 60_000, 0),  # more than they had: videos over a minute are more than half
        (150_000, 100_000, 0),  # more than there were views at all
    ],
)
def test_qualified_views_that_do_not_fit_repeat_as_far_as_there_are_views(
    qualified: float, counted: float, alert: int
) -> None:
    plan = case(f"[creator_rewards]\nlong_video_share = 0.5\nqualified_views_last_month = {qualified}")
    assert plan.line("creator_rewards.qualified_views") == exactly([counted] * 6)
    assert plan.figure("creator_rewards.qualified_fit") == alert


def test_where_nothing_counted_last_month_the_usual_rates_speak() -> None:
    plan = case(
        """
        [creator_rewards]
        [sponsorships]
        deals_last_3_months = 30
        capacity = 20
        base_deals = 0
        factor = [1, 0]
        """
    )
    # 10 deals a month took all 10 videos. From February on none does: 100,000 x 50 % / 1,000 x 1 = 50.
    assert plan.figure("creator_rewards.eligible_views_last") == 0
    assert plan.line("creator_rewards.earned")[:2] == exactly([0, 50])
