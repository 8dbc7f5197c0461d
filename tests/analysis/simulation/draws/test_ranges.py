"""Which inputs are drawn, and between which ends."""

from __future__ import annotations

from dataclasses import replace

import pytest

from revenue_planner.analysis.simulation.draws.ranges import Range, range_of, ranges
from revenue_planner.ground.errors import PlanError
from revenue_planner.language.inputs import Assume
from revenue_planner.plan.risk import RiskSettings, Spread
from revenue_planner.plan.values import Plan
from tests.analysis.simulation.luckless import plan_with, with_value

BASKET, REVERSALS = "affiliate.amazon.basket", "affiliate.amazon.reversal_rate"
CAUTIOUS = '[scenarios.cautious]\naffiliate.amazon.basket = 50\nrisk.own_spread = 0.5\naudience.follow_rate = "-50%"'


def declared(plan: Plan, key: str) -> Assume:
    found = plan.inputs()[key]
    assert isinstance(found, Assume)
    return found


def test_all_estimates_are_drawn_and_nothing_else() -> None:
    plan = plan_with(draw="all")
    drawn = ranges(plan, "base")
    for key, each in plan.inputs().items():
        estimate = isinstance(each, Assume) and each.nature == "estimate"
        assert estimate or key not in drawn, key
    left_out = {
        key for key, each in plan.inputs().items() if isinstance(each, Assume) and each.nature == "estimate"
    } - set(drawn)
    # Those that are 0 in the plan, that luck is written into, or that have no room to vary.
    for key in left_out:
        span = range_of(plan, key, "base")
        no_room = round(span.low) == round(span.high) if span.whole else span.low == span.high
        assert key == "audience.reach_factor" or key.endswith(".factor") or span.value == 0 or no_room, key


def test_a_shipped_figure_is_drawn_over_what_is_usual() -> None:
    plan = plan_with(draw="all")
    rate = declared(plan, "audience.follow_rate")
    assert ranges(plan, "base")["audience.follow_rate"] == Range(
        "pert", rate.low, rate.base, rate.high, rate.minimum, rate.maximum, False
    )


def test_a_figure_of_ones_own_is_drawn_some_way_up_and_down() -> None:
    plan = plan_with(draw="all", scenarios=CAUTIOUS)
    base, cautious = (ranges(plan, name) for name in ("base", "cautious"))
    assert (base[BASKET].low, base[BASKET].value, base[BASKET].high) == pytest.approx((48, 60, 72))
    assert (cautious[BASKET].low, cautious[BASKET].value, cautious[BASKET].high) == pytest.approx((25, 50, 75))
    # In Base it is as shipped, in the scenario the user's own.
    rate = declared(plan, "audience.follow_rate")
    found = cautious["audience.follow_rate"]
    assert (found.low, found.value) == pytest.approx((rate.base / 4, rate.base / 2))


def test_a_figure_below_0_has_its_low_below_it() -> None:
    plan = plan_with("own_spread = 0.1\n[risk.inputs]\nbusiness.opening_cash = { }", streams="").risk
    assert plan.inputs["business.opening_cash"].shape == "pert"
    poor = plan_with('own_spread = 0.1\n[risk.inputs]\nbusiness.opening_cash = { shape = "uniform" }')
    poor = with_value(poor, "business.opening_cash", -1_000.0)
    span = ranges(poor, "base")["business.opening_cash"]
    assert (span.low, span.high) == pytest.approx((-1_100, -900))


@pytest.mark.parametrize(
    ("written", "low", "high", "shape"),
    [
        ('{ low = 50, high = 90, shape = "triangular" }', 50, 90, "triangular"),
        ("{ high = 100 }", 48, 100, "pert"),
        ("{ low = 70, high = 100 }", 60, 100, "pert"),  # always with the plan's own figure
        ('{ shape = "lognormal" }', 48, 72, "lognormal"),
    ],
)
def test_what_the_plan_lists_goes_first(written: str, low: float, high: float, shape: str) -> None:
    plan = plan_with(f"[risk.inputs]\n{BASKET} = {written}")
    found = ranges(plan, "base")
    assert list(found) == [BASKET]
    assert (found[BASKET].low, found[BASKET].high) == pytest.approx((low, high))
    assert found[BASKET].shape == shape


def test_ends_are_held_to_what_is_possible() -> None:
    span = ranges(plan_with("[risk.inputs]\naffiliate.amazon.link_share = { low = 0, high = 1 }"), "base")
    assert (span["affiliate.amazon.link_share"].low, span["affiliate.amazon.link_share"].high) == (0, 1)
    wide = with_value(plan_with("own_spread = 0.9", draw="all"), "affiliate.amazon.conversion", 0.9)
    assert ranges(wide, "base")["affiliate.amazon.conversion"].high == 1.0


def test_fixed_inputs_are_not_drawn() -> None:
    drawn = ranges(plan_with(f'[risk.inputs]\n{BASKET} = "fixed"', draw="all"), "base")
    assert BASKET not in drawn
    assert "affiliate.shein.basket" in drawn


def test_choices_and_facts_are_drawn_when_they_are_listed() -> None:
    listed = plan_with("[risk.inputs]\naudience.videos = { low = 8, high = 30 }\nrisk.viral_chance = { high = 0.2 }")
    assert {"audience.videos", "risk.viral_chance"} == set(ranges(listed, "base"))
    assert "audience.videos" not in ranges(plan_with(draw="all"), "base")


def test_a_figure_of_0_means_none_and_is_drawn_only_when_it_is_listed() -> None:
    key = "affiliate.amazon.content_click_rate"
    none = with_value(plan_with(draw="all"), key, 0.0)
    assert key not in ranges(none, "base")
    listed = with_value(plan_with(f"[risk.inputs]\n{key} = {{ low = 0, high = 0.001 }}"), key, 0.0)
    assert ranges(listed, "base")[key].high == 0.001


def test_a_lognormal_form_cannot_reach_0() -> None:
    plan = plan_with(draw="listed")
    plan = replace(plan, risk=RiskSettings(draw="listed", inputs={REVERSALS: Spread("lognormal")}))
    assert ranges(with_value(plan, REVERSALS, 0.05), "base")[REVERSALS].low == pytest.approx(0.04)
    with pytest.raises(PlanError, match="never reaches 0") as raised:
        ranges(plan, "base")
    assert raised.value.problems[0].key == f"risk.inputs.{REVERSALS}"
    assert "a low above 0" in raised.value.problems[0].hint
    # Around 0 there is nothing to draw.
    assert ranges(with_value(plan, REVERSALS, 0.0), "base") == {}


@pytest.mark.parametrize(
    ("months", "around"),
    [('{ default = 12, "2027-03" = 20 }', 12), ('{ default = 0, "2027-03" = 20, "2027-05" = 8 }', 20)],
)
def test_by_month_figures_are_drawn_around_those_of_the_months_without_their_own(months: str, around: float) -> None:
    plan = plan_with("[risk.inputs]\naudience.videos = { }", audience=f"videos = {months}")
    found = ranges(plan, "base")["audience.videos"]
    assert (found.low, found.value, found.high) == pytest.approx((0.8 * around, around, 1.2 * around))
