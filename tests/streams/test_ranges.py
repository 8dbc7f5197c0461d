"""Usual ranges: what a range of one side says, and whose it still is."""

from __future__ import annotations

from collections.abc import Iterator

from revenue_planner.analysis.simulation.draws.ranges import begins_or_ends_at_its_figure
from revenue_planner.language.component import Component
from revenue_planner.language.inputs import Assume
from revenue_planner.plan.tables import child_families, plan_streams

#: Inputs whose range begins or ends at their figure: only one side of them is known, so that they are not drawn. Each
#: wants a range on both sides, or another nature. Empty this list, and the test is strict.
ONE_SIDED = {
    "sponsorships.views_bought",
    "sponsorships.videos_per_deal",
}


def one_sided() -> Iterator[str]:
    """The estimates, other than "none of this", whose usual range begins or ends at their usual figure."""
    for name, stream in plan_streams().items():
        yield from _one_sided(name, stream)


def _one_sided(key: str, component: type[Component]) -> Iterator[str]:
    for name, declared in component.inputs().items():
        estimate = isinstance(declared, Assume) and declared.nature == "estimate" and declared.base != 0
        if estimate and begins_or_ends_at_its_figure(declared):
            yield f"{key}.{name}"
    for family, member in child_families(component).items():
        yield from _one_sided(f"{key}.{family}", member)


def test_inputs_whose_range_begins_or_ends_at_their_figure_are_known() -> None:
    assert set(one_sided()) == ONE_SIDED
