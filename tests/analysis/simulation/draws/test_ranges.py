"""Which inputs are drawn, and between which ends."""

from __future__ import annotations

import math

import numpy as np
import pytest

from revenue_planner.analysis.simulation.draws.bounds import Bounds
from revenue_planner.analysis.simulation.draws.johnson import SCORE_90
from revenue_planner.analysis.simulation.draws.ranges import (
    Range,
    begins_or_ends_at_its_figure,
    range_of,
    ranges,
)
from revenue_planner.language.inputs import Assume
from revenue_planner.plan.values import Plan
from tests.analysis.simulation.luckless import plan_with, with_value

BASKET, CONVERSION = "affiliate.amazon.basket", "affiliate.amazon.conversion"
POINTS = np.array([-SCORE_90, 0.0, SCORE_90])
CAUTIOUS = '[scenarios.cautious]\naffiliate.amazon.basket = 50\nrisk.own_spread = 0.5\naudience.follow_rate = "-50%"'


def declared(plan: Plan, key: str) -> Assume:
    found = plan.inputs()[key]
    assert isinstance(found, Assume)
    return found


def test_all_estimates_are_drawn_and_nothing_else() -> None:
    plan = plan_with(draw="all", streams="[sponsorships]")
    drawn = ranges(plan, "base")
    for key, each in plan.inputs().items():
        estimate = isinstance(each, Assume) and each.nature == "estimate"
        assert estimate or key not in drawn, key
    left_out = {
        key for key, each in plan.inputs().items() if isinstance(each, Assume) and each.nature == "estimate"
    } - set(drawn)
    # Those that are 0 in the plan, that luck is written into, or of which only one side is known.
    for key in left_out:
        span = range_of(plan, key, "base")
        factor = key == "audience.reach_factor" or key.endswith(".factor")
        assert factor or span.value == 0 or begins_or_ends_at_its_figure(declared(plan, key)), key


def test_a_shipped_figure_is_drawn_over_what_is_usual() -> None:
    plan = plan_with(draw="all")
    rate = declared(plan, "audience.follow_rate")
    found = ranges(plan, "base")["audience.follow_rate"]
    assert found == Range(rate.low, rate.base, rate.high, Bounds(0, 1))
    assert found.quantiles()(POINTS) == pytest.approx([rate.low, rate.base, rate.high])


def test_a_usual_range_of_one_side_is_not_drawn_to_that_side(monkeypatch: pytest.MonkeyPatch) -> None:
    plan, key = plan_with(draw="all"), "audience.follow_rate"
    for end in ("low", "high"):
        monkeypatch.undo()
        monkeypatch.setattr(declared(plan, key), end, declared(plan, key).base)
        assert key not in ranges(plan, "base")
        # Of a figure of the user's own the usual range says nothing.
        assert key in ranges(with_value(plan, key, 0.003), "base")


def test_a_figure_of_ones_own_is_drawn_some_way_up_and_down() -> None:
    plan = plan_with(draw="all", scenarios=CAUTIOUS)
    base, cautious = (ranges(plan, name) for name in ("base", "cautious"))
    for found, spread, figure in ((base[BASKET], 0.2, 60), (cautious[BASKET], 0.5, 50)):
        assert found.value == figure
        # Its logarithm has the standard deviation `own_spread`.
        values = found.quantiles()(np.array([-1.0, 0.0, 1.0, 2.0]))
        assert values == pytest.approx(figure * np.exp(spread * np.array([-1.0, 0.0, 1.0, 2.0])))
    # In Base it is as shipped, in the scenario the user's own.
    rate = declared(plan, "audience.follow_rate")
    found = cautious["audience.follow_rate"]
    low = rate.base / 2 * math.exp(-0.5 * SCORE_90)
    assert (found.p10, found.value) == pytest.approx((low, rate.base / 2), rel=0.01)


def test_a_share_of_ones_own_stays_below_the_whole() -> None:
    near = ranges(with_value(plan_with("own_spread = 0.9", draw="all"), CONVERSION, 0.9), "base")[CONVERSION]
    assert 0 < near.p10 < 0.9 < near.p90 < 1
    values = near.quantiles()(np.linspace(-8, 8, 101))
    assert 0 < values.min() < values.max() <= 1


def test_a_figure_below_0_has_its_low_below_it() -> None:
    poor = plan_with("own_spread = 0.1\n[risk.inputs]\nbusiness.opening_cash = { }")
    span = ranges(with_value(poor, "business.opening_cash", -1_000.0), "base")["business.opening_cash"]
    assert (span.p10, span.p90) == pytest.approx((-1_000 - 128.155, -1_000 + 128.155), abs=1e-3)


