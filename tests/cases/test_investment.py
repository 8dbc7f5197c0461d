"""Money sense, worked by hand: what is put in against the net cash it brings.

Timing: what is put in is paid the day before month 1; each month's net cash counts at its end.
"""

from __future__ import annotations

import pytest

from tests.support.cases import case, deals, exactly


def test_net_present_value_discounts_month_1_by_one_month() -> None:
    plan = case(
        """
        [plan]
        months = 2
        [business]
        initial_investment = 150
        discount_rate = 0.12
        """
        + deals(101, 102.01)
    )
    # 12 % a year is 1 % a month: -150 + 101 / 1.01 + 102.01 / (1.01 x 1.01) = -150 + 100 + 100 = 50.
    assert plan.answer("npv") == exactly(50)
    assert plan.line("business.discounted_cash") == exactly([100, 100])
    assert plan.figure("business.npv_adds_up") == 1


def test_at_a_rate_of_nothing_the_present_value_is_the_plain_sum() -> None:
    plan = case("[business]\ninitial_investment = 150\ndiscount_rate = 0\nfixed_costs = 10\n" + deals(101, 102))
    # -150 + 91 + 92 - 4 x 10 = -7.
    assert plan.answer("npv") == exactly(-7)


def test_the_internal_rate_is_the_one_at_which_the_plan_is_worth_what_you_put_in() -> None:
    plan = case("[plan]\nmonths = 2\n[business]\ninitial_investment = 1_000\n" + deals(600, 720))
    # At 20 % a month: 600 / 1.2 + 720 / 1.44 = 500 + 500 = 1,000.
    assert plan.answer("irr_monthly") == exactly(0.20)
    # Net cash so far: -1,000; -400; 320: paid back in February.
    assert plan.opening("business.cumulative_cash") == -1_000
    assert plan.line("business.cumulative_cash") == exactly([-400, 320])
    assert plan.answer("payback_month") == "2027-02"


def test_the_internal_rate_of_one_payment_is_its_gain() -> None:
    plan = case("[plan]\nmonths = 1\n[business]\ninitial_investment = 1_000\n" + deals(1_100))
    assert plan.answer("irr_monthly") == exactly(0.10)
    assert plan.answer("payback_month") == "2027-01"


def test_the_internal_rate_counts_months_in_which_more_is_put_in() -> None:
    plan = case(
        "[plan]\nmonths = 3\n[business]\ninitial_investment = 100\nfixed_costs = [110, 0, 0]\n" + deals(0, 0, 266.2)
    )
    # At 10 % a month: -100 - 110 / 1.1 + 266.2 / (1.1 x 1.1 x 1.1) = -100 - 100 + 200 = 0.
    assert plan.line("business.net_cash") == exactly([-110, 0, 266.2])
    assert plan.answer("irr_monthly") == exactly(0.10)


def test_the_search_for_the_rate_begins_between_two_that_it_lies_between() -> None:
    plan = case("[plan]\nmonths = 2\n[business]\ninitial_investment = 1_000\n" + deals(600, 720))
    # Net cash so far is -1,000; -400; 320. The gain is 160 a month, on 1,000 + 320 at most.
    assert plan.figure("business.most_out") == 1_000
    assert plan.figure("business.least_rate") == exactly(160 / 1_320)
    # As if 320 came every month for ever.
    assert plan.figure("business.greatest_rate") == exactly(0.32)
    # 0.32 is 2.64 times as much; the root of that is 1.6248; and 0.1212 x 1.6248 = 0.1969 is not above 0.20.
    assert plan.figure("business.rate_step_1") == exactly(2.64**0.5)
    assert plan.figure("business.rate_from_1") == exactly(160 / 1_320 * 2.64**0.5)
    # The root of 1.6248 is 1.2747; 0.1969 x 1.2747 = 0.2510 is above 0.20.
    assert plan.figure("business.rate_from_2") == plan.figure("business.rate_from_1")


