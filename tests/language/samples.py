"""One of every node, with labels as a stream would give them."""

from __future__ import annotations

from revenue_planner.language import (
    MONTH_NUMBER,
    ONE,
    ONE_MONTH,
    VIEWS_PER_THOUSAND,
    WEEKS_PER_MONTH,
    ZERO,
    Assume,
    AssumeMonth,
    AssumeSeason,
    Children,
    Choice,
    Component,
    Expr,
    agrees,
    at_least,
    at_month,
    at_most,
    average,
    balance,
    closing,
    first_month,
    highest,
    irr,
    larger_of,
    lowest,
    month_number,
    npv,
    opening_of,
    payment,
    ratio,
    seasonal,
    square_root,
    sum_of,
    total,
    typical,
    when,
)
from revenue_planner.language.nodes import CalendarMonth, LargestOf, MonthDate, MonthsAfter, Node, OverMonths, PlanStart


class Deal(Component):
    """A deal."""

    title = "Signed deal"

    @balance("money", opening=lambda self: ZERO)
    def fee(self) -> Expr:
        """Nothing."""
        return ZERO


class Sample(Component):
    """Every kind of input and a few lines."""

    price = Assume(1, "money", "Price", low=0, high=9)
    delay = Assume(1, "months", "Paid after", low=0, high=9, whole=True)
    month_rate = Assume(0.1, "share", "Interest a month", low=0, high=1)
    kind = Choice("digital", ("digital", "physical"), "Kind")
    season = AssumeSeason((1.0,) * 12, "Season of pay")
    launch = AssumeMonth(1, "Launch month")
    deals = Children(Deal)

    @balance("money", label="Orders", opening=lambda self: ZERO)
    def orders(self) -> Expr:
        """Nothing."""
        return ZERO

    @balance("flag", label="Unlocked", opening=lambda self: ZERO)
    def unlocked(self) -> Expr:
        """Nothing."""
        return ZERO


AT = Sample.symbol("")

#: An expression whose root is the node, and how it reads.
SAMPLES: tuple[tuple[Node, str], ...] = (
    (ONE, "1"),
    (VIEWS_PER_THOUSAND, "1,000"),
    (MONTH_NUMBER, "month number"),
    (PlanStart(), "the first month"),
    (MonthsAfter(PlanStart(), MONTH_NUMBER), "month number months after the first month"),
    (CalendarMonth(PlanStart()), "month of the year of the first month"),
    (AT.price, "price"),
    (AT.orders, "orders"),
    (AT.orders.previous, "previous orders"),
    (AT.orders.delayed_by(AT.delay), "orders, “paid after” months earlier"),
    (AT.orders.ahead_by(AT.delay), "orders, “paid after” months ahead"),
    (seasonal(AT.season), "this month's season of pay"),
    (month_number(AT.launch), "month number of “launch month”"),
    (first_month(AT.unlocked), "the first month with “unlocked”"),
    (AT.orders * AT.price, "orders × price"),
    (larger_of(AT.orders, AT.price), "the larger of orders and price"),
    (when(AT.orders >= AT.price, AT.orders, ZERO), "orders if orders is at least price, else 0"),
    (AT.orders > AT.price, "orders is above price"),
    (AT.kind.is_("physical"), "kind is “physical”"),
    (AT.deals.sum(Deal.fee), "sum of fee over all signed deals"),
    (sum_of([AT.orders, AT.price]), "orders + price"),
    (LargestOf((AT.orders, AT.price)), "the largest of orders and price"),
    (total(AT.orders, 12), "total of orders over the first 12 months"),
    (
        payment(AT.month_rate, AT.delay, AT.price),
        "level payment that repays price over “paid after” months at interest a month",
    ),
    (npv(AT.month_rate, AT.orders), "present value of orders at interest a month"),
    (square_root(AT.unlocked), "square root of unlocked"),
    (irr(AT.orders, AT.unlocked, AT.price), "internal rate of return of orders, if “unlocked”"),
)

#: Sums and brackets.
NESTED: tuple[tuple[Node, str], ...] = (
    ((AT.orders + AT.price) * AT.price, "(orders + price) × price"),
    (AT.orders + AT.price * AT.price, "orders + price × price"),
    (AT.orders - (AT.price - AT.orders), "orders − (price − orders)"),
    (AT.orders + (AT.price - AT.orders), "orders + price − orders"),
    (AT.orders / (AT.price * AT.price), "orders ÷ (price × price)"),
    (AT.orders / AT.price * AT.price, "orders ÷ price × price"),
    (AT.orders * (AT.price / AT.price), "orders × price ÷ price"),
    (ZERO - AT.price, "minus price"),
    (ZERO - (AT.price + AT.orders), "minus (price + orders)"),
    (at_least(AT.orders - AT.price, ZERO), "orders − price, never below 0"),
    (at_least(AT.orders - AT.price, ZERO) * AT.price, "(orders − price, never below 0) × price"),
    (total(AT.orders) * AT.price, "(total of orders) × price"),
    (total(AT.orders) - total(AT.unlocked), "total of orders − total of unlocked"),
    (total(AT.orders) / total(AT.unlocked), "total of orders ÷ total of unlocked"),
    (
        ratio(total(AT.orders), total(AT.unlocked)),
        "total of orders ÷ total of unlocked, or 0 with nothing to divide by",
    ),
    (
        when(AT.price > ZERO, AT.orders / AT.unlocked, ZERO),
        "orders ÷ unlocked if price is above 0, else 0",
    ),
    (
        at_most(at_least(AT.orders, AT.price), AT.unlocked),
        "the smaller of (the larger of orders and price) and unlocked",
    ),
    (when(AT.orders < AT.price, ONE, ZERO) * AT.price, "(1 if orders is below price, else 0) × price"),
    (AT.orders.delayed_by(AT.delay) + AT.price, "(orders, “paid after” months earlier) + price"),
    (OverMonths("first", AT.unlocked), "number of the first month with “unlocked”"),
    (MonthDate(AT.delay), "the date of month paid after"),
    (opening_of(AT.orders) + closing(AT.orders), "opening orders + closing orders"),
    (lowest(AT.orders), "the lowest orders"),
    (highest(AT.orders), "the highest orders"),
    (typical(AT.orders), "the median orders"),
    (average(AT.orders), "the average orders"),
    (at_month(AT.orders, 12), "orders in month 12"),
    (agrees(AT.orders, AT.price), "orders equals price"),
    (AT.orders <= AT.price, "orders is at most price"),
    (sum_of([]), "0"),
    (sum_of([AT.orders]), "orders"),
    (sum_of([AT.orders] * 4), "sum of orders over 4 parts"),
    (sum_of([AT.orders] * 3 + [AT.unlocked]), "orders + orders + orders + unlocked"),
    (LargestOf(()), "0"),
    (LargestOf((AT.orders,) * 5), "the largest orders of 5 parts"),
    (LargestOf((AT.orders, AT.price, AT.unlocked)), "the largest of orders, price and unlocked"),
    (AT.deals.largest(Deal.fee), "the largest fee of all signed deals"),
    (WEEKS_PER_MONTH, "weeks per month"),
    (ONE_MONTH, "one month"),
    (AT.orders.delayed_by(ONE), "orders, 1 month earlier"),
)
