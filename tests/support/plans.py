"""Plan texts that several tests start from."""

from __future__ import annotations

from pathlib import Path

import pytest

from revenue_planner.ground.errors import PlanError, Problem
from revenue_planner.plan.reading.plan import parse_plan
from revenue_planner.plan.values import Plan

TEMPLATES = sorted((Path(__file__).parents[2] / "templates").glob("*.toml"))

HEAD = '[plan]\nstart = "2027-01"\nmonths = 6\n'
REWARDS = "[creator_rewards]\n"

#: Every kind of table, input and override in few lines.
EVERYTHING = """\
#:schema ./plan.schema.json
[plan]
title = "Maya, skincare"  # a note
currency = "EUR"
start = "2027-01"
months = 24
stress = ["tiktok_shop stops in 2028-07", "reach x0.5 from 2027-04 for 3 months"]

[audience]
opening_followers = 48_000
videos = [16, 16, 20]
community_hours = { default = 16, "2027-03" = 4, 2027-08 = 0 }
season_views = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1.1, 1.2]

[creator_rewards]
on = true
programme = "rewards"

[sponsorships]
base_deals = 2.5
[[sponsorships.signed]]
name = "glow"
month = "2027-02"
amount = 1500
[[sponsorships.signed]]
name = "mist"
label = 'Mist & Co'
month = 2027-05-01

[[affiliate]]
name = "amazon"
label = "Amazon Associates"
conversion = 0.02
link_share = 0.3

[[own_products]]
name = "course"
launch = "2027-04"
price = [39, 39, 45]

[tiktok_shop.creator]
live_hours = 4
[tiktok_shop.seller]
basket = 30

[business]
opening_cash = 200.5
[[business.one_off]]
name = "camera"
month = "2027-01"
amount = 900

[risk]
views_volatility = 0.4  # swings more than most
seed = 7
trials = 20_000
goal = "take_home >= 5000 by 2027-12"
correlations = [ { between = ["audience.follow_rate", "affiliate.amazon.conversion"], value = 0.4 } ]
[risk.inputs]
audience.for_you_views_per_video = { p10 = 5_000, p90 = 20_000 }
affiliate.amazon.basket = "fixed"
sponsorships.signed.glow.amount = { p10 = 1_200 }

[scenarios.cautious]
risk.viral_chance = 0
audience.for_you_views_per_video = "-20%"
audience.videos = 12
affiliate.amazon.conversion = 0.015
sponsorships.signed.glow.probability = 0.5
own_products.course.launch = "2027-06"
stress = ["sponsorships stops in month 7"]

[scenarios.ambitious]
title = "Going for it"
[scenarios.ambitious.audience]
videos = { default = "x1.5", "2027-02" = 30 }
season_views = "+5%"

[scenarios.my_own]
"""


def warnings_of(text: str) -> tuple[Problem, ...]:
    return parse_plan(text).warnings


def errors_of(text: str) -> tuple[Problem, ...]:
    with pytest.raises(PlanError) as caught:
        parse_plan(text)
    return caught.value.problems


def small(*tables: str) -> Plan:
    """A plan of 6 months from January 2027 with creator rewards and these tables."""
    return parse_plan("\n".join([HEAD, REWARDS, *tables]))
