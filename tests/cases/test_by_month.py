"""Shares and rates that change from a month on, worked by hand."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from revenue_planner.analysis.simulation.draws.draw import Draws
from revenue_planner.analysis.simulation.simulate import simulate
from revenue_planner.engine.run import run
from revenue_planner.language.inputs import Assume
from revenue_planner.plan.reading.plan import parse_plan
from revenue_planner.plan.templates import template_names, template_text
from revenue_planner.plan.values import BASE, Setting
from tests.support.cases import case, deals, exactly


def test_the_link_goes_to_another_stream_from_a_month_on() -> None:
    plan = case(
        """
        [[affiliate]]
        name = "a"
        link_share = { default = 0.8, "from 2027-04" = 0.3 }
        [[own_products]]
        name = "b"
        link_share = { default = 0, "from 2027-04" = 0.7 }
        """
    )
    # 1,000 clicks: 800 x 5 % = 40 orders x 50 x 10 % = 200; from April 300 clicks: 15 orders, 75.
    assert plan.line("affiliate.a.earned") == exactly([200] * 3 + [75] * 3)
    # From April 700 visits x 2 % = 14 orders x 20 = 280.
    assert plan.line("own_products.b.earned") == exactly([0] * 3 + [280] * 3)
    assert plan.line("business.link_shares") == exactly([0.8] * 3 + [1] * 3)
    assert plan.figure("business.link_shares_fit") == 1


def test_link_clicks_are_shared_out_once_in_every_month() -> None:
    plan = case(
        """
        [[affiliate]]
        name = "a"
        link_share = { default = 0.1, "2027-03" = 0.6 }
        [[consulting]]
        name = "b"
        link_share = { default = 0.1, "2027-03" = 0.5 }
        """
    )
    # 20 % on most months, 110 % in March: on average 35 %, but March has too much.
    assert plan.line("business.link_shares") == exactly([0.2, 0.2, 1.1, 0.2, 0.2, 0.2])
    assert plan.figure("business.link_shares_fit") == 0
    (told,) = (str(warning) for warning in plan.result.plan.warnings if "sum to" in warning.rule)
    assert "the shares of link clicks sum to 1.1 in Base, in Mar 2027; together they are at most 1" in told


def test_a_programme_that_changes_its_terms() -> None:
    plan = case(
        """
        [[affiliate]]
        name = "a"
        conversion = { default = 0.05, "from 2027-02" = 0.1 }
        basket = { default = 50, "from 2027-03" = 40 }
        commission_rate = { default = 0.1, "from 2027-05" = 0.05 }
        reversal_rate = { default = 0, "2027-06" = 0.5 }
        """
    )
    # 200 clicks: 10 orders, from February 20; x 50, from March x 40; x 10 %, from May 5 %; in June half is reversed.
    assert plan.line("affiliate.a.orders") == exactly([10, 20, 20, 20, 20, 20])
    assert plan.line("affiliate.a.sales") == exactly([500, 1000, 800, 800, 800, 800])
    assert plan.line("affiliate.a.earned") == exactly([50, 100, 80, 80, 40, 20])
    assert plan.figure("affiliate.a.sales_add_up") == 1


def test_pay_and_views_by_country_that_change() -> None:
    plan = case(
        """
        [creator_rewards]
        qualified_share = { default = 0.5, "from 2027-02" = 0.4 }
        us_share = { default = 1, "from 2027-03" = 0.6 }
        us_rpm = { default = 1, "from 2027-04" = 0.5 }
        uk_share = { default = 0, "from 2027-03" = 0.2 }
        uk_rpm = 0.8
        other_rpm = { default = 0, "from 2027-05" = 0.1 }
        """
    )
    # 1.00; from March 60 % x 1 + 20 % x 0.80 = 0.76; from April 0.30 + 0.16 = 0.46; from May 20 % x 0.10 more: 0.48.
    assert plan.line("creator_rewards.rpm") == exactly([1, 1, 0.76, 0.46, 0.48, 0.48])
    # 100,000 views x 50 % / 1,000 = 50; from February 40.
    assert plan.line("creator_rewards.earned") == exactly([50, 40, 30.4, 18.4, 19.2, 19.2])


def test_deals_that_pay_more_and_fewer_that_can_be_taken() -> None:
    plan = case(
        """
        [sponsorships]
        base_deals = 4
        cpm = { default = 20, "from 2027-03" = 30 }
        capacity = { default = 10, "2027-05" = 1 }
        agency_commission = { default = 0, "from 2027-06" = 0.2 }
        """
    )
    # 4 deals x 10,000 / 1,000 x 20 = 800; from March x 30 = 1,200; one deal in May: 300; from June less 20 %: 960.
    assert plan.line("sponsorships.earned") == exactly([800, 800, 1200, 1200, 300, 960])
    assert plan.line("sponsorships.deals_fit") == exactly([1] * 6)
    assert plan.figure("sponsorships.within_capacity") == 1


def test_followers_come_faster_from_a_month_on() -> None:
    plan = case('[audience]\nfollow_rate = { default = 0.001, "from 2027-03" = 0.002 }\nunfollow_rate = 0')
    # 100,000 views a month: 100 new followers, from March 200.
    assert plan.line("audience.followers") == exactly([10_100, 10_200, 10_400, 10_600, 10_800, 11_000])


def test_tax_goes_up() -> None:
    plan = case('[business]\ntax_rate = { default = 0.2, "from 2027-03" = 0.3 }\n' + deals(1000, 1000, 1000, 1000))
    assert plan.line("business.tax_set_aside") == exactly([200, 200, 300, 300, 0, 0])
    assert plan.line("business.take_home") == exactly([800, 800, 700, 700, 0, 0])


@pytest.mark.parametrize("name", template_names())
def test_no_check_turns_red_whatever_changes_by_month(name: str) -> None:
    """Every number that may be given by month is, one month alone and another from a month on; shares of one whole
    stay as they are, since together they may make too much."""
    plan = parse_plan(template_text(name))
    structure, rng = plan.structure, random.Random(name)
    months = plan.timeline.months
    base = dict(plan.settings[BASE])
    for key in sorted(structure.by_month()):
        declared = structure.declared()[key]
        assert isinstance(declared, Assume)
        if not declared.whole_with:
            first, alone = rng.randint(2, months), rng.randint(1, months)
            one, other = (rng.uniform(declared.low, declared.high) for _ in range(2))
            base[key] = Setting(base[key].value, {**dict.fromkeys(range(first, months + 1), one), alone: other})
    result = run(replace(plan, settings={BASE: base}, scenarios=plan.scenarios[:1]))
    checks = [key for key, line in result.model.lines.items() if line.declared.kind == "check"]
    assert len(checks) > 15
    assert [key for key in checks if result.figure(key, BASE) != 1] == []


def test_drawn_shares_make_no_more_than_all_clicks_in_any_month() -> None:
    text = """
        [plan]
        start = "2027-01"
        months = 6
        [risk.inputs]
        affiliate.a.link_share = { low = 0.1, high = 0.9 }
        own_products.b.link_share = { low = 0.1, high = 0.9 }
        [[affiliate]]
        name = "a"
        link_share = { default = 0.3, "from 2027-04" = 0.6 }
        [[own_products]]
        name = "b"
        link_share = 0.4
        """
    plan = parse_plan(text)
    drawn = Draws(plan, (BASE,), 7).inputs(0, 500)[BASE]
    together = drawn["affiliate.a.link_share"] + drawn["own_products.b.link_share"]
    assert together.shape == (6, 500)
    assert together.max() <= 1 + 1e-12
    assert (together[5] > 0.999).any()
    assert (together[0] < 0.999).any()
    assert simulate(plan, trials=200)
