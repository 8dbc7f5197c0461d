"""LIVE gifts, worked by hand: viewers, gifters, diamonds, money."""

from __future__ import annotations

import pytest

from tests.support.cases import case, exactly


def test_a_month_of_sessions_from_viewers_to_money() -> None:
    plan = case(
        """
        [live_gifts]
        sessions = 8
        hours_per_session = 1.5
        viewers_per_hour = 90
        gifting_rate = 0.02
        diamonds_per_gifter = 120
        diamond_value = 0.005
        coins_per_diamond = 2
        preparation_hours = 0.5
        """
    )
    # LIVE hours: 8 x 1.5 = 12; viewers 12 x 90 = 1,080; gifters 2 % = 21.6; diamonds 21.6 x 120 = 2,592
    # Money: 2,592 x 0.005 = 12.96; coins behind it 2,592 x 2 = 5,184
    # An hour on air brings 12.96 / 12 = 1.08 and 2,592 / 12 = 216 diamonds
    # Your hours: 12 + 8 x 0.5 = 16
    assert plan.line("live_gifts.live_hours") == exactly([12] * 6)
    assert plan.line("live_gifts.viewers") == exactly([1_080] * 6)
    assert plan.line("live_gifts.gifters") == exactly([21.6] * 6)
    assert plan.line("live_gifts.diamonds") == exactly([2_592] * 6)
    assert plan.line("live_gifts.earned") == exactly([12.96] * 6)
    assert plan.line("live_gifts.coins_spent") == exactly([5_184] * 6)
    assert plan.figure("live_gifts.coins_total") == exactly(6 * 5_184)
    assert plan.line("live_gifts.income_per_live_hour") == exactly([1.08] * 6)
    assert plan.line("live_gifts.diamonds_per_live_hour") == exactly([216] * 6)
    assert plan.line("live_gifts.hours") == exactly([16] * 6)


def test_what_last_months_sessions_brought_repeats_and_follows_the_hours() -> None:
    plan = case(
        """
        [live_gifts]
        sessions = [10, 15, 0]
        hours_last_month = 20
        viewers_last_month = 1_500
        gifters_last_month = 60
        diamonds_last_month = 12_000
        """
    )
    # 1,500 / 20 = 75 viewers an hour, 60 / 1,500 = 4 % of them give, 12,000 / 60 = 200 diamonds each.
    assert plan.figure("live_gifts.viewers_per_hour_today") == exactly(75)
    assert plan.figure("live_gifts.gifting_rate_today") == exactly(0.04)
    assert plan.figure("live_gifts.diamonds_per_gifter_today") == exactly(200)
    # 10 sessions of 2 hours are last month's 20; 15 bring half as much again; none, nothing.
    assert plan.line("live_gifts.viewers")[:3] == exactly([1_500, 2_250, 0])
    assert plan.line("live_gifts.gifters")[:3] == exactly([60, 90, 0])
    assert plan.line("live_gifts.diamonds")[:3] == exactly([12_000, 18_000, 0])
    assert plan.line("live_gifts.earned")[:3] == exactly([60, 90, 0])


@pytest.mark.parametrize(
    ("stated", "viewers", "gifters", "diamonds"),
    [
        # Usual: 20 hours x 50 = 1,000 viewers, 10 % give, 100 diamonds each. What is stated moves what follows.
        ("", 1_000, 100, 10_000),
        ("viewers_last_month = 1_200", 1_200, 120, 12_000),
        ("gifters_last_month = 80", 1_000, 80, 8_000),
        ("diamonds_last_month = 9_000", 1_000, 100, 9_000),
        ("hours_last_month = 10", 1_000, 100, 10_000),  # 10 hours had 500 viewers, so 20 have 1,000
        ("hours_last_month = 10\nviewers_last_month = 800", 1_600, 160, 16_000),  # 80 an hour
        ("hours_last_month = 10\ndiamonds_last_month = 9_000", 1_000, 100, 18_000),  # 900 an hour
        # Nobody came, nobody gave: then the rates of what follows are the usual ones, of nothing.
        ("viewers_last_month = 0", 0, 0, 0),
        ("gifters_last_month = 0", 1_000, 0, 0),
    ],
)
def test_results_may_be_stated_in_part(stated: str, viewers: float, gifters: float, diamonds: float) -> None:
    plan = case(f"[live_gifts]\n{stated}")
    assert plan.line("live_gifts.viewers") == exactly([viewers] * 6)
    assert plan.line("live_gifts.gifters") == exactly([gifters] * 6)
    assert plan.line("live_gifts.diamonds") == exactly([diamonds] * 6)


