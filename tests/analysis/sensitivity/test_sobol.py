"""Shares of a result's variance: known functions give the indices that theory says, plans those of their own."""

from __future__ import annotations

import math
import sys
import tracemalloc
from dataclasses import replace

import numpy as np
import pytest
from SALib.sample import sobol as salib
from scipy.special import ndtri

from revenue_planner.analysis.sensitivity.one_at_a_time import sensitivity
from revenue_planner.analysis.sensitivity.sobol import cube_of, evaluations, global_sensitivity, sobol
from revenue_planner.analysis.simulation.draws.johnson import SCORE_90
from revenue_planner.analysis.simulation.draws.ranges import ranges
from revenue_planner.engine.functions import Array
from revenue_planner.engine.run import run
from revenue_planner.ground.errors import UsageError
from revenue_planner.plan.reading.plan import parse_plan
from revenue_planner.plan.risk import RiskSettings, Spread
from revenue_planner.plan.templates import template_text
from revenue_planner.plan.values import BASE, Plan, Setting
from tests.support.pairs import plain

SEEDS = range(8)


def ishigami(points: Array) -> Array:
    """The usual test function, with a = 7 and b = 0.1, on -pi to pi."""
    x = (2 * points - 1) * np.pi
    values: Array = np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])
    return values


def ishigami_indices() -> tuple[list[float], list[float]]:
    """First-order and total, in closed form."""
    a, b, pi = 7.0, 0.1, math.pi
    alone = [(1 + b * pi**4 / 5) ** 2 / 2, a**2 / 8, 0.0]
    together = b**2 * pi**8 * (1 / 18 - 1 / 50)
    whole = sum(alone) + together
    return [part / whole for part in alone], [(alone[0] + together) / whole, alone[1] / whole, together / whole]


def test_the_closed_form_is_the_published_one() -> None:
    first, total = ishigami_indices()
    assert first == pytest.approx([0.3139, 0.4424, 0.0], abs=5e-5)
    assert total == pytest.approx([0.5576, 0.4424, 0.2437], abs=5e-5)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_ishigami_function(seed: int) -> None:
    first, total = ishigami_indices()
    found = sobol(ishigami, ["x1", "x2", "x3"], 2048, seed)
    assert np.all(np.abs(found.first - first) <= found.first_error)
    assert np.all(np.abs(found.total - total) <= found.total_error)
    # The intervals say something: none is wider than a tenth.
    assert max(found.first_error.max(), found.total_error.max()) < 0.1


@pytest.mark.parametrize("seed", SEEDS)
def test_a_linear_function(seed: int) -> None:
    """Each share is the square of the coefficient; alone and in all are the same."""
    weights = np.array([1.0, 2.0, 4.0, 0.0, 6.0])
    exact = weights**2 / (weights**2).sum()
    found = sobol(lambda points: 1e6 + points @ weights, list("abcde"), 1024, seed)
    assert np.all(np.abs(found.first - exact) <= found.first_error + 1e-9)
    assert np.all(np.abs(found.total - exact) <= found.total_error + 1e-9)
    assert found.total == pytest.approx(exact, abs=0.01)


@pytest.mark.parametrize("count", [1, 2, 3, 9])
def test_the_points_are_those_of_salib(count: int) -> None:
    seen: list[Array] = []

    def record(points: Array) -> Array:
        seen.append(points.copy())
        return points[:, 0]

    sobol(record, [str(number) for number in range(count)], 64, 5)
    problem = {"num_vars": count, "names": [str(n) for n in range(count)], "bounds": [[0.0, 1.0]] * count}
    expected = salib.sample(problem, 64, calc_second_order=False, seed=5)
    np.testing.assert_array_equal(np.concatenate(seen), expected)


def test_the_same_seed_gives_the_same_answer_and_another_one_another() -> None:
    def of(seed: int) -> list[float]:
        found = sobol(ishigami, list("abc"), 256, seed)
        return [*found.first, *found.first_error, *found.total, *found.total_error]

    assert of(0) == of(0)
    assert of(3) == of(3)
    assert of(0) != of(3)


def test_samples_are_made_a_power_of_two_and_counted() -> None:
    counted: list[int] = []
    sobol(ishigami, list("abc"), 100, 1, counted.append)
    assert sum(counted) == 128 * 5


@pytest.mark.parametrize("value", [0.0, 7.5])
def test_a_constant_has_no_variance_to_share(value: float) -> None:
    found = sobol(lambda points: np.full(len(points), value), list("abc"), 64, 1)
    assert not np.concatenate([found.first, found.first_error, found.total, found.total_error]).any()


def test_a_function_that_hardly_ever_varies() -> None:
    """Resamples may then be constant, which is no error."""
    found = sobol(lambda points: (points[:, 0] > 0.99).astype(float), list("ab"), 64, 1)
    assert np.isfinite(found.total).all()


def test_memory_does_not_grow_with_the_square_of_the_inputs() -> None:
    """SALib's whole design of 200 inputs and 256 points is 52,000 rows of 200: 83 MB."""
    names = [str(number) for number in range(200)]
    sobol(lambda points: points[:, 0], names[:2], 64, 1)  # what is loaded once does not count
    tracemalloc.start()
    sobol(lambda points: points.sum(axis=1), names, 256, 1)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 20e6


def affiliate(inputs: dict[str, Spread]) -> Plan:
    """What is earned is the sum of two programmes, each proportional to its basket."""
    text = "[audience]\nfollow_rate = 0\n"
    for name, rate in (("a", 0.1), ("b", 0.2)):
        text += f'[[affiliate]]\nname = "{name}"\nlink_share = 0.25\ncommission_rate = {rate}\nbasket = 50\n'
    return replace(plain(text), risk=RiskSettings(draw="listed", inputs=inputs))


