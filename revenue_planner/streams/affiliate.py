"""Affiliate programmes outside TikTok Shop: Amazon Associates, SHEIN, LTK, a code with a brand."""

from __future__ import annotations

from revenue_planner.language import (
    ONE,
    ZERO,
    Assume,
    Condition,
    Expr,
    at_most,
    check,
    highest,
    line,
    lowest,
    rate,
    total,
)
from revenue_planner.streams.base import LINK_CLICKS, ORDERS, PaidAboveMinimum, SharesClicks, TaxedAtSource

AMAZON_RATES = "https://cleanwavess.com/amazon-commission-rates-for-different-product-categories/"
AMAZON_PAYS = "https://affiliate-program.amazon.com/help/node/topic/202050210"
AMAZON_MINIMUM = "https://affiliate-program.amazon.com/help/node/topic/G63DR893K4DH55XZ"
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

    link_share = Assume(0.3, "share", "Share of your link clicks", low=0.0, high=1.0, nature="choice", whole_with=LINK_CLICKS, note="all streams' shares together are at most 100 %")
    content_click_rate = Assume(0.0002, "click/view", "Clicks per view from content", low=0.0, high=0.002, note="for links or codes placed in the videos themselves")
    conversion = Assume(0.02, "order/click", "Orders per click", low=0.005, high=0.03, source=FUNNEL)
    basket = Assume(45, "money/order", "Basket", low=20, high=90, note="what an order is worth")
    commission_rate = Assume(0.03, "share", "Commission rate", low=0.01, high=0.20, source=AMAZON_RATES, note="your rate after any network's own share")
    reversal_rate = Assume(0.08, "share", "Orders returned or reversed", low=0.0, high=0.25, note="no published figure found")
    payment_delay = Assume(2, "months", "Paid after", low=1, high=3, maximum=24, whole=True, nature="fact", source=AMAZON_PAYS, note="Amazon pays about 60 days after the month's end")
    payout_minimum = Assume(10, "money", "Smallest payout", low=10, high=100, nature="fact", source=AMAZON_MINIMUM, note="Amazon: 10 by bank, 100 by cheque")
    admin_hours = Assume(3, "hours", "Hours for links and reports", low=0.5, high=12, note="a month")

    @line("clicks")
    def clicks(self) -> Expr:
        """Clicks from your profile link and from content."""
        from_link = self.audience.link_clicks * self.link_share
        return (from_link + self.audience.views * self.content_click_rate) * self.activity

    @line("orders")
    def orders(self) -> Expr:
        """Clicks that become orders."""
        return self.clicks * self.conversion

    @line("money")
    def sales(self) -> Expr:
        """What your followers spend at the partner."""
        return self.orders * self.basket

    @line("money")
    def commission(self) -> Expr:
        """Commission on sales that are not returned or reversed."""
        return self.sales * self.commission_rate * (ONE - self.reversal_rate)

    @line("money")
    def earned(self) -> Expr:
        """Commission earned this month."""
        return self.commission

    @line("hours")
    def hours(self) -> Expr:
        """Your time for links and reports."""
        return self.admin_hours * self.activity

    @check("Commission is at most sales")
    def commission_fits(self) -> Condition:
        """The partner does not pay more than it sells for."""
        return total(self.commission) <= total(self.sales)

    @rate("money/order", label="Basket this month")
    def basket_now(self) -> Expr:
        """What an order is worth in the month."""
        return self.basket

    @check("Sales = orders × basket")
    def sales_add_up(self) -> Condition:
        """Sales over the plan are its orders times the basket; where that changes, between the smallest and the largest."""
        least = total(self.orders) * lowest(self.basket_now)
        most = total(self.orders) * highest(self.basket_now)
        return (at_most(total(self.sales) - least, most - total(self.sales)) >= ZERO).among(total(self.sales))
