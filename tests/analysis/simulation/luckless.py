"""Plans in which nothing happens by chance but what a test puts in."""

from __future__ import annotations

from dataclasses import replace

from revenue_planner.plan.reading.plan import parse_plan
from revenue_planner.plan.values import BASE, Plan, Setting

#: No swings, no events: months are as planned.
NO_LUCK = """\
video_spread = 0
common_swing = 0
level_walk = 0
deals_volatility = 0
live_spread = 0
shop_volatility = 0
limited_chance = 0
cancel_chance = 0
unpaid_chance = 0
stop_chance = 0
ban_chance = 0
"""

_PLAN = """\
[plan]
title = "Luckless"
currency = "USD"
start = "2027-01"
months = {months}

[audience.measured]
views = 1_280_000
videos = 16
link_click_rate = 0.1

[audience]
followers_today = 10_000
{audience}

[[affiliate]]
name = "amazon"
link_share = 0.3
basket = 60
{amazon}

[[affiliate]]
name = "shein"
link_share = 0.2
basket = 40

{streams}

[business]
fixed_costs = 0
cost_per_video = 0
tax_rate = 0
social_rate = 0

[risk]
{luck}
draw = "{draw}"
{risk}

{scenarios}
"""


def plan_with(risk: str = "", *, luck: str = NO_LUCK, months: int = 6, draw: str = "listed", **texts: str) -> Plan:
    """A plan of two affiliate programmes. `risk` goes on in the table [risk]; `texts` are what to add to the tables
    `audience` and `amazon`, and tables of `streams` and `scenarios`."""
    places = {"audience": "", "amazon": "", "streams": "", "scenarios": "", **texts}
    return parse_plan(_PLAN.format(months=months, luck=luck, draw=draw, risk=risk, **places))


def with_value(plan: Plan, key: str, value: float, scenario: str = BASE) -> Plan:
    """The plan with another figure in a scenario."""
    return replace(plan, settings={**plan.settings, scenario: {**plan.settings[scenario], key: Setting(value)}})
