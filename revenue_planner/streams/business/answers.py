"""Hours, and the answers a creator asks for."""

from __future__ import annotations

from revenue_planner.language import (
    ZERO,
    Answer,
    Assume,
    Beside,
    Children,
    Component,
    Condition,
    Expr,
    Uses,
    agrees,
    alert,
    at_least,
    at_month,
    check,
    figure,
    first_month,
    flag,
    line,
    lowest,
    ratio,
    total,
    typical,
)
from revenue_planner.streams.audience import Audience
from revenue_planner.streams.business.profit import Profit
from revenue_planner.streams.business.take_home import TakeHome
from revenue_planner.streams.totals import StreamTotal


class Answers(Component):
    """Hours, and the results over the whole plan."""

    title = "Business"

    audience = Uses(Audience)
    profit = Beside(Profit)
    tax = Beside(TakeHome)
    streams = Children(StreamTotal)

    income_target = Assume(3_000, "money", "Take-home you aim for a month", low=100, high=10_000, nature="choice")
    hours_available = Assume(120, "hours", "Hours you have a month", low=20, high=200, by_month=True, nature="choice")
    largest_share_limit = Assume(0.60, "share", "Largest share of one stream you accept", low=0.4, high=0.8, nature="choice", note="above it, the plan says so")

    @line("hours", label="Hours for the streams")
    def stream_hours(self) -> Expr:
        """Your time for all streams beyond the videos."""
        return self.streams.sum(StreamTotal.hours)

    @line("hours", label="Hours needed")
    def hours(self) -> Expr:
        """Your time for videos, community and all streams."""
        return self.audience.hours + self.stream_hours

    @line("hours", label="Hours you have")
    def hours_on_hand(self) -> Expr:
        """Hours you have this month."""
        return self.hours_available

    @line("hours", label="Hours short")
    def hours_short(self) -> Expr:
        """Hours needed beyond those you have."""
        return at_least(self.hours - self.hours_available, ZERO)

    @flag(label="Target reached")
    def target_reached(self) -> Condition:
        """1 in the months whose take-home meets your target."""
        return (self.tax.take_home >= self.income_target).among(self.profit.earned, self.profit.costs)

    @flag(label="Breaks even")
    def breaks_even(self) -> Condition:
        """1 in the months whose earnings cover the costs."""
        return self.profit.earned >= self.profit.costs

    @flag(label="Take-home at its lowest")
    def take_home_at_lowest(self) -> Condition:
        """1 in the month with the lowest take-home."""
        return (self.tax.take_home <= lowest(self.tax.take_home)).among(self.profit.earned, self.profit.costs)

    @figure("money", label="Earned in month 12", answer=Answer("Income", 6), needs_months=12)
    def earned_month_12(self) -> Expr:
        """Earned in the plan's twelfth month."""
        return at_month(self.profit.earned, 12)

    @figure("money", label="Take-home in month 12", answer=Answer("Take-home", 1), needs_months=12)
    def take_home_month_12(self) -> Expr:
        """Take-home in the plan's twelfth month."""
        return at_month(self.tax.take_home, 12)

    @figure("money", label="Earned in 12 months", answer=Answer("Income", 7, tile=2), needs_months=12)
    def earned_12m(self) -> Expr:
        """Earned in the first 12 months."""
        return total(self.profit.earned, 12)

    @figure("money", label="Earned in 24 months", answer=Answer("Income", 8), needs_months=24)
    def earned_24m(self) -> Expr:
        """Earned in the first 24 months."""
        return total(self.profit.earned, 24)

    @figure("money", label="Earned in 36 months", answer=Answer("Income", 9), needs_months=36)
    def earned_36m(self) -> Expr:
        """Earned in the first 36 months."""
        return total(self.profit.earned, 36)

    @figure("money", label="Earned in the whole plan", answer=Answer("Income", 10, tile=2))
    def earned_total(self) -> Expr:
        """Earned in all months of the plan."""
        return total(self.profit.earned)

    @figure("money", label="Take-home in 12 months", answer=Answer("Take-home", 2, tile=1, headline=1), needs_months=12)
    def take_home_12m(self) -> Expr:
        """Take-home of the first 12 months."""
        return total(self.tax.take_home, 12)

    @figure("money", label="Take-home in 24 months", answer=Answer("Take-home", 3), needs_months=24)
    def take_home_24m(self) -> Expr:
        """Take-home of the first 24 months."""
        return total(self.tax.take_home, 24)

    @figure("money", label="Take-home in 36 months", answer=Answer("Take-home", 4), needs_months=36)
    def take_home_36m(self) -> Expr:
        """Take-home of the first 36 months."""
        return total(self.tax.take_home, 36)

    @figure("money", label="Take-home in the whole plan", answer=Answer("Take-home", 5, tile=1, headline=1))
    def take_home_total(self) -> Expr:
        """Take-home of all months of the plan."""
        return total(self.tax.take_home)

    @figure("money", label="Typical month", answer=Answer("Take-home", 11, tile=3, headline=2))
    def typical_month(self) -> Expr:
        """The median month's take-home: half the months are better, half worse."""
        return typical(self.tax.take_home)

    @figure("money", label="Worst month", answer=Answer("Take-home", 12, headline=3))
    def worst_month(self) -> Expr:
        """The lowest take-home of any month."""
        return lowest(self.tax.take_home)

    @figure("date", label="Worst month is", answer=Answer("Take-home", 13))
    def worst_month_date(self) -> Expr:
        """The month with the lowest take-home."""
        return first_month(self.take_home_at_lowest)

    @figure("date", label="First month at your target", answer=Answer("Take-home", 14, tile=4))
    def target_month(self) -> Expr:
        """The first month whose take-home meets your target."""
        return first_month(self.target_reached)

    @figure("date", label="Breaks even in", answer=Answer("Take-home", 15))
    def break_even_month(self) -> Expr:
        """The first month whose earnings cover the costs."""
        return first_month(self.breaks_even)

    @figure("money", label="Earned by the largest stream")
    def largest_stream(self) -> Expr:
        """What the largest stream earns in the whole plan."""
        return self.streams.largest(StreamTotal.earned_total)

    @figure("share", label="Largest stream's share", answer=Answer("Income", 19, tile=7))
    def largest_stream_share(self) -> Expr:
        """The largest stream's share of everything earned."""
        return ratio(self.largest_stream, self.earned_total)

    @figure("money/hour", label="Income per hour of work", answer=Answer("Work", 20, tile=6, headline=5))
    def income_per_hour(self) -> Expr:
        """Take-home per hour, all your time counted."""
        return ratio(total(self.tax.take_home), total(self.hours))

    @figure("hours", label="Hours needed in all", answer=Answer("Work", 21))
    def hours_total(self) -> Expr:
        """Your time over the whole plan."""
        return total(self.hours)

    @figure("hours", label="Hours short in all", answer=Answer("Work", 22))
    def hours_short_total(self) -> Expr:
        """Hours beyond those you have, over all months."""
        return total(self.hours_short)

    @check("Streams add up to everything earned")
    def streams_add_up(self) -> Condition:
        """The totals of all streams are the business's earnings."""
        by_stream = self.streams.sum(StreamTotal.earned_total)
        return agrees(by_stream, self.earned_total).among(self.largest_stream, self.earned_total)

    @check("Hours are never negative")
    def hours_are_positive(self) -> Condition:
        """No month needs fewer than 0 hours."""
        return lowest(self.hours) >= ZERO

    @alert("The work fits into your hours")
    def hours_fit(self) -> Condition:
        """No month needs more hours than you have."""
        return (self.hours_short_total <= ZERO).among(self.hours_total)

    @alert("No stream dominates")
    def income_is_spread(self) -> Condition:
        """The largest stream brings no more than the share you set."""
        return self.largest_stream_share <= self.largest_share_limit
