"""TikTok Shop as a seller, worked by hand: fees, returns, other creators' commission, goods."""

from __future__ import annotations

import pytest

from tests.support.cases import case, exactly

# One order a month: 5 videos x 10,000 views x 0.2 % clicks x 1 % orders = 1.
ONE_ORDER = """
    [tiktok_shop.seller]
    shoppable_videos = 5
    video_click_rate = 0.002
    video_order_rate = 0.01
"""


def test_t11_the_american_fee_is_6_percent_of_payment_plus_discount_less_tax() -> None:
    # Published rule: https://seller-us.tiktok.com/university/essay?knowledge_id=5982454398175018
    # 6 % x (customer payment + platform discount - tax).
    plan = case(
        ONE_ORDER
        + """
        basket = 35
        buyer_shipping = 6
        platform_discount = 4
        sales_tax = 3
        referral_rate = 0.06
        """
    )
    # Payment 35 + 6 = 41; + 4 - 3 = 42; x 6 % = 2.52; left 42 - 2.52 = 39.48.
    assert plan.line("tiktok_shop.seller.order_value") == exactly([42] * 6)
    assert plan.line("tiktok_shop.seller.referral_fee") == exactly([2.52] * 6)
    assert plan.line("tiktok_shop.seller.earned") == exactly([39.48] * 6)


@pytest.mark.parametrize(
    ("basket", "shipping", "discount", "rate", "fee"),
    [
        (80, 5, 10, 0.09, 8.55),  # (80 + 5 + 10) x 9 % = 95 x 9 %
        (1_300, 50, 200, 0.05, 77.50),  # (1,300 + 50 + 200) x 5 % = 1,550 x 5 %, electronics
    ],
)
def test_t12_the_british_fee_counts_shipping_and_tiktoks_discount(
    basket: float, shipping: float, discount: float, rate: float, fee: float
) -> None:
    # Published case: https://docs.m2ecloud.com/docs/tiktok-shop-seller-fees-uk/
    plan = case(
        ONE_ORDER
        + f"""
        basket = {basket}
        buyer_shipping = {shipping}
        platform_discount = {discount}
        referral_rate = {rate}
        """
    )
    assert plan.line("tiktok_shop.seller.orders") == exactly([1] * 6)
    assert plan.line("tiktok_shop.seller.referral_fee") == exactly([fee] * 6)


def test_a_month_from_orders_to_earnings_and_costs() -> None:
    plan = case(
        """
        [tiktok_shop.seller]
        basket = 36
        buyer_shipping = 5
        platform_discount = 2
        sales_tax = 3
        return_rate = 0.10
        referral_rate = 0.06
        refund_fee_share = 0.20
        unit_cost = 8
        fulfilment = 3.58
        hours_per_shoppable_video = 0.5
        hours_per_order = 0.1
        """
    )
    # An order counts 36 + 5 + 2 - 3 = 40; 10 orders make sales of 400; 1 comes back: returns 40; kept 360
    # Referral fee: 360 x 6 % = 21.60
    # Refund fee: an order's referral fee is 40 x 6 % = 2.40, of it 20 % = 0.48, on 1 order 0.48
    # Earned: 360 - 21.60 - 0.48 = 337.92
    # Goods 10 x 8 = 80 and fulfilment 10 x 3.58 = 35.80, also for the order that comes back: 115.80
    # Hours: 5 x 0.5 + 10 x 0.1 = 3.5
    assert plan.line("tiktok_shop.seller.gmv") == exactly([360] * 6)
    assert plan.line("tiktok_shop.seller.sales") == exactly([400] * 6)
    assert plan.line("tiktok_shop.seller.returned_orders") == exactly([1] * 6)
    assert plan.line("tiktok_shop.seller.returns") == exactly([40] * 6)
    assert plan.line("tiktok_shop.seller.referral_fee") == exactly([21.60] * 6)
    assert plan.line("tiktok_shop.seller.refund_fee") == exactly([0.48] * 6)
    assert plan.line("tiktok_shop.seller.earned") == exactly([337.92] * 6)
    assert plan.line("tiktok_shop.seller.direct_costs") == exactly([115.80] * 6)
    assert plan.line("tiktok_shop.seller.hours") == exactly([3.5] * 6)


