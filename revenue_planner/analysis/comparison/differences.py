"""In which inputs two sides differ, and what each of those alone does to the take-home."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from revenue_planner.analysis.comparison.result import (
    IN_PLAN,
    NOT_IN_PLAN,
    SOME_MONTHS,
    InputDifference,
    MonthChange,
    Side,
)
from revenue_planner.analysis.comparison.union import Union
from revenue_planner.engine.functions import Array
from revenue_planner.engine.variants import take_homes
from revenue_planner.ground.errors import EquationError
from revenue_planner.ground.months import Month
from revenue_planner.language.inputs import Input
from revenue_planner.model.structure import Part, inputs_of
from revenue_planner.plan.values import NOT_STATED, START, UNKNOWN, is_known

#: Two evaluations of the same model agree to this, relative to 1 or the larger figure.
_AGREE = 1e-9


@dataclass(frozen=True)
class _Step:
    """A difference (its effect still to be computed), and the inputs of the model that it moves."""

    difference: InputDifference
    keys: frozenset[str]


def input_differences(union: Union, own: tuple[float, float]) -> tuple[InputDifference, ...]:
    """Every input that differs, and every part that one side lacks, in the order of the sections.

    `own` is the take-home of A and of B, each computed without the other. Raises EquationError where a
    stream that is switched off changes them, since then the effect of adding it cannot be told.
    """
    steps = _steps(union)
    a, b = union.arrays_a, union.arrays_b
    everything = frozenset().union(*(step.keys for step in steps))
    moved = [frozenset[str](), *(step.keys for step in steps), everything]
    start, *effects, end = take_homes(union.structure, a, b, moved).tolist()
    found = [replace(step.difference, effect=value - start) for step, value in zip(steps, effects, strict=True)]
    if not union.same_start:
        later, end = take_homes(union.structure_b, a, b, [frozenset(), everything]).tolist()
        found.insert(0, replace(_start(union), effect=later - start))
    _check_same(union, own, (start, end), max(map(abs, (start, *effects, end))))
    return tuple(found)


def _steps(union: Union) -> list[_Step]:
    """All differences but that of the first month, in the order of the sections."""
    lone = {part.key for parts in union.only_in_one.values() for part in parts}
    steps: list[_Step] = []
    for part in union.structure.parts:
        if part.key in union.only_in_one:
            moved = frozenset(inputs_of(union.only_in_one[part.key]))
            steps.append(_Step(_of_part(union, part), moved))
        elif part.key not in lone:
            for key, each in inputs_of((part,)).items():
                # One figure for all months and the same figure in every month do not differ.
                if not np.all(_same(union.arrays_a[key], union.arrays_b[key])):
                    steps.append(_Step(_of_input(union, part, key, each.declared), frozenset({key})))
    return steps


def _of_part(union: Union, part: Part) -> InputDifference:
    in_a = any(own.key == part.key for own in union.a.plan.structure.parts)
    a, b = (IN_PLAN, NOT_IN_PLAN) if in_a else (NOT_IN_PLAN, IN_PLAN)
    return InputDifference(part.key, part.label, "", "part", "1", a, b, None, 0.0, None)


def _start(union: Union) -> InputDifference:
    a, b = union.a.plan.timeline.start, union.b.plan.timeline.start
    return InputDifference(START, "Plan", "First month", "start", "date", a, b, float(b.months_since(a)), 0.0, None)


def _of_input(union: Union, part: Part, key: str, declared: Input) -> InputDifference:
    a, b = (_shown(side, key, declared) for side in (union.a, union.b))
    difference = None
    if isinstance(a, Month):
        difference = float(np.subtract(union.arrays_b[key], union.arrays_a[key])[0, 0])
    elif isinstance(a, float) and isinstance(b, float):
        difference = b - a
    months = _months(union.arrays_a[key], union.arrays_b[key])
    kind, unit = declared.kind, declared.unit
    return InputDifference(key, part.label, declared.label, kind, unit, a, b, difference, 0.0, declared, months)


def _shown(side: Side, key: str, declared: Input) -> float | str | Month:
    """An input's value; the average of a season or of what is given by month; words where months have none."""
    value = side.plan.value(key, side.scenario.name)
    if isinstance(value, tuple):
        return float(np.mean(value))
    months = side.plan.by_month(key, side.scenario.name) if declared.kind == "number" else None
    if months is not None:
        value = float(np.mean(months))
    if is_known(value):
        return value
    return NOT_STATED if months is None or not any(map(is_known, months)) else SOME_MONTHS


def _months(a: Array, b: Array) -> tuple[MonthChange, ...]:
    """The months that differ; none where both sides have one figure for all months."""
    count = max(len(a), len(b))
    a, b = np.broadcast_to(a, (count, 1))[:, 0], np.broadcast_to(b, (count, 1))[:, 0]
    if np.all(_same(a, a[0])) and np.all(_same(b, b[0])):
        return ()
    numbers = np.flatnonzero(~_same(a, b))
    return tuple(MonthChange(int(n) + 1, _known(a[n]), _known(b[n])) for n in numbers)


def _known(figure: float) -> float:
    """The figure; the one UNKNOWN, which is equal to itself, where there is none."""
    return float(figure) if is_known(float(figure)) else UNKNOWN


def _same(a: Array, b: Array) -> NDArray[np.bool_]:
    """Elementwise; two figures that are not stated are the same."""
    same: NDArray[np.bool_] = (a == b) | (np.isnan(a) & np.isnan(b))
    return same


def _check_same(union: Union, own: tuple[float, float], joint: tuple[float, float], amount: float) -> None:
    for side, alone, together in zip((union.a, union.b), own, joint, strict=True):
        if not abs(alone - together) <= _AGREE * max(amount, abs(alone)):
            names = ", ".join(union.only_in_one)
            raise EquationError(
                f"{side.source}: the take-home is {alone} by itself and {together} beside parts that are "
                f"switched off ({names}); one of them earns or costs something although it is off"
            )
