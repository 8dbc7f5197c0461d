"""What TikTok shows of the last 28 days: the figures that everything else of the audience follows from."""

from __future__ import annotations

from revenue_planner.ground.units import UnitWords
from revenue_planner.language import (
    DAYS_PER_MONTH,
    REACH,
    WEEKS_PER_MONTH,
    Assume,
    AssumeMonth,
    BySize,
    Expr,
    Stream,
    figure,
    known,
    when,
)

OVERVIEW = "TikTok Studio > Analytics > Overview, last 28 days"
VIDEOS = "likes of 4,861 accounts (github skmtr1/TIDES-TikTok-Influencer-dataset, 2023), views of 195 accounts (github vphuhan/21KHDL-TikTok-Analytics, 2025; KGSpindler/2026-Politician-Tiktok-Analysis, 2026)"
ENGAGEMENT = "195 accounts, 38,500 videos (github vphuhan/21KHDL-TikTok-Analytics, 2025; KGSpindler/2026-Politician-Tiktok-Analysis, 2026), pooled by hand"
SOURCES_OF_VIEWS = "https://quso.ai/research/how-the-tiktok-algorithm-works (31,059 posts); slope by size is judgement"
AS_OF = "2026-11-27"


class Measured(Stream):
    """Totals as TikTok Studio shows them. Typed over a window of days, and turned into a month of 30.4 days."""

    units = (
        UnitWords("views", "view", whole=True),
        UnitWords("kviews", "kview"),
        UnitWords("kview", spoken="1,000 views"),
        UnitWords("videos", "video"),
        UnitWords("followers", "follower", whole=True),
        UnitWords("visits", "visit", whole=True),
        UnitWords("clicks", "click", whole=True),
        UnitWords("reactions", "reaction", whole=True),
        UnitWords("views/video", whole=True),
        UnitWords("follower/view", per_cent=True),
        UnitWords("visit/view", per_cent=True),
        UnitWords("click/visit", per_cent=True),
        UnitWords("click/view", per_cent=True),
        UnitWords("reaction/view", per_cent=True),
    )
    name = "audience.measured"
    title = "Audience, measured"
    position = -1

    views = Assume(None, "views", "Views", measured=True, required=True, low=2_000, high=20_000_000, minimum=1, nature="fact", as_of=AS_OF, source=OVERVIEW, note="all your videos together, in the days measured")
    videos = Assume(None, "videos", "Videos posted", measured=True, required=True, low=1, high=60, minimum=0.1, maximum=10_000, nature="fact", as_of=AS_OF, source=OVERVIEW, note="in the days measured")
    new_followers = Assume(None, "followers", "New followers", measured=True, low=0, high=100_000, nature="fact", as_of=AS_OF, source=OVERVIEW, note="gained, before those who left; left out: what is usual for your size")
    profile_views = Assume(None, "visits", "Profile views", measured=True, low=0, high=500_000, nature="fact", as_of=AS_OF, source=OVERVIEW)
    link_clicks = Assume(None, "clicks", "Clicks on your profile link", measured=True, low=0, high=50_000, nature="fact", as_of=AS_OF, source="your link tool", note="in the days measured")
    likes = Assume(None, "reactions", "Likes", measured=True, low=0, high=1_000_000, nature="fact", as_of=AS_OF, source=OVERVIEW)
    comments = Assume(None, "reactions", "Comments", measured=True, low=0, high=50_000, nature="fact", as_of=AS_OF, source=OVERVIEW)
    shares = Assume(None, "reactions", "Shares", measured=True, low=0, high=100_000, nature="fact", as_of=AS_OF, source=OVERVIEW)
    saves = Assume(None, "reactions", "Saves", measured=True, low=0, high=100_000, nature="fact", as_of=AS_OF, source="TikTok Studio > Content, each video's analytics")
    typical_views = Assume(None, "views/video", "Views of a typical video", measured=True, low=100, high=2_000_000, nature="fact", as_of=AS_OF, source="the middle one of your last 20 videos", note="what brands look at; far below the average where a hit is among them")
    follower_view_share = Assume(BySize((0.002, 0.008, 0.05), (0.002, 0.008, 0.05), (0.003, 0.012, 0.07), (0.004, 0.02, 0.10), (0.005, 0.03, 0.12)), "share", "Views from followers", maximum=0.95, nature="fact", as_of=AS_OF, source=SOURCES_OF_VIEWS, note="a video's traffic source Following")
    days = Assume(28, "days", "Days measured", low=7, high=60, minimum=1, maximum=366, nature="fact", as_of=AS_OF, source="as TikTok Studio shows")
    until = AssumeMonth(0, "Measured up to", low=-12, high=1, before_plan=True, as_of=AS_OF, note="the month in which the days end; its season is divided out")

    mean_to_median = Assume(BySize((1.4, 2.4, 4.7), (1.5, 2.2, 4), (1.6, 2.2, 3.6), (1.3, 2.0, 3.3), (1.3, 1.9, 2.5)), "factor", "Average video against a typical one", minimum=0.1, maximum=1000, nature="fact", as_of=AS_OF, source=VIDEOS, note="used where the views of a typical video are not stated")
    follow_rate = Assume(BySize((0.0010, 0.0042, 0.016), (0.0009, 0.0034, 0.011), (0.0010, 0.0033, 0.010), (0.0009, 0.0030, 0.009), (0.0009, 0.0025, 0.007)), "follower/view", "New followers per view", moves_with=REACH, as_of=AS_OF, source=VIDEOS, note="used where new followers are not stated")
    profile_visit_rate = Assume(BySize((0.003, 0.008, 0.030), (0.0025, 0.006, 0.018), (0.002, 0.005, 0.015), (0.002, 0.005, 0.014), (0.0015, 0.0045, 0.013)), "visit/view", "Profile views per view", as_of=AS_OF, source="exports of five creators, 2025 and 2026 (low certainty)", note="used where profile views are not stated")
    link_click_rate = Assume(0.03, "click/visit", "Link clicks per profile view", low=0.008, high=0.12, as_of=AS_OF, source="https://www.hopp.co/post/understanding-ctr-and-clicks-on-your-link-in-bio and two guides that disagree (low certainty)", note="used where link clicks are not stated")
    like_rate = Assume(BySize((0.015, 0.038, 0.070), (0.018, 0.042, 0.085), (0.022, 0.040, 0.075), (0.022, 0.042, 0.080), (0.024, 0.047, 0.11)), "reaction/view", "Likes per view", as_of=AS_OF, source=ENGAGEMENT, note="used where likes are not stated")
    comment_rate = Assume(BySize((0.0004, 0.0013, 0.0032), (0.0003, 0.0010, 0.0026), (0.0003, 0.0007, 0.002), (0.0002, 0.0006, 0.0018), (0.00015, 0.0005, 0.0015)), "reaction/view", "Comments per view", as_of=AS_OF, source=ENGAGEMENT, note="used where comments are not stated")
    share_rate = Assume(BySize((0.0007, 0.0028, 0.008), (0.0007, 0.0028, 0.009), (0.0007, 0.0025, 0.007), (0.0005, 0.0020, 0.006), (0.0003, 0.0012, 0.004)), "reaction/view", "Shares per view", as_of=AS_OF, source=ENGAGEMENT, note="used where shares are not stated")
    save_rate = Assume(BySize((0.0010, 0.0023, 0.0055), (0.0010, 0.0023, 0.0055), (0.0011, 0.0021, 0.0050), (0.0011, 0.0020, 0.0046), (0.0010, 0.0020, 0.0046)), "reaction/view", "Saves per view", as_of=AS_OF, source=ENGAGEMENT, note="used where saves are not stated")

    @figure("factor", label="A month against the days measured")
    def month_to_window(self) -> Expr:
        """A month of 30.4 days over the days that were measured."""
        return DAYS_PER_MONTH / self.days

    @figure("views", label="Measured views a month")
    def views_a_month(self) -> Expr:
        """Views of the days measured, as a month."""
        return self.views * self.month_to_window

    @figure("videos", label="Measured videos a month")
    def videos_a_month(self) -> Expr:
        """Videos of the days measured, as a month."""
        return self.videos * self.month_to_window

    @figure("videos/week", label="Measured videos a week")
    def videos_a_week(self) -> Expr:
        """Videos of the days measured, spread over weeks."""
        return self.videos_a_month / WEEKS_PER_MONTH

    @figure("views/video", label="Measured views per video")
    def views_per_video(self) -> Expr:
        """The average: all views over all videos. Totals hang on it, whatever a typical video gets."""
        return self.views / self.videos

    @figure("views/video", label="Views of a typical video, today")
    def typical_video(self) -> Expr:
        """As stated; else the average over what is usual between the two."""
        return when(known(self.typical_views), self.typical_views, self.views_per_video / self.mean_to_median)

    @figure("follower/view", label="New followers per view, today")
    def follow_rate_today(self) -> Expr:
        """As measured, else as usual."""
        return when(known(self.new_followers), self.new_followers / self.views, self.follow_rate)

    @figure("visit/view", label="Profile views per view, today")
    def profile_visit_rate_today(self) -> Expr:
        """As measured, else as usual."""
        return when(known(self.profile_views), self.profile_views / self.views, self.profile_visit_rate)

    @figure("click/view", label="Link clicks per view, today")
    def link_clicks_per_view(self) -> Expr:
        """As measured, else profile views per view times what is usual of them."""
        usual = self.profile_visit_rate_today * self.link_click_rate
        return when(known(self.link_clicks), self.link_clicks / self.views, usual)

    @figure("reaction/view", label="Likes per view, today")
    def likes_today(self) -> Expr:
        """As measured, else as usual."""
        return when(known(self.likes), self.likes / self.views, self.like_rate)

    @figure("reaction/view", label="Comments per view, today")
    def comments_today(self) -> Expr:
        """As measured, else as usual."""
        return when(known(self.comments), self.comments / self.views, self.comment_rate)

    @figure("reaction/view", label="Shares per view, today")
    def shares_today(self) -> Expr:
        """As measured, else as usual."""
        return when(known(self.shares), self.shares / self.views, self.share_rate)

    @figure("reaction/view", label="Saves per view, today")
    def saves_today(self) -> Expr:
        """As measured, else as usual."""
        return when(known(self.saves), self.saves / self.views, self.save_rate)

    @figure("reaction/view", label="Engagement rate, today")
    def engagement_today(self) -> Expr:
        """Likes, comments, shares and saves per view."""
        return self.likes_today + self.comments_today + self.shares_today + self.saves_today
