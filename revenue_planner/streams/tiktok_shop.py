"""TikTok Shop: selling others' goods for commission, and selling your own supply."""

from __future__ import annotations

from typing import ClassVar

from revenue_planner.ground.units import UnitWords
from revenue_planner.language import (
    ONE,
    REACH,
    ZERO,
    Assume,
    BySize,
    Condition,
    Expr,
    Uses,
    agrees,
    alert,
    at_least,
    at_most,
    at_start,
    check,
    figure,
    known,
    line,
    rate,
    ratio,
    total,
    when,
)
from revenue_planner.streams.audience import Audience
from revenue_planner.streams.base import LAST_MONTH, ORDERS, IncomeStream, NeedsFollowers, PaidLater, TaxedAtSource
from revenue_planner.streams.measured import Measured
from revenue_planner.streams.sponsorships import Sponsorships
from revenue_planner.streams.stock import HoldsStock

COMMISSIONS = "https://napolify.com/blogs/news/shop-commission-structure"
CREATOR_BAR = "https://seller-us.tiktok.com/university/essay?knowledge_id=6939143037667118"
CREATOR_PAID = "https://seller-us.tiktok.com/university/essay?knowledge_id=6077860360177451"
SELLER_FEES = "https://seller-us.tiktok.com/university/essay?knowledge_id=5982454398175018"
SETTLEMENT = "https://seller-us.tiktok.com/university/essay?knowledge_id=3995852763531009"
FULFILMENT = "https://seller-us.tiktok.com/university/essay?knowledge_id=5080349546170155"
RETURNS = "https://marginory.com/tiktok-shop/return-rate-calculator"
MARKET = "https://passionfru.it/tiktok-live-earnings-162836 (LIVE totals, April 2025); slope by size is judgement (low certainty)"
COMPASS = "TikTok Shop > Data Compass or the creator's earnings page"
AS_OF = "2026-11-27"
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
    on_platform = True

    audience = Uses(Audience)
    measured = Uses(Measured)
    sponsorships = Uses(Sponsorships, optional=True)

    shoppable_videos = Assume(6, "videos", "Shoppable videos a month", low=0, high=40, by_month=True, nature="choice", note="videos with a product link")
    video_click_rate = Assume(0.008, "click/view", "Product clicks per view", low=0.002, high=0.03, as_of=AS_OF)
    video_order_rate = Assume(0.02, "order/click", "Orders per video click", low=0.006, high=0.055, as_of=AS_OF)
    live_hours = Assume(0, "hours", "LIVE selling hours a month", low=0, high=60, by_month=True, nature="choice")
    live_viewers_per_hour = Assume(BySize((8, 40, 250), (20, 115, 700), (45, 330, 2_000), (110, 850, 5_500), (250, 2_100, 15_000)), "viewers/hour", "Viewers an hour of LIVE selling", moves_with=REACH, as_of=AS_OF, source=MARKET)
    live_click_rate = Assume(0.08, "clicks/viewer", "Product clicks per LIVE viewer", low=0.02, high=0.25, as_of=AS_OF, maximum=100)
    live_order_rate = Assume(0.04, "order/click", "Orders per LIVE click", low=0.012, high=0.09, as_of=AS_OF)
    basket = Assume(36, "money/order", "Basket", low=20, high=62, as_of=AS_OF, source=BASKET, note="what a buyer pays for an order")
    return_rate = Assume(0.08, "share", "Share of orders returned", low=0.03, high=0.18, as_of=AS_OF, source=RETURNS)
    hours_per_shoppable_video = Assume(0.6, "hours/video", "Extra hours per shoppable video", low=0.2, high=2, as_of=AS_OF)
    live_preparation = Assume(0.4, "factor", "Hours to prepare an hour of LIVE", low=0.15, high=1.2, as_of=AS_OF, maximum=100)

    sales_factor = Assume(1, "factor", "Orders against usual", low=0, high=3, maximum=1_000, by_month=True, nature="fact", as_of=AS_OF, note="1 is usual; simulations write the luck of sales here")
    discovery_sensitivity = Assume(0.5, "factor", "How LIVE viewers follow the feed", low=0.2, high=0.9, maximum=10, as_of=AS_OF, note="0: not at all; 1: a feed that spreads twice as far brings twice the viewers")
    videos_last_month = Assume(None, "videos", "Shoppable videos last month", measured=True, low=0, high=60, nature="fact", as_of=AS_OF, source=COMPASS, note="left out: as many as in the plan's first month")
    live_hours_last_month = Assume(None, "hours", "LIVE selling hours last month", measured=True, low=0, high=120, nature="fact", as_of=AS_OF, source=COMPASS, note="left out: as many as in the plan's first month")
    orders_last_month = Assume(None, "orders", "Orders last month", measured=True, low=0, high=5_000, nature="fact", as_of=AS_OF, source=COMPASS, note=LAST_MONTH)
    gmv_last_month = Assume(None, "money", "GMV last month", measured=True, low=0, high=200_000, nature="fact", as_of=AS_OF, source=COMPASS, note=LAST_MONTH)
    refunds_last_month = Assume(None, "money", "Refunds last month", measured=True, low=0, high=30_000, nature="fact", as_of=AS_OF, source=COMPASS, note=LAST_MONTH)

    @figure("flag", label="Open to you today")
    def open_today(self) -> Expr:
        """1: anybody may sell."""
        return ONE

    @figure("videos", label="Videos left for the Shop last month")
    def videos_left_last(self) -> Expr:
        """Videos of last month that neither brands nor, for a seller, others' goods took."""
        return at_least(self.measured.videos_a_month - self.sponsorships.sponsored_videos_last, ZERO)

    @figure("videos", label="Shoppable videos of last month")
    def videos_last(self) -> Expr:
        """As stated, else those of the plan's first month, as far as there were videos left for them."""
        as_planned = at_most(at_start(self.shoppable_videos), self.videos_left_last) * self.open_today
        return when(known(self.videos_last_month), self.videos_last_month, as_planned) * self.switch

    @figure("hours", label="LIVE selling of last month")
    def live_last(self) -> Expr:
        """As stated, else the hours of the plan's first month."""
        as_planned = at_start(self.live_hours) * self.open_today
        return when(known(self.live_hours_last_month), self.live_hours_last_month, as_planned)

    @figure("orders", label="Orders from videos last month by rates")
    def video_orders_by_rates(self) -> Expr:
        """What such videos usually sell at the measured views."""
        views = self.videos_last * self.measured.views_per_video
        return views * self.video_click_rate * self.video_order_rate

    @figure("orders", label="Orders from LIVE last month by rates")
    def live_orders_by_rates(self) -> Expr:
        """What such hours usually sell."""
        viewers = self.live_last * self.live_viewers_per_hour
        return viewers * self.live_click_rate * self.live_order_rate

    @figure("factor", label="All orders for each of your own")
    def orders_on_top(self) -> Expr:
        """All orders come from your own videos and LIVE."""
        return ONE

    @figure("orders", label="Orders last month by rates")
    def orders_by_rates(self) -> Expr:
        """From videos and LIVE, and what comes on top of them."""
        return (self.video_orders_by_rates + self.live_orders_by_rates) * self.orders_on_top

    @figure("orders", label="Orders of last month")
    def orders_last(self) -> Expr:
        """As stated, else by rates."""
        return when(known(self.orders_last_month), self.orders_last_month, self.orders_by_rates)

    @figure("factor", label="Orders against those by rates")
    def orders_scale(self) -> Expr:
        """How many more orders there were last month than the rates say; 1 where none are stated."""
        return when(self.orders_by_rates > ZERO, self.orders_last / self.orders_by_rates, ONE)

    @figure("money", label="GMV of last month")
    def gmv_last(self) -> Expr:
        """As stated, else orders times the usual basket."""
        return when(known(self.gmv_last_month), self.gmv_last_month, self.orders_last * self.basket)

    @figure("money/order", label="Basket, as last month")
    def basket_today(self) -> Expr:
        """GMV over orders of last month."""
        return when(self.orders_last > ZERO, self.gmv_last / self.orders_last, self.basket)

    @figure("money", label="Refunds of last month")
    def refunds_last(self) -> Expr:
        """As stated, else the usual part of GMV."""
        return when(known(self.refunds_last_month), self.refunds_last_month, self.gmv_last * self.return_rate)

    @figure("share", label="Share of orders returned, as last month")
    def return_rate_today(self) -> Expr:
        """Refunds over GMV of last month."""
        found = when(self.gmv_last > ZERO, self.refunds_last / self.gmv_last, self.return_rate)
        return at_most(found, ONE)

    @rate("factor", label="LIVE reach against today")
    def live_reach(self) -> Expr:
        """LIVE viewers follow the size of the account, and the feed in part."""
        feed = ONE + self.discovery_sensitivity * (self.audience.discovery * self.audience.reach_factor - ONE)
        return self.audience.size_factor * at_least(feed, ZERO)

    @line("orders", label="Orders from videos")
    def video_orders(self) -> Expr:
        """Shoppable videos posted, their views, the clicks on the product, the orders."""
        views = self.shoppable_videos_made * self.audience.views_per_video
        return views * self.video_click_rate * self.video_order_rate * self.orders_scale * self.sales_factor

    @line("orders", label="Orders from LIVE")
    def live_orders(self) -> Expr:
        """Hours of LIVE selling, their viewers, the clicks on the product, the orders."""
        viewers = self.live_hours * self.live_viewers_per_hour * self.live_reach * self.activity
        return viewers * self.live_click_rate * self.live_order_rate * self.orders_scale * self.sales_factor

    @line("orders")
    def orders(self) -> Expr:
        """All orders of the month: from videos and LIVE, and what comes on top of them."""
        return (self.video_orders + self.live_orders) * self.orders_on_top

    @line("money", label="GMV")
    def gmv(self) -> Expr:
        """Gross merchandise value: orders times basket."""
        return self.orders * self.basket_today

    @line("videos", label="Videos left for the Shop")
    def videos_left(self) -> Expr:
        """Videos of the month that neither brands nor, for a seller, others' goods take."""
        return at_least(self.audience.videos_made - self.sponsorships.sponsored_videos, ZERO)

    @line("videos", label="Shoppable videos posted")
    def shoppable_videos_made(self) -> Expr:
        """Videos with a product link this month, as far as videos are left for them."""
        return at_most(self.shoppable_videos * self.activity, self.videos_left)

    @line("videos", label="Shoppable videos that do not fit")
    def shoppable_videos_short(self) -> Expr:
        """Planned videos with a product link for which the month has no videos left."""
        return self.shoppable_videos * self.activity - self.shoppable_videos_made

    @line("hours", label="Hours for videos and LIVE")
    def hours_selling(self) -> Expr:
        """Extra time for shoppable videos and LIVE selling."""
        live = self.live_hours * (ONE + self.live_preparation) * self.activity
        return self.shoppable_videos_made * self.hours_per_shoppable_video + live

    @alert("Shoppable videos fit into your videos")
    def videos_fit(self) -> Condition:
        """Every planned video with a product link has a video of the month left for it."""
        return (total(self.shoppable_videos_short) <= ZERO).among(total(self.audience.videos_made))


