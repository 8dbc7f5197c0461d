"""TikTok Shop: selling others' goods for commission, and selling your own supply."""

from __future__ import annotations

from typing import ClassVar

from revenue_planner.ground.units import UnitWords
from revenue_planner.language import (
    ONE,
    REACH,
    ZERO,
    Assume,
    Condition,
    Expr,
    Uses,
    agrees,
    alert,
    at_most,
    check,
    line,
    rate,
    total,
)
from revenue_planner.streams.audience import Audience
from revenue_planner.streams.base import ORDERS, IncomeStream, NeedsFollowers, PaidLater, TaxedAtSource
from revenue_planner.streams.stock import HoldsStock

COMMISSIONS = "https://napolify.com/blogs/news/shop-commission-structure"
CREATOR_BAR = "https://seller-us.tiktok.com/university/essay?knowledge_id=6939143037667118"
CREATOR_PAID = "https://seller-us.tiktok.com/university/essay?knowledge_id=6077860360177451"
SELLER_FEES = "https://seller-us.tiktok.com/university/essay?knowledge_id=5982454398175018"
SETTLEMENT = "https://seller-us.tiktok.com/university/essay?knowledge_id=3995852763531009"
FULFILMENT = "https://seller-us.tiktok.com/university/essay?knowledge_id=5080349546170155"
RETURNS = "https://marginory.com/tiktok-shop/return-rate-calculator"
BASKET = "https://napolify.com/blogs/news/tiktok-shop-buyer-percentage (63 to 64 on average)"


class ShopSales(IncomeStream):
    """Orders from shoppable videos and from LIVE selling."""

    units: ClassVar[tuple[UnitWords, ...]] = (
        *ORDERS,
        UnitWords("viewers", "viewer", whole=True),
        UnitWords("viewers/hour", whole=True),
    )
    group = "tiktok_shop"
    group_label = "TikTok Shop"
    colour = "#D55E00"

    audience = Uses(Audience)

    shoppable_videos = Assume(6, "videos", "Shoppable videos a month", low=0, high=40, by_month=True, nature="choice", note="videos with a product link")
    video_click_rate = Assume(0.006, "click/view", "Product clicks per view", low=0.002, high=0.02)
    video_order_rate = Assume(0.02, "order/click", "Orders per click, video", low=0.005, high=0.05)
    live_hours = Assume(0, "hours", "LIVE selling hours a month", low=0, high=60, by_month=True, nature="choice")
    live_viewers_per_hour = Assume(120, "viewers/hour", "Viewers an hour of LIVE selling", low=20, high=1_500, moves_with=REACH)
    live_click_rate = Assume(0.06, "clicks/viewer", "Product clicks per LIVE viewer", low=0.02, high=0.20, maximum=100)
    live_order_rate = Assume(0.03, "order/click", "Orders per click, LIVE", low=0.005, high=0.08)
    basket = Assume(32, "money/order", "Basket", low=12, high=64, source=BASKET, note="what a buyer pays for an order")
    return_rate = Assume(0.10, "share", "Share of orders returned", low=0.05, high=0.20, source=RETURNS)
    hours_per_shoppable_video = Assume(0.5, "hours/video", "Extra hours per shoppable video", low=0, high=3)
    live_preparation = Assume(0.5, "factor", "Hours to prepare an hour of LIVE", low=0, high=1.5, maximum=100)

    @line("orders", label="Orders from videos")
    def video_orders(self) -> Expr:
        """Shoppable videos, their views, the clicks on the product, the orders."""
        views = self.shoppable_videos * self.audience.views_per_video
        return views * self.video_click_rate * self.video_order_rate * self.activity

    @line("orders", label="Orders from LIVE")
    def live_orders(self) -> Expr:
        """Hours of LIVE selling, their viewers, the clicks on the product, the orders."""
        viewers = self.live_hours * self.live_viewers_per_hour
        return viewers * self.live_click_rate * self.live_order_rate * self.activity

    @line("orders")
    def orders(self) -> Expr:
        """All orders of the month."""
        return self.video_orders + self.live_orders

    @line("money", label="GMV")
    def gmv(self) -> Expr:
        """Gross merchandise value: orders times basket."""
        return self.orders * self.basket

    @line("hours", label="Hours for videos and LIVE")
    def hours_selling(self) -> Expr:
        """Extra time for shoppable videos and LIVE selling."""
        videos = self.shoppable_videos * self.hours_per_shoppable_video
        return (videos + self.live_hours * (ONE + self.live_preparation)) * self.activity

    @line("videos", label="Shoppable videos posted")
    def shoppable_videos_made(self) -> Expr:
        """Videos with a product link this month."""
        return self.shoppable_videos * self.activity

    @alert("Shoppable videos fit into your videos")
    def videos_fit(self) -> Condition:
        """Over the plan, no more shoppable videos than videos."""
        return total(self.shoppable_videos_made) <= total(self.audience.videos_made)


