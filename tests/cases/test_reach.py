"""What moves the views of a video, worked by hand: rhythm, posting more, trend, season, reach factor."""

from __future__ import annotations

import pytest

from tests.support.cases import case, exactly

BUFFER_FACTORS = """
    rhythm_regular_bar = 2
    rhythm_frequent_bar = 6
    rhythm_daily_bar = 11
    rhythm_rare = 1.00
    rhythm_regular = 1.17
    rhythm_frequent = 1.29
    rhythm_daily = 1.34
"""


@pytest.mark.parametrize(
    ("videos", "factor"),
    [
        (10, 1),  # as many as measured
        (5, 1),  # fewer bring as much each
        (0, 1),
        (20, 0.925),  # (10 + 10 x 0.85) / 20 = 18.5 / 20
        (50, 0.88),  # (10 + 40 x 0.85) / 50 = 44 / 50
    ],
)
def test_videos_beyond_todays_number_bring_less_each(videos: float, factor: float) -> None:
    plan = case(f"[audience]\nvideos = {videos}\nextra_video_views = 0.85")
    assert plan.line("audience.extra_videos")[0] == exactly(max(videos - 10, 0))
    assert plan.line("audience.posting_factor")[0] == exactly(factor)
    assert plan.line("audience.views")[0] == exactly(videos * 10_000 * factor)


def test_reach_grows_by_a_trend_that_halves_every_so_many_months() -> None:
    plan = case("[plan]\nmonths = 4\n[audience]\nreach_growth = 0.2\nreach_growth_half_life = 1")
    # 20 %, then 10 %, 5 %, 2.5 %: 1.2; x 1.1 = 1.32; x 1.05 = 1.386; x 1.025 = 1.42065.
    assert plan.figure("audience.reach_growth_left") == exactly(0.5)
    assert plan.opening("audience.reach_growth_next") == exactly(0.2)
    assert plan.line("audience.reach_growth_next") == exactly([0.1, 0.05, 0.025, 0.0125])
    assert plan.line("audience.trend") == exactly([1.2, 1.32, 1.386, 1.42065])
    assert plan.line("audience.views") == exactly([120_000, 132_000, 138_600, 142_065])


def test_a_half_life_of_two_months_leaves_the_root_of_a_half_after_one() -> None:
    plan = case("[plan]\nmonths = 3\n[audience]\nreach_growth = -0.2\nreach_growth_half_life = 2")
    # 0.7071068 x 0.7071068 = 0.5. -20 %, -14.142136 %, -10 %:
    # 0.8; x 0.85857864 = 0.68686292; x 0.9 = 0.61817662.
    assert plan.figure("audience.reach_growth_left") == exactly(0.5**0.5)
    assert plan.line("audience.trend") == pytest.approx([0.8, 0.68686292, 0.61817662], rel=1e-7)


def test_the_trend_moves_the_feed_and_not_what_followers_see() -> None:
    plan = case("[audience]\nreach_growth = 0.1\n[audience.measured]\nfollower_view_share = 0.2")
    # Month 1: 8,000 x 1.1 = 8,800 from the feed, 2,000 from followers.
    assert plan.line("audience.for_you_views")[0] == exactly(8_800)
    assert plan.line("audience.follower_views") == exactly([2_000] * 6)


@pytest.mark.parametrize(
    ("videos", "factor"),
    [
        # A month has 365.25 / 12 / 7 = 4.3482143 weeks, so a week has videos / 4.3482143 posts:
        (4, 1.00),  #  4 / 4.3482143 =  0.92
        (8, 1.00),  #  8 / 4.3482143 =  1.84, below 2
        (9, 1.17),  #  9 / 4.3482143 =  2.07, from 2 on
        (26, 1.17),  # 26 / 4.3482143 =  5.98, below 6
        (27, 1.29),  # 27 / 4.3482143 =  6.21, from 6 on
        (47, 1.29),  # 47 / 4.3482143 = 10.81, below 11
        (48, 1.34),  # 48 / 4.3482143 = 11.04, from 11 on
        (90, 1.34),  # 90 / 4.3482143 = 20.70
        # Averages may have fractions. 4.3482143 weeks with exactly 2, 6 and 11 posts, and a little less:
        (8.6964286, 1.17),  # 8.6964286 / 4.3482143 = 2.000000
        (8.6964, 1.00),  # 8.6964 / 4.3482143 = 1.999993
        (26.0892857, 1.29),  # 26.0892857 / 4.3482143 = 6.000000
        (26.0892, 1.17),  # 26.0892 / 4.3482143 = 5.999980
        (47.8303571, 1.34),  # 47.8303571 / 4.3482143 = 11.000000
        (47.8303, 1.29),  # 47.8303 / 4.3482143 = 10.999987
    ],
)
def test_the_rhythm_factor_changes_at_2_6_and_11_posts_a_week(videos: float, factor: float) -> None:
    plan = case(f"[audience]\nvideos = {videos}\n{BUFFER_FACTORS}\n[audience.measured]\nvideos = 4\nviews = 40_000")
    # It was measured with 4 videos a month, less than one a week: 1.00.
    assert plan.figure("audience.rhythm_today") == exactly(1)
    assert plan.line("audience.rhythm_factor")[0] == exactly(factor)
    # A video gets 10,000 x the factor.
    assert plan.line("audience.views_per_video")[0] == exactly(10_000 * factor)


