"""A plan's structure with one of everything, for asking about streams without a plan at hand."""

from __future__ import annotations

from functools import cache

from revenue_planner.ground.months import Month, Timeline
from revenue_planner.language.component import Component, Stream
from revenue_planner.model.build import Model, build_model
from revenue_planner.model.structure import Part, arrange
from revenue_planner.streams.registry import streams
from revenue_planner.streams.totals import StreamTotal

#: Long enough for every answer to exist.
_TIMELINE = Timeline(Month(2027, 1), 60)


@cache
def specimen() -> Model:
    """One part per registered stream and one child per family; keys are the classes' own
    ("affiliate.conversion", "sponsorships.signed.amount")."""
    parts: list[Part] = []
    for name, stream in streams().items():
        if stream is StreamTotal:
            continue
        parts.append(Part(name, stream, stream.title, stream.group))
        for family, member in children_of(stream).items():
            parts.append(Part(f"{name}.{family}", member, member.title, parent=name, family=family))
    return build_model(arrange(_TIMELINE, parts))


def children_of(stream: type[Component]) -> dict[str, type[Component]]:
    """Families whose members a plan lists by name; not those that the model fills with streams."""
    return {name: family.member for name, family in stream.families().items() if not issubclass(family.member, Stream)}


def role_headings(component: type[Component]) -> dict[str, str]:
    """The headings of the streams that a class looks at, by role."""
    return {role: use.stream.title for role, use in component.uses().items()}
