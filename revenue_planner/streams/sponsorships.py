"""Brand sponsorships: deals that grow with reach, and deals already signed."""

from __future__ import annotations

from types import MappingProxyType

from revenue_planner.ground.units import UnitWords
from revenue_planner.language import (
    MONTH_NUMBER,
    MONTHS_PER_QUARTER,
    ONE,
    VIEWS_PER_THOUSAND,
    ZERO,
    Assume,
    AssumeMonth,
    AssumeSeason,
    BySize,
    Children,
    Component,
    Condition,
    Expr,
    Uses,
    agrees,
    alert,
    at_least,
    at_most,
    at_start,
    check,
    figure,
    highest,
    known,
    larger_of,
    line,
    month_number,
    rate,
    ratio,
    season_in,
    seasonal,
    total,
    when,
)
from revenue_planner.streams.audience import Audience
from revenue_planner.streams.base import PaidLater
from revenue_planner.streams.measured import Measured
from revenue_planner.streams.score import Score

FEES = "medians of eight fee tables, 2022 to 2026, and 250,000 payments (netinfluencer.com/lumanu-influencer-marketing-rates-report), over median views by size"
DEALS = "advert flags of 20 accounts, two surveys (Linktree 2022, n 9,500; autosheek.com 2024, n 567); low certainty"
AS_OF = "2026-11-27"
KOLENS_MODEL = "https://kolens.ai/en/blog/how-kolens-estimates-tiktok-collaboration-price"
AGENTS = "https://www.pfeifferlaw.com/entertainment-law-blog/influencer-management-agreements-fee-managers-compensation"
TERMS = "https://www.hashtagpayme.com/post/everything-you-need-to-know-about-payment-terms"
RIGHTS = "https://www.stackmatix.com/blog/tiktok-influencer-rates-2026"


class SignedDeal(Component):
    """A deal with a brand that is agreed, or nearly."""

    title = "Signed deal"
    absent = MappingProxyType({"amount": 0.0, "videos": 0.0})

    month = AssumeMonth(2, "Month", high=12, note="when the video is posted and the fee is earned")
    amount = Assume(800, "money", "Fee", low=300, high=5_000, nature="fact", source="https://netinfluencer.com/lumanu-influencer-marketing-rates-report (median payment)")
    probability = Assume(0.9, "share", "Chance that it happens", low=0.7, high=0.98, as_of=AS_OF)
    videos = Assume(1, "videos", "Videos promised", low=1, high=4, nature="fact")

    @figure("months", label="Month of the plan")
    def number(self) -> Expr:
        """The month of the plan the deal falls in, counted from 1."""
        return month_number(self.month)

    @line("money", label="Expected fee")
    def expected_fee(self) -> Expr:
        """The fee times its chance, in the deal's month."""
        return when(agrees(MONTH_NUMBER, self.number), self.amount * self.probability, ZERO)

    @line("videos", label="Expected videos")
    def expected_videos(self) -> Expr:
        """The promised videos times their chance, in the deal's month."""
        return when(agrees(MONTH_NUMBER, self.number), self.videos * self.probability, ZERO)