@pytest.mark.parametrize(
    ("basket", "fee"),
    [
        (200, 4.80),  # 200 x 12 % x 20 % = 4.80, below the cap
        (208.50, 5),  # 208.50 x 12 % x 20 % = 5.004, held at 5
        (1_000, 5),  # 1,000 x 12 % x 20 % = 24, held at 5
    ],
)
def test_the_refund_fee_is_at_most_5_an_order(basket: float, fee: float) -> None:
    plan = case(
        f"""
        [tiktok_shop.seller]
        basket = {basket}
        return_rate = 0.5
        referral_rate = 0.12
        refund_fee_share = 0.20
        refund_fee_cap = 5
        """
    )
    # 5 of the 10 orders come back; the cap holds for each.
    assert plan.line("tiktok_shop.seller.refund_fee") == exactly([5 * fee] * 6)


def test_other_creators_earn_on_the_share_they_sell_and_buyers_keep() -> None:
    plan = case(
        """
        [tiktok_shop.seller]
        basket = 40
        return_rate = 0.10
        affiliate_share = 0.50
        affiliate_rate = 0.15
        """
    )
    # 10 orders x 40 = 400; kept 360; half sold by others: 180 x 15 % = 27; earned 333.
    assert plan.line("tiktok_shop.seller.affiliate_commission") == exactly([27] * 6)
    assert plan.line("tiktok_shop.seller.earned") == exactly([333] * 6)


def test_live_selling_adds_orders_and_hours() -> None:
    plan = case(
        """
        [tiktok_shop.seller]
        shoppable_videos = 0
        live_hours = [0, 10, 20]
        live_viewers_per_hour = 100
        live_click_rate = 0.10
        live_order_rate = 0.05
        basket = 20
        live_preparation = 0.5
        """
    )
    # 10 hours x 100 viewers x 10 % x 5 % = 5 orders x 20 = 100; hours 10 x 1.5 = 15. Then twice that.
    assert plan.line("tiktok_shop.seller.orders")[:3] == exactly([0, 5, 10])
    assert plan.line("tiktok_shop.seller.earned")[:3] == exactly([0, 100, 200])
    assert plan.line("tiktok_shop.seller.hours")[:3] == exactly([0, 15, 30])


def test_a_holiday_month_halves_orders_of_videos_and_of_live_and_their_time() -> None:
    plan = case(
        """
        [tiktok_shop.seller]
        factor = [1, 0.5, 0]
        live_hours = 10
        live_viewers_per_hour = 100
        live_click_rate = 0.10
        live_order_rate = 0.05
        hours_per_shoppable_video = 1
        """
    )
    # 10 orders from 5 videos and 5 from LIVE (10 x 100 x 10 % x 5 %), x 30 = 450; hours 5 x 1 + 10 = 15.
    assert plan.line("tiktok_shop.seller.earned")[:3] == exactly([450, 225, 0])
    assert plan.line("tiktok_shop.seller.hours")[:3] == exactly([15, 7.5, 0])
    assert plan.line("tiktok_shop.seller.shoppable_videos_made")[:3] == exactly([5, 2.5, 0])


@pytest.mark.parametrize(("delay", "received"), [(0, [300] * 6), (1, [0, 300, 300, 300, 300, 300]), (6, [0] * 6)])
def test_the_shop_settles_after_delivery_but_goods_and_fulfilment_are_paid_at_once(
    delay: int, received: list[float]
) -> None:
    plan = case(f"[tiktok_shop.seller]\nunit_cost = 8\nfulfilment = 2\npayment_delay = {delay}")
    assert plan.line("tiktok_shop.seller.received") == exactly(received)
    # 10 orders x (8 + 2) = 100 from month 1 on.
    assert plan.line("tiktok_shop.seller.direct_costs_paid") == exactly([100] * 6)


def test_a_seller_needs_no_followers() -> None:
    plan = case("[audience]\nopening_followers = 0\n[tiktok_shop.seller]")
    assert plan.line("tiktok_shop.seller.earned") == exactly([300] * 6)


def test_a_seller_that_is_off_sells_buys_and_works_nothing() -> None:
    plan = case(
        """
        [tiktok_shop.seller]
        on = "off"
        unit_cost = 8
        stock_lead = 1
        hours_per_order = 1
        """
    )
    assert plan.line("tiktok_shop.seller.earned") == exactly([0] * 6)
    assert plan.line("tiktok_shop.seller.direct_costs_paid") == exactly([0] * 6)
    assert plan.line("tiktok_shop.seller.hours") == exactly([0] * 6)
