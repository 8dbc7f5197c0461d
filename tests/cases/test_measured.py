"""What TikTok shows of the last days, worked by hand: a month of it, and the rates that follow."""

from __future__ import annotations

import pytest

from tests.support.cases import case, exactly


@pytest.mark.parametrize(
    ("days", "factor"),
    [
        (30.4375, 1),  # a month: 365.25 / 12 days
        (15.21875, 2),  # half a month
        (28, 487 / 448),  # 30.4375 / 28 = (487 / 16) / 28 = 487 / 448 = 1.08705
        (7, 487 / 112),  # four times that
    ],
)
def test_what_was_measured_over_some_days_becomes_a_month(days: float, factor: float) -> None:
    plan = case(f"[audience.measured]\ndays = {days}\nviews = 44_800\nvideos = 5.6")
    # 44,800 / 5.6 = 8,000 views a video, whatever the days. A month has more of both.
    assert plan.figure("audience.measured.month_to_window") == exactly(factor)
    assert plan.figure("audience.measured.views_per_video") == exactly(8_000)
    assert plan.figure("audience.measured.views_a_month") == exactly(44_800 * factor)
    assert plan.figure("audience.measured.videos_a_month") == exactly(5.6 * factor)
    # A month has 365.25 / 12 / 7 = 4.3482143 weeks.
    assert plan.figure("audience.measured.videos_a_week") == exactly(5.6 * factor / 4.348214285714286)
    # Nothing is planned otherwise, so the plan's months are that month.
    assert plan.line("audience.videos_made") == exactly([5.6 * factor] * 6)
    assert plan.line("audience.views") == exactly([44_800 * factor] * 6)
    assert plan.opening("audience.views") == exactly(44_800 * factor)


@pytest.mark.parametrize(
    ("stated", "rate"),
    [
        ("new_followers = 300", 0.003),  # 300 / 100,000
        ("new_followers = 0", 0),  # nobody is a figure, too
        ('new_followers = "left out"', 0.004),  # as usual
    ],
)
def test_new_followers_per_view_are_as_measured_else_as_usual(stated: str, rate: float) -> None:
    plan = case(f"[audience.measured]\nfollow_rate = 0.004\n{stated}")
    assert plan.figure("audience.measured.follow_rate_today") == exactly(rate)
    # Month 1: 100,000 views x the rate.
    assert plan.line("audience.followers_gained")[0] == exactly(100_000 * rate)


@pytest.mark.parametrize(
    ("stated", "visits", "clicks"),
    [
        # 1,500 / 100,000 visits and 90 / 100,000 clicks a view
        ("profile_views = 1_500\nlink_clicks = 90", 1_500, 90),
        # clicks left out: 1,500 visits x 4 % = 60
        ('profile_views = 1_500\nlink_clicks = "left out"', 1_500, 60),
        # visits left out: 100,000 x 0.5 % = 500
        ('profile_views = "left out"\nlink_clicks = 90', 500, 90),
        # both left out: 100,000 x 0.5 % = 500 visits x 4 % = 20
        ('profile_views = "left out"\nlink_clicks = "left out"', 500, 20),
    ],
)
def test_visits_and_clicks_are_as_measured_else_as_usual(stated: str, visits: float, clicks: float) -> None:
    plan = case(f"[audience.measured]\nprofile_visit_rate = 0.005\nlink_click_rate = 0.04\n{stated}")
    assert plan.line("audience.profile_visits") == exactly([visits] * 6)
    assert plan.line("audience.link_clicks") == exactly([clicks] * 6)


@pytest.mark.parametrize(
    ("name", "rate", "engagement"),
    [
        # 2,000 of each, which is 2 % of 100,000 views, or the usual 1 %, in place of the plain figure:
        # 4 % likes + 0.5 % comments + 0.3 % shares + 0.2 % saves = 5 %.
        ("likes", "like_rate", 0.05 - 0.04),
        ("comments", "comment_rate", 0.05 - 0.005),
        ("shares", "share_rate", 0.05 - 0.003),
        ("saves", "save_rate", 0.05 - 0.002),
    ],
)
def test_engagement_is_what_was_counted_else_what_is_usual(name: str, rate: str, engagement: float) -> None:
    counted = case(f"[audience.measured]\n{name} = 2_000\n{rate} = 0.01")
    assert counted.figure("audience.measured.engagement_today") == exactly(engagement + 0.02)
    usual = case(f'[audience.measured]\n{name} = "left out"\n{rate} = 0.01')
    assert usual.figure("audience.measured.engagement_today") == exactly(engagement + 0.01)
    # Where nothing else is planned, it stays so.
    assert usual.line("audience.engagement_rate") == exactly([engagement + 0.01] * 6)


@pytest.mark.parametrize(
    ("stated", "typical"),
    [
        ("typical_views = 6_000", 6_000),
        ('typical_views = "left out"', 4_000),  # the average of 10,000 / 2.5
    ],
)
def test_a_typical_video_is_as_stated_else_below_the_average(stated: str, typical: float) -> None:
    plan = case(f"[audience]\nreach_factor = [1, 1.5]\n[audience.measured]\nmean_to_median = 2.5\n{stated}")
    assert plan.figure("audience.measured.typical_video") == typical
    # It follows reach as the average does: x 1, then x 1.5.
    assert plan.line("audience.typical_views")[:2] == exactly([typical, typical * 1.5])
    assert plan.line("audience.views_per_video")[:2] == exactly([10_000, 15_000])


def test_usual_figures_are_those_of_the_size_of_the_account() -> None:
    left_out = 'new_followers = "left out"\nfollow_rate = "left out"'
    small = case(f"[audience]\nfollowers_today = 9_999\n[audience.measured]\n{left_out}")
    large = case(f"[audience]\nfollowers_today = 10_000\n[audience.measured]\n{left_out}")
    # 0.42 % of viewers follow an account under 10,000 followers, 0.34 % one of 10,000 to 50,000.
    assert small.line("audience.followers_gained")[0] == exactly(420)
    assert large.line("audience.followers_gained")[0] == exactly(340)
