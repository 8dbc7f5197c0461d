"""Money that is not dollars, worked by hand: usual amounts follow the rate, what the plan states does not."""

from __future__ import annotations

from revenue_planner.engine.run import run
from revenue_planner.plan.reading.plan import parse_plan
from tests.support.cases import Case, exactly

EUROS = """
[plan]
start = "2027-01"
months = 3
currency = "EUR"
[fx]
usd = 0.9
[audience]
followers_today = 20_000
size_effect = 0
[audience.measured]
views = 100_000
follower_view_share = 0
videos = 10
days = 30.4375
link_clicks = 1_000
[[affiliate]]
name = "usual"
link_share = 0.5
content_click_rate = 0
[[affiliate]]
name = "stated"
link_share = 0.5
content_click_rate = 0
basket = 42
[tiktok_shop.seller]
ad_spend = 36
ad_return = 2
orders_last_month = 10
"""


def test_usual_amounts_follow_the_rate_and_stated_ones_stand() -> None:
    plan = Case(run(parse_plan(EUROS)))
    # 500 clicks x 3 % = 15 orders; the usual basket is 42 dollars = 37.80 euros, and 42 euros where it is stated;
    # x 4 % x (1 - 8 %).
    assert plan.line("affiliate.usual.sales") == exactly([567] * 3)
    assert plan.line("affiliate.usual.earned") == exactly([567 * 0.04 * 0.92] * 3)
    assert plan.line("affiliate.stated.sales") == exactly([630] * 3)
    # Shares and multiples have no currency: 36 x 2 = 72 shown, half of it new, over a basket of 36 x 0.9 = 32.40.
    assert plan.line("tiktok_shop.seller.ad_orders") == exactly([36 / 32.4] * 3)
