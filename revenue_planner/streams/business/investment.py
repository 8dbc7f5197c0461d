"""Money sense: what you put in before the plan against the net cash it brings.

Timing: the investment is paid at time 0, the day before month 1 (the opening column); each month's
net cash counts at the month's end. NPV discounts month 1 by one month at a twelfth of the yearly rate.
"""

from __future__ import annotations

from revenue_planner.language import (
    ONE,
    ONE_MONTH,
    PERIODS_PER_YEAR,
    PLAN_MONTHS,
    ZERO,
    Answer,
    Assume,
    Beside,
    Component,
    Condition,
    Expr,
    Line,
    agrees,
    balance,
    check,
    closing,
    figure,
    first_month,
    flag,
    highest,
    irr,
    larger_of,
    line,
    lowest,
    npv,
    opening_of,
    smaller_of,
    square_root,
    total,
    when,
)
from revenue_planner.streams.business.cash import Cash

# Programs look for a rate of return from a guess, and take whatever root they come to; there may be others below 0.
# Flows of which a rate exists are worth something at every rate from 0 up to it, and nothing beyond. So it is
# bracketed by two rates, and the bracket halved (by factors, as rates may be tiny or huge) six times.
#
# Why it lies between the two: let B(t) be what is still out at the end of month t, and P(t) what has been gained,
# both never below 0, the gain at the end going on for ever. The flows are worth nothing where the present values of
# B and P are the same. What was put in, a part of B's, is then no more than P's, which is at most highest P / rate.
# And the gain alone, from month n on, is worth no more than B, at most L in each of n months: so
# gain <= L ((1 + rate)^n - 1), and gain / (L + gain) <= 1 - (1 + rate)^-n <= n rate.


def _halved(number: int) -> Line:
    """The next step of the search, of half the length."""

    @figure("factor", label=f"Rate step {number}")
    def step(self: Investment) -> Expr:
        """A factor; two such steps are one of the search before."""
        return square_root(getattr(self, f"rate_step_{number - 1}"))

    return step


def _stepped(number: int, before: str) -> Line:
    """The rate so far, or a step further where the plan's is at least that."""

    @figure("share", label=f"Rate at least, step {number}")
    def found(self: Investment) -> Expr:
        """A step further if the plan is worth something at that rate, month 1 discounted by one month: its own rate is at least this."""
        least = getattr(self, before)
        further = least * getattr(self, f"rate_step_{number}")
        worth = opening_of(self.investment_flow) + npv(further, self.investment_flow)
        return when((worth > ZERO).among(self.initial_investment), further, least)

    return found


class Investment(Component):
    """NPV, IRR and payback of the whole business."""

    title = "Business"

    cash = Beside(Cash)

    initial_investment = Assume(1_500, "money", "Put in before the plan", low=0, high=10_000, nature="fact", note="equipment, courses, first stock; paid before month 1, so cash at the start is what was left")
    discount_rate = Assume(0.10, "share/year", "Return you could get elsewhere", low=0.04, high=0.20, nature="fact", note="a year; a twelfth counts each month")

    @figure("share", label="Discount rate a month")
    def discount_per_month(self) -> Expr:
        """A twelfth of the yearly rate."""
        return self.discount_rate / PERIODS_PER_YEAR

    @line("money", label="Net cash after investment", opening=lambda self: ZERO - self.initial_investment)
    def investment_flow(self) -> Expr:
        """Net cash of the business; before month 1, what you put in."""
        return self.cash.net_cash

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
        return (self.cumulative_cash < ZERO).among(self.initial_investment, total(self.cash.received), total(self.cash.paid))

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
        gained = closing(self.cumulative_cash) > ZERO
        return gained.among(self.initial_investment, total(self.cash.received), total(self.cash.paid))

    @figure("flag", label="Stays paid back")
    def stays_paid_back(self) -> Condition:
        """1 when net cash so far never falls below 0 again."""
        return total(self.relapses) <= ZERO

    @figure("flag", label="A rate of return exists")
    def irr_exists(self) -> Expr:
        """1 when net cash so far starts below 0, crosses it exactly once and ends above it."""
        return self.has_investment * self.stays_paid_back * self.ends_with_gain

    @figure("money", label="Most money out at once")
    def most_out(self) -> Expr:
        """The deepest that net cash so far is below 0."""
        return larger_of(self.initial_investment, ZERO - lowest(self.cumulative_cash))

    @figure("share", label="Rate at least")
    def least_rate(self) -> Expr:
        """The gain a month against the most money out and the gain together: never more than the plan's rate."""
        gain = closing(self.cumulative_cash)
        each_month = gain / (PLAN_MONTHS / ONE_MONTH)
        return when(self.irr_exists > ZERO, each_month / (self.most_out + gain), ZERO)

    @figure("share", label="Rate at most")
    def greatest_rate(self) -> Expr:
        """Net cash so far at its highest against what you put in, as if it came every month for ever: never less than the plan's rate."""
        return when(self.irr_exists > ZERO, highest(self.cumulative_cash) / self.initial_investment, ZERO)

    @figure("factor", label="Rate step 1")
    def rate_step_1(self) -> Expr:
        """A factor; two such steps lead from the least to the greatest rate."""
        return when(self.irr_exists > ZERO, square_root(self.greatest_rate / self.least_rate), ONE)

    rate_from_1 = _stepped(1, "least_rate")
    rate_step_2, rate_from_2 = _halved(2), _stepped(2, "rate_from_1")
    rate_step_3, rate_from_3 = _halved(3), _stepped(3, "rate_from_2")
    rate_step_4, rate_from_4 = _halved(4), _stepped(4, "rate_from_3")
    rate_step_5, rate_from_5 = _halved(5), _stepped(5, "rate_from_4")
    rate_step_6, rate_from_6 = _halved(6), _stepped(6, "rate_from_5")

    @figure("money", label="Net present value", answer=Answer("Cash", 23))
    def npv(self) -> Expr:
        """What the plan is worth today; month 1 is discounted by one month."""
        return opening_of(self.investment_flow) + npv(self.discount_per_month, self.investment_flow)

    @figure("share", label="Internal rate of return a month", answer=Answer("Cash", 24))
    def irr_monthly(self) -> Expr:
        """The rate a month at which the plan is worth exactly what you put in; none where there is no single one."""
        return irr(self.investment_flow, self.irr_exists, self.rate_from_6)

    @figure("date", label="Paid back in", answer=Answer("Cash", 25))
    def payback_month(self) -> Expr:
        """The first month in which what you put in has come back."""
        return first_month(self.paid_back)

    @check("NPV = sum of discounted net cash")
    def npv_adds_up(self) -> Condition:
        """The discount factors, month by month, come to the same present value."""
        return agrees(opening_of(self.investment_flow) + total(self.discounted_cash), self.npv)
