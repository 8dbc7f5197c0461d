"""A site directory of one's own, in which the planner looks for add-ons."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from revenue_planner.reference.specimen import specimen
from revenue_planner.streams import addons, registry


def forget() -> None:
    """Find streams anew when next asked for."""
    registry._registered.clear()
    registry._load.cache_clear()
    addons.met.clear()
    specimen.cache_clear()
    importlib.invalidate_caches()


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty directory on `sys.path`; streams are found anew before and after."""
    folder = tmp_path / "site"
    folder.mkdir()
    monkeypatch.syspath_prepend(folder)
    modules = set(sys.modules)
    forget()
    yield folder
    for name in set(sys.modules) - modules:
        if (folder / f"{name}.py").exists():
            del sys.modules[name]
    monkeypatch.undo()
    forget()