class ShopCreator(ShopSales, NeedsFollowers, PaidLater, TaxedAtSource):
    """Commission on other sellers' goods."""

    name = "tiktok_shop.creator"
    title = "TikTok Shop: creator"
    position = 7

    follower_bar = Assume(1_000, "followers", "Followers needed", low=1_000, high=5_000, nature="fact", source=CREATOR_BAR)
    commission_rate = Assume(0.13, "share", "Commission rate", low=0.08, high=0.20, source=COMMISSIONS)
    payment_delay = Assume(1, "months", "Paid after", low=1, high=2, maximum=24, whole=True, nature="fact", source=CREATOR_PAID, note="about 15 days after delivery, 31 for new sellers")

    @line("money", label="Returns")
    def returns(self) -> Expr:
        """GMV that comes back and earns no commission."""
        return self.gmv * self.return_rate

    @line("money")
    def earned(self) -> Expr:
        """Commission on what buyers keep."""
        return (self.gmv - self.returns) * self.commission_rate

    @line("hours")
    def hours(self) -> Expr:
        """Your time for selling."""
        return self.hours_selling

    @check("Shop creator: commission is at most GMV")
    def commission_fits(self) -> Condition:
        """Commission does not exceed what buyers pay."""
        return total(self.earned) <= total(self.gmv)


