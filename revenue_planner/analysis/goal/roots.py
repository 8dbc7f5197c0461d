"""Roots of many functions at once, each in a bracket of its own: Chandrupatla's method, and readable answers."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

import numpy as np
from numpy.typing import NDArray

from revenue_planner.analysis.levers import Lever
from revenue_planner.engine.functions import Array

Places = NDArray[np.intp]
#: Scores (n,) of levers, by their place in a list (n,), at values (n,).
Score = Callable[[Places, Array], Array]

_EPSILON = float(np.finfo(float).eps)
_MOST_STEPS = 500
_DIGITS = 15
#: Just beyond a leap of the result a rounder figure does too: this near to it, with about the same score.
_BESIDE, _BESIDE_SCORE = 1e-4, 1.05
#: What a rounder figure may add to the score, in tolerances.
_ROUNDED = 4.0


@dataclass(frozen=True, slots=True)
class Bracket:
    """A figure of the lever at `place` whose score is below 0, and one whose score is not."""

    place: int
    short: float
    short_score: float
    reached: float
    reached_score: float


def solve(score: Score, levers: Sequence[Lever], brackets: Sequence[Bracket], tolerance: float) -> list[float]:
    """For each bracket a figure with a score from 0 to about `tolerance`, or, where the score leaps over
    that, the first figure beyond the leap. Where fewer digits do as well, it has fewer; of whole numbers it is
    the first, and the one before it was tried too."""
    if not brackets:
        return []
    places = np.array([bracket.place for bracket in brackets])
    whole = np.array([levers[place].whole_steps for place in places])
    # The middle of what will do is aimed at, so that the answer lies on the right side of 0.
    aim = tolerance / 2
    near = np.array([bracket.short for bracket in brackets], dtype=float)
    near_score = np.array([bracket.short_score for bracket in brackets], dtype=float) - aim
    far = np.array([bracket.reached for bracket in brackets], dtype=float)
    far_score = np.array([bracket.reached_score for bracket in brackets], dtype=float) - aim
    short, reached, reached_score = near.copy(), far.copy(), far_score + aim
    last, last_score = near.copy(), near_score.copy()
    step = np.full(len(brackets), 0.5)
    for _ in range(_MOST_STEPS):
        width = np.abs(reached - short)
        least = np.where(whole, 1.0, 2 * _EPSILON * np.maximum(np.abs(reached), np.abs(short)))
        open_ = np.flatnonzero((reached_score > tolerance) & (width > least) & (width > np.finfo(float).tiny))
        if not len(open_):
            break
        here = near[open_] + step[open_] * (far[open_] - near[open_])
        # Between two ends that are more than 1 apart there is a whole number, whatever today's figure is.
        here = np.where(whole[open_], np.rint((near[open_] + far[open_]) / 2), here)
        now = score(places[open_], here) - aim
        good = now + aim >= 0
        short[open_] = np.where(good, short[open_], here)
        reached[open_] = np.where(good, here, reached[open_])
        reached_score[open_] = np.where(good, now + aim, reached_score[open_])
        same = np.sign(now) == np.sign(near_score[open_])
        last[open_] = np.where(same, near[open_], far[open_])
        last_score[open_] = np.where(same, near_score[open_], far_score[open_])
        far[open_] = np.where(same, far[open_], near[open_])
        far_score[open_] = np.where(same, far_score[open_], near_score[open_])
        near[open_], near_score[open_] = here, now
        step[open_] = _next_step(
            (near[open_], far[open_], last[open_]), (near_score[open_], far_score[open_], last_score[open_])
        )
    return _rounder(score, levers, places, short, reached, reached_score, tolerance)


def _next_step(x: tuple[Array, Array, Array], f: tuple[Array, Array, Array]) -> Array:
    """How far to go from the newest point to its opposite: by inverse quadratic interpolation where the three
    points allow it, else half way."""
    (x1, x2, x3), (f1, f2, f3) = x, f
    with np.errstate(all="ignore"):
        xi, phi = (x1 - x2) / (x3 - x2), (f1 - f2) / (f3 - f2)
        smooth = (phi**2 < xi) & ((1 - phi) ** 2 < 1 - xi)
        step = f1 / (f2 - f1) * f3 / (f2 - f3) + (x3 - x1) / (x2 - x1) * f1 / (f3 - f1) * f2 / (f3 - f2)
        least = _EPSILON * np.maximum(np.abs(x1), np.abs(x2)) / np.abs(x2 - x1)
    least = np.minimum(np.nan_to_num(least, nan=0.5), 0.5)
    return np.clip(np.where(smooth & np.isfinite(step), step, 0.5), least, 1 - least)


def _rounder(
    score: Score,
    levers: Sequence[Lever],
    places: Places,
    short: Array,
    reached: Array,
    reached_score: Array,
    tolerance: float,
) -> list[float]:
    """Each figure with as few digits as will do: rounded away from those that fall short."""
    which: list[int] = []
    rounded: list[float] = []
    for number, (from_, to) in enumerate(zip(short.tolist(), reached.tolist(), strict=True)):
        lever = levers[places[number]]
        if lever.whole:
            continue
        for digits in range(1, _DIGITS + 1):
            value = away(to, digits, up=to > from_)
            if lever.minimum <= value <= lever.maximum:
                which.append(number)
                rounded.append(value)
    scores = score(places[which], np.array(rounded)) if which else np.empty(0)
    answers: dict[int, float] = {}
    for number, value, at in zip(which, rounded, scores.tolist(), strict=True):
        beside = reached_score[number] > tolerance
        if beside:
            near = abs(value - reached[number]) <= _BESIDE * abs(reached[number])
            does = near and at <= _BESIDE_SCORE * reached_score[number] + _ROUNDED * tolerance
        else:
            does = at <= _ROUNDED * tolerance
        if number not in answers and at >= 0 and does:
            answers[number] = value
    return [answers.get(number, value) for number, value in enumerate(reached.tolist())]


def away(value: float, digits: int, *, up: bool) -> float:
    """The value with so many significant digits, rounded up or down."""
    if value == 0 or not math.isfinite(value):
        return value
    exact = Decimal(repr(value))
    unit = Decimal(1).scaleb(exact.adjusted() - digits + 1)
    return float(exact.quantize(unit, rounding=ROUND_CEILING if up else ROUND_FLOOR))
