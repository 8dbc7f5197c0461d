"""Two plans that do not have the same parts, as one model: a part that a plan lacks is there, but idle."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from revenue_planner.analysis.comparison.result import Side
from revenue_planner.engine.functions import Array
from revenue_planner.engine.inputs import scenario_inputs
from revenue_planner.ground.months import Timeline
from revenue_planner.language.inputs import Choice, Input
from revenue_planner.model.structure import Part, Structure, arrange
from revenue_planner.streams.totals import StreamTotal


def joined(timeline: Timeline, structures: Iterable[Structure]) -> Structure:
    """All parts of all structures, those of the first one first."""
    parts: dict[str, Part] = {}
    for structure in structures:
        for part in structure.parts:
            if part.component is not StreamTotal:
                parts.setdefault(part.key, part)
    return arrange(timeline, parts.values())


@dataclass(frozen=True)
class Union:
    """A and B as inputs of one model. `structure` has A's months, `structure_b` B's."""

    a: Side
    b: Side

    @cached_property
    def structure(self) -> Structure:
        return joined(self.a.plan.timeline, (self.a.plan.structure, self.b.plan.structure))

    @cached_property
    def structure_b(self) -> Structure:
        return Structure(self.b.plan.timeline, self.structure.parts)

    @property
    def same_start(self) -> bool:
        return self.a.plan.timeline.start == self.b.plan.timeline.start

    @cached_property
    def arrays_a(self) -> dict[str, Array]:
        """A's inputs by key, one column; idle where A lacks the part."""
        return self._filled(self._own_a, self._own_b)

    @cached_property
    def arrays_b(self) -> dict[str, Array]:
        return self._filled(self._own_b, self._own_a)

    @cached_property
    def only_in_one(self) -> dict[str, tuple[Part, ...]]:
        """Parts that one side lacks, with their children, by their key; in the order of the sections."""
        keys = [{part.key for part in side.plan.structure.parts} for side in (self.a, self.b)]
        single = [
            part
            for part in self.structure.parts
            if part.component is not StreamTotal and not (part.key in keys[0] and part.key in keys[1])
        ]
        alone = {part.key for part in single}
        return {
            part.key: (part, *(child for child in single if child.parent == part.key))
            for part in single
            if part.parent not in alone
        }

    @cached_property
    def _own_a(self) -> dict[str, Array]:
        return scenario_inputs(self.a.plan, (self.a.scenario.name,))

    @cached_property
    def _own_b(self) -> dict[str, Array]:
        return scenario_inputs(self.b.plan, (self.b.scenario.name,))

    def _filled(self, own: dict[str, Array], other: dict[str, Array]) -> dict[str, Array]:
        filled: dict[str, Array] = {}
        for key, each in self.structure.inputs().items():
            idle = each.part.component.when_absent()
            if key in own:
                filled[key] = own[key]
            elif each.declared.name in idle:
                filled[key] = np.array([[_number(each.declared, idle[each.declared.name])]])
            else:
                filled[key] = other[key]
        return filled


def _number(declared: Input, value: float | str) -> float:
    if isinstance(declared, Choice):
        return float(declared.options.index(str(value)))
    return float(value)
