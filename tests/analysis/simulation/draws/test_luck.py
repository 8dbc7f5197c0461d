"""Luck recovered from its draws: volatility, persistence, long-run shares."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import stats
from scipy.special import ndtri

from revenue_planner.analysis.simulation.draws.events import months_before, spells, still_there
from revenue_planner.analysis.simulation.draws.swings import drift, mean_spread, month_spread, swing, whole_number
from revenue_planner.analysis.simulation.draws.uniforms import uniform_rows
from revenue_planner.engine.functions import Array

MONTHS, TRIALS = 24, 40_000


def column(value: float) -> Array:
    return np.array([[value]])


def scores() -> Array:
    return np.asarray(ndtri(uniform_rows(5, [f"noise {month}" for month in range(MONTHS)], 0, TRIALS)))


@pytest.mark.parametrize("spread", [0.2, 0.5, 0.9])
def test_a_swing_has_its_mean_and_spread(spread: float) -> None:
    factors = swing(scores(), column(spread))
    error = 1 / np.sqrt(TRIALS)
    assert factors.shape == (MONTHS, TRIALS)
    assert np.abs(factors.mean(axis=1) - 1).max() < 4 * np.sqrt(np.expm1(spread**2)) * error
    assert np.abs(np.log(factors).std(axis=1) - spread).max() < 4 * spread * error / np.sqrt(2)


@pytest.mark.parametrize(("videos", "wanted"), [(4, 0.95), (8, 0.69), (16, 0.51), (30, 0.40), (60, 0.32)])
def test_months_swing_as_accounts_do(videos: float, wanted: float) -> None:
    """Standard deviations of the log of 28-day views by videos a month, measured on 104 accounts."""
    found = month_spread(column(1.05), column(1.7), column(0.22), column(videos))[0, 0]
    assert found == pytest.approx(wanted, abs=0.03)


def test_a_level_drifts_and_stays_in_the_middle() -> None:
    logs = np.log(drift(scores(), column(0.18)))
    steps = 0.18 * np.sqrt(np.arange(1, MONTHS + 1))
    assert (np.abs(logs.std(axis=1) - steps) < 4 * steps / np.sqrt(2 * TRIALS)).all()
    assert np.abs((logs > 0).mean(axis=1) - 0.5).max() < 4 * 0.5 / np.sqrt(TRIALS)


@pytest.mark.parametrize("count", [1, 8, 30])
def test_a_mean_of_sessions_has_the_spread_of_such_means(count: int) -> None:
    logs = np.random.default_rng(4).normal(0, 1.1, (TRIALS, count))
    means = np.exp(logs).mean(axis=1) / np.exp(1.1**2 / 2)
    spread = mean_spread(column(1.1), column(count))[0, 0]
    assert np.log1p(means.var()) == pytest.approx(spread**2, rel=0.25)
    # Half of all means lie below the middle of the lognormal form, as nearly as a form with two figures can tell.
    assert (means < np.exp(-(spread**2) / 2)).mean() == pytest.approx(0.5, abs=0.04)


@pytest.mark.parametrize("expected", [0.0, 0.08, 0.4, 2.5, 29.9])
def test_whole_numbers_are_those_of_a_poisson_form(expected: float) -> None:
    uniforms = uniform_rows(8, ["deals"], 0, TRIALS)
    found = whole_number(uniforms, np.full(uniforms.shape, expected))
    np.testing.assert_array_equal(found, stats.poisson(expected).ppf(uniforms))


@pytest.mark.parametrize("expected", [30.1, 200.0, 1e6])
def test_many_are_nearly_those_of_a_poisson_form(expected: float) -> None:
    uniforms = uniform_rows(8, ["deals"], 0, TRIALS)
    found = whole_number(uniforms, np.full(uniforms.shape, expected))
    assert (found == np.rint(found)).all()
    assert found.mean() == pytest.approx(expected, abs=4 * np.sqrt(expected / TRIALS))
    assert np.abs(found - stats.poisson(expected).ppf(uniforms)).max() <= 1


def test_each_whole_number_has_its_own_mean_and_more_are_never_fewer() -> None:
    uniforms = uniform_rows(8, ["deals"], 0, 3_000)
    means = np.geomspace(1e-3, 500, 3_000)[None]
    found = whole_number(uniforms, means)
    for place in (0, 700, 1_500, 2_300, 2_999):
        assert found[0, place] == whole_number(uniforms[:, [place]], means[:, [place]])[0, 0]
    assert (whole_number(uniforms, means * 1.3) >= found).all()


@pytest.mark.parametrize("length", [1, 2, 5])
@pytest.mark.parametrize("chance", [0.02, 0.3])
def test_a_month_lies_within_a_spell_with_its_chance_from_the_first_month_on(chance: float, length: int) -> None:
    before = months_before(column(length))
    uniforms = uniform_rows(6, [f"spell {month}" for month in range(MONTHS + before)], 0, TRIALS)
    inside = spells(uniforms, column(chance), column(length), MONTHS)
    assert np.abs(inside.mean(axis=1) - chance).max() < 4 * np.sqrt(chance * (1 - chance) / TRIALS)
    assert shortest(inside) >= length


def shortest(inside: NDArray[np.bool_]) -> int:
    """The shortest run of months that begins and ends within the plan."""
    least = MONTHS
    for trial in inside.T:
        edges: list[int] = np.flatnonzero(np.diff(trial.astype(int))).tolist()
        runs = [end - start for start, end in pairwise(edges) if trial[start + 1]]
        least = min([least, *runs])
    return least


def test_spells_may_differ_between_trials() -> None:
    uniforms = uniform_rows(6, [f"spell {month}" for month in range(MONTHS + 3)], 0, 1_000)
    lengths = np.tile([[1.0, 4.0]], 500)
    several = spells(uniforms, column(0.2), lengths, MONTHS)
    np.testing.assert_array_equal(several[:, 1::2], spells(uniforms[:, 1::2], column(0.2), column(4), MONTHS))
    np.testing.assert_array_equal(several[:, ::2], spells(uniforms[3:, ::2], column(0.2), column(1), MONTHS))


def test_what_stops_never_comes_back_and_stops_at_its_rate() -> None:
    chance = 0.05
    there = still_there(uniform_rows(7, ["stop"], 0, TRIALS), column(chance), MONTHS)
    assert (np.diff(there.astype(int), axis=0) <= 0).all()
    wanted = (1 - chance) ** np.arange(1, MONTHS + 1)
    assert (np.abs(there.mean(axis=1) - wanted) < 4 * np.sqrt(wanted * (1 - wanted) / TRIALS)).all()


def test_what_has_no_chance_never_stops() -> None:
    assert still_there(uniform_rows(7, ["stop"], 0, 100), column(0.0), MONTHS).all()