class ShopCreator(ShopSales, NeedsFollowers, PaidLater, TaxedAtSource):
    """Commission on other sellers' goods."""

    name = "tiktok_shop.creator"
    title = "TikTok Shop: creator"
    position = 7

    follower_bar = Assume(1_000, "followers", "Followers needed", low=1_000, high=5_000, nature="fact", source=CREATOR_BAR)
    commission_rate = Assume(0.13, "share", "Commission rate", low=0.08, high=0.21, as_of=AS_OF, source=COMMISSIONS)
    commission_last_month = Assume(None, "money", "Commission last month", measured=True, low=0, high=20_000, nature="fact", as_of=AS_OF, source=COMPASS, note=LAST_MONTH)
    payment_delay = Assume(1, "months", "Paid after", low=1, high=2, maximum=24, whole=True, nature="fact", source=CREATOR_PAID, note="about 15 days after delivery, 31 for new sellers")

    @figure("flag", label="Open to you today")
    def open_today(self) -> Condition:
        """1 when your followers today meet the bar."""
        return self.audience.followers_today >= self.follower_bar

    @figure("money", label="GMV kept last month")
    def kept_last(self) -> Expr:
        """GMV of last month less what came back."""
        return self.gmv_last * (ONE - self.return_rate_today)

    @figure("money", label="Commission of last month")
    def commission_last(self) -> Expr:
        """As stated, else the usual part of what buyers kept."""
        usual = self.kept_last * self.commission_rate
        return when(known(self.commission_last_month), self.commission_last_month, usual)

    @figure("share", label="Commission rate, as last month")
    def commission_rate_today(self) -> Expr:
        """Commission over what buyers kept last month."""
        return when(self.kept_last > ZERO, self.commission_last / self.kept_last, self.commission_rate)

    @line("money", label="Returns")
    def returns(self) -> Expr:
        """GMV that comes back and earns no commission."""
        return self.gmv * self.return_rate_today

    @line("money")
    def earned(self) -> Expr:
        """Commission on what buyers keep."""
        return (self.gmv - self.returns) * self.commission_rate_today

    @line("hours")
    def hours(self) -> Expr:
        """Your time for selling."""
        return self.hours_selling

    @alert("Shop creator: commission is at most GMV")
    def commission_fits(self) -> Condition:
        """Commission does not exceed what buyers pay."""
        return total(self.earned) <= total(self.gmv)


