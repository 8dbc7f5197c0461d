"""What is installed is all of it: packages are listed by hand, and a forgotten one is missed only by users."""

from __future__ import annotations

import tomllib
from pathlib import Path

import revenue_planner
from revenue_planner.cli.main import COMMANDS

ROOT = Path(__file__).parents[1]
DECLARED = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
SETUPTOOLS = DECLARED["tool"]["setuptools"]


def test_every_package_is_installed() -> None:
    source = Path(revenue_planner.__file__).parent
    found = {".".join(path.parent.relative_to(source.parent).parts) for path in source.rglob("__init__.py")}
    assert {*SETUPTOOLS["packages"]} == {*found, "revenue_planner.templates"}


def test_every_file_that_is_read_at_run_time_is_installed() -> None:
    kept = {(name, pattern) for name, patterns in SETUPTOOLS["package-data"].items() for pattern in patterns}
    source = Path(revenue_planner.__file__).parent
    others = [path for path in source.rglob("*") if path.is_file() and path.suffix not in (".py", ".pyc")]
    for path in others:
        package = ".".join(path.parent.relative_to(source.parent).parts)
        assert any(package == name and path.match(pattern) for name, pattern in kept), f"{path} is not installed"
    assert others


def test_every_command_has_its_module() -> None:
    modules = {path.stem for path in (Path(revenue_planner.__file__).parent / "cli").iterdir()}
    assert set(COMMANDS) <= modules
