"""The recommendation score: what better videos would bring. A planning heuristic: no platform publishes its weights."""

from __future__ import annotations

from revenue_planner.language import (
    ONE,
    ZERO,
    Assume,
    Component,
    Condition,
    Expr,
    Uses,
    agrees,
    at_least,
    at_most,
    check,
    figure,
    known,
    rate,
    when,
)
from revenue_planner.streams.measured import AS_OF, Measured

HEURISTIC = "assumption (planning heuristic: no platform publishes its weights)"
GUIDES = "four guides that disagree by a factor of three, none with a method (low certainty)"
PLANNED = "what you plan; left out: as today"


class Score(Component):
    """A weighted mean of what is planned over what is so today: 1 where no improvement is planned."""

    title = "Audience"

    measured = Uses(Measured)

    completion_rate = Assume(0.30, "share", "Completion rate, today", low=0.15, high=0.55, minimum=0.001, nature="fact", as_of=AS_OF, source=GUIDES, note="share of viewers who watch to the end")
    completion_planned = Assume(None, "share", "Completion rate, planned", low=0.15, high=0.55, by_month=True, nature="choice", as_of=AS_OF, note=PLANNED)
    rewatch_rate = Assume(0.06, "share", "Rewatch rate, today", low=0.02, high=0.18, minimum=0.001, nature="fact", as_of=AS_OF)
    rewatch_planned = Assume(None, "share", "Rewatch rate, planned", low=0.02, high=0.18, by_month=True, nature="choice", as_of=AS_OF, note=PLANNED)
    engagement_planned = Assume(None, "reaction/view", "Engagement rate, planned", low=0.02, high=0.12, by_month=True, nature="choice", as_of=AS_OF, note="likes, comments, shares and saves per view; left out: as today")
    quality = Assume(7, "score", "Picture and sound, today", low=4, high=10, minimum=0.1, maximum=10, nature="fact", note="your own judgement out of 10")
    quality_planned = Assume(None, "score", "Picture and sound, planned", low=4, high=10, maximum=10, by_month=True, nature="choice", as_of=AS_OF, note=PLANNED)
    niche_consistency = Assume(0.80, "share", "Videos in your niche, today", low=0.4, high=1.0, minimum=0.001, nature="fact")
    niche_planned = Assume(None, "share", "Videos in your niche, planned", low=0.4, high=1.0, by_month=True, nature="choice", as_of=AS_OF, note=PLANNED)
    posting_time_fit = Assume(0.60, "share", "Posts at good hours, today", low=0.2, high=1.0, minimum=0.001, nature="fact")
    posting_time_planned = Assume(None, "share", "Posts at good hours, planned", low=0.2, high=1.0, by_month=True, nature="choice", as_of=AS_OF, note=PLANNED)
    completion_weight = Assume(0.30, "share", "Weight of completion", low=0.2, high=0.4, minimum=0.001, nature="fact", source=HEURISTIC)
    rewatch_weight = Assume(0.15, "share", "Weight of rewatching", low=0.05, high=0.25, nature="fact", source=HEURISTIC)
    engagement_weight = Assume(0.25, "share", "Weight of engagement", low=0.15, high=0.35, nature="fact", source=HEURISTIC)
    quality_weight = Assume(0.10, "share", "Weight of quality", low=0.05, high=0.2, nature="fact", source=HEURISTIC)
    niche_weight = Assume(0.10, "share", "Weight of niche", low=0.05, high=0.2, nature="fact", source=HEURISTIC)
    posting_time_weight = Assume(0.10, "share", "Weight of posting time", low=0.05, high=0.2, nature="fact", source=HEURISTIC)
    score_floor = Assume(0.5, "factor", "Score, never below", low=0.3, high=0.8, maximum=1, nature="fact", source=HEURISTIC)
    score_ceiling = Assume(1.5, "factor", "Score, never above", low=1.2, high=2.0, minimum=1, maximum=10, nature="fact", source=HEURISTIC)

    @rate("factor", label="Completion gain")
    def completion_gain(self) -> Expr:
        """The completion rate that is planned over today's."""
        return when(known(self.completion_planned), self.completion_planned / self.completion_rate, ONE)

    @rate("factor", label="Rewatching gain")
    def rewatch_gain(self) -> Expr:
        """The rewatch rate that is planned over today's."""
        return when(known(self.rewatch_planned), self.rewatch_planned / self.rewatch_rate, ONE)

    @rate("factor", label="Quality gain")
    def quality_gain(self) -> Expr:
        """The picture and sound quality that is planned over today's."""
        return when(known(self.quality_planned), self.quality_planned / self.quality, ONE)

    @rate("factor", label="Niche gain")
    def niche_gain(self) -> Expr:
        """The consistency of topic that is planned over today's."""
        return when(known(self.niche_planned), self.niche_planned / self.niche_consistency, ONE)

    @rate("factor", label="Posting time gain")
    def posting_time_gain(self) -> Expr:
        """The share of posts at good hours that is planned over today's."""
        return when(known(self.posting_time_planned), self.posting_time_planned / self.posting_time_fit, ONE)

    @rate("reaction/view")
    def engagement_rate(self) -> Expr:
        """Likes, comments, shares and saves per view: as planned, else as today."""
        return when(known(self.engagement_planned), self.engagement_planned, self.measured.engagement_today)

    @rate("factor", label="Engagement gain")
    def engagement_gain(self) -> Expr:
        """The engagement rate over today's; 1 where there is none today."""
        today = self.measured.engagement_today
        return when(today > ZERO, self.engagement_rate / today, ONE)

    @rate("factor", label="Score of watching")
    def score_of_watching(self) -> Expr:
        """Weighted gains of completion, rewatching and quality."""
        seen = self.completion_weight * self.completion_gain + self.rewatch_weight * self.rewatch_gain
        return seen + self.quality_weight * self.quality_gain

    @rate("factor", label="Score of habits")
    def score_of_habits(self) -> Expr:
        """Weighted gains of niche consistency and posting time."""
        return self.niche_weight * self.niche_gain + self.posting_time_weight * self.posting_time_gain

    @figure("share", label="Sum of the score's weights")
    def weights(self) -> Expr:
        """The six weights together; they should make 100 %."""
        watching = self.completion_weight + self.rewatch_weight + self.engagement_weight
        return watching + self.quality_weight + self.niche_weight + self.posting_time_weight

    @rate("factor")
    def recommendation_score(self) -> Expr:
        """How much better your videos fit what the feed rewards than today. A planning heuristic."""
        weighted = self.score_of_watching + self.engagement_weight * self.engagement_gain + self.score_of_habits
        return at_most(at_least(weighted / self.weights, self.score_floor), self.score_ceiling)

    @check("The score's weights make 100 %")
    def weights_are_whole(self) -> Condition:
        """The six weights of the recommendation score sum to 100 %."""
        return agrees(self.weights, ONE)

    @check("The score's floor is below its ceiling")
    def score_limits_in_order(self) -> Condition:
        """The recommendation score's floor does not exceed its ceiling."""
        return self.score_floor <= self.score_ceiling
