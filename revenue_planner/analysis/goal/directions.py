"""Levers that help towards a goal: in which direction, how far, and how much."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from revenue_planner.analysis.goal.roots import Places, away
from revenue_planner.analysis.goal.search import Evaluation
from revenue_planner.analysis.levers import Lever
from revenue_planner.engine.functions import Array

#: Levers that are kept: those that do most for a small change, and those that can do most at all.
_MOST_EFFECTIVE, _STRONGEST = 6, 4
#: A small relative change.
_SMALL = 0.05
#: Points on each lever's way on which leaps are looked for, by how much a figure beyond a leap must be worth
#: more than the one before it, how often what lies between is halved, and how many leaps are kept.
_POINTS, _LEAP, _HALVINGS, _MOST_STOPS = 48, 1.05, 20, 4
#: Figures are rounded to so many digits.
_DIGITS = 3


@dataclass(frozen=True, slots=True)
class Direction:
    """A lever in the direction in which it helps, as far as `end`, a relative change by `most`.

    `worth` is what a first small change gains, relative to the change; `gain` is what all of it gains.
    A `pinned` one stops where the result leaps (a bar that unlocks something): it goes there or nowhere.
    """

    lever: Lever
    end: float
    most: float
    worth: float
    gain: float
    pinned: bool = False

    def at(self, change: float) -> float:
        """The lever's figure after a relative change."""
        if change >= self.most:
            return self.end
        value = self.lever.today + (1 if self.end > self.lever.today else -1) * change * self.lever.scale
        return float(np.rint(value) if self.lever.whole_steps else value)

    def rounded(self, change: float) -> float:
        """As `at`, in few digits: a little further, yet not past the end. Months are left as they are."""
        value = self.at(change)
        if value == self.end or self.lever.whole_steps or self.lever.every_month:
            return value
        up = self.end > self.lever.today
        rounder = away(value, _DIGITS, up=up)
        return rounder if (rounder <= self.end if up else rounder >= self.end) else self.end


def directions(levers: Sequence[Lever], evaluation: Evaluation) -> list[Direction]:
    """The levers that help most, each within its usual range, and their leaps first of all.

    Otherwise in the order of what a first small change is worth.
    """
    ends = [(lever, end) for lever in levers for end in lever.usual if end != lever.today and lever.scale]
    small = [(lever, _small_step(lever, end)) for lever, end in ends]
    today = _today(evaluation)
    gains = evaluation.scores([(move,) for move in [*ends, *small]]) - today
    best: dict[str, Direction] = {}
    for (lever, end), (_same, near), full, little in zip(ends, small, *np.split(gains, 2), strict=True):
        change = lever.change(near)
        direction = Direction(lever, end, lever.change(end), float(little) / change if change else 0.0, float(full))
        if full > 0 and (lever.key not in best or full > best[lever.key].gain):
            best[lever.key] = direction
    effective = sorted(best.values(), key=lambda direction: -direction.worth)
    strong = sorted(best.values(), key=lambda direction: -direction.gain)
    chosen = {direction.lever.key for direction in [*effective[:_MOST_EFFECTIVE], *strong[:_STRONGEST]]}
    found = [direction for direction in effective if direction.lever.key in chosen]
    return [*_stops(found, evaluation), *found]


def _today(evaluation: Evaluation) -> float:
    return float(evaluation.scores([()])[0])


def _small_step(lever: Lever, end: float) -> float:
    value = lever.today + np.sign(end - lever.today) * min(abs(end - lever.today), _SMALL * lever.scale)
    return float(np.rint(value) if lever.whole_steps else value)


def _stops(found: Sequence[Direction], evaluation: Evaluation) -> list[Direction]:
    """The figures just beyond a leap that are worth more for their change than those before, the best first."""
    if not found:
        return []
    today = _today(evaluation)

    def gains(rows: Places, changes: Array) -> Array:
        moves = [(found[row], at) for row, at in zip(rows.tolist(), changes.tolist(), strict=True)]
        return evaluation.scores([((direction.lever, direction.at(at)),) for direction, at in moves]) - today

    way = np.array([direction.most for direction in found])[:, None] * np.arange(1, _POINTS + 1) / _POINTS
    curves = gains(np.repeat(np.arange(len(found)), _POINTS), way.ravel()).reshape(way.shape)
    worth = curves / way
    # Beyond the leap it must also beat the lever's first small change, else it is no place to stop.
    rows, points = np.nonzero(worth[:, 1:] > np.maximum(_LEAP * worth[:, :-1], worth[:, :1]))
    best = np.argsort(-worth[rows, points + 1], kind="stable")[:_MOST_STOPS]
    rows, points = rows[best], points[best]
    short, beyond = way[rows, points], way[rows, points + 1]
    half_way = (curves[rows, points] + curves[rows, points + 1]) / 2
    for _ in range(_HALVINGS if len(rows) else 0):
        middle = (short + beyond) / 2
        leapt = gains(rows, middle) >= half_way
        short, beyond = np.where(leapt, short, middle), np.where(leapt, middle, beyond)
    stops = [
        (found[row].lever, found[row].rounded(change))
        for row, change in zip(rows.tolist(), beyond.tolist(), strict=True)
    ]
    there = (evaluation.scores([(stop,) for stop in stops]) - today).tolist()
    return [
        Direction(lever, end, lever.change(end), gain / lever.change(end), gain, pinned=True)
        for (lever, end), gain in zip(stops, there, strict=True)
    ]
