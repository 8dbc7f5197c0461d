"""The audience, worked by hand: views, followers, profile visits, clicks and hours."""

from __future__ import annotations

import pytest

from tests.support.cases import case, exactly


def test_views_are_videos_times_their_views_from_the_feed_and_from_followers() -> None:
    plan = case(
        """
        [audience]
        for_you_views_per_video = 8_000
        opening_followers = 10_000
        follower_reach = 0.05
        videos = [10, 20, 0, 12]
        """
    )
    # From the feed:    8,000 a video
    # From followers:   10,000 x 0.05 = 500 a video
    # Together:         8,500 a video
    assert plan.line("audience.for_you_views") == exactly([8_000] * 6)
    assert plan.line("audience.follower_views") == exactly([500] * 6)
    assert plan.line("audience.views_per_video") == exactly([8_500] * 6)
    # Views: 10 x 8,500 = 85,000; 20 x 8,500 = 170,000; none; 12 x 8,500 = 102,000.
    # A list that is shorter than the plan goes on with its last number.
    assert plan.line("audience.views") == exactly([85_000, 170_000, 0, 102_000, 102_000, 102_000])
    # In all 85,000 + 170,000 + 0 + 3 x 102,000 = 561,000.
    assert plan.answer("audience_views_total") == exactly(561_000)


def test_a_month_named_in_the_plan_has_its_own_number_of_videos() -> None:
    plan = case(
        """
        [audience]
        videos = { default = 16, "2027-03" = 4 }
        """
    )
    assert plan.line("audience.videos_made") == exactly([16, 16, 4, 16, 16, 16])


def test_followers_are_those_before_plus_gained_less_lost() -> None:
    plan = case(
        """
        [plan]
        months = 3
        [audience]
        opening_followers = 10_000
        follow_rate = 0.002
        unfollow_rate = 0.01
        """
    )
    # Each month 100,000 views x 0.002 = 200 gained.
    #          start      gained    lost (1 % of the start)   end
    # month 1  10,000     + 200     - 100                     10,100
    # month 2  10,100     + 200     - 101                     10,199
    # month 3  10,199     + 200     - 101.99                  10,297.01
    assert plan.opening("audience.followers") == 10_000
    assert plan.line("audience.followers_open") == exactly([10_000, 10_100, 10_199])
    assert plan.line("audience.followers_gained") == exactly([200, 200, 200])
    assert plan.line("audience.followers_lost") == exactly([100, 101, 101.99])
    assert plan.line("audience.followers") == exactly([10_100, 10_199, 10_297.01])
    assert plan.answer("audience_followers_end") == exactly(10_297.01)
    assert plan.figure("audience.followers_roll_forward") == 1


def test_new_followers_bring_views_only_from_the_next_month_on() -> None:
    plan = case(
        """
        [plan]
        months = 3
        [audience]
        opening_followers = 10_000
        follower_reach = 0.1
        follow_rate = 0.002
        unfollow_rate = 0.01
        """
    )
    # month 1: a video gets 10,000 + 10,000 x 0.1 = 11,000; views 10 x 11,000 = 110,000
    #          gained 110,000 x 0.002 = 220; lost 10,000 x 0.01 = 100; end 10,120
    # month 2: a video gets 10,000 + 10,120 x 0.1 = 11,012; views 110,120
    #          gained 220.24; lost 101.20; end 10,120 + 220.24 - 101.20 = 10,239.04
    # month 3: a video gets 10,000 + 10,239.04 x 0.1 = 11,023.904; views 110,239.04
    #          gained 220.47808; lost 102.3904; end 10,239.04 + 220.47808 - 102.3904 = 10,357.12768
    assert plan.line("audience.views") == exactly([110_000, 110_120, 110_239.04])
    assert plan.line("audience.followers") == exactly([10_120, 10_239.04, 10_357.12768])


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
    plan = case(f"[audience]\nvideos = {videos}\n{BUFFER_FACTORS}")
    assert plan.line("audience.rhythm_factor")[0] == exactly(factor)
    # A video gets 10,000 x the factor.
    assert plan.line("audience.views_per_video")[0] == exactly(10_000 * factor)


