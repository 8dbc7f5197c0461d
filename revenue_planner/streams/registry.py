"""Which streams there are. A stream outside this package, and ours, are found by the same entry points."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from revenue_planner.ground.errors import EquationError
from revenue_planner.language.component import Stream
from revenue_planner.language.verification import check_component
from revenue_planner.streams.addons import AddOn, Found, find, guarded, load, met
from revenue_planner.streams.totals import StreamTotal

_registered: dict[str, type[Stream]] = {}


def register(stream: type[Stream]) -> type[Stream]:
    """Verify a stream's equations and make its table known to plans.

    Raises EquationError, naming file and line, where units do not fit or lines form a cycle.
    """
    for component in (stream, *(family.member for family in stream.families().values())):
        check_component(component)
    return _make_known(stream)


def _make_known(stream: type[Stream]) -> type[Stream]:
    known = _registered.get(stream.name)
    if known is not None and known is not stream:
        raise EquationError(f'two streams are called "{stream.name}": {known.__qualname__}, {stream.__qualname__}')
    _registered[stream.name] = stream
    return stream


@cache
def _load() -> None:
    _make_known(StreamTotal)
    for found in find():
        if found.ours and found.point is not None:
            _make_known(found.point.load())  # tests verify ours, so that no command has to
        else:
            _add(found)


def _add(found: Found) -> None:
    """Take a stream of another package in, or keep why it is left out."""
    from revenue_planner.streams.admission import check_declared, stream_class

    point = found.point
    if point is None:
        met.append(AddOn(found.package, "", problem=found.problem))
        return
    table = ""

    def admit() -> type[Stream]:
        nonlocal table
        stream = stream_class(load(point))
        name = getattr(stream, "name", "")
        taken = _registered.get(name) if isinstance(name, str) else None
        if taken is None:
            table = name if isinstance(name, str) else ""
        elif taken is stream:
            return stream
        check_declared(stream, _registered.values())
        return register(stream)

    _stream, problem, printed = guarded(admit)
    met.append(AddOn(found.package, point.name, table, problem, printed))


def streams() -> dict[str, type[Stream]]:
    """All streams by the name of their table, in the order of their sections."""
    _load()
    ordered = sorted(_registered.values(), key=lambda stream: (stream.position, stream.name))
    return {stream.name: stream for stream in ordered}


def add_ons() -> tuple[AddOn, ...]:
    """The streams of other packages, those that are left out too, in the order of their packages."""
    _load()
    return tuple(met)


def is_shipped(stream: type[Stream]) -> bool:
    """Whether a stream is one of this package's own."""
    return stream.__module__.startswith("revenue_planner.")


def add_on_of(stream: type[Stream]) -> AddOn | None:
    """The add-on that a stream comes from; None for our own, and for those registered by hand."""
    found = (each for each in add_ons() if not each.problem and each.table == stream.name)
    return None if is_shipped(stream) else next(found, None)


def left_out(table: str) -> AddOn | None:
    """The add-on that a plan's table ("podcast", "podcast.ads") needs and that is left out, if that is so."""
    return next((each for each in add_ons() if each.problem and each.is_meant_by(table)), None)


def leave_out(stream: type[Stream], problem: str) -> None:
    """Take a stream of another package out again, whose equations do not go together with the others'."""
    _registered.pop(stream.name, None)
    for place, each in enumerate(met):
        if each.table == stream.name and not each.problem:
            met[place] = replace(each, problem=problem)
