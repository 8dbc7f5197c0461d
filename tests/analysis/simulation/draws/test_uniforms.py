"""Uniform numbers: the same everywhere and always, wherever one starts."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from revenue_planner.analysis.simulation.draws.uniforms import uniform_rows, uniforms


def test_the_first_numbers_never_change() -> None:
    # Another figure here means that everybody's simulations come to something else.
    pinned = [0.1685201054, 0.5564852511, 0.3250524965, 0.0546887883, 0.2738908285]
    assert uniforms(1, "a", 0, 5).round(10).tolist() == pinned
    assert uniforms(2**63 - 1, "audience.follow_rate", 999_999, 1_000_000).round(10).tolist() == [0.0220923211]


@pytest.mark.parametrize(("first", "last"), [(0, 1), (1, 2), (3, 9), (4, 8), (997, 1_000), (5, 5)])
def test_a_number_depends_on_its_place_alone(first: int, last: int) -> None:
    everything = uniforms(7, "audience.follow_rate", 0, 1_000)
    assert uniforms(7, "audience.follow_rate", first, last).tolist() == everything[first:last].tolist()


def test_names_and_seeds_have_nothing_to_do_with_each_other() -> None:
    rows = [uniforms(seed, name, 0, 20_000) for seed in (1, 2, 12) for name in ("a", "b", "2 a", "luck.views.1")]
    together = np.corrcoef(rows) - np.eye(len(rows))
    assert np.abs(together).max() < 5 / np.sqrt(20_000)


def test_they_are_uniform_and_never_0_or_1() -> None:
    numbers = uniforms(3, "x", 0, 200_000)
    assert stats.kstest(numbers, "uniform").pvalue > 0.001
    assert 0 < numbers.min() < numbers.max() < 1


def test_rows_are_those_of_their_names() -> None:
    rows = uniform_rows(1, ["a", "b"], 10, 13)
    assert rows.tolist() == [uniforms(1, "a", 10, 13).tolist(), uniforms(1, "b", 10, 13).tolist()]
