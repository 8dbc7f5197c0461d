"""Followers, worked by hand: gained, lost, the room that is left, and what size brings."""

from __future__ import annotations

import pytest

from tests.support.cases import case, exactly


def test_followers_are_those_before_plus_gained_less_lost() -> None:
    plan = case(
        """
        [plan]
        months = 3
        [audience]
        unfollow_rate = 0.01
        ceiling_multiple = 2
        [audience.measured]
        new_followers = 1_000
        """
    )
    # 1,000 of 100,000 viewers follow today. The most followers are 2 x 10,000 = 20,000, 10,000 away today.
    #          start      room to grow                 gained    lost (1 % of the start)   end
    # month 1  10,000     10,000 / 10,000   = 1        1,000     100                       10,900
    # month 2  10,900      9,100 / 10,000   = 0.91       910     109                       11,701
    # month 3  11,701      8,299 / 10,000   = 0.8299     829.9   117.01                    12,413.89
    assert plan.figure("audience.ceiling") == 20_000
    assert plan.opening("audience.followers") == 10_000
    assert plan.line("audience.followers_open") == exactly([10_000, 10_900, 11_701])
    assert plan.line("audience.followers_offered") == exactly([1_000] * 3)
    assert plan.line("audience.room") == exactly([1, 0.91, 0.8299])
    assert plan.line("audience.followers_gained") == exactly([1_000, 910, 829.9])
    assert plan.line("audience.followers_lost") == exactly([100, 109, 117.01])
    assert plan.line("audience.followers") == exactly([10_900, 11_701, 12_413.89])
    assert plan.answer("audience_followers_end") == exactly(12_413.89)
    assert plan.figure("audience.followers_roll_forward") == 1


def test_an_account_at_its_ceiling_gains_nobody() -> None:
    plan = case("[audience]\nceiling_multiple = 1.1\n[audience.measured]\nnew_followers = 5_000")
    # The most are 11,000. Month 1 brings 5,000 at today's rate, which is beyond it; then there is no room.
    assert plan.line("audience.followers") == exactly([15_000] * 6)
    assert plan.line("audience.room") == exactly([1, 0, 0, 0, 0, 0])


def test_new_followers_bring_views_only_from_the_next_month_on_and_followers_only_come_from_the_feed() -> None:
    plan = case(
        """
        [plan]
        months = 3
        [audience]
        ceiling_multiple = 5
        [audience.measured]
        follower_view_share = 0.5
        new_followers = 2_000
        """
    )
    # A video gets 5,000 views from the feed, and 5,000 x followers at the start / 10,000 from followers.
    # The feed's views are half of the measured ones, and brought 2,000 followers; the ceiling is 50,000.
    #          from followers           views      gained                               end
    # month 1  5,000                    100,000    2,000                                12,000
    # month 2  5,000 x 1.2  = 6,000     110,000    2,000 x 38,000 / 40,000 = 1,900      13,900
    # month 3  5,000 x 1.39 = 6,950     119,500    2,000 x 36,100 / 40,000 = 1,805      15,705
    assert plan.line("audience.follower_views") == exactly([5_000, 6_000, 6_950])
    assert plan.line("audience.views") == exactly([100_000, 110_000, 119_500])
    assert plan.line("audience.followers_gained") == exactly([2_000, 1_900, 1_805])
    assert plan.line("audience.followers") == exactly([12_000, 13_900, 15_705])


@pytest.mark.parametrize(
    ("effect", "factor"),
    [
        (1, 1.2),  # 1 + 1 x (1.2 - 1)
        (0.5, 1.1),  # 1 + 0.5 x (1.2 - 1)
        (0, 1),
        (2, 1.4),
    ],
)
def test_reach_rises_with_the_root_of_the_followers(effect: float, factor: float) -> None:
    plan = case(
        f"""
        [plan]
        months = 2
        [audience]
        size_effect = {effect}
        [audience.measured]
        follower_view_share = 0.5
        new_followers = 4_400
        """
    )
    # 10,000 + 4,400 = 14,400 followers at the start of month 2: 1.44 times today's, and its root is 1.2.
    assert plan.line("audience.followers_index") == exactly([1, 1.44])
    assert plan.line("audience.size_factor") == exactly([1, factor])
    # The feed: 5,000 x the factor. Followers: there are 1.44 times as many, and each sees more, too.
    assert plan.line("audience.for_you_views") == exactly([5_000, 5_000 * factor])
    assert plan.line("audience.follower_views") == exactly([5_000, 5_000 * 1.44 * factor])


def test_an_account_that_loses_all_its_followers_keeps_no_reach_below_none() -> None:
    plan = case("[plan]\nmonths = 2\n[audience]\nsize_effect = 3\nunfollow_rate = 1")
    # 1 + 3 x (0 - 1) = -2: no reach, not less than none.
    assert plan.line("audience.size_factor") == exactly([1, 0])
    assert plan.line("audience.views") == exactly([100_000, 0])


def test_when_everybody_leaves_nobody_is_left_to_leave() -> None:
    plan = case(
        """
        [audience]
        followers_today = 1_000
        videos = 0
        unfollow_rate = 1
        """
    )
    # Everybody leaves in month 1: 1,000 - 1,000 = 0, and then there is nobody left to leave.
    assert plan.line("audience.followers") == exactly([0] * 6)
    assert plan.line("audience.followers_lost") == exactly([1_000, 0, 0, 0, 0, 0])
