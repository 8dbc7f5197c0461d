"""A loan for equipment or a course: drawn once, repaid in level monthly payments."""

from __future__ import annotations

from revenue_planner.language import (
    MONTH_NUMBER,
    ONE_MONTH,
    PERIODS_PER_YEAR,
    ZERO,
    Assume,
    AssumeMonth,
    Component,
    Condition,
    Expr,
    agrees,
    at_least,
    balance,
    check,
    closing,
    figure,
    flag,
    line,
    lowest,
    month_number,
    payment,
    total,
    when,
)


class Loan(Component):
    """The first payment falls in the month after the loan is drawn."""

    title = "Business"

    loan_amount = Assume(0, "money", "Loan", low=0, high=10_000, nature="choice", note="for equipment or a course; 0 for none")
    loan_rate = Assume(0.09, "share/year", "Interest a year", low=0.04, high=0.20, nature="fact", note="the nominal yearly rate; a twelfth is charged each month")
    loan_months = Assume(24, "months", "Repaid over", low=12, high=48, minimum=1, maximum=600, whole=True, nature="fact")
    loan_start = AssumeMonth(1, "Drawn in", high=12, note="a month of the plan; the first payment is due a month later")

    @figure("months", label="Loan: month of the plan")
    def loan_number(self) -> Expr:
        """The month of the plan in which the loan is drawn."""
        return month_number(self.loan_start)

    @figure("share", label="Interest a month")
    def loan_monthly_rate(self) -> Expr:
        """A twelfth of the yearly rate."""
        return self.loan_rate / PERIODS_PER_YEAR

    @figure("money", label="Level payment")
    def loan_level_payment(self) -> Expr:
        """The same payment each month, interest and repayment together."""
        return payment(self.loan_monthly_rate, self.loan_months, self.loan_amount)

    @line("money", label="Loan drawn")
    def loan_drawn(self) -> Expr:
        """The loan, in the month it is drawn."""
        return when(agrees(MONTH_NUMBER, self.loan_number), self.loan_amount, ZERO)

    @flag(label="Loan is drawn")
    def loan_begins(self) -> Condition:
        """1 in the month in which the loan is drawn; never without a loan."""
        return self.loan_drawn > ZERO

    @balance("months", opening=lambda self: ZERO, label="Loan payments left")
    def loan_payments_left(self) -> Expr:
        """One fewer each month; all of them when the loan is drawn."""
        return at_least(self.loan_payments_left.previous - ONE_MONTH, ZERO) + self.loan_months * self.loan_begins

    @flag(label="Loan payment is due")
    def loan_outstanding(self) -> Condition:
        """1 after the month in which the loan is drawn, in as many months as it is repaid over."""
        return self.loan_payments_left.previous > ZERO

    @flag(label="Last loan payment")
    def loan_ends(self) -> Condition:
        """1 when a payment is due and none is left after it."""
        return self.loan_payments_left < self.loan_outstanding * ONE_MONTH

    @line("money", label="Loan interest")
    def loan_interest(self) -> Expr:
        """Interest on what was owed at the start of the month."""
        return self.loan.previous * self.loan_monthly_rate

    @line("money", label="Loan repaid")
    def loan_repaid(self) -> Expr:
        """The level payment less interest; with the last payment, all that is owed."""
        level = self.loan_level_payment * self.loan_outstanding - self.loan_interest
        return when(self.loan_ends > ZERO, self.loan.previous, level)

    @line("money", label="Loan payment")
    def loan_payment(self) -> Expr:
        """Interest, and what is repaid."""
        return self.loan_interest + self.loan_repaid

    @balance("money", opening=lambda self: ZERO, label="Loan owed")
    def loan(self) -> Expr:
        """Before, plus drawn, less repaid."""
        return self.loan.previous + self.loan_drawn - self.loan_repaid

    @check("Loan: drawn − repaid = owed at the end")
    def loan_rolls_forward(self) -> Condition:
        """The loan corkscrew closes over the whole plan."""
        return agrees(total(self.loan_drawn) - total(self.loan_repaid), closing(self.loan))

    @check("Loan is never overpaid")
    def loan_is_positive(self) -> Condition:
        """What is owed never falls below 0."""
        return (lowest(self.loan) >= ZERO).among(self.loan_amount)
