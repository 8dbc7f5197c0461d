"""Names that a person gave and that must exist."""

from __future__ import annotations

from collections.abc import Iterable

from revenue_planner.errors import UsageError
from revenue_planner.plan.hints import listed, nearest


def known(name: str, names: Iterable[str], what: str) -> str:
    """The name itself. Raises UsageError with the nearest one (or all) where it is not among `names`."""
    options = list(names)
    if name in options:
        return name
    hint = nearest(name, options) or f"the {what}s are {listed(options, 'and')}"
    raise UsageError(f'there is no {what} "{name}"; {hint}')
