"""The audience, worked by hand: views, profile visits, clicks and hours."""

from __future__ import annotations

from tests.support.cases import case, exactly


def test_views_are_videos_times_their_views_from_the_feed_and_from_followers() -> None:
    plan = case(
        """
        [audience]
        videos = [10, 20, 0, 12]
        [audience.measured]
        follower_view_share = 0.2
        """
    )
    # 100,000 measured views / 10 videos = 10,000 a video: 20 % of them from followers, the rest from the feed.
    assert plan.line("audience.for_you_views") == exactly([8_000] * 6)
    assert plan.line("audience.follower_views") == exactly([2_000] * 6)
    assert plan.line("audience.views_per_video") == exactly([10_000] * 6)
    # Views: 10 x 10,000; 20 x 10,000; none; 12 x 10,000.
    # A list that is shorter than the plan goes on with its last number.
    assert plan.line("audience.views") == exactly([100_000, 200_000, 0, 120_000, 120_000, 120_000])
    # In all 100,000 + 200,000 + 0 + 3 x 120,000 = 660,000.
    assert plan.answer("audience_views_total") == exactly(660_000)


def test_without_a_plan_for_videos_there_are_as_many_as_were_measured() -> None:
    plan = case("[audience.measured]\nvideos = 16\nviews = 80_000")
    assert plan.line("audience.videos_made") == exactly([16] * 6)
    assert plan.line("audience.views") == exactly([80_000] * 6)


def test_only_a_part_of_the_measured_views_may_carry_on() -> None:
    plan = case("[audience]\nviews_carried_on = 0.8")
    # There was a hit in the days measured: 10,000 x 0.8 = 8,000 a video from month 1 on.
    assert plan.line("audience.views") == exactly([80_000] * 6)
    # The month before the plan was what it was.
    assert plan.opening("audience.views") == 100_000


def test_a_month_named_in_the_plan_has_its_own_number_of_videos() -> None:
    plan = case(
        """
        [audience]
        videos = { default = 16, "2027-03" = 4 }
        """
    )
    assert plan.line("audience.videos_made") == exactly([16, 16, 4, 16, 16, 16])


def test_visits_of_the_profile_and_clicks_on_the_link_follow_views() -> None:
    plan = case(
        """
        [audience]
        videos = [10, 20]
        [audience.measured]
        profile_views = 1_500
        link_clicks = 45
        """
    )
    # month 1: 100,000 views bring 1,500 visits and 45 clicks, as measured; month 2 has twice the videos.
    assert plan.line("audience.profile_visits")[:2] == exactly([1_500, 3_000])
    assert plan.line("audience.link_clicks")[:2] == exactly([45, 90])


def test_promoted_views_bring_visits_and_clicks_and_nothing_else() -> None:
    plan = case(
        """
        [audience]
        promotion = [0, 50]
        promotion_views = 400
        ceiling_multiple = 5
        [audience.measured]
        new_followers = 1_000
        [creator_rewards]
        [sponsorships]
        base_deals = 1
        reach_sensitivity = 1
        """
    )
    # 50 x 400 = 20,000 views on top of the 100,000 from month 2 on: 20 % more visits and clicks.
    assert plan.line("audience.promoted_views")[:2] == exactly([0, 20_000])
    assert plan.line("audience.organic_views")[:2] == exactly([100_000, 100_000])
    assert plan.line("audience.views")[:2] == exactly([100_000, 120_000])
    assert plan.line("audience.profile_visits")[:2] == exactly([2_000, 2_400])
    assert plan.line("audience.link_clicks")[:2] == exactly([1_000, 1_200])
    # Followers, videos' own views, deals and rewards feel nothing of it: room in month 2 is 39,000 / 40,000.
    assert plan.line("audience.followers_gained")[:2] == exactly([1_000, 975])
    assert plan.line("audience.views_per_video")[:2] == exactly([10_000, 10_000])
    assert plan.line("sponsorships.deals")[:2] == exactly([1, 1])
    # 9 videos x 10,000 / 1,000 x 50 % x 1 = 45.
    assert plan.line("creator_rewards.earned")[:2] == exactly([45, 45])
    # It costs what it costs.
    assert plan.line("business.running_costs")[:2] == exactly([0, 50])
    assert plan.figure("audience.promotion_returns") == 1


def test_promotion_of_which_nothing_is_known_brings_nothing_and_is_told() -> None:
    plan = case("[audience]\npromotion = 50")
    assert plan.line("audience.views") == exactly([100_000] * 6)
    assert plan.line("business.running_costs") == exactly([50] * 6)
    assert plan.figure("audience.promotion_returns") == 0


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
