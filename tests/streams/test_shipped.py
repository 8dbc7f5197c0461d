"""Our own streams are verified here, and not each time that they are loaded."""

from __future__ import annotations

import pytest

from revenue_planner.language.component import Component
from revenue_planner.language.verification import check_component
from revenue_planner.streams.registry import is_shipped, streams


def shipped() -> list[type[Component]]:
    found = [stream for stream in streams().values() if is_shipped(stream)]
    return [*found, *(family.member for stream in found for family in stream.families().values())]


@pytest.mark.parametrize("component", shipped(), ids=lambda component: component.__name__)
def test_units_add_up_and_recurrences_are_written_as_such(component: type[Component]) -> None:
    check_component(component)
