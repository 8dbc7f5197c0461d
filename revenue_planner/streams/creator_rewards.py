"""Creator rewards: the legacy Creator Fund, and the Creator Rewards Program that replaced it."""

from __future__ import annotations

from revenue_planner.language import (
    HALF_A_DAY,
    ONE,
    VIEWS_PER_THOUSAND,
    ZERO,
    Assume,
    AssumeSeason,
    Choice,
    Condition,
    Expr,
    Uses,
    alert,
    at_least,
    check,
    flag,
    highest,
    line,
    rate,
    seasonal,
    total,
    when,
)
from revenue_planner.streams.base import NeedsFollowers, PaidAboveMinimum, TaxedAtSource
from revenue_planner.streams.sponsorships import Sponsorships

RULES = "https://thedigitaldept.com/tiktok-creator-rewards-program/"
RPM_TYPICAL = "https://napolify.com/blogs/news/tiktok-creator-rewards-work"
RPM_COUNTRIES = "https://calculatecreator.com/reference/creator-fund-countries (low certainty)"
QUALIFIED = "https://napolify.com/blogs/news/tiktok-qualified-views"
FUND = "https://vamp.com/blog/tiktok-creator-fund"
MINIMUM = "https://napolify.com/blogs/news/creator-rewards-minimum"
#: The whole that the countries' shares are parts of.
COUNTRIES = "views by country"


