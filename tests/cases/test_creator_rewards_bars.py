"""When creator rewards start, worked by hand: followers, views of the last month, age."""

from __future__ import annotations

import pytest

from tests.support.cases import case, exactly


def test_followers_of_9_999_are_one_too_few_and_10_000_are_enough() -> None:
    plan = case(
        """
        [audience]
        opening_followers = 9_999
        follow_rate = 0.00001
        [creator_rewards]
        follower_bar = 10_000
        """
    )
    # 100,000 views x 0.00001 = 1 new follower a month. At the start of month 1 there are 9,999, of
    # month 2 exactly 10,000: rewards of 50,000 / 1,000 x 1 = 50 start in month 2.
    assert plan.line("creator_rewards.followers_reached") == [0, 1, 1, 1, 1, 1]
    assert plan.line("creator_rewards.earned") == exactly([0, 50, 50, 50, 50, 50])
    assert plan.answer("creator_rewards_unlock_month") == "2027-02"


def test_month_1_looks_at_last_months_views_of_the_opening() -> None:
    plan = case(
        """
        [audience]
        opening_views = 99_999.99
        [creator_rewards]
        views_bar = 100_000
        """
    )
    # A hundredth of a view short before the plan; month 1 itself has 100,000, which opens month 2.
    assert plan.line("creator_rewards.views_reached") == [0, 1, 1, 1, 1, 1]
    assert plan.line("creator_rewards.earned") == exactly([0, 50, 50, 50, 50, 50])


def test_views_of_99_999_99_close_the_programme_for_the_next_month() -> None:
    plan = case(
        """
        [audience]
        opening_views = 100_000
        for_you_views_per_video = 9_999.999
        [creator_rewards]
        views_bar = 100_000
        """
    )
    # Before the plan 100,000: met, so month 1 is paid: 99,999.99 x 50 % / 1,000 = 49.999995.
    # Month 1 had 10 x 9,999.999 = 99,999.99 views: missed, and so are all later months.
    assert plan.line("creator_rewards.earned") == exactly([49.999995, 0, 0, 0, 0, 0])


def test_a_bar_that_only_binary_arithmetic_misses_counts_as_met() -> None:
    plan = case(
        """
        [audience]
        opening_views = 2
        videos = [1, 1, 3]
        for_you_views_per_video = 0.7
        [creator_rewards]
        views_bar = 2.1
        """
    )
    # Views: 0.7, 0.7, then 3 x 0.7 = 2.1 a month, which binary arithmetic makes 2.0999999999999996.
    # The bar of 2.1 is met all the same, so months 4 to 6 are paid: 2.1 x 50 % / 1,000 = 0.00105.
    assert 3 * 0.7 < 2.1
    assert plan.line("creator_rewards.views_reached") == [0, 0, 0, 1, 1, 1]
    assert plan.line("creator_rewards.earned") == exactly([0, 0, 0, 0.00105, 0.00105, 0.00105])


@pytest.mark.parametrize(
    ("age", "paid_from"),
    [
        (18, 1),  # exactly 18 on the first day
        (17.75, 4),  # 17 years 9 months: 18 after 3 months, in month 4
        (17.583333, 6),  # 17 years 7 months, written with 6 decimals: 18 after 5 months, in month 6
        (17.5, None),  # 17 years 11 months in month 6: not within the plan
    ],
)
def test_rewards_start_in_the_month_in_which_you_turn_18(age: float, paid_from: int | None) -> None:
    plan = case(f"[audience]\nage = {age}\n[creator_rewards]\nage_bar = 18")
    start = 7 if paid_from is None else paid_from
    assert plan.line("creator_rewards.earned") == exactly([50 if n >= start else 0 for n in range(1, 7)])
    assert plan.answer("creator_rewards_unlock_month") == (paid_from and f"2027-0{paid_from}")


def test_statements_take_time_only_once_the_programme_is_unlocked() -> None:
    plan = case("[audience]\nopening_views = 50_000\n[creator_rewards]\nadmin_hours = 1")
    assert plan.line("creator_rewards.hours") == exactly([0, 1, 1, 1, 1, 1])
