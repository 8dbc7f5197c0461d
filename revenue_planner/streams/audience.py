"""The audience: what the recommendation system gives you, in views, followers and clicks."""

from __future__ import annotations

from revenue_planner.language import (
    MONTHS_ELAPSED,
    MONTHS_PER_YEAR,
    ONE,
    ONE_MONTH,
    REACH,
    WEEKS_PER_MONTH,
    ZERO,
    Answer,
    Assume,
    AssumeSeason,
    Beside,
    BySize,
    Condition,
    Expr,
    Stream,
    Uses,
    agrees,
    alert,
    at_least,
    at_most,
    balance,
    check,
    closing,
    figure,
    known,
    left_after_a_month,
    line,
    lowest,
    opening_of,
    rate,
    season_in,
    seasonal,
    square_root,
    total,
    when,
)
from revenue_planner.streams.measured import AS_OF, Measured
from revenue_planner.streams.score import Score

BUFFER = "https://moka.ec/archives/29549 (Buffer, 11.4 million posts); 195 accounts show no link, so the middle is lower"
REACH_BY_SIZE = "views per video grow as followers to the power 0.5 to 0.75 (github skmtr1/TIDES-TikTok-Influencer-dataset, 4,861 accounts, 2023; vphuhan/21KHDL-TikTok-Analytics, 2025)"
POSTING_MORE = "elasticity 0.3 between accounts, 1 within them (the same two sets); judgement between"
GROWTH = "judgement: it closes followers gained over an account's life with what is usual per view; no benchmark exists"


