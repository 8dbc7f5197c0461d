"""LIVE gifts, worked by hand: viewers, gifters, diamonds, money."""

from __future__ import annotations

import pytest

from tests.support.cases import case, exactly


def test_a_month_of_sessions_from_followers_to_money() -> None:
    plan = case(
        """
        [audience]
        opening_followers = 10_000
        [live_gifts]
        sessions = 8
        hours_per_session = 1.5
        turnout = 0.004
        discovery = 60
        gifting_rate = 0.02
        diamonds_per_gifter = 120
        diamond_value = 0.005
        coins_per_diamond = 2
        preparation_hours = 0.5
        """
    )
    # Viewers of a session: 10,000 x 0.004 = 40 followers + 60 an hour x 1.5 = 90 from the feed = 130
    # Viewers: 8 x 130 = 1,040; gifters 2 % = 20.8; diamonds 20.8 x 120 = 2,496
    # Money: 2,496 x 0.005 = 12.48; coins behind it 2,496 x 2 = 4,992
    # LIVE hours: 8 x 1.5 = 12; an hour brings 12.48 / 12 = 1.04 and 2,496 / 12 = 208 diamonds
    # Your hours: 12 + 8 x 0.5 = 16
    assert plan.line("live_gifts.viewers_per_session") == exactly([130] * 6)
    assert plan.line("live_gifts.viewers") == exactly([1_040] * 6)
    assert plan.line("live_gifts.gifters") == exactly([20.8] * 6)
    assert plan.line("live_gifts.diamonds") == exactly([2_496] * 6)
    assert plan.line("live_gifts.earned") == exactly([12.48] * 6)
    assert plan.line("live_gifts.coins_spent") == exactly([4_992] * 6)
    assert plan.figure("live_gifts.coins_total") == exactly(6 * 4_992)
    assert plan.line("live_gifts.income_per_live_hour") == exactly([1.04] * 6)
    assert plan.line("live_gifts.diamonds_per_live_hour") == exactly([208] * 6)
    assert plan.line("live_gifts.hours") == exactly([16] * 6)


def test_viewers_follow_the_followers_at_the_start_of_each_month() -> None:
    plan = case(
        """
        [audience]
        opening_followers = 10_000
        follow_rate = 0.05
        [live_gifts]
        turnout = 0.01
        """
    )
    # 100,000 views x 0.05 = 5,000 new followers a month: 10,000, 15,000, 20,000 ... at the start.
    # Viewers of a session: 100, 150, 200 ...; x 10 sessions x 10 % x 100 diamonds x 0.005 = 0.5 a viewer.
    assert plan.line("live_gifts.viewers_per_session") == exactly([100, 150, 200, 250, 300, 350])
    assert plan.line("live_gifts.earned") == exactly([50, 75, 100, 125, 150, 175])


def test_a_contract_may_take_a_part_and_coins_do_not_change_income() -> None:
    plan = case("[live_gifts]\nshare_factor = 0.8\ncoins_per_diamond = 2")
    # 10,000 diamonds x 0.005 x 0.8 = 40; the viewers spent 20,000 coins.
    assert plan.line("live_gifts.earned") == exactly([40] * 6)
    assert plan.line("live_gifts.coins_spent") == exactly([20_000] * 6)


def test_999_followers_are_too_few_to_go_live_and_1_000_are_enough() -> None:
    plan = case(
        """
        [audience]
        opening_followers = 999
        follow_rate = 0.00001
        [live_gifts]
        follower_bar = 1_000
        preparation_hours = 1
        """
    )
    # 999 at the start of month 1, then 100,000 x 0.00001 = 1 more: 1,000 at the start of month 2.
    # Month 2: 10 sessions x 1,000 x 1 % = 100 viewers x 10 % x 100 x 0.005 = 5. Hours: 10 x (2 + 1) = 30.
    assert plan.line("live_gifts.eligible") == [0, 1, 1, 1, 1, 1]
    assert plan.line("live_gifts.earned")[:2] == exactly([0, 5])
    assert plan.line("live_gifts.hours") == exactly([0, 30, 30, 30, 30, 30])
    assert plan.answer("live_gifts_unlock_month") == "2027-02"


@pytest.mark.parametrize(("bar", "first"), [(18, 1), (19, 3), (20, 7)])
def test_gifts_start_in_the_month_in_which_you_are_old_enough(bar: int, first: int) -> None:
    # 18 in most countries, 19 in Korea, 20 in Japan by one page.
    plan = case(f"[audience]\nage = 18.833333\n[live_gifts]\nage_bar = {bar}")
    # 18 years 10 months on the first day: 19 after 2 months, in month 3; 20 after the plan.
    assert plan.line("live_gifts.earned") == exactly([50 if n >= first else 0 for n in range(1, 7)])


# 10 sessions of 2 hours with 100 viewers each: 20 hours, 10 days, 10,000 diamonds, worth 50.
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
        valid_day_hours = 1
        agency_bonus_rate = 0.10
        bonus_hours_bar = 0
        bonus_days_bar = 1
        bonus_diamonds_bar = 0
        """
    )
    assert plan.line("live_gifts.valid_days") == exactly([days] * 6)
    # 50 x 10 % = 5, or no bonus without a valid day.
    assert plan.line("live_gifts.agency_bonus") == exactly([5 if days else 0] * 6)


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
