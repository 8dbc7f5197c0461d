"""Consulting and services: calls, audits, coaching, packages; limited by the hours you have."""

from __future__ import annotations

from revenue_planner.ground.units import UnitWords
from revenue_planner.language import (
    NEW_YEAR,
    ONE,
    ZERO,
    Assume,
    Choice,
    Condition,
    Expr,
    agrees,
    at_least,
    at_most,
    balance,
    check,
    highest,
    line,
    rate,
    ratio,
    total,
    when,
)
from revenue_planner.streams.base import LINK_CLICKS, PaidLater, SharesClicks

UPWORK = "https://support.upwork.com/hc/en-us/articles/211062538-Freelancer-Service-Fees"


class Consulting(SharesClicks, PaidLater):
    """Enquiries become clients, clients take hours, and hours are limited."""

    units = (
        UnitWords("enquiries", "enquiry"),
        UnitWords("clients", "client"),
        UnitWords("client/enquiry", per_cent=True),
        UnitWords("enquiry/view", per_cent=True),
        UnitWords("enquiry/click", per_cent=True),
    )
    name = "consulting"
    group = "consulting"
    group_label = "Consulting"
    colour = "#F0E442"
    title = "Offer"
    many = True
    position = 6

    link_share = Assume(0.1, "share", "Share of your link clicks", low=0.0, high=1.0, nature="choice", whole_with=LINK_CLICKS, note="all streams' shares together are at most 100 %")
    click_enquiry_rate = Assume(0.05, "enquiry/click", "Enquiries per click", low=0.01, high=0.20, note="of the people who open the offer's page")
    enquiry_rate = Assume(0.000002, "enquiry/view", "Enquiries per view", low=0.0, high=0.00002, note="messages that come straight from videos; 0.000002 = 2 per million views")
    close_rate = Assume(0.25, "client/enquiry", "Enquiries that become clients", low=0.10, high=0.50)
    hours_per_client = Assume(2, "hours/client", "Hours per client", low=1, high=20, minimum=0.01)
    hours_available = Assume(20, "hours", "Hours you can sell a month", low=5, high=80, by_month=True, nature="choice", note="60 % of working hours is a usual share")
    basis = Choice("hour", ("hour", "package"), "Priced by", note="hour: price per hour; package: one price per client")
    price_per_hour = Assume(90, "money/hour", "Price per hour", low=40, high=300, nature="choice")
    price_per_package = Assume(250, "money/client", "Price per package", low=80, high=2_000, nature="choice")
    price_rise = Assume(0.05, "share", "Price rise each year", low=0.0, high=0.15, nature="choice", note="from the 13th, 25th… month of the plan")
    platform_fee = Assume(0.03, "share", "Platform and payment fee", low=0.0, high=0.15, nature="fact", source=UPWORK, note="Upwork took 10 % in 2023; card payments about 3 %")
    payment_delay = Assume(1, "months", "Paid after", low=0, high=2, maximum=24, whole=True)
    admin_hours_per_client = Assume(0.5, "hours/client", "Unpaid hours per client", low=0, high=4, note="calls, notes, invoices")

    @line("enquiries")
    def enquiries(self) -> Expr:
        """Enquiries from your link and straight from videos."""
        from_link = self.audience.link_clicks * self.link_share * self.click_enquiry_rate
        return from_link + self.audience.views * self.enquiry_rate

    @line("clients", label="Clients who want to buy")
    def clients_wanted(self) -> Expr:
        """Enquiries that would become clients."""
        return self.enquiries * self.close_rate

    @line("hours", label="Hours asked for")
    def hours_wanted(self) -> Expr:
        """Hours these clients would take."""
        return self.clients_wanted * self.hours_per_client

    @line("hours", label="Hours on offer")
    def capacity(self) -> Expr:
        """Hours you can sell this month."""
        return self.hours_available * self.switch

    @line("hours")
    def hours_sold(self) -> Expr:
        """Hours you deliver: what is asked for, with the month's factor, up to what you have."""
        busy = at_most(self.hours_wanted, self.hours_available) * self.activity
        return at_most(busy, self.hours_available)

    @line("clients", label="Clients served")
    def clients(self) -> Expr:
        """Clients whose hours you deliver."""
        return self.hours_sold / self.hours_per_client

    @line("clients", label="Clients turned away")
    def clients_turned_away(self) -> Expr:
        """Demand beyond your hours."""
        return at_least(self.hours_wanted - self.hours_available, ZERO) / self.hours_per_client * self.switch

    @balance("factor", opening=lambda self: ONE, label="Price index")
    def price_index(self) -> Expr:
        """Rises once a year."""
        return self.price_index.previous * (ONE + self.price_rise * NEW_YEAR)

    @line("money", label="Fees before costs")
    def sales(self) -> Expr:
        """Hours or packages sold, at this year's price."""
        by_hour = self.hours_sold * self.price_per_hour
        return when(self.basis.is_("hour"), by_hour, self.clients * self.price_per_package) * self.price_index

    @line("money", label="Platform fees")
    def fees(self) -> Expr:
        """What the platform or the card company takes."""
        return self.sales * self.platform_fee

    @line("money")
    def earned(self) -> Expr:
        """Fees after the platform's share."""
        return self.sales - self.fees

    @line("hours")
    def hours(self) -> Expr:
        """Your time: hours sold and unpaid hours per client."""
        return self.hours_sold + self.clients * self.admin_hours_per_client

    @rate("money/hour", label="Income per hour of work")
    def income_per_hour(self) -> Expr:
        """What an hour of this work earns, unpaid hours included."""
        return ratio(self.earned, self.hours)

    @check("Hours sold stay within your hours")
    def within_capacity(self) -> Condition:
        """No month sells more hours than the best month has."""
        return highest(self.hours_sold) <= highest(self.capacity)

    @check("Offer: sales = earned + fees")
    def sales_split(self) -> Condition:
        """Sales are earnings plus platform fees."""
        return agrees(total(self.sales), total(self.earned) + total(self.fees))
