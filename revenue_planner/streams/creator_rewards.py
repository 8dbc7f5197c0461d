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
    at_most,
    check,
    figure,
    flag,
    known,
    line,
    rate,
    season_in,
    seasonal,
    total,
    when,
)
from revenue_planner.streams.base import LAST_MONTH, NeedsFollowers, PaidAboveMinimum, TaxedAtSource
from revenue_planner.streams.measured import Measured
from revenue_planner.streams.sponsorships import Sponsorships
from revenue_planner.streams.tiktok_shop import ShopCreator, ShopSeller

RULES = "https://thedigitaldept.com/tiktok-creator-rewards-program/"
QUALIFIED = "https://napolify.com/blogs/news/tiktok-qualified-views"
FUND = "https://vamp.com/blog/tiktok-creator-fund"
DASHBOARD = "TikTok Studio > Monetization > Creator Rewards Program"
RPM_GUIDES = "bands of napolify.com, creator-hero.com, fluxnote.io and calculatecreator.com, none with data (low certainty)"
AS_OF = "2026-11-27"
MINIMUM = "https://napolify.com/blogs/news/creator-rewards-minimum"
#: The whole that the countries' shares are parts of.
COUNTRIES = "views by country"


class CreatorRewards(NeedsFollowers, PaidAboveMinimum, TaxedAtSource):
    """Pay per 1,000 views: all views in the old Fund, qualified views of long videos in the Program."""

    name = "creator_rewards"
    group = "creator_rewards"
    group_label = title = "Creator rewards"
    on_platform = True
    colour = "#0072B2"
    position = 1

    measured = Uses(Measured)
    sponsorships = Uses(Sponsorships, optional=True)
    shop_creator = Uses(ShopCreator, optional=True)
    shop_seller = Uses(ShopSeller, optional=True)

    programme = Choice("rewards", ("rewards", "fund"), "Programme", source=RULES, note="rewards: Creator Rewards Program; fund: the old Creator Fund (still in some countries)")
    follower_bar = Assume(10_000, "followers", "Followers needed", low=10_000, high=50_000, nature="fact", source=RULES)
    views_bar = Assume(100_000, "views", "Views needed in the last month", low=100_000, high=100_000, nature="fact", source=RULES)
    age_bar = Assume(18, "years", "Age needed", low=18, high=19, maximum=120, nature="fact", source=RULES)
    long_video_share = Assume(0.60, "share", "Videos over one minute", low=0.2, high=1.0, nature="choice", note="only original videos over one minute count")
    qualified_share = Assume(0.4, "share", "Views that qualify", low=0.25, high=0.58, source=QUALIFIED, note="share of views on videos over one minute", as_of=AS_OF)
    us_share = Assume(0.65, "share", "Views from the United States", low=0.45, high=0.9, nature="fact", as_of=AS_OF, source="Analytics > Viewers > Locations", whole_with=COUNTRIES)
    us_rpm = Assume(0.6, "money/kview", "Pay, United States", low=0.35, high=1.05, maximum=1000, source=RPM_GUIDES, note="per 1,000 qualified views", as_of=AS_OF)
    uk_share = Assume(0.0, "share", "Views from the United Kingdom", low=0.0, high=0.2, nature="fact", as_of=AS_OF, source="Analytics > Viewers > Locations", whole_with=COUNTRIES)
    uk_rpm = Assume(0.46, "money/kview", "Pay, United Kingdom", low=0.25, high=0.85, maximum=1000, source=RPM_GUIDES, as_of=AS_OF)
    germany_share = Assume(0.0, "share", "Views from Germany", low=0.0, high=0.2, nature="fact", as_of=AS_OF, source="Analytics > Viewers > Locations", whole_with=COUNTRIES)
    germany_rpm = Assume(0.4, "money/kview", "Pay, Germany", low=0.2, high=0.75, maximum=1000, source=RPM_GUIDES, as_of=AS_OF)
    france_share = Assume(0.0, "share", "Views from France", low=0.0, high=0.2, nature="fact", as_of=AS_OF, source="Analytics > Viewers > Locations", whole_with=COUNTRIES)
    france_rpm = Assume(0.37, "money/kview", "Pay, France", low=0.18, high=0.7, maximum=1000, source=RPM_GUIDES, as_of=AS_OF)
    japan_share = Assume(0.0, "share", "Views from Japan", low=0.0, high=0.2, nature="fact", as_of=AS_OF, source="Analytics > Viewers > Locations", whole_with=COUNTRIES)
    japan_rpm = Assume(0.35, "money/kview", "Pay, Japan", low=0.12, high=0.8, maximum=1000, note="no first-hand figure found", as_of=AS_OF)
    korea_share = Assume(0.0, "share", "Views from Korea", low=0.0, high=0.2, nature="fact", as_of=AS_OF, source="Analytics > Viewers > Locations", whole_with=COUNTRIES)
    korea_rpm = Assume(0.3, "money/kview", "Pay, Korea", low=0.1, high=0.75, maximum=1000, note="no first-hand figure found", as_of=AS_OF)
    brazil_share = Assume(0.0, "share", "Views from Brazil", low=0.0, high=0.2, nature="fact", as_of=AS_OF, source="Analytics > Viewers > Locations", whole_with=COUNTRIES)
    brazil_rpm = Assume(0.16, "money/kview", "Pay, Brazil", low=0.06, high=0.4, maximum=1000, source=RPM_GUIDES, as_of=AS_OF)
    mexico_share = Assume(0.0, "share", "Views from Mexico", low=0.0, high=0.2, nature="fact", as_of=AS_OF, source="Analytics > Viewers > Locations", whole_with=COUNTRIES)
    mexico_rpm = Assume(0.18, "money/kview", "Pay, Mexico", low=0.07, high=0.42, maximum=1000, source=RPM_GUIDES, as_of=AS_OF)
    other_rpm = Assume(0.0, "money/kview", "Pay, all other countries", low=0.0, high=0.0, maximum=1000, nature="fact", source=RULES, note="views from countries outside the programme earn nothing")
    season_rpm = AssumeSeason(
        (0.82, 0.92, 0.92, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.02, 1.12, 1.12), "Season of pay", as_of=AS_OF,
        source="https://www.rightsideup.com/blog/tiktok-cpm-trends; mild factors by judgement",
    )
    fund_rate = Assume(0.027, "money/kview", "Pay in the old Fund", low=0.014, high=0.05, maximum=1000, source=FUND, note="per 1,000 views of any length", as_of=AS_OF)
    payout_minimum = Assume(50, "money", "Smallest payout", low=10, high=50, nature="fact", source=MINIMUM, note="below it the balance rolls over; TikTok's own pages say 10 or 50")
    payment_delay = Assume(1, "months", "Paid after", low=1, high=2, maximum=24, whole=True, nature="fact", source="https://napolify.com/blogs/news/creator-fund-frequency", note="about the 15th of the following month")
    admin_hours = Assume(1, "hours", "Hours for statements", low=0.3, high=3, as_of=AS_OF, note="a month")
    qualified_views_last_month = Assume(None, "views", "Qualified views last month", measured=True, low=0, high=5_000_000, nature="fact", as_of=AS_OF, source=DASHBOARD, note=LAST_MONTH)
    earned_last_month = Assume(None, "money", "Rewards earned last month", measured=True, low=0, high=5_000, nature="fact", as_of=AS_OF, source=DASHBOARD, note=LAST_MONTH)

    @flag(label="Views reached")
    def views_reached(self) -> Condition:
        """1 when last month's views meet the bar."""
        return self.audience.organic_views.previous >= self.views_bar

    @flag(label="Old enough")
    def age_reached(self) -> Condition:
        """1 when you are old enough."""
        return self.audience.age_now + HALF_A_DAY >= self.age_bar

    @flag(label="Unlocked")
    def eligible(self) -> Expr:
        """1 in the months in which followers, views of the last month and age meet their bars."""
        return self.followers_reached * self.views_reached * self.age_reached

    @line("videos", label="Videos taken")
    def videos_taken(self) -> Expr:
        """Videos that are sponsored or carry a product link: they earn no rewards."""
        shoppable = self.shop_creator.shoppable_videos_made + self.shop_seller.shoppable_videos_made
        return self.sponsorships.sponsored_videos + shoppable

    @line("videos", label="Videos that count")
    def eligible_videos(self) -> Expr:
        """Videos over one minute among those that neither a brand nor the Shop takes."""
        return at_least(self.audience.videos_made - self.videos_taken, ZERO) * self.long_video_share

    @line("views", label="Views on videos that count")
    def eligible_views(self) -> Expr:
        """Views of the videos that count."""
        return self.eligible_videos * self.audience.views_per_video

    @figure("videos", label="Videos taken last month")
    def videos_taken_last(self) -> Expr:
        """Videos of last month that were sponsored or carried a product link."""
        return self.sponsorships.sponsored_videos_last + self.shop_creator.videos_last + self.shop_seller.videos_last

    @figure("videos", label="Videos that counted last month")
    def eligible_videos_last(self) -> Expr:
        """Videos over one minute among those of last month that neither a brand nor the Shop took."""
        return at_least(self.measured.videos_a_month - self.videos_taken_last, ZERO) * self.long_video_share

    @figure("views", label="Views that could qualify last month")
    def eligible_views_last(self) -> Expr:
        """Views of the videos that counted last month."""
        return self.eligible_videos_last * self.measured.views_per_video

    @figure("views", label="Qualified views of last month")
    def qualified_views_last(self) -> Expr:
        """As stated, else the usual share of the views that could qualify."""
        usual = self.eligible_views_last * self.qualified_share
        return when(known(self.qualified_views_last_month), self.qualified_views_last_month, usual)

    @figure("share", label="Views that qualify, as last month")
    def qualified_share_today(self) -> Expr:
        """Views that qualified last month over views on videos that counted."""
        found = self.qualified_views_last / self.eligible_views_last
        return when(self.eligible_views_last > ZERO, found, self.qualified_share)

    @line("views")
    def qualified_views(self) -> Expr:
        """Views that qualify for pay: as large a part as last month, and never more than there are."""
        return at_most(self.eligible_views * self.qualified_share_today, self.audience.organic_views)

    @figure("share", label="Views from countries in the programme")
    def countries_named(self) -> Expr:
        """The country shares together; what is left over is all other countries."""
        west = self.us_share + self.uk_share + self.germany_share + self.france_share
        return west + self.japan_share + self.korea_share + self.brazil_share + self.mexico_share

    @figure("money/kview", label="Pay from US, UK, Germany, France")
    def rpm_west(self) -> Expr:
        """Each country's share of views times its pay per 1,000."""
        return (
            self.us_share * self.us_rpm
            + self.uk_share * self.uk_rpm
            + self.germany_share * self.germany_rpm
            + self.france_share * self.france_rpm
        )

    @figure("money/kview", label="Pay from Japan, Korea, Brazil, Mexico")
    def rpm_east_and_south(self) -> Expr:
        """Each country's share of views times its pay per 1,000."""
        return (
            self.japan_share * self.japan_rpm
            + self.korea_share * self.korea_rpm
            + self.brazil_share * self.brazil_rpm
            + self.mexico_share * self.mexico_rpm
        )

    @figure("money/kview", label="Pay from other countries")
    def rpm_elsewhere(self) -> Expr:
        """The remaining share of views times the pay elsewhere."""
        return at_least(ONE - self.countries_named, ZERO) * self.other_rpm

    @figure("money/kview", label="Pay by your mix of countries")
    def rpm_of_countries(self) -> Expr:
        """Pay per 1,000 qualified views in an ordinary month."""
        return self.rpm_west + self.rpm_east_and_south + self.rpm_elsewhere

    @figure("factor", label="Season of pay last month")
    def season_rpm_last(self) -> Expr:
        """The season of pay in the month that was measured; an ordinary one where that month has none."""
        found = season_in(self.season_rpm, self.measured.until)
        return when(found > ZERO, found, ONE)

    @figure("kviews", label="Thousands of views paid last month")
    def paid_views_last(self) -> Expr:
        """Qualified views in the Program, all views in the old Fund."""
        paid = when(self.programme.is_("fund"), self.measured.views_a_month, self.qualified_views_last)
        return paid / VIEWS_PER_THOUSAND

    @figure("money/kview", label="Pay by countries or Fund rate")
    def usual_rpm(self) -> Expr:
        """What the programme you are in usually pays in an ordinary month."""
        return when(self.programme.is_("fund"), self.fund_rate, self.rpm_of_countries)

    @figure("money", label="Rewards of last month")
    def earned_last(self) -> Expr:
        """As stated, else what is usual in that season."""
        usual = self.paid_views_last * self.usual_rpm * self.season_rpm_last
        return when(known(self.earned_last_month), self.earned_last_month, usual)

    @figure("money/kview", label="Pay in last month's season")
    def usual_rpm_last(self) -> Expr:
        """What is usually paid per 1,000 views in the season that was measured."""
        return self.usual_rpm * self.season_rpm_last

    @figure("money/kview", label="Pay per 1,000 views last month")
    def rpm_last(self) -> Expr:
        """What was earned over the views that were paid."""
        return when(self.paid_views_last > ZERO, self.earned_last / self.paid_views_last, self.usual_rpm_last)

    @rate("factor", label="Season of pay against last month")
    def season_of_pay(self) -> Expr:
        """The season of pay in this calendar month, against that which was measured."""
        return seasonal(self.season_rpm) / self.season_rpm_last

    @rate("money/kview", label="RPM")
    def rpm(self) -> Expr:
        """Pay per 1,000 views that are paid for, in this season."""
        return self.rpm_last * self.season_of_pay

    @line("kviews", label="Thousands of views paid")
    def paid_views(self) -> Expr:
        """Qualified views in the Program, all views in the old Fund."""
        paid = when(self.programme.is_("fund"), self.audience.organic_views, self.qualified_views)
        return paid / VIEWS_PER_THOUSAND

    @line("money")
    def earned(self) -> Expr:
        """Rewards earned this month in the programme you are in."""
        return self.paid_views * self.rpm * self.activity

    @line("hours")
    def hours(self) -> Expr:
        """Your time for the programme beyond making the videos."""
        return self.admin_hours * self.activity

    @check("Country shares are at most 100 %")
    def countries_fit(self) -> Condition:
        """The shares of views by country do not exceed the whole."""
        return self.countries_named <= ONE

    @alert("Qualified views fit the videos that count")
    def qualified_fit(self) -> Condition:
        """No more views qualified last month than videos over one minute had, without brands' and the Shop's."""
        return self.qualified_views_last <= self.eligible_views_last

    @alert("Brands and the Shop leave videos for rewards")
    def some_videos_count(self) -> Condition:
        """At least one video over one minute is neither sponsored nor carries a product link."""
        return (total(self.eligible_videos) > ZERO).among(total(self.videos_taken))
