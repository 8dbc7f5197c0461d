"""Luck recovered from its draws: volatility, persistence, long-run shares."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.special import ndtri

from revenue_planner.analysis.simulation.draws.events import months_before, noise, spells, still_there
from revenue_planner.analysis.simulation.draws.uniforms import uniform_rows
from revenue_planner.engine.functions import Array

MONTHS, TRIALS = 24, 40_000


def column(value: float) -> Array:
    return np.array([[value]])


def scores() -> Array:
    return np.asarray(ndtri(uniform_rows(5, [f"noise {month}" for month in range(MONTHS)], 0, TRIALS)))


@pytest.mark.parametrize(("volatility", "persistence"), [(0.3, 0.5), (0.5, 0.2), (0.8, 0.0), (0.2, 0.99)])
def test_noise_has_its_mean_volatility_and_persistence(volatility: float, persistence: float) -> None:
    factors = noise(scores(), column(volatility), column(persistence))
    error = 1 / np.sqrt(TRIALS)
    assert factors.shape == (MONTHS, TRIALS)
    mean_error = np.sqrt(np.exp(volatility**2) - 1) * error
    assert np.abs(factors.mean(axis=1) - 1).max() < 4 * mean_error
    logs = np.log(factors)
    # The first month is like all others: the process is stationary.
    assert np.abs(logs.std(axis=1) - volatility).max() < 4 * volatility * error / np.sqrt(2)
    for lag in (1, 3):
        wanted = persistence**lag
        found = [np.corrcoef(logs[month], logs[month + lag])[0, 1] for month in range(MONTHS - lag)]
        assert np.abs(np.array(found) - wanted).max() < 4 * (1 - wanted**2) * error + 1e-12


def test_noise_may_differ_between_trials() -> None:
    several = noise(scores(), np.tile([[0.1, 0.6]], TRIALS // 2), np.tile([[0.9, 0.0]], TRIALS // 2))
    np.testing.assert_array_equal(several[:, 1::2], noise(scores()[:, 1::2], column(0.6), column(0.0)))


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
