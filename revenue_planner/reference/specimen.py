"""A plan's structure with one of everything, for asking about streams without a plan at hand."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from revenue_planner.ground.months import Month, Timeline
from revenue_planner.language.component import Component, Stream
from revenue_planner.model.build import Model, build_model
from revenue_planner.model.structure import Part, arrange
from revenue_planner.plan.tables import child_families
from revenue_planner.streams.registry import is_shipped, leave_out, streams
from revenue_planner.streams.totals import StreamTotal

#: Long enough for every answer to exist.
_TIMELINE = Timeline(Month(2027, 1), 60)


@cache
def specimen() -> Model:
    """One part per registered stream and one child per family; keys are the classes' own
    ("affiliate.conversion", "sponsorships.signed.amount").

    Streams of other packages whose equations do not go together with the rest are left out from then on.
    """
    try:
        return _model_of(streams().values())
    except Exception as error:  # what foreign equations stumble over is not known
        if all(map(is_shipped, streams().values())):
            raise
        _leave_out_misfits(error)
    return _model_of(streams().values())


def _model_of(found: Iterable[type[Stream]]) -> Model:
    parts: list[Part] = []
    for stream in found:
        if stream is StreamTotal:
            continue
        parts.append(Part(stream.name, stream, stream.title, stream.group))
        for family, member in child_families(stream).items():
            parts.append(Part(f"{stream.name}.{family}", member, member.title, parent=stream.name, family=family))
    return build_model(arrange(_TIMELINE, parts))


def _leave_out_misfits(error: Exception) -> None:
    """Take in one stream after the other; what fails twice, perhaps for another's sake at first, is left out."""
    taken = [stream for stream in streams().values() if is_shipped(stream)]
    waiting = {stream: error for stream in streams().values() if not is_shipped(stream)}
    for _ in range(2):
        for stream in list(waiting):
            try:
                _model_of([*taken, stream])
            except Exception as misfit:
                waiting[stream] = misfit
            else:
                taken.append(stream)
                del waiting[stream]
    for stream, why in waiting.items():
        leave_out(stream, f"its equations do not go together with the others: {why}")


def role_headings(component: type[Component]) -> dict[str, str]:
    """The headings of the streams that a class looks at, by role."""
    return {role: use.stream.title for role, use in component.uses().items()}
