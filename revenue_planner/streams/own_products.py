"""Own products: courses, presets, templates, prints, merchandise; digital or physical."""

from __future__ import annotations

from revenue_planner.language import (
    MONTH_NUMBER,
    ONE,
    ONE_MONTH,
    ZERO,
    Assume,
    AssumeMonth,
    Choice,
    Condition,
    Expr,
    agrees,
    at_least,
    check,
    figure,
    flag,
    larger_of,
    line,
    lowest,
    month_number,
    rate,
    total,
    when,
)
from revenue_planner.streams.base import LINK_CLICKS, ORDERS, PaidLater, SharesClicks
from revenue_planner.streams.stock import HoldsStock

CONVERSION = "https://crevio.co/glossary/conversion-rate"
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

    kind = Choice("digital", ("digital", "physical"), "Kind", note="physical goods have a cost per unit, postage and stock")
    link_share = Assume(0.25, "share", "Share of your link clicks", low=0.0, high=1.0, nature="choice", whole_with=LINK_CLICKS, note="all streams' shares together are at most 100 %")
    conversion = Assume(0.01, "order/click", "Orders per visit", low=0.005, high=0.03, source=CONVERSION)
    price = Assume(39, "money/order", "Price", low=9, high=199, by_month=True, nature="choice")
    postage_charged = Assume(0, "money/order", "Postage the buyer pays", low=0, high=10, nature="choice", note="counts as sales; shops take their fee on it too")
    launch = AssumeMonth(1, "Launch month", low=1, high=12, note="no sales before it; a month before the plan means it is already on sale")
    launch_strength = Assume(1.0, "factor", "Launch effect", low=0, high=3, maximum=1000, note="1.0: twice the usual orders in the launch month")
    launch_months = Assume(3, "months", "Launch effect fades over", low=1, high=6, minimum=1, maximum=60, whole=True)
    refund_rate = Assume(0.04, "share", "Sales refunded", low=0.0, high=0.12, note="share of sales; no published figure found")
    fee_rate = Assume(0.065, "share", "Shop fee", low=0.0, high=0.15, nature="fact", source=ETSY, note="share of sales; Etsy 6.5 %, Gumroad about 10 %, card fees about 3 %")
    fee_fixed = Assume(0.45, "money/order", "Shop fee per order", low=0.0, high=1.0, nature="fact", source=ETSY, note="listing and payment fees")
    unit_cost = Assume(0, "money/order", "Cost of the goods", low=0, high=25, note="per order; physical goods only")
    postage = Assume(0, "money/order", "Postage you pay", low=0, high=10, note="per order; physical goods only")
    production_cost = Assume(0, "money", "Cost to make the product", low=0, high=5_000, note="paid once, before the launch; nothing if it is already on sale")
    production_lead = Assume(1, "months", "Paid before the launch by", low=0, high=6, maximum=60, whole=True, nature="choice")
    payment_delay = Assume(0, "months", "Paid after", low=0, high=1, maximum=24, whole=True, nature="fact", note="most shops pay out within weeks")
    hours_per_order = Assume(0.05, "hours/order", "Hours per order", low=0, high=0.5, maximum=100)
    upkeep_hours = Assume(4, "hours", "Hours for upkeep", low=0, high=20, note="a month, once on sale")

    @figure("months", label="Launch: month of the plan")
    def launch_number(self) -> Expr:
        """The month of the plan in which sales start, counted from 1."""
        return month_number(self.launch)

    @flag(label="On sale")
    def on_sale(self) -> Condition:
        """1 from the launch month on."""
        return self.launch_number <= MONTH_NUMBER

    @rate("factor")
    def launch_multiplier(self) -> Expr:
        """The launch effect, fading to 1 in a straight line."""
        faded = (MONTH_NUMBER - self.launch_number) / self.launch_months
        return ONE + self.launch_strength * at_least(ONE - faded, ZERO) * self.on_sale

    @line("clicks", label="Visits to the shop")
    def visits(self) -> Expr:
        """Clicks on your link that go to this product."""
        return self.audience.link_clicks * self.link_share * self.activity

    @line("orders")
    def orders(self) -> Expr:
        """Visits that become orders, once on sale, with the launch effect."""
        return self.visits * self.conversion * self.launch_multiplier * self.on_sale

    @line("money")
    def sales(self) -> Expr:
        """Orders times price, and the postage buyers pay."""
        return self.orders * (self.price + self.postage_charged)

    @line("money")
    def refunds(self) -> Expr:
        """Sales given back."""
        return self.sales * self.refund_rate

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
