"""The audience: what the recommendation system gives you, in views, followers and clicks."""

from __future__ import annotations

from revenue_planner.ground.units import UnitWords
from revenue_planner.language import (
    MONTHS_ELAPSED,
    MONTHS_PER_YEAR,
    ONE,
    REACH,
    WEEKS_PER_MONTH,
    ZERO,
    Answer,
    Assume,
    AssumeSeason,
    Condition,
    Expr,
    Stream,
    agrees,
    at_least,
    at_most,
    balance,
    check,
    closing,
    figure,
    line,
    lowest,
    opening_of,
    rate,
    seasonal,
    total,
    when,
)

BUFFER = "https://moka.ec/archives/29549 (Buffer, 11.4 million posts)"
ONE_ACCOUNT = "CyberSystema/okn-analytics, raw export of one account, March 2026"
FACTORY = "https://emplicit.co/tiktok-engagement-rate-benchmarks-2025"
LINK_FUNNEL = "https://www.hopp.co/post/understanding-ctr-and-clicks-on-your-link-in-bio"
HEURISTIC = "assumption (planning heuristic: no platform publishes its weights)"


class Audience(Stream):
    """Views come from the For You feed and from followers; followers come from views."""

    units = (
        UnitWords("views", "view", whole=True),
        UnitWords("kviews", "kview"),
        UnitWords("kview", spoken="1,000 views"),
        UnitWords("videos", "video"),
        UnitWords("followers", "follower", whole=True),
        UnitWords("visits", "visit", whole=True),
        UnitWords("clicks", "click", whole=True),
        UnitWords("views/video", whole=True),
        UnitWords("follower/view", per_cent=True),
        UnitWords("visit/view", per_cent=True),
        UnitWords("click/visit", per_cent=True),
        UnitWords("click/view", per_cent=True),
    )
    name = "audience"
    title = "Audience"
    position = 0

    age = Assume(25, "years", "Your age", low=18, high=60, maximum=120, nature="fact", note="at the start of the plan; some programmes ask for 18")
    opening_followers = Assume(10_000, "followers", "Followers today", low=1_000, high=250_000, nature="fact", note="on the day before the first month")
    opening_views = Assume(200_000, "views", "Views last month", minimum=1, low=5_000, high=5_000_000, nature="fact", note="all your videos together, in the month before the plan")
    videos = Assume(16, "videos", "Videos a month", low=4, high=60, by_month=True, nature="choice", note="what you will post")
    for_you_views_per_video = Assume(8_000, "views/video", "For You views per video", low=500, high=60_000, moves_with=REACH, note="what a typical (median) video gets from the feed today")
    rhythm_today = Assume(1.0, "factor", "Rhythm already in that figure", low=1.0, high=1.34, minimum=0.1, maximum=10, nature="fact", note="1.00: measured at one post a week; use your band's factor below if you already post more")
    rhythm_regular_bar = Assume(2, "videos/week", "Regular rhythm from", low=2, high=2, nature="fact", source=BUFFER)
    rhythm_frequent_bar = Assume(6, "videos/week", "Frequent rhythm from", low=6, high=6, nature="fact", source=BUFFER)
    rhythm_daily_bar = Assume(11, "videos/week", "Intense rhythm from", low=11, high=11, nature="fact", source=BUFFER)
    rhythm_rare = Assume(1.00, "factor", "Views per video, rare rhythm", low=1.0, high=1.0, maximum=100, nature="fact", source=BUFFER)
    rhythm_regular = Assume(1.17, "factor", "Views per video, regular rhythm", low=1.0, high=1.25, maximum=100, nature="fact", source=BUFFER)
    rhythm_frequent = Assume(1.29, "factor", "Views per video, frequent rhythm", low=1.0, high=1.40, maximum=100, nature="fact", source=BUFFER)
    rhythm_daily = Assume(1.34, "factor", "Views per video, intense rhythm", low=1.0, high=1.50, maximum=100, nature="fact", source=BUFFER)

    completion_rate = Assume(0.30, "share", "Completion rate, yours", low=0.10, high=0.60, moves_with=REACH, note="share of viewers who watch to the end")
    completion_benchmark = Assume(0.30, "share", "Completion rate, benchmark", low=0.25, high=0.40, minimum=0.001, nature="fact", source="https://calculatecreator.com/calculators/completion-rate")
    rewatch_rate = Assume(0.08, "share", "Rewatch rate, yours", low=0.02, high=0.20, moves_with=REACH)
    rewatch_benchmark = Assume(0.08, "share", "Rewatch rate, benchmark", low=0.05, high=0.15, minimum=0.001, nature="fact")
    like_rate = Assume(0.055, "share", "Likes per view", low=0.02, high=0.13, moves_with=REACH, source=ONE_ACCOUNT)
    comment_rate = Assume(0.005, "share", "Comments per view", low=0.001, high=0.02, moves_with=REACH, source=ONE_ACCOUNT)
    share_rate = Assume(0.007, "share", "Shares per view", low=0.001, high=0.02, moves_with=REACH, source=ONE_ACCOUNT)
    save_rate = Assume(0.008, "share", "Saves per view", low=0.001, high=0.03, moves_with=REACH)
    engagement_benchmark = Assume(0.075, "share", "Engagement rate, benchmark", low=0.029, high=0.10, minimum=0.001, nature="fact", source=FACTORY, note="7.5 % under 100,000 followers; 5.1 % to 500,000; 4.5 % to a million")
    quality = Assume(7, "score", "Picture and sound quality, yours", low=4, high=10, maximum=10, nature="choice", note="your own judgement out of 10")
    quality_benchmark = Assume(7, "score", "Picture and sound quality, benchmark", low=6, high=8, minimum=0.1, maximum=10, nature="fact")
    niche_consistency = Assume(0.80, "share", "Videos in your niche, yours", low=0.4, high=1.0, nature="choice")
    niche_benchmark = Assume(0.80, "share", "Videos in your niche, benchmark", low=0.7, high=0.9, minimum=0.001, nature="fact")
    posting_time_fit = Assume(0.60, "share", "Posts at good hours, yours", low=0.2, high=1.0, nature="choice")
    posting_time_benchmark = Assume(0.60, "share", "Posts at good hours, benchmark", low=0.4, high=0.8, minimum=0.001, nature="fact")
    completion_weight = Assume(0.30, "share", "Weight of completion", low=0.2, high=0.4, nature="fact", source=HEURISTIC)
    rewatch_weight = Assume(0.15, "share", "Weight of rewatching", low=0.05, high=0.25, nature="fact", source=HEURISTIC)
    engagement_weight = Assume(0.25, "share", "Weight of engagement", low=0.15, high=0.35, nature="fact", source=HEURISTIC)
    quality_weight = Assume(0.10, "share", "Weight of quality", low=0.05, high=0.2, nature="fact", source=HEURISTIC)
    niche_weight = Assume(0.10, "share", "Weight of niche", low=0.05, high=0.2, nature="fact", source=HEURISTIC)
    posting_time_weight = Assume(0.10, "share", "Weight of posting time", low=0.05, high=0.2, nature="fact", source=HEURISTIC)
    score_floor = Assume(0.5, "factor", "Score, never below", low=0.3, high=0.8, maximum=1, nature="fact", source=HEURISTIC)
    score_ceiling = Assume(1.5, "factor", "Score, never above", low=1.2, high=2.0, minimum=1, maximum=10, nature="fact", source=HEURISTIC)

    violation_risk = Assume(0.02, "share", "Chance of a violation in a month", low=0.0, high=0.10)
    violation_reach_loss = Assume(0.5, "share", "Reach lost when it happens", low=0.2, high=0.9)
    season_views = AssumeSeason((1.0,) * 12, "Season of views", note="1 is an ordinary month")
    reach_factor = Assume(1.0, "factor", "Reach factor", low=0.0, high=2.0, maximum=100, by_month=True, nature="fact", note="1 is normal; 0.5 halves all views of the month. Stress cases are written here")
    follower_reach = Assume(0.08, "views/video/follower", "Followers who see each video", low=0.02, high=0.20, maximum=10, moves_with=REACH, note="views each video gets from one follower on average, 0.08 = 8 %")
    follow_rate = Assume(0.003, "follower/view", "New followers per view", low=0.001, high=0.008, moves_with=REACH, source=ONE_ACCOUNT + " (0.77 %, a fast-growing account); base is judgement")
    unfollow_rate = Assume(0.01, "share", "Followers lost a month", low=0.002, high=0.03)
    profile_visit_rate = Assume(0.015, "visit/view", "Profile visits per view", low=0.01, high=0.03, source=ONE_ACCOUNT + " (1.5 %)")
    link_click_rate = Assume(0.03, "click/visit", "Link clicks per profile visit", low=0.01, high=0.10, source=LINK_FUNNEL)
    hours_per_video = Assume(3, "hours/video", "Hours to make a video", low=0.5, high=12)
    community_hours = Assume(15, "hours", "Hours for comments and messages", low=2, high=60, by_month=True, nature="choice", note="a month")

    @rate("years", label="Age")
    def age_now(self) -> Expr:
        """Your age in the month."""
        return self.age + MONTHS_ELAPSED / MONTHS_PER_YEAR

    @line("videos")
    def videos_made(self) -> Expr:
        """Videos you post this month."""
        return self.videos

    @rate("videos/week")
    def posts_per_week(self) -> Expr:
        """Videos of the month spread over its weeks."""
        return self.videos / WEEKS_PER_MONTH

    @rate("factor", label="Rhythm: step to regular")
    def rhythm_regular_step(self) -> Expr:
        """What posting regularly adds to views per video."""
        return when(self.posts_per_week >= self.rhythm_regular_bar, self.rhythm_regular - self.rhythm_rare, ZERO)

    @rate("factor", label="Rhythm: step to frequent")
    def rhythm_frequent_step(self) -> Expr:
        """What posting frequently adds on top."""
        return when(self.posts_per_week >= self.rhythm_frequent_bar, self.rhythm_frequent - self.rhythm_regular, ZERO)

    @rate("factor", label="Rhythm: step to intense")
    def rhythm_daily_step(self) -> Expr:
        """What posting more than daily adds on top."""
        return when(self.posts_per_week >= self.rhythm_daily_bar, self.rhythm_daily - self.rhythm_frequent, ZERO)

    @rate("factor")
    def rhythm_factor(self) -> Expr:
        """How much more views each video gets because you post more often."""
        steps = self.rhythm_regular_step + self.rhythm_frequent_step + self.rhythm_daily_step
        return (self.rhythm_rare + steps) / self.rhythm_today

    @rate("factor", label="Completion against benchmark")
    def completion_score(self) -> Expr:
        """Your completion rate over the benchmark."""
        return self.completion_rate / self.completion_benchmark

    @rate("factor", label="Rewatching against benchmark")
    def rewatch_score(self) -> Expr:
        """Your rewatch rate over the benchmark."""
        return self.rewatch_rate / self.rewatch_benchmark

    @rate("factor", label="Quality against benchmark")
    def quality_score(self) -> Expr:
        """Your picture and sound quality over the benchmark."""
        return self.quality / self.quality_benchmark

    @rate("factor", label="Niche against benchmark")
    def niche_score(self) -> Expr:
        """Your consistency of topic over the benchmark."""
        return self.niche_consistency / self.niche_benchmark

    @rate("factor", label="Posting time against benchmark")
    def posting_time_score(self) -> Expr:
        """Your share of posts at good hours over the benchmark."""
        return self.posting_time_fit / self.posting_time_benchmark

    @rate("share")
    def engagement_rate(self) -> Expr:
        """Likes, comments, shares and saves per view."""
        return self.like_rate + self.comment_rate + self.share_rate + self.save_rate

    @rate("factor", label="Score before engagement")
    def score_of_watching(self) -> Expr:
        """Weighted score of completion, rewatching and quality."""
        return (
            self.completion_weight * self.completion_score
            + self.rewatch_weight * self.rewatch_score
            + self.quality_weight * self.quality_score
        )

    @rate("factor", label="Score of habits")
    def score_of_habits(self) -> Expr:
        """Weighted score of niche consistency and posting time."""
        return self.niche_weight * self.niche_score + self.posting_time_weight * self.posting_time_score

    @rate("factor", label="Score of engagement")
    def score_of_engagement(self) -> Expr:
        """Weighted score of engagement against its benchmark."""
        return self.engagement_weight * (self.engagement_rate / self.engagement_benchmark)

    @rate("factor")
    def recommendation_score(self) -> Expr:
        """How well your videos fit what the feed rewards; 1.00 is as today. A planning heuristic."""
        weighted = self.score_of_watching + self.score_of_engagement + self.score_of_habits
        return at_most(at_least(weighted, self.score_floor), self.score_ceiling)

    @rate("factor")
    def season(self) -> Expr:
        """The season of views in this calendar month."""
        return seasonal(self.season_views)

    @rate("share")
    def violation_loss(self) -> Expr:
        """Reach lost to violations on average: their chance times the loss."""
        return self.violation_risk * self.violation_reach_loss

    @rate("views/video", label="For You views")
    def for_you_views(self) -> Expr:
        """Views of one video from the For You feed."""
        return (
            self.for_you_views_per_video
            * self.rhythm_factor
            * self.recommendation_score
            * self.season
            * (ONE - self.violation_loss)
        )

    @rate("views/video")
    def follower_views(self) -> Expr:
        """Views of one video from people who followed you before this month."""
        return self.followers.previous * self.follower_reach

    @rate("views/video")
    def views_per_video(self) -> Expr:
        """All views of one video, after the month's reach factor."""
        return (self.for_you_views + self.follower_views) * self.reach_factor

    @line("views", opening=lambda self: self.opening_views)
    def views(self) -> Expr:
        """Views of all videos of the month."""
        return self.videos * self.views_per_video

    @rate("followers", label="Followers at the start")
    def followers_open(self) -> Expr:
        """Followers on the first day of the month."""
        return self.followers.previous

    @line("followers")
    def followers_gained(self) -> Expr:
        """People who follow you after seeing a video."""
        return self.views * self.follow_rate

    @line("followers")
    def followers_lost(self) -> Expr:
        """Followers who leave."""
        return self.followers.previous * self.unfollow_rate

    @balance("followers", opening=lambda self: self.opening_followers)
    def followers(self) -> Expr:
        """Followers at the end of the month: before, plus gained, less lost."""
        return self.followers.previous + self.followers_gained - self.followers_lost

    @line("visits")
    def profile_visits(self) -> Expr:
        """People who open your profile."""
        return self.views * self.profile_visit_rate

    @line("clicks")
    def link_clicks(self) -> Expr:
        """Clicks on the link in your profile."""
        return self.profile_visits * self.link_click_rate

    @line("hours")
    def hours(self) -> Expr:
        """Your time for making videos and for your community."""
        return self.videos * self.hours_per_video + self.community_hours

    @figure("followers", label="Followers at the end", answer=Answer("Audience"))
    def followers_end(self) -> Expr:
        """Followers at the end of the plan."""
        return closing(self.followers)

    @figure("views", label="Views in the whole plan", answer=Answer("Audience"))
    def views_total(self) -> Expr:
        """All views of the plan's months."""
        return total(self.views)

    @figure("share", label="Sum of the score's weights")
    def weights(self) -> Expr:
        """The six weights together; they should make 100 %."""
        watching = self.completion_weight + self.rewatch_weight + self.engagement_weight
        return watching + self.quality_weight + self.niche_weight + self.posting_time_weight

    @check("The score's weights make 100 %")
    def weights_are_whole(self) -> Condition:
        """The six weights of the recommendation score sum to 100 %."""
        return agrees(self.weights, ONE)

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

    @check("The score's floor is below its ceiling")
    def score_limits_in_order(self) -> Condition:
        """The recommendation score's floor does not exceed its ceiling."""
        return self.score_floor <= self.score_ceiling

    @check("Rhythm bars rise")
    def rhythm_bars_in_order(self) -> Condition:
        """Each rhythm's bar lies at or above the one before."""
        lower, higher = self.rhythm_frequent_bar - self.rhythm_regular_bar, self.rhythm_daily_bar - self.rhythm_frequent_bar
        return (at_most(lower, higher) >= ZERO).among(self.rhythm_daily_bar)