def variance(factor: float) -> float:
    """Of a basket of 50 that is lognormal between 50 divided and multiplied by `factor`."""
    squared = (math.log(factor) / SCORE_90) ** 2
    return 50**2 * math.exp(squared) * math.expm1(squared)


@pytest.mark.parametrize("factor", [1.1, 1.5, 2.0])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_linear_plan(factor: float, seed: int) -> None:
    """b earns twice as much per basket as a: shares by variance."""
    ranges = {"affiliate.a.basket": Spread(50 / 1.5, 50 * 1.5), "affiliate.b.basket": Spread(50 / factor, 50 * factor)}
    a, b = variance(1.5), 2**2 * variance(factor)
    exact = {"affiliate.a.basket": a / (a + b), "affiliate.b.basket": b / (a + b)}
    shares = global_sensitivity(affiliate(ranges), "earned_total", samples=1024, seed=seed)
    assert {share.key for share in shares} == exact.keys()
    for share in shares:
        assert abs(share.first - exact[share.key]) <= share.first_error
        assert abs(share.total - exact[share.key]) <= share.total_error
    assert shares == tuple(sorted(shares, key=lambda share: (-share.total, share.key)))


#: Shares that draws make more than their whole: they are then scaled down together.
CROWDED = {
    "creator_rewards.us_share": Spread(0.5, 1.0),
    "creator_rewards.uk_share": Spread(0.1, 1.0),
    "own_products.course.link_share": Spread(0.2, 0.9),
    "consulting.cafes.link_share": Spread(0.0, 0.9),
}


@pytest.mark.parametrize("scenario", [BASE, "cautious"])
@pytest.mark.parametrize("inputs", [{}, CROWDED], ids=["usual", "crowded"])
def test_a_point_is_the_plan_with_those_inputs(inputs: dict[str, Spread], scenario: str) -> None:
    plan = parse_plan(template_text("full"))
    plan = replace(plan, risk=replace(plan.risk, inputs=inputs))
    cube = cube_of(plan, "take_home_total", scenario)
    assert list(cube.ranges) == [key for key in ranges(plan, scenario) if not key.startswith("risk.")]
    points = np.random.default_rng(1).random((6, len(cube.ranges)))
    for point, value in zip(points, cube.at(points), strict=True):
        assert value == pytest.approx(at_point(plan, scenario, point), rel=1e-9)


def at_point(plan: Plan, scenario: str, point: Array) -> float:
    """The take-home of the plan with every drawn input written into its settings."""
    settings = dict(plan.settings[scenario])
    for number, (key, span) in zip(point, ranges(plan, scenario).items(), strict=True):
        value = float(span.quantiles()(ndtri(np.array([number])))[0])
        value = float(round(value)) if span.whole else value
        months = plan.by_month(key, scenario) or []
        scaled = [min(max(month * value / span.value, span.bounds.minimum), span.bounds.maximum) for month in months]
        settings[key] = Setting(value, dict(enumerate(scaled, start=1)))
    inputs = plan.inputs()
    wholes: dict[str, list[str]] = {}
    for key in inputs:
        wholes.setdefault(getattr(inputs[key], "whole_with", ""), []).append(key)
    drawn = ranges(plan, scenario)
    for keys in (keys for name, keys in wholes.items() if name):
        own = [key for key in keys if key in drawn]
        fixed = sum(plan.every_month(key, scenario)[0] for key in keys if key not in drawn)
        most = max(1.0, sum(plan.every_month(key, scenario)[0] for key in keys)) - fixed
        total = sum(float(settings[key].value) for key in own)  # type: ignore[arg-type]
        for key in own if total > most else ():
            settings[key] = Setting(settings[key].value * most / total)  # type: ignore[operator]
    result = run(replace(plan, settings={**plan.settings, scenario: settings}), (scenario,))
    return result.figure("business.take_home_total", scenario)


def test_nothing_drawn_nothing_shared() -> None:
    assert global_sensitivity(affiliate({}), "earned_total") == ()


def test_the_plans_own_seed_is_used() -> None:
    plan = affiliate({"affiliate.a.basket": Spread(30, 70), "affiliate.b.basket": Spread(40, 60)})
    other = replace(plan, risk=replace(plan.risk, seed=9))
    assert global_sensitivity(other, "earned_total", samples=64) == global_sensitivity(
        plan, "earned_total", samples=64, seed=9
    )
    assert global_sensitivity(other, "earned_total", samples=64) != global_sensitivity(plan, "earned_total", samples=64)


def test_as_many_evaluations_as_said() -> None:
    plan = parse_plan(template_text("starter"))
    counted: list[int] = []
    shares = global_sensitivity(plan, "take_home_12m", samples=64, progress=counted.append)
    assert sum(counted) == evaluations(plan, BASE, 64) == 64 * (len(shares) + 2)


def test_a_result_that_is_not_always_there_is_refused() -> None:
    plan = parse_plan(template_text("full"))
    assert sensitivity(plan, "irr_monthly").result > 0  # the plan itself has one
    with pytest.raises(UsageError, match='"irr_monthly" is not there in every draw'):
        global_sensitivity(plan, "irr_monthly", samples=64)


def test_unknown_result() -> None:
    with pytest.raises(UsageError, match='did you mean "take_home_total"'):
        global_sensitivity(affiliate({}), "take_home_totl")


def test_without_the_extra_package_the_way_to_install_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] == "SALib"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "SALib", None)
    with pytest.raises(UsageError, match=r'SALib, which is not installed: .*pip install "SALib>=1.5"'):
        sobol(lambda points: points[:, 0], ["x"], 8)
