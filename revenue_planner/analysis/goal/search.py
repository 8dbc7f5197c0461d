"""For many levers at once: the smallest change of each, alone, that reaches a goal.

Each evaluation runs a program in which every column has one lever moved. Results are told as scores: how far
they are above a goal of ">=", or below one of "<="; from 0 on the goal is reached.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from revenue_planner.analysis.goal.aim import goal_figures
from revenue_planner.analysis.goal.result import Goal
from revenue_planner.analysis.goal.roots import Bracket, Places, Score, solve
from revenue_planner.analysis.levers import Lever, Moves, moved_lines
from revenue_planner.engine.functions import Array
from revenue_planner.engine.program import Program

#: Points on either side of today's figure, and between it and the first of them that reaches the goal.
_POINTS, _FINER = 24, 32
#: Smaller changes of a result are rounding errors, as a share of it.
_NOISE = 1e-9
_LOST = -1e300


@dataclass(frozen=True)
class Evaluation:
    """A goal's result in one scenario, for any moves of levers. `inputs` has one column for each input."""

    program: Program
    inputs: Mapping[str, Array]
    goal: Goal

    def results(self, columns: Sequence[Moves]) -> Array:
        """The goal's result for each column's moves, shape (columns,); NaN where there is none."""
        lines = moved_lines(self.program, self.inputs, columns, self.goal.key)
        return np.concatenate([np.empty(0), *(goal_figures(self.goal, line) for line in lines)])

    def scores(self, columns: Sequence[Moves]) -> Array:
        """How far each column's result is on the goal's good side; no result is as bad as can be."""
        beyond = self.results(columns) - self.goal.amount
        return np.nan_to_num(
            beyond if self.goal.comparison == ">=" else -beyond, nan=_LOST, posinf=-_LOST, neginf=_LOST
        )


@dataclass(frozen=True, slots=True)
class Found:
    """What the search says of one lever.

    `value` is the figure nearest to today's at which the goal is reached (or, where it is reached today, at which
    it is just reached still), None where there is none in the lever's span. `best` is the figure nearest to
    today's with the highest score, `top`. `steady`: the result only ever rises or only ever falls with the
    lever; `moves`: it moves.
    """

    value: float | None
    best: float
    top: float
    steady: bool
    moves: bool


def search(levers: Sequence[Lever], evaluation: Evaluation, tolerance: float, shift: float = 0.0) -> list[Found]:
    """For each lever, the figure nearest to today's at which the score crosses `shift`, from `shift` up.

    Its score is at most `tolerance` above `shift`, unless the result leaps over that. Crossings are seen on a
    grid: dense near today's figure, wide far from it, and once more as dense between today and the crossing.
    """
    # A whole number that is short by less than counts, by binary dust too, does it: the next would be one too many.
    shifts = np.array([-evaluation.goal.slack if lever.whole_steps else shift for lever in levers])

    def score(which: Places, values: Array) -> Array:
        columns = [((levers[place], value),) for place, value in zip(which.tolist(), values.tolist(), strict=True)]
        return np.asarray(evaluation.scores(columns) - shifts[which])

    curves = _curves(score, [_grid(lever) for lever in levers])
    finer = _curves(score, [_between(lever, curve) for lever, curve in zip(levers, curves, strict=True)])
    curves = [curve.with_points(more) for curve, more in zip(curves, finer, strict=True)]
    brackets: list[Bracket] = []
    for place, (lever, curve) in enumerate(zip(levers, curves, strict=True)):
        for inner, outer in curve.crossings(lever.today):
            ends = (outer, inner) if curve.scores[inner] >= 0 else (inner, outer)
            brackets.append(Bracket(place, *(end for at in ends for end in (curve.values[at], curve.scores[at]))))
    solved = solve(score, levers, brackets, tolerance)
    nearest: dict[int, float] = {}
    for bracket, value in zip(brackets, solved, strict=True):
        today, known = levers[bracket.place].today, nearest.get(bracket.place)
        if known is None or abs(value - today) < abs(known - today):
            nearest[bracket.place] = value
    return [
        _found(lever, _Curve(curve.values, curve.scores + shifts[place]), nearest.get(place), evaluation.goal)
        for place, (lever, curve) in enumerate(zip(levers, curves, strict=True))
    ]


@dataclass(frozen=True)
class _Curve:
    """Scores of one lever at values in rising order."""

    values: Array
    scores: Array

    def with_points(self, more: _Curve) -> _Curve:
        values, first = np.unique(np.concatenate([self.values, more.values]), return_index=True)
        return _Curve(values, np.concatenate([self.scores, more.scores])[first])

    def crossings(self, today: float) -> list[tuple[int, int]]:
        """On each side of today's figure the nearest two neighbours between which the score changes its sign,
        the nearer to today first."""
        reached = self.scores >= 0
        start = int(np.searchsorted(self.values, today))
        found = []
        for step, end in ((-1, -1), (1, len(reached))):
            for at in range(start + step, end, step):
                if reached[at] != reached[start]:
                    found.append((at - step, at))
                    break
        return found


def _grid(lever: Lever) -> Array:
    """Figures from end to end of the lever's span, cubically further from today's, which is one of them."""
    low, high = lever.span
    distances = (np.arange(_POINTS + 1) / _POINTS) ** 3
    below, above = lever.today - distances * (lever.today - low), lever.today + distances * (high - lever.today)
    inside = np.clip([lever.low, lever.high], low, high)
    return _whole(lever, np.clip(np.concatenate([below, above, inside]), low, high))


def _between(lever: Lever, curve: _Curve) -> Array:
    """Figures between today's and the first crossing on each side."""
    start = int(np.searchsorted(curve.values, lever.today))
    found = [np.empty(0)]
    for _inner, outer in curve.crossings(lever.today):
        steps = np.linspace(start, outer, _FINER + 1)
        found.append(np.interp(steps, np.arange(len(curve.values)), curve.values))
    return _whole(lever, np.concatenate(found))


def _whole(lever: Lever, values: Array) -> Array:
    """In rising order, without fractions where the lever takes none; today's figure stays as it is."""
    return np.unique(np.append(np.rint(values), lever.today) if lever.whole_steps else values)


def _curves(score: Score, grids: Sequence[Array]) -> list[_Curve]:
    sizes = [len(grid) for grid in grids]
    scores = score(np.repeat(np.arange(len(grids)), sizes), np.concatenate([np.empty(0), *grids]))
    return [_Curve(*pair) for pair in zip(grids, np.split(scores, np.cumsum(sizes)[:-1]), strict=True)] if grids else []


def _found(lever: Lever, curve: _Curve, value: float | None, goal: Goal) -> Found:
    sizes = np.abs(curve.scores + (goal.amount if goal.comparison == ">=" else -goal.amount))
    # A score is the difference of a result and the amount: it can be no more exact than these are.
    exact = 4 * np.finfo(float).eps * abs(goal.amount)
    steps, noise = np.diff(curve.scores), _NOISE * (sizes[1:] + sizes[:-1]) + exact
    up, down = bool((steps > noise).any()), bool((steps < -noise).any())
    top = int(np.argmax(curve.scores))
    as_good = np.flatnonzero(curve.scores >= curve.scores[top] - 2 * _NOISE * sizes[top] - exact)
    best = as_good[np.argmin(np.abs(curve.values[as_good] - lever.today))]
    return Found(value, float(curve.values[best]), float(curve.scores[best]), not (up and down), up or down)
