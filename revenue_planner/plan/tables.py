"""The tables that a plan file may have: the streams, their families, and what add-ons bring."""

from __future__ import annotations

from revenue_planner.language.component import Component, Stream
from revenue_planner.plan.risk import RISK
from revenue_planner.streams.addons import AddOn
from revenue_planner.streams.audience import Audience
from revenue_planner.streams.business import Business
from revenue_planner.streams.registry import left_out, streams
from revenue_planner.streams.totals import StreamTotal

#: The parts that every plan has, and tables that are no parts.
ALWAYS = (Audience.name, Business.name, RISK)
OTHER_TABLES = ("plan", "scenarios")
MOST_INSTANCES = 50


def plan_streams() -> dict[str, type[Stream]]:
    """The streams that a plan may name, by the name of their table."""
    return {name: stream for name, stream in streams().items() if stream is not StreamTotal}


def missing_add_on(table: str, raw: object = None) -> AddOn | None:
    """The add-on that brings a table, or one of the tables in it, where it is installed and could not be loaded."""
    inner = [f"{table}.{key}" for key in raw] if isinstance(raw, dict) else []
    return next(filter(None, map(left_out, (table, *inner))), None)


def add_on_needed(add_on: AddOn) -> str:
    """What is wrong with a table whose add-on is missing."""
    return f"needs the add-on {add_on.package}, which could not be loaded: {add_on.problem}"


def child_families(component: type[Component]) -> dict[str, type[Component]]:
    """Families whose members a plan writes as arrays of tables (not those that sum over streams)."""
    families = {name: family.member for name, family in component.families().items()}
    return {name: member for name, member in families.items() if not issubclass(member, Stream)}


def tables_of_many() -> tuple[str, ...]:
    """Names of the tables of which a plan may have several, in double brackets: affiliate, sponsorships.signed, …"""
    known = plan_streams()
    children = (f"{name}.{family}" for name, stream in known.items() for family in child_families(stream))
    return (*(name for name, stream in known.items() if stream.many), *children)


def heading(component: type[Component], many: bool) -> str:
    """How the component's table is opened."""
    name = component.name if issubclass(component, Stream) else ""
    return f"[[{name}]]" if many else f"[{name}]"
