"""Stock of physical goods, worked by hand: bought ahead of the sale, so cash leaves before it comes."""

from __future__ import annotations

from tests.support.cases import case, exactly


def test_goods_are_bought_two_months_ahead_less_the_stock_at_the_start() -> None:
    plan = case(
        """
        [[own_products]]
        name = "shirt"
        kind = "physical"
        unit_cost = 5
        postage = 3
        stock_lead = 2
        opening_stock = 15
        """
    )
    # 10 sold a month. What will be sold by two months later, less the 15 at hand, must be bought by now:
    #           sold by then   less 15   bought this month
    # month 1        30          15            15
    # month 2        40          25            10
    # month 3        50          35            10
    # month 4        60          45            10
    # month 5        60          45             0     nothing is bought for sales after the plan
    # month 6        60          45             0
    assert plan.line("own_products.shirt.units_bought") == exactly([15, 10, 10, 10, 0, 0])
    # Stock: 15 + 15 - 10 = 20; 20 + 10 - 10 = 20; 20; 20; 20 - 10 = 10; 0.
    assert plan.opening("own_products.shirt.stock") == 15
    assert plan.line("own_products.shirt.stock") == exactly([20, 20, 20, 20, 10, 0])
    assert plan.figure("own_products.shirt.stock_rolls_forward") == 1
    # Cost counts when goods are sold: 10 x 5 + 10 x 3 = 80 a month.
    assert plan.line("own_products.shirt.direct_costs") == exactly([80] * 6)
    # Cash leaves when goods are bought: 15 x 5 = 75, 10 x 5 = 50 ..., and 30 for postage.
    assert plan.line("own_products.shirt.stock_paid") == exactly([75, 50, 50, 50, 0, 0])
    assert plan.line("own_products.shirt.direct_costs_paid") == exactly([105, 80, 80, 80, 30, 30])


def test_a_stock_that_covers_everything_needs_no_buying() -> None:
    plan = case(
        """
        [[own_products]]
        name = "shirt"
        kind = "physical"
        unit_cost = 5
        stock_lead = 1
        opening_stock = 100
        """
    )
    # 6 x 10 = 60 are sold of 100.
    assert plan.line("own_products.shirt.units_bought") == exactly([0] * 6)
    assert plan.line("own_products.shirt.stock") == exactly([90, 80, 70, 60, 50, 40])
    # The goods sold are a cost all the same; they were paid before the plan.
    assert plan.line("own_products.shirt.goods_cost") == exactly([50] * 6)
    assert plan.line("own_products.shirt.stock_paid") == exactly([0] * 6)


def test_a_stock_that_lasts_for_some_months_delays_the_buying() -> None:
    plan = case(
        """
        [[own_products]]
        name = "shirt"
        kind = "physical"
        unit_cost = 5
        stock_lead = 1
        opening_stock = 35
        """
    )
    # Sold by the next month: 20, 30, 40, 50, 60, 60; less 35: none, none, 5, 15, 25, 25.
    assert plan.line("own_products.shirt.units_bought") == exactly([0, 0, 5, 10, 10, 0])
    # 35 - 10 = 25; 15; 15 + 5 - 10 = 10; 10; 10; 0.
    assert plan.line("own_products.shirt.stock") == exactly([25, 15, 10, 10, 10, 0])


def test_a_lead_beyond_the_plans_end_buys_everything_in_month_1() -> None:
    plan = case('[[own_products]]\nname = "shirt"\nkind = "physical"\nunit_cost = 5\nstock_lead = 12')
    # All 60 of the plan's six months in month 1: 60 x 5 = 300.
    assert plan.line("own_products.shirt.units_bought") == exactly([60, 0, 0, 0, 0, 0])
    assert plan.line("own_products.shirt.stock") == exactly([50, 40, 30, 20, 10, 0])
    assert plan.line("own_products.shirt.stock_paid") == exactly([300, 0, 0, 0, 0, 0])


def test_goods_for_a_launch_are_bought_before_it() -> None:
    plan = case(
        """
        [[own_products]]
        name = "shirt"
        kind = "physical"
        launch = "2027-04"
        launch_strength = 1
        launch_months = 2
        unit_cost = 5
        stock_lead = 2
        """
    )
    # Sold: April 10 x 2 = 20, May 10 x 1.5 = 15, June 10. Bought two months before: 20 in February,
    # 15 in March, 10 in April.
    assert plan.line("own_products.shirt.units_sold") == exactly([0, 0, 0, 20, 15, 10])
    assert plan.line("own_products.shirt.units_bought") == exactly([0, 20, 15, 10, 0, 0])
    assert plan.line("own_products.shirt.stock") == exactly([0, 20, 35, 25, 10, 0])


def test_the_shop_sellers_stock_works_the_same_way_and_returned_goods_are_lost() -> None:
    plan = case(
        """
        [tiktok_shop.seller]
        unit_cost = 8
        fulfilment = 3
        stock_lead = 1
        opening_stock = 4
        return_rate = 0.5
        """
    )
    # 10 orders a month, all sent, whether they come back or not. Sold by the next month: 20, 30, 40, 50,
    # 60, 60; less 4; bought 16, 10, 10, 10, 10, 0.
    assert plan.line("tiktok_shop.seller.units_bought") == exactly([16, 10, 10, 10, 10, 0])
    assert plan.line("tiktok_shop.seller.stock") == exactly([10, 10, 10, 10, 10, 0])
    # Cost 10 x 8 + 10 x 3 = 110; paid 16 x 8 + 30 = 158, then 80 + 30 = 110, at last 30.
    assert plan.line("tiktok_shop.seller.direct_costs") == exactly([110] * 6)
    assert plan.line("tiktok_shop.seller.direct_costs_paid") == exactly([158, 110, 110, 110, 110, 30])
