"""Creator rewards, worked by hand: the Creator Rewards Program and the old Creator Fund."""

from __future__ import annotations

import pytest

from tests.support.cases import case, exactly


def test_t1_a_million_views_of_which_60_percent_qualify_at_80_cents_pay_480() -> None:
    # Published case: https://incomefromviews.com/tiktok-earnings-calculator
    # (its part for the program; the site adds a sum for sponsored posts).
    plan = case(
        """
        [audience]
        for_you_views_per_video = 100_000
        [creator_rewards]
        qualified_share = 0.60
        us_rpm = 0.80
        """
    )
    # 10 videos x 100,000 = 1,000,000 views x 60 % = 600,000; / 1,000 x 0.80 = 480.
    assert plan.line("creator_rewards.qualified_views") == exactly([600_000] * 6)
    assert plan.line("creator_rewards.earned") == exactly([480] * 6)


def test_t2_half_a_million_qualified_views_at_40_cents_in_a_niche_of_1_25_pay_250() -> None:
    # Published case: https://www.calxo.ai/tiktok-creator-rewards-calculator (2026-07-05):
    # qualified views / 1,000 x RPM x country x niche = 500 x 0.40 x 1.00 x 1.25.
    plan = case(
        """
        [audience]
        for_you_views_per_video = 50_000
        [creator_rewards]
        qualified_share = 1
        us_rpm = 0.40
        factor = 1.25
        """
    )
    assert plan.line("creator_rewards.qualified_views") == exactly([500_000] * 6)
    assert plan.line("creator_rewards.earned") == exactly([250] * 6)


@pytest.mark.parametrize(("rpm", "earned"), [(0.50, 50), (1.50, 150)])
def test_t3_a_hundred_thousand_qualified_views_pay_50_at_50_cents_and_150_at_1_50(rpm: float, earned: float) -> None:
    # Published case: https://optimizedcalc.com/tiktok-creator-rewards-calculator
    plan = case(f"[creator_rewards]\nqualified_share = 1\nus_rpm = {rpm}")
    # 100,000 / 1,000 x 0.50 = 50; x 1.50 = 150.
    assert plan.line("creator_rewards.earned") == exactly([earned] * 6)


def test_only_videos_over_a_minute_and_only_their_qualified_views_are_paid() -> None:
    plan = case(
        """
        [creator_rewards]
        long_video_share = 0.6
        qualified_share = 0.4
        us_rpm = 0.65
        """
    )
    # 10 videos x 60 % = 6 count; 6 x 10,000 = 60,000 views x 40 % = 24,000 qualified;
    # 24,000 / 1,000 x 0.65 = 15.60.
    assert plan.line("creator_rewards.eligible_videos") == exactly([6] * 6)
    assert plan.line("creator_rewards.eligible_views") == exactly([60_000] * 6)
    assert plan.line("creator_rewards.qualified_views") == exactly([24_000] * 6)
    assert plan.line("creator_rewards.earned") == exactly([15.60] * 6)


def test_sponsored_videos_earn_no_rewards() -> None:
    plan = case(
        """
        [creator_rewards]
        long_video_share = 0.6
        [sponsorships]
        base_deals = [0, 2, 3, 7]
        videos_per_deal = 1
        """
    )
    # 10 x 60 % = 6 long videos, less the sponsored ones: 6, 4, 3, and with 7 sponsored none (not -1).
    # 4 videos: 4 x 10,000 x 50 % / 1,000 = 20. 6: 30. 3: 15.
    assert plan.line("sponsorships.sponsored_videos")[:4] == exactly([0, 2, 3, 7])
    assert plan.line("creator_rewards.eligible_videos")[:4] == exactly([6, 4, 3, 0])
    assert plan.line("creator_rewards.earned")[:4] == exactly([30, 20, 15, 0])


