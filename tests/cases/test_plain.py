"""The plain plan that all cases start from: it names every input, and its months are round."""

from __future__ import annotations

from revenue_planner.streams.registry import streams
from tests.support.cases import case, exactly, plain_tables

EVERYTHING = """
    [creator_rewards]
    [sponsorships]
    [live_gifts]
    [[affiliate]]
    name = "a"
    [[own_products]]
    name = "a"
    [[consulting]]
    name = "a"
    [tiktok_shop.creator]
    [tiktok_shop.seller]
"""


def test_the_plain_plan_names_every_input_so_that_no_shipped_figure_enters_a_case() -> None:
    for name, stream in streams().items():
        table = plain_tables()
        for step in name.split("."):
            table = table.get(step, {})
        assert [key for key in stream.inputs() if key not in table] == [], name


def test_a_plain_month_is_what_its_comments_say() -> None:
    plan = case(EVERYTHING)
    assert plan.line("audience.views") == exactly([100_000] * 6)
    assert plan.line("audience.profile_visits") == exactly([2_000] * 6)
    assert plan.line("audience.link_clicks") == exactly([1_000] * 6)
    assert plan.line("audience.followers") == exactly([10_000] * 6)
    assert plan.line("creator_rewards.earned") == exactly([50] * 6)
    assert plan.line("sponsorships.earned") == exactly([0] * 6)
    assert plan.line("sponsorships.fee") == exactly([200] * 6)
    assert plan.line("live_gifts.earned") == exactly([50] * 6)
    assert plan.line("affiliate.a.earned") == exactly([50] * 6)
    assert plan.line("own_products.a.earned") == exactly([200] * 6)
    assert plan.line("consulting.a.earned") == exactly([500] * 6)
    assert plan.line("tiktok_shop.creator.earned") == exactly([30] * 6)
    assert plan.line("tiktok_shop.seller.earned") == exactly([300] * 6)
    # Nothing is delayed or taxed: 50 + 50 + 50 + 200 + 500 + 30 + 300 = 1,180 earned, received and kept.
    assert plan.line("business.earned") == exactly([1_180] * 6)
    assert plan.line("business.received") == exactly([1_180] * 6)
    assert plan.line("business.take_home") == exactly([1_180] * 6)
    assert plan.line("business.cash") == exactly([1_180, 2_360, 3_540, 4_720, 5_900, 7_080])


def test_every_check_and_alert_of_the_plain_plan_is_satisfied() -> None:
    plan = case(EVERYTHING)
    checks = [key for key, found in plan.result.model.lines.items() if found.declared.kind in ("check", "alert")]
    assert len(checks) > 20
    assert [key for key in checks if plan.figure(key) != 1] == []
