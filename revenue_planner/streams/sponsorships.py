"""Brand sponsorships: deals that grow with reach, and deals already signed."""

from __future__ import annotations

from types import MappingProxyType

from revenue_planner.ground.units import UnitWords
from revenue_planner.language import (
    MONTH_NUMBER,
    ONE,
    VIEWS_PER_THOUSAND,
    ZERO,
    Assume,
    AssumeMonth,
    AssumeSeason,
    Children,
    Component,
    Condition,
    Expr,
    Uses,
    agrees,
    alert,
    at_least,
    at_most,
    check,
    figure,
    flag,
    larger_of,
    line,
    lowest,
    month_number,
    opening_of,
    rate,
    seasonal,
    total,
    when,
)
from revenue_planner.streams.audience import Audience
from revenue_planner.streams.base import PaidLater

KOLENS = "https://kolens.ai/answers/what-is-a-good-tiktok-cpm"
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
    probability = Assume(0.9, "share", "Chance that it happens", low=0.2, high=1.0)
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
    colour = "#E69F00"
    position = 2

    audience = Uses(Audience)
    signed = Children(SignedDeal, label="Signed deals")

    base_deals = Assume(1.5, "deals", "Deals a month at today's reach", low=0, high=6, by_month=True, note="new deals on top of the signed ones")
    capacity = Assume(4, "deals", "Most deals you can take a month", low=1, high=10, nature="choice")
    season_brand = AssumeSeason(
        (0.80, 0.90, 0.95, 1.0, 1.0, 1.0, 0.95, 0.95, 1.05, 1.10, 1.15, 1.15), "Season of brand budgets",
        source="https://www.rightsideup.com/blog/tiktok-cpm-trends; mild factors by judgement",
    )
    reach_sensitivity = Assume(0.5, "factor", "How offers follow reach", low=0.0, high=1.0, maximum=10, note="0: not at all; 1: twice the views bring twice the offers")
    fee_floor = Assume(250, "money/deal", "Lowest fee you accept", low=50, high=2_000, nature="choice")
    cpm = Assume(15, "money/kview", "Fee per 1,000 views", low=6, high=25, maximum=100_000, source=KOLENS)
    views_bought = Assume(1, "videos/deal", "Videos whose views the fee pays for", low=1, high=2, maximum=100)
    low_engagement_bar = Assume(0.02, "share", "Bar of low engagement", low=0.01, high=0.03, nature="fact", source=KOLENS_MODEL)
    low_engagement_factor = Assume(0.85, "factor", "Fee factor, low engagement", low=0.7, high=1.0, maximum=100, source=KOLENS_MODEL)
    high_engagement_bar = Assume(0.08, "share", "Bar of high engagement", low=0.06, high=0.10, nature="fact", source=KOLENS_MODEL)
    high_engagement_factor = Assume(1.25, "factor", "Fee factor, high engagement", low=1.0, high=1.5, maximum=100, source=KOLENS_MODEL)
    rights_share = Assume(0.25, "share", "Deals with usage rights", low=0.0, high=0.6)
    rights_uplift = Assume(0.5, "factor", "Fee added for usage rights", low=0.25, high=2.0, maximum=100, source=RIGHTS, note="0.5 adds 50 %")
    exclusivity_share = Assume(0.10, "share", "Deals with exclusivity", low=0.0, high=0.4)
    exclusivity_uplift = Assume(0.3, "factor", "Fee added for exclusivity", low=0.2, high=0.5, maximum=100, source=RIGHTS, note="0.3 adds 30 %")
    agency_commission = Assume(0.15, "share", "Manager and agency commission", low=0.0, high=0.30, nature="choice", source=AGENTS)
    payment_delay = Assume(2, "months", "Paid after", low=1, high=3, maximum=24, whole=True, source=TERMS, note="30 to 90 days after the invoice is usual")
    videos_per_deal = Assume(1, "videos/deal", "Videos used by each deal", low=1, high=3, maximum=100, note="a sponsored video earns no creator rewards")
    hours_per_sponsored_video = Assume(4, "hours/video", "Extra hours per sponsored video", low=1, high=12, note="briefs, changes, reports")

    @rate("factor", label="Reach against today")
    def reach_index(self) -> Expr:
        """This month's views over those of the month before the plan."""
        return self.audience.views / opening_of(self.audience.views)

    @line("deals", label="Deals on offer")
    def deals_offered(self) -> Expr:
        """Deals brands offer: today's number, in season, moved by your reach."""
        moved = ONE + self.reach_sensitivity * (self.reach_index - ONE)
        return at_least(self.base_deals * seasonal(self.season_brand) * moved, ZERO)

    @line("deals", label="New deals")
    def deals(self) -> Expr:
        """Deals you take: what is offered, with the month's factor, up to what you can take on."""
        taken = at_most(self.deals_offered, self.capacity) * self.activity
        return at_most(taken, self.capacity)

    @rate("factor", label="Engagement multiplier")
    def engagement_multiplier(self) -> Expr:
        """Fees are lower with little engagement and higher with much."""
        low = when(self.audience.engagement_rate < self.low_engagement_bar, self.low_engagement_factor - ONE, ZERO)
        high = when(self.audience.engagement_rate >= self.high_engagement_bar, self.high_engagement_factor - ONE, ZERO)
        return ONE + low + high

    @rate("money/deal", label="Fee by views")
    def fee_by_views(self) -> Expr:
        """Views of a video per thousand, times the price per thousand, times the engagement multiplier."""
        views = self.audience.views_per_video * self.views_bought
        return self.cpm * views / VIEWS_PER_THOUSAND * self.engagement_multiplier

    @rate("factor", label="Uplift for rights")
    def uplift(self) -> Expr:
        """What usage rights and exclusivity add on average."""
        return ONE + self.rights_share * self.rights_uplift + self.exclusivity_share * self.exclusivity_uplift

    @rate("money/deal")
    def fee(self) -> Expr:
        """The average fee of a new deal: by views, at least your floor, with the uplift for rights."""
        return larger_of(self.fee_by_views, self.fee_floor) * self.uplift

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

    @flag(label="Deals within capacity")
    def deals_fit(self) -> Condition:
        """1 in the months that have no more new deals than you can take on."""
        return self.deals <= self.capacity

    @check("New deals stay within capacity")
    def within_capacity(self) -> Condition:
        """No month has more new deals than you can take on."""
        return agrees(lowest(self.deals_fit), ONE)

    @check("Sponsorships: fees = earned + commission")
    def fees_split(self) -> Condition:
        """Fees before commission are earnings plus commission."""
        return agrees(total(self.gross), total(self.earned) + total(self.commission))

    @alert("Sponsored videos fit into your videos")
    def videos_fit(self) -> Condition:
        """Over the plan, no more sponsored videos than videos."""
        return total(self.sponsored_videos) <= total(self.audience.videos_made)
