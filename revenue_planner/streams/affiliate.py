"""Affiliate programmes outside TikTok Shop: Amazon Associates, SHEIN, LTK, a code with a brand."""

from __future__ import annotations

from revenue_planner.language import (
    ONE,
    ZERO,
    Assume,
    Condition,
    Expr,
    Uses,
    alert,
    at_month,
    at_start,
    figure,
    known,
    line,
    rate,
    ratio,
    total,
    when,
)
from revenue_planner.streams.base import LAST_MONTH, LINK_CLICKS, ORDERS, PaidAboveMinimum, SharesClicks, TaxedAtSource
from revenue_planner.streams.measured import Measured

AMAZON_RATES = "https://cleanwavess.com/amazon-commission-rates-for-different-product-categories/"
AMAZON_PAYS = "https://affiliate-program.amazon.com/help/node/topic/202050210"
AMAZON_MINIMUM = "https://affiliate-program.amazon.com/help/node/topic/G63DR893K4DH55XZ"
AS_OF = "2026-11-27"
FUNNEL = "https://napolify.com/blogs/news/tiktok-bio-link-conversion (low certainty)"


class Affiliate(SharesClicks, PaidAboveMinimum, TaxedAtSource):
    """Clicks become orders at the partner's shop; you earn a commission on what is kept."""

    units = ORDERS
    name = "affiliate"
    group = "affiliate"
    group_label = "Affiliate commissions"
    colour = "#56B4E9"
    title = "Affiliate"
    many = True
    position = 4

    measured = Uses(Measured)

    link_share = Assume(0.3, "share", "Share of your link clicks", low=0.0, high=1.0, nature="choice", whole_with=LINK_CLICKS, note="all streams' shares together are at most 100 %")
    content_click_rate = Assume(0.00015, "click/view", "Clicks per view from content", low=0.00002, high=0.001, as_of=AS_OF, note="for links or codes placed in the videos themselves")
    conversion = Assume(0.03, "order/click", "Orders per click", low=0.008, high=0.09, by_month=True, as_of=AS_OF, source=FUNNEL)
    basket = Assume(42, "money/order", "Basket", low=20, high=90, by_month=True, as_of=AS_OF, note="what an order is worth")
    commission_rate = Assume(0.04, "share", "Commission rate", low=0.015, high=0.13, by_month=True, as_of=AS_OF, source=AMAZON_RATES, note="your rate after any network's own share")
    reversal_rate = Assume(0.08, "share", "Orders returned or reversed", low=0.03, high=0.22, as_of=AS_OF, note="no published figure found")
    payment_delay = Assume(2, "months", "Paid after", low=1, high=3, maximum=24, whole=True, nature="fact", source=AMAZON_PAYS, note="Amazon pays about 60 days after the month's end")
    payout_minimum = Assume(10, "money", "Smallest payout", low=10, high=100, nature="fact", source=AMAZON_MINIMUM, note="Amazon: 10 by bank, 100 by cheque")
    admin_hours = Assume(3, "hours", "Hours for links and reports", low=1, high=9, as_of=AS_OF, note="a month")

    clicks_last_month = Assume(None, "clicks", "Clicks last month", measured=True, low=0, high=50_000, nature="fact", as_of=AS_OF, source="the programme's report", note=LAST_MONTH)
    orders_last_month = Assume(None, "orders", "Orders last month", measured=True, low=0, high=2_000, nature="fact", as_of=AS_OF, source="the programme's report", note=LAST_MONTH)
    commission_last_month = Assume(None, "money", "Commission last month", measured=True, low=0, high=10_000, nature="fact", as_of=AS_OF, source="the programme's report", note="after what was sent back; left out: what the usual rates come to")

    @figure("clicks", label="Clicks last month by rates")
    def clicks_by_rates(self) -> Expr:
        """Clicks that the measured views bring at the shares and rates of month 1."""
        from_link = self.measured.link_clicks_per_view * at_start(self.link_share)
        return self.measured.views_a_month * (from_link + self.content_click_rate)

    @figure("clicks", label="Clicks of last month")
    def clicks_last(self) -> Expr:
        """As stated, else by rates."""
        return when(known(self.clicks_last_month), self.clicks_last_month, self.clicks_by_rates)

    @figure("factor", label="Clicks against those by rates")
    def clicks_scale(self) -> Expr:
        """How many more clicks there were last month than the rates say; 1 where none are stated."""
        return when(self.clicks_by_rates > ZERO, self.clicks_last / self.clicks_by_rates, ONE)

    @figure("orders", label="Orders of last month")
    def orders_last(self) -> Expr:
        """As stated, else the usual part of the clicks."""
        usual = self.clicks_last * at_start(self.conversion)
        return when(known(self.orders_last_month), self.orders_last_month, usual)

    @figure("order/click", label="Orders per click last month")
    def conversion_last(self) -> Expr:
        """Orders over clicks of last month."""
        return ratio(self.orders_last, self.clicks_last)

    @rate("order/click", label="Orders per click, in use")
    def conversion_now(self) -> Expr:
        """As last month where its orders are stated, else as typed or usual."""
        return when(known(self.orders_last_month), self.conversion_last, self.conversion)

    @rate("money/order", label="Commission per order by rates")
    def commission_by_rates(self) -> Expr:
        """Basket times rate, less what is sent back."""
        return self.basket * self.commission_rate * (ONE - self.reversal_rate)

    @figure("money", label="Commission of last month")
    def commission_all_last(self) -> Expr:
        """As stated, else what such orders usually bring."""
        usual = self.orders_last * at_month(self.commission_by_rates, 1)
        return when(known(self.commission_last_month), self.commission_last_month, usual)

    @figure("money/order", label="Commission per order last month")
    def commission_per_order_last(self) -> Expr:
        """Commission over orders of last month."""
        return ratio(self.commission_all_last, self.orders_last)

    @rate("money/order", label="Commission per order, in use")
    def commission_per_order(self) -> Expr:
        """As last month where its commission is stated, else by rates."""
        return when(known(self.commission_last_month), self.commission_per_order_last, self.commission_by_rates)

    @line("clicks")
    def clicks(self) -> Expr:
        """Clicks from your profile link and from content."""
        from_link = self.audience.link_clicks * self.link_share
        by_rates = from_link + self.audience.views * self.content_click_rate
        return by_rates * self.clicks_scale * self.activity

    @line("orders")
    def orders(self) -> Expr:
        """Clicks that become orders."""
        return self.clicks * self.conversion_now

    @line("money")
    def sales(self) -> Expr:
        """What your followers spend at the partner."""
        return self.orders * self.basket

    @line("money")
    def commission(self) -> Expr:
        """Commission on orders that are not returned or reversed."""
        return self.orders * self.commission_per_order

    @line("money")
    def earned(self) -> Expr:
        """Commission earned this month."""
        return self.commission

    @line("hours")
    def hours(self) -> Expr:
        """Your time for links and reports."""
        return self.admin_hours * self.activity

    @alert("Commission is at most sales")
    def commission_fits(self) -> Condition:
        """The partner does not pay more than it sells for."""
        return total(self.commission) <= total(self.sales)
