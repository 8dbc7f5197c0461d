"""The business, worked by hand: earnings, costs, tax, take-home, hours and the answers drawn from them."""

from __future__ import annotations

import pytest

from tests.support.cases import case, deals, exactly


def test_profit_is_what_is_earned_less_all_costs() -> None:
    plan = case(
        """
        [audience]
        videos = [10, 20, 10]
        [business]
        fixed_costs = [250, 250, 300]
        cost_per_video = 5
        advertising = { default = 0, "2027-02" = 80 }
        [[business.one_off]]
        name = "camera"
        month = "2027-03"
        amount = 700
        [[business.one_off]]
        name = "lawyer"
        month = "2027-03"
        amount = 150
        [[business.one_off]]
        name = "last_year"
        month = "2026-12"
        amount = 999
        [tiktok_shop.seller]
        basket = 100
        unit_cost = 8
        fulfilment = 2
        """
    )
    # Earned: 10 orders x 100 = 1,000 each month (a video's views do not change with their number)
    # Direct costs: 10 x (8 + 2) = 100
    # Running costs: month 1: 250 + 10 x 5 = 300
    #                month 2: 250 + 20 x 5 + 80 = 430
    #                month 3: 300 + 10 x 5 + 700 + 150 = 1,200; the cost of December is before the plan
    # Costs: 400, 530, 1,300. Profit: 600, 470, -300.
    assert plan.line("business.earned")[:3] == exactly([1_000, 1_000, 1_000])
    assert plan.line("business.direct_costs")[:3] == exactly([100, 100, 100])
    assert plan.line("business.running_costs")[:3] == exactly([300, 430, 1_200])
    assert plan.line("business.costs")[:3] == exactly([400, 530, 1_300])
    assert plan.line("business.profit")[:3] == exactly([600, 470, -300])


def test_tax_is_set_aside_on_a_profit_and_never_on_a_loss() -> None:
    plan = case("[business]\nfixed_costs = 500\ntax_rate = 0.25\n" + deals(900, 300, 500, 1_500))
    # Profit: 400, -200, 0, 1,000, then -500 a month. Tax 25 %: 100, none, none, 250; a loss is not
    # carried forward. Take-home: 300, -200, 0, 750, -500, -500.
    assert plan.line("business.profit") == exactly([400, -200, 0, 1_000, -500, -500])
    assert plan.line("business.tax_set_aside") == exactly([100, 0, 0, 250, 0, 0])
    assert plan.line("business.take_home") == exactly([300, -200, 0, 750, -500, -500])


def test_t18_american_self_employment_tax_on_60_000_is_8_477_73() -> None:
    # Published case: https://fluxnote.io/guides/self-employment-tax-content-creators
    # (which rounds it to 8,478).
    plan = case("[business]\nsocial_rate = 0.153\nsocial_base_share = 0.9235\n" + deals(60_000))
    # 60,000 x 92.35 % = 55,410; x 15.3 % = 8,477.73.
    assert plan.line("business.tax_set_aside")[0] == exactly(8_477.73)
    assert plan.line("business.take_home")[0] == exactly(51_522.27)


def test_income_tax_and_social_contributions_add_up() -> None:
    plan = case("[business]\ntax_rate = 0.2\nsocial_rate = 0.1\nsocial_base_share = 0.9\n" + deals(1_000))
    # 1,000 x (20 % + 10 % x 90 %) = 1,000 x 29 % = 290.
    assert plan.line("business.tax_set_aside")[0] == exactly(290)


def test_tax_withheld_at_source_comes_off_take_home_as_well() -> None:
    plan = case(
        """
        [creator_rewards]
        withholding_rate = 0.30
        [tiktok_shop.creator]
        withholding_rate = 0.10
        [business]
        fixed_costs = 30
        tax_rate = 0.20
        """
    )
    # Earned 50 + 30 = 80; profit 80 - 30 = 50; set aside 20 % = 10; withheld 50 x 30 % + 30 x 10 % = 18.
    # Take-home: 50 - 10 - 18 = 22.
    assert plan.line("business.tax_set_aside") == exactly([10] * 6)
    assert plan.line("business.tax_withheld") == exactly([18] * 6)
    assert plan.line("business.take_home") == exactly([22] * 6)


def test_the_answers_for_months_and_years_of_a_three_year_plan() -> None:
    plan = case(
        """
        [plan]
        months = 36
        [business]
        tax_rate = 0.5
        [[consulting]]
        name = "calls"
        price_rise = 0.10
        """
    )
    # Consulting: 500 a month in year 1, 550 in year 2, 605 in year 3.
    # Earned: 12 x 500 = 6,000; + 12 x 550 = 12,600; + 12 x 605 = 19,860. Take-home is half of it.
    assert plan.answer("earned_month_12") == exactly(500)
    assert plan.answer("take_home_month_12") == exactly(250)
    assert plan.answer("earned_12m") == exactly(6_000)
    assert plan.answer("earned_24m") == exactly(12_600)
    assert plan.answer("earned_36m") == exactly(19_860)
    assert plan.answer("earned_total") == exactly(19_860)
    assert plan.answer("take_home_12m") == exactly(3_000)
    assert plan.answer("take_home_24m") == exactly(6_300)
    assert plan.answer("take_home_36m") == exactly(9_930)


