"""Take-home: profit, less the tax that is set aside and that platforms keep back."""

from __future__ import annotations

from revenue_planner.language import (
    ONE,
    ZERO,
    Assume,
    Beside,
    Children,
    Component,
    Condition,
    Expr,
    agrees,
    at_least,
    check,
    highest,
    line,
    lowest,
    rate,
    total,
)
from revenue_planner.streams.base import IncomeStream
from revenue_planner.streams.business.profit import Profit

SOCIAL = "https://fluxnote.io/guides/self-employment-tax-content-creators"


class TakeHome(Component):
    """What is left of profit after tax."""

    title = "Business"

    profit = Beside(Profit)
    parts = Children(IncomeStream)

    tax_rate = Assume(0.27, "share", "Tax rate", low=0.15, high=0.40, nature="fact", note="of each month's profit; 25 to 30 % is a usual rule. Not tax advice")
    social_rate = Assume(0.0, "share", "Social contributions", low=0.0, high=0.153, nature="fact", source=SOCIAL, note="on top of the tax; United States: 15.3 %")
    social_base_share = Assume(0.9235, "share", "Share of profit they are taken on", low=0.9235, high=1.0, nature="fact", source=SOCIAL)

    @rate("share", label="Tax and social contributions")
    def tax_share(self) -> Expr:
        """The share of profit that is set aside."""
        return self.tax_rate + self.social_rate * self.social_base_share

    @line("money")
    def tax_set_aside(self) -> Expr:
        """Tax on this month's profit; none on a loss."""
        return at_least(self.profit.profit, ZERO) * self.tax_share

    @line("money")
    def tax_withheld(self) -> Expr:
        """Tax that platforms keep back on what is earned."""
        return self.parts.sum(IncomeStream.tax_withheld)

    @line("money", label="Take-home")
    def take_home(self) -> Expr:
        """Profit after tax set aside and withheld: what is yours."""
        return self.profit.profit - self.tax_set_aside - self.tax_withheld

    @check("Earned − costs − tax = take-home")
    def take_home_adds_up(self) -> Condition:
        """Over the plan, earnings less costs and tax are the take-home."""
        tax = total(self.tax_set_aside) + total(self.tax_withheld)
        return agrees(total(self.profit.earned) - total(self.profit.costs) - tax, total(self.take_home))

    @check("Tax is never negative")
    def tax_is_positive(self) -> Condition:
        """A loss sets no negative tax aside."""
        return lowest(self.tax_set_aside) >= ZERO

    @check("Tax and contributions are at most 100 %")
    def tax_fits(self) -> Condition:
        """In no month is more than the whole profit set aside."""
        return highest(self.tax_share) <= ONE
