"""Money sense: what you put in before the plan against the net cash it brings.

Timing: the investment is paid at time 0, the day before month 1 (the opening column); each month's
net cash counts at the month's end. NPV discounts month 1 by one month at a twelfth of the yearly rate.
"""

from __future__ import annotations

from revenue_planner.equations import (
    MONTH_NUMBER,
    ONE,
    ONE_MONTH,
    PERIODS_PER_YEAR,
    ZERO,
    Assume,
    Condition,
    Expr,
    agrees,
    at_least,
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
    npv,
    nth_root,
    opening_of,
    rate,
    ratio,
    smaller_of,
    total,
    when,
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

    @line("money", label="Net cash of good months")
    def cash_gained(self) -> Expr:
        """Net cash of the months in which it is above 0."""
        return at_least(self.investment_flow, ZERO)

    @line("money", label="Good months, weighted by their number")
    def cash_gained_late(self) -> Expr:
        """Net cash of good months times the month of the plan."""
        return self.cash_gained * (MONTH_NUMBER / ONE_MONTH)

    @figure("money", label="Put in, with bad months")
    def cash_put_in(self) -> Expr:
        """What you put in before the plan, and what bad months cost."""
        return self.initial_investment + total(self.cash_gained) - total(self.investment_flow)

    @rate("factor", label="Gain against what was put in")
    def gain_multiple(self) -> Expr:
        """A good month's net cash over all that is put in."""
        return ratio(self.cash_gained, self.cash_put_in)

    @rate("share", label="Rate if only this month counted")
    def single_month_rate(self) -> Expr:
        """The rate a month that this month's gain alone would make: never more than the plan's."""
        alone = nth_root(self.gain_multiple, MONTH_NUMBER / ONE_MONTH) - ONE
        return when(self.gain_multiple > ZERO, alone, ZERO)

    @figure("factor", label="Average wait for gains")
    def average_wait(self) -> Expr:
        """Months until the average unit of gain arrives."""
        return at_least(ratio(total(self.cash_gained_late), total(self.cash_gained)), ONE)

    @figure("share", label="Rate if all gains came at once")
    def average_rate(self) -> Expr:
        """The rate a month if all gains came after the average wait: never more than the plan's."""
        multiple = total(self.cash_gained) / self.cash_put_in
        return when(self.irr_exists > ZERO, nth_root(multiple, self.average_wait) - ONE, ZERO)

    @figure("share", label="Where to look for the rate")
    def irr_guess(self) -> Expr:
        """The larger of two rates that the plan's is at least: spreadsheets search from here."""
        return larger_of(self.average_rate, highest(self.single_month_rate))

    @figure("money", label="Net present value", answer=True)
    def npv(self) -> Expr:
        """What the plan is worth today; month 1 is discounted by one month."""
        return opening_of(self.investment_flow) + npv(self.discount_per_month, self.investment_flow)

    @figure("share", label="Internal rate of return a month", answer=True)
    def irr_monthly(self) -> Expr:
        """The rate a month at which the plan is worth exactly what you put in; none where there is no single one."""
        return irr(self.investment_flow, self.irr_exists, self.irr_guess)

    @figure("date", label="Paid back in", answer=True)
    def payback_month(self) -> Expr:
        """The first month in which what you put in has come back."""
        return first_month(self.paid_back)

    @check("NPV = sum of discounted net cash")
    def npv_adds_up(self) -> Condition:
        """The discount factors, month by month, come to the same present value."""
        return agrees(opening_of(self.investment_flow) + total(self.discounted_cash), self.npv)
