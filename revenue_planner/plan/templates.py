"""The example plans that ship with the package."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from revenue_planner.ground.errors import UsageError

_SUFFIX = ".toml"


def template_names() -> list[str]:
    """Names of all examples, sorted."""
    return sorted(_templates())


def template_text(name: str) -> str:
    """The plan file of an example. Raises UsageError if there is none of that name."""
    if name not in _templates():
        raise UsageError(f'there is no template "{name}"; there are {", ".join(template_names())}')
    return _templates()[name].read_text(encoding="utf-8")


def template_summary(name: str) -> str:
    """One sentence about an example: its first comment that is not the editor's schema line."""
    for line in template_text(name).splitlines():
        if line.startswith("#") and not line.startswith("#:"):
            return line.lstrip("#").strip()
    return ""


@cache
def _templates() -> dict[str, Traversable]:
    folder: Traversable = files("revenue_planner") / "templates"
    if not folder.is_dir():  # run from the repository, where they stand beside the package
        folder = Path(__file__).parents[2] / "templates"
    found = folder.iterdir() if folder.is_dir() else ()
    return {file.name.removesuffix(_SUFFIX): file for file in found if file.name.endswith(_SUFFIX)}