def test_hours_that_are_not_stated_are_those_of_the_plans_first_month() -> None:
    plan = case("[live_gifts]\nsessions = [5, 10]\ndiamonds_last_month = 6_000")
    # 5 x 2 = 10 hours brought 6,000 diamonds, so twice the hours bring twice that.
    assert plan.figure("live_gifts.hours_last") == exactly(10)
    assert plan.line("live_gifts.diamonds")[:2] == exactly([6_000, 12_000])


@pytest.mark.parametrize(
    ("sensitivity", "feed"),
    [
        (0, 1),
        (0.5, 1.1),  # 1 + 0.5 x 0.2
        (1, 1.2),
    ],
)
def test_viewers_follow_the_feed_as_far_as_the_sensitivity_says(sensitivity: float, feed: float) -> None:
    plan = case(f"[audience]\ncompletion_planned = 0.36\n[live_gifts]\ndiscovery_sensitivity = {sensitivity}")
    # 0.36 / 0.30 = 1.2: the feed spreads each video a fifth more.
    assert plan.line("live_gifts.live_reach") == exactly([feed] * 6)
    assert plan.line("live_gifts.earned") == exactly([50 * feed] * 6)


def test_viewers_follow_the_size_of_the_account_and_the_months_reach() -> None:
    plan = case(
        """
        [plan]
        months = 3
        [audience]
        size_effect = 1
        ceiling_multiple = 2
        reach_factor = [1, 1, 0.5]
        [audience.measured]
        new_followers = 4_400
        [live_gifts]
        discovery_sensitivity = 0.5
        """
    )
    # 14,400 followers at the start of month 2: the root of 1.44 is 1.2. The month gains
    # 4,400 x 1.2 (views) x 5,600 / 10,000 (room) = 2,956.8: 17,356.8, whose index 1.73568 has the root 1.31745.
    # Half the reach in month 3 takes a quarter of the viewers: 1 + 0.5 x (0.5 - 1) = 0.75.
    assert plan.line("live_gifts.live_reach") == exactly([1, 1.2, 1.73568**0.5 * 0.75])
    assert plan.line("live_gifts.earned")[:2] == exactly([50, 60])


def test_luck_of_sessions_moves_what_they_bring_and_not_who_comes() -> None:
    plan = case("[live_gifts]\nsession_factor = [1, 3, 0]")
    assert plan.line("live_gifts.gifters")[:3] == exactly([100, 100, 100])
    assert plan.line("live_gifts.diamonds")[:3] == exactly([10_000, 30_000, 0])
    assert plan.line("live_gifts.earned")[:3] == exactly([50, 150, 0])


def test_a_feed_that_shrinks_leaves_no_fewer_than_no_viewers() -> None:
    plan = case("[audience]\ncompletion_planned = 0.15\n[live_gifts]\ndiscovery_sensitivity = 3")
    # The score is 0.5: 1 + 3 x (0.5 - 1) = -0.5, held at none.
    assert plan.line("live_gifts.viewers") == exactly([0] * 6)


def test_a_contract_may_take_a_part_and_coins_do_not_change_income() -> None:
    plan = case("[live_gifts]\nshare_factor = 0.8\ncoins_per_diamond = 2")
    # 10,000 diamonds x 0.005 x 0.8 = 40; the viewers spent 20,000 coins.
    assert plan.line("live_gifts.earned") == exactly([40] * 6)
    assert plan.line("live_gifts.coins_spent") == exactly([20_000] * 6)


def test_999_followers_are_too_few_to_go_live_and_1_000_are_enough() -> None:
    plan = case(
        """
        [audience]
        followers_today = 999
        [audience.measured]
        new_followers = 1
        [live_gifts]
        follower_bar = 1_000
        preparation_hours = 1
        """
    )
    # 999 at the start of month 1, then 1 more: 1,000 at the start of month 2. Hours: 10 x (2 + 1) = 30.
    assert plan.line("live_gifts.eligible") == [0, 1, 1, 1, 1, 1]
    assert plan.line("live_gifts.earned")[:2] == exactly([0, 50])
    assert plan.line("live_gifts.hours") == exactly([0, 30, 30, 30, 30, 30])
    assert plan.answer("live_gifts_unlock_month") == "2027-02"


