"""What a following earns: sponsorships, creator rewards, LIVE gifts, affiliate links."""

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

WEST, EAST_AND_SOUTH = ("us", "uk", "germany", "france"), ("japan", "korea", "brazil", "mexico")


def sponsorships(p: Part, signed: Sequence[Part], of: Audience, calendar: Calendar) -> None:
    for deal in signed:
        now = calendar.number == deal["month"]
        deal["number"] = deal["month"]
        deal["expected_fee"] = np.where(now, deal["amount"] * deal["probability"], 0.0)
        deal["expected_videos"] = np.where(now, deal["videos"] * deal["probability"], 0.0)
    signed_fees = sum((deal.line("expected_fee") for deal in signed), start=np.zeros((1, 1)))
    signed_videos = sum((deal.line("expected_videos") for deal in signed), start=np.zeros((1, 1)))
    on = p.switch()
    activity = p["factor"] * on
    season, season_last = p["season_brand"][calendar.month], of.today.season(p["season_brand"])
    deals = "deals_last_3_months"
    today = np.where(p.states(deals), p[deals] / 3.0 / season_last, p["base_deals"])
    index = of.organic / of.today.views
    fee_by_views, asked, uplift, deals_last = _fees(p, of, season_last)
    accepted = 1.0 - p["offers_lost"] * over(np.maximum(asked - fee_by_views, 0.0), asked)
    moved = 1.0 + p["reach_sensitivity"] * (index - 1.0)
    offered = np.maximum(today * season * moved, 0.0) * accepted * p["offers_factor"]
    left = np.maximum(of.videos - signed_videos * activity, 0.0)
    possible = np.minimum(offered * activity, p["capacity"])
    taken = np.minimum(possible, left / p["videos_per_deal"])
    fee = asked * uplift
    gross = taken * fee + signed_fees * activity
    commission = gross * p["agency_commission"]
    earned = gross - commission
    sponsored = taken * p["videos_per_deal"] + signed_videos * activity
    a_month = np.minimum(deals_last / 3.0, p["capacity"]) * on
    p["signed_fees"], p["signed_videos"], p["activity"] = signed_fees, signed_videos, activity
    p["season_brand_last"], p["deals_today"], p["reach_index"], p["season"] = season_last, today, index, season
    p["acceptance"], p["deals_offered"], p["videos_left"], p["deals_possible"] = accepted, offered, left, possible
    p["deals"], p["deals_turned_away"], p["fee"] = taken, offered * activity - taken, fee
    p["deals_last_month"] = a_month
    p["sponsored_videos_last"] = np.minimum(a_month * p["videos_per_deal"], of.today.videos)
    p["gross"], p["commission"], p["earned"] = gross, commission, earned
    p["sponsored_videos"], p["hours"] = sponsored, sponsored * p["hours_per_sponsored_video"]
    p["received"] = later(earned, p["payment_delay"])
    p["within_capacity"] = flag(met(p["capacity"], taken.max(axis=0, keepdims=True)))
    p["fees_split"] = agree(total(gross), total(earned) + total(commission))
    p["videos_fit"] = flag(met(total(np.broadcast_to(of.videos, sponsored.shape)), total(sponsored)))


def _fees(p: Part, of: Audience, season_last: Array) -> tuple[Array, Array, Array, Array]:
    """The fee by views and the fee asked, both without rights, what rights add, and the deals of three months."""

    def multiplier(engagement: Array) -> tuple[Array, Array, Array]:
        low = np.where(met(engagement, p["low_engagement_bar"]), 0.0, p["low_engagement_factor"] - 1.0)
        high = np.where(met(engagement, p["high_engagement_bar"]), p["high_engagement_factor"] - 1.0, 0.0)
        return low, high, np.maximum(1.0 + low + high, p["low_engagement_factor"])

    (low, high, now), (low_today, high_today, then) = multiplier(of.engagement), multiplier(of.today.engagement)
    uplift = 1.0 + p["rights_share"] * p["rights_uplift"] + p["exclusivity_share"] * p["exclusivity_uplift"]
    by_views_today = p["cpm"] * p["views_bought"] * of.today.typical / VIEWS_PER_THOUSAND * then
    deals = p.stated_or("deals_last_3_months", p["base_deals"][:1] * 3.0 * season_last)
    fees = p.stated_or("fees_last_3_months", deals * by_views_today * uplift)
    today = np.where(deals > 0.0, fees / deals / uplift, by_views_today)
    by_views = today * of.reach_index * (now / then)
    asked = np.where(p.states("fee_floor"), np.maximum(by_views, p["fee_floor"]), by_views)
    p["low_engagement_today"], p["high_engagement_today"], p["engagement_multiplier_today"] = (
        low_today,
        high_today,
        then,
    )
    p["low_engagement"], p["high_engagement"], p["engagement_multiplier"] = low, high, now
    p["uplift"], p["fee_by_views_today"], p["deals_last"], p["fees_last"] = uplift, by_views_today, deals, fees
    p["fee_today"], p["fee_by_views"], p["fee_asked"] = today, by_views, asked
    return by_views, asked, uplift, deals


