"""The scale without ends, and what counts as an end."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revenue_planner.analysis.simulation.draws.bounds import Bounds, bounds_of
from revenue_planner.language.inputs import Assume

KINDS = (Bounds(0.0, 1.0), Bounds(0.0), Bounds(), Bounds(maximum=1.0), Bounds(-0.5, 24.5))


@pytest.mark.parametrize(
    ("declared", "bounds"),
    [
        (Assume(0.1, "share", low=0, high=0.2), Bounds(0, 1)),
        (Assume(0.1, "views", low=0, high=0.2), Bounds(0)),
        (Assume(5, "views", minimum=1, low=1, high=9), Bounds(1)),
        (Assume(5, "money", minimum=-1e9, low=1, high=9), Bounds()),
        (Assume(5, "money/view", low=1, high=9, maximum=100), Bounds(0)),  # as it depends on the currency
        (Assume(5, "factor", low=1, high=9, maximum=100), Bounds(0, 100)),
        (Assume(2, "months", low=1, high=3, maximum=24, whole=True), Bounds(-0.5, 24.5)),
    ],
)
def test_what_counts_as_an_end(declared: Assume, bounds: Bounds) -> None:
    assert bounds_of(declared) == bounds


@given(st.sampled_from(KINDS), st.floats(-20, 20), st.floats(-3, 3))
def test_steps_on_the_scale_add_up(bounds: Bounds, place: float, by: float) -> None:
    figure = bounds.moved(0.4, place - bounds.place(0.4))
    if not bounds.minimum < figure < bounds.maximum:
        return
    there = bounds.moved(figure, by)
    assert bounds.minimum <= there <= bounds.maximum
    assert bounds.moved(there, -by) == pytest.approx(figure, rel=1e-6, abs=1e-9)
    assert bounds.place(bounds.moved(0.4, by)) == pytest.approx(bounds.place(0.4) + by, abs=1e-9)


def test_around_a_figure() -> None:
    assert Bounds(0.0).around(200, 0.5) == pytest.approx((200 * math.exp(-0.5), 200 * math.exp(0.5)))
    assert Bounds().around(-200, 0.5) == (-300, -100)
    low, high = Bounds(0.0, 1.0).around(0.9, 0.5)
    assert (1 - low, 1 - high) == pytest.approx((0.1 * math.exp(0.5), 0.1 * math.exp(-0.5)), rel=0.07)
    # Far from the upper end a share is like a count; at an end there is no way to go.
    assert Bounds(0.0, 1.0).around(1e-6, 0.5) == pytest.approx(Bounds(0.0).around(1e-6, 0.5), rel=1e-5)
    assert Bounds(0.0, 1.0).around(1.0, 0.5) == (1.0, 1.0)
    assert Bounds(0.0).around(0.0, 0.5) == (0.0, 0.0)
