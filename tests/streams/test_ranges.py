"""Usual ranges have two sides: a range that begins or ends at its figure says nothing about the other."""

from __future__ import annotations

from collections.abc import Iterator

from revenue_planner.language.component import Component
from revenue_planner.language.inputs import Assume
from revenue_planner.language.sizes import Usual
from revenue_planner.plan.reading.instances import child_families, plan_streams


def one_sided() -> Iterator[str]:
    """The estimates whose usual range begins or ends at their usual figure, at any size; 0 is "none of this"."""
    for name, stream in plan_streams().items():
        yield from _one_sided(name, stream)


def _one_sided(key: str, component: type[Component]) -> Iterator[str]:
    for name, declared in component.inputs().items():
        if isinstance(declared, Assume) and declared.nature == "estimate":
            usual = declared.by_size or (Usual(declared.low, declared.base, declared.high),)
            if any(base and base in (low, high) for low, base, high in usual):
                yield f"{key}.{name}"
    for family, member in child_families(component).items():
        yield from _one_sided(f"{key}.{family}", member)


def test_no_range_begins_or_ends_at_its_figure() -> None:
    assert list(one_sided()) == []
