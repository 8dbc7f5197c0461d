"""Measured figures: the forms that Bayes' rule gives, with the measured figure in the middle."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats
from scipy.special import logit, ndtr, ndtri

from revenue_planner.analysis.simulation.draws.bounds import Bounds
from revenue_planner.analysis.simulation.draws.evidence import Count, Evidence, MeanOf, Share
from revenue_planner.analysis.simulation.draws.johnson import SCORE_90
from revenue_planner.analysis.simulation.draws.ranges import Range

SCORES = np.linspace(-5, 5, 501)
ALL: tuple[tuple[Evidence, float], ...] = (
    (Share(3, 40), 0.075),
    (Share(1, 2), 0.5),
    (Share(980, 1_000), 0.98),
    (Share(0.5, 1e6), 5e-7),
    (Count(1), 1),
    (Count(24_000), 24_000),
    (MeanOf(44_000, 18, 1.05), 44_000),
)


@pytest.mark.parametrize(("evidence", "figure"), ALL)
def test_the_measured_figure_is_the_median_and_values_rise(evidence: Evidence, figure: float) -> None:
    form = evidence.quantiles()
    assert form(np.array([0.0])) == pytest.approx([figure], rel=1e-12)
    assert (np.diff(form(SCORES)) > 0).all()
    # Nothing breaks at the outermost scores.
    ends = form(np.array([-9.0, 9.0]))
    assert np.isfinite(ends).all()
    assert 0 <= ends[0] < ends[1]


@pytest.mark.parametrize(("k", "n"), [(3, 40), (1, 2), (980, 1_000), (12, 30), (300, 10_000)])
def test_shares_have_the_spread_of_a_beta_form(k: float, n: float) -> None:
    exact = stats.beta(k + 0.5, n - k + 0.5)
    found, wanted = logit(Share(k, n).quantiles()(SCORES)), logit(exact.ppf(ndtr(SCORES)))
    moved = logit(k / n) - logit(exact.median())
    np.testing.assert_allclose(found, wanted + moved, atol=1e-4)
    if min(k, n - k) >= 10:
        assert abs(moved) < 0.02


@pytest.mark.parametrize("count", [1, 5, 200])
def test_counts_have_the_spread_of_a_gamma_form(count: float) -> None:
    exact = stats.gamma(count + 0.5)
    found, wanted = Count(count).quantiles()(SCORES), exact.ppf(ndtr(SCORES))
    np.testing.assert_allclose(found, wanted * count / exact.median(), rtol=1e-4)


def test_a_mean_of_videos_has_its_standard_error() -> None:
    form = MeanOf(10_000, 20, 1.05).quantiles()
    assert np.log(form(np.array([1.0])) / 10_000) == pytest.approx([0.317], abs=1e-3)
    # As means of samples of the same size spread.
    logs = np.random.default_rng(1).normal(0, 0.5, (40_000, 50))
    spread = np.log(np.exp(logs).mean(axis=1)).std()
    assert np.log(MeanOf(1, 50, 0.5).quantiles()(np.array([1.0]))) == pytest.approx([spread], rel=0.03)


@pytest.mark.parametrize("evidence", [Share(0, 40), Share(40, 40), Count(0)])
def test_of_none_there_is_nothing_to_draw(evidence: Evidence) -> None:
    with pytest.raises(ValueError, match="needs"):
        evidence.quantiles()


def test_a_range_with_evidence_is_drawn_from_it() -> None:
    span = Range(0.05, 0.075, 0.11, Bounds(0, 1), evidence=Share(3, 40))
    np.testing.assert_array_equal(span.quantiles()(SCORES), Share(3, 40).quantiles()(SCORES))
    assert span == Range(0.05, 0.075, 0.11, Bounds(0, 1), evidence=Share(3, 40))
    assert hash(span) == hash(Range(0.05, 0.075, 0.11, Bounds(0, 1), evidence=Share(3, 40)))
    assert ndtri(0.9) == pytest.approx(SCORE_90)