@pytest.mark.parametrize(("bar", "first"), [(18, 1), (19, 3), (20, 7)])
def test_gifts_start_in_the_month_in_which_you_are_old_enough(bar: int, first: int) -> None:
    # 18 in most countries, 19 in Korea, 20 in Japan by one page.
    plan = case(f"[audience]\nage = 18.833333\n[live_gifts]\nage_bar = {bar}")
    # 18 years 10 months on the first day: 19 after 2 months, in month 3; 20 after the plan.
    assert plan.line("live_gifts.earned") == exactly([50 if n >= first else 0 for n in range(1, 7)])


# 10 sessions of 2 hours: 20 hours, 10 days, 10,000 diamonds, worth 50.
@pytest.mark.parametrize(
    ("hours_bar", "days_bar", "diamonds_bar", "bonus"),
    [
        (20, 10, 10_000, 5),  # all three just met: 50 x 10 %
        (20.01, 10, 10_000, 0),  # hours just missed
        (20, 11, 10_000, 0),  # a day too few
        (20, 10, 10_001, 0),  # a diamond too few
        (21, 11, 10_001, 0),
    ],
)
def test_the_agency_bonus_needs_all_three_bars(
    hours_bar: float, days_bar: float, diamonds_bar: float, bonus: float
) -> None:
    plan = case(
        f"""
        [live_gifts]
        agency_bonus_rate = 0.10
        bonus_hours_bar = {hours_bar}
        bonus_days_bar = {days_bar}
        bonus_diamonds_bar = {diamonds_bar}
        """
    )
    assert plan.line("live_gifts.agency_bonus") == exactly([bonus] * 6)
    assert plan.line("live_gifts.earned") == exactly([50 + bonus] * 6)


@pytest.mark.parametrize(("hours", "days"), [(0.99, 0), (1, 10), (2, 10)])
def test_a_session_of_an_hour_is_a_valid_day_and_a_shorter_one_is_none(hours: float, days: float) -> None:
    plan = case(
        f"""
        [live_gifts]
        hours_per_session = {hours}
        hours_last_month = 20
        diamonds_last_month = 10_000
        valid_day_hours = 1
        agency_bonus_rate = 0.10
        bonus_hours_bar = 0
        bonus_days_bar = 1
        bonus_diamonds_bar = 0
        """
    )
    assert plan.line("live_gifts.valid_days") == exactly([days] * 6)
    # An hour brings 500 diamonds, worth 2.50: 10 sessions of an hour 25, of two hours 50; the bonus is 10 % of it.
    assert plan.line("live_gifts.agency_bonus") == exactly([2.5 * hours if days else 0] * 6)


def test_the_bonus_is_judged_month_by_month() -> None:
    plan = case(
        """
        [live_gifts]
        sessions = [10, 9, 0, 12]
        agency_bonus_rate = 0.20
        bonus_days_bar = 10
        bonus_hours_bar = 15
        bonus_diamonds_bar = 2_000
        """
    )
    # Value 5 a session: 50, 45, 0, 60. Days reached with 10 and 12: bonus 50 x 20 % = 10, 60 x 20 % = 12.
    assert plan.line("live_gifts.earned")[:4] == exactly([60, 45, 0, 72])
    # A month without LIVE has no income per hour: 0, not an error. Else 60 / 20 = 3; 45 / 18 = 2.5; 72 / 24 = 3.
    assert plan.line("live_gifts.income_per_live_hour")[:4] == exactly([3, 2.5, 0, 3])


def test_gifts_wait_until_the_smallest_withdrawal_is_reached() -> None:
    plan = case("[live_gifts]\npayout_minimum = 100\npayment_delay = 1\nopening_unpaid = 25\nwithholding_rate = 0.1")
    # 50 a month, due a month later; 25 wait from before.
    # month 1: 25. month 2: 75. month 3: 125, paid. month 4: 50. month 5: 100, paid. month 6: 50.
    assert plan.line("live_gifts.received") == exactly([0, 0, 125, 0, 100, 0])
    assert plan.line("live_gifts.unpaid") == exactly([25, 75, 0, 50, 0, 50])
    # Tax is kept back from what is paid: 12.50 and 10.
    assert plan.line("live_gifts.tax_withheld_paid") == exactly([0, 0, 12.5, 0, 10, 0])


def test_a_holiday_month_has_no_sessions_and_a_half_month_half_of_them() -> None:
    plan = case("[live_gifts]\nfactor = [1, 0, 0.5]\npreparation_hours = 0.5")
    assert plan.line("live_gifts.live_sessions")[:3] == exactly([10, 0, 5])
    assert plan.line("live_gifts.earned")[:3] == exactly([50, 0, 25])
    # Hours: 10 x (2 + 0.5) = 25; none; 12.5.
    assert plan.line("live_gifts.hours")[:3] == exactly([25, 0, 12.5])
