"""Which parts a plan has: what the model is built from, without any value."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from revenue_planner.ground.months import Timeline
from revenue_planner.language.component import Component, Stream
from revenue_planner.streams.totals import StreamTotal


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


@dataclass(frozen=True, slots=True)
class Structure:
    """The months and the parts of a model, in the order of their sections."""

    timeline: Timeline
    parts: tuple[Part, ...]

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


def arrange(timeline: Timeline, parts: Iterable[Part]) -> Structure:
    """Put parts into the order of their sections and add a total for each income stream."""
    named = list(parts)
    streams = [part for part in named if not part.parent]
    labels: dict[str, str] = {}
    for part in sorted(streams, key=_position):
        if part.group and issubclass(part.component, Stream):
            labels.setdefault(part.group, part.component.group_label)
    streams += [Part(f"by_stream.{group}", StreamTotal, label, group) for group, label in labels.items()]
    ordered: list[Part] = []
    for part in sorted(streams, key=_position):
        ordered.append(part)
        ordered += [child for child in named if child.parent == part.key]
    return Structure(timeline, tuple(ordered))


def _position(part: Part) -> int:
    return part.component.position if issubclass(part.component, Stream) else 0
