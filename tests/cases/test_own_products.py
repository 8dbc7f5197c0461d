"""Own products, worked by hand: orders, launch, refunds, shop fees, production."""

from __future__ import annotations

import pytest

from tests.support.cases import case, exactly


def test_t16_etsy_takes_6_5_percent_of_the_item_and_its_shipping_and_20_cents() -> None:
    # Published case: https://wise.com/us/blog/how-much-does-etsy-take-per-sale
    # ($50 item + $10 shipping: 6.5 % of 60 = 3.90, listing 0.20).
    plan = case(
        """
        [[own_products]]
        name = "print"
        link_share = 0.05
        conversion = 0.02
        price = 50
        postage_charged = 10
        fee_rate = 0.065
        fee_fixed = 0.20
        """
    )
    # 1,000 clicks x 5 % = 50 visits x 2 % = 1 order; sales 50 + 10 = 60;
    # fees 60 x 6.5 % = 3.90 and 0.20 = 4.10; earned 55.90.
    assert plan.line("own_products.print.orders") == exactly([1] * 6)
    assert plan.line("own_products.print.fees") == exactly([4.10] * 6)
    assert plan.line("own_products.print.earned") == exactly([55.90] * 6)


def test_a_digital_month_from_clicks_to_earnings() -> None:
    plan = case(
        """
        [[own_products]]
        name = "presets"
        link_share = 0.25
        conversion = 0.01
        price = 39
        refund_rate = 0.04
        fee_rate = 0.065
        fee_fixed = 0.45
        hours_per_order = 0.2
        upkeep_hours = 4
        """
    )
    # Visits: 1,000 x 25 % = 250; orders 1 % = 2.5; sales 2.5 x 39 = 97.50
    # Refunds: 97.50 x 4 % = 3.90
    # Fees: 97.50 x 6.5 % = 6.3375, and 2.5 x 0.45 = 1.125, together 7.4625; not given back on refunds
    # Earned: 97.50 - 3.90 - 7.4625 = 86.1375
    # Hours: 2.5 x 0.2 + 4 = 4.5
    assert plan.line("own_products.presets.visits") == exactly([250] * 6)
    assert plan.line("own_products.presets.orders") == exactly([2.5] * 6)
    assert plan.line("own_products.presets.sales") == exactly([97.50] * 6)
    assert plan.line("own_products.presets.refunds") == exactly([3.90] * 6)
    assert plan.line("own_products.presets.fees") == exactly([7.4625] * 6)
    assert plan.line("own_products.presets.earned") == exactly([86.1375] * 6)
    assert plan.line("own_products.presets.hours") == exactly([4.5] * 6)


def test_nothing_sells_before_the_launch_and_the_launch_effect_fades_in_a_straight_line() -> None:
    plan = case(
        """
        [plan]
        months = 8
        [[own_products]]
        name = "course"
        launch = "2027-03"
        launch_strength = 1
        launch_months = 4
        upkeep_hours = 3
        """
    )
    # 10 orders a month x the multiplier. From March on it falls by 1/4 of the strength of 1 each month:
    # March 2, April 1.75, May 1.50, June 1.25, July 1, and stays there.
    assert plan.line("own_products.course.on_sale") == [0, 0, 1, 1, 1, 1, 1, 1]
    assert plan.line("own_products.course.launch_multiplier")[2:] == exactly([2, 1.75, 1.5, 1.25, 1, 1])
    assert plan.line("own_products.course.orders") == exactly([0, 0, 20, 17.5, 15, 12.5, 10, 10])
    assert plan.line("own_products.course.earned") == exactly([0, 0, 400, 350, 300, 250, 200, 200])
    # Upkeep starts with the sales.
    assert plan.line("own_products.course.hours") == exactly([0, 0, 3, 3, 3, 3, 3, 3])


def test_a_launch_effect_of_one_month_is_over_the_month_after() -> None:
    plan = case('[[own_products]]\nname = "a"\nlaunch = "2027-01"\nlaunch_strength = 3\nlaunch_months = 1')
    # January 1 + 3 = 4 times 10 orders, then 1 times.
    assert plan.line("own_products.a.orders") == exactly([40, 10, 10, 10, 10, 10])


def test_a_product_launched_before_the_plan_carries_on_where_its_effect_has_faded_to() -> None:
    plan = case(
        """
        [[own_products]]
        name = "fresh"
        link_share = 0.5
        launch = "2026-12"
        launch_strength = 1.2
        launch_months = 3
        production_cost = 900
        production_lead = 0
        [[own_products]]
        name = "old"
        link_share = 0.5
        launch = "2026-06"
        launch_strength = 1.2
        launch_months = 3
        production_cost = 900
        """
    )
    # fresh: December 1 + 1.2 = 2.2 is past; January 1 + 1.2 x 2/3 = 1.8; February 1 + 1.2 x 1/3 = 1.4; then 1.
    # old: its effect was over in September. 10 orders a month each, times the multiplier.
    assert plan.line("own_products.fresh.orders") == exactly([18, 14, 10, 10, 10, 10])
    assert plan.line("own_products.old.orders") == exactly([10] * 6)
    # Both are on sale already, so making them was paid before the plan.
    assert plan.line("own_products.fresh.production") == exactly([0] * 6)
    assert plan.line("own_products.old.production") == exactly([0] * 6)


