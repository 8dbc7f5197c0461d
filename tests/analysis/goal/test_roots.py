"""Many roots at once, steps and kinks among them."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from revenue_planner.analysis.goal.roots import Bracket, Places, away, solve
from revenue_planner.analysis.levers import Lever
from revenue_planner.engine.functions import Array

TOLERANCE = 0.001
LEVER = Lever("a.b", "A", "B", "money", "choice", 1.0, 0.0, 10.0, -1e9, 1e9, False)

Function = Callable[[float], float]


def solved(functions: Sequence[Function], ends: Sequence[tuple[float, float]], lever: Lever = LEVER) -> list[float]:
    """The roots of functions that are below 0 at the first end and not at the second; how often was asked."""

    def score(which: Places, values: Array) -> Array:
        pairs = zip(which.tolist(), values.tolist(), strict=True)
        return np.array([functions[place](value) for place, value in pairs])

    brackets = [
        Bracket(place, short, function(short), reached, function(reached))
        for place, (function, (short, reached)) in enumerate(zip(functions, ends, strict=True))
    ]
    return solve(score, [lever] * len(functions), brackets, TOLERANCE)


def test_smooth_and_kinked_and_falling_functions_together() -> None:
    functions: list[Function] = [
        lambda x: 3 * x - 7,
        lambda x: x**3 - 1000,
        lambda x: 5 - x,
        lambda x: min(x, 2) + 100 * max(0.0, x - 2) - 40,
        lambda x: math.exp(x) - 1e6,
        lambda x: math.log(x) + 5,
    ]
    ends = [(0, 1e6), (0, 1e4), (1e5, -1e5), (0, 900), (0, 300), (1e-12, 8)]
    roots = [7 / 3, 10, 5, 2.38, math.log(1e6), math.exp(-5)]
    for function, root, found in zip(functions, roots, solved(functions, ends), strict=True):
        assert 0 <= function(found) <= 4 * TOLERANCE
        assert found == pytest.approx(root, rel=5e-3)


def test_the_fewest_digits_that_do() -> None:
    # 2.334 is 0.002 too much, which will do; 2.333 falls short, 2.34 is too much.
    assert solved([lambda x: 3 * x - 7], [(0, 100)]) == [2.334]
    assert solved([lambda x: 300 * x - 700], [(0, 100)]) == [2.33334]
    assert solved([lambda x: 5 - x], [(100, 0)]) == [pytest.approx(5, abs=0.004)]
    assert solved([lambda x: 5 - x], [(100, 0)])[0] <= 5


def test_a_leap_is_found_from_the_right_side() -> None:
    assert solved([lambda x: -1.0 if x < math.pi else 50.0], [(0, 100)]) == [3.1416]
    assert solved([lambda x: -1.0 if x > 2.5 else 50.0], [(100, 0)]) == [2.5]


def test_whole_numbers() -> None:
    lever = replace(LEVER, whole=True)
    assert solved([lambda x: 3 * x - 7], [(0, 1000)], lever) == [3]
    assert solved([lambda x: 7 - 3 * x], [(1000, 0)], lever) == [2]


def test_nothing_to_solve() -> None:
    assert solved([], []) == []


@given(
    root=st.floats(-1e6, 1e6).filter(lambda x: x == 0 or abs(x) > 1e-6),
    slope=st.floats(1e-3, 1e6),
    bend=st.floats(0.2, 5),
    falling=st.booleans(),
    far=st.floats(1.0, 1e6),
)
def test_any_monotone_function(root: float, slope: float, bend: float, falling: bool, far: float) -> None:
    sign = -1 if falling else 1

    def function(x: float) -> float:
        distance = sign * (x - root)
        return slope * math.copysign(abs(distance) ** bend, distance)

    ends = (root - sign * far, root + sign * far / 2)
    found = solved([function], [ends])[0]
    assert function(found) >= 0
    # Either close in the result, or as close as numbers can be and no more than rounded.
    as_near = np.spacing(abs(root)) * 8
    assert function(found) <= max(4 * TOLERANCE, 1.05 * function(root + sign * as_near) + 4 * TOLERANCE)


@given(st.floats(-1e12, 1e12).filter(bool), st.integers(1, 15), st.booleans())
def test_rounding_away(value: float, digits: int, up: bool) -> None:
    rounded = away(value, digits, up=up)
    assert (rounded >= value) if up else (rounded <= value)
    assert abs(rounded - value) <= abs(value) * 10.0 ** (1 - digits)
    assert float(f"{rounded:.{max(0, digits - 1)}e}") == rounded


def test_rounding_away_by_hand() -> None:
    assert away(2.3333, 2, up=True) == 2.4
    assert away(2.3333, 2, up=False) == 2.3
    assert away(0.0987, 1, up=True) == 0.1
    assert away(12345.6, 3, up=False) == 12300
    assert away(0.0, 3, up=True) == 0
