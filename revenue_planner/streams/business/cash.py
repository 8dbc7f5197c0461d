"""Cash: when money arrives and leaves, and what is earned but still to come."""

from __future__ import annotations

from revenue_planner.language import (
    MONTH_NUMBER,
    ONE_MONTH,
    ZERO,
    Answer,
    Assume,
    Beside,
    Children,
    Component,
    Condition,
    Expr,
    agrees,
    alert,
    balance,
    check,
    closing,
    figure,
    first_month,
    flag,
    larger_of,
    line,
    lowest,
    opening_of,
    total,
    when,
)
from revenue_planner.streams.base import IncomeStream
from revenue_planner.streams.business.loan import Loan
from revenue_planner.streams.business.profit import Profit
from revenue_planner.streams.business.take_home import TakeHome
from revenue_planner.streams.totals import StreamTotal


class Cash(Component):
    """Tax is set aside, and so leaves this account, in the month of the profit."""

    title = "Business"

    loan = Beside(Loan)
    profit = Beside(Profit)
    tax = Beside(TakeHome)
    streams = Children(StreamTotal)
    parts = Children(IncomeStream)

    opening_cash = Assume(3_000, "money", "Cash at the start", low=0, high=30_000, minimum=-1e9, nature="fact")
    opening_receivables = Assume(0, "money", "Owed to you at the start", low=0, high=5_000, nature="fact", note="earned before the plan, not yet paid; without the unpaid balances above")
    receivables_months = Assume(2, "months", "Paid to you over", low=1, high=3, minimum=1, maximum=60, whole=True, note="in equal parts from the first month")
    drawings = Assume(0, "money", "Paid to yourself a month", low=0, high=5_000, by_month=True, nature="choice", note="for living; leaves the business's cash")
    cash_floor = Assume(1_000, "money", "Cash you never want to go below", low=0, high=5_000, nature="choice")

    @line("money", label="Received from streams")
    def received(self) -> Expr:
        """Payouts of all streams."""
        return self.streams.sum(StreamTotal.received)

    @line("money", label="Collected from before")
    def collected(self) -> Expr:
        """What was owed to you at the start, in equal parts."""
        part = self.opening_receivables / self.receivables_months * ONE_MONTH
        return when(self.receivables_months >= MONTH_NUMBER, part, ZERO)

    @line("money", label="Direct costs paid")
    def direct_costs_paid(self) -> Expr:
        """Cash for stock, postage, fulfilment and production."""
        return self.parts.sum(IncomeStream.direct_costs_paid)

    @line("money", label="Tax withheld from payouts")
    def tax_withheld_paid(self) -> Expr:
        """Tax kept back from this month's payouts."""
        return self.parts.sum(IncomeStream.tax_withheld_paid)

    @line("money", label="Costs and tax paid")
    def paid(self) -> Expr:
        """Cash for costs and tax."""
        costs = self.direct_costs_paid + self.profit.running_costs
        return costs + self.tax.tax_set_aside + self.tax_withheld_paid

    @line("money", label="Net cash of the business")
    def net_cash(self) -> Expr:
        """Payouts less costs and tax; before the loan and what you pay yourself."""
        return self.received - self.paid

    @line("money", label="Cash in")
    def cash_in(self) -> Expr:
        """Payouts, what was owed at the start, and the loan."""
        return self.received + self.collected + self.loan.loan_drawn

    @line("money", label="Cash out")
    def cash_out(self) -> Expr:
        """Costs, tax, loan payments and what you pay yourself."""
        return self.paid + self.loan.loan_payment + self.drawings

    @balance("money", opening=lambda self: self.opening_cash)
    def cash(self) -> Expr:
        """Cash at the end of the month: before, plus in, less out."""
        return self.cash.previous + self.cash_in - self.cash_out

    @figure("money", label="Owed to you at the start, in all")
    def owed_at_start(self) -> Expr:
        """What was owed from before, and the streams' unpaid balances."""
        return self.opening_receivables + self.parts.sum(IncomeStream.owed_at_start)

    @balance("money", opening=lambda self: self.owed_at_start, label="Earned and not yet received")
    def receivables(self) -> Expr:
        """Before, plus earned, less received."""
        return self.receivables.previous + self.profit.earned - self.received - self.collected

    @figure("money", label="Cash moved in all")
    def cash_moved(self) -> Expr:
        """Cash at the start, counted as if it were not owed, and all that came in or went out: what a difference of cash is measured against."""
        start = larger_of(self.opening_cash, ZERO - self.opening_cash)
        return start + total(self.cash_in) + total(self.cash_out)

    @flag(label="Cash at its lowest")
    def cash_at_lowest(self) -> Condition:
        """1 in the month in which cash is lowest."""
        return (self.cash <= lowest(self.cash)).among(self.cash_moved)

    @figure("money", label="Lowest cash", answer=Answer("Cash", 16, tile=5, headline=4))
    def lowest_cash(self) -> Expr:
        """The lowest month-end cash of the plan."""
        return lowest(self.cash)

    @figure("date", label="Lowest cash in", answer=Answer("Cash", 17))
    def lowest_cash_month(self) -> Expr:
        """The month in which cash is lowest."""
        return first_month(self.cash_at_lowest)

    @figure("money", label="Cash at the end", answer=Answer("Cash", 18, tile=8))
    def cash_end(self) -> Expr:
        """Cash at the end of the plan."""
        return closing(self.cash)

    @check("Cash: opening + in − out = closing")
    def cash_rolls_forward(self) -> Condition:
        """The cash corkscrew closes over the whole plan."""
        moved = opening_of(self.cash) + total(self.cash_in) - total(self.cash_out)
        return agrees(moved, closing(self.cash))

    @check("Owed to you: opening + earned − received = closing")
    def receivables_roll_forward(self) -> Condition:
        """The receivables corkscrew closes over the whole plan."""
        came = total(self.received) + total(self.collected)
        moved = opening_of(self.receivables) + total(self.profit.earned) - came
        return agrees(moved, closing(self.receivables))

    @check("Net cash, loan and drawings explain the change in cash")
    def cash_is_explained(self) -> Condition:
        """The change in cash is net cash, collected receivables and the loan, less what you pay yourself."""
        loan = total(self.loan.loan_drawn) - total(self.loan.loan_payment)
        change = total(self.net_cash) + total(self.collected) + loan - total(self.drawings_paid)
        explained = agrees(opening_of(self.cash) + change, closing(self.cash))
        return explained.among(self.cash_moved)

    @line("money", label="Paid to yourself")
    def drawings_paid(self) -> Expr:
        """What you take out for living."""
        return self.drawings

    @alert("Cash stays above your floor")
    def cash_is_enough(self) -> Condition:
        """Cash never falls below the floor you set."""
        enough = lowest(self.cash) >= self.cash_floor
        return enough.among(self.cash_moved)
