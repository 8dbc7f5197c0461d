"""Simulations whose answer is known: linear plans, independent sums, plans without any chance."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from scipy import stats

from revenue_planner.analysis.goal.aim import goal_of_plan, resolve_goal
from revenue_planner.analysis.goal.result import Goal
from revenue_planner.analysis.simulation import simulate as simulation_module
from revenue_planner.analysis.simulation.draws.johnson import SCORE_90
from revenue_planner.analysis.simulation.result import LEVELS, MONTHLY, ScenarioOutlook, Simulation
from revenue_planner.analysis.simulation.simulate import FIGURES, simulate
from revenue_planner.engine.run import run
from revenue_planner.ground.errors import UsageError
from revenue_planner.plan.reading.plan import parse_plan
from revenue_planner.plan.templates import template_text
from revenue_planner.plan.values import Plan
from tests.analysis.simulation.luckless import plan_with, with_value

BASKET, SHEIN = "affiliate.amazon.basket", "affiliate.shein.basket"
TAKE_HOME = "business.take_home_total"
TRIALS = 20_000
MIDDLE = 60.0  # the plan's own basket
#: Twice as much up as half down: a lognormal form, of which everything is known.
LOW, HIGH = MIDDLE / 2, MIDDLE * 2
WIDE = stats.lognorm(math.log(2) / SCORE_90, scale=MIDDLE)


def take_home(plan: Plan) -> float:
    return run(plan, ("base",)).figure(TAKE_HOME, "base")


def straight_line(plan: Plan, key: str) -> tuple[float, float]:
    """Take-home as constant + slope x input; checked to be one."""
    at = {value: take_home(with_value(plan, key, value)) for value in (0.0, 50.0, 200.0)}
    slope = (at[200.0] - at[0.0]) / 200
    assert at[50.0] == pytest.approx(at[0.0] + slope * 50, abs=1e-9)
    assert slope > 1
    return at[0.0], slope


def base_of(found: Simulation) -> ScenarioOutlook:
    return found.scenarios[0]


@pytest.mark.parametrize("seed", [1, 2])
def test_a_linear_plan_has_the_quantiles_of_its_input(seed: int) -> None:
    plan = plan_with(f"[risk.inputs]\n{BASKET} = {{ p10 = {LOW}, p90 = {HIGH} }}")
    constant, slope = straight_line(plan, BASKET)
    found = base_of(simulate(plan, trials=TRIALS, seed=seed))
    bands = found.figures[TAKE_HOME]
    error = slope * WIDE.std() / np.sqrt(TRIALS)
    assert bands.mean[0] == pytest.approx(constant + slope * WIDE.mean(), abs=4 * error)
    for place, level in enumerate(LEVELS):
        quantile = WIDE.ppf(level)
        off = slope * np.sqrt(level * (1 - level) / TRIALS) / WIDE.pdf(quantile)
        assert bands.values[place, 0] == pytest.approx(constant + slope * quantile, abs=4 * off), level
        assert bands.errors[place, 0] == pytest.approx(off, rel=0.35), level
    # A month's share of it has the same distribution.
    monthly = found.months["by_stream.affiliate.earned"]
    np.testing.assert_allclose(found.months["business.take_home"].values, monthly.values, rtol=1e-9)


def test_independent_inputs_add_up() -> None:
    # Two inputs as good as normal, of equal effect: their sum is normal, exactly.
    plan = plan_with()
    slopes = {key: straight_line(plan, key)[1] for key in (BASKET, SHEIN)}
    middle = {BASKET: 60.0, SHEIN: 60.0 * slopes[BASKET] / slopes[SHEIN]}
    listed = "\n".join(f"{key} = {{ p10 = {each / 1.02}, p90 = {each * 1.02} }}" for key, each in middle.items())
    plan = with_value(plan_with(f"[risk.inputs]\n{listed}"), SHEIN, middle[SHEIN])
    bands = base_of(simulate(plan, trials=TRIALS, seed=1)).figures[TAKE_HOME]
    spread = math.sqrt(2) * math.log(1.02) / SCORE_90 * 60 * slopes[BASKET]
    wanted = stats.norm(take_home(plan), spread)
    assert bands.mean[0] == pytest.approx(wanted.mean(), abs=4 * spread / np.sqrt(TRIALS) + 0.03 * spread)
    assert bands.spread[0] == pytest.approx(spread, rel=0.03)
    for place, level in enumerate(LEVELS):
        off = np.sqrt(level * (1 - level) / TRIALS) / wanted.pdf(wanted.ppf(level))
        assert bands.values[place, 0] == pytest.approx(wanted.ppf(level), abs=4 * off + 0.03 * spread), level


def test_without_chance_every_percentile_is_the_plan() -> None:
    plan = plan_with(months=14, scenarios=f"[scenarios.dear]\n{BASKET} = 90")
    found, result = simulate(plan, trials=50), run(plan)
    assert found.drawn == ()
    for each in found.scenarios:
        name = each.scenario.name
        assert set(MONTHLY) < set(each.months)
        for key, bands in each.months.items():
            assert (bands.values == result.line(key, name)).all()
            assert (each.planned[key] == result.line(key, name)).all()
            assert not bands.errors.any()
        assert set(each.figures) == set(FIGURES)
        for key, bands in each.figures.items():
            assert set(bands.values[:, 0]) == {result.figure(key, name)}
            assert each.planned_figures[key] == result.figure(key, name)
    dear = found.scenarios[1]
    assert dear.against_base is not None
    difference = result.figure(TAKE_HOME, "dear") - result.figure(TAKE_HOME, "base")
    assert dear.against_base.values[:, 0].tolist() == [difference] * len(LEVELS)
    assert dear.beats_base is not None
    assert dear.beats_base.value == 1


def test_a_short_plan_has_only_the_figures_that_it_is_long_enough_for() -> None:
    found = base_of(simulate(plan_with(months=6), trials=10))
    assert set(FIGURES) - set(found.figures) == {"business.take_home_12m", "business.earned_12m"}


@pytest.fixture(scope="module")
def full() -> Plan:
    return parse_plan(template_text("full"), "full.toml")


@pytest.fixture(scope="module")
def simulated(full: Plan) -> Simulation:
    return simulate(full, trials=3_000, seed=1)


def test_percentiles_rise_and_are_those_of_the_template(full: Plan, simulated: Simulation) -> None:
    streams = {f"by_stream.{group}.earned" for group in full.structure.groups}
    assert [each.scenario.name for each in simulated.scenarios] == ["base", "cautious", "ambitious", "my_own"]
    for each in simulated.scenarios:
        assert set(each.months) == {*MONTHLY, *streams}
        for bands in (*each.months.values(), *each.figures.values()):
            assert (np.diff(bands.values, axis=0) >= 0).all()
            assert (bands.errors >= 0).all()
            assert np.isfinite(bands.values).all()
        assert each.worst_month is each.figures["business.worst_month"]
        assert (each.worst_month.values[:, 0] <= each.months["business.take_home"].values.min(axis=1)).all()


def test_a_scenario_that_is_base_has_its_luck(simulated: Simulation) -> None:
    base, *_others, same = simulated.scenarios
    assert base.against_base is None
    assert base.beats_base is None
    assert same.against_base is not None
    assert same.beats_base is not None
    assert not same.against_base.values.any()
    assert same.beats_base.value == 0
    for key in base.months:
        np.testing.assert_array_equal(same.months[key].values, base.months[key].values)


def test_scenarios_differ_by_more_than_chance_alone_would_tell(simulated: Simulation) -> None:
    base, cautious = simulated.scenarios[:2]
    assert cautious.against_base is not None
    apart = np.hypot(base.figures[TAKE_HOME].mean_error, cautious.figures[TAKE_HOME].mean_error)
    assert cautious.against_base.mean_error < apart / 2
    difference = cautious.figures[TAKE_HOME].mean - base.figures[TAKE_HOME].mean
    np.testing.assert_allclose(cautious.against_base.mean, difference)


def test_some_scenarios_alone_are_as_among_all(full: Plan, simulated: Simulation) -> None:
    (alone,) = simulate(full, trials=3_000, seed=1, scenarios=("cautious",)).scenarios
    among = simulated.scenarios[1]
    assert alone.scenario == among.scenario
    np.testing.assert_array_equal(alone.figures[TAKE_HOME].values, among.figures[TAKE_HOME].values)
    assert alone.against_base is not None
    assert among.against_base is not None
    np.testing.assert_array_equal(alone.against_base.values, among.against_base.values)


@pytest.mark.parametrize("portion", [100, 1_000, 3_000])
def test_portions_change_nothing(
    full: Plan, simulated: Simulation, portion: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(simulation_module, "PORTION", portion)
    found = simulate(full, trials=3_000, seed=1, scenarios=("base",))
    for key, bands in base_of(found).months.items():
        np.testing.assert_allclose(bands.values, base_of(simulated).months[key].values, rtol=1e-12, atol=1e-9)
    assert base_of(found).goal == base_of(simulated).goal


def test_many_trials_take_bounded_memory_and_come_to_the_same(
    full: Plan, simulated: Simulation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(simulation_module, "_KEPT_BYTES", 0)
    found = base_of(simulate(full, trials=3_000, seed=1, scenarios=("base",)))
    for key, bands in found.figures.items():
        kept = base_of(simulated).figures[key]
        assert not np.array_equal(bands.values, kept.values)
        assert (np.abs(bands.values - kept.values) < kept.errors / 2).all(), key


def test_the_same_seed_gives_the_same_figures_for_ever() -> None:
    # On every platform. Another figure here means that everybody's simulations come to something else.
    luck = "common_swing = 0.3\nlevel_walk = 0.1\nstop_chance = 0.01\nreach_correlation = 0.5"
    follow = "audience.measured.follow_rate = { p10 = 0.001, p90 = 0.01 }"
    inputs = f"[risk.inputs]\n{BASKET} = {{ p10 = 20, p90 = 140 }}\n{follow}"
    found = base_of(simulate(plan_with(inputs, luck=luck), trials=1_000, seed=7))
    assert found.figures[TAKE_HOME].values[:, 0].round(2).tolist() == [
        114.83,
        165.66,
        264.58,
        404.55,
        619.2,
        914.49,
        1194.56,
    ]
    assert found.months["business.take_home"].at(0.5).round(2).tolist() == [39.84, 48.99, 57.1, 65.15, 71.71, 75.57]


def test_another_seed_gives_other_figures(full: Plan, simulated: Simulation) -> None:
    other = simulate(full, trials=3_000, seed=2, scenarios=("base",))
    mine, theirs = (base_of(found).figures[TAKE_HOME] for found in (simulated, other))
    assert (mine.values != theirs.values).all()
    assert (np.abs(mine.values - theirs.values) < 6 * (mine.errors + theirs.errors)).all()


def test_the_plan_says_how_many_trials_which_seed_and_which_goal() -> None:
    plan = plan_with('seed = 5\ntrials = 120\ngoal = "earned >= 10 by month 2"')
    found = simulate(plan)
    assert (found.seed, found.trials) == (5, 120)
    assert found.goal == resolve_goal(plan, "earned >= 10 by month 2")
    assert base_of(found).goal is not None


@pytest.mark.parametrize(("months", "when"), [(6, "2027-06"), (12, "2027-12"), (30, "2027-12")])
def test_without_a_goal_it_is_the_plans_target(months: int, when: str) -> None:
    plan = with_value(plan_with(months=months), "business.income_target", 1_234.5)
    assert goal_of_plan(plan) == resolve_goal(plan, f"take_home >= 1234.5 by {when}")
    assert simulate(plan, trials=5).goal == goal_of_plan(plan)


@pytest.mark.parametrize(
    "text",
    [
        "take_home >= {} by 2027-04", "take_home <= {} by month 4", "total take_home >= {} by 2027-05",
        "take_home_total >= {}", "affiliate.amazon.earned >= {} by 2027-03",
    ],
)  # fmt: skip
def test_the_chance_of_a_goal(text: str) -> None:
    plan = plan_with(f"[risk.inputs]\n{BASKET} = {{ p10 = {LOW}, p90 = {HIGH} }}")
    # The amount that the goal's figure has at a basket that 3 of 4 trials come to less than.
    at = with_value(plan, BASKET, float(WIDE.ppf(0.75)))
    goal = resolve_goal(plan, text.format(0))
    line = run(at, ("base",)).line(goal.key, "base")
    amount = line[: goal.month].sum() if goal.whole else line[(goal.month or 1) - 1]
    found = base_of(simulate(plan, trials=TRIALS, goal=replace(goal, amount=float(amount)))).goal
    assert found is not None
    wanted = 0.25 if goal.comparison == ">=" else 0.75
    assert found.error == pytest.approx(np.sqrt(0.25 * 0.75 / TRIALS), rel=0.02)
    assert found.value == pytest.approx(wanted, abs=4 * found.error)


def test_a_millionth_short_of_a_goal_is_enough() -> None:
    plan = plan_with()
    amount = take_home(plan)
    for short, value in ((0.9e-6, 1.0), (1.1e-6, 0.0)):
        goal = Goal("", TAKE_HOME, "", "money", ">=", amount / (1 - short))
        found = base_of(simulate(plan, trials=10, goal=goal)).goal
        assert found is not None
        assert found.value == value


def test_the_chance_that_cash_goes_below_zero() -> None:
    plan = plan_with("[risk.inputs]\nbusiness.opening_cash = { p10 = -500, p90 = 1_500 }")
    drawn = with_value(plan, "business.opening_cash", 500.0)
    lowest = run(drawn, ("base",)).figure("business.lowest_cash", "base") - 500.0
    found = base_of(simulate(drawn, trials=TRIALS)).cash_below_zero
    wanted = stats.norm(500, 1_000 / SCORE_90).cdf(-lowest)
    assert 0.05 < wanted < 0.95
    assert found.value == pytest.approx(wanted, abs=4 * found.error)


def test_progress_is_told_until_all_trials_are_done() -> None:
    told: list[int] = []
    simulate(plan_with(), trials=5_000, progress=told.append)
    assert sum(told) == 5_000
    assert all(a >= b for a, b in pairwise(told))
    assert len(told) == 3


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ({"trials": 0}, "trials: must be a whole number from 1 to 10,000,000, not 0"),
        ({"trials": 10_000_001}, "trials: must be"),
        ({"seed": -1}, "seed: must be a whole number from 0"),
        ({"scenarios": ("cautius",)}, "cautius"),
    ],
)
def test_what_cannot_be_asked_for(arguments: dict[str, object], told: str) -> None:
    with pytest.raises(UsageError, match=told):
        simulate(plan_with(scenarios="[scenarios.cautious]"), **arguments)  # type: ignore[arg-type]
