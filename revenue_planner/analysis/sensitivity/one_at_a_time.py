"""Which inputs matter, one at a time: each from its low to its high, and a little step at the plan's figure."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from revenue_planner.analysis.levers import Lever, Moves, lever_of
from revenue_planner.analysis.one_result import OneResult, one_result
from revenue_planner.analysis.sensitivity.result import RESULT, Sensitivity, Swing
from revenue_planner.analysis.simulation.draws.ranges import listed_percentiles, ranges
from revenue_planner.language.inputs import Assume
from revenue_planner.language.nodes import InputRef
from revenue_planner.model.build import model_of
from revenue_planner.plan.lookup import scenario_named
from revenue_planner.plan.reading.stress import is_factor
from revenue_planner.plan.risk import OWN_SPREAD
from revenue_planner.plan.values import BASE, Plan
from revenue_planner.streams.audience import Audience
from revenue_planner.streams.risk import Risk

#: The line that adds up the score's weights, which have to make 100 % together.
_WEIGHTS = Audience.key(Audience.weights)

#: Two evaluations of the same model agree to this, relative to the largest result: no more is an effect.
_AGREE = 1e-12
#: Relative step to both sides of the plan's figure: far above rounding, and what a smooth result bends within
#: it goes with its square.
_STEP = 1e-4
#: A slope that differs more than this from side to side, relative to 1 or itself, is looked at more closely.
_SMOOTH = 0.01
#: Closer steps. On a side where these two differ the result jumps, and there is no slope.
_CLOSER = (1e-5, 5e-6)


@dataclass(frozen=True, slots=True)
class Span:
    """An input and the ends between which it is moved; `low` <= `lever.today` <= `high`."""

    lever: Lever
    low: float
    high: float


def sensitivity(plan: Plan, on: str = RESULT, scenario: str = BASE, as_drawn: bool = False) -> Sensitivity:
    """What each number of the plan does to the result `on`, moved alone from its low to its high.

    The ends are what is usual (or what [risk.inputs] says), and always include the plan's figure; with
    `as_drawn` they are those between which a simulation draws, for the inputs that it draws. An input that
    differs by month has all its months multiplied alike. A share stays within what the others leave of the
    whole; the score's weights make room for each other, so that they still make 100 %. The factors by month,
    which have no usual range, move by `risk.own_spread`.

    Elasticities are central differences. Where the result bends, they are the mean of the slopes on both
    sides; where it jumps, the slope on the side that does not. Above 0 they mean that more is more, also
    where the result or the input is below 0. Inputs in whole numbers have none, nor have results that are months.

    A result that is a month counts as its number (1 is the plan's first), and is NaN where there is none;
    inputs that can make it come or go stand first. Raises UsageError for an unknown result or scenario.
    """
    result = one_result(plan, on, scenario)
    moved = spans(plan, scenario, as_drawn)
    mover = _Mover(result, _weights(plan, scenario))
    ends = [(span.lever, value) for span in moved for value in (span.low, span.high)]
    steps = [(lever, _stepped(lever, side * _STEP)) for lever in _steppable(moved) for side in (-1, 1)]
    results = iter(mover.at([*ends, *steps]))
    swings = [(span, next(results), next(results)) for span in moved]
    line, unit, today = result.line, result.line.declared.unit, mover.today
    slopes = {} if unit == "date" else _slopes(mover, list(_steppable(moved)), list(results))
    ranked = sorted((_swing(*swing, slopes) for swing in swings), key=_rank)
    return Sensitivity(
        scenario_named(plan, scenario), line.key, line.label, unit, today, tuple(ranked), evaluations=mover.evaluations
    )


def spans(plan: Plan, scenario: str, as_drawn: bool) -> list[Span]:
    """All numbers of the plan but those of its luck, in the plan's order; with `as_drawn` those that are drawn."""
    drawn = ranges(plan, scenario) if as_drawn else {}
    spread = plan.value(OWN_SPREAD, scenario)
    assert isinstance(spread, float)
    found = []
    for key, each in plan.structure.inputs().items():
        declared = each.declared
        if each.part.component is Risk or not isinstance(declared, Assume) or (as_drawn and key not in drawn):
            continue
        lever = lever_of(plan, each.part, declared, scenario)
        if as_drawn:
            # Of an input by month, drawings are around the figure of the other months.
            scale = lever.today / drawn[key].value if plan.by_month(key, scenario) and drawn[key].value else 1.0
            found.append(_span(lever, drawn[key].p10 * scale, drawn[key].p90 * scale))
            continue
        low, high = declared.low, declared.high
        if is_factor(key):
            low, high = lever.today * (1 - spread), lever.today * (1 + spread)
        p10, p90 = listed_percentiles(plan, key, scenario)
        found.append(_span(lever, low if p10 is None else p10, high if p90 is None else p90))
    return found


def _span(lever: Lever, low: float, high: float) -> Span:
    if lever.whole:
        low, high = round(low), round(high)
    low, high = max(min(low, lever.today), lever.minimum), min(max(high, lever.today), lever.maximum)
    return Span(lever, float(low), float(high))


def _weights(plan: Plan, scenario: str) -> dict[str, Lever]:
    """The inputs that must make 100 % together, by key."""
    line = model_of(plan.structure).lines[_WEIGHTS]
    keys = {node.key for node in line.body.walk() if isinstance(node, InputRef)}
    return {
        key: lever_of(plan, each.part, each.declared, scenario)
        for key, each in plan.structure.inputs().items()
        if key in keys and isinstance(each.declared, Assume)
    }


class _Mover:
    """Moves one input at a time; what cannot change the result is not computed. `today` is the plan's own."""

    def __init__(self, result: OneResult, weights: dict[str, Lever]) -> None:
        self._result, self._weights = result, weights
        self.today = float(result.of_variants([()])[0])
        self.evaluations = 1

    def at(self, moves: Sequence[tuple[Lever, float]]) -> list[float]:
        """The result for each move."""
        moving = [move for move in moves if move[0].key in self._result.reads and move[1] != move[0].today]
        moved = self._result.of_variants([self._with_companions(*move) for move in moving])
        found = iter(moved.tolist())
        self.evaluations += len(moving)
        dust = _AGREE * max([abs(self.today), *np.abs(moved[np.isfinite(moved)]).tolist()])
        results = []
        for lever, value in moves:
            idle = lever.key not in self._result.reads or value == lever.today
            result = self.today if idle else next(found)
            results.append(self.today if abs(result - self.today) <= dust else result)
        return results

    def _with_companions(self, lever: Lever, value: float) -> Moves:
        """The move itself; for a weight also the other weights, scaled to leave their sum as it is."""
        if lever.key not in self._weights:
            return ((lever, value),)
        others = [other for key, other in self._weights.items() if key != lever.key]
        rest = sum(other.today for other in others)
        scale = (rest + lever.today - value) / rest if rest else 1.0
        return ((lever, value), *((other, other.today * max(scale, 0.0)) for other in others))


def _steppable(moved: Sequence[Span]) -> Iterator[Lever]:
    return (span.lever for span in moved if not span.lever.whole and span.lever.today)


def _slopes(mover: _Mover, levers: Sequence[Lever], found: Sequence[float]) -> dict[str, float]:
    """Elasticities by key, for those that have one. `found` are the results a step below and above, in turn."""
    today = mover.today
    if not today or not math.isfinite(today):
        return {}
    slopes: dict[str, float] = {}
    doubtful: list[Lever] = []
    for place, lever in enumerate(levers):
        below, above = found[2 * place : 2 * place + 2]
        down, up = (today - below) / (_STEP * abs(today)), (above - today) / (_STEP * abs(today))
        if _inside(lever, -_STEP) and _inside(lever, _STEP) and _alike(down, up):
            slopes[lever.key] = (down + up) / 2
        else:
            doubtful.append(lever)
    steps = [(lever, side * step) for lever in doubtful for side in (-1, 1) for step in _CLOSER]
    closer = mover.at([(lever, _stepped(lever, step)) for lever, step in steps])
    sides: dict[str, list[float]] = {}
    for place in range(0, len(steps), 2):
        lever, step = steps[place]
        one, two = ((closer[at] - today) / (steps[at][1] * abs(today)) for at in (place, place + 1))
        if _inside(lever, step) and _alike(one, two):
            sides.setdefault(lever.key, []).append(two)
    return slopes | {key: sum(found) / len(found) for key, found in sides.items()}


def _inside(lever: Lever, step: float) -> bool:
    """Whether the input may take such a step."""
    return lever.minimum <= _stepped(lever, step) <= lever.maximum


def _stepped(lever: Lever, step: float) -> float:
    """A relative step up (or, below 0, down) from today's figure."""
    return lever.today + step * abs(lever.today)


def _alike(one: float, two: float) -> bool:
    """Not so where one of them is NaN."""
    return abs(one - two) <= _SMOOTH * max(1.0, abs(one), abs(two))


def _swing(span: Span, low: float, high: float, slopes: dict[str, float]) -> Swing:
    lever = span.lever
    return Swing(
        key=lever.key,
        part=lever.part,
        label=lever.label,
        unit=lever.unit,
        low=span.low,
        today=lever.today,
        high=span.high,
        result_low=low,
        result_high=high,
        elasticity=slopes.get(lever.key),
        every_month=lever.every_month,
    )


def _rank(swing: Swing) -> tuple[float, str]:
    """By effect, to nine digits, so that equal ones stand by key wherever they are computed. First of all what
    makes the result come or go, unless it is nowhere to be had."""
    gone = [math.isnan(value) for value in (swing.result_low, swing.result_high)]
    if any(gone):
        return (0.0 if all(gone) else -math.inf), swing.key
    return -float(f"{swing.effect:.9g}"), swing.key
