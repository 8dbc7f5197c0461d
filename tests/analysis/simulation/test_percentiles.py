"""Percentiles, exact and counted, and their sampling errors."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from revenue_planner.analysis.simulation.percentiles import BINS, Percentiles, chance
from revenue_planner.analysis.simulation.result import LEVELS, Bands
from revenue_planner.engine.functions import Array

TRIALS = 120_000


def samples() -> Array:
    """Quantities as simulations have them: smooth, skewed, stopped at 0, capped, constant, and nearly so."""
    rng = np.random.default_rng(4)
    normal, skewed = rng.normal(size=TRIALS), np.exp(rng.normal(size=TRIALS))
    stopped = np.maximum(rng.normal(size=TRIALS) + 0.3, 0)
    capped = np.minimum(rng.gamma(2, size=TRIALS), 2.5)
    nearly = np.where(rng.random(TRIALS) < 0.002, -40.0, 7.0)
    return np.stack([1e6 + 1e3 * normal, skewed, stopped, capped, np.full(TRIALS, 3.3), nearly, -skewed])


def bands(values: Array, exact: int, portion: int = 2_048) -> Bands:
    found = Percentiles(len(values), values.shape[1], exact)
    for first in range(0, values.shape[1], portion):
        found.add(values[:, first : first + portion])
    return found.bands()


@pytest.mark.parametrize("portion", [1_000, 4_096, TRIALS])
def test_few_trials_are_exact(portion: int) -> None:
    values = samples()
    found = bands(values, TRIALS, portion)
    np.testing.assert_allclose(found.values, np.quantile(values, LEVELS, axis=1), rtol=1e-14)
    np.testing.assert_allclose(found.mean, values.mean(axis=1), rtol=1e-12)
    np.testing.assert_allclose(found.spread, values.std(axis=1, ddof=1), rtol=1e-9, atol=1e-9)
    np.testing.assert_allclose(found.mean_error, found.spread / np.sqrt(TRIALS))


@pytest.mark.parametrize("exact", [3_000, 10_000, TRIALS - 1])
def test_many_trials_are_exact_to_a_bin(exact: int) -> None:
    values = samples()
    counted, kept = bands(values, exact), bands(values, TRIALS)
    outer = np.quantile(values, [0.002, 0.998], axis=1)
    width = (outer[1] - outer[0]) / BINS
    assert (np.abs(counted.values - kept.values) <= 2 * width + 1e-9).all()
    # Far less than the percentiles' own sampling errors, and these are the same.
    assert (np.abs(counted.values - kept.values) <= kept.errors / 5 + 1e-9).all()
    np.testing.assert_allclose(counted.errors, kept.errors, rtol=0.1, atol=2 * width.max() / 1e3)
    np.testing.assert_array_equal(counted.mean, kept.mean)


def test_what_is_0_in_many_trials_is_0() -> None:
    found = bands(samples(), 3_000)
    stopped, constant, nearly = found.values[:, 2], found.values[:, 4], found.values[:, 5]
    assert stopped[:3].tolist() == [0, 0, 0]
    assert stopped[3] > 0
    assert set(constant) == {3.3}
    assert set(nearly) == {7.0}


@pytest.mark.parametrize("exact", [1_000, 10_000])
def test_percentiles_never_fall(exact: int) -> None:
    assert (np.diff(bands(samples(), exact).values, axis=0) >= 0).all()


def test_one_trial_is_all_percentiles() -> None:
    found = bands(np.array([[5.0], [-1.0]]), 10)
    assert (found.values == [5.0, -1.0]).all()
    assert found.errors.tolist() == np.zeros((len(LEVELS), 2)).tolist()
    assert found.spread.tolist() == [0, 0]


def test_errors_are_those_of_sampling() -> None:
    rng = np.random.default_rng(8)
    rows, trials = 400, 4_000
    found = bands(rng.normal(size=(rows, trials)), trials)
    levels = np.array(LEVELS)
    exact = stats.norm.ppf(levels)
    wanted = np.sqrt(levels * (1 - levels) / trials) / stats.norm.pdf(exact)
    np.testing.assert_allclose(found.errors.mean(axis=1), wanted, rtol=0.05)
    # 400 simulations: their percentiles vary as they say.
    np.testing.assert_allclose(found.values.std(axis=1), wanted, rtol=5 / np.sqrt(2 * rows))
    assert (np.abs(found.values.mean(axis=1) - exact) < 5 * wanted / np.sqrt(rows)).all()
    assert np.abs(found.mean.std() * np.sqrt(trials) - 1) < 5 / np.sqrt(2 * rows)


@pytest.mark.parametrize(("hits", "trials"), [(0, 100), (100, 100), (37, 100), (5_000, 10_000)])
def test_a_chance_and_its_error(hits: int, trials: int) -> None:
    found = chance(hits, trials)
    assert found.value == hits / trials
    share = (hits + 0.5) / (trials + 1)
    assert found.error == pytest.approx(np.sqrt(share * (1 - share) / trials))
    assert 0 < found.error < 0.1
