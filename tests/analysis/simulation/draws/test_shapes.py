"""Quantile functions against scipy's distributions."""

from __future__ import annotations

import math

import numpy as np
import pytest
from revenue_planner.analysis.simulation.draws.shapes import SCORE_95, Quantiles, quantile_function
from scipy import stats
from scipy.special import ndtri

from revenue_planner.plan.risk import Shape

LOW, HIGH = 2.0, 12.0
PROBABILITIES = np.concatenate([[1e-12, 1e-6, 1e-3], np.linspace(0.005, 0.995, 199), [1 - 1e-3, 1 - 1e-6]])
MODES = (LOW, 2.1, 4.0, 7.0, 11.5, HIGH)


def exact(shape: Shape, mode: float, low: float = LOW, high: float = HIGH) -> stats.rv_continuous:
    lean = (mode - low) / (high - low)
    return {
        "pert": stats.beta(1 + 4 * lean, 5 - 4 * lean, low, high - low),
        "triangular": stats.triang(lean, low, high - low),
        "uniform": stats.uniform(low, high - low),
        "lognormal": stats.lognorm(math.log(high / low) / (2 * SCORE_95), scale=mode),
    }[shape]


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("shape", ["pert", "triangular", "uniform", "lognormal"])
def test_quantiles_are_those_of_the_distribution(shape: Shape, mode: float) -> None:
    quantiles, wanted = quantile_function(shape, LOW, mode, HIGH), exact(shape, mode).ppf(PROBABILITIES)
    # A table holds PERT's: off by a millionth of the range, far below any sampling error.
    close = 1e-6 * (HIGH - LOW) if shape == "pert" else 1e-9 * HIGH
    np.testing.assert_allclose(quantiles(PROBABILITIES), wanted, rtol=1e-12, atol=close)
    np.testing.assert_allclose(quantiles.of_scores(ndtri(PROBABILITIES)), wanted, rtol=1e-9, atol=close)


@pytest.mark.parametrize("shape", ["pert", "triangular", "uniform", "lognormal"])
def test_they_rise_and_stay_within_their_limits(shape: Shape) -> None:
    quantiles = quantile_function(shape, LOW, 3.0, HIGH, minimum=2.5, maximum=10.0)
    for values in (quantiles(np.linspace(0, 1, 100_001)), quantiles.of_scores(np.linspace(-9, 9, 100_001))):
        assert (np.diff(values) >= 0).all()
        assert (values[0], values[-1]) == (2.5, 10.0)


def test_a_lognormal_has_the_figure_as_its_median_and_passes_its_ends_in_1_of_20_cases() -> None:
    quantiles = quantile_function("lognormal", 5.0, 10.0, 20.0)
    np.testing.assert_allclose(quantiles(np.array([0.05, 0.5, 0.95])), [5.0, 10.0, 20.0], rtol=1e-12)


@pytest.mark.parametrize(
    "quantiles", [quantile_function("fixed", 1.0, 2.0, 3.0), quantile_function("pert", 2.0, 2.0, 2.0)]
)
def test_what_is_fixed_is_one_figure(quantiles: Quantiles) -> None:
    assert quantiles(np.array([0.1, 0.9])).tolist() == [2.0, 2.0]
    assert quantiles.of_scores(np.array([-3.0, 3.0])).tolist() == [2.0, 2.0]


@pytest.mark.parametrize(
    ("shape", "low", "mode", "high", "told"),
    [
        ("pert", 2.0, 1.0, 3.0, "needs low <= mode <= high, not 2.0, 1.0, 3.0"),
        ("uniform", 1.0, 4.0, 3.0, "needs low <= mode <= high"),
        ("lognormal", 0.0, 1.0, 3.0, "a lognormal form needs a low above 0, not 0.0"),
    ],
)
def test_impossible_forms_are_refused(shape: Shape, low: float, mode: float, high: float, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        quantile_function(shape, low, mode, high)