def test_a_rhythm_that_is_already_in_your_figure_is_not_counted_twice() -> None:
    plan = case(f"[audience]\nvideos = [9, 27, 8]\nrhythm_today = 1.17\n{BUFFER_FACTORS}")
    # 9 videos: 1.17 / 1.17 = 1, as measured. 27: 1.29 / 1.17 = 129 / 117. 8: 1.00 / 1.17 = 100 / 117.
    assert plan.line("audience.rhythm_factor")[:3] == exactly([1, 129 / 117, 100 / 117])


def test_the_recommendation_score_is_a_weighted_mean_of_yours_over_the_benchmark() -> None:
    plan = case(
        """
        [audience]
        completion_rate = 0.36
        completion_benchmark = 0.30
        rewatch_rate = 0.04
        rewatch_benchmark = 0.08
        like_rate = 0.066
        comment_rate = 0.006
        share_rate = 0.008
        save_rate = 0.010
        engagement_benchmark = 0.075
        quality = 8
        quality_benchmark = 5
        niche_consistency = 0.6
        niche_benchmark = 0.8
        posting_time_fit = 0.3
        posting_time_benchmark = 0.6
        completion_weight = 0.30
        rewatch_weight = 0.15
        engagement_weight = 0.25
        quality_weight = 0.10
        niche_weight = 0.10
        posting_time_weight = 0.10
        """
    )
    # Engagement: 6.6 % + 0.6 % + 0.8 % + 1.0 % = 9 %
    #                yours / benchmark      weight
    # completion     0.36  / 0.30  = 1.20   x 0.30 = 0.360
    # rewatching     0.04  / 0.08  = 0.50   x 0.15 = 0.075
    # engagement     0.09  / 0.075 = 1.20   x 0.25 = 0.300
    # quality        8     / 5     = 1.60   x 0.10 = 0.160
    # niche          0.6   / 0.8   = 0.75   x 0.10 = 0.075
    # posting time   0.3   / 0.6   = 0.50   x 0.10 = 0.050
    #                                       sum      1.020
    assert plan.line("audience.engagement_rate") == exactly([0.09] * 6)
    assert plan.line("audience.recommendation_score") == exactly([1.02] * 6)
    assert plan.line("audience.views") == exactly([102_000] * 6)
    assert plan.figure("audience.weights") == exactly(1)
    assert plan.figure("audience.weights_are_whole") == 1


@pytest.mark.parametrize(
    ("completion", "score"),
    [
        (0.06, 0.5),  # 0.06 / 0.30 = 0.2, held at the floor of 0.5
        (0.15, 0.5),  # 0.15 / 0.30 = 0.5, the floor itself
        (0.18, 0.6),  # 0.18 / 0.30 = 0.6
        (0.45, 1.5),  # 0.45 / 0.30 = 1.5, the ceiling itself
        (0.60, 1.5),  # 0.60 / 0.30 = 2.0, held at the ceiling of 1.5
    ],
)
def test_the_score_stays_between_its_floor_and_its_ceiling(completion: float, score: float) -> None:
    plan = case(
        f"""
        [audience]
        completion_rate = {completion}
        completion_benchmark = 0.30
        score_floor = 0.5
        score_ceiling = 1.5
        """
    )
    assert plan.line("audience.recommendation_score")[0] == exactly(score)
    # The score moves the feed only: 10,000 x score a video.
    assert plan.line("audience.for_you_views")[0] == exactly(10_000 * score)


