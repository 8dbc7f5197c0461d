"""Cash, worked by hand: when money arrives and leaves, and what is earned but still to come."""

from __future__ import annotations

from tests.support.cases import case, exactly


def test_cash_is_before_plus_in_less_out_and_what_is_owed_rolls_on() -> None:
    plan = case(
        """
        [business]
        opening_cash = 1_000
        fixed_costs = 100
        tax_rate = 0.20
        drawings = [0, 0, 150]
        [sponsorships]
        payment_delay = 2
        [[sponsorships.signed]]
        name = "january"
        month = "2027-01"
        amount = 600
        [[sponsorships.signed]]
        name = "march"
        month = "2027-03"
        amount = 900
        """
    )
    # Profit: 600 - 100 = 500; -100; 900 - 100 = 800; -100 ... Tax 20 %: 100, 0, 160, 0, 0, 0, set aside
    # in the month of the profit, though the fee arrives two months later.
    #           in     costs  tax   to yourself   out     cash
    # before                                             1,000
    # month 1     0     100   100       0         200      800
    # month 2     0     100     0       0         100      700
    # month 3   600     100   160     150         410      890
    # month 4     0     100     0     150         250      640
    # month 5   900     100     0     150         250    1,290
    # month 6     0     100     0     150         250    1,040
    assert plan.opening("business.cash") == 1_000
    assert plan.line("business.cash_in") == exactly([0, 0, 600, 0, 900, 0])
    assert plan.line("business.cash_out") == exactly([200, 100, 410, 250, 250, 250])
    assert plan.line("business.cash") == exactly([800, 700, 890, 640, 1_290, 1_040])
    assert plan.answer("cash_end") == exactly(1_040)
    # The lowest month-end is April's 640.
    assert plan.answer("lowest_cash") == exactly(640)
    assert plan.answer("lowest_cash_month") == "2027-04"
    # Owed to you: 600; 600; 600 + 900 - 600 = 900; 900; 0; 0.
    assert plan.line("business.receivables") == exactly([600, 600, 900, 900, 0, 0])
    assert plan.figure("business.cash_rolls_forward") == 1
    assert plan.figure("business.receivables_roll_forward") == 1
    assert plan.figure("business.cash_is_explained") == 1


def test_what_was_owed_before_the_plan_arrives_in_equal_parts() -> None:
    plan = case(
        """
        [business]
        opening_receivables = 900
        receivables_months = 3
        [creator_rewards]
        payment_delay = 1
        opening_unpaid = 20
        """
    )
    # 900 / 3 = 300 in each of the first three months. Rewards: 50 a month, paid a month later, and 20 waiting.
    assert plan.line("business.collected") == exactly([300, 300, 300, 0, 0, 0])
    assert plan.line("creator_rewards.received") == exactly([20, 50, 50, 50, 50, 50])
    assert plan.line("business.cash_in") == exactly([320, 350, 350, 50, 50, 50])
    # Owed: 900 + 20 = 920 at the start; + 50 - 320 = 650; + 50 - 350 = 350; 50; 50; 50; 50.
    assert plan.opening("business.receivables") == 920
    assert plan.line("business.receivables") == exactly([650, 350, 50, 50, 50, 50])
    # What was earned before the plan is not earned again.
    assert plan.line("business.earned") == exactly([50] * 6)


def test_receivables_collected_over_more_months_than_the_plan_has_stay_owed() -> None:
    plan = case("[business]\nopening_receivables = 1_200\nreceivables_months = 12")
    # 100 a month for six months; 600 are still owed.
    assert plan.line("business.collected") == exactly([100] * 6)
    assert plan.line("business.receivables")[-1] == exactly(600)


def test_tax_withheld_leaves_cash_with_the_payout_and_not_before() -> None:
    plan = case(
        """
        [business]
        opening_cash = 100
        [creator_rewards]
        us_rpm = 0.5
        payment_delay = 1
        payout_minimum = 50
        withholding_rate = 0.30
        """
    )
    # 25 a month, due a month later, paid from 50 on: 50 in March and in May, each less 30 % = 15.
    assert plan.line("business.tax_withheld") == exactly([7.5] * 6)
    assert plan.line("business.tax_withheld_paid") == exactly([0, 0, 15, 0, 15, 0])
    assert plan.line("business.cash") == exactly([100, 100, 135, 135, 170, 170])


def test_stock_bought_ahead_takes_cash_before_the_profit_shows_it() -> None:
    plan = case(
        """
        [plan]
        months = 3
        [business]
        opening_cash = 500
        [tiktok_shop.seller]
        basket = 30
        unit_cost = 10
        stock_lead = 1
        payment_delay = 1
        """
    )
    # Each month 10 orders: 300 earned, goods 100, profit 200.
    # Stock bought: 20, 10, 0, so 200, 100, 0 paid. Received: 0, 300, 300.
    # Cash: 500 - 200 = 300; + 300 - 100 = 500; + 300 = 800.
    assert plan.line("business.profit") == exactly([200] * 3)
    assert plan.line("business.cash") == exactly([300, 500, 800])


def test_cash_below_your_floor_is_an_alert() -> None:
    plan = case("[business]\nopening_cash = 700\nfixed_costs = 150\ncash_floor = 100\n[creator_rewards]")
    # 50 - 150 = -100 a month: 600, 500, 400, 300, 200, 100: the floor itself is not below it.
    assert plan.line("business.cash")[-1] == exactly(100)
    assert plan.figure("business.cash_is_enough") == 1
    short = case("[business]\nopening_cash = 699.99\nfixed_costs = 150\ncash_floor = 100\n[creator_rewards]")
    assert short.figure("business.cash_is_enough") == 0
