"""Views, followers and clicks."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tests.oracle.measured import Measured
from tests.oracle.parts import WEEKS_PER_MONTH, Array, Calendar, Part, agree, flag, met, total


@dataclass(frozen=True)
class Audience:
    """What the streams look at. `open` are the followers, `last` the views of the month before; `size` and `feed` are
    what the account's size and the feed make of reach, and `reach` is the month's reach factor."""

    today: Measured
    age: Array
    videos: Array
    per_video: Array
    reach_index: Array
    views: Array
    organic: Array
    last: Array
    open: Array
    followers_today: Array
    size: Array
    feed: Array
    reach: Array
    clicks: Array
    engagement: Array
    hours: Array
    promotion: Array


def audience(p: Part, today: Measured, calendar: Calendar) -> Audience:
    videos = p.stated_or("videos", today.videos)
    age = p["age"] + calendar.elapsed / 12.0
    extra = np.maximum(videos - today.videos, 0.0)
    posting = np.where(videos > 0.0, (videos - extra * (1.0 - p["extra_video_views"])) / videos, 1.0)
    season_today = today.season(p["season_views"])
    season = p["season_views"][calendar.month] / season_today
    trend, growth, left = _trend(p, calendar)
    score, engagement = _score(p, today)
    feed = trend * _rhythm(p, videos, today) * score
    carried_on, share = today.per_video * p["views_carried_on"], today.own_share
    same_size = season * posting * p["reach_factor"]
    offered = videos * (carried_on * feed * same_size) * today.follow_rate
    followers = _followers(p, offered, calendar.months)
    start = followers[:-1]
    index = start / p["followers_today"]
    size = np.maximum(1.0 + p["size_effect"] * (np.sqrt(index) - 1.0), 0.0)
    common = same_size * size
    strangers, own = carried_on * (1.0 - share) * feed * common, carried_on * share * index * common
    per_video = strangers + own
    reach_index = per_video / today.per_video
    promoted = p["promotion"] * p.stated_or("promotion_views", np.zeros((1, 1)))
    all_views = np.empty_like(followers)
    all_views[0] = today.views
    np.multiply(videos, per_video, out=all_views[1:])
    organic = all_views[1:]
    views = organic + promoted
    ceiling = p["followers_today"] * p["ceiling_multiple"]
    room = np.maximum(ceiling - start, 0.0) / (ceiling - p["followers_today"])
    new, lost = offered * size * room, start * p["unfollow_rate"]
    visits, clicks = views * today.visit_rate, views * today.click_rate
    hours = videos * p["hours_per_video"] + p["community_hours"]
    stated = flag(p.states("promotion_views"))
    p["age_now"], p["videos_made"], p["extra_videos"], p["posting_factor"] = age, videos, extra, posting
    p["reach_growth_left"], p["reach_growth_next"], p["trend"], p["discovery"] = left, growth, trend, feed
    p["followers_index"], p["size_factor"], p["season_today"], p["season"] = index, size, season_today, season
    p["month_factor"], p["views_per_video_today"] = common, carried_on
    p["for_you_views"], p["follower_views"], p["views_per_video"] = strangers, own, per_video
    p["reach_index"], p["typical_views"] = reach_index, today.typical * reach_index
    p["promotion_stated"], p["promotion_cost"], p["promoted_views"] = stated, p["promotion"], promoted
    p["promotion_return"] = p.stated_or("promotion_views", np.zeros((1, 1)))
    p["organic_views"], p["views"] = organic, views
    p["followers_open"], p["ceiling"], p["room"], p["followers_offered"] = start, ceiling, room, offered * size
    p["followers_gained"], p["followers_lost"], p["followers"] = new, lost, followers[1:]
    p["profile_visits"], p["link_clicks"], p["hours"] = visits, clicks, hours
    p["followers_end"], p["views_total"] = followers[-1:], total(views)
    p["followers_roll_forward"] = agree(
        followers[:1] + total(new) - total(lost), followers[-1:], followers[:1], total(new)
    )
    p["followers_are_positive"] = flag(met(followers[1:].min(axis=0, keepdims=True), 0.0, followers[:1], total(new)))
    p["views_are_positive"] = flag(met(views.min(axis=0, keepdims=True), 0.0))
    spent = total(np.broadcast_to(p["promotion"], views.shape))
    p["promotion_returns"] = flag(met(spent * stated, spent))
    return Audience(
        today, age, videos, per_video, reach_index, views, organic, all_views[:-1], start, p["followers_today"], size,
        feed, p["reach_factor"], clicks, engagement, hours, p["promotion"],
    )  # fmt: skip


def _followers(p: Part, offered: Array, months: int) -> Array:
    """At each month's end, after those of today: more of them see more, up to a ceiling."""
    today = p["followers_today"][0]
    room_today = today * p["ceiling_multiple"][0] - today
    effect, kept = p["size_effect"][0], 1.0 - p["unfollow_rate"][0]
    followers = np.empty((months + 1, np.broadcast(offered[0], today, effect, kept).shape[0]))
    followers[0] = today
    for month in range(months):
        now = followers[month]
        size = np.maximum(1.0 + effect * (np.sqrt(now / today) - 1.0), 0.0)
        room = np.maximum(room_today - (now - today), 0.0) / room_today
        followers[month + 1] = now * kept + offered[month] * size * room
    return followers