def test_a_violation_costs_its_chance_times_the_reach_lost_and_only_from_the_feed() -> None:
    plan = case(
        """
        [audience]
        violation_risk = 0.10
        violation_reach_loss = 0.40
        opening_followers = 10_000
        follower_reach = 0.02
        """
    )
    # Expected loss: 0.10 x 0.40 = 0.04. From the feed: 10,000 x (1 - 0.04) = 9,600.
    # From followers, unharmed: 10,000 x 0.02 = 200. Together 9,800 a video.
    assert plan.line("audience.violation_loss") == exactly([0.04] * 6)
    assert plan.line("audience.views_per_video") == exactly([9_800] * 6)


def test_the_season_follows_the_calendar_also_when_the_plan_starts_in_october() -> None:
    plan = case(
        """
        [plan]
        start = "2027-10"
        months = 14
        [audience]
        season_views = [0.7, 0.8, 0.9, 1.0, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.7, 2.0]
        """
    )
    # October 1.6, November 1.7, December 2.0, then January 0.7 to December 2.0 ... and October and
    # November again in months 13 and 14.
    year_from_october = [1.6, 1.7, 2.0, 0.7, 0.8, 0.9, 1.0, 1.1, 1.2, 1.3, 1.4, 1.5]
    assert plan.line("audience.season") == exactly([*year_from_october, 1.6, 1.7])
    assert plan.line("audience.views")[:4] == exactly([160_000, 170_000, 200_000, 70_000])


def test_the_reach_factor_moves_the_views_of_the_feed_and_of_followers_alike() -> None:
    plan = case(
        """
        [audience]
        for_you_views_per_video = 9_000
        opening_followers = 10_000
        follower_reach = 0.1
        reach_factor = { default = 1, "2027-02" = 0.5, "2027-04" = 0 }
        """
    )
    # A video: (9,000 + 1,000) x factor.
    assert plan.line("audience.views_per_video") == exactly([10_000, 5_000, 10_000, 0, 10_000, 10_000])


def test_a_stress_line_halves_reach_for_two_months() -> None:
    plan = case('[plan]\nstress = ["reach x0.5 from 2027-02 for 2 months"]')
    assert plan.line("audience.views") == exactly([100_000, 50_000, 50_000, 100_000, 100_000, 100_000])


def test_a_share_of_views_visits_the_profile_and_a_share_of_visits_clicks_the_link() -> None:
    plan = case(
        """
        [audience]
        videos = [10, 20]
        profile_visit_rate = 0.015
        link_click_rate = 0.03
        """
    )
    # month 1: 100,000 x 1.5 % = 1,500 visits x 3 % = 45 clicks; month 2 has twice the videos.
    assert plan.line("audience.profile_visits")[:2] == exactly([1_500, 3_000])
    assert plan.line("audience.link_clicks")[:2] == exactly([45, 90])


def test_hours_are_those_for_videos_and_for_the_community() -> None:
    plan = case(
        """
        [audience]
        videos = [10, 4]
        hours_per_video = 2.5
        community_hours = [15, 20]
        """
    )
    # 10 x 2.5 + 15 = 40; 4 x 2.5 + 20 = 30.
    assert plan.line("audience.hours")[:2] == exactly([40, 30])


def test_age_grows_by_a_twelfth_of_a_year_each_month() -> None:
    plan = case("[audience]\nage = 17.75")
    # 17 years 9 months; 17 y 10 m = 17.8333; 17 y 11 m = 17.9167; then 18 in month 4.
    assert plan.line("audience.age_now") == exactly([17.75, 17 + 10 / 12, 17 + 11 / 12, 18, 18 + 1 / 12, 18 + 2 / 12])


def test_when_everybody_leaves_nobody_is_left_to_leave() -> None:
    plan = case(
        """
        [audience]
        opening_followers = 1_000
        videos = 0
        unfollow_rate = 1
        """
    )
    # Everybody leaves in month 1: 1,000 - 1,000 = 0, and then there is nobody left to leave.
    assert plan.line("audience.followers") == exactly([0] * 6)
    assert plan.line("audience.followers_lost") == exactly([1_000, 0, 0, 0, 0, 0])