def creator_rewards(p: Part, of: Audience, brands: Part, shops: Sequence[Part], calendar: Calendar) -> None:
    on = p.switch()
    followers, views, age = (
        flag(met(of.open, p["follower_bar"])),
        flag(met(of.last, p["views_bar"])),
        flag(met(of.age + HALF_A_DAY, p["age_bar"])),
    )
    eligible = followers * views * age
    activity = p["factor"] * on * eligible
    taken = brands.line("sponsored_videos") + sum(shop.line("shoppable_videos_made") for shop in shops)
    taken_last = brands.line("sponsored_videos_last") + sum(shop.line("videos_last") for shop in shops)
    long_share = p["long_video_share"]
    videos = np.maximum(of.videos - taken, 0.0) * long_share
    videos_last = np.maximum(of.today.videos - taken_last, 0.0) * long_share
    views_now, views_last = videos * of.per_video, videos_last * of.today.per_video
    qualified_last = p.stated_or("qualified_views_last_month", views_last * p["qualified_share"])
    share = np.where(views_last > 0.0, qualified_last / views_last, p["qualified_share"])
    qualified = np.minimum(views_now * share, of.organic)
    fund = p["programme"] == 1.0
    paid = np.where(fund, of.organic, qualified) / VIEWS_PER_THOUSAND
    paid_last = np.where(fund, of.today.views, qualified_last) / VIEWS_PER_THOUSAND
    season_last = of.today.season(p["season_rpm"])
    usual = np.where(fund, p["fund_rate"], _rpm_of_countries(p))
    earned_last = p.stated_or("earned_last_month", paid_last * usual * season_last)
    rpm_last = np.where(paid_last > 0.0, earned_last / paid_last, usual * season_last)
    season = p["season_rpm"][calendar.month] / season_last
    earned = paid * rpm_last * season * activity
    p["followers_reached"], p["views_reached"], p["age_reached"], p["eligible"] = followers, views, age, eligible
    p["activity"], p["unlock_month"] = activity, first_month(eligible)
    p["videos_taken"], p["eligible_videos"], p["eligible_views"] = taken, videos, views_now
    p["videos_taken_last"], p["eligible_videos_last"], p["eligible_views_last"] = taken_last, videos_last, views_last
    p["qualified_views_last"], p["qualified_share_today"], p["qualified_views"] = qualified_last, share, qualified
    p["paid_views"], p["paid_views_last"], p["usual_rpm"] = paid, paid_last, usual
    p["season_rpm_last"], p["usual_rpm_last"], p["earned_last"] = season_last, usual * season_last, earned_last
    p["rpm_last"], p["season_of_pay"], p["rpm"] = rpm_last, season, rpm_last * season
    p["earned"], p["hours"] = earned, p["admin_hours"] * activity
    p["qualified_fit"] = flag(met(views_last, qualified_last))
    p["some_videos_count"] = flag(~met(0.0, total(videos), total(taken)))
    withheld(p, earned, payouts(p, earned))


def _rpm_of_countries(p: Part) -> Array:
    named = sum((p[f"{country}_share"] for country in (*WEST, *EAST_AND_SOUTH)), start=np.zeros((1, 1)))
    west = sum((p[f"{country}_share"] * p[f"{country}_rpm"] for country in WEST), start=np.zeros((1, 1)))
    rest = sum((p[f"{country}_share"] * p[f"{country}_rpm"] for country in EAST_AND_SOUTH), start=np.zeros((1, 1)))
    elsewhere = np.maximum(1.0 - named, 0.0) * p["other_rpm"]
    p["countries_named"], p["rpm_west"], p["rpm_east_and_south"], p["rpm_elsewhere"] = named, west, rest, elsewhere
    p["rpm_of_countries"], p["countries_fit"] = west + rest + elsewhere, flag(met(1.0, named))
    return west + rest + elsewhere


