"""Random accounts whose plans change nothing: what was measured is stated, and planned is as today.

`account(seed)` states everything in the plainest way. Each of CHANGES says more of the plan than that (another rhythm's
figures, a season, how reach would follow size) without planning anything to be otherwise than when it was measured.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

DAYS_PER_MONTH = 365.25 / 12
FLAT = [1.0] * 12
Table = dict[str, Any]


@dataclass
class Account:
    """The tables of a plan, and what month 1 must be by the keys of lines."""

    rng: random.Random
    plan: Table
    expected: dict[str, float] = field(default_factory=dict)

    def share(self, low: float, high: float) -> float:
        return self.rng.uniform(low, high)

    def stated(self) -> bool:
        """Whether a figure is stated, which most are."""
        return self.rng.random() < 0.7


def account(seed: int) -> Account:
    """An account with all ways of earning, some of whose results are stated, and all that those of others hang on."""
    rng = random.Random(f"identity {seed}")
    followers = round(10 ** rng.uniform(4.1, 6.3))
    of = Account(rng, {"plan": {"start": "2027-04", "months": 3}})
    days = rng.choice((7, 14, 28, 30.4375, 60))
    month = DAYS_PER_MONTH / days
    videos, views = rng.uniform(8, 40), max(followers * rng.uniform(3, 20), 120_000.0)
    measured: Table = {"days": days, "videos": videos / month, "views": views / month}
    counts = {
        "new_followers": (0.001, 0.01, "audience.followers_gained"),
        "profile_views": (0.002, 0.02, "audience.profile_visits"),
        "link_clicks": (0.0002, 0.002, "audience.link_clicks"),
        **dict.fromkeys(("likes", "comments", "shares", "saves"), (0.0005, 0.03, "")),
    }
    for name, (low, high, key) in counts.items():
        if of.stated():
            measured[name] = measured["views"] * rng.uniform(low, high)
            of.expected |= {key: measured[name] * month} if key else {}
    if of.stated():
        measured["typical_views"] = views / videos * rng.uniform(0.2, 1)
    of.plan["audience"] = {"followers_today": followers, "measured": measured}
    of.expected |= {"audience.views": views, "audience.videos_made": videos}
    taken = _brands(of, videos) + sum(_shop(of, side, videos) for side in ("creator", "seller"))
    _rewards(of, (videos - taken) * views / videos)
    _live(of)
    for name in ("amazon", "code"):
        _affiliate(of, name)
    _product(of)
    _consulting(of)
    return of


def _brands(of: Account, videos: float) -> float:
    """Returns how many videos brands had last month."""
    deals, per_deal, deal_fee = of.share(0.3, 3), of.share(0.5, 1.5), of.share(50, 5_000)
    deals = min(deals, videos / 4 / per_deal)
    table: Table = {"season_brand": FLAT, "videos_per_deal": per_deal, "base_deals": deals, "capacity": deals * 1.5}
    if of.stated():
        table["deals_last_3_months"] = deals * 3
    of.expected["sponsorships.deals"] = deals
    if of.stated():
        table["fees_last_3_months"] = deals * 3 * deal_fee
        of.expected["sponsorships.gross"] = deals * deal_fee
        # Rights are at most half of a usual fee, so that a lowest fee of a third is met without them.
        table["fee_floor"] = deal_fee / 3
    of.plan["sponsorships"] = table
    return deals * per_deal


def _shop(of: Account, side: str, videos: float) -> float:
    """Returns how many videos had a product link last month."""
    posted, key = videos * of.share(0.05, 0.2), f"tiktok_shop.{side}"
    table: Table = {"shoppable_videos": posted, "live_hours": of.rng.choice((0, of.share(1, 20)))}
    if of.stated():
        table |= {"videos_last_month": posted, "live_hours_last_month": table["live_hours"]}
    orders, gmv = of.share(1, 500), of.share(10, 20_000)
    refunds = gmv * of.share(0, 0.3)
    if of.stated():
        table["orders_last_month"] = of.expected[f"{key}.orders"] = orders
    if of.stated():
        table["gmv_last_month"] = of.expected[f"{key}.gmv"] = gmv
        if of.stated():
            table["refunds_last_month"] = refunds
            of.expected |= {f"{key}.returns": refunds} if side == "creator" else {}
    if side == "creator" and of.stated():
        table["commission_last_month"] = of.expected[f"{key}.earned"] = of.share(1, 2_000)
    of.plan.setdefault("tiktok_shop", {})[side] = table
    return posted


def _rewards(of: Account, free_views: float) -> None:
    table: Table = {"season_rpm": FLAT, "long_video_share": of.share(0.3, 1)}
    if of.rng.random() < 0.2:
        table["programme"] = "fund"
    if of.stated():
        qualified = free_views * table["long_video_share"] * of.share(0, 1)
        table["qualified_views_last_month"] = of.expected["creator_rewards.qualified_views"] = qualified
    if of.stated():
        table["earned_last_month"] = of.expected["creator_rewards.earned"] = of.share(1, 2_000)
    of.plan["creator_rewards"] = table


def _live(of: Account) -> None:
    table: Table = {"sessions": of.share(1, 20), "hours_per_session": of.share(0.5, 4)}
    if of.stated():
        table["hours_last_month"] = table["sessions"] * table["hours_per_session"]
    viewers = of.share(100, 50_000)
    if of.stated():
        table["viewers_last_month"] = of.expected["live_gifts.viewers"] = viewers
    if of.stated():
        table["gifters_last_month"] = of.expected["live_gifts.gifters"] = viewers * of.share(0.001, 0.1)
    if of.stated():
        table["diamonds_last_month"] = of.expected["live_gifts.diamonds"] = viewers * of.share(0.1, 20)
    of.plan["live_gifts"] = table


def _affiliate(of: Account, name: str) -> None:
    table: Table = {"name": name, "link_share": of.share(0.05, 0.3), "content_click_rate": of.share(0, 0.001)}
    clicks = of.share(10, 2_000)
    if of.stated():
        table["clicks_last_month"] = of.expected[f"affiliate.{name}.clicks"] = clicks
    if of.stated():
        table["orders_last_month"] = of.expected[f"affiliate.{name}.orders"] = clicks * of.share(0.01, 0.2)
    if of.stated():
        table["commission_last_month"] = of.expected[f"affiliate.{name}.earned"] = of.share(0, 500)
    of.plan.setdefault("affiliate", []).append(table)


def _product(of: Account) -> None:
    # By rates, a launch would still be felt.
    launched = "2025-01" if of.rng.random() < 0.5 else "2027-03"
    table: Table = {"name": "course", "link_share": of.share(0.05, 0.2), "launch": launched}
    visits = of.share(10, 2_000)
    orders = visits * of.share(0.002, 0.2)
    if of.stated():
        table["visits_last_month"] = of.expected["own_products.course.visits"] = visits
    if of.stated():
        table["orders_last_month"] = of.expected["own_products.course.orders"] = orders
        if of.stated():
            table["price"] = price = of.share(5, 200)
            refunded = table["refunds_last_month"] = orders * of.share(0, 0.3)
            of.expected["own_products.course.refunds"] = refunded * price
    of.plan["own_products"] = [table]


def _consulting(of: Account) -> None:
    enquiries = of.share(1, 50)
    table: Table = {"name": "calls", "link_share": 0.1, "hours_per_client": of.share(0.5, 3), "hours_available": 500}
    if of.stated():
        table["enquiries_last_month"] = of.expected["consulting.calls.enquiries"] = enquiries
    if of.stated():
        table["clients_last_month"] = of.expected["consulting.calls.clients"] = enquiries * of.share(0.05, 1)
    of.plan["consulting"] = [table]


def _videos(of: Account) -> None:
    of.plan["audience"]["videos"] = of.expected["audience.videos_made"]


def _posting_more(of: Account) -> None:
    of.plan["audience"]["extra_video_views"] = of.share(0.3, 1)


def _rhythm(of: Account) -> None:
    names = ("rare", "regular", "frequent", "daily")
    of.plan["audience"] |= {f"rhythm_{name}": of.share(0.5, 2) for name in names}
    bars = sorted(of.share(0.5, 12) for _ in names[1:])
    of.plan["audience"] |= {f"rhythm_{name}_bar": bar for name, bar in zip(names[1:], bars, strict=True)}


def _size(of: Account) -> None:
    of.plan["audience"]["size_effect"] = of.share(0, 2)


def _ceiling(of: Account) -> None:
    of.plan["audience"]["ceiling_multiple"] = of.share(1.1, 50)


def _trend(of: Account) -> None:
    """A half-life is none of growth that there is not."""
    of.plan["audience"] |= {"reach_growth": 0, "reach_growth_half_life": of.share(1, 24)}


def _score(of: Account) -> None:
    """Whatever is so today, planned to be so."""
    audience, measured = of.plan["audience"], of.plan["audience"]["measured"]
    for today, planned in (
        ("completion_rate", "completion_planned"),
        ("rewatch_rate", "rewatch_planned"),
        ("niche_consistency", "niche_planned"),
        ("posting_time_fit", "posting_time_planned"),
    ):
        audience[today] = audience[planned] = of.share(0.05, 0.9)
    audience["quality"] = audience["quality_planned"] = of.share(1, 10)
    counts = ("likes", "comments", "shares", "saves")
    for name in counts:
        measured.setdefault(name, measured["views"] * of.share(0.0005, 0.03))
    audience["engagement_planned"] = sum(measured[name] for name in counts) / measured["views"]
    weights = [of.share(0.1, 1) for _ in range(6)]
    for name, weight in zip(
        ("completion", "rewatch", "engagement", "quality", "niche", "posting_time"), weights, strict=True
    ):
        audience[f"{name}_weight"] = weight / sum(weights)


def _followers_share(of: Account) -> None:
    of.plan["audience"]["measured"]["follower_view_share"] = of.share(0, 0.9)


def _seasons(of: Account) -> None:
    """The plan starts in the calendar month that was measured, a year after it or in it."""
    of.plan["audience"]["measured"]["until"] = of.rng.choice(("2027-04", "2026-04", "2025-04"))
    seasons = {"audience": "season_views", "creator_rewards": "season_rpm", "sponsorships": "season_brand"}
    for owner, name in seasons.items():
        of.plan[owner][name] = [of.share(0.5, 2) for _ in range(12)]
    brands = of.plan["sponsorships"]
    if "deals_last_3_months" not in brands:
        # Usual deals are those of an ordinary month.
        brands["base_deals"] = brands["base_deals"] / brands["season_brand"][3]


def _sensitivities(of: Account) -> None:
    of.plan["sponsorships"]["reach_sensitivity"] = of.share(0, 3)
    of.plan["live_gifts"]["discovery_sensitivity"] = of.share(0, 3)
    for side in of.plan["tiktok_shop"].values():
        side["discovery_sensitivity"] = of.share(0, 3)


def _rates(of: Account) -> None:
    """Rates that results stand in place of."""
    for programme in of.plan["affiliate"]:
        programme |= {
            "basket": of.share(10, 100),
            "commission_rate": of.share(0.01, 0.2),
            "reversal_rate": of.share(0, 0.3),
        }
    of.plan["own_products"][0] |= {"launch_strength": of.share(0, 3), "elsewhere_share": of.share(0, 0.9)}
    of.plan["sponsorships"] |= {"cpm": of.share(5, 50), "offers_lost": of.share(0, 1), "rights_share": of.share(0, 0.6)}
    of.plan["tiktok_shop"]["seller"] |= {"affiliate_share": of.share(0, 0.5), "tab_share": of.share(0, 0.5)}
    of.plan["creator_rewards"] |= {"us_rpm": of.share(0.1, 2), "fund_rate": of.share(0.01, 0.1)}


def _money(of: Account) -> None:
    of.plan["plan"]["currency"] = "EUR"
    of.plan["fx"] = {"usd": of.share(0.5, 2)}


CHANGES: dict[str, Callable[[Account], None]] = {
    "videos": _videos,
    "posting more": _posting_more,
    "rhythm": _rhythm,
    "size": _size,
    "ceiling": _ceiling,
    "trend": _trend,
    "score": _score,
    "views from followers": _followers_share,
    "seasons": _seasons,
    "sensitivities": _sensitivities,
    "rates": _rates,
    "other money": _money,
}