def _trend(p: Part, calendar: Calendar) -> tuple[Array, Array, Array]:
    """Growth that fades: the trend it makes, what is left of it for the next month, and the share left of a month."""
    left = np.exp2(-1.0 / p["reach_growth_half_life"])
    growth = p["reach_growth"] * left**calendar.elapsed
    trend = np.asarray(np.cumprod(1.0 + growth, axis=0), dtype=np.float64)
    return trend, growth * left, left


def _rhythm(p: Part, videos: Array, today: Measured) -> Array:
    def steps(a_week: Array) -> tuple[Array, Array, Array]:
        """What each rhythm adds to the one below it, where it is reached."""
        regular = np.where(met(a_week, p["rhythm_regular_bar"]), p["rhythm_regular"] - p["rhythm_rare"], 0.0)
        frequent = np.where(met(a_week, p["rhythm_frequent_bar"]), p["rhythm_frequent"] - p["rhythm_regular"], 0.0)
        return (
            regular,
            frequent,
            np.where(met(a_week, p["rhythm_daily_bar"]), p["rhythm_daily"] - p["rhythm_frequent"], 0.0),
        )

    a_week = videos / WEEKS_PER_MONTH
    now, then = steps(a_week), steps(today.a_week)
    then_all = p["rhythm_rare"] + then[0] + then[1] + then[2]
    factor = (p["rhythm_rare"] + now[0] + now[1] + now[2]) / then_all
    p["posts_per_week"], p["rhythm_today"], p["rhythm_factor"] = a_week, then_all, factor
    p["rhythm_regular_step"], p["rhythm_frequent_step"], p["rhythm_daily_step"] = now
    p["regular_step_today"], p["frequent_step_today"], p["daily_step_today"] = then
    rises = np.minimum(
        p["rhythm_frequent_bar"] - p["rhythm_regular_bar"], p["rhythm_daily_bar"] - p["rhythm_frequent_bar"]
    )
    p["rhythm_bars_in_order"] = flag(met(rises, 0.0, p["rhythm_daily_bar"]))
    return factor


def _score(p: Part, today: Measured) -> tuple[Array, Array]:
    def gain(planned: str, now: str) -> Array:
        return np.where(p.states(planned), p[planned] / p[now], 1.0)

    completion, rewatch = gain("completion_planned", "completion_rate"), gain("rewatch_planned", "rewatch_rate")
    quality, niche = gain("quality_planned", "quality"), gain("niche_planned", "niche_consistency")
    timing, engagement = (
        gain("posting_time_planned", "posting_time_fit"),
        p.stated_or("engagement_planned", today.engagement),
    )
    engaged = np.where(today.engagement > 0.0, engagement / today.engagement, 1.0)
    watching = p["completion_weight"] * completion + p["rewatch_weight"] * rewatch + p["quality_weight"] * quality
    habits = p["niche_weight"] * niche + p["posting_time_weight"] * timing
    weights = p["completion_weight"] + p["rewatch_weight"] + p["engagement_weight"] + p["quality_weight"]
    weights = weights + p["niche_weight"] + p["posting_time_weight"]
    score = (watching + p["engagement_weight"] * engaged + habits) / weights
    score = np.minimum(np.maximum(score, p["score_floor"]), p["score_ceiling"])
    p["completion_gain"], p["rewatch_gain"], p["quality_gain"] = completion, rewatch, quality
    p["niche_gain"], p["posting_time_gain"], p["engagement_gain"] = niche, timing, engaged
    p["engagement_rate"], p["score_of_watching"], p["score_of_habits"] = engagement, watching, habits
    p["recommendation_score"], p["weights"] = score, weights
    p["weights_are_whole"] = agree(weights, 1.0)
    p["score_limits_in_order"] = flag(met(p["score_ceiling"], p["score_floor"]))
    return score, engagement
