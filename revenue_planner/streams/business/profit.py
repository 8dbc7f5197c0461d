"""Profit and take-home: everything earned, less costs and tax."""

from __future__ import annotations

from types import MappingProxyType

from revenue_planner.language import (
    MONTH_NUMBER,
    ONE,
    ZERO,
    Assume,
    AssumeMonth,
    Children,
    Component,
    Condition,
    Expr,
    Uses,
    agrees,
    at_least,
    check,
    figure,
    line,
    lowest,
    month_number,
    total,
    when,
)
from revenue_planner.streams.audience import Audience
from revenue_planner.streams.base import IncomeStream
from revenue_planner.streams.business.loan import Loan
from revenue_planner.streams.totals import StreamTotal

SOCIAL = "https://fluxnote.io/guides/self-employment-tax-content-creators"


class OneOffCost(Component):
    """A cost that is paid once: a camera, a trip, a lawyer."""

    title = "One-off cost"
    absent = MappingProxyType({"amount": 0.0})

    month = AssumeMonth(1, "Month", high=12)
    amount = Assume(500, "money", "Amount", low=50, high=5_000, nature="choice")

    @figure("months", label="Month of the plan")
    def number(self) -> Expr:
        """The month of the plan it is paid in, counted from 1."""
        return month_number(self.month)

    @line("money")
    def cost(self) -> Expr:
        """The amount, in its month."""
        return when(agrees(MONTH_NUMBER, self.number), self.amount, ZERO)


class Profit(Loan):
    """What is left of earnings after costs and tax."""

    audience = Uses(Audience)
    streams = Children(StreamTotal)
    parts = Children(IncomeStream)
    one_off = Children(OneOffCost, label="One-off costs")

    fixed_costs = Assume(250, "money", "Fixed costs a month", low=0, high=2_000, by_month=True, nature="choice", note="software, phone, editor's retainer, accountant")
    cost_per_video = Assume(5, "money/video", "Cost per video", low=0, high=150, nature="choice", note="props, music, editing paid by the piece")
    advertising = Assume(0, "money", "Advertising a month", low=0, high=1_000, by_month=True, nature="choice")
    tax_rate = Assume(0.27, "share", "Tax rate", low=0.15, high=0.40, nature="fact", note="of each month's profit; 25 to 30 % is a usual rule. Not tax advice")
    social_rate = Assume(0.0, "share", "Social contributions", low=0.0, high=0.153, nature="fact", source=SOCIAL, note="on top of the tax; United States: 15.3 %")
    social_base_share = Assume(0.9235, "share", "Share of profit they are taken on", low=0.9235, high=1.0, nature="fact", source=SOCIAL)

    @line("money")
    def earned(self) -> Expr:
        """All streams, after what platforms, agencies and buyers take."""
        return self.streams.sum(StreamTotal.earned)

    @line("money")
    def direct_costs(self) -> Expr:
        """Goods, postage, fulfilment and production of all streams."""
        return self.streams.sum(StreamTotal.costs)

    @line("money")
    def video_costs(self) -> Expr:
        """Videos times the cost of each."""
        return self.audience.videos * self.cost_per_video

    @line("money", label="One-off costs")
    def one_off_costs(self) -> Expr:
        """Costs that are paid once, in their month."""
        return self.one_off.sum(OneOffCost.cost)

    @line("money")
    def running_costs(self) -> Expr:
        """Fixed, per video, advertising and one-off."""
        return self.fixed_costs + self.video_costs + self.advertising + self.one_off_costs

    @line("money")
    def costs(self) -> Expr:
        """Direct and running costs, and interest."""
        return self.direct_costs + self.running_costs + self.loan_interest

    @line("money")
    def profit(self) -> Expr:
        """Earned less costs."""
        return self.earned - self.costs

    @figure("share", label="Tax and social contributions")
    def tax_share(self) -> Expr:
        """The share of profit that is set aside."""
        return self.tax_rate + self.social_rate * self.social_base_share

    @line("money")
    def tax_set_aside(self) -> Expr:
        """Tax on this month's profit; none on a loss."""
        return at_least(self.profit, ZERO) * self.tax_share

    @line("money")
    def tax_withheld(self) -> Expr:
        """Tax that platforms keep back on what is earned."""
        return self.parts.sum(IncomeStream.tax_withheld)

    @line("money", label="Take-home")
    def take_home(self) -> Expr:
        """Profit after tax set aside and withheld: what is yours."""
        return self.profit - self.tax_set_aside - self.tax_withheld

    @check("Earned − costs − tax = take-home")
    def take_home_adds_up(self) -> Condition:
        """Over the plan, earnings less costs and tax are the take-home."""
        tax = total(self.tax_set_aside) + total(self.tax_withheld)
        return agrees(total(self.earned) - total(self.costs) - tax, total(self.take_home))

    @check("Tax is never negative")
    def tax_is_positive(self) -> Condition:
        """A loss sets no negative tax aside."""
        return lowest(self.tax_set_aside) >= ZERO

    @check("Tax and contributions are at most 100 %")
    def tax_fits(self) -> Condition:
        """No more than the whole profit is set aside."""
        return self.tax_share <= ONE

    @check("Link clicks are shared out once")
    def link_shares_fit(self) -> Condition:
        """The shares of link clicks of all streams sum to at most 100 %."""
        return self.link_shares <= ONE

    @figure("share", label="Link clicks shared out")
    def link_shares(self) -> Expr:
        """The shares of link clicks of all streams together."""
        return self.parts.sum(IncomeStream.link_share_taken)
