"""Each input moved alone: every swing is what the plan comes to with that input, and slopes are as in calculus."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

import pytest

import revenue_planner as rp
from revenue_planner.analysis.sensitivity.one_at_a_time import sensitivity
from revenue_planner.analysis.sensitivity.result import Sensitivity, Swing
from revenue_planner.analysis.simulation.draws.ranges import ranges
from revenue_planner.engine.run import Result, run
from revenue_planner.ground.errors import UsageError
from revenue_planner.language.inputs import Assume
from revenue_planner.plan.reading.plan import parse_plan
from revenue_planner.plan.risk import RiskSettings, Spread
from revenue_planner.plan.templates import template_names, template_text
from revenue_planner.plan.values import BASE, Plan, Setting
from tests.support.pairs import plain, random_parts

TAKE_HOME = "business.take_home_total"
WEIGHTS = ("completion", "rewatch", "engagement", "quality", "niche", "posting_time")

#: One affiliate programme, no costs and no tax: what is earned is proportional to most of what makes it.
AFFILIATE = """
[[affiliate]]
name = "a"
link_share = 0.5
content_click_rate = 0.0
commission_rate = 0.1
reversal_rate = 0.2
conversion = 0.02
basket = 50
"""


@cache
def template(name: str) -> Plan:
    return parse_plan(template_text(name), name)


def by_key(found: Sensitivity) -> dict[str, Swing]:
    return {swing.key: swing for swing in found.swings}


def with_values(plan: Plan, values: Mapping[str, float], scenario: str) -> Result:
    """The plan run with other figures in a scenario; all months of an input that differs by month alike."""
    settings = dict(plan.settings[scenario])
    for key, value in values.items():
        months = plan.by_month(key, scenario) or []
        mean = sum(months) / len(months) if months else 0.0
        if months and len(set(months)) > 1:
            settings[key] = Setting(value, {n: month * value / mean for n, month in enumerate(months, start=1)})
        else:
            settings[key] = Setting(value, dict.fromkeys(range(1, len(months) + 1), value))
    return run(replace(plan, settings={**plan.settings, scenario: settings}), (scenario,))


def moved(plan: Plan, key: str, value: float, scenario: str) -> dict[str, float]:
    """The input, and where it is a weight of the score the other weights, which make room for it."""
    weights = [f"audience.{name}_weight" for name in WEIGHTS]
    if key not in weights:
        return {key: value}
    today = {each: plan.every_month(each, scenario)[0] for each in weights}
    rest = sum(today.values()) - today[key]
    scale = (rest + today[key] - value) / rest
    return {each: value if each == key else figure * scale for each, figure in today.items()}


def assert_swing(plan: Plan, swing: Swing, line: str, scenario: str) -> None:
    for value, result in ((swing.low, swing.result_low), (swing.high, swing.result_high)):
        alone = with_values(plan, moved(plan, swing.key, value, scenario), scenario).figure(line, scenario)
        assert result == pytest.approx(alone, rel=1e-9, abs=1e-6, nan_ok=True), f"{swing.key} = {value}"


@pytest.mark.parametrize(("name", "scenario"), [("starter", "cautious"), ("full", BASE)])
def test_every_swing_is_what_the_plan_comes_to_with_that_input(name: str, scenario: str) -> None:
    plan = template(name)
    found = sensitivity(plan, scenario=scenario)
    assert found.result == pytest.approx(run(plan).figure(TAKE_HOME, scenario), rel=1e-12)
    for swing in found.swings:
        assert_swing(plan, swing, TAKE_HOME, scenario)


@pytest.mark.parametrize("key", ["affiliate.amazon.conversion", "audience.videos", "audience.follow_rate"])
def test_a_plan_with_the_other_figure_written_in_comes_to_the_same(key: str) -> None:
    plan = rp.loads(template_text("starter"))
    swing = by_key(sensitivity(plan.plan, "take_home_12m"))[key]
    assert not swing.every_month
    for value, result in ((swing.low, swing.result_low), (swing.high, swing.result_high)):
        written = plan.with_inputs({key: value}).run().answers.loc[BASE, "take_home_12m"]
        assert result == pytest.approx(written, rel=1e-9)


@pytest.mark.parametrize("name", template_names())
def test_all_numbers_of_every_template_are_moved_and_ranked(name: str) -> None:
    plan = template(name)
    found = sensitivity(plan, scenario="ambitious")
    numbers = {key for key, declared in plan.inputs().items() if isinstance(declared, Assume)}
    assert by_key(found).keys() == {key for key in numbers if not key.startswith("risk.")}
    assert found.scenario.name == "ambitious"
    assert_well_formed(plan, found)
    assert found.swings[0].effect > 100


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("on", ["take_home_total", "lowest_cash_month"])
def test_random_plans(seed: int, on: str) -> None:
    plan = random_parts(seed)
    scenario = plan.scenarios[-1].name
    found = sensitivity(plan, on, scenario)
    assert_well_formed(plan, found)
    for swing in found.swings[seed % 7 :: 29]:
        assert_swing(plan, swing, found.key, scenario)


def assert_well_formed(plan: Plan, found: Sensitivity) -> None:
    declared = plan.inputs()
    for swing in found.swings:
        own = declared[swing.key]
        assert isinstance(own, Assume)
        assert swing.low <= swing.today <= swing.high
        if not swing.every_month:
            assert own.minimum <= swing.low
            assert swing.high <= own.maximum
        if own.whole and not swing.every_month:
            assert swing.low == int(swing.low)
            assert swing.high == int(swing.high)
            assert swing.elasticity is None
        assert swing.elasticity is None or math.isfinite(swing.elasticity)
    ranked = [(-float(f"{swing.effect:.9g}"), swing.key) for swing in found.swings if not math.isnan(swing.effect)]
    assert ranked == sorted(ranked)


def test_what_is_proportional_has_an_elasticity_of_1() -> None:
    found = by_key(sensitivity(plain(AFFILIATE), "earned_total"))
    for name in ("link_share", "commission_rate", "conversion", "basket", "factor"):
        assert found[f"affiliate.a.{name}"].elasticity == pytest.approx(1, abs=1e-6), name
    # 1 - 0.2 of the sales stay: 1 % more reversals is 0.2 / 0.8 % less.
    assert found["affiliate.a.reversal_rate"].elasticity == pytest.approx(-0.25, abs=1e-6)
    assert found["affiliate.a.content_click_rate"].elasticity is None  # 1 % of nothing
    assert found["audience.age"].elasticity == 0


def test_elasticities_say_up_or_down_also_below_0() -> None:
    plan = plain(AFFILIATE + "[business]\nfixed_costs = 100_000\n")
    found = sensitivity(plan)
    assert found.result < 0
    swings = by_key(found)
    costs = swings["business.fixed_costs"].elasticity
    assert costs is not None
    assert costs < 0  # more costs, less is left
    assert swings["affiliate.a.basket"].elasticity == pytest.approx(-1 - costs, rel=1e-6)


def test_where_the_result_jumps_the_slope_is_that_of_the_other_side() -> None:
    """Exactly as many followers as are needed: with a few less nothing is earned in the first month."""
    text = (
        "[audience]\nopening_followers = 10_000\nopening_views = 1_000_000\n[creator_rewards]\nfollower_bar = 10_000\n"
    )
    swings = by_key(sensitivity(plain(text), "creator_rewards_earned_total"))
    assert swings["creator_rewards.us_rpm"].elasticity == pytest.approx(1, abs=1e-6)
    assert swings["creator_rewards.follower_bar"].elasticity == 0
    assert swings["creator_rewards.follower_bar"].effect > 0


def test_where_the_result_bends_the_slope_is_the_mean_of_both_sides() -> None:
    """As many deals as fit: more capacity brings nothing, and less takes as much as it is less."""
    text = "[sponsorships]\nbase_deals = 2\ncapacity = 2\nreach_sensitivity = 0\nfee_floor = 500\ncpm = 0\n"
    swings = by_key(sensitivity(plain(text), "sponsorships_earned_total"))
    assert swings["sponsorships.capacity"].elasticity == pytest.approx(0.5, abs=1e-6)
    assert swings["sponsorships.base_deals"].elasticity == pytest.approx(0.5, abs=1e-6)
    assert swings["sponsorships.fee_floor"].elasticity == pytest.approx(1, abs=1e-6)


def test_at_the_end_of_what_is_possible_the_slope_is_that_of_one_side() -> None:
    swings = by_key(sensitivity(plain(AFFILIATE.replace("link_share = 0.5", "link_share = 1")), "earned_total"))
    assert swings["affiliate.a.link_share"].high == 1
    assert swings["affiliate.a.link_share"].elasticity == pytest.approx(1, abs=1e-6)


def test_shares_of_a_whole_stay_within_it() -> None:
    plan = template("full")
    swings = by_key(sensitivity(plan))
    for check, keys in (
        ("business.link_shares_fit", [key for key in swings if key.endswith(".link_share")]),
        ("creator_rewards.countries_fit", [key for key in swings if key.endswith("_share") and "_rewards." in key]),
        ("audience.weights_are_whole", [f"audience.{name}_weight" for name in WEIGHTS]),
    ):
        assert len(keys) > 5
        for key in keys:
            for value in (swings[key].low, swings[key].high):
                assert with_values(plan, moved(plan, key, value, BASE), BASE).figure(check, BASE) == 1, key
    # 90 % of the clicks are taken, so 10 % are left for any one part.
    taken = {key: swing for key, swing in swings.items() if key.endswith(".link_share")}
    free = 1 - sum(swing.today for swing in taken.values())
    for swing in taken.values():
        assert swing.high == pytest.approx(swing.today + free)


def test_an_input_by_month_has_all_its_months_multiplied() -> None:
    text = AFFILIATE + '[audience]\nfollow_rate = 0\nvideos = { default = 10, "2027-02" = 30 }\n'
    plan = plain(text)
    swing = by_key(sensitivity(plan, "earned_total"))["audience.videos"]
    months = plan.every_month("audience.videos", BASE)
    assert swing.every_month
    assert swing.today == pytest.approx(sum(months) / len(months))
    assert (swing.low, swing.high) == (4, 60)


def test_the_factors_by_month_move_as_far_as_own_figures() -> None:
    swings = by_key(sensitivity(plain(AFFILIATE + "[risk]\nown_spread = 0.3\n")))
    for key in ("affiliate.a.factor", "audience.reach_factor"):
        assert (swings[key].low, swings[key].high) == pytest.approx((0.7, 1.3))


def test_a_range_of_the_plan_goes_before_what_is_usual() -> None:
    plan = replace(
        plain(AFFILIATE),
        risk=RiskSettings(inputs={"affiliate.a.basket": Spread(p10=60), "affiliate.a.conversion": Spread(fixed=True)}),
    )
    swings = by_key(sensitivity(plan))
    declared = plan.inputs()["affiliate.a.basket"]
    assert isinstance(declared, Assume)
    assert (swings["affiliate.a.basket"].low, swings["affiliate.a.basket"].high) == (
        50,
        declared.high,
    )  # 50 is the plan's
    assert swings["affiliate.a.conversion"].low < 0.02 < swings["affiliate.a.conversion"].high


def test_as_drawn_moves_what_a_simulation_draws_as_far_as_it_does() -> None:
    plan = template("full")
    drawn = ranges(plan, BASE)
    swings = by_key(sensitivity(plan, as_drawn=True))
    assert swings.keys() == {key for key in drawn if not key.startswith("risk.")}
    assert len(swings) > 50
    for key, swing in swings.items():
        declared, ends = plan.inputs()[key], (drawn[key].p10, drawn[key].p90)
        assert isinstance(declared, Assume)
        if not swing.every_month and not declared.whole_with:
            assert (swing.low, swing.high) == pytest.approx(ends, abs=0.5 if declared.whole else 0), key


def test_what_makes_a_result_come_or_go_stands_first() -> None:
    found = sensitivity(template("full"), "irr_monthly")
    gone = [math.isnan(swing.effect) for swing in found.swings]
    assert any(gone)
    assert gone == sorted(gone, reverse=True)


def test_a_month_counts_as_its_number() -> None:
    plan = template("full")
    found = sensitivity(plan, "target_month")
    month = run(plan).answers(BASE)["target_month"]
    assert found.result == plan.timeline.number_of(month)  # type: ignore[arg-type]
    assert all(swing.elasticity is None for swing in found.swings)


def test_equal_effects_stand_in_the_order_of_their_keys() -> None:
    swings = sensitivity(template("full")).swings
    idle = [swing.key for swing in swings if swing.effect == 0]
    assert len(idle) > 100
    assert idle == sorted(idle)
    # Clicks and orders are multiplied, and their usual ranges are in proportion.
    alike = [place for place, swing in enumerate(swings) if swing.key.startswith("tiktok_shop.seller.video_")]
    click, order = (swings[place] for place in alike)
    assert click.effect == pytest.approx(order.effect, rel=1e-12)
    assert alike[1] == alike[0] + 1
    assert click.key < order.key


def test_only_what_can_change_the_result_is_computed() -> None:
    found = sensitivity(template("full"), "audience_views_total")
    assert found.evaluations < 2 * len(found.swings)
    assert by_key(found)["affiliate.amazon.basket"].effect == 0


@pytest.mark.parametrize(
    ("on", "scenario", "told"),
    [
        ("take_home_12", BASE, 'there is no result "take_home_12"; did you mean "take_home_12m"?'),
        ("business.earned", BASE, 'there is no result "business.earned"'),
        ("take_home_total", "cautius", 'there is no scenario "cautius"; did you mean "cautious"?'),
    ],
)
def test_unknown_names(on: str, scenario: str, told: str) -> None:
    with pytest.raises(UsageError) as error:
        sensitivity(template("starter"), on, scenario)
    assert told in str(error.value)


def test_any_figure_may_be_looked_at_by_its_key() -> None:
    by_line = sensitivity(template("starter"), "business.take_home_total")
    assert by_line == sensitivity(template("starter"), "take_home_total")
