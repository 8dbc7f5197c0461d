"""`make quick` runs what it says: its places exist, and what takes long is not among them."""

from __future__ import annotations

import pytest

from tests.support.quick import NEVER, QUICK, SLOW, TESTS, in_a_quick_place, is_quick


@pytest.mark.parametrize("place", [*QUICK, *SLOW])
def test_each_place_is_there(place: str) -> None:
    path = TESTS / place
    assert path.is_file() or list(path.glob("test_*.py"))


@pytest.mark.parametrize("mark", sorted(NEVER))
def test_what_needs_more_is_not_quick_wherever_it_stands(mark: str) -> None:
    for place in QUICK:
        assert is_quick(TESTS / place, ["parametrize"])
        assert not is_quick(TESTS / place, ["parametrize", mark])


def test_folders_lead_to_what_is_quick_in_them() -> None:
    quick = ("", "cli", "analysis", "analysis/simulation", "plan/test_meanings.py", "cases/test_loan.py")
    assert all(in_a_quick_place(TESTS / place) for place in quick)
    slow = ("parity", "cli/test_main.py", "analysis/test_outlook.py", "analysis/sensitivity", *SLOW)
    assert not any(in_a_quick_place(TESTS / place) for place in slow)


def test_this_is_marked(request: pytest.FixtureRequest) -> None:
    assert request.node.get_closest_marker("quick")