class Audience(Stream):
    """What was measured repeats itself, unless something is planned to change: every factor is 1 today."""

    name = "audience"
    title = "Audience"
    position = 0
    sections = (Score,)
    sections_last = True

    measured = Uses(Measured)
    score = Beside(Score)

    age = Assume(18, "years", "Your age", low=18, high=60, maximum=120, nature="fact", note="at the start of the plan; some programmes ask for 18, which is taken where you do not say")
    followers_today = Assume(None, "followers", "Followers today", measured=True, required=True, low=1_000, high=2_000_000, minimum=1, nature="fact", as_of=AS_OF, note="on the day before the first month")
    videos = Assume(None, "videos", "Videos a month", low=1, high=60, by_month=True, nature="choice", as_of=AS_OF, note="what you will post; left out: as measured")
    views_carried_on = Assume(1, "factor", "Part of the measured views that carries on", low=0.66, high=1.5, maximum=100, moves_with=REACH, as_of=AS_OF, source="the error of an average of 20 videos (github vphuhan/21KHDL-TikTok-Analytics, 2025)", note="1: the days measured were usual ones; less where a hit was among them")
    extra_video_views = Assume(0.85, "share", "Views of a video beyond today's number", low=0.6, high=0.97, moves_with=REACH, as_of=AS_OF, source=POSTING_MORE, note="what posting more brings per video, 1: as much as the others")
    reach_growth = Assume(0, "share/month", "Growth of reach a month, at first", low=-0.05, high=0.05, minimum=-0.5, maximum=1, nature="choice", as_of=AS_OF, note="a trend of your own, apart from followers; it fades")
    reach_growth_half_life = Assume(6, "months", "That growth halves every", low=3, high=12, minimum=0.1, maximum=600, nature="choice", as_of=AS_OF)
    size_effect = Assume(1.0, "factor", "How reach follows your size", low=0.4, high=1.3, maximum=10, moves_with=REACH, as_of=AS_OF, source=REACH_BY_SIZE, note="1: views per video rise with the square root of followers; 0: not at all")
    rhythm_regular_bar = Assume(2, "videos/week", "Regular rhythm from", low=2, high=2, nature="fact", source=BUFFER)
    rhythm_frequent_bar = Assume(6, "videos/week", "Frequent rhythm from", low=6, high=6, nature="fact", source=BUFFER)
    rhythm_daily_bar = Assume(11, "videos/week", "Intense rhythm from", low=11, high=11, nature="fact", source=BUFFER)
    rhythm_rare = Assume(1.00, "factor", "Views in a rare rhythm", low=1.0, high=1.0, minimum=0.01, maximum=100, nature="fact", source=BUFFER)
    rhythm_regular = Assume(1.10, "factor", "Views in a regular rhythm", low=1.0, high=1.25, minimum=0.01, maximum=100, nature="fact", as_of=AS_OF, source=BUFFER)
    rhythm_frequent = Assume(1.15, "factor", "Views in a frequent rhythm", low=1.0, high=1.40, minimum=0.01, maximum=100, nature="fact", as_of=AS_OF, source=BUFFER)
    rhythm_daily = Assume(1.18, "factor", "Views in an intense rhythm", low=0.95, high=1.50, minimum=0.01, maximum=100, nature="fact", as_of=AS_OF, source=BUFFER)
    season_views = AssumeSeason((1.0,) * 12, "Season of views", low=0.85, high=1.15, as_of=AS_OF, note="1 is an ordinary month")
    promotion = Assume(0, "money", "Promotion of videos a month", low=0, high=1_000, by_month=True, nature="choice", as_of=AS_OF, note="TikTok's Promote and other paid reach; a cost of the business")
    promotion_views = Assume(None, "views/money", "Views for each unit of money promoted", low=20, high=400, maximum=1_000_000, nature="choice", as_of=AS_OF, source="TikTok Promote shows it before you pay", note="left out: promotion brings nothing")
    reach_factor = Assume(1.0, "factor", "Reach factor", low=0.0, high=2.0, maximum=100, by_month=True, nature="fact", note="1 is normal; 0.5 halves all views of the month. Stress cases are written here")
    unfollow_rate = Assume(BySize((0.001, 0.004, 0.012), (0.0015, 0.005, 0.012), (0.002, 0.006, 0.012), (0.002, 0.006, 0.013), (0.003, 0.007, 0.015)), "share", "Followers lost a month", as_of=AS_OF, source=GROWTH)
    ceiling_multiple = Assume(10, "factor", "Most followers, in multiples of today's", low=5, high=25, minimum=1.001, maximum=1_000_000, nature="fact", as_of=AS_OF, source=GROWTH, note="growth slows down towards it")
    hours_per_video = Assume(BySize((0.7, 2.5, 7), (0.7, 2.5, 7), (0.7, 2.5, 7), (0.7, 2.5, 7), (1.5, 4, 12)), "hours/video", "Hours to make a video", as_of=AS_OF)
    community_hours = Assume(15, "hours", "Hours for comments and messages", low=2, high=60, by_month=True, nature="choice", note="a month")

    @rate("years", label="Age")
    def age_now(self) -> Expr:
        """Your age in the month."""
        return self.age + MONTHS_ELAPSED / MONTHS_PER_YEAR

    @line("videos")
    def videos_made(self) -> Expr:
        """Videos you post this month: as planned, else as many as measured."""
        return when(known(self.videos), self.videos, self.measured.videos_a_month)

    @line("videos", label="Videos beyond today's number")
    def extra_videos(self) -> Expr:
        """Videos more than were posted when the views were measured."""
        return at_least(self.videos_made - self.measured.videos_a_month, ZERO)

    @rate("factor", label="Views per video, posting more")
    def posting_factor(self) -> Expr:
        """Videos beyond today's number bring less, so the average falls; 1 with as many or fewer."""
        usual = self.videos_made - self.extra_videos * (ONE - self.extra_video_views)
        return when(self.videos_made > ZERO, usual / self.videos_made, ONE)

    @rate("videos/week")
    def posts_per_week(self) -> Expr:
        """Videos of the month spread over its weeks."""
        return self.videos_made / WEEKS_PER_MONTH

    @rate("factor", label="Step to a regular rhythm")
    def rhythm_regular_step(self) -> Expr:
        """What posting regularly adds to views per video."""
        return when(self.posts_per_week >= self.rhythm_regular_bar, self.rhythm_regular - self.rhythm_rare, ZERO)

    @rate("factor", label="Step to a frequent rhythm")
    def rhythm_frequent_step(self) -> Expr:
        """What posting frequently adds on top."""
        return when(self.posts_per_week >= self.rhythm_frequent_bar, self.rhythm_frequent - self.rhythm_regular, ZERO)

    @rate("factor", label="Step to an intense rhythm")
    def rhythm_daily_step(self) -> Expr:
        """What posting more than daily adds on top."""
        return when(self.posts_per_week >= self.rhythm_daily_bar, self.rhythm_daily - self.rhythm_frequent, ZERO)

    @figure("factor", label="Regular rhythm today")
    def regular_step_today(self) -> Expr:
        """The same, of the rhythm in which the views were measured."""
        weekly = self.measured.videos_a_week
        return when(weekly >= self.rhythm_regular_bar, self.rhythm_regular - self.rhythm_rare, ZERO)

    @figure("factor", label="Frequent rhythm today")
    def frequent_step_today(self) -> Expr:
        """The same, of the rhythm in which the views were measured."""
        weekly = self.measured.videos_a_week
        return when(weekly >= self.rhythm_frequent_bar, self.rhythm_frequent - self.rhythm_regular, ZERO)

    @figure("factor", label="Intense rhythm today")
    def daily_step_today(self) -> Expr:
        """The same, of the rhythm in which the views were measured."""
        weekly = self.measured.videos_a_week
        return when(weekly >= self.rhythm_daily_bar, self.rhythm_daily - self.rhythm_frequent, ZERO)

    @figure("factor", label="Rhythm when measured")
    def rhythm_today(self) -> Expr:
        """Views per video in the rhythm in which they were measured, against a rare one."""
        return self.rhythm_rare + self.regular_step_today + self.frequent_step_today + self.daily_step_today

    @rate("factor")
    def rhythm_factor(self) -> Expr:
        """How much more views each video gets because you post more often than when they were measured."""
        steps = self.rhythm_regular_step + self.rhythm_frequent_step + self.rhythm_daily_step
        return (self.rhythm_rare + steps) / self.rhythm_today

    @figure("share", label="Of that growth, left after a month")
    def reach_growth_left(self) -> Expr:
        """The part of the growth of reach that is left a month later."""
        return left_after_a_month(self.reach_growth_half_life)

    @balance("share/month", opening=lambda self: self.reach_growth, label="Growth of reach next month")
    def reach_growth_next(self) -> Expr:
        """The growth of reach fades month by month."""
        return self.reach_growth_next.previous * self.reach_growth_left

    @balance("factor", opening=lambda self: ONE, label="Trend of reach")
    def trend(self) -> Expr:
        """Reach against today's by the trend of your own."""
        return self.trend.previous * (ONE + self.reach_growth_next.previous * ONE_MONTH)

    @rate("factor")
    def discovery(self) -> Expr:
        """How much the feed spreads each video, against today."""
        return self.trend * self.rhythm_factor * self.score.recommendation_score

    @rate("factor", label="Followers against today")
    def followers_index(self) -> Expr:
        """Followers at the start of the month over today's."""
        return self.followers.previous / self.followers_today

    @rate("factor", label="Reach by size")
    def size_factor(self) -> Expr:
        """Reach grows with the account, less than in proportion: with the root of its followers."""
        return at_least(ONE + self.size_effect * (square_root(self.followers_index) - ONE), ZERO)

    @figure("factor", label="Season when measured")
    def season_today(self) -> Expr:
        """The season of views in the month of the days measured; an ordinary one where that month has none."""
        found = season_in(self.season_views, self.measured.until)
        return when(found > ZERO, found, ONE)

    @rate("factor")
    def season(self) -> Expr:
        """The season of views in this calendar month, against that of the days measured."""
        return seasonal(self.season_views) / self.season_today

    @rate("factor", label="What all videos share")
    def month_factor(self) -> Expr:
        """Size, season, posting more, and the month's reach factor."""
        return self.size_factor * self.season * self.posting_factor * self.reach_factor

    @figure("views/video", label="Views per video, carried on")
    def views_per_video_today(self) -> Expr:
        """The average video of the days measured, as far as it carries on."""
        return self.measured.views_per_video * self.views_carried_on

    @rate("views/video", label="For You views")
    def for_you_views(self) -> Expr:
        """Views of one video from the feed and search."""
        strangers = self.views_per_video_today * (ONE - self.measured.follower_view_share)
        return strangers * self.discovery * self.month_factor

    @rate("views/video")
    def follower_views(self) -> Expr:
        """Views of one video from people who followed you before this month."""
        own = self.views_per_video_today * self.measured.follower_view_share
        return own * self.followers_index * self.month_factor

    @rate("views/video")
    def views_per_video(self) -> Expr:
        """All views of an average video."""
        return self.for_you_views + self.follower_views

    @rate("factor", label="Views per video against today")
    def reach_index(self) -> Expr:
        """Views per video over those of the days measured."""
        return self.views_per_video / self.measured.views_per_video

    @rate("views/video", label="Views of a typical video")
    def typical_views(self) -> Expr:
        """The middle video rather than the average: what brands look at."""
        return self.measured.typical_video * self.reach_index

    @figure("views/money", label="Views for promotion, in use")
    def promotion_return(self) -> Expr:
        """As stated, else none."""
        return when(known(self.promotion_views), self.promotion_views, ZERO)

    @figure("flag", label="Return of promotion is stated")
    def promotion_stated(self) -> Expr:
        """1 where the views that promotion brings are stated."""
        return when(known(self.promotion_views), ONE, ZERO)

    @line("money", label="Promotion")
    def promotion_cost(self) -> Expr:
        """What is paid for reach this month."""
        return self.promotion

    @line("views")
    def promoted_views(self) -> Expr:
        """Views that are paid for. They bring visits to your profile, and neither followers nor rewards."""
        return self.promotion * self.promotion_return

    @line("views", opening=lambda self: self.measured.views_a_month)
    def organic_views(self) -> Expr:
        """Views of all videos of the month that nobody pays for. Bars, pay and brands look at these."""
        return self.videos_made * self.views_per_video

    @line("views", opening=lambda self: self.measured.views_a_month)
    def views(self) -> Expr:
        """Views of all videos of the month, promoted ones among them."""
        return self.organic_views + self.promoted_views

    @rate("followers", label="Followers at the start")
    def followers_open(self) -> Expr:
        """Followers on the first day of the month."""
        return self.followers.previous

    @figure("followers", label="Most followers")
    def ceiling(self) -> Expr:
        """What the account may grow to."""
        return self.followers_today * self.ceiling_multiple

    @rate("factor", label="Room to grow")
    def room(self) -> Expr:
        """How far the account is from its ceiling, against today."""
        left = at_least(self.ceiling - self.followers.previous, ZERO)
        return left / (self.ceiling - self.followers_today)

    @line("followers", label="For You views that follow")
    def followers_offered(self) -> Expr:
        """People whom the feed's views would win at today's rate."""
        strangers = self.videos_made * self.for_you_views / (ONE - self.measured.follower_view_share)
        return strangers * self.measured.follow_rate_today

    @line("followers")
    def followers_gained(self) -> Expr:
        """People who follow you after seeing a video; fewer as the account nears its ceiling."""
        return self.followers_offered * self.room

    @line("followers")
    def followers_lost(self) -> Expr:
        """Followers who leave."""
        return self.followers.previous * self.unfollow_rate

    @balance("followers", opening=lambda self: self.followers_today)
    def followers(self) -> Expr:
        """Followers at the end of the month: before, plus gained, less lost."""
        return self.followers.previous + self.followers_gained - self.followers_lost

    @line("visits")
    def profile_visits(self) -> Expr:
        """People who open your profile."""
        return self.views * self.measured.profile_visit_rate_today

    @line("clicks")
    def link_clicks(self) -> Expr:
        """Clicks on the link in your profile."""
        return self.views * self.measured.link_clicks_per_view

    @line("hours")
    def hours(self) -> Expr:
        """Your time for making videos and for your community."""
        return self.videos_made * self.hours_per_video + self.community_hours

    @figure("followers", label="Followers at the end", answer=Answer("Audience"))
    def followers_end(self) -> Expr:
        """Followers at the end of the plan."""
        return closing(self.followers)

    @figure("views", label="Views in the whole plan", answer=Answer("Audience"))
    def views_total(self) -> Expr:
        """All views of the plan's months."""
        return total(self.views)

    @check("Followers: opening + gained − lost = closing")
    def followers_roll_forward(self) -> Condition:
        """The follower corkscrew closes over the whole plan."""
        moved = opening_of(self.followers) + total(self.followers_gained) - total(self.followers_lost)
        return agrees(moved, closing(self.followers))

    @check("Followers are never negative")
    def followers_are_positive(self) -> Condition:
        """No month ends with fewer than 0 followers."""
        return (lowest(self.followers) >= ZERO).among(opening_of(self.followers), total(self.followers_gained))

    @check("Views are never negative")
    def views_are_positive(self) -> Condition:
        """No month has fewer than 0 views."""
        return lowest(self.views) >= ZERO

    @alert("Promotion says what it brings")
    def promotion_returns(self) -> Condition:
        """Money is spent on promotion only where the views that it brings are stated."""
        return total(self.promotion_cost) <= total(self.promotion_cost) * self.promotion_stated

    @check("Rhythm bars rise")
    def rhythm_bars_in_order(self) -> Condition:
        """Each rhythm's bar lies at or above the one before."""
        lower, higher = self.rhythm_frequent_bar - self.rhythm_regular_bar, self.rhythm_daily_bar - self.rhythm_frequent_bar
        return (at_most(lower, higher) >= ZERO).among(self.rhythm_daily_bar)
