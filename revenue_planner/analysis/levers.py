"""Levers: inputs that may be moved to reach a goal, and the arrays in which they are moved."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from revenue_planner.analysis.simulation.draws.wholes import members
from revenue_planner.engine.functions import Array
from revenue_planner.engine.program import Program
from revenue_planner.engine.variants import BLOCK
from revenue_planner.language.inputs import Assume, Nature
from revenue_planner.model.structure import Part
from revenue_planner.plan.values import BASE, Plan

#: What is moved in one variant of a plan: levers with their values.
Moves = Sequence[tuple["Lever", float]]

#: How far beyond today's figure, and beyond what is usual, a value is looked for.
_TIMES_TODAY, _TIMES_USUAL = 1_000.0, 100.0


@dataclass(frozen=True, slots=True)
class Lever:
    """A number of the plan that may be moved, in the input's unit.

    `minimum` to `maximum` is what it may be at all, beside the other shares of its whole (`whole_with`);
    `low` to `high` is usual. Where the plan gives it by month with different figures, `months` holds them,
    `today` is their average, and a value stands for all of them multiplied by value ÷ today. `whole` ones
    take no fraction (but for today's figures, which are as the plan has them).
    """

    key: str
    part: str
    label: str
    unit: str
    nature: Nature
    today: float
    low: float
    high: float
    minimum: float
    maximum: float
    whole: bool
    whole_with: str = ""
    months: tuple[float, ...] = ()

    @property
    def every_month(self) -> bool:
        return bool(self.months)

    @property
    def scale(self) -> float:
        """What changes are relative to: today's figure, or where that is 0 what is usually the most."""
        return abs(self.today) or abs(self.high)

    def change(self, value: float) -> float:
        """The relative change from today's figure to a value; infinite where there is nothing to compare with."""
        return abs(value - self.today) / self.scale if self.scale else math.inf

    @property
    def whole_steps(self) -> bool:
        """Whether its values are whole numbers; an average of whole months need not be one."""
        return self.whole and not self.months

    @property
    def span(self) -> tuple[float, float]:
        """Where a value is looked for: all that is possible, up to 1,000 times today's figure or, where
        that is more, 100 times what is usual."""
        reach = max(_TIMES_TODAY * abs(self.today), _TIMES_USUAL * max(abs(self.low), abs(self.high)))
        return max(self.minimum, -reach), min(self.maximum, reach)

    @property
    def usual(self) -> tuple[float, float]:
        """Where a mix may move it: what is usual and possible, and today's figure."""
        low, high = max(self.low, self.minimum), min(self.high, self.maximum)
        if self.whole_steps:
            low, high = math.ceil(low), math.floor(high)
        return min(low, self.today), max(high, self.today)

    def at(self, values: Array) -> Array:
        """What the model gets: (1, n), or (months, n) where it differs by month, for values (n,)."""
        if not self.months:
            return values[None, :]
        monthly = np.array(self.months)[:, None] * (values / self.today)
        return np.where(values == self.today, monthly, np.rint(monthly)) if self.whole else monthly

    def figures(self, value: float) -> tuple[float, ...]:
        """The figure that a plan has to give, or one for each month."""
        return tuple(self.at(np.array([value]))[:, 0].tolist())


def levers(plan: Plan, scenario: str = BASE) -> tuple[Lever, ...]:
    """Every estimate and every choice among the plan's numbers, as they stand in a scenario.

    Facts, months, seasons and words cannot be moved to reach a goal. The factors by month, where stress and
    events are written, are facts too. What counts things (videos, deals, sessions) is moved in whole numbers.
    """
    return tuple(
        replace(lever_of(plan, each.part, each.declared, scenario), whole=each.declared.whole or each.declared.counts)
        for each in plan.structure.inputs().values()
        if isinstance(each.declared, Assume) and each.declared.nature != "fact"
    )


def moved_together(inputs: Mapping[str, Array], columns: Sequence[Moves]) -> dict[str, Array]:
    """The inputs of one scenario (each in one column), with these levers moved in each of the new columns.

    What no column moves keeps its one column, which is the same for all.
    """
    places: dict[str, tuple[Lever, list[int], list[float]]] = {}
    for place, moves in enumerate(columns):
        for lever, value in moves:
            _same, at, values = places.setdefault(lever.key, (lever, [], []))
            at.append(place)
            values.append(value)
    arrays = dict(inputs)
    for key, (lever, at, values) in places.items():
        own = lever.at(np.array(values))
        rows = max(len(inputs[key]), len(own))
        arrays[key] = np.repeat(np.broadcast_to(inputs[key], (rows, 1)), len(columns), axis=1)
        arrays[key][:, at] = own
    return arrays


def moved_lines(program: Program, inputs: Mapping[str, Array], variants: Sequence[Moves], key: str) -> Iterator[Array]:
    """A line in every variant, in portions that bound the memory: (months or 1, columns of the portion)."""
    for first in range(0, len(variants), BLOCK):
        portion = variants[first : first + BLOCK]
        yield program.run(moved_together(inputs, portion), len(portion))[key]


def lever_of(plan: Plan, part: Part, declared: Assume, scenario: str) -> Lever:
    key = f"{part.key}.{declared.name}"
    monthly = plan.every_month(key, scenario)
    maximum = min(declared.maximum, _room(plan, key, declared, scenario))
    low, high, today = declared.minimum, maximum, monthly[0]
    differs = any(figure != today for figure in monthly)
    if differs:
        today = sum(monthly) / len(monthly)
        # The month that meets a limit first limits them all.
        low = max((declared.minimum / figure * today for figure in monthly if figure), default=today)
        high = min((maximum / figure * today for figure in monthly if figure), default=today)
    return Lever(
        key=key,
        part=part.label,
        label=declared.label,
        unit=declared.unit,
        nature=declared.nature,
        today=today,
        low=declared.low,
        high=declared.high,
        minimum=min(low, today),
        maximum=max(high, today),
        whole=declared.whole,
        whole_with=declared.whole_with,
        months=tuple(monthly) if differs else (),
    )


def _room(plan: Plan, key: str, declared: Assume, scenario: str) -> float:
    """What the other shares of one whole leave to this input."""
    if not declared.whole_with:
        return declared.maximum
    others = (other for other in members(plan.structure)[declared.whole_with] if other != key)
    taken = sum(max(plan.every_month(other, scenario)) for other in others if plan.is_on(other, scenario))
    return max(0.0, 1.0 - taken)