@pytest.mark.parametrize(
    ("launch", "lead", "paid_in"),
    [
        ("2027-05", 3, 2),  # three months before May: February
        ("2027-05", 0, 5),  # in the launch month itself
        ("2027-02", 1, 1),
        ("2027-02", 3, 1),  # November 2026 is before the plan: in its first month
        ("2027-01", 1, 1),
        ("2027-08", 2, 6),  # launched after the plan, paid within it
        ("2027-08", 1, None),  # launched and paid after the plan
        ("2026-12", 1, None),  # on sale already
    ],
)
def test_making_the_product_is_paid_once_before_its_launch(launch: str, lead: int, paid_in: int | None) -> None:
    plan = case(
        f"""
        [[own_products]]
        name = "course"
        launch = "{launch}"
        production_cost = 600
        production_lead = {lead}
        """
    )
    expected = [600 if number == paid_in else 0 for number in range(1, 7)]
    assert plan.line("own_products.course.production") == exactly(expected)
    assert plan.line("business.direct_costs") == exactly(expected)
    assert plan.line("business.direct_costs_paid") == exactly(expected)


def test_a_product_launched_after_the_plan_sells_nothing_within_it() -> None:
    plan = case('[[own_products]]\nname = "a"\nlaunch = "2027-07"\nlaunch_strength = 2\nupkeep_hours = 5')
    assert plan.line("own_products.a.earned") == exactly([0] * 6)
    assert plan.line("own_products.a.hours") == exactly([0] * 6)


def test_a_product_that_is_off_is_neither_made_nor_sold() -> None:
    plan = case(
        """
        [[own_products]]
        name = "a"
        on = "off"
        launch = "2027-02"
        production_cost = 600
        """
    )
    assert plan.line("own_products.a.earned") == exactly([0] * 6)
    assert plan.line("own_products.a.production") == exactly([0] * 6)


def test_a_holiday_month_sells_half_and_needs_half_the_upkeep() -> None:
    plan = case('[[own_products]]\nname = "a"\nfactor = [1, 0.5, 0]\nupkeep_hours = 4\nhours_per_order = 0.1')
    # 10 orders a month x the factor, at 20; hours 10 x 0.1 + 4 = 5 x the factor.
    assert plan.line("own_products.a.earned")[:3] == exactly([200, 100, 0])
    assert plan.line("own_products.a.hours")[:3] == exactly([5, 2.5, 0])


def test_the_price_may_change_by_month() -> None:
    plan = case('[[own_products]]\nname = "a"\nprice = { default = 20, "2027-03" = 15 }')
    # 10 orders x 20, in March x 15.
    assert plan.line("own_products.a.earned") == exactly([200, 200, 150, 200, 200, 200])


def test_the_price_may_rise_from_a_month_on() -> None:
    steps = '"from 2027-03" = 25, "from 2027-06" = 30, "2027-04" = 10'
    plan = case(f'[[own_products]]\nname = "a"\nprice = {{ default = 20, {steps} }}')
    # 10 orders x 20; from March x 25, with an offer of 10 in April; from June x 30.
    assert plan.line("own_products.a.earned") == exactly([200, 200, 250, 100, 250, 300])


def test_the_shop_may_pay_out_a_month_later() -> None:
    plan = case('[[own_products]]\nname = "a"\nlaunch = "2027-02"\npayment_delay = 1')
    assert plan.line("own_products.a.earned") == exactly([0, 200, 200, 200, 200, 200])
    assert plan.line("own_products.a.received") == exactly([0, 0, 200, 200, 200, 200])


def test_goods_and_postage_cost_only_where_the_product_is_physical() -> None:
    digital = case('[[own_products]]\nname = "a"\nkind = "digital"\nunit_cost = 5\npostage = 3')
    assert digital.line("own_products.a.direct_costs") == exactly([0] * 6)
    assert digital.line("own_products.a.direct_costs_paid") == exactly([0] * 6)
    physical = case('[[own_products]]\nname = "a"\nkind = "physical"\nunit_cost = 5\npostage = 3')
    # 10 orders x 5 = 50 for goods, 10 x 3 = 30 for postage.
    assert physical.line("own_products.a.goods_cost") == exactly([50] * 6)
    assert physical.line("own_products.a.postage_cost") == exactly([30] * 6)
    assert physical.line("own_products.a.direct_costs") == exactly([80] * 6)
    # Without a lead time goods are paid in the month in which they are sold.
    assert physical.line("own_products.a.direct_costs_paid") == exactly([80] * 6)
