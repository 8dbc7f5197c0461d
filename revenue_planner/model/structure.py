"""Which parts a plan has: what the model is built from, without any value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from revenue_planner.ground.months import Timeline
from revenue_planner.language.component import Component, Stream
from revenue_planner.language.inputs import Input
from revenue_planner.language.labels import lowered
from revenue_planner.streams.totals import StreamTotal, total_part


@dataclass(frozen=True, slots=True)
class Part:
    """One instance of a component: its key, its class, its heading, the income stream it counts
    towards ("" for the audience, the business and children), and whose child it is (if any)."""

    key: str
    component: type[Component]
    label: str
    group: str = ""
    parent: str = ""
    family: str = ""

    def label_of(self, label: str) -> str:
        """What a line or input of it is called where nothing else says whose it is: "Amazon: clicks"."""
        return f"{self.label}: {lowered(label)}"


@dataclass(frozen=True, slots=True)
class ModelInput:
    """An input of one part: its key ("affiliate.amazon.conversion"), whose it is, and how it is declared."""

    key: str
    part: Part
    declared: Input

    @property
    def full_label(self) -> str:
        """What people call it in a list of inputs: "Amazon: Buyers per click"."""
        return f"{self.part.label}: {self.declared.label}"

    @property
    def may_differ(self) -> bool:
        """Whether a plan may give it by month."""
        return self.declared.name in self.part.component.by_month()


@dataclass(frozen=True, slots=True)
class Structure:
    """The months and the parts of a model, in the order of their sections."""

    timeline: Timeline
    parts: tuple[Part, ...]

    def inputs(self) -> Mapping[str, ModelInput]:
        """Every input by key, in the order of the sections."""
        return _inputs(self)

    def declared(self) -> Mapping[str, Input]:
        """As `inputs`: how each is declared."""
        return _declared(self)

    def by_month(self) -> frozenset[str]:
        """The keys of the inputs that a plan may give by month."""
        return _by_month(self)

    @property
    def groups(self) -> dict[str, str]:
        """Income streams by name, with their headings, in order."""
        return {part.group: part.label for part in self.parts if part.component is StreamTotal}

    @property
    def colours(self) -> dict[str, str]:
        """The colour of each income stream, "#RRGGBB", by its name."""
        found: dict[str, str] = {}
        for part in self.parts:
            if part.group and issubclass(part.component, Stream) and part.component is not StreamTotal:
                found.setdefault(part.group, part.component.colour)
        return found


def inputs_of(parts: Iterable[Part]) -> dict[str, ModelInput]:
    """The inputs of some parts by key, in their order."""
    return {
        f"{part.key}.{name}": ModelInput(f"{part.key}.{name}", part, declared)
        for part in parts
        for name, declared in part.component.inputs().items()
    }


# Structures repeat, as when one plan is computed with many figures.
@lru_cache(maxsize=16)
def _inputs(structure: Structure) -> Mapping[str, ModelInput]:
    return MappingProxyType(inputs_of(structure.parts))


@lru_cache(maxsize=16)
def _declared(structure: Structure) -> Mapping[str, Input]:
    return MappingProxyType({key: each.declared for key, each in _inputs(structure).items()})


@lru_cache(maxsize=16)
def _by_month(structure: Structure) -> frozenset[str]:
    return frozenset(key for key, each in _inputs(structure).items() if each.may_differ)


def arrange(timeline: Timeline, parts: Iterable[Part]) -> Structure:
    """Put parts into the order of their sections and add a total for each income stream."""
    named = list(parts)
    streams = [part for part in named if not part.parent]
    labels: dict[str, str] = {}
    for part in sorted(streams, key=_position):
        if part.group and issubclass(part.component, Stream):
            labels.setdefault(part.group, part.component.group_label)
    streams += [Part(total_part(group), StreamTotal, label, group) for group, label in labels.items()]
    ordered: list[Part] = []
    for part in sorted(streams, key=_position):
        ordered.append(part)
        ordered += [child for child in named if child.parent == part.key]
    return Structure(timeline, tuple(ordered))


def _position(part: Part) -> int:
    return part.component.position if issubclass(part.component, Stream) else 0