class ShopSeller(ShopSales, PaidLater, HoldsStock):
    """Your own supply in TikTok Shop: fees, returns, other creators' commission, goods and fulfilment."""

    name = "tiktok_shop.seller"
    title = "TikTok Shop: seller"
    position = 8

    shop_creator = Uses(ShopCreator, optional=True)

    buyer_shipping = Assume(0, "money/order", "Shipping the buyer pays", low=0, high=6, nature="choice", note="part of the amount the referral fee is taken on")
    platform_discount = Assume(0, "money/order", "Discount TikTok pays", low=0, high=5, nature="fact", note="per order; TikTok pays it to you and takes its fee on it")
    sales_tax = Assume(0, "money/order", "Tax inside the basket", low=0, high=6, nature="fact", note="per order; passed on to the state, no fee on it")
    referral_rate = Assume(0.06, "share", "Referral fee rate", low=0.05, high=0.09, nature="fact", source=SELLER_FEES, note="US 6 %, UK and EU 9 %")
    refund_fee_share = Assume(0.20, "share", "Refund administration fee, share", low=0.0, high=0.20, nature="fact", source=SELLER_FEES, note="share of the referral fee of a returned order")
    refund_fee_cap = Assume(5, "money/order", "Refund administration fee, at most", low=5, high=5, nature="fact", source=SELLER_FEES)
    affiliate_share = Assume(0.35, "share", "Orders through other creators", low=0.05, high=0.80, maximum=0.95, as_of=AS_OF, note="share of all orders; they come on top of your own, and earn commission")
    tab_share = Assume(0.33, "share", "Orders from the Shop tab and search", low=0.10, high=0.50, maximum=0.95, as_of=AS_OF, source="https://earnfacts.com/how-much-do-tiktok-shop-affiliates-make (Momentum Works: a third of US sales in 2025)", note="share of all orders; they come on top of your own")
    least_own_share = Assume(0.05, "share", "Own orders, at least", low=0.05, high=0.05, minimum=0.001, nature="fact", as_of=AS_OF)
    ad_spend = Assume(0, "money", "Shop advertising a month", low=0, high=2_000, by_month=True, nature="choice", as_of=AS_OF)
    ad_return = Assume(None, "factor", "Sales for each unit of money advertised", low=1.8, high=7, maximum=1_000, nature="choice", as_of=AS_OF, source="https://npprteam.shop/en/articles/tiktok/tiktok-ads-roas-benchmarks-2026-target-roas-guide (3.5 to 5 as shown)", note="as the advertising page shows it; left out: advertising brings nothing")
    ad_incremental = Assume(0.5, "share", "Part of those sales that are new", low=0.25, high=0.8, as_of=AS_OF, source="https://edwardwongkj.com/articles/the-stolen-gmv-from-tiktok-gmv-max (shown sales count orders that came anyway)")
    affiliate_rate = Assume(0.15, "share", "Commission rate of other creators", low=0.10, high=0.25, as_of=AS_OF, nature="choice", source=COMMISSIONS)
    unit_cost = Assume(10, "money/order", "Cost of the goods", low=5.4, high=16, as_of=AS_OF, note="per order")
    fulfilment = Assume(4.2, "money/order", "Fulfilment", low=3, high=7.5, as_of=AS_OF, source=FULFILMENT, note="packing and postage per order; Fulfilled by TikTok from 3.58")
    payment_delay = Assume(1, "months", "Paid after", low=0, high=2, maximum=24, whole=True, nature="fact", source=SETTLEMENT, note="7 to 31 days after delivery")
    hours_per_order = Assume(0.06, "hours/order", "Hours per order", low=0.02, high=0.25, as_of=AS_OF, maximum=100, note="packing and service")

    @line("videos", label="Videos left for the Shop")
    def videos_left(self) -> Expr:
        """Videos of the month that neither brands nor others' goods take."""
        taken = self.sponsorships.sponsored_videos + self.shop_creator.shoppable_videos_made
        return at_least(self.audience.videos_made - taken, ZERO)

    @figure("share", label="Orders from your own videos and LIVE")
    def own_share(self) -> Expr:
        """What other creators and the Shop tab leave; at least a twentieth."""
        return at_least(ONE - self.affiliate_share - self.tab_share, self.least_own_share)

    @figure("factor", label="All orders for each of your own")
    def orders_on_top(self) -> Expr:
        """Other creators' orders and those of the Shop tab and search come on top of your own."""
        return ONE / self.own_share

    @figure("factor", label="Sales for advertising, in use")
    def ad_return_now(self) -> Expr:
        """As stated, else none."""
        return when(known(self.ad_return), self.ad_return, ZERO)

    @figure("flag", label="Return of advertising is stated")
    def ad_stated(self) -> Expr:
        """1 where the sales that advertising brings are stated."""
        return when(known(self.ad_return), ONE, ZERO)

    @line("money", label="Shop advertising")
    def ad_cost(self) -> Expr:
        """What is paid for advertising this month."""
        return self.ad_spend * self.activity

    @line("orders", label="Orders from advertising")
    def ad_orders(self) -> Expr:
        """New orders that advertising brings: part of what its page shows."""
        return ratio(self.ad_cost * self.ad_return_now * self.ad_incremental, self.basket_today)

    @line("orders")
    def orders(self) -> Expr:
        """All orders of the month: your own, what comes on top of them, and from advertising."""
        return (self.video_orders + self.live_orders) * self.orders_on_top + self.ad_orders

    @figure("videos", label="Videos left for the Shop last month")
    def videos_left_last(self) -> Expr:
        """Videos of last month that neither brands nor others' goods took."""
        taken = self.sponsorships.sponsored_videos_last + self.shop_creator.videos_last
        return at_least(self.measured.videos_a_month - taken, ZERO)

    @rate("money/order", label="Fee base per order")
    def order_value(self) -> Expr:
        """What counts as your sale: basket, shipping and TikTok's discount, less tax."""
        return self.basket_today + self.buyer_shipping + self.platform_discount - self.sales_tax

    @line("money")
    def sales(self) -> Expr:
        """Orders times their value to you."""
        return self.orders * self.order_value

    @line("orders", label="Orders returned")
    def returned_orders(self) -> Expr:
        """Orders that come back."""
        return self.orders * self.return_rate_today

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
        kept = (self.orders - self.returned_orders) * (self.basket_today - self.sales_tax)
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
        """Goods, fulfilment and advertising."""
        return self.goods_cost + self.fulfilment_cost + self.ad_cost

    @line("money", label="Direct costs paid")
    def direct_costs_paid(self) -> Expr:
        """Cash for stock, fulfilment and advertising."""
        return self.stock_paid + self.fulfilment_cost + self.ad_cost

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

    @alert("Shop advertising says what it brings")
    def advertising_returns(self) -> Condition:
        """Money is spent on advertising only where the sales that it brings are stated."""
        return total(self.ad_cost) <= total(self.ad_cost) * self.ad_stated

    @alert("An order earns more than it costs")
    def orders_pay(self) -> Condition:
        """Over the plan, earnings cover goods and fulfilment."""
        return total(self.earned) - total(self.direct_costs) >= ZERO
