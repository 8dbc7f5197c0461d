"""Compare scenarios of the same or of different plans: results, inputs, and why the take-home differs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from revenue_planner.analysis.comparison.differences import input_differences
from revenue_planner.analysis.comparison.result import (
    INTERACTION,
    Bridge,
    BridgeStep,
    Comparison,
    InputDifference,
    Pair,
    ResultRow,
    Side,
    by_effect,
    take_home_steps,
)
from revenue_planner.analysis.comparison.union import Union, joined
from revenue_planner.engine.run import Answer, Result, run
from revenue_planner.engine.variants import TAKE_HOME_TOTAL
from revenue_planner.ground.months import Month
from revenue_planner.model.build import ModelLine, model_of
from revenue_planner.model.structure import Structure

_INTERACTION_LABEL = "Interaction of inputs"


def compare_sides(sides: tuple[Side, ...], warnings: tuple[str, ...] = ()) -> Comparison:
    """Every side after the first against the first. All must have the same number of months."""
    results = [run(side.plan, (side.scenario.name,)) for side in sides]
    pairs = tuple(
        _pair(sides[0], side, results[0], result) for side, result in zip(sides[1:], results[1:], strict=True)
    )
    structure = joined(sides[0].plan.timeline, [side.plan.structure for side in sides])
    return Comparison(sides, _rows(structure, sides, results), pairs, warnings, structure)


def _pair(a: Side, b: Side, result_a: Result, result_b: Result) -> Pair:
    union = Union(a, b)
    start, end = result_a.figure(TAKE_HOME_TOTAL, a.scenario.name), result_b.figure(TAKE_HOME_TOTAL, b.scenario.name)
    inputs = input_differences(union, (start, end))
    by_stream = bridge_by_stream((result_a, a.scenario.name), (result_b, b.scenario.name), union.structure.groups)
    return Pair(a, b, inputs, by_stream, bridge_by_input(start, end, inputs))


def _rows(structure: Structure, sides: tuple[Side, ...], results: list[Result]) -> tuple[ResultRow, ...]:
    model = model_of(structure)
    answers = [result.answers(side.scenario.name) for side, result in zip(sides, results, strict=True)]
    return tuple(_row(name, line, sides, answers) for name, line in model.answers.items())


def _row(name: str, line: ModelLine, sides: tuple[Side, ...], answers: list[dict[str, Answer]]) -> ResultRow:
    unit = line.declared.unit
    # A stream that a plan lacks has earned nothing; its rates and dates do not exist.
    absent: Answer = 0.0 if unit == "money" else None
    values = tuple(each.get(name, absent) for each in answers)
    numbers = [_number(value, side) for value, side in zip(values, sides, strict=True)]
    first = numbers[0]
    differences = tuple(None if n is None or first is None else n - first for n in numbers)
    return ResultRow(name, line.key, line.part.label, line.full_label, unit, values, differences)


def _number(value: Answer, side: Side) -> float | None:
    """A month counts by its number in its own plan."""
    return float(side.plan.timeline.number_of(value)) if isinstance(value, Month) else value


def bridge_by_stream(a: tuple[Result, str], b: tuple[Result, str], groups: Mapping[str, str]) -> Bridge:
    """What each stream contributes more or less, and what costs and tax take; exact.

    `a` and `b` are results with the name of a scenario, `groups` the streams that either has.
    """
    steps = []
    for label, key, sign in take_home_steps(groups):
        before, after = _total(*a, key), _total(*b, key)
        steps.append(BridgeStep(key, label, sign * (after - before), before, after, sign))
    return Bridge(a[0].figure(TAKE_HOME_TOTAL, a[1]), b[0].figure(TAKE_HOME_TOTAL, b[1]), tuple(steps))


def bridge_by_input(start: float, end: float, inputs: Sequence[InputDifference]) -> Bridge:
    """One input at a time, the largest effect first, and what they do only together."""
    steps = [BridgeStep(each.key, each.change, each.effect) for each in by_effect(inputs)]
    rest = end - start - sum(step.effect for step in steps)
    return Bridge(start, end, (*steps, BridgeStep(INTERACTION, _INTERACTION_LABEL, rest)))


def _total(result: Result, scenario: str, key: str) -> float:
    """A monthly line over the whole plan; 0 where the plan does not have it."""
    return float(np.sum(result.line(key, scenario))) if key in result.values else 0.0