@pytest.mark.parametrize(
    ("measured", "today"),
    [(8, 1.00), (9, 1.17), (26, 1.17), (27, 1.29), (47, 1.29), (48, 1.34)],
)
def test_the_rhythm_in_which_views_were_measured_is_in_them_already(measured: float, today: float) -> None:
    plan = case(
        f"""
        [audience]
        videos = [{measured}, 8, 9, 27, 48]
        {BUFFER_FACTORS}
        [audience.measured]
        videos = {measured}
        views = {measured * 10_000}
        """
    )
    # As many videos as measured: 1, whatever their rhythm. Others: theirs over that which was measured.
    assert plan.figure("audience.rhythm_today") == exactly(today)
    assert plan.line("audience.rhythm_factor")[:5] == exactly([1, 1 / today, 1.17 / today, 1.29 / today, 1.34 / today])
    assert plan.line("audience.views_per_video")[0] == exactly(10_000)


def test_the_season_follows_the_calendar_also_when_the_plan_starts_in_october() -> None:
    plan = case(
        """
        [plan]
        start = "2027-10"
        months = 14
        [audience]
        season_views = [0.7, 0.8, 0.9, 1.0, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.7, 2.0]
        [audience.measured]
        until = "2027-04"
        """
    )
    # It was measured in April, an ordinary month.
    # October 1.6, November 1.7, December 2.0, then January 0.7 to December 2.0 ... and October and
    # November again in months 13 and 14.
    year_from_october = [1.6, 1.7, 2.0, 0.7, 0.8, 0.9, 1.0, 1.1, 1.2, 1.3, 1.4, 1.5]
    assert plan.line("audience.season") == exactly([*year_from_october, 1.6, 1.7])
    assert plan.line("audience.views")[:4] == exactly([160_000, 170_000, 200_000, 70_000])


@pytest.mark.parametrize(
    ("until", "measured"),
    [
        ("2026-12", 2.0),
        ("2026-01", 0.5),
        ("2027-01", 0.5),  # measured in the plan's first month
        ("2026-08", 1),  # August has no season at all, so nothing can be divided by it
    ],
)
def test_the_season_is_that_of_the_month_against_that_which_was_measured(until: str, measured: float) -> None:
    plan = case(
        f"""
        [audience]
        season_views = [0.5, 0.8, 1, 1, 1, 1, 1, 0, 1, 1, 1, 2.0]
        [audience.measured]
        until = "{until}"
        """
    )
    # January 0.5, February 0.8, March 1, over the season in which the 100,000 views were measured.
    assert plan.figure("audience.season_today") == exactly(measured)
    assert plan.line("audience.season")[:3] == exactly([0.5 / measured, 0.8 / measured, 1 / measured])
    assert plan.line("audience.views")[:3] == exactly([50_000 / measured, 80_000 / measured, 100_000 / measured])


def test_the_reach_factor_moves_the_views_of_the_feed_and_of_followers_alike() -> None:
    plan = case(
        """
        [audience]
        reach_factor = { default = 1, "2027-02" = 0.5, "2027-04" = 0 }
        [audience.measured]
        follower_view_share = 0.1
        """
    )
    # A video: (9,000 + 1,000) x factor.
    assert plan.line("audience.for_you_views") == exactly([9_000, 4_500, 9_000, 0, 9_000, 9_000])
    assert plan.line("audience.views_per_video") == exactly([10_000, 5_000, 10_000, 0, 10_000, 10_000])


def test_all_that_moves_a_video_multiplies() -> None:
    plan = case(
        """
        [plan]
        months = 2
        [audience]
        videos = 20
        extra_video_views = 0.8
        views_carried_on = 0.9
        reach_growth = 0.1
        reach_growth_half_life = 1
        completion_planned = 0.36
        size_effect = 1
        ceiling_multiple = 5
        season_views = [1.1, 1.2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]
        reach_factor = [1, 0.5]
        [audience.measured]
        follower_view_share = 0.2
        """
    )
    # Carried on: 10,000 x 0.9 = 9,000 a video, 7,200 from the feed and 1,800 from followers.
    # Posting more: (10 + 10 x 0.8) / 20 = 0.9. Score: 0.36 / 0.30 = 1.2. Nobody follows: size stays 1.
    #          trend                feed: trend x score   season   reach   both: season x reach x 0.9
    # month 1  1.1                  1.32                  1.1      1       0.99
    # month 2  1.1 x 1.05 = 1.155   1.386                 1.2      0.5     0.54
    # month 1: 7,200 x 1.32  x 0.99 = 9,408.96   and 1,800 x 0.99 = 1,782: 11,190.96 x 20 = 223,819.2
    # month 2: 7,200 x 1.386 x 0.54 = 5,388.768  and 1,800 x 0.54 =   972:  6,360.768 x 20 = 127,215.36
    assert plan.line("audience.discovery") == exactly([1.32, 1.386])
    assert plan.line("audience.month_factor") == exactly([0.99, 0.54])
    assert plan.line("audience.views") == exactly([223_819.2, 127_215.36])
    # Against the 10,000 views that a video had: 1.119096 and 0.6360768.
    assert plan.line("audience.reach_index") == exactly([1.119096, 0.6360768])


def test_a_stress_line_halves_reach_for_two_months() -> None:
    plan = case('[plan]\nstress = ["reach x0.5 from 2027-02 for 2 months"]')
    assert plan.line("audience.views") == exactly([100_000, 50_000, 50_000, 100_000, 100_000, 100_000])
