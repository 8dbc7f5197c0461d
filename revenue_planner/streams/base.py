"""What every income stream has, and the parts several of them share."""

from __future__ import annotations

from types import MappingProxyType

from revenue_planner.ground.units import UnitWords
from revenue_planner.language import (
    ZERO,
    Answer,
    Assume,
    Choice,
    Condition,
    Expr,
    OptionalLine,
    Stream,
    Uses,
    balance,
    figure,
    first_month,
    flag,
    line,
    rate,
    when,
)
from revenue_planner.streams.audience import Audience

#: What shops count: streams that sell add it to their units.
ORDERS: tuple[UnitWords, ...] = (
    UnitWords("orders", "order"),
    UnitWords("order/click", per_cent=True),
    UnitWords("order/visit", per_cent=True),
)
#: The whole that every `link_share` is a part of.
LINK_CLICKS = "link clicks"


class IncomeStream(Stream):
    """A way of earning. `earned` is accrual, net of what platform, agency and buyers take back;
    `received` is cash. Goods and making a product are `direct_costs`."""

    absent = MappingProxyType({"on": "off"})

    on = Choice("on", ("on", "off"), "Switched on", note="off: the stream earns nothing and costs nothing")
    factor = Assume(
        1.0, "factor", "Month factor", low=0.0, high=3.0, maximum=100, by_month=True, nature="fact",
        note="1 is a normal month; 0 stops the stream, 0.5 halves it. Stress cases are written here",
    )  # fmt: skip

    earned = OptionalLine("money")
    received = OptionalLine("money")
    hours = OptionalLine("hours")
    direct_costs = OptionalLine("money")
    direct_costs_paid = OptionalLine("money")
    tax_withheld = OptionalLine("money")
    tax_withheld_paid = OptionalLine("money")
    link_share_taken = OptionalLine("share", "rate")
    owed_at_start = OptionalLine("money", "figure")

    @figure("flag", label="Switch")
    def switch(self) -> Condition:
        """1 when the stream is switched on."""
        return self.on.is_("on")

    @rate("factor")
    def activity(self) -> Expr:
        """How much of the stream runs this month: its factor, or 0 when it is off or not yet unlocked."""
        return self.factor * self.switch


def switch_of(part: str) -> str:
    """The key of the switch that an income stream has: "affiliate.amazon.on"."""
    return f"{part}.{IncomeStream.on.name}"


class NeedsFollowers(IncomeStream):
    """A stream that the platform opens at a number of followers."""

    audience = Uses(Audience)

    follower_bar = Assume(1_000, "followers", "Followers needed", low=0, high=10_000, nature="fact")

    @flag(label="Followers reached")
    def followers_reached(self) -> Condition:
        """1 when the followers at the start of the month meet the bar."""
        return self.audience.followers.previous >= self.follower_bar

    @flag(label="Unlocked")
    def eligible(self) -> Expr:
        """1 in the months in which the platform lets you earn from this."""
        return self.followers_reached

    @rate("factor")
    def activity(self) -> Expr:
        """How much of the stream runs this month: its factor, or 0 when it is off or not yet unlocked."""
        return self.factor * self.switch * self.eligible

    @figure("date", label="Unlocks in", answer=Answer())
    def unlock_month(self) -> Expr:
        """The first month in which all bars are met."""
        return first_month(self.eligible)


class SharesClicks(IncomeStream):
    """A stream that gets a share of the clicks on your profile link."""

    audience = Uses(Audience)

    link_share = Assume(
        0.2, "share", "Share of your link clicks", low=0.0, high=1.0, nature="choice", whole_with=LINK_CLICKS,
        note="all streams' shares together are at most 100 %",
    )  # fmt: skip

    @rate("share", label="Link clicks taken")
    def link_share_taken(self) -> Expr:
        """The share of link clicks that goes here; none when switched off."""
        return self.link_share * self.switch


class PaidLater(IncomeStream):
    """Earnings that arrive some months after they are earned."""

    lines_last = True

    payment_delay = Assume(
        1, "months", "Paid after", low=0, high=3, maximum=24, whole=True, nature="fact",
        note="whole months between earning and receiving",
    )  # fmt: skip

    @line("money")
    def received(self) -> Expr:
        """Cash that arrives this month: what was earned some months ago."""
        return self.earned.delayed_by(self.payment_delay)


class PaidAboveMinimum(IncomeStream):
    """Earnings that arrive late, and only once enough has gathered; the rest rolls over."""

    lines_last = True
    absent = MappingProxyType({"opening_unpaid": 0.0})

    payment_delay = Assume(
        1, "months", "Paid after", low=0, high=3, maximum=24, whole=True, nature="fact",
        note="whole months between earning and receiving",
    )  # fmt: skip
    payout_minimum = Assume(
        50, "money", "Smallest payout", low=0, high=100, nature="fact",
        note="below it nothing is paid and the balance rolls over",
    )  # fmt: skip
    opening_unpaid = Assume(
        0, "money", "Unpaid balance at the start", low=0, high=500, nature="fact",
        note="already earned and due, not yet paid out",
    )  # fmt: skip

    @figure("money", label="Owed at the start")
    def owed_at_start(self) -> Expr:
        """The unpaid balance the plan starts with."""
        return self.opening_unpaid

    @line("money", label="Falling due")
    def due(self) -> Expr:
        """What was earned some months ago and may now be paid."""
        return self.earned.delayed_by(self.payment_delay)

    @line("money", label="Waiting for payout")
    def payable(self) -> Expr:
        """The balance that rolled over plus what falls due this month."""
        return self.unpaid.previous + self.due

    @line("money")
    def received(self) -> Expr:
        """Cash that arrives: the whole balance once it reaches the smallest payout, else nothing."""
        return when(self.payable >= self.payout_minimum, self.payable, ZERO)

    @balance("money", opening=lambda self: self.opening_unpaid, label="Rolled over")
    def unpaid(self) -> Expr:
        """Due but below the smallest payout: carried into next month."""
        return self.payable - self.received


class TaxedAtSource(IncomeStream):
    """A platform that may keep tax back before it pays."""

    lines_last = True

    withholding_rate = Assume(
        0.0, "share", "Tax withheld at source", low=0.0, high=0.3, nature="fact",
        source="https://support.stripe.com/express/questions/what-are-tax-treaty-claims",
        note="0 for most; up to 30 % for US income of non-US persons, less under a treaty. Comes on top of the tax set aside: lower that if yours can be credited",
    )  # fmt: skip

    @line("money")
    def tax_withheld(self) -> Expr:
        """Tax the platform will keep back on what is earned this month."""
        return self.earned * self.withholding_rate

    @line("money", label="Tax withheld from payouts")
    def tax_withheld_paid(self) -> Expr:
        """Tax kept back from this month's payouts."""
        return self.received * self.withholding_rate
