"""What all tests share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.quick import TESTS, in_a_quick_place, is_quick


@pytest.fixture(autouse=True)
def _no_width_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """Processes that run tests side by side are told how wide their terminal is; users' output goes to none."""
    monkeypatch.delenv("COLUMNS", raising=False)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """`-m quick` does not even import what has no quick test: importing all tests takes as long as many of them."""
    only_quick = config.getoption("markexpr") == "quick" and collection_path.is_relative_to(TESTS)
    return True if only_quick and not in_a_quick_place(collection_path) else None


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks what is quick, before pytest chooses by marks."""
    for item in items:
        if is_quick(item.path, (mark.name for mark in item.iter_markers())):
            item.add_marker(pytest.mark.quick)
