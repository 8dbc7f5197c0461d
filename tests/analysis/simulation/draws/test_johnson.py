"""J-QPD: through its three points, rising, within what is possible; and the distribution that the paper has."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from scipy.special import ndtr, ndtri

from revenue_planner.analysis.simulation.draws.bounds import Bounds
from revenue_planner.analysis.simulation.draws.johnson import SCORE_90, johnson

POINTS = np.array([-SCORE_90, 0.0, SCORE_90])
SCORES = np.linspace(-8.5, 8.5, 2_001)
SHARES, COUNTS, FREE, AT_MOST_1 = Bounds(0.0, 1.0), Bounds(0.0), Bounds(), Bounds(maximum=1.0)
KINDS = (SHARES, COUNTS, FREE, AT_MOST_1, Bounds(-0.5, 24.5), Bounds(1e-3, 1e5))


@st.composite
def ranges(draw: st.DrawFn, apart: float = 1e-6) -> tuple[tuple[float, float, float], Bounds]:
    """Three percentiles inside some limits, at least a little apart of each other and of the limits."""
    bounds = draw(st.sampled_from(KINDS))
    places = sorted(draw(st.lists(st.floats(-12, 12), min_size=3, max_size=3)))
    figures = [figure_at(place, bounds) for place in places]
    for one, two in zip((bounds.minimum, *figures), (*figures, bounds.maximum), strict=True):
        if not two - one > apart * max(abs(one if math.isfinite(one) else two), 1e-9):
            return draw(ranges(apart))
    return (figures[0], figures[1], figures[2]), bounds


def figure_at(place: float, bounds: Bounds) -> float:
    if math.isinf(bounds.minimum):
        return place if math.isinf(bounds.maximum) else bounds.maximum - math.exp(-place)
    if math.isinf(bounds.maximum):
        return bounds.minimum + math.exp(place)
    return bounds.minimum + (bounds.maximum - bounds.minimum) / (1 + math.exp(-place))


@given(ranges())
@example(((1e-12, 0.5, 1 - 1e-12), SHARES))
@example(((0.0999999999999, 0.1, 0.9), SHARES))
@example(((1e-9, 1.0, 1e9), COUNTS))
def test_it_passes_its_three_points(given_: tuple[tuple[float, float, float], Bounds]) -> None:
    percentiles, bounds = given_
    width = bounds.maximum - bounds.minimum
    size = width if math.isfinite(width) else percentiles[2] - percentiles[0]
    assert johnson(*percentiles, bounds)(POINTS) == pytest.approx(percentiles, rel=1e-9, abs=1e-9 * size)


@given(ranges(apart=0.0))
def test_it_rises_and_stays_within_what_is_possible(given_: tuple[tuple[float, float, float], Bounds]) -> None:
    percentiles, bounds = given_
    values = johnson(*percentiles, bounds)(SCORES)
    assert np.isfinite(values).all()
    # Rounding may take back a few of the last bits.
    assert (np.diff(values) >= -1e-13 * np.maximum(np.abs(values[1:]), percentiles[2] - percentiles[0])).all()
    assert bounds.minimum <= values.min() <= values.max() <= bounds.maximum


@pytest.mark.parametrize("middle", [0.25, 0.4, 0.55, 0.7])
def test_between_two_ends_it_is_the_papers_b(middle: float) -> None:
    """As in the paper's section on J-QPD-B, symbol by symbol."""
    low, high, c = 0.2, 0.8, SCORE_90
    small, mid, large = (float(ndtri(share)) for share in (low, middle, high))
    n = np.sign(small + large - 2 * mid)
    xi = {1: small, 0: mid, -1: large}[int(n)]
    delta = np.arccosh((large - small) / (2 * min(mid - small, large - mid))) / c
    lam = (large - small) / np.sinh(2 * delta * c)
    wanted = ndtr(xi + lam * np.sinh(delta * (SCORES + n * c)))
    np.testing.assert_allclose(johnson(low, middle, high, SHARES)(SCORES), wanted, rtol=1e-9)


@pytest.mark.parametrize("middle", [1.5, 4.0, 9.0])
def test_above_one_end_it_is_the_papers_s(middle: float) -> None:
    low, high, c = 1.0, 10.0, SCORE_90
    small, mid, large = np.log([low, middle, high])
    n = np.sign(small + large - 2 * mid)
    theta = {1: low, 0: middle, -1: high}[int(n)]
    near = min(mid - small, large - mid)
    delta = np.sinh(np.arccosh((large - small) / (2 * near))) / c
    wanted = theta * np.exp(near / (delta * c) * np.sinh(np.arcsinh(delta * SCORES) + np.arcsinh(n * c * delta)))
    np.testing.assert_allclose(johnson(low, middle, high, COUNTS)(SCORES), wanted, rtol=1e-9)