@pytest.mark.parametrize(
    ("written", "low", "high"),
    [
        ("{ p10 = 50, p90 = 90 }", 50, 90),
        ("{ p90 = 100 }", 60 * math.exp(-0.2 * SCORE_90), 100),
        ("{ p10 = 30 }", 30, 60 * math.exp(0.2 * SCORE_90)),
        ("{ p10 = 70, p90 = 100 }", 60, 100),  # nothing is known of what is below the plan's figure
        ("{ }", 60 * math.exp(-0.2 * SCORE_90), 60 * math.exp(0.2 * SCORE_90)),
    ],
)
def test_what_the_plan_lists_goes_first(written: str, low: float, high: float) -> None:
    plan = plan_with(f"[risk.inputs]\n{BASKET} = {written}")
    found = ranges(plan, "base")
    assert list(found) == [BASKET]
    assert (found[BASKET].p10, found[BASKET].value, found[BASKET].p90) == pytest.approx((low, 60, high))
    values = found[BASKET].quantiles()(POINTS)
    assert values[1:] == pytest.approx([60, high])
    assert values[0] == pytest.approx(low if low < 60 else 36)


def test_a_listed_range_goes_along_with_a_scenarios_figure() -> None:
    listed = f"[risk.inputs]\n{BASKET} = {{ p10 = 40, p90 = 120 }}\n{CONVERSION} = {{ p10 = 0.1, p90 = 0.9 }}"
    scenarios = f"[scenarios.dear]\n{BASKET} = 90\n{CONVERSION} = 0.8\n[scenarios.same]"
    plan = with_value(plan_with(listed, scenarios=scenarios), CONVERSION, 0.4)
    dear, same = (ranges(plan, name) for name in ("dear", "same"))
    assert (dear[BASKET].p10, dear[BASKET].value, dear[BASKET].p90) == pytest.approx((60, 90, 180))
    # Odds go up six times: from 2/3 to 4.
    assert (dear[CONVERSION].p10, dear[CONVERSION].p90) == pytest.approx((0.4, 54 / 55))
    assert (same[BASKET].p10, same[BASKET].p90) == (40, 120)


def test_ends_may_be_those_of_what_is_possible() -> None:
    key = "affiliate.amazon.link_share"
    span = ranges(plan_with(f"[risk.inputs]\n{key} = {{ p10 = 0, p90 = 1 }}"), "base")[key]
    assert (span.p10, span.p90, span.bounds) == (0, 1, Bounds(0, 1))


def test_fixed_inputs_are_not_drawn() -> None:
    drawn = ranges(plan_with(f'[risk.inputs]\n{BASKET} = "fixed"', draw="all"), "base")
    assert BASKET not in drawn
    assert "affiliate.shein.basket" in drawn


def test_choices_and_facts_are_drawn_when_they_are_listed() -> None:
    listed = plan_with("[risk.inputs]\naudience.videos = { p10 = 8, p90 = 30 }\nrisk.stop_chance = { p90 = 0.2 }")
    assert {"audience.videos", "risk.stop_chance"} == set(ranges(listed, "base"))
    assert "audience.videos" not in ranges(plan_with(draw="all"), "base")


def test_a_figure_of_0_means_none_and_is_drawn_only_when_it_is_listed() -> None:
    key = "affiliate.amazon.content_click_rate"
    none = with_value(plan_with(draw="all"), key, 0.0)
    assert key not in ranges(none, "base")
    listed = with_value(plan_with(f"[risk.inputs]\n{key} = {{ p10 = 0, p90 = 0.001 }}"), key, 0.0)
    assert ranges(listed, "base")[key].p90 == 0.001


@pytest.mark.parametrize(
    ("months", "around"),
    [('{ default = 12, "2027-03" = 20 }', 12), ('{ default = 0, "2027-03" = 20, "2027-05" = 8 }', 20)],
)
def test_by_month_figures_are_drawn_around_those_of_the_months_without_their_own(months: str, around: float) -> None:
    plan = plan_with("[risk.inputs]\naudience.videos = { }", audience=f"videos = {months}")
    found = ranges(plan, "base")["audience.videos"]
    step = math.exp(0.2 * SCORE_90)
    assert (found.p10, found.value, found.p90) == pytest.approx((around / step, around, around * step))


def test_whole_numbers_that_are_nearly_always_the_same_are_not_drawn() -> None:
    key = "affiliate.amazon.payment_delay"
    assert key in ranges(plan_with(f"[risk.inputs]\n{key} = {{ p10 = 1, p90 = 3 }}"), "base")
    same = with_value(plan_with(f"[risk.inputs]\n{key} = {{ }}"), key, 1.0)
    assert ranges(same, "base") == {}