def test_the_typical_month_is_the_median_and_the_worst_month_the_lowest() -> None:
    plan = case(deals(900, 100, 400, 700, 100, 2_000))
    # In order: 100, 100, 400, 700, 900, 2,000: the middle of 400 and 700 is 550. The first 100 is in February.
    assert plan.answer("typical_month") == exactly(550)
    assert plan.answer("worst_month") == exactly(100)
    assert plan.answer("worst_month_date") == "2027-02"


@pytest.mark.parametrize(
    ("target", "reached"),
    [
        (1_000, "2027-03"),  # 1,000 in March meets it exactly
        (1_000.01, "2027-05"),  # a cent more: only May's 1,200
        (1_300, None),  # not within the plan
    ],
)
def test_the_target_month_is_the_first_whose_take_home_meets_the_target(target: float, reached: str | None) -> None:
    plan = case(f"[business]\nincome_target = {target}\n" + deals(200, 999.99, 1_000, 300, 1_200, 0))
    assert plan.answer("target_month") == reached


def test_the_plan_breaks_even_in_the_first_month_whose_earnings_cover_the_costs() -> None:
    plan = case("[business]\nfixed_costs = 500\n" + deals(100, 499.99, 500, 900))
    assert plan.answer("break_even_month") == "2027-03"


def test_the_largest_streams_share_is_taken_over_whole_streams() -> None:
    plan = case(
        """
        [business]
        largest_share_limit = 0.6
        [creator_rewards]
        [[affiliate]]
        name = "amazon"
        [[affiliate]]
        name = "ltk"
        [sponsorships]
        [[sponsorships.signed]]
        name = "glow"
        month = "2027-04"
        amount = 100
        """
    )
    # In 6 months: rewards 6 x 50 = 300; affiliate 6 x (50 + 50) = 600; sponsorships 100; in all 1,000.
    # The largest is affiliate: 600 / 1,000 = 60 %, which is not over the limit of 60 %.
    assert plan.figure("by_stream.affiliate.earned_total") == exactly(600)
    assert plan.answer("largest_stream_share") == exactly(0.6)
    assert plan.figure("business.income_is_spread") == 1


def test_a_stream_that_brings_over_60_percent_is_an_alert() -> None:
    plan = case(
        """
        [creator_rewards]
        us_rpm = 0.98
        [[affiliate]]
        name = "amazon"
        commission_rate = 0.15
        """
    )
    # 49 and 75 a month: 75 / 124 = 60.48 %.
    assert plan.answer("largest_stream_share") == exactly(75 / 124)
    assert plan.figure("business.income_is_spread") == 0


def test_hours_of_all_streams_are_held_against_the_hours_you_have() -> None:
    plan = case(
        """
        [audience]
        videos = [10, 20]
        hours_per_video = 3
        community_hours = 15
        [business]
        hours_available = [60, 80, 54.9]
        [creator_rewards]
        admin_hours = 1
        [[consulting]]
        name = "calls"
        admin_hours_per_client = 0.2
        """
    )
    # Videos 10 x 3 = 30 (then 60) + 15 = 45 (75); rewards 1.
    # Consulting: 5 clients x (2 + 0.2) = 11; with twice the views twice the clicks, so 10 clients: 22.
    # Needed: 45 + 1 + 11 = 57 in month 1; 75 + 1 + 22 = 98 from month 2 on.
    # Short: 57 - 60: none; 98 - 80 = 18; 98 - 54.9 = 43.1 from month 3 on.
    assert plan.line("business.stream_hours")[:3] == exactly([12, 23, 23])
    assert plan.line("business.hours")[:3] == exactly([57, 98, 98])
    assert plan.line("business.hours_short") == exactly([0, 18, 43.1, 43.1, 43.1, 43.1])
    assert plan.answer("hours_total") == exactly(57 + 5 * 98)
    assert plan.answer("hours_short_total") == exactly(18 + 4 * 43.1)
    assert plan.figure("business.hours_fit") == 0


def test_income_per_hour_by_stream_leaves_videos_out_and_in_all_counts_them() -> None:
    plan = case(
        """
        [audience]
        hours_per_video = 4
        [business]
        fixed_costs = 100
        tax_rate = 0.25
        [tiktok_shop.seller]
        basket = 50
        unit_cost = 10
        hours_per_order = 2
        """
    )
    # Seller: earned 10 x 50 = 500, goods 100, so 400 for 10 x 2 = 20 hours: 20 an hour.
    # In all: profit 500 - 100 - 100 = 300, less 25 % = 225 for 10 x 4 + 20 = 60 hours: 3.75 an hour.
    assert plan.answer("tiktok_shop_income_per_hour") == exactly(20)
    assert plan.answer("income_per_hour") == exactly(3.75)


def test_income_per_hour_is_0_where_no_hour_is_worked() -> None:
    plan = case("[creator_rewards]")
    assert plan.answer("income_per_hour") == 0
    assert plan.answer("creator_rewards_income_per_hour") == 0


def test_a_plan_that_earns_nothing_has_no_largest_stream() -> None:
    plan = case("[sponsorships]")
    assert plan.answer("largest_stream_share") == 0
    assert plan.answer("target_month") is None
