"""What all tests share."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def _no_width_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """Processes that run tests side by side are told how wide their terminal is; users' output goes to none."""
    monkeypatch.delenv("COLUMNS", raising=False)
