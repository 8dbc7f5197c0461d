"""Views, followers and clicks."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tests.oracle.parts import (
    WEEKS_PER_MONTH,
    Array,
    Calendar,
    Part,
    agree,
    flag,
    met,
    total,
)


@dataclass(frozen=True)
class Audience:
    """What the streams look at. `open` are the followers, `last` the views of the month before."""

    age: Array
    videos: Array
    per_video: Array
    views: Array
    first_views: Array
    last: Array
    open: Array
    clicks: Array
    engagement: Array
    hours: Array


def audience(p: Part, calendar: Calendar) -> Audience:
    videos, months = p["videos"], calendar.months
    age = p["age"] + calendar.elapsed / 12.0
    rhythm = _rhythm(p, videos)
    score, engagement = _score(p)
    season = p["season_views"][calendar.month]
    loss = p["violation_risk"] * p["violation_reach_loss"]
    feed = p["for_you_views_per_video"] * rhythm * score * season * (1.0 - loss)
    # followers' = followers · kept + gained from the feed
    gained = videos * p["reach_factor"] * p["follow_rate"]
    kept = 1.0 - p["unfollow_rate"] + gained * p["follower_reach"]
    from_feed = gained * feed
    followers = np.empty((months + 1, feed.shape[1]))
    followers[0] = p["opening_followers"]
    kept = np.broadcast_to(kept, from_feed.shape)
    for month in range(months):
        followers[month + 1] = followers[month] * kept[month] + from_feed[month]
    start = followers[:-1]
    from_followers = start * p["follower_reach"]
    per_video = (feed + from_followers) * p["reach_factor"]
    all_views = np.empty_like(followers)
    all_views[0] = p["opening_views"]
    np.multiply(videos, per_video, out=all_views[1:])
    views = all_views[1:]
    new, lost = views * p["follow_rate"], start * p["unfollow_rate"]
    visits = views * p["profile_visit_rate"]
    clicks = visits * p["link_click_rate"]
    hours = videos * p["hours_per_video"] + p["community_hours"]
    p["age_now"], p["videos_made"], p["season"], p["violation_loss"] = age, videos, season, loss
    p["for_you_views"], p["follower_views"], p["views_per_video"], p["views"] = feed, from_followers, per_video, views
    p["followers_open"], p["followers_gained"], p["followers_lost"], p["followers"] = start, new, lost, followers[1:]
    p["profile_visits"], p["link_clicks"], p["hours"] = visits, clicks, hours
    p["followers_end"], p["views_total"] = followers[-1:], total(views)
    p["followers_roll_forward"] = agree(
        followers[:1] + total(new) - total(lost), followers[-1:], followers[:1], total(new)
    )
    p["followers_are_positive"] = flag(met(followers[1:].min(axis=0, keepdims=True), 0.0, followers[:1], total(new)))
    p["views_are_positive"] = flag(met(views.min(axis=0, keepdims=True), 0.0))
    return Audience(age, videos, per_video, views, all_views[:1], all_views[:-1], start, clicks, engagement, hours)


def _rhythm(p: Part, videos: Array) -> Array:
    a_week = videos / WEEKS_PER_MONTH
    regular = np.where(met(a_week, p["rhythm_regular_bar"]), p["rhythm_regular"] - p["rhythm_rare"], 0.0)
    frequent = np.where(met(a_week, p["rhythm_frequent_bar"]), p["rhythm_frequent"] - p["rhythm_regular"], 0.0)
    daily = np.where(met(a_week, p["rhythm_daily_bar"]), p["rhythm_daily"] - p["rhythm_frequent"], 0.0)
    factor = (p["rhythm_rare"] + regular + frequent + daily) / p["rhythm_today"]
    p["posts_per_week"], p["rhythm_factor"] = a_week, factor
    p["rhythm_regular_step"], p["rhythm_frequent_step"], p["rhythm_daily_step"] = regular, frequent, daily
    rises = np.minimum(
        p["rhythm_frequent_bar"] - p["rhythm_regular_bar"], p["rhythm_daily_bar"] - p["rhythm_frequent_bar"]
    )
    p["rhythm_bars_in_order"] = flag(met(rises, 0.0, p["rhythm_daily_bar"]))
    return factor


def _score(p: Part) -> tuple[Array, Array]:
    completion = p["completion_rate"] / p["completion_benchmark"]
    rewatch = p["rewatch_rate"] / p["rewatch_benchmark"]
    quality = p["quality"] / p["quality_benchmark"]
    niche = p["niche_consistency"] / p["niche_benchmark"]
    timing = p["posting_time_fit"] / p["posting_time_benchmark"]
    engagement = p["like_rate"] + p["comment_rate"] + p["share_rate"] + p["save_rate"]
    watching = p["completion_weight"] * completion + p["rewatch_weight"] * rewatch + p["quality_weight"] * quality
    habits = p["niche_weight"] * niche + p["posting_time_weight"] * timing
    engaged = p["engagement_weight"] * (engagement / p["engagement_benchmark"])
    score = np.minimum(np.maximum(watching + engaged + habits, p["score_floor"]), p["score_ceiling"])
    weights = p["completion_weight"] + p["rewatch_weight"] + p["engagement_weight"] + p["quality_weight"]
    weights = weights + p["niche_weight"] + p["posting_time_weight"]
    p["completion_score"], p["rewatch_score"], p["quality_score"] = completion, rewatch, quality
    p["niche_score"], p["posting_time_score"], p["engagement_rate"] = niche, timing, engagement
    p["score_of_watching"], p["score_of_habits"], p["score_of_engagement"] = watching, habits, engaged
    p["recommendation_score"], p["weights"] = score, weights
    p["weights_are_whole"] = agree(weights, 1.0)
    p["score_limits_in_order"] = flag(met(p["score_ceiling"], p["score_floor"]))
    return score, engagement
