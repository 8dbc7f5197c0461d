"""LIVE gifts: viewers of your LIVE sessions send gifts, which become diamonds, which become money."""

from __future__ import annotations

from revenue_planner.ground.units import UnitWords
from revenue_planner.language import (
    HALF_A_DAY,
    REACH,
    ZERO,
    Assume,
    Condition,
    Expr,
    agrees,
    check,
    figure,
    flag,
    line,
    rate,
    ratio,
    total,
    when,
)
from revenue_planner.streams.base import NeedsFollowers, PaidAboveMinimum, TaxedAtSource

GUIDE = "https://streampace.io/guides/tiktok-live-monetization"
TIERS = "https://streampace.io/guides/tiktok-backstage-tier-bonuses-explained"
OFFICIAL = "https://support.tiktok.com/en/live-gifts-wallet/tiktok-live/live-gifts-on-tiktok"
WITHDRAWAL = "https://dotesports.com/streaming/news/what-are-diamonds-in-tiktok-live-studio"


class LiveGifts(NeedsFollowers, PaidAboveMinimum, TaxedAtSource):
    """Income follows diamonds, which is what TikTok's own LIVE exports show."""

    units = (
        UnitWords("sessions", "session"),
        UnitWords("viewers", "viewer", whole=True),
        UnitWords("gifters", "gifter"),
        UnitWords("diamonds", "diamond", whole=True),
        UnitWords("coins", "coin", whole=True),
        UnitWords("viewers/hour", whole=True),
        UnitWords("viewers/session", whole=True),
        UnitWords("gifter/viewer", per_cent=True),
    )
    name = "live_gifts"
    group = "live_gifts"
    group_label = title = "LIVE gifts"
    colour = "#CC79A7"
    position = 3

    follower_bar = Assume(1_000, "followers", "Followers needed", low=1_000, high=1_000, nature="fact", source=GUIDE)
    age_bar = Assume(18, "years", "Age needed", low=18, high=20, maximum=120, nature="fact", source=OFFICIAL)
    sessions = Assume(8, "sessions", "LIVE sessions a month", low=0, high=30, by_month=True, nature="choice")
    hours_per_session = Assume(1.5, "hours/session", "Hours per session", low=0.5, high=4, maximum=24, nature="choice")
    turnout = Assume(0.004, "viewers/session/follower", "Followers who come to a session", low=0.001, high=0.02, maximum=1, moves_with=REACH, note="0.004 = 4 of every 1,000 followers")
    discovery = Assume(60, "viewers/hour", "Viewers the feed sends an hour", low=5, high=500, moves_with=REACH)
    gifting_rate = Assume(0.02, "gifter/viewer", "Viewers who send a gift", low=0.005, high=0.05, note="no published figure found")
    diamonds_per_gifter = Assume(120, "diamonds/gifter", "Diamonds per gifter", low=20, high=400, note="no published figure found; compare with diamonds per LIVE hour below")
    diamond_value = Assume(0.005, "money/diamond", "Value of a diamond", low=0.003, high=0.007, maximum=100, nature="fact", source=GUIDE, note="200 diamonds = 1 US dollar; change it for another currency")
    share_factor = Assume(1.0, "factor", "Your share of that value", low=0.8, high=1.06, maximum=10, nature="fact", note="1.00: all of it; other values for LIVE missions or a contract that takes a part")
    agency_bonus_rate = Assume(0.0, "share", "Agency bonus rate", low=0.0, high=0.15, nature="fact", source=TIERS, note="share of the value, paid when all three bars below are met")
    bonus_hours_bar = Assume(15, "hours", "LIVE hours for the bonus", low=10, high=60, nature="fact", source=TIERS)
    bonus_days_bar = Assume(7, "sessions", "Valid LIVE days for the bonus", low=7, high=22, maximum=31, nature="fact", source=TIERS, note="a day counts with at least one hour of LIVE")
    bonus_diamonds_bar = Assume(10_000, "diamonds", "Diamonds for the bonus", low=2_000, high=200_000, nature="fact", source=TIERS)
    valid_day_hours = Assume(1.0, "hours/session", "Hours that make a day count", low=1, high=1, maximum=24, nature="fact", source="an agency's export, 9,828 rows checked")
    coins_per_diamond = Assume(1.0, "coins/diamond", "Coins behind one diamond", low=1.0, high=2.0, maximum=100, nature="fact", source="sources conflict: 1 (developer gift tables) or 2 (older guides)", note="shows what viewers spent; your income does not depend on it")
    payout_minimum = Assume(100, "money", "Smallest withdrawal", low=10, high=100, nature="fact", source=WITHDRAWAL, note="10, 50 and 100 are all reported")
    preparation_hours = Assume(0.5, "hours/session", "Hours to prepare a session", low=0, high=2, maximum=100)

    @flag(label="Old enough")
    def age_reached(self) -> Condition:
        """1 when you are old enough to receive gifts."""
        return self.audience.age_now + HALF_A_DAY >= self.age_bar

    @flag(label="Unlocked")
    def eligible(self) -> Expr:
        """1 in the months in which followers and age meet their bars."""
        return self.followers_reached * self.age_reached

    @line("sessions", label="LIVE sessions")
    def live_sessions(self) -> Expr:
        """Sessions held this month."""
        return self.sessions * self.activity

    @line("hours", label="LIVE hours")
    def live_hours(self) -> Expr:
        """Hours on air."""
        return self.live_sessions * self.hours_per_session

    @rate("viewers/session")
    def viewers_per_session(self) -> Expr:
        """Followers who come, plus viewers whom the feed sends."""
        return self.audience.followers.previous * self.turnout + self.discovery * self.hours_per_session

    @line("viewers")
    def viewers(self) -> Expr:
        """Viewers of all sessions."""
        return self.live_sessions * self.viewers_per_session

    @line("gifters")
    def gifters(self) -> Expr:
        """Viewers who send at least one gift."""
        return self.viewers * self.gifting_rate

    @line("diamonds")
    def diamonds(self) -> Expr:
        """Diamonds received."""
        return self.gifters * self.diamonds_per_gifter

    @line("coins", label="Coins viewers spent")
    def coins_spent(self) -> Expr:
        """What the gifts cost your viewers, in coins."""
        return self.diamonds * self.coins_per_diamond

    @line("money")
    def gift_value(self) -> Expr:
        """Diamonds in money, your share."""
        return self.diamonds * self.diamond_value * self.share_factor

    @line("sessions", label="Valid LIVE days")
    def valid_days(self) -> Expr:
        """Sessions long enough to count as a valid day."""
        return when(self.hours_per_session >= self.valid_day_hours, self.live_sessions, ZERO)

    @flag(label="Bonus: hours reached")
    def bonus_hours_reached(self) -> Condition:
        """1 when LIVE hours meet the bonus bar."""
        return self.live_hours >= self.bonus_hours_bar

    @flag(label="Bonus: days reached")
    def bonus_days_reached(self) -> Condition:
        """1 when valid days meet the bonus bar."""
        return self.valid_days >= self.bonus_days_bar

    @flag(label="Bonus: diamonds reached")
    def bonus_diamonds_reached(self) -> Condition:
        """1 when diamonds meet the bonus bar."""
        return self.diamonds >= self.bonus_diamonds_bar

    @line("money")
    def agency_bonus(self) -> Expr:
        """The agency's bonus, when hours, days and diamonds all meet their bars."""
        met = self.bonus_hours_reached * self.bonus_days_reached * self.bonus_diamonds_reached
        return self.gift_value * self.agency_bonus_rate * met

    @line("money")
    def earned(self) -> Expr:
        """Gifts plus bonus."""
        return self.gift_value + self.agency_bonus

    @rate("money/hour", label="Income per LIVE hour")
    def income_per_live_hour(self) -> Expr:
        """What an hour on air earns."""
        return ratio(self.earned, self.live_hours)

    @rate("diamonds/hour", label="Diamonds per LIVE hour")
    def diamonds_per_live_hour(self) -> Expr:
        """To compare with your LIVE export: 50 is low, 500 usual, 2,000 high."""
        return ratio(self.diamonds, self.live_hours)

    @line("hours")
    def hours(self) -> Expr:
        """Your time: on air and preparing."""
        return self.live_hours + self.live_sessions * self.preparation_hours

    @figure("coins", label="Coins viewers spent in all")
    def coins_total(self) -> Expr:
        """Coins behind all gifts of the plan."""
        return total(self.coins_spent)

    @check("LIVE: earned = gifts + bonus")
    def earnings_split(self) -> Condition:
        """Earnings are the value of gifts plus the agency's bonus."""
        return agrees(total(self.gift_value) + total(self.agency_bonus), total(self.earned))
