"""Profit: everything earned, less what it costs."""

from __future__ import annotations

from types import MappingProxyType

from revenue_planner.language import (
    MONTH_NUMBER,
    ZERO,
    Assume,
    AssumeMonth,
    Beside,
    Children,
    Component,
    Expr,
    Uses,
    agrees,
    figure,
    line,
    month_number,
    when,
)
from revenue_planner.streams.audience import Audience
from revenue_planner.streams.business.loan import Loan
from revenue_planner.streams.totals import StreamTotal


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


class Profit(Component):
    """What is earned, what it costs, and what is left."""

    title = "Business"

    audience = Uses(Audience)
    streams = Children(StreamTotal)
    loan = Beside(Loan)
    one_off = Children(OneOffCost, label="One-off costs")

    fixed_costs = Assume(250, "money", "Fixed costs a month", low=0, high=2_000, by_month=True, nature="choice", note="software, phone, editor's retainer, accountant")
    cost_per_video = Assume(5, "money/video", "Cost per video", low=0, high=150, nature="choice", note="props, music, editing paid by the piece")
    advertising = Assume(0, "money", "Advertising a month", low=0, high=1_000, by_month=True, nature="choice")

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
        return self.direct_costs + self.running_costs + self.loan.loan_interest

    @line("money")
    def profit(self) -> Expr:
        """Earned less costs."""
        return self.earned - self.costs