def test_the_most_money_out_counts_bad_months() -> None:
    plan = case(
        "[plan]\nmonths = 3\n[business]\ninitial_investment = 100\nfixed_costs = [110, 0, 0]\n" + deals(0, 0, 266.2)
    )
    # -100 - 110 = -210. The gain of 56.2 over three months, on 210 + 56.2.
    assert plan.figure("business.most_out") == exactly(210)
    assert plan.figure("business.least_rate") == exactly(56.2 / 3 / 266.2)


@pytest.mark.parametrize(
    ("flows", "why"),
    [
        ((300, 300, 300), "it never comes back: -1,000 + 900 = -100"),
        ((1_500, -700, 900), "it comes back, falls below, and comes back again: more than one rate"),
        ((1_500, -700, 0), "it comes back and is lost again: it ends at -200"),
        ((3_000, -2_100, -50), "it comes back and is lost again for two months: it ends at -150"),
        ((0, 0, 0), "nothing ever comes"),
    ],
)
def test_there_is_no_internal_rate_where_net_cash_does_not_cross_once_to_a_gain(
    flows: tuple[float, ...], why: str
) -> None:
    costs = [max(-flow, 0) for flow in flows]
    plan = case(
        f"[plan]\nmonths = 3\n[business]\ninitial_investment = 1_000\nfixed_costs = {costs}\n"
        + deals(*(max(flow, 0) for flow in flows))
    )
    assert plan.line("business.net_cash") == exactly(flows)
    assert plan.figure("business.irr_exists") == 0, why
    assert plan.answer("irr_monthly") is None, why


def test_where_nothing_is_put_in_there_is_nothing_to_pay_back() -> None:
    plan = case("[business]\ninitial_investment = 0\n[creator_rewards]")
    assert plan.answer("irr_monthly") is None
    assert plan.answer("payback_month") is None
    # 6 x 50, not discounted.
    assert plan.answer("npv") == exactly(300)


@pytest.mark.parametrize(
    ("amount", "month"),
    [
        (150, "2027-03"),  # 50 a month: exactly back after three months
        (150.01, "2027-04"),  # a cent more
        (300, "2027-06"),
        (301, None),  # not within the plan
    ],
)
def test_the_payback_month_is_the_first_in_which_all_has_come_back(amount: float, month: str | None) -> None:
    plan = case(f"[business]\ninitial_investment = {amount}\n[creator_rewards]")
    assert plan.answer("payback_month") == month


def test_the_payback_month_stands_even_if_the_money_is_lost_again() -> None:
    plan = case("[business]\ninitial_investment = 100\nfixed_costs = [0, 60]\n" + deals(120))
    # -100 + 120 = 20 in January; then -40, -100 ...
    assert plan.answer("payback_month") == "2027-01"


def test_loan_drawings_and_old_claims_are_no_return_on_what_you_put_in() -> None:
    plan = case(
        """
        [business]
        initial_investment = 100
        opening_cash = 5_000
        opening_receivables = 900
        drawings = 40
        loan_amount = 600
        loan_rate = 0
        loan_months = 3
        [creator_rewards]
        """
    )
    # The net cash of the business is 50 a month, whatever else moves cash: -100 + 6 x 50 = 200.
    assert plan.line("business.net_cash") == exactly([50] * 6)
    assert plan.answer("npv") == exactly(200)


def test_net_cash_counts_money_when_it_arrives_not_when_it_is_earned() -> None:
    plan = case(
        """
        [plan]
        months = 3
        [business]
        initial_investment = 100
        [sponsorships]
        payment_delay = 1
        [[sponsorships.signed]]
        name = "january"
        month = "2027-01"
        amount = 121
        """
    )
    # Earned in January, received in February: -100 + 121 / (1.1 x 1.1) = 0 at 10 % a month.
    assert plan.line("business.net_cash") == exactly([0, 121, 0])
    assert plan.answer("irr_monthly") == exactly(0.10)
    assert plan.answer("payback_month") == "2027-02"
