"""Which streams there are. Built-in and foreign ones are found by the same entry points."""

from __future__ import annotations

from functools import cache
from importlib.metadata import entry_points

from revenue_planner.ground.errors import EquationError
from revenue_planner.language.component import Stream
from revenue_planner.language.verification import check_component
from revenue_planner.streams.totals import StreamTotal

ENTRY_POINTS = "revenue_planner.streams"

_registered: dict[str, type[Stream]] = {}


def register(stream: type[Stream]) -> type[Stream]:
    """Verify a stream's equations and make its table known to plans.

    Raises EquationError, naming file and line, where units do not fit or lines form a cycle.
    """
    for component in (stream, *(family.member for family in stream.families().values())):
        check_component(component)
    known = _registered.get(stream.name)
    if known is not None and known is not stream:
        raise EquationError(f'two streams are called "{stream.name}": {known.__qualname__}, {stream.__qualname__}')
    _registered[stream.name] = stream
    return stream


@cache
def _load() -> None:
    register(StreamTotal)
    for point in sorted(entry_points(group=ENTRY_POINTS), key=lambda point: point.name):
        register(point.load())


def streams() -> dict[str, type[Stream]]:
    """All streams by the name of their table, in the order of their sections."""
    _load()
    ordered = sorted(_registered.values(), key=lambda stream: (stream.position, stream.name))
    return {stream.name: stream for stream in ordered}

