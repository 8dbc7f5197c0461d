"""Consulting, worked by hand: enquiries, clients, hours sold, prices."""

from __future__ import annotations

import pytest

from tests.support.cases import case, exactly


def test_t17_upwork_keeps_10_percent_of_12_hours_at_22_22() -> None:
    # Published case: https://support.upwork.com/hc/en-us/articles/211062538-Freelancer-Service-Fees
    # (22.22 x 12 = 266.64; fee 26.66; 239.98 left, rounded to cents).
    plan = case(
        """
        [[consulting]]
        name = "calls"
        hours_per_client = 2.4
        price_per_hour = 22.22
        platform_fee = 0.10
        """
    )
    # 5 clients x 2.4 hours = 12 hours x 22.22 = 266.64; 10 % = 26.664; left 239.976.
    assert plan.line("consulting.calls.hours_sold") == exactly([12] * 6)
    assert plan.line("consulting.calls.sales") == exactly([266.64] * 6)
    assert [round(fee, 2) for fee in plan.line("consulting.calls.fees")] == [26.66] * 6
    assert [round(earned, 2) for earned in plan.line("consulting.calls.earned")] == [239.98] * 6


def test_enquiries_come_from_the_link_and_straight_from_videos() -> None:
    plan = case(
        """
        [[consulting]]
        name = "calls"
        link_share = 0.2
        click_enquiry_rate = 0.05
        enquiry_rate = 0.00002
        close_rate = 0.25
        hours_per_client = 2
        price_per_hour = 90
        platform_fee = 0.03
        admin_hours_per_client = 0.5
        """
    )
    # Enquiries: 1,000 x 20 % x 5 % = 10, and 100,000 x 0.00002 = 2, together 12; a quarter buys: 3 clients
    # Hours: 3 x 2 = 6; sales 6 x 90 = 540; fee 3 % = 16.20; earned 523.80
    # Your time: 6 + 3 x 0.5 = 7.5 hours; an hour earns 523.80 / 7.5 = 69.84
    assert plan.line("consulting.calls.enquiries") == exactly([12] * 6)
    assert plan.line("consulting.calls.clients") == exactly([3] * 6)
    assert plan.line("consulting.calls.earned") == exactly([523.80] * 6)
    assert plan.line("consulting.calls.hours") == exactly([7.5] * 6)
    assert plan.line("consulting.calls.income_per_hour") == exactly([69.84] * 6)


@pytest.mark.parametrize(
    ("available", "sold", "turned_away"),
    [
        (12, 10, 0),  # 10 hours wanted, room for more
        (10, 10, 0),  # just enough
        (8, 8, 1),  # 2 hours too few: 1 client of 2 hours is turned away
        (0, 0, 5),  # no time at all: all 5
    ],
)
def test_hours_sold_stop_at_the_hours_you_have_and_the_rest_is_turned_away(
    available: float, sold: float, turned_away: float
) -> None:
    plan = case(f'[[consulting]]\nname = "calls"\nhours_available = {available}')
    # 5 clients x 2 hours = 10 hours wanted, at 50 an hour.
    assert plan.line("consulting.calls.hours_wanted") == exactly([10] * 6)
    assert plan.line("consulting.calls.hours_sold") == exactly([sold] * 6)
    assert plan.line("consulting.calls.clients") == exactly([sold / 2] * 6)
    assert plan.line("consulting.calls.clients_turned_away") == exactly([turned_away] * 6)
    assert plan.line("consulting.calls.earned") == exactly([sold * 50] * 6)


def test_hours_you_can_sell_may_change_by_month() -> None:
    plan = case('[[consulting]]\nname = "calls"\nhours_available = [20, 6, 0, 10]')
    assert plan.line("consulting.calls.capacity")[:4] == exactly([20, 6, 0, 10])
    # 10 wanted: 10, 6, none, 10 sold; x 50.
    assert plan.line("consulting.calls.earned")[:4] == exactly([500, 300, 0, 500])
    # (10 - 6) / 2 = 2 clients turned away in February, 5 in March.
    assert plan.line("consulting.calls.clients_turned_away")[:4] == exactly([0, 2, 5, 0])


def test_a_package_has_one_price_per_client_whatever_its_hours() -> None:
    plan = case(
        """
        [[consulting]]
        name = "audit"
        basis = "package"
        price_per_package = 250
        price_per_hour = 999
        hours_per_client = 3
        hours_available = 12
        platform_fee = 0.10
        """
    )
    # 5 clients want 15 hours; 12 hours serve 4 of them: 4 x 250 = 1,000, less 10 % = 900. 1 is turned away.
    assert plan.line("consulting.audit.clients") == exactly([4] * 6)
    assert plan.line("consulting.audit.clients_turned_away") == exactly([1] * 6)
    assert plan.line("consulting.audit.sales") == exactly([1_000] * 6)
    assert plan.line("consulting.audit.earned") == exactly([900] * 6)


def test_the_price_rises_in_the_13th_and_the_25th_month() -> None:
    plan = case(
        """
        [plan]
        start = "2027-05"
        months = 26
        [[consulting]]
        name = "calls"
        price_rise = 0.10
        """
    )
    # 500 a month in the first year, 550 in the second, 605 in the third, counted from the plan's start.
    assert plan.line("consulting.calls.earned") == exactly([500] * 12 + [550] * 12 + [605] * 2)
    assert plan.line("consulting.calls.price_index") == exactly([1] * 12 + [1.1] * 12 + [1.21] * 2)


def test_two_offers_have_clicks_hours_and_prices_of_their_own() -> None:
    plan = case(
        """
        [[consulting]]
        name = "calls"
        link_share = 0.1
        price_per_hour = 60
        [[consulting]]
        name = "coaching"
        link_share = 0.2
        hours_available = 16
        price_per_hour = 80
        """
    )
    # calls:    100 clicks -> 10 enquiries -> 5 clients -> 10 hours x 60 = 600
    # coaching: 200 clicks -> 20 enquiries -> 10 clients -> 20 hours wanted, 16 sold x 80 = 1,280
    assert plan.line("consulting.calls.earned") == exactly([600] * 6)
    assert plan.line("consulting.coaching.earned") == exactly([1_280] * 6)
    assert plan.line("by_stream.consulting.earned") == exactly([1_880] * 6)


@pytest.mark.parametrize(("delay", "received"), [(0, [500] * 6), (2, [0, 0, 500, 500, 500, 500]), (24, [0] * 6)])
def test_clients_pay_some_months_later(delay: int, received: list[float]) -> None:
    plan = case(f'[[consulting]]\nname = "calls"\npayment_delay = {delay}')
    assert plan.line("consulting.calls.received") == exactly(received)


def test_a_holiday_month_sells_nothing_and_off_turns_nobody_away() -> None:
    plan = case('[[consulting]]\nname = "calls"\nfactor = [1, 0, 0.5]')
    assert plan.line("consulting.calls.earned")[:3] == exactly([500, 0, 250])
    off = case('[[consulting]]\nname = "calls"\non = "off"\nhours_available = 4')
    assert off.line("consulting.calls.earned") == exactly([0] * 6)
    assert off.line("consulting.calls.capacity") == exactly([0] * 6)
    assert off.line("consulting.calls.clients_turned_away") == exactly([0] * 6)
