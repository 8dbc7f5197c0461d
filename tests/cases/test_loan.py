"""A loan, worked by hand: drawn once, repaid in level payments, each part interest and part repayment."""

from __future__ import annotations

import pytest

from tests.support.cases import case, exactly


def test_each_payment_is_interest_on_what_is_owed_and_repayment() -> None:
    plan = case(
        """
        [business]
        loan_amount = 1_000
        loan_rate = 0.12
        loan_months = 2
        loan_start = "2027-02"
        """
    )
    # 12 % a year is 1 % a month. Level payment for 2 months:
    # 1,000 x 0.01 x 1.01 x 1.01 / (1.01 x 1.01 - 1) = 10.201 / 0.0201 = 507.512437810945...
    payment = 10.201 / 0.0201
    #            interest                 repaid         owed
    # month 2    drawn                                   1,000
    # month 3    1,000 x 1 %   = 10       497.512438     502.487562
    # month 4    502.487562 x 1 % = 5.02  502.487562     0
    owed = 1_000 - (payment - 10)
    assert plan.figure("business.loan_level_payment") == exactly(payment)
    assert plan.line("business.loan_drawn") == exactly([0, 1_000, 0, 0, 0, 0])
    assert plan.line("business.loan_payment") == exactly([0, 0, payment, payment, 0, 0])
    assert plan.line("business.loan_interest") == exactly([0, 0, 10, owed * 0.01, 0, 0])
    assert plan.line("business.loan_repaid") == exactly([0, 0, payment - 10, owed, 0, 0])
    assert plan.line("business.loan") == exactly([0, 1_000, owed, 0, 0, 0])
    assert plan.figure("business.loan_rolls_forward") == 1


def test_a_textbook_loan_of_10_000_at_6_percent_over_a_year_costs_860_66_a_month() -> None:
    plan = case(
        """
        [plan]
        months = 14
        [business]
        loan_amount = 10_000
        loan_rate = 0.06
        loan_months = 12
        loan_start = "2027-01"
        """
    )
    # 0.5 % a month: 10,000 x 0.005 / (1 - 1.005 to the power -12) = 50 / 0.0580947 = 860.66.
    assert round(plan.figure("business.loan_level_payment"), 2) == 860.66
    # Payments in months 2 to 13, and then nothing is owed.
    assert [round(amount, 2) for amount in plan.line("business.loan_payment")] == [0] + [860.66] * 12 + [0]
    assert plan.line("business.loan")[-2:] == exactly([0, 0])
    # Interest of month 2: 10,000 x 0.5 % = 50. In all 12 x 860.6643 - 10,000 = 327.97.
    assert plan.line("business.loan_interest")[1] == exactly(50)
    assert round(sum(plan.line("business.loan_interest")), 2) == 327.97


def test_a_loan_without_interest_is_repaid_in_equal_parts() -> None:
    plan = case(
        """
        [business]
        loan_amount = 600
        loan_rate = 0
        loan_months = 3
        loan_start = "2027-01"
        """
    )
    # 600 / 3 = 200 from the month after.
    assert plan.line("business.loan_payment") == exactly([0, 200, 200, 200, 0, 0])
    assert plan.line("business.loan_interest") == exactly([0] * 6)
    assert plan.line("business.loan") == exactly([600, 400, 200, 0, 0, 0])


def test_a_loan_that_outlasts_the_plan_is_still_owed_at_its_end() -> None:
    plan = case('[business]\nloan_amount = 1_200\nloan_rate = 0\nloan_months = 12\nloan_start = "2027-01"')
    # 5 payments of 100 in months 2 to 6.
    assert plan.line("business.loan") == exactly([1_200, 1_100, 1_000, 900, 800, 700])
    assert plan.figure("business.loan_rolls_forward") == 1


@pytest.mark.parametrize("start", ["2026-12", "2027-07"])
def test_a_loan_outside_the_plans_months_is_not_drawn(start: str) -> None:
    plan = case(f'[business]\nloan_amount = 1_200\nloan_rate = 0.06\nloan_start = "{start}"')
    assert plan.line("business.loan_drawn") == exactly([0] * 6)
    assert plan.line("business.loan_payment") == exactly([0] * 6)


def test_interest_is_a_cost_and_lowers_tax_but_repayment_is_not() -> None:
    plan = case(
        """
        [plan]
        months = 2
        [business]
        opening_cash = 100
        tax_rate = 0.20
        loan_amount = 1_000
        loan_rate = 0.12
        loan_months = 1
        loan_start = "2027-01"
        [creator_rewards]
        """
    )
    # Month 1: earned 50, tax 10. Cash 100 + 50 + 1,000 - 10 = 1,140.
    # Month 2: interest 1,000 x 1 % = 10; profit 50 - 10 = 40; tax 8; take-home 32.
    #          The one payment is 1,010. Cash 1,140 + 50 - 8 - 1,010 = 172.
    assert plan.line("business.profit") == exactly([50, 40])
    assert plan.line("business.tax_set_aside") == exactly([10, 8])
    assert plan.line("business.take_home") == exactly([40, 32])
    assert plan.line("business.cash") == exactly([1_140, 172])
    assert plan.figure("business.cash_is_explained") == 1


@pytest.mark.parametrize("amount", [0.01, 137.77, 12_000_000, 100_000_000, 25e9])
@pytest.mark.parametrize(("rate", "months"), [(0.025, 12), (0.04, 12), (0.09, 1), (0.199, 7), (0, 11), (1, 30)])
def test_a_loan_of_any_size_is_repaid_in_as_many_payments_as_were_agreed(
    amount: float, rate: float, months: int
) -> None:
    plan = case(
        f"""
        [plan]
        months = 36
        [business]
        loan_amount = {amount}
        loan_rate = {rate}
        loan_months = {months}
        loan_start = "2027-02"
        """
    )
    payments, level = plan.line("business.loan_payment"), plan.figure("business.loan_level_payment")
    # Drawn in month 2, so paid from month 3 on; the last payment clears what is owed, to the last bit.
    assert payments[:2] == [0, 0]
    assert payments[2 : 2 + months] == exactly([level] * months)
    assert payments[2 + months :] == [0] * (34 - months)
    assert plan.line("business.loan")[1 + months :] == [0] * (35 - months)
    for check in ("loan_rolls_forward", "loan_is_positive", "cash_is_explained", "cash_rolls_forward"):
        assert plan.figure(f"business.{check}") == 1, check


def test_without_a_loan_none_is_drawn_and_no_payment_is_due() -> None:
    plan = case(
        """
        [business]
        loan_amount = 0
        loan_months = 2
        loan_start = "2027-02"
        """
    )
    for line in ("loan_begins", "loan_payments_left", "loan_outstanding", "loan_ends", "loan_payment"):
        assert plan.line(f"business.{line}") == [0] * 6, line


def test_payments_are_counted_down_and_the_last_one_is_told() -> None:
    plan = case(
        """
        [business]
        loan_amount = 1_000
        loan_months = 2
        loan_start = "2027-02"
        """
    )
    assert plan.line("business.loan_begins") == [0, 1, 0, 0, 0, 0]
    assert plan.line("business.loan_payments_left") == [0, 2, 1, 0, 0, 0]
    assert plan.line("business.loan_outstanding") == [0, 0, 1, 1, 0, 0]
    assert plan.line("business.loan_ends") == [0, 0, 0, 1, 0, 0]
