"""One total per income stream, over all its programmes, products and offers."""

from __future__ import annotations

from revenue_planner.language import (
    Answer,
    Children,
    Expr,
    Line,
    Stream,
    figure,
    line,
    ratio,
    total,
)
from revenue_planner.streams.base import IncomeStream


class StreamTotal(Stream):
    """Made by the model for each income stream of a plan, never named in one."""

    name = "by_stream"
    title = "By stream"
    position = 90

    parts = Children(IncomeStream)

    @line("money")
    def earned(self) -> Expr:
        """Earned this month over all parts of the stream."""
        return self.parts.sum(IncomeStream.earned)

    @line("money")
    def received(self) -> Expr:
        """Received this month over all parts of the stream."""
        return self.parts.sum(IncomeStream.received)

    @line("money", label="Direct costs")
    def costs(self) -> Expr:
        """Goods, postage, fulfilment and production of the stream."""
        return self.parts.sum(IncomeStream.direct_costs)

    @line("money")
    def contribution(self) -> Expr:
        """Earned less direct costs."""
        return self.earned - self.costs

    @line("hours")
    def hours(self) -> Expr:
        """Your time for the stream."""
        return self.parts.sum(IncomeStream.hours)

    @figure("money", label="Earned in 12 months", answer=Answer("Income"), needs_months=12)
    def earned_12m(self) -> Expr:
        """Earned in the first 12 months."""
        return total(self.earned, 12)

    @figure("money", label="Earned in the whole plan", answer=Answer("Income"))
    def earned_total(self) -> Expr:
        """Earned in all months of the plan."""
        return total(self.earned)

    @figure("money/hour", label="Income per hour of work", answer=Answer("Work"))
    def income_per_hour(self) -> Expr:
        """Earned less direct costs, per hour spent on the stream (videos not counted)."""
        return ratio(total(self.contribution), total(self.hours))


def total_part(group: str) -> str:
    """The key of the part that totals a stream: "by_stream.affiliate"."""
    return f"{StreamTotal.name}.{group}"


def total_key(group: str, line: Line) -> str:
    """The key of a stream's total: `total_key("affiliate", StreamTotal.earned)` is "by_stream.affiliate.earned"."""
    return f"{total_part(group)}.{line.name}"
