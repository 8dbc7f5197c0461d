"""Trials as input arrays: shared, whatever their portions; whole, by month, and never more than the whole."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from revenue_planner.analysis.simulation.draws.draw import Draws
from revenue_planner.engine.inputs import scenario_inputs
from revenue_planner.engine.program import compile_model
from revenue_planner.language.inputs import Assume
from revenue_planner.model.build import model_of
from revenue_planner.plan.reading.plan import parse_plan
from revenue_planner.plan.templates import template_names, template_text
from revenue_planner.plan.values import Plan
from tests.analysis.simulation.luckless import NO_LUCK, plan_with, with_value
from tests.support.blocks import run_all

BASKET = "affiliate.amazon.basket"
LUCK = "violation_months = 3"


def template(name: str) -> Plan:
    return parse_plan(template_text(name), f"{name}.toml")


def names_of(plan: Plan) -> tuple[str, ...]:
    return tuple(scenario.name for scenario in plan.scenarios)


@pytest.mark.parametrize("portions", [[0, 100], [0, 1, 3, 64, 100], [40, 77, 100]])
def test_trials_do_not_depend_on_their_portions(portions: list[int]) -> None:
    plan = template("full")
    draws = Draws(plan, ("base", "cautious"), 5)
    everything = draws.inputs(0, 300)
    for first, last in pairwise(portions):
        for scenario, inputs in draws.inputs(first, last).items():
            for key, array in inputs.items():
                whole = everything[scenario][key]
                wide = np.broadcast_to(whole, (len(whole), 300))[:, first:last]
                np.testing.assert_array_equal(np.broadcast_to(array, wide.shape), wide, err_msg=key)


def test_draws_depend_on_nothing_but_the_seed_and_the_name() -> None:
    plan = template("full")
    alone = Draws(plan, ("base",), 5).inputs(0, 50)["base"]
    together = Draws(plan, names_of(plan), 5).inputs(0, 50)["base"]
    few = Draws(plan, ("base",), 5, keys=[BASKET, "audience.follow_rate"]).inputs(0, 50)["base"]
    other = Draws(plan, ("base",), 6).inputs(0, 50)["base"]
    for key, array in alone.items():
        assert array.tolist() == together[key].tolist()
    for key in (BASKET, "audience.follow_rate"):
        assert few[key].tolist() == alone[key].tolist() != other[key].tolist()
    assert few["affiliate.amazon.conversion"].shape == (1, 1)


def test_a_longer_plan_has_the_luck_of_a_shorter_one() -> None:
    short, long = (
        Draws(plan_with(months=months, luck=LUCK), ("base",), 1).inputs(0, 200)["base"]["audience.reach_factor"]
        for months in (6, 9)
    )
    np.testing.assert_array_equal(short, long[:6])


def test_scenarios_share_their_draws() -> None:
    plan = plan_with(draw="all", scenarios=f"[scenarios.dear]\n{BASKET} = 90\n[scenarios.same]")
    draws = Draws(plan, names_of(plan), 1).inputs(0, 1_000)
    for key, array in draws["base"].items():
        assert array is draws["same"][key] or array.tolist() == draws["same"][key].tolist()
    # 60 and 90, each as far up and down: the same score through either.
    np.testing.assert_allclose(draws["dear"][BASKET], 1.5 * draws["base"][BASKET])


def test_only_what_varies_is_wide() -> None:
    plan = plan_with(f"[risk.inputs]\n{BASKET} = {{ p10 = 50, p90 = 90 }}")
    inputs = Draws(plan, ("base",), 1).inputs(0, 10)["base"]
    assert [key for key, array in inputs.items() if array.shape[1] > 1] == [BASKET]
    own = scenario_inputs(plan, ("base",))
    assert inputs.keys() == own.keys()
    assert all(array.tolist() == own[key].tolist() for key, array in inputs.items() if key != BASKET)


def test_by_month_figures_all_take_one_factor() -> None:
    plan = plan_with(
        "[risk.inputs]\naudience.videos = { p10 = 6, p90 = 24 }", audience='videos = { default = 12, "2027-03" = 4 }'
    )
    videos = Draws(plan, ("base",), 1).inputs(0, 2_000)["base"]["audience.videos"]
    assert videos.shape == (6, 2_000)
    np.testing.assert_allclose(videos[2], videos[0] / 3)
    assert np.quantile(videos[0], [0.1, 0.5, 0.9]) == pytest.approx([6, 12, 24], rel=0.07)


def test_by_month_figures_that_are_all_0_take_what_is_drawn() -> None:
    inputs = "[risk.inputs]\nsponsorships.base_deals = { p10 = 0, p90 = 2 }"
    plan = plan_with(inputs, streams="[sponsorships]\nbase_deals = [0, 0, 0, 0, 0, 0]")
    deals = Draws(plan, ("base",), 1).inputs(0, 500)["base"]["sponsorships.base_deals"]
    assert deals.shape == (1, 500)
    # The plan's figure is 0: half have none, and one in ten has more than 2.
    assert (deals == 0).mean() == pytest.approx(0.5, abs=0.07)
    assert (deals > 2).mean() == pytest.approx(0.1, abs=0.04)


def test_whole_numbers_stay_whole() -> None:
    plan = plan_with("[risk.inputs]\naffiliate.amazon.payment_delay = { p10 = 0, p90 = 3 }")
    delay = Draws(plan, ("base",), 1).inputs(0, 2_000)["base"]["affiliate.amazon.payment_delay"]
    assert set(delay[0]) >= {0, 1, 2, 3, 4}
    assert (delay == np.rint(delay)).all()
    assert delay.min() == 0
    assert np.quantile(delay, [0.1, 0.5, 0.9], method="nearest").tolist() == [0, 2, 3]


@pytest.mark.parametrize("name", template_names())
def test_no_draw_breaks_a_check_or_a_limit(name: str) -> None:
    plan = template(name)
    model, declared = model_of(plan.structure), plan.inputs()
    program = compile_model(model, [key for key, line in model.lines.items() if line.declared.kind == "check"])
    for scenario, inputs in Draws(plan, names_of(plan), 3).inputs(0, 2_000).items():
        for key, held in run_all(program, inputs, 2_000).items():
            assert (held == 1).all(), (scenario, key)
        for key, array in inputs.items():
            each = declared[key]
            # Factors hold luck, which knows no limits.
            if isinstance(each, Assume) and not key.endswith("factor"):
                assert (array >= each.minimum).all(), key
                assert (array <= each.maximum).all(), key


def test_shares_of_one_whole_never_make_more_than_it() -> None:
    shares = [f"affiliate.{name}.link_share" for name in ("amazon", "shein")]
    listed = "\n".join(f"{key} = {{ p10 = 0.1, p90 = 0.9 }}" for key in shares)
    plan = plan_with(f"[risk.inputs]\n{listed}")
    found = np.concatenate([Draws(plan, ("base",), 1).inputs(0, 4_000)["base"][key] for key in shares])
    free = np.concatenate([one_alone(key) for key in shares])
    too_much = free.sum(axis=0) > 1
    assert 0.1 < too_much.mean() < 0.5
    np.testing.assert_allclose(found[:, ~too_much], free[:, ~too_much])
    np.testing.assert_allclose(found[:, too_much], free[:, too_much] / free.sum(axis=0)[too_much])


def one_alone(key: str) -> np.ndarray:
    """As drawn while the other share is small and fixed: nothing to scale down, but for the very largest."""
    other = "affiliate.shein" if "amazon" in key else "affiliate.amazon"
    plan = plan_with(f"[risk.inputs]\n{key} = {{ p10 = 0.1, p90 = 0.9 }}")
    return Draws(with_value(plan, f"{other}.link_share", 0.0), ("base",), 1).inputs(0, 4_000)["base"][key]


def test_what_is_fixed_or_switched_off_is_not_scaled_down() -> None:
    share = "affiliate.amazon.link_share"
    listed = f"[risk.inputs]\n{share} = {{ p10 = 0.1, p90 = 0.9 }}"
    fixed = Draws(plan_with(listed), ("base",), 1).inputs(0, 4_000)["base"]
    assert fixed["affiliate.shein.link_share"].tolist() == [[0.2]]
    assert fixed[share].max() == pytest.approx(0.8)
    off = plan_with(listed, scenarios='[scenarios.off]\naffiliate.shein.on = "off"')
    assert Draws(off, ("base", "off"), 1).inputs(0, 4_000)["off"][share].max() > 0.99


def test_a_plan_that_has_more_than_the_whole_keeps_its_sum() -> None:
    key = "affiliate.amazon.link_share"
    plan = plan_with(
        f"[risk.inputs]\n{key} = {{ p10 = 0.1, p90 = 0.9 }}", streams='[[affiliate]]\nname = "third"\nlink_share = 0.8'
    )
    inputs = Draws(plan, ("base",), 1).inputs(0, 4_000)["base"]
    assert inputs[key].max() == pytest.approx(0.3)  # 1.3 in all, as in the plan
    assert inputs[key].min() < 0.3


def test_luckless_is_luckless() -> None:
    plan = plan_with(luck=NO_LUCK)
    inputs = Draws(plan, ("base",), 1).inputs(0, 100)["base"]
    assert all(array.shape[1] == 1 for array in inputs.values())
