"""The language by itself: its toys count what the shipped streams count, without loading them."""

from revenue_planner.ground.units import UnitWords, declare_units

declare_units(
    (
        UnitWords("views", "view", whole=True),
        UnitWords("videos", "video"),
        UnitWords("followers", "follower", whole=True),
        UnitWords("visits", "visit", whole=True),
        UnitWords("clicks", "click", whole=True),
        UnitWords("orders", "order"),
        UnitWords("deals", "deal"),
        UnitWords("clients", "client"),
        UnitWords("viewers", "viewer", whole=True),
        UnitWords("click/view", per_cent=True),
        UnitWords("order/click", per_cent=True),
        UnitWords("kviews", "kview"),
        UnitWords("kview", spoken="1,000 views"),
    )
)