def live_reach(p: Part, of: Audience) -> Array:
    """LIVE viewers against today."""
    feed = np.maximum(1.0 + p["discovery_sensitivity"] * (of.feed * of.reach - 1.0), 0.0)
    p["live_reach"] = reach = of.size * feed
    return reach


def live_gifts(p: Part, of: Audience, calendar: Calendar) -> None:
    followers, age = flag(met(of.open, p["follower_bar"])), flag(met(of.age + HALF_A_DAY, p["age_bar"]))
    eligible = followers * age
    activity = p["factor"] * p.switch() * eligible
    sessions = p["sessions"] * activity
    hours = sessions * p["hours_per_session"]

    def as_last(of_last: Array, below: Array, usual: Array) -> Array:
        return np.where(below > 0.0, of_last / below, usual)

    hours_last = p.stated_or("hours_last_month", p["sessions"][:1] * p["hours_per_session"])
    viewers_last = p.stated_or("viewers_last_month", hours_last * p["viewers_per_hour"])
    gifters_last = p.stated_or("gifters_last_month", viewers_last * p["gifting_rate"])
    diamonds_last = p.stated_or("diamonds_last_month", gifters_last * p["diamonds_per_gifter"])
    an_hour = as_last(viewers_last, hours_last, p["viewers_per_hour"])
    giving = as_last(gifters_last, viewers_last, p["gifting_rate"])
    each = as_last(diamonds_last, gifters_last, p["diamonds_per_gifter"])
    viewers = hours * an_hour * live_reach(p, of)
    gifters = viewers * giving
    diamonds = gifters * each * p["session_factor"]
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
    p["hours_last"], p["viewers_last"], p["gifters_last"] = hours_last, viewers_last, gifters_last
    p["diamonds_last"], p["viewers_per_hour_today"] = diamonds_last, an_hour
    p["gifting_rate_today"], p["diamonds_per_gifter_today"] = giving, each
    p["viewers"], p["gifters"], p["diamonds"] = viewers, gifters, diamonds
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
    by_rates_last = of.today.views * (of.today.click_rate * p["link_share"][:1] + p["content_click_rate"])
    clicks_last = p.stated_or("clicks_last_month", by_rates_last)
    scale = np.where(by_rates_last > 0.0, clicks_last / by_rates_last, 1.0)
    orders_last = p.stated_or("orders_last_month", clicks_last * p["conversion"][:1])
    conversion_last = over(orders_last, clicks_last)
    conversion = np.where(p.states("orders_last_month"), conversion_last, p["conversion"])
    by_rates = p["basket"] * p["commission_rate"] * (1.0 - p["reversal_rate"])
    commission_last = p.stated_or("commission_last_month", orders_last * by_rates[:1])
    an_order_last = over(commission_last, orders_last)
    an_order = np.where(p.states("commission_last_month"), an_order_last, by_rates)
    clicks = (of.clicks * p["link_share"] + of.views * p["content_click_rate"]) * scale * activity
    orders = clicks * conversion
    sales, earned = orders * p["basket"], orders * an_order
    p["activity"], p["link_share_taken"] = activity, p["link_share"] * on
    p["clicks_by_rates"], p["clicks_last"], p["clicks_scale"] = by_rates_last, clicks_last, scale
    p["orders_last"], p["conversion_last"], p["conversion_now"] = orders_last, conversion_last, conversion
    p["commission_by_rates"], p["commission_all_last"] = by_rates, commission_last
    p["commission_per_order_last"], p["commission_per_order"] = an_order_last, an_order
    p["clicks"], p["orders"], p["sales"], p["commission"], p["earned"] = clicks, orders, sales, earned, earned
    p["hours"] = np.broadcast_to(p["admin_hours"] * activity, sales.shape)
    p["commission_fits"] = flag(met(total(sales), total(earned)))
    withheld(p, earned, payouts(p, earned))