def test_pay_is_the_mix_of_countries_and_what_is_left_over_is_all_others() -> None:
    plan = case(
        """
        [creator_rewards]
        us_share = 0.50
        us_rpm = 0.80
        uk_share = 0.10
        uk_rpm = 0.50
        germany_share = 0.10
        germany_rpm = 0.40
        france_share = 0.05
        france_rpm = 0.40
        japan_share = 0.05
        japan_rpm = 0.60
        korea_share = 0.05
        korea_rpm = 0.20
        brazil_share = 0.05
        brazil_rpm = 0.20
        mexico_share = 0.02
        mexico_rpm = 0.50
        other_rpm = 0.25
        """
    )
    # US 0.50 x 0.80 = 0.40   UK     0.10 x 0.50 = 0.05   Germany 0.10 x 0.40 = 0.04   France 0.05 x 0.40 = 0.02
    # JP 0.05 x 0.60 = 0.03   Korea  0.05 x 0.20 = 0.01   Brazil  0.05 x 0.20 = 0.01   Mexico 0.02 x 0.50 = 0.01
    # Shares: 0.50 + 0.10 + 0.10 + 0.05 + 0.05 + 0.05 + 0.05 + 0.02 = 0.92, so 0.08 is left over.
    # Others: 0.08 x 0.25 = 0.02
    # RPM = 0.40 + 0.05 + 0.04 + 0.02 + 0.03 + 0.01 + 0.01 + 0.01 + 0.02 = 0.59; 50 x 0.59 = 29.50.
    assert plan.figure("creator_rewards.countries_named") == exactly(0.92)
    assert plan.line("creator_rewards.rpm") == exactly([0.59] * 6)
    assert plan.line("creator_rewards.earned") == exactly([29.50] * 6)


def test_countries_outside_the_programme_earn_nothing_unless_you_say_so() -> None:
    plan = case("[creator_rewards]\nus_share = 0.7\nus_rpm = 1\nother_rpm = 0")
    # 50 x (0.7 x 1 + 0.3 x 0) = 35.
    assert plan.line("creator_rewards.earned") == exactly([35] * 6)


def test_the_season_of_pay_follows_the_calendar_from_november() -> None:
    plan = case(
        """
        [plan]
        start = "2027-11"
        [creator_rewards]
        season_rpm = [0.80, 0.90, 0.95, 1, 1, 1, 1, 1, 1, 1.05, 1.15, 1.20]
        """
    )
    # 50 a month x November 1.15, December 1.20, January 0.80, February 0.90, March 0.95, April 1.
    assert plan.line("creator_rewards.earned") == exactly([57.5, 60, 40, 45, 47.5, 50])


def test_the_old_fund_pays_for_all_views_long_or_short_sponsored_or_not() -> None:
    plan = case(
        """
        [creator_rewards]
        programme = "fund"
        fund_rate = 0.03
        long_video_share = 0.2
        qualified_share = 0.4
        season_rpm = [0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5]
        [sponsorships]
        base_deals = 5
        """
    )
    # 100,000 / 1,000 x 0.03 = 3 a month; length, qualified views, sponsors and seasons play no part.
    assert plan.line("creator_rewards.earned") == exactly([3] * 6)


def test_rewards_below_the_smallest_payout_roll_over_until_they_reach_it() -> None:
    plan = case(
        """
        [creator_rewards]
        us_rpm = 0.40
        payment_delay = 1
        payout_minimum = 50
        """
    )
    # 50 x 0.40 = 20 a month, due a month later.
    #           due   waiting          paid   rolls over
    # month 1     0    0                 0     0
    # month 2    20   20 < 50            0    20
    # month 3    20   40 < 50            0    40
    # month 4    20   60 >= 50          60     0
    # month 5    20   20 < 50            0    20
    # month 6    20   40 < 50            0    40
    assert plan.line("creator_rewards.earned") == exactly([20] * 6)
    assert plan.line("creator_rewards.due") == exactly([0, 20, 20, 20, 20, 20])
    assert plan.line("creator_rewards.received") == exactly([0, 0, 0, 60, 0, 0])
    assert plan.line("creator_rewards.unpaid") == exactly([0, 20, 40, 0, 20, 40])
    # Earned and not received at the end: 6 x 20 - 60 = 60, of which 40 rolled over and 20 not yet due.
    assert plan.line("business.receivables")[-1] == exactly(60)


