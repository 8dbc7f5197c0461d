"""The example plans that ship with the package."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from revenue_planner.ground.atomic import check_suffix, write_atomically
from revenue_planner.ground.errors import UsageError
from revenue_planner.plan.lookup import known

_SUFFIX = ".toml"
DEFAULT_NAME = "my_plan.toml"


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


def copy_template(template: str, path: Path, force: bool = False) -> Path:
    """Copy an example plan to a file, or into a folder under its usual name. Returns where it is.

    Raises UsageError for an example that there is not, or a name that no plan file has; OutputError where
    the file is there and `force` is not set.
    """
    known(template, template_names(), "template")
    if path.is_dir():
        path /= DEFAULT_NAME
    elif not path.suffix:
        path = path.with_suffix(_SUFFIX)
    check_suffix(path, (_SUFFIX,), "the name of a plan file")
    write_atomically(path, template_text(template).encode(), force)
    return path


@cache
def _templates() -> dict[str, Path]:
    package = Path(__file__).parents[1]
    # In the repository they stand beside the package.
    folders = (package / "templates", package.parent / "templates")
    folder = next((folder for folder in folders if folder.is_dir()), None)
    return {file.stem: file for file in folder.glob(f"*{_SUFFIX}")} if folder else {}
