"""Small plans built by hand, for tests of the language itself."""

from __future__ import annotations

from collections.abc import Mapping

from revenue_planner.ground.months import Month, Timeline
from revenue_planner.language import Component, Stream
from revenue_planner.model.structure import Part, Structure, arrange
from revenue_planner.plan.values import BASE, Plan, Scenario, Setting, default_setting

START = Month(2027, 1)


def structure_of(*parts: Part | type[Stream], months: int = 6) -> Structure:
    """A structure with these parts; a bare class is a part with the class's name as its key."""
    named = [part if isinstance(part, Part) else Part(part.name, part, part.name) for part in parts]
    return arrange(Timeline(START, months), named)


def plan_of(
    *parts: Part | type[Stream],
    months: int = 6,
    settings: Mapping[str, Setting] | None = None,
    scenarios: Mapping[str, Mapping[str, Setting]] | None = None,
) -> Plan:
    """A plan of toy streams. `settings` change Base, `scenarios` add others with what differs."""
    structure = structure_of(*parts, months=months)
    base = {
        f"{part.key}.{name}": default_setting(declared, structure.timeline)
        for part in structure.parts
        for name, declared in part.component.inputs().items()
    }
    unknown = set(settings or {}) - set(base)
    assert not unknown, f"no such input: {unknown}"
    others = scenarios or {}
    return Plan(
        title="Toy",
        currency="USD",
        structure=structure,
        scenarios=(Scenario(BASE, "Base"), *(Scenario(name, name) for name in others)),
        settings={BASE: {**base, **(settings or {})}, **others},
    )


def by_month(*values: float) -> Setting:
    """A value for each month, counted from the first."""
    return Setting(0.0, dict(enumerate(values, start=1)))


def child(parent: str, family: str, name: str, component: type[Component]) -> Part:
    return Part(f"{parent}.{family}.{name}", component, name.title(), parent=parent, family=family)
