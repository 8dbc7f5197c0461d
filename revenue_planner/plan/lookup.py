"""Names that a person gave and that must exist."""

from __future__ import annotations

from collections.abc import Iterable

from revenue_planner.ground.errors import UsageError
from revenue_planner.ground.text import listed
from revenue_planner.plan.reading.hints import nearest
from revenue_planner.plan.values import Plan, Scenario


def known(name: str, names: Iterable[str], what: str) -> str:
    """The name itself. Raises UsageError with the nearest one (or all) where it is not among `names`."""
    options = list(names)
    if name in options:
        return name
    hint = nearest(name, options) or f"the {what}s are {listed(options, 'and')}"
    raise UsageError(f'there is no {what} "{name}"; {hint}')


def scenario_named(plan: Plan, name: str) -> Scenario:
    """A plan's scenario by its name. Raises UsageError with the nearest."""
    known(name, [each.name for each in plan.scenarios], "scenario")
    return next(each for each in plan.scenarios if each.name == name)
