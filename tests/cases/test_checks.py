"""Checks and alerts, worked by hand: figures that cannot be right, or that deserve a second look."""

from __future__ import annotations

import pytest

from tests.support.cases import case, exactly


@pytest.mark.parametrize(
    ("shares", "fit"),
    [
        ((0.4, 0.3, 0.3), 1),  # 100 %
        ((0.1, 0.2, 0.7), 1),  # 100 % too, though 0.1 + 0.2 is 0.30000000000000004 in binary
        ((0.4, 0.3, 0.31), 0),  # 101 %
    ],
)
def test_all_streams_together_get_at_most_all_link_clicks(shares: tuple[float, float, float], fit: int) -> None:
    plan = case(
        f"""
        [[affiliate]]
        name = "a"
        link_share = {shares[0]}
        [[own_products]]
        name = "b"
        link_share = {shares[1]}
        [[consulting]]
        name = "c"
        link_share = {shares[2]}
        """
    )
    assert plan.figure("business.link_shares") == exactly(sum(shares))
    assert plan.figure("business.link_shares_fit") == fit


@pytest.mark.parametrize(("weight", "whole"), [(1, 1), (0.9, 0)])
def test_the_weights_of_the_score_make_100_percent(weight: float, whole: int) -> None:
    plan = case(f"[audience]\ncompletion_weight = {weight}")
    assert plan.figure("audience.weights_are_whole") == whole


@pytest.mark.parametrize(("share", "fit"), [(0.4, 1), (0.41, 0)])
def test_shares_of_countries_are_at_most_100_percent_and_nothing_is_left_over_above_it(share: float, fit: int) -> None:
    plan = case(f"[creator_rewards]\nus_share = 0.6\nus_rpm = 1\nuk_share = {share}\nother_rpm = 5")
    # 60 % + 40 % leaves nothing; 60 % + 41 % leaves no less than nothing: all others earn 0, not -0.05.
    assert plan.line("creator_rewards.rpm") == exactly([0.6] * 6)
    assert plan.figure("creator_rewards.countries_fit") == fit


@pytest.mark.parametrize(("deals", "fit"), [(10, 1), (10.1, 0)])
def test_more_sponsored_videos_than_videos_are_an_alert(deals: float, fit: int) -> None:
    plan = case(f"[sponsorships]\nbase_deals = {deals}\ncapacity = 20")
    # 10 videos a month.
    assert plan.figure("sponsorships.videos_fit") == fit


@pytest.mark.parametrize(("videos", "fit"), [(10, 1), (10.1, 0)])
def test_more_shoppable_videos_than_videos_are_an_alert(videos: float, fit: int) -> None:
    plan = case(f"[tiktok_shop.creator]\nshoppable_videos = {videos}")
    assert plan.figure("tiktok_shop.creator.videos_fit") == fit


@pytest.mark.parametrize(("cost", "pays"), [(30, 1), (30.01, 0)])
def test_an_order_that_costs_more_than_it_earns_is_an_alert(cost: float, pays: int) -> None:
    plan = case(f"[tiktok_shop.seller]\nbasket = 30\nunit_cost = {cost}")
    assert plan.figure("tiktok_shop.seller.orders_pay") == pays


@pytest.mark.parametrize(("long_videos", "some"), [(0.3, 1), (0.2, 0)])
def test_sponsors_that_take_every_long_video_leave_no_rewards(long_videos: float, some: int) -> None:
    plan = case(f"[creator_rewards]\nlong_video_share = {long_videos}\n[sponsorships]\nbase_deals = 2")
    # 10 x 30 % = 3 long videos, 2 sponsored: 1 is left. 10 x 20 % = 2, all sponsored.
    assert plan.figure("creator_rewards.some_videos_count") == some
    assert plan.line("creator_rewards.earned") == exactly([5 * some] * 6)


def test_a_score_floor_above_its_ceiling_and_bars_out_of_order_fail_their_checks() -> None:
    plan = case(
        """
        [audience]
        score_floor = 1
        score_ceiling = 1
        rhythm_regular_bar = 6
        rhythm_frequent_bar = 6
        rhythm_daily_bar = 6
        """
    )
    assert plan.figure("audience.score_limits_in_order") == 1
    assert plan.figure("audience.rhythm_bars_in_order") == 1
    wrong = case("[audience]\nrhythm_regular_bar = 7\nrhythm_frequent_bar = 6")
    assert wrong.figure("audience.rhythm_bars_in_order") == 0
