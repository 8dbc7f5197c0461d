"""Money sense: what you put in before the plan against the net cash it brings.

Timing: the investment is paid at time 0, the day before month 1 (the opening column); each month's
net cash counts at the month's end. NPV discounts month 1 by one month at a twelfth of the yearly rate.
"""

from __future__ import annotations

from revenue_planner.equations import (
    ONE,
    PERIODS_PER_YEAR,
    ZERO,
    Assume,
    Condition,
    Expr,
    agrees,
    balance,
    check,
    closing,
    figure,
    first_month,
    flag,
    irr,
    line,
    npv,
    opening_of,
    smaller_of,
    total,
)
from revenue_planner.streams.cash import Cash


class Investment(Cash):
    """NPV, IRR and payback of the whole business."""

    initial_investment = Assume(1_500, "money", "Put in before the plan", low=0, high=10_000, note="equipment, courses, first stock; paid before month 1, so cash at the start is what was left")
    discount_rate = Assume(0.10, "share/year", "Return you could get elsewhere", low=0.04, high=0.20, note="a year; a twelfth counts each month")

    @figure("share", label="Discount rate a month")
    def discount_per_month(self) -> Expr:
        """A twelfth of the yearly rate."""
        return self.discount_rate / PERIODS_PER_YEAR

    @line("money", label="Net cash after investment", opening=lambda self: ZERO - self.initial_investment)
    def investment_flow(self) -> Expr:
        """Net cash of the business; before month 1, what you put in."""
        return self.net_cash

    @balance("money", opening=lambda self: ZERO - self.initial_investment, label="Net cash so far")
    def cumulative_cash(self) -> Expr:
        """What you put in, plus net cash since."""
        return self.cumulative_cash.previous + self.investment_flow

    @balance("factor", opening=lambda self: ONE, label="Discount factor")
    def discount_factor(self) -> Expr:
        """What one unit of money at the month's end is worth before the plan."""
        return self.discount_factor.previous / (ONE + self.discount_per_month)

    @line("money", label="Net cash in today's value")
    def discounted_cash(self) -> Expr:
        """Net cash times the discount factor."""
        return self.investment_flow * self.discount_factor

    @flag(label="Not yet paid back")
    def not_paid_back(self) -> Condition:
        """1 while net cash so far is below 0."""
        return self.cumulative_cash < ZERO

    @flag(label="Paid back")
    def paid_back(self) -> Expr:
        """1 in the months in which what you put in has come back."""
        return (ONE - self.not_paid_back) * self.has_investment

    @figure("flag", label="Something was put in")
    def has_investment(self) -> Condition:
        """1 when there is an investment to pay back."""
        return self.initial_investment > ZERO

    @balance("flag", opening=lambda self: ZERO, label="Paid back so far")
    def recovered(self) -> Expr:
        """1 once net cash so far has reached 0, and from then on."""
        return self.recovered.previous + (ONE - self.recovered.previous) * self.paid_back

    @line("flag", label="Falls back below")
    def relapses(self) -> Expr:
        """1 in the months below 0 after having been paid back."""
        return smaller_of(self.recovered, self.not_paid_back)

    @figure("flag", label="Ends with a gain")
    def ends_with_gain(self) -> Condition:
        """1 when net cash so far is above 0 at the end of the plan."""
        return closing(self.cumulative_cash) > ZERO

    @figure("flag", label="Stays paid back")
    def stays_paid_back(self) -> Condition:
        """1 when net cash so far never falls below 0 again."""
        return total(self.relapses) <= ZERO

    @figure("flag", label="A rate of return exists")
    def irr_exists(self) -> Expr:
        """1 when net cash so far starts below 0, crosses it exactly once and ends above it."""
        return self.has_investment * self.stays_paid_back * self.ends_with_gain

    @figure("money", label="Net present value", answer=True)
    def npv(self) -> Expr:
        """What the plan is worth today; month 1 is discounted by one month."""
        return opening_of(self.investment_flow) + npv(self.discount_per_month, self.investment_flow)

    @figure("share", label="Internal rate of return a month", answer=True)
    def irr_monthly(self) -> Expr:
        """The rate a month at which the plan is worth exactly what you put in; none where there is no single one."""
        return irr(self.investment_flow, self.irr_exists)

    @figure("date", label="Paid back in", answer=True)
    def payback_month(self) -> Expr:
        """The first month in which what you put in has come back."""
        return first_month(self.paid_back)

    @check("NPV = sum of discounted net cash")
    def npv_adds_up(self) -> Condition:
        """The discount factors, month by month, come to the same present value."""
        return agrees(opening_of(self.investment_flow) + total(self.discounted_cash), self.npv)
