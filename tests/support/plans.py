"""Plan texts that several tests start from."""

from __future__ import annotations

from pathlib import Path

import pytest

from revenue_planner.ground.errors import PlanError, Problem
from revenue_planner.plan.reading.plan import parse_plan
from revenue_planner.plan.values import Plan
from tests.support.account import with_account

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

[fx]
usd = 0.88

[audience]
followers_today = 48_000
videos = [16, 16, 20]
completion_planned = { "2027-03" = 0.35 }
community_hours = { default = 16, "2027-03" = 4, 2027-08 = 0 }
season_views = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1.1, 1.15]
[audience.measured]
views = 176_000
videos = 15
new_followers = 620

[creator_rewards]
on = true
programme = "rewards"

[sponsorships]
base_deals = 1.2
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
common_swing = 0.35  # swings more than most
seed = 7
trials = 20_000
goal = "take_home >= 5000 by 2027-12"
correlations = [ { between = ["audience.unfollow_rate", "affiliate.amazon.conversion"], value = 0.4 } ]
[risk.inputs]
audience.views_carried_on = { p10 = 0.7, p90 = 1.6 }
affiliate.amazon.basket = "fixed"
sponsorships.signed.glow.amount = { p10 = 1_200 }

[scenarios.cautious]
risk.limited_chance = 0.01
audience.views_carried_on = "-20%"
audience.videos = 12
affiliate.amazon.conversion = 0.015
sponsorships.signed.glow.probability = 0.7
own_products.course.launch = "2027-06"
stress = ["sponsorships stops in month 7"]

[scenarios.ambitious]
title = "Going for it"
[scenarios.ambitious.audience]
videos = { default = "x1.5", "2027-02" = 30 }
season_views = "-5%"

[scenarios.my_own]
"""


def read(text: str) -> Plan:
    """The plan of a text, which need not state the account."""
    return parse_plan(with_account(text))


def warnings_of(text: str) -> tuple[Problem, ...]:
    return read(text).warnings


def errors_of(text: str) -> tuple[Problem, ...]:
    with pytest.raises(PlanError) as caught:
        read(text)
    return caught.value.problems


def small(*tables: str) -> Plan:
    """A plan of 6 months from January 2027 with creator rewards and these tables."""
    return read("\n".join([HEAD, REWARDS, *tables]))