def test_percentiles_that_are_even_by_factors_make_a_lognormal_form() -> None:
    np.testing.assert_allclose(johnson(5, 10, 20, COUNTS)(SCORES), 10 * 2 ** (SCORES / SCORE_90), rtol=1e-9)


def test_even_percentiles_without_limits_make_a_normal_form() -> None:
    np.testing.assert_allclose(johnson(-3, 1, 5)(SCORES), 1 + 4 * SCORES / SCORE_90, rtol=1e-9)


@pytest.mark.parametrize(("factor", "bounds"), [(16_000.0, COUNTS), (1e-3, COUNTS), (0.5, FREE)])
def test_other_money_is_the_same_form(factor: float, bounds: Bounds) -> None:
    mine = johnson(3, 8, 40, bounds)(SCORES)
    np.testing.assert_allclose(johnson(3 * factor, 8 * factor, 40 * factor, bounds)(SCORES), factor * mine, rtol=1e-9)


@pytest.mark.parametrize(("bounds", "middle"), [(SHARES, 0.1), (COUNTS, 0.1), (SHARES, 0.85)])
def test_a_percentile_at_the_lower_end_says_that_one_in_ten_is_there(bounds: Bounds, middle: float) -> None:
    form = johnson(0.0, middle, 0.9, bounds)
    assert form(POINTS) == pytest.approx([0.0, middle, 0.9])
    values = form(SCORES)
    assert (values == 0).mean() == pytest.approx((SCORES <= -SCORE_90).mean(), abs=2e-3)
    assert (np.diff(values[(values > 0) & (values < 0.999)]) > 0).all()


def test_a_percentile_at_the_upper_end_says_that_one_in_ten_is_there() -> None:
    mirrored = 1 - johnson(0.0, 0.3, 0.8, SHARES)(-SCORES)
    np.testing.assert_allclose(johnson(0.2, 0.7, 1.0, SHARES)(SCORES), mirrored, atol=1e-12)


@pytest.mark.parametrize("bounds", [SHARES, COUNTS])
def test_a_figure_at_the_lower_end_says_that_half_are_there(bounds: Bounds) -> None:
    values = johnson(0.0, 0.0, 0.4, bounds)(SCORES)
    assert (values[SCORES <= 0] == 0).all()
    assert (np.diff(values[SCORES >= 0]) > 0).all()
    assert np.interp(SCORE_90, SCORES, values) == pytest.approx(0.4, rel=1e-3)


def test_from_end_to_end() -> None:
    values = johnson(0.0, 0.5, 1.0, SHARES)(SCORES)
    assert (values == 0).mean() == pytest.approx((values == 1).mean()) == pytest.approx(0.42, abs=0.01)
    assert johnson(0.0, 0.5, 1.0, SHARES)(POINTS) == pytest.approx([0, 0.5, 1])


@pytest.mark.parametrize("bounds", [SHARES, COUNTS, FREE])
def test_a_side_of_which_nothing_is_known_reaches_as_far_as_the_other(bounds: Bounds) -> None:
    up, down = johnson(0.3, 0.3, 0.6, bounds), johnson(0.1, 0.3, 0.3, bounds)
    assert up(POINTS)[1:] == pytest.approx([0.3, 0.6])
    assert down(POINTS)[:2] == pytest.approx([0.1, 0.3])
    assert up(POINTS)[0] < 0.3 < down(POINTS)[2]
    if bounds is COUNTS:
        assert up(POINTS)[0] == pytest.approx(0.15)
        assert down(POINTS)[2] == pytest.approx(0.9)


def test_one_figure_is_one_figure() -> None:
    assert johnson(2, 2, 2, COUNTS)(POINTS).tolist() == [2, 2, 2]


@pytest.mark.parametrize("percentiles", [(2, 1, 3), (1, 4, 3), (-0.1, 0.5, 0.6), (0.1, 0.5, 1.1)])
def test_impossible_percentiles_are_refused(percentiles: tuple[float, float, float]) -> None:
    with pytest.raises(ValueError, match="needs minimum <= p10 <= p50 <= p90 <= maximum"):
        johnson(*percentiles, SHARES)