class ShopSeller(ShopSales, PaidLater, HoldsStock):
    """Your own supply in TikTok Shop: fees, returns, other creators' commission, goods and fulfilment."""

    name = "tiktok_shop.seller"
    title = "TikTok Shop: seller"
    position = 8

    buyer_shipping = Assume(0, "money/order", "Shipping the buyer pays", low=0, high=6, nature="choice", note="part of the amount the referral fee is taken on")
    platform_discount = Assume(0, "money/order", "Discount TikTok pays", low=0, high=5, note="per order; TikTok pays it to you and takes its fee on it")
    sales_tax = Assume(0, "money/order", "Tax inside the basket", low=0, high=6, nature="fact", note="per order; passed on to the state, no fee on it")
    referral_rate = Assume(0.06, "share", "Referral fee rate", low=0.05, high=0.09, nature="fact", source=SELLER_FEES, note="US 6 %, UK and EU 9 %")
    refund_fee_share = Assume(0.20, "share", "Refund administration fee, share", low=0.0, high=0.20, nature="fact", source=SELLER_FEES, note="share of the referral fee of a returned order")
    refund_fee_cap = Assume(5, "money/order", "Refund administration fee, at most", low=5, high=5, nature="fact", source=SELLER_FEES)
    affiliate_share = Assume(0.30, "share", "Sales through other creators", low=0.0, high=0.9, note="share of the orders above that other creators bring and earn commission on")
    affiliate_rate = Assume(0.13, "share", "Commission rate of other creators", low=0.08, high=0.20, nature="choice", source=COMMISSIONS)
    unit_cost = Assume(8, "money/order", "Cost of the goods", low=3, high=25, note="per order")
    fulfilment = Assume(3.58, "money/order", "Fulfilment", low=2.86, high=7, source=FULFILMENT, note="packing and postage per order; Fulfilled by TikTok from 3.58")
    payment_delay = Assume(1, "months", "Paid after", low=0, high=2, maximum=24, whole=True, nature="fact", source=SETTLEMENT, note="7 to 31 days after delivery")
    hours_per_order = Assume(0.05, "hours/order", "Hours per order", low=0, high=0.3, maximum=100, note="packing and service")

    @rate("money/order", label="Fee base per order")
    def order_value(self) -> Expr:
        """What counts as your sale: basket, shipping and TikTok's discount, less tax."""
        return self.basket + self.buyer_shipping + self.platform_discount - self.sales_tax

    @line("money")
    def sales(self) -> Expr:
        """Orders times their value to you."""
        return self.orders * self.order_value

    @line("orders", label="Orders returned")
    def returned_orders(self) -> Expr:
        """Orders that come back."""
        return self.orders * self.return_rate

    @line("money", label="Returns")
    def returns(self) -> Expr:
        """Money given back to buyers."""
        return self.returned_orders * self.order_value

    @line("money")
    def referral_fee(self) -> Expr:
        """TikTok's fee on what buyers keep."""
        return (self.sales - self.returns) * self.referral_rate

    @line("money", label="Refund administration fee")
    def refund_fee(self) -> Expr:
        """TikTok's fee on returned orders: a share of the referral fee, up to a cap per order."""
        per_order = at_most(self.order_value * self.referral_rate * self.refund_fee_share, self.refund_fee_cap)
        return self.returned_orders * per_order

    @line("money", label="Commission to other creators")
    def affiliate_commission(self) -> Expr:
        """What other creators earn on what buyers pay, without shipping and tax, for goods they keep."""
        kept = (self.orders - self.returned_orders) * (self.basket - self.sales_tax)
        return kept * self.affiliate_share * self.affiliate_rate

    @line("money")
    def earned(self) -> Expr:
        """Sales after returns, TikTok's fees and other creators' commission."""
        kept = self.sales - self.returns
        return kept - self.referral_fee - self.refund_fee - self.affiliate_commission

    @line("orders", label="Goods sent")
    def units_sold(self) -> Expr:
        """Goods that leave the stock; returned goods are counted as lost."""
        return self.orders

    @line("money")
    def goods_cost(self) -> Expr:
        """Goods sent this month, at cost."""
        return self.units_sold * self.unit_cost

    @line("money")
    def fulfilment_cost(self) -> Expr:
        """Packing and postage of this month's orders."""
        return self.orders * self.fulfilment

    @line("money")
    def direct_costs(self) -> Expr:
        """Goods and fulfilment."""
        return self.goods_cost + self.fulfilment_cost

    @line("money", label="Direct costs paid")
    def direct_costs_paid(self) -> Expr:
        """Cash for stock and fulfilment."""
        return self.stock_paid + self.fulfilment_cost

    @line("hours")
    def hours(self) -> Expr:
        """Your time for selling, packing and service."""
        return self.hours_selling + self.orders * self.hours_per_order

    @check("Shop seller: sales split into what is kept and what is given")
    def sales_split(self) -> Condition:
        """Sales are earnings plus returns, fees and commission."""
        taken = total(self.returns) + total(self.referral_fee) + total(self.refund_fee)
        split = agrees(total(self.sales), total(self.earned) + taken + total(self.affiliate_commission))
        return split.among(total(self.sales), total(self.earned))

    @alert("An order earns more than it costs")
    def orders_pay(self) -> Condition:
        """Over the plan, earnings cover goods and fulfilment."""
        return total(self.earned) - total(self.direct_costs) >= ZERO
