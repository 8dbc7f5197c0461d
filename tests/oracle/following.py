"""What a following earns: rewards, sponsorships, LIVE gifts, affiliate links."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from tests.oracle.audience import Audience
from tests.oracle.parts import (
    HALF_A_DAY,
    VIEWS_PER_THOUSAND,
    Array,
    Calendar,
    Part,
    agree,
    first_month,
    flag,
    later,
    met,
    over,
    payouts,
    total,
    withheld,
)


def creator_rewards(p: Part, of: Audience, sponsored: Array, calendar: Calendar) -> None:
    on = p.switch()
    followers, views, age = (
        flag(met(of.open, p["follower_bar"])),
        flag(met(of.last, p["views_bar"])),
        flag(met(of.age + HALF_A_DAY, p["age_bar"])),
    )
    eligible = followers * views * age
    activity = p["factor"] * on * eligible
    videos = np.maximum(of.videos * p["long_video_share"] - sponsored, 0.0)
    eligible_views = videos * of.per_video
    qualified = eligible_views * p["qualified_share"]
    west = ("us", "uk", "germany", "france")
    rest = ("japan", "korea", "brazil", "mexico")
    named = sum((p[f"{country}_share"] for country in (*west, *rest)), start=np.zeros((1, 1)))
    pay_west = sum((p[f"{country}_share"] * p[f"{country}_rpm"] for country in west), start=np.zeros((1, 1)))
    pay_rest = sum((p[f"{country}_share"] * p[f"{country}_rpm"] for country in rest), start=np.zeros((1, 1)))
    elsewhere = np.maximum(1.0 - named, 0.0) * p["other_rpm"]
    rpm = (pay_west + pay_rest + elsewhere) * p["season_rpm"][calendar.month]
    rewards = qualified / VIEWS_PER_THOUSAND * rpm
    fund = of.views / VIEWS_PER_THOUSAND * p["fund_rate"]
    earned = np.where(p["programme"] == 1.0, fund, rewards) * activity
    p["followers_reached"], p["views_reached"], p["age_reached"], p["eligible"] = followers, views, age, eligible
    p["activity"], p["unlock_month"] = activity, first_month(eligible)
    p["eligible_videos"], p["eligible_views"], p["qualified_views"] = videos, eligible_views, qualified
    p["countries_named"], p["rpm_west"], p["rpm_east_and_south"] = named, pay_west, pay_rest
    p["rpm_elsewhere"], p["rpm"], p["rewards_value"], p["fund_value"] = elsewhere, rpm, rewards, fund
    p["earned"], p["hours"] = earned, p["admin_hours"] * activity
    p["countries_fit"] = flag(met(1.0, named))
    p["qualified_fit"] = flag(met(total(of.views), total(qualified)))
    p["some_videos_count"] = flag(~met(0.0, total(videos), total(sponsored)))
    withheld(p, earned, payouts(p, earned))


def sponsorships(p: Part, deals: Sequence[Part], of: Audience, calendar: Calendar) -> None:
    for deal in deals:
        now = calendar.number == deal["month"]
        deal["number"] = deal["month"]
        deal["expected_fee"] = np.where(now, deal["amount"] * deal["probability"], 0.0)
        deal["expected_videos"] = np.where(now, deal["videos"] * deal["probability"], 0.0)
    signed_fees = sum((p.lines[f"{deal.key}.expected_fee"] for deal in deals), start=np.zeros((1, 1)))
    signed_videos = sum((p.lines[f"{deal.key}.expected_videos"] for deal in deals), start=np.zeros((1, 1)))
    activity = p["factor"] * p.switch()
    reach = of.views / of.first_views
    moved = 1.0 + p["reach_sensitivity"] * (reach - 1.0)
    offered = np.maximum(p["base_deals"] * p["season_brand"][calendar.month] * moved, 0.0)
    taken = np.minimum(np.minimum(offered, p["capacity"]) * activity, p["capacity"])
    low = np.where(met(of.engagement, p["low_engagement_bar"]), 0.0, p["low_engagement_factor"] - 1.0)
    high = np.where(met(of.engagement, p["high_engagement_bar"]), p["high_engagement_factor"] - 1.0, 0.0)
    multiplier = 1.0 + low + high
    by_views = of.per_video * (p["cpm"] * p["views_bought"] / VIEWS_PER_THOUSAND * multiplier)
    uplift = 1.0 + p["rights_share"] * p["rights_uplift"] + p["exclusivity_share"] * p["exclusivity_uplift"]
    fee = np.maximum(by_views, p["fee_floor"]) * uplift
    gross = taken * fee + signed_fees * activity
    commission = gross * p["agency_commission"]
    earned = gross - commission
    sponsored = taken * p["videos_per_deal"] + signed_videos * activity
    p["signed_fees"], p["signed_videos"], p["activity"] = signed_fees, signed_videos, activity
    p["reach_index"], p["deals_offered"], p["deals"] = reach, offered, taken
    p["engagement_multiplier"], p["fee_by_views"], p["uplift"], p["fee"] = multiplier, by_views, uplift, fee
    p["gross"], p["commission"], p["earned"] = gross, commission, earned
    p["sponsored_videos"], p["hours"] = sponsored, sponsored * p["hours_per_sponsored_video"]
    p["received"] = later(earned, p["payment_delay"])
    p["within_capacity"] = flag(met(p["capacity"], taken.max(axis=0, keepdims=True)))
    p["fees_split"] = agree(total(gross), total(earned) + total(commission))
    p["videos_fit"] = flag(met(total(np.broadcast_to(of.videos, sponsored.shape)), total(sponsored)))


def live_gifts(p: Part, of: Audience, calendar: Calendar) -> None:
    followers, age = flag(met(of.open, p["follower_bar"])), flag(met(of.age + HALF_A_DAY, p["age_bar"]))
    eligible = followers * age
    activity = p["factor"] * p.switch() * eligible
    sessions = p["sessions"] * activity
    hours = sessions * p["hours_per_session"]
    per_session = of.open * p["turnout"] + p["discovery"] * p["hours_per_session"]
    viewers = sessions * per_session
    gifters = viewers * p["gifting_rate"]
    diamonds = gifters * p["diamonds_per_gifter"]
    coins = diamonds * p["coins_per_diamond"]
    value = diamonds * (p["diamond_value"] * p["share_factor"])
    valid = np.where(met(p["hours_per_session"], p["valid_day_hours"]), sessions, 0.0)
    enough_hours = met(hours, p["bonus_hours_bar"])
    enough_days = met(valid, p["bonus_days_bar"])
    enough_diamonds = met(diamonds, p["bonus_diamonds_bar"])
    bonus = np.where(enough_hours & enough_days & enough_diamonds, value * p["agency_bonus_rate"], 0.0)
    earned = value + bonus
    p["followers_reached"], p["age_reached"], p["eligible"], p["activity"] = followers, age, eligible, activity
    p["unlock_month"], p["live_sessions"], p["live_hours"] = first_month(eligible), sessions, hours
    p["viewers_per_session"], p["viewers"], p["gifters"], p["diamonds"] = per_session, viewers, gifters, diamonds
    p["coins_spent"], p["coins_total"], p["gift_value"], p["valid_days"] = coins, total(coins), value, valid
    p["bonus_hours_reached"], p["bonus_days_reached"] = flag(enough_hours), flag(enough_days)
    p["bonus_diamonds_reached"], p["agency_bonus"], p["earned"] = flag(enough_diamonds), bonus, earned
    p["income_per_live_hour"], p["diamonds_per_live_hour"] = over(earned, hours), over(diamonds, hours)
    p["hours"] = hours + sessions * p["preparation_hours"]
    p["earnings_split"] = agree(total(value) + total(bonus), total(earned))
    withheld(p, earned, payouts(p, earned))


def affiliate(p: Part, of: Audience, calendar: Calendar) -> None:
    on = p.switch()
    activity = p["factor"] * on
    clicks = (of.clicks * p["link_share"] + of.views * p["content_click_rate"]) * activity
    orders = clicks * p["conversion"]
    sales = orders * p["basket"]
    earned = sales * (p["commission_rate"] * (1.0 - p["reversal_rate"]))
    p["activity"], p["link_share_taken"] = activity, p["link_share"] * on
    p["clicks"], p["orders"], p["sales"], p["commission"], p["earned"] = clicks, orders, sales, earned, earned
    p["hours"] = np.broadcast_to(p["admin_hours"] * activity, sales.shape)
    p["commission_fits"] = flag(met(total(sales), total(earned)))
    p["sales_add_up"] = agree(total(orders) * p["basket"], total(sales))
    withheld(p, earned, payouts(p, earned))
