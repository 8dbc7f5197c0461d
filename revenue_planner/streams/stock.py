"""Physical goods: bought ahead of their sale, so that cash leaves before it comes."""

from __future__ import annotations

from revenue_planner.language import (
    ZERO,
    Assume,
    Condition,
    Expr,
    OptionalLine,
    agrees,
    at_least,
    balance,
    check,
    closing,
    line,
    lowest,
    opening_of,
    total,
)
from revenue_planner.streams.base import ORDERS, IncomeStream


class HoldsStock(IncomeStream):
    """Goods for `units_sold` are bought `stock_lead` months ahead, as far as the stock at hand does not cover them.

    The plan buys nothing for sales after its last month.
    """

    lines_last = True
    units = ORDERS

    units_sold = OptionalLine("orders")

    unit_cost = Assume(6, "money/order", "Cost of the goods", low=0, high=25, note="per order; buying or making it")
    stock_lead = Assume(1, "months", "Goods bought ahead", low=0, high=3, maximum=24, whole=True, nature="choice", note="months between paying for goods and selling them")
    opening_stock = Assume(0, "orders", "Stock at the start", low=0, high=300, nature="fact", note="enough for how many orders; already paid")

    @balance("orders", opening=lambda self: ZERO, label="Sold since the start")
    def sold_so_far(self) -> Expr:
        """Orders for physical goods since the first month."""
        return self.sold_so_far.previous + self.units_sold

    @balance("orders", opening=lambda self: ZERO, label="To be bought by now")
    def bought_so_far(self) -> Expr:
        """What will be sold within the lead time, beyond the stock at the start."""
        return at_least(self.sold_so_far.ahead_by(self.stock_lead) - self.opening_stock, ZERO)

    @line("orders", label="Stock bought")
    def units_bought(self) -> Expr:
        """Goods bought this month."""
        return self.bought_so_far - self.bought_so_far.previous

    @balance("orders", opening=lambda self: self.opening_stock, label="Stock at hand")
    def stock(self) -> Expr:
        """Before, plus bought, less sold."""
        return self.stock.previous + self.units_bought - self.units_sold

    @line("money", label="Paid for stock")
    def stock_paid(self) -> Expr:
        """Cash for goods bought this month."""
        return self.units_bought * self.unit_cost

    @check("Stock: opening + bought − sold = closing")
    def stock_rolls_forward(self) -> Condition:
        """The stock corkscrew closes over the whole plan."""
        moved = opening_of(self.stock) + total(self.units_bought) - total(self.units_sold)
        return agrees(moved, closing(self.stock))

    @check("Stock is never negative")
    def stock_is_positive(self) -> Condition:
        """No goods are sold that were not bought."""
        return (lowest(self.stock) >= ZERO).among(opening_of(self.stock), total(self.units_bought))