class Sponsorships(PaidLater):
    """Offers follow your reach up to what you can take on; fees follow views per video."""

    units = (UnitWords("deals", "deal"),)
    name = "sponsorships"
    group = "sponsorships"
    group_label = title = "Sponsorships"
    on_platform = True
    colour = "#E69F00"
    position = 2

    audience = Uses(Audience)
    measured = Uses(Measured)
    score = Uses(Score)
    signed = Children(SignedDeal, label="Signed deals")

    base_deals = Assume(BySize((0, 0, 0.3), (0, 0.1, 0.8), (0, 0.4, 2), (0.15, 0.8, 3), (0.2, 1.2, 4)), "deals", "Deals a month at today's reach", by_month=True, as_of=AS_OF, source=DEALS, note="new deals on top of the signed ones; most accounts under 10,000 followers have none: type yours")
    deals_last_3_months = Assume(None, "deals", "Deals of the last three months", measured=True, low=0, high=12, nature="fact", as_of=AS_OF, note="new ones; left out: the deals a month above")
    fees_last_3_months = Assume(None, "money", "Fees of the last three months", measured=True, low=0, high=30_000, nature="fact", as_of=AS_OF, note="of those deals, before any agency's part; left out: by views")
    offers_factor = Assume(1, "factor", "Offers against usual", low=0, high=3, maximum=1_000, by_month=True, nature="fact", as_of=AS_OF, note="1 is usual; simulations write the luck of offers here")
    capacity = Assume(4, "deals", "Most deals you can take a month", low=1, high=10, nature="choice")
    season_brand = AssumeSeason(
        (0.75, 0.90, 0.90, 1.0, 1.0, 1.0, 0.92, 0.92, 1.06, 1.06, 1.15, 1.15), "Season of brand budgets", as_of=AS_OF,
        source="https://www.rightsideup.com/blog/tiktok-cpm-trends (advertising prices by quarter, 2024); judgement by month",
    )
    reach_sensitivity = Assume(0.6, "factor", "How offers follow reach", low=0.2, high=0.9, maximum=10, as_of=AS_OF, source=FEES, note="0: not at all; 1: twice the views bring twice the offers")
    fee_floor = Assume(None, "money/deal", "Lowest fee you accept", low=25, high=3_000, nature="choice", by_month=True, as_of=AS_OF, note="left out: none. Offers below it are raised to it, or lost")
    offers_lost = Assume(0.7, "share", "Offers lost below your lowest fee", low=0.3, high=0.95, as_of=AS_OF, note="of an offer of half your lowest fee, this share of the missing half is lost; 0: brands always pay it")
    cpm = Assume(BySize((5, 18, 55), (6, 18, 45), (6, 20, 50), (6, 20, 45), (5, 16, 40)), "money/kview", "Fee per 1,000 views of a typical video", maximum=100_000, as_of=AS_OF, source=FEES)
    views_bought = Assume(1, "videos/deal", "Videos whose views the fee pays for", low=1, high=1, maximum=100, nature="fact")
    low_engagement_bar = Assume(0.02, "reaction/view", "Bar of low engagement", low=0.01, high=0.03, nature="fact", source=KOLENS_MODEL)
    low_engagement_factor = Assume(0.87, "factor", "Fee factor, low engagement", low=0.75, high=1.0, minimum=0.01, maximum=100, as_of=AS_OF, source=KOLENS_MODEL)
    high_engagement_bar = Assume(0.08, "reaction/view", "Bar of high engagement", low=0.06, high=0.10, nature="fact", source=KOLENS_MODEL)
    high_engagement_factor = Assume(1.12, "factor", "Fee factor, high engagement", low=1.0, high=1.35, minimum=0.01, maximum=100, as_of=AS_OF, source=KOLENS_MODEL)
    rights_share = Assume(BySize((0.05, 0.15, 0.35), (0.05, 0.20, 0.45), (0.10, 0.28, 0.55), (0.15, 0.35, 0.6), (0.15, 0.40, 0.65)), "share", "Deals with usage rights", as_of=AS_OF)
    rights_uplift = Assume(0.5, "factor", "Fee added for usage rights", low=0.2, high=1.3, maximum=100, as_of=AS_OF, source=RIGHTS, note="0.5 adds 50 %")
    exclusivity_share = Assume(0.10, "share", "Deals with exclusivity", low=0.02, high=0.30, as_of=AS_OF)
    exclusivity_uplift = Assume(0.3, "factor", "Fee added for exclusivity", low=0.18, high=0.55, maximum=100, as_of=AS_OF, source=RIGHTS, note="0.3 adds 30 %")
    agency_commission = Assume(0, "share", "Manager and agency commission", low=0, high=0.20, nature="choice", as_of=AS_OF, source=AGENTS, note="four of five mid-size creators have none; managers take 15 to 20 %")
    payment_delay = Assume(2, "months", "Paid after", low=1, high=4, maximum=24, whole=True, nature="fact", source=TERMS, note="30 to 90 days after the invoice is usual")
    videos_per_deal = Assume(1.2, "videos/deal", "Videos used by each deal", low=1, high=2.5, minimum=0.01, maximum=100, as_of=AS_OF, note="a sponsored video earns no creator rewards")
    hours_per_sponsored_video = Assume(4, "hours/video", "Extra hours per sponsored video", low=1.5, high=10, as_of=AS_OF, note="briefs, changes, reports")

    @figure("factor", label="Season of brands when measured")
    def season_brand_last(self) -> Expr:
        """The season of brand budgets in the month that was measured; an ordinary one where that month has none."""
        found = season_in(self.season_brand, self.measured.until)
        return when(found > ZERO, found, ONE)

    @rate("deals", label="Deals a month in an ordinary season")
    def deals_today(self) -> Expr:
        """Those of the last three months, where stated; else the deals a month at today's reach."""
        stated = self.deals_last_3_months / MONTHS_PER_QUARTER / self.season_brand_last
        return when(known(self.deals_last_3_months), stated, self.base_deals)

    @rate("factor", label="Reach against today")
    def reach_index(self) -> Expr:
        """This month's views over those of the month that was measured, without any that are paid for."""
        return self.audience.organic_views / self.measured.views_a_month

    @rate("factor", label="Season of brands")
    def season(self) -> Expr:
        """The season of brand budgets in this calendar month."""
        return seasonal(self.season_brand)

    @line("deals", label="Deals on offer")
    def deals_offered(self) -> Expr:
        """Deals brands offer at your fee: today's number, in season, moved by your reach."""
        moved = ONE + self.reach_sensitivity * (self.reach_index - ONE)
        return at_least(self.deals_today * self.season * moved, ZERO) * self.acceptance * self.offers_factor

    @line("videos", label="Videos left for new deals")
    def videos_left(self) -> Expr:
        """Videos of the month that signed deals do not take."""
        return at_least(self.audience.videos_made - self.signed_videos * self.activity, ZERO)

    @line("deals", label="Deals you have time for")
    def deals_possible(self) -> Expr:
        """What is on offer, with the month's factor, up to what you take on."""
        return at_most(self.deals_offered * self.activity, self.capacity)

    @line("deals", label="New deals")
    def deals(self) -> Expr:
        """Deals you take: each needs videos, and those of the month are there once."""
        return at_most(self.deals_possible, self.videos_left / self.videos_per_deal)

    @line("deals", label="Deals turned away")
    def deals_turned_away(self) -> Expr:
        """What is offered beyond what you take on, or beyond your videos."""
        return self.deals_offered * self.activity - self.deals

    @figure("factor", label="Low engagement today")
    def low_engagement_today(self) -> Expr:
        """What little engagement takes off the fee today."""
        little = self.measured.engagement_today < self.low_engagement_bar
        return when(little, self.low_engagement_factor - ONE, ZERO)

    @figure("factor", label="High engagement today")
    def high_engagement_today(self) -> Expr:
        """What much engagement adds to the fee today."""
        much = self.measured.engagement_today >= self.high_engagement_bar
        return when(much, self.high_engagement_factor - ONE, ZERO)

    @figure("factor", label="Engagement multiplier today")
    def engagement_multiplier_today(self) -> Expr:
        """Fees are lower with little engagement and higher with much."""
        return at_least(ONE + self.low_engagement_today + self.high_engagement_today, self.low_engagement_factor)

    @rate("factor", label="Low engagement")
    def low_engagement(self) -> Expr:
        """What little engagement takes off the fee this month."""
        little = self.score.engagement_rate < self.low_engagement_bar
        return when(little, self.low_engagement_factor - ONE, ZERO)

    @rate("factor", label="High engagement")
    def high_engagement(self) -> Expr:
        """What much engagement adds to the fee this month."""
        much = self.score.engagement_rate >= self.high_engagement_bar
        return when(much, self.high_engagement_factor - ONE, ZERO)

    @rate("factor", label="Engagement multiplier")
    def engagement_multiplier(self) -> Expr:
        """Fees are lower with little engagement and higher with much."""
        return at_least(ONE + self.low_engagement + self.high_engagement, self.low_engagement_factor)

    @figure("factor", label="Uplift for rights")
    def uplift(self) -> Expr:
        """What usage rights and exclusivity add on average."""
        return ONE + self.rights_share * self.rights_uplift + self.exclusivity_share * self.exclusivity_uplift

    @figure("money/deal", label="Fee by views, today")
    def fee_by_views_today(self) -> Expr:
        """Views of a typical video per thousand, times the price per thousand, times the engagement multiplier."""
        views = self.measured.typical_video * self.views_bought
        return self.cpm * views / VIEWS_PER_THOUSAND * self.engagement_multiplier_today

    @figure("deals", label="Deals of three months")
    def deals_last(self) -> Expr:
        """As stated, else three months of what is usual in that season."""
        usual = at_start(self.base_deals) * MONTHS_PER_QUARTER * self.season_brand_last
        return when(known(self.deals_last_3_months), self.deals_last_3_months, usual)

    @figure("money", label="Fees of three months")
    def fees_last(self) -> Expr:
        """As stated, else what those deals usually pay."""
        usual = self.deals_last * self.fee_by_views_today * self.uplift
        return when(known(self.fees_last_3_months), self.fees_last_3_months, usual)

    @figure("money/deal", label="Plain fee today")
    def fee_today(self) -> Expr:
        """The average fee of the last deals, without what rights add."""
        found = self.fees_last / self.uplift / self.deals_last
        return when(self.deals_last > ZERO, found, self.fee_by_views_today)

    @rate("money/deal", label="Fee by views")
    def fee_by_views(self) -> Expr:
        """Today's fee, moved by the views of a video and by engagement."""
        moved = self.engagement_multiplier / self.engagement_multiplier_today
        return self.fee_today * self.audience.reach_index * moved

    @rate("money/deal", label="Plain fee asked")
    def fee_asked(self) -> Expr:
        """By views, and at least your lowest fee where you have one."""
        return when(known(self.fee_floor), larger_of(self.fee_by_views, self.fee_floor), self.fee_by_views)

    @rate("share", label="Offers that accept the fee")
    def acceptance(self) -> Expr:
        """A fee above that by views loses some offers; none are lost without a lowest fee."""
        short = at_least(self.fee_asked - self.fee_by_views, ZERO)
        return ONE - self.offers_lost * ratio(short, self.fee_asked)

    @rate("money/deal")
    def fee(self) -> Expr:
        """The average fee of a new deal: by views, at least your floor, with the uplift for rights."""
        return self.fee_asked * self.uplift

    @figure("deals", label="Deals last month")
    def deals_last_month(self) -> Expr:
        """A third of the last three months, up to what you take on."""
        return at_most(self.deals_last / MONTHS_PER_QUARTER, self.capacity) * self.switch

    @figure("videos", label="Sponsored videos last month")
    def sponsored_videos_last(self) -> Expr:
        """Videos that were sponsored when the views were measured, at most all of them."""
        return at_most(self.deals_last_month * self.videos_per_deal, self.measured.videos_a_month)

    @line("money", label="Signed deals")
    def signed_fees(self) -> Expr:
        """Fees of signed deals, each times its chance."""
        return self.signed.sum(SignedDeal.expected_fee)

    @line("videos", label="Videos of signed deals")
    def signed_videos(self) -> Expr:
        """Videos promised in signed deals, each times its chance."""
        return self.signed.sum(SignedDeal.expected_videos)

    @line("money", label="Fees before commission")
    def gross(self) -> Expr:
        """New deals times their fee, plus signed deals."""
        return self.deals * self.fee + self.signed_fees * self.activity

    @line("money", label="Agency commission")
    def commission(self) -> Expr:
        """What your manager and agency take."""
        return self.gross * self.agency_commission

    @line("money")
    def earned(self) -> Expr:
        """Fees after commission."""
        return self.gross - self.commission

    @line("videos")
    def sponsored_videos(self) -> Expr:
        """Videos that are sponsored; they earn no creator rewards."""
        return self.deals * self.videos_per_deal + self.signed_videos * self.activity

    @line("hours")
    def hours(self) -> Expr:
        """Extra time for sponsored videos."""
        return self.sponsored_videos * self.hours_per_sponsored_video

    @check("New deals stay within capacity")
    def within_capacity(self) -> Condition:
        """No month has more new deals than you can take on."""
        return highest(self.deals) <= self.capacity

    @check("Sponsorships: fees = earned + commission")
    def fees_split(self) -> Condition:
        """Fees before commission are earnings plus commission."""
        return agrees(total(self.gross), total(self.earned) + total(self.commission))

    @alert("Sponsored videos fit into your videos")
    def videos_fit(self) -> Condition:
        """Over the plan, no more sponsored videos than videos."""
        return total(self.sponsored_videos) <= total(self.audience.videos_made)
