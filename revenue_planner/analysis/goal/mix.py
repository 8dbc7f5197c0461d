"""The cheapest small mix of levers that reaches a goal: the least change in all, each within its usual range.

Changes are relative to today's figures and added up. Which levers, is found by walking towards the goal with
every three of the most effective ones; how much of each, by SLSQP from there. What is told is exact: all
figures but one are rounded, the last is solved for, and the model has the last word on all of them.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, product

import numpy as np

from revenue_planner.analysis.goal.directions import Direction, directions
from revenue_planner.analysis.goal.result import Mix, Move
from revenue_planner.analysis.goal.roots import Bracket, Places, solve
from revenue_planner.analysis.goal.search import Evaluation
from revenue_planner.analysis.levers import Lever, Moves
from revenue_planner.engine.functions import Array

MOST_LEVERS = 3
#: Halvings of a walk towards the goal, of how many walks (of each kind) the end is improved, and how many
#: of those ends are worked out exactly.
_HALVINGS, _IMPROVED, _FINISHED = 10, 6, 3
#: How far beyond the point where a month becomes another whole number a lever is moved, relatively.
_BEYOND = 1e-9
#: The step of derivatives, a relative change.
_STEP = 1e-4

_Moved = Mapping[str, tuple[Direction, float]]
#: The relative changes of some levers, so far (0 to 1) on the way to their ends.
_Path = Callable[[Sequence[Direction], float], tuple[float, ...]]


@dataclass(frozen=True, slots=True)
class _Way:
    """Some levers, and the relative change of each."""

    directions: tuple[Direction, ...]
    changes: tuple[float, ...]

    @property
    def cost(self) -> float:
        return sum(self.changes)


def cheapest_mix(
    levers: Sequence[Lever], evaluation: Evaluation, tolerance: float, alone: Sequence[tuple[Lever, float]] = ()
) -> Mix | None:
    """The cheapest mix of up to three levers, or None where no three at their usual best reach the goal.

    `alone` are levers with figures that reach it alone: a mix costs no more than the cheapest of them that
    is usual. Of the shares of one whole at most one is moved. The result lies within `tolerance` of the goal
    where it does not leap over it. The same plan always gives the same mix.
    """
    walks = _walks(directions(levers, evaluation), evaluation)
    starts = [way for walked in walks for way in _cheapest(walked, _IMPROVED)]
    ways = _cheapest(starts, 1)
    improved = sorted(
        ((_improved(_relaxed(way), evaluation), way.directions) for way in starts), key=lambda each: each[0].cost
    )
    for relaxed, own in improved[:_FINISHED]:
        ways += [_improved(way, evaluation) for way in _with_whole_numbers(own, relaxed.changes)]
    mixes = [mix for way in ways if (mix := _exact(way, evaluation, tolerance)) is not None]
    for lever, value in alone:
        if lever in levers and lever.usual[0] <= value <= lever.usual[1] and lever.scale:
            mixes.append(_mix([(lever, value)], evaluation))
    return min(mixes, key=lambda mix: (mix.change, len(mix.moves)), default=None)


def _relaxed(way: _Way) -> _Way:
    """The same way where counts may have fractions, so that they can be improved like everything else."""
    directions = (replace(direction, lever=replace(direction.lever, whole=False)) for direction in way.directions)
    return _Way(tuple(directions), way.changes)


def _with_whole_numbers(directions: tuple[Direction, ...], changes: tuple[float, ...]) -> list[_Way]:
    """The ways with whole numbers on either side of the fractions; what else moves may make up for it."""
    choices = [_either_side(direction, change) for direction, change in zip(directions, changes, strict=True)]
    return [_Way(directions, whole) for whole in product(*choices)]


def _either_side(direction: Direction, change: float) -> list[float]:
    """The changes of a lever that come next to a change: to the whole number before it, and to the one after it. By
    month, to where the next of the months becomes another whole number."""
    lever = direction.lever
    if direction.pinned or not lever.whole or not lever.today or change in (0.0, direction.most):
        return [change]
    sign = 1.0 if direction.end > lever.today else -1.0
    value = lever.today + sign * change * lever.scale
    if lever.whole_steps:
        ends = [float(math.floor(value)), float(math.ceil(value))]
    else:
        months = np.array([month for month in lever.months if month])
        halves = np.floor(months * (value / lever.today) - 0.5) + 0.5
        ends = [float((halves / months).max()), float(((halves + 1) / months).min())]
        ends = [end * lever.today * (1 + sign * _BEYOND) for end in ends]
    low, high = sorted((lever.today, direction.end))
    return sorted({lever.change(min(max(end, low), high)) for end in ends})


def _cheapest(ways: Sequence[_Way], most: int) -> list[_Way]:
    """Those with the least change in all, without those that move the same levers by the same."""
    different: dict[object, _Way] = {}
    for way in ways:
        moved = tuple((p.lever.key, change) for p, change in zip(way.directions, way.changes, strict=True) if change)
        different.setdefault(moved, way)
    return sorted(different.values(), key=lambda way: way.cost)[:most]


def _walks(found: Sequence[Direction], evaluation: Evaluation) -> tuple[list[_Way], list[_Way]]:
    """For every three levers that reach the goal together two ways there: one lever after another, the
    most effective first, and all by the same relative change."""
    groups = [group for group in combinations(found, MOST_LEVERS) if _apart(group)]
    groups = groups or [group for group in combinations(found, MOST_LEVERS - 1) if _apart(group)]
    every: list[tuple[Direction, ...]] = [*groups] or [(direction,) for direction in found]
    reaching = evaluation.scores([[(direction.lever, direction.end) for direction in group] for group in every]) >= 0
    reach = [group for group, reaches in zip(every, reaching.tolist(), strict=True) if reaches]
    return _walked(reach, _one_by_one, evaluation), _walked(reach, _evenly, evaluation)


def _walked(groups: Sequence[tuple[Direction, ...]], path: _Path, evaluation: Evaluation) -> list[_Way]:
    """How far each group has to go on its way to reach the goal, to the 1,000th part of it."""
    low, high = np.zeros(len(groups)), np.ones(len(groups))
    for _ in range(_HALVINGS if groups else 0):
        middle = (low + high) / 2
        columns = [_moves(group, path(group, at)) for group, at in zip(groups, middle.tolist(), strict=True)]
        reaches = evaluation.scores(columns) >= 0
        low, high = np.where(reaches, low, middle), np.where(reaches, middle, high)
    return [_Way(group, path(group, at)) for group, at in zip(groups, high.tolist(), strict=True)]


def _apart(group: Sequence[Direction]) -> bool:
    """Whether no two are one lever, or shares of one whole: together they might make more than all of it."""
    wholes = [direction.lever.whole_with or direction.lever.key for direction in group]
    return len(wholes) == len(set(wholes))


def _one_by_one(group: Sequence[Direction], way: float) -> tuple[float, ...]:
    left = way * sum(direction.most for direction in group)
    changes = []
    for direction in group:
        changes.append(direction.most if direction.pinned else min(left, direction.most))
        left -= 0.0 if direction.pinned else changes[-1]
    return tuple(changes)


def _evenly(group: Sequence[Direction], way: float) -> tuple[float, ...]:
    change = way * max(direction.most for direction in group)
    return tuple(direction.most if direction.pinned else min(change, direction.most) for direction in group)


def _moves(group: Sequence[Direction], changes: Sequence[float]) -> Moves:
    return [(direction.lever, direction.at(change)) for direction, change in zip(group, changes, strict=True)]


def _improved(way: _Way, evaluation: Evaluation) -> _Way:
    """The same levers with less change in all, as far as SLSQP sees it; whole numbers and leaps stay."""
    from scipy.optimize import Bounds, minimize

    free = [place for place, direction in enumerate(way.directions) if not (direction.pinned or direction.lever.whole)]
    if len(free) < 2:
        return way
    start = np.array(way.changes)
    most = np.array([way.directions[place].most for place in free])
    scale = abs(float(evaluation.scores([()])[0])) or 1.0

    def moves(point: Array) -> Moves:
        every = start.copy()
        every[free] = np.clip(point, 0.0, most)
        return _moves(way.directions, every.tolist())

    def score(point: Array) -> float:
        return float(evaluation.scores([moves(point)])[0]) / scale

    def slopes(point: Array) -> Array:
        steps = np.where(point + _STEP <= most, _STEP, -_STEP)
        scores = evaluation.scores([moves(point), *(moves(point + step) for step in np.diag(steps))]) / scale
        return np.asarray((scores[1:] - scores[0]) / steps)

    found = minimize(
        lambda point: float(np.sum(point)),
        start[free],
        method="SLSQP",
        jac=lambda point: np.ones_like(point),
        bounds=Bounds(np.zeros(len(free)), most),
        constraints={"type": "ineq", "fun": score, "jac": slopes},
        options={"maxiter": 40, "ftol": 1e-7},
    )
    if not np.isfinite(found.x).all():
        return way
    start[free] = np.clip(found.x, 0.0, most)
    return _Way(way.directions, tuple(start.tolist()))


def _exact(way: _Way, evaluation: Evaluation, tolerance: float) -> Mix | None:
    """The mix in figures that a person would write, one of them solved for so that the goal is just reached."""
    moved = {
        direction.lever.key: (direction, direction.rounded(change))
        for direction, change in zip(way.directions, way.changes, strict=True)
        if direction.at(change) != direction.lever.today
    }
    # What the others were rounded up by may make a lever superfluous; the one that changes least goes first.
    for key in sorted(moved, key=lambda key: moved[key][0].lever.change(moved[key][1])):
        others = [(direction.lever, value) for other, (direction, value) in moved.items() if other != key]
        if others and evaluation.scores([others])[0] >= 0:
            del moved[key]
    final = _solved(moved, evaluation, tolerance) if moved else None
    return None if final is None or evaluation.scores([final])[0] < 0 else _mix(final, evaluation)


def _solved(moved: _Moved, evaluation: Evaluation, tolerance: float) -> Moves | None:
    """All moves, after the one with most room was solved for; None where that does not reach the goal."""

    def room(key: str) -> tuple[bool, bool, float]:
        direction, value = moved[key]
        return not direction.pinned, not direction.lever.whole, direction.most - direction.lever.change(value)

    key = max(moved, key=room)
    last = moved[key][0]
    others = [(direction.lever, value) for other, (direction, value) in moved.items() if other != key]

    def score(which: Places, values: Array) -> Array:
        return evaluation.scores([[*others, (last.lever, value)] for value in values.tolist()])

    short, reached = score(np.zeros(2, dtype=int), np.array([last.lever.today, last.end])).tolist()
    if reached < 0 or short >= 0:
        return None
    value = solve(score, [last.lever], [Bracket(0, last.lever.today, short, last.end, reached)], tolerance)[0]
    value = min(max(value, last.lever.usual[0]), last.lever.usual[1])
    return [(direction.lever, value if other == key else own) for other, (direction, own) in moved.items()]


def _mix(moves: Moves, evaluation: Evaluation) -> Mix:
    return Mix(
        moves=tuple(
            Move(
                lever.key,
                lever.part,
                lever.label,
                lever.unit,
                lever.today,
                value,
                lever.every_month,
                lever.nature,
                lever.whole,
                lever.figures(value) if lever.every_month else (),
            )
            for lever, value in moves
        ),
        change=sum(lever.change(value) for lever, value in moves),
        result=float(evaluation.results([moves])[0]),
    )
