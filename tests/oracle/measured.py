"""What was measured: a month of it, and the rates that follow."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tests.oracle.parts import DAYS_PER_MONTH, WEEKS_PER_MONTH, Array, Calendar, Part


@dataclass(frozen=True)
class Measured:
    """A month of what was measured, and what it says of a view. `until` is where its calendar month (0 to 11) is."""

    views: Array
    videos: Array
    a_week: Array
    per_video: Array
    typical: Array
    own_share: Array
    follow_rate: Array
    visit_rate: Array
    click_rate: Array
    engagement: Array
    calendar: Calendar
    until: Array

    def season(self, factors: Array) -> Array:
        """The factor of the calendar month that was measured; 1 where it has none."""
        columns = max(factors.shape[1], self.until.shape[1])
        places = np.broadcast_to((self.calendar.month[0] + self.until[0].astype(int) - 1) % 12, columns)
        found = np.broadcast_to(factors, (12, columns))[places, np.arange(columns)][None]
        return np.where(found > 0.0, found, 1.0)


def measured(p: Part, calendar: Calendar) -> Measured:
    window = DAYS_PER_MONTH / p["days"]
    views, videos = p["views"] * window, p["videos"] * window
    per_video, a_week = p["views"] / p["videos"], videos / WEEKS_PER_MONTH
    typical = p.stated_or("typical_views", per_video / p["mean_to_median"])

    def rate(count: str, usual: Array) -> Array:
        return np.where(p.states(count), p[count] / p["views"], usual)

    follow, visits = rate("new_followers", p["follow_rate"]), rate("profile_views", p["profile_visit_rate"])
    clicks = rate("link_clicks", visits * p["link_click_rate"])
    likes, comments = rate("likes", p["like_rate"]), rate("comments", p["comment_rate"])
    shares, saves = rate("shares", p["share_rate"]), rate("saves", p["save_rate"])
    engagement = likes + comments + shares + saves
    p["month_to_window"], p["views_a_month"], p["videos_a_month"], p["videos_a_week"] = window, views, videos, a_week
    p["views_per_video"], p["typical_video"] = per_video, typical
    p["follow_rate_today"], p["profile_visit_rate_today"], p["link_clicks_per_view"] = follow, visits, clicks
    p["likes_today"], p["comments_today"], p["shares_today"], p["saves_today"] = likes, comments, shares, saves
    p["engagement_today"] = engagement
    return Measured(
        views, videos, a_week, per_video, typical, p["follower_view_share"], follow, visits, clicks, engagement,
        calendar, p["until"],
    )  # fmt: skip