def test_a_balance_of_exactly_the_smallest_payout_is_paid() -> None:
    plan = case("[creator_rewards]\nus_rpm = 0.50\npayment_delay = 1\npayout_minimum = 50")
    # 50 x 0.50 = 25 a month: 25, then 25 + 25 = 50, which is paid, every second month.
    assert plan.line("creator_rewards.received") == exactly([0, 0, 50, 0, 50, 0])


def test_an_unpaid_balance_from_before_the_plan_counts_towards_the_payout() -> None:
    plan = case(
        """
        [creator_rewards]
        us_rpm = 0.40
        payment_delay = 1
        payout_minimum = 50
        opening_unpaid = 35
        """
    )
    # month 1: 35 waiting, nothing due: below 50. month 2: 35 + 20 = 55, paid.
    # month 3: 20. month 4: 40. month 5: 60, paid. month 6: 20.
    assert plan.line("creator_rewards.received") == exactly([0, 55, 0, 0, 60, 0])
    assert plan.line("creator_rewards.unpaid") == exactly([35, 0, 20, 40, 0, 20])
    # Owed at the start 35; + 20 earned each month, less what is received.
    assert plan.opening("business.receivables") == 35
    assert plan.line("business.receivables") == exactly([55, 20, 40, 60, 20, 40])


@pytest.mark.parametrize(
    ("delay", "received"),
    [
        (0, [50, 50, 50, 50, 50, 50]),
        (1, [0, 50, 50, 50, 50, 50]),
        (5, [0, 0, 0, 0, 0, 50]),
        (6, [0, 0, 0, 0, 0, 0]),  # month 1 is paid in month 7, after the plan
        (24, [0, 0, 0, 0, 0, 0]),
    ],
)
def test_money_arrives_after_the_delay_and_what_comes_after_the_plan_stays_owed(
    delay: int, received: list[float]
) -> None:
    plan = case(f"[creator_rewards]\npayment_delay = {delay}")
    assert plan.line("creator_rewards.received") == exactly(received)
    # 6 x 50 = 300 earned; what has not arrived is owed.
    assert plan.line("business.receivables")[-1] == exactly(300 - sum(received))


def test_tax_withheld_is_a_share_of_what_is_earned_and_leaves_with_the_payout() -> None:
    plan = case("[creator_rewards]\nwithholding_rate = 0.30\npayment_delay = 1")
    # 50 x 30 % = 15 a month, kept back when the 50 are paid a month later.
    assert plan.line("creator_rewards.tax_withheld") == exactly([15] * 6)
    assert plan.line("creator_rewards.tax_withheld_paid") == exactly([0, 15, 15, 15, 15, 15])


def test_a_stream_that_is_off_earns_nothing_and_takes_no_time() -> None:
    plan = case('[creator_rewards]\non = "off"\nadmin_hours = 2')
    assert plan.line("creator_rewards.earned") == exactly([0] * 6)
    assert plan.line("creator_rewards.hours") == exactly([0] * 6)


def test_the_month_factor_scales_pay_and_time() -> None:
    plan = case(
        """
        [creator_rewards]
        admin_hours = 2
        factor = { default = 1, "2027-03" = 0, "2027-05" = 1.5 }
        """
    )
    # 50 and 2 hours a month; none in March; 50 x 1.5 = 75 and 3 hours in May.
    assert plan.line("creator_rewards.earned") == exactly([50, 50, 0, 50, 75, 50])
    assert plan.line("creator_rewards.hours") == exactly([2, 2, 0, 2, 3, 2])
