"""Own products: courses, presets, templates, prints, merchandise; digital or physical."""

from __future__ import annotations

from revenue_planner.language import (
    MONTH_NUMBER,
    ONE,
    ONE_MONTH,
    ZERO,
    Assume,
    AssumeMonth,
    BySize,
    Choice,
    Condition,
    Expr,
    Uses,
    agrees,
    at_least,
    at_start,
    check,
    figure,
    flag,
    known,
    larger_of,
    line,
    lowest,
    month_number,
    rate,
    ratio,
    total,
    when,
)
from revenue_planner.streams.base import LAST_MONTH, LINK_CLICKS, ORDERS, PaidLater, SharesClicks
from revenue_planner.streams.measured import Measured
from revenue_planner.streams.stock import HoldsStock

CONVERSION = "https://crevio.co/glossary/conversion-rate"
REFUNDS = "https://earnifyhub.com/blog/digital-product-refunds-chargebacks.php; https://affiliateshop.com/articles/course-platform-deep-dive-conversion-benchmarks-refund-rates-affiliate-tools"
AS_OF = "2026-11-27"
ETSY = "https://wise.com/us/blog/how-much-does-etsy-take-per-sale"


class OwnProduct(SharesClicks, PaidLater, HoldsStock):
    """A product of your own, sold from your link; sales start in its launch month."""

    units = ORDERS
    name = "own_products"
    group = "own_products"
    group_label = "Own products"
    colour = "#009E73"
    title = "Product"
    many = True
    position = 5

    measured = Uses(Measured)

    kind = Choice("digital", ("digital", "physical"), "Kind", note="physical goods have a cost per unit, postage and stock")
    link_share = Assume(0.25, "share", "Share of your link clicks", low=0.0, high=1.0, nature="choice", whole_with=LINK_CLICKS, note="all streams' shares together are at most 100 %")
    conversion = Assume(0.012, "order/click", "Orders per visit", low=0.003, high=0.04, by_month=True, as_of=AS_OF, source=CONVERSION)
    price = Assume(39, "money/order", "Price", low=9, high=199, by_month=True, nature="choice")
    postage_charged = Assume(0, "money/order", "Postage the buyer pays", low=0, high=10, nature="choice", note="counts as sales; shops take their fee on it too")
    launch = AssumeMonth(1, "Launch month", low=1, high=12, before_plan=True, note="no sales before it; a month before the plan means it is already on sale")
    launch_strength = Assume(1.0, "factor", "Launch effect", low=0.3, high=3.5, as_of=AS_OF, maximum=1000, note="1.0: twice the usual orders in the launch month")
    launch_months = Assume(2, "months", "Launch effect fades over", low=1, high=4, as_of=AS_OF, minimum=1, maximum=60, whole=True)
    refund_rate = Assume(0.04, "share", "Sales refunded", low=0.01, high=0.12, as_of=AS_OF, source=REFUNDS, note="share of sales: downloads 1 to 7 %, courses 2 to 13 %, goods 2 to 15 %")
    fee_rate = Assume(0.065, "share", "Shop fee", low=0.0, high=0.15, nature="fact", source=ETSY, note="share of sales; Etsy 6.5 %, Gumroad about 10 %, card fees about 3 %")
    fee_fixed = Assume(0.45, "money/order", "Shop fee per order", low=0.0, high=1.0, nature="fact", source=ETSY, note="listing and payment fees")
    unit_cost = Assume(0, "money/order", "Cost of the goods", low=0, high=24, as_of=AS_OF, note="per order; physical goods only")
    postage = Assume(0, "money/order", "Postage you pay", low=0, high=10, note="per order; physical goods only")
    production_cost = Assume(0, "money", "Cost to make the product", low=0, high=2_500, nature="choice", as_of=AS_OF, note="paid once, before the launch; nothing if it is already on sale")
    production_lead = Assume(1, "months", "Paid before the launch by", low=0, high=6, maximum=60, whole=True, nature="choice")
    payment_delay = Assume(0, "months", "Paid after", low=0, high=1, maximum=24, whole=True, nature="fact", note="most shops pay out within weeks")
    hours_per_order = Assume(0.04, "hours/order", "Hours per order", low=0.01, high=0.3, as_of=AS_OF, maximum=100)
    upkeep_hours = Assume(4, "hours", "Hours for upkeep", low=1, high=15, as_of=AS_OF, note="a month, once on sale")

    visits_last_month = Assume(None, "clicks", "Visits to the shop last month", measured=True, low=0, high=50_000, nature="fact", as_of=AS_OF, source="the shop's report", note=LAST_MONTH)
    orders_last_month = Assume(None, "orders", "Orders last month", measured=True, low=0, high=1_000, nature="fact", as_of=AS_OF, source="the shop's report", note=LAST_MONTH)
    refunds_last_month = Assume(None, "orders", "Orders refunded last month", measured=True, low=0, high=100, nature="fact", as_of=AS_OF, source="the shop's report", note=LAST_MONTH)
    elsewhere_share = Assume(BySize((0, 0.1, 0.3), (0.05, 0.2, 0.5), (0.1, 0.35, 0.65), (0.15, 0.45, 0.8), (0.2, 0.5, 0.8)), "share", "Orders from elsewhere", maximum=0.95, as_of=AS_OF, note="a mailing list, search, people who buy again; of all orders, where they are not stated")

    @figure("clicks", label="Visits last month by rates")
    def visits_by_rates(self) -> Expr:
        """Link clicks of last month that go to this product."""
        return self.measured.views_a_month * self.measured.link_clicks_per_view * at_start(self.link_share)

    @figure("clicks", label="Visits of last month")
    def visits_last(self) -> Expr:
        """As stated, else by rates."""
        return when(known(self.visits_last_month), self.visits_last_month, self.visits_by_rates)

    @figure("factor", label="Visits against those by rates")
    def visits_scale(self) -> Expr:
        """How many more visits there were last month than the rates say; 1 where none are stated."""
        return when(self.visits_by_rates > ZERO, self.visits_last / self.visits_by_rates, ONE)

    @figure("orders", label="Orders of last month")
    def orders_last(self) -> Expr:
        """As stated, else the usual part of the visits, and those from elsewhere."""
        usual = self.visits_last * at_start(self.conversion) / (ONE - self.elsewhere_share)
        return when(known(self.orders_last_month), self.orders_last_month, usual)

    @figure("order/click", label="Orders per visit last month")
    def conversion_last(self) -> Expr:
        """All orders over visits of last month."""
        return ratio(self.orders_last, self.visits_last)

    @rate("order/click", label="Orders per visit, in use")
    def conversion_now(self) -> Expr:
        """As last month where its orders are stated; else as typed or usual, with orders from elsewhere."""
        usual = self.conversion / (ONE - self.elsewhere_share)
        return when(known(self.orders_last_month), self.conversion_last, usual)

    @figure("orders", label="Refunded orders of last month")
    def refunds_last(self) -> Expr:
        """As stated, else the usual part of the orders."""
        return when(known(self.refunds_last_month), self.refunds_last_month, self.orders_last * self.refund_rate)

    @figure("share", label="Orders refunded last month")
    def refund_rate_last(self) -> Expr:
        """Refunded orders over all of last month."""
        return ratio(self.refunds_last, self.orders_last)

    @figure("share", label="Sales refunded, in use")
    def refund_rate_now(self) -> Expr:
        """As last month where its refunds are stated, else as typed or usual."""
        return when(known(self.refunds_last_month), self.refund_rate_last, self.refund_rate)

    @figure("months", label="Launch: month of the plan")
    def launch_number(self) -> Expr:
        """The month of the plan in which sales start, counted from 1."""
        return month_number(self.launch)

    @flag(label="On sale")
    def on_sale(self) -> Condition:
        """1 from the launch month on."""
        return self.launch_number <= MONTH_NUMBER

    @figure("factor", label="Launch effect to come")
    def launch_effect(self) -> Expr:
        """None for a product whose orders of last month are stated: its launch is behind it."""
        return when(known(self.orders_last_month), ZERO, self.launch_strength)

    @rate("factor")
    def launch_multiplier(self) -> Expr:
        """The launch effect, fading to 1 in a straight line."""
        faded = (MONTH_NUMBER - self.launch_number) / self.launch_months
        return ONE + self.launch_effect * at_least(ONE - faded, ZERO) * self.on_sale

    @line("clicks", label="Visits to the shop")
    def visits(self) -> Expr:
        """Clicks on your link that go to this product."""
        return self.audience.link_clicks * self.link_share * self.visits_scale * self.activity

    @line("orders")
    def orders(self) -> Expr:
        """Visits that become orders, once on sale, with the launch effect."""
        return self.visits * self.conversion_now * self.launch_multiplier * self.on_sale

    @line("money")
    def sales(self) -> Expr:
        """Orders times price, and the postage buyers pay."""
        return self.orders * (self.price + self.postage_charged)

    @line("money")
    def refunds(self) -> Expr:
        """Sales given back."""
        return self.sales * self.refund_rate_now

    @line("money", label="Shop fees")
    def fees(self) -> Expr:
        """The shop's share of sales and its fee per order; not given back on refunds."""
        return self.sales * self.fee_rate + self.orders * self.fee_fixed

    @line("money")
    def earned(self) -> Expr:
        """Sales after refunds and shop fees."""
        return self.sales - self.refunds - self.fees

    @line("orders", label="Physical orders")
    def units_sold(self) -> Expr:
        """Orders that need goods; none for a digital product."""
        return when(self.kind.is_("physical"), self.orders, ZERO)

    @line("money")
    def goods_cost(self) -> Expr:
        """Goods sold this month, at cost."""
        return self.units_sold * self.unit_cost

    @line("money", label="Postage paid")
    def postage_cost(self) -> Expr:
        """Postage for this month's orders."""
        return self.units_sold * self.postage

    @figure("months", label="Production paid: month of the plan")
    def production_number(self) -> Expr:
        """Some months before the launch, at the earliest the plan's first month."""
        return larger_of(self.launch_number - self.production_lead, ONE_MONTH)

    @flag(label="Made within the plan")
    def production_due(self) -> Condition:
        """1 in the month in which making the product is paid."""
        return agrees(MONTH_NUMBER, self.production_number)

    @line("money", label="Production")
    def production(self) -> Expr:
        """What it costs to make the product, once; nothing if it launched before the plan."""
        needed = when(self.launch_number > ZERO, self.production_cost, ZERO)
        return needed * self.production_due * self.switch

    @line("money")
    def direct_costs(self) -> Expr:
        """Goods, postage and production."""
        return self.goods_cost + self.postage_cost + self.production

    @line("money", label="Direct costs paid")
    def direct_costs_paid(self) -> Expr:
        """Cash for stock, postage and production."""
        return self.stock_paid + self.postage_cost + self.production

    @line("hours")
    def hours(self) -> Expr:
        """Your time for orders and upkeep."""
        return self.orders * self.hours_per_order + self.upkeep_hours * self.on_sale * self.activity

    @check("Product: sales = earned + refunds + fees")
    def sales_split(self) -> Condition:
        """Sales are earnings plus refunds plus shop fees."""
        return agrees(total(self.sales), total(self.earned) + total(self.refunds) + total(self.fees))

    @check("Product: orders are never negative")
    def orders_are_positive(self) -> Condition:
        """No month has fewer than 0 orders."""
        return lowest(self.orders) >= ZERO