class CreatorRewards(NeedsFollowers, PaidAboveMinimum, TaxedAtSource):
    """Pay per 1,000 views: all views in the old Fund, qualified views of long videos in the Program."""

    name = "creator_rewards"
    group = "creator_rewards"
    group_label = title = "Creator rewards"
    colour = "#0072B2"
    position = 1

    sponsorships = Uses(Sponsorships, optional=True)

    programme = Choice("rewards", ("rewards", "fund"), "Programme", source=RULES, note="rewards: Creator Rewards Program; fund: the old Creator Fund (still in some countries)")
    follower_bar = Assume(10_000, "followers", "Followers needed", low=10_000, high=50_000, nature="fact", source=RULES)
    views_bar = Assume(100_000, "views", "Views needed in the last month", low=100_000, high=100_000, nature="fact", source=RULES)
    age_bar = Assume(18, "years", "Age needed", low=18, high=19, maximum=120, nature="fact", source=RULES)
    long_video_share = Assume(0.60, "share", "Videos over one minute", low=0.2, high=1.0, nature="choice", note="only original videos over one minute count")
    qualified_share = Assume(0.40, "share", "Views that qualify", low=0.30, high=0.55, source=QUALIFIED, note="share of views on videos over one minute")
    us_share = Assume(0.60, "share", "Views from the United States", low=0.30, high=0.80, whole_with=COUNTRIES)
    us_rpm = Assume(0.65, "money/kview", "Pay, United States", low=0.40, high=1.00, maximum=1000, source=RPM_TYPICAL, note="per 1,000 qualified views")
    uk_share = Assume(0.10, "share", "Views from the United Kingdom", low=0.0, high=0.20, whole_with=COUNTRIES)
    uk_rpm = Assume(0.50, "money/kview", "Pay, United Kingdom", low=0.30, high=0.80, maximum=1000, source=RPM_COUNTRIES)
    germany_share = Assume(0.0, "share", "Views from Germany", low=0.0, high=0.20, whole_with=COUNTRIES)
    germany_rpm = Assume(0.40, "money/kview", "Pay, Germany", low=0.25, high=0.60, maximum=1000, source=RPM_COUNTRIES)
    france_share = Assume(0.0, "share", "Views from France", low=0.0, high=0.20, whole_with=COUNTRIES)
    france_rpm = Assume(0.40, "money/kview", "Pay, France", low=0.25, high=0.60, maximum=1000, source=RPM_COUNTRIES)
    japan_share = Assume(0.0, "share", "Views from Japan", low=0.0, high=0.20, whole_with=COUNTRIES)
    japan_rpm = Assume(0.40, "money/kview", "Pay, Japan", low=0.20, high=0.70, maximum=1000, note="no first-hand figure found")
    korea_share = Assume(0.0, "share", "Views from Korea", low=0.0, high=0.20, whole_with=COUNTRIES)
    korea_rpm = Assume(0.40, "money/kview", "Pay, Korea", low=0.20, high=0.70, maximum=1000, note="no first-hand figure found")
    brazil_share = Assume(0.0, "share", "Views from Brazil", low=0.0, high=0.20, whole_with=COUNTRIES)
    brazil_rpm = Assume(0.25, "money/kview", "Pay, Brazil", low=0.12, high=0.45, maximum=1000, source=RPM_COUNTRIES)
    mexico_share = Assume(0.0, "share", "Views from Mexico", low=0.0, high=0.20, whole_with=COUNTRIES)
    mexico_rpm = Assume(0.25, "money/kview", "Pay, Mexico", low=0.12, high=0.45, maximum=1000, source=RPM_COUNTRIES)
    other_rpm = Assume(0.0, "money/kview", "Pay, all other countries", low=0.0, high=0.20, maximum=1000, source=RPM_COUNTRIES, note="views from countries outside the programme earn nothing")
    season_rpm = AssumeSeason(
        (0.80, 0.90, 0.95, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.05, 1.15, 1.15), "Season of pay",
        source="https://www.rightsideup.com/blog/tiktok-cpm-trends; mild factors by judgement",
    )
    fund_rate = Assume(0.03, "money/kview", "Pay in the old Fund", low=0.015, high=0.04, maximum=1000, source=FUND, note="per 1,000 views of any length")
    payout_minimum = Assume(50, "money", "Smallest payout", low=10, high=50, nature="fact", source=MINIMUM, note="below it the balance rolls over; TikTok's own pages say 10 or 50")
    payment_delay = Assume(1, "months", "Paid after", low=1, high=2, maximum=24, whole=True, nature="fact", source="https://napolify.com/blogs/news/creator-fund-frequency", note="about the 15th of the following month")
    admin_hours = Assume(1, "hours", "Hours for statements", low=0, high=4, note="a month")

    @flag(label="Views reached")
    def views_reached(self) -> Condition:
        """1 when last month's views meet the bar."""
        return self.audience.views.previous >= self.views_bar

    @flag(label="Old enough")
    def age_reached(self) -> Condition:
        """1 when you are old enough."""
        return self.audience.age_now + HALF_A_DAY >= self.age_bar

    @flag(label="Unlocked")
    def eligible(self) -> Expr:
        """1 in the months in which followers, views of the last month and age meet their bars."""
        return self.followers_reached * self.views_reached * self.age_reached

    @line("videos", label="Videos that count")
    def eligible_videos(self) -> Expr:
        """Videos over one minute, less the sponsored ones, which never count."""
        long = self.audience.videos * self.long_video_share
        return at_least(long - self.sponsorships.sponsored_videos, ZERO)

    @line("views", label="Views on videos that count")
    def eligible_views(self) -> Expr:
        """Views of the videos that count."""
        return self.eligible_videos * self.audience.views_per_video

    @line("views")
    def qualified_views(self) -> Expr:
        """Views that qualify for pay."""
        return self.eligible_views * self.qualified_share

    @rate("share", label="Views from countries in the programme")
    def countries_named(self) -> Expr:
        """The country shares together; what is left over is all other countries."""
        west = self.us_share + self.uk_share + self.germany_share + self.france_share
        return west + self.japan_share + self.korea_share + self.brazil_share + self.mexico_share

    @rate("money/kview", label="Pay from US, UK, Germany, France")
    def rpm_west(self) -> Expr:
        """Each country's share of views times its pay per 1,000."""
        return (
            self.us_share * self.us_rpm
            + self.uk_share * self.uk_rpm
            + self.germany_share * self.germany_rpm
            + self.france_share * self.france_rpm
        )

    @rate("money/kview", label="Pay from Japan, Korea, Brazil, Mexico")
    def rpm_east_and_south(self) -> Expr:
        """Each country's share of views times its pay per 1,000."""
        return (
            self.japan_share * self.japan_rpm
            + self.korea_share * self.korea_rpm
            + self.brazil_share * self.brazil_rpm
            + self.mexico_share * self.mexico_rpm
        )

    @rate("money/kview", label="Pay from other countries")
    def rpm_elsewhere(self) -> Expr:
        """The remaining share of views times the pay elsewhere."""
        return at_least(ONE - self.countries_named, ZERO) * self.other_rpm

    @rate("money/kview", label="RPM")
    def rpm(self) -> Expr:
        """Pay per 1,000 qualified views for your mix of countries, in this season."""
        return (self.rpm_west + self.rpm_east_and_south + self.rpm_elsewhere) * seasonal(self.season_rpm)

    @line("money")
    def rewards_value(self) -> Expr:
        """What the Creator Rewards Program would pay: qualified views per thousand times RPM."""
        return self.qualified_views / VIEWS_PER_THOUSAND * self.rpm

    @line("money")
    def fund_value(self) -> Expr:
        """What the old Fund would pay: all views per thousand times its rate."""
        return self.audience.views / VIEWS_PER_THOUSAND * self.fund_rate

    @line("money")
    def earned(self) -> Expr:
        """Rewards earned this month in the programme you are in."""
        return when(self.programme.is_("fund"), self.fund_value, self.rewards_value) * self.activity

    @line("hours")
    def hours(self) -> Expr:
        """Your time for the programme beyond making the videos."""
        return self.admin_hours * self.activity

    @check("Country shares are at most 100 %")
    def countries_fit(self) -> Condition:
        """In no month do the shares of views by country exceed the whole."""
        return highest(self.countries_named) <= ONE

    @check("Qualified views are at most all views")
    def qualified_fit(self) -> Condition:
        """No more views qualify than there are."""
        return total(self.qualified_views) <= total(self.audience.views)

    @alert("Sponsored videos leave room for rewards")
    def some_videos_count(self) -> Condition:
        """At least one video over one minute is not sponsored."""
        return (total(self.eligible_videos) > ZERO).among(total(self.sponsorships.sponsored_videos))
