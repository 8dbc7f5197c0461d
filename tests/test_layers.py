"""Imports point downward only. Run alone as `make layers`."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

import revenue_planner

PACKAGE = "revenue_planner"

#: The floors of the house, from the ground up. A part may import itself and whatever stands on a floor below
#: its own; parts of one floor are siblings that never import each other.
FLOORS: tuple[tuple[str, ...], ...] = (
    ("ground",),
    ("language",),
    ("printers",),
    ("streams",),
    ("extend",),
    ("model",),
    ("plan",),
    ("engine",),
    ("analysis",),
    ("workbook", "report", "reference"),
    ("documents",),
    ("api",),
    ("cli",),
    ("__main__",),
)
LEVEL = {part: level for level, row in enumerate(FLOORS) for part in row}
#: The package's own module may only pass on what these hold.
PASSED_ON = {"api", "ground"}


def test_imports_point_downward() -> None:
    assert violations(Path(revenue_planner.__file__).parent) == []


def violations(root: Path) -> list[str]:
    """Every import of the package at `root` that points upward or sideways, with file and line.

    Imports in functions and under TYPE_CHECKING count: knowing a type is knowing the layer.
    """
    found: list[str] = []
    for path in sorted(root.rglob("*.py")):
        steps = path.relative_to(root).with_suffix("").parts
        part = "" if steps == ("__init__",) else steps[0]
        if part and part not in LEVEL:
            found.append(f"{path}: {part} stands in no layer")
            continue
        for line, target in imports(path, root):
            if not _may_import(part, target):
                found.append(f"{path}:{line}: {part or PACKAGE} may not import {target or PACKAGE}")
    return found


def _may_import(part: str, target: str) -> bool:
    if not part:
        return target in PASSED_ON
    if part == target:
        return True
    if target not in LEVEL:
        return False
    return LEVEL[target] < LEVEL[part]


def imports(path: Path, root: Path) -> Iterator[tuple[int, str]]:
    """Line and part ("equations", "cli", "" for the package itself) of each import of the package."""
    package = [PACKAGE, *path.relative_to(root).parts[:-1]]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, (ast.Import, ast.ImportFrom)):
            continue
        names = [alias.name for alias in node.names]
        if isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, *filter(None, [node.module])])
            names = [f"{module}.{name}" for name in names]
        for name in names:
            steps = name.split(".")
            if steps[0] == PACKAGE:
                yield node.lineno, steps[1] if len(steps) > 1 else ""


def modules(root: Path) -> dict[str, Path]:
    """Every module of the package at `root` by its full name."""
    found = {}
    for path in sorted(root.rglob("*.py")):
        steps = (PACKAGE, *path.relative_to(root).with_suffix("").parts)
        found[".".join(steps).removesuffix(".__init__")] = path
    return found


def imported_modules(path: Path, root: Path, known: Mapping[str, Path]) -> set[str]:
    """The modules of the package that a module imports, wherever in its text."""
    found = set()
    package = [PACKAGE, *path.relative_to(root).parts[:-1]]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, *filter(None, [node.module])])
            full = {f"{module}.{alias.name}" for alias in node.names}
            found |= full & known.keys() or {module}
    return found & known.keys()


def circles(root: Path) -> list[list[str]]:
    """Modules that import one another in a circle, also in functions and under TYPE_CHECKING."""
    known = modules(root)
    imported = {name: imported_modules(path, root, known) - {name} for name, path in known.items()}
    while True:  # what imports nothing that is left is in no circle, nor is what nothing left imports
        used = set().union(*imported.values())
        free = {name for name, others in imported.items() if not others or name not in used}
        if not free:
            return sorted([name, *sorted(others)] for name, others in imported.items())
        imported = {name: others - free for name, others in imported.items() if name not in free}
        if not imported:
            return []


def test_the_floors_are_those_of_the_documentation() -> None:
    page = (Path(__file__).parents[1] / "docs" / "architecture.md").read_text(encoding="utf-8")
    listed = page.partition("<!-- floors -->")[2].partition("<!-- /floors -->")[0].strip().splitlines()
    named = [tuple(re.findall(r"`(\w+)`", line.partition(":")[0])) for line in listed]
    assert named == list(FLOORS)


def test_no_modules_import_one_another() -> None:
    assert circles(Path(revenue_planner.__file__).parent) == []


def test_a_planted_circle_is_found(tmp_path: Path) -> None:
    planted(tmp_path, "plan/a.py", "from revenue_planner.plan.b import x")
    planted(tmp_path, "plan/b.py", "def f():\n    from revenue_planner.plan import a")
    assert [circle[0] for circle in circles(tmp_path)] == [f"{PACKAGE}.plan.a", f"{PACKAGE}.plan.b"]


def planted(root: Path, file: str, text: str) -> list[str]:
    for row in FLOORS:
        for part in row:
            (root / part).mkdir(exist_ok=True)
            (root / part / "__init__.py").touch()
    path = root / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return [found.removeprefix(str(root)) for found in violations(root)]


@pytest.mark.parametrize(
    ("file", "text", "told"),
    [
        ("language/a.py", "import revenue_planner.streams.base", "language may not import streams"),
        ("language/a.py", "from revenue_planner.streams import base", "language may not import streams"),
        ("language/a.py", "from revenue_planner import cli", "language may not import cli"),
        ("language/deep/a.py", "from ...cli import main", "language may not import cli"),
        ("language/a.py", "from .. import plan", "language may not import plan"),
        ("printers/a.py", "from revenue_planner.streams import base", "printers may not import streams"),
        ("model/a.py", "def f():\n    from revenue_planner.plan import values", "model may not import plan"),
        (
            "plan/a.py",
            "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from revenue_planner.engine import run",
            "plan may not import engine",
        ),
        ("workbook/a.py", "from revenue_planner.report.page import page", "workbook may not import report"),
        ("analysis/a.py", "from revenue_planner.workbook.write import x", "analysis may not import workbook"),
        ("engine/a.py", "from revenue_planner.analysis import x", "engine may not import analysis"),
        ("reference/a.py", "from revenue_planner import api", "reference may not import api"),
        ("reference/a.py", "from revenue_planner import workbook", "reference may not import workbook"),
        ("api/a.py", "from revenue_planner.cli import main", "api may not import cli"),
        ("ground/a.py", "from revenue_planner import plan", "ground may not import plan"),
        ("model/a.py", "import revenue_planner", "model may not import revenue_planner"),
        ("__init__.py", "from revenue_planner.model import build", "revenue_planner may not import model"),
        ("stray.py", "", "stray stands in no layer"),
    ],
)
def test_a_planted_violation_is_found(tmp_path: Path, file: str, text: str, told: str) -> None:
    line = f":{len(text.splitlines())}" if text else ""
    assert planted(tmp_path, file, text) == [f"/{file}{line}: {told}"]


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("streams/a.py", "from revenue_planner.language import line\nfrom . import base\nimport numpy"),
        ("ground/months.py", "from revenue_planner.ground.errors import Problem"),
        (
            "workbook/a.py",
            "from revenue_planner.ground.version import __version__\nfrom revenue_planner.model.build import Model",
        ),
        ("cli/a.py", "from revenue_planner.api import load\nfrom revenue_planner.engine.run import run"),
        ("documents/a.py", "from revenue_planner.workbook import write"),
        ("plan/a.py", "from ..model import build"),
        ("__init__.py", "from .api import load\nfrom revenue_planner.ground.errors import PlanError"),
    ],
)
def test_what_points_downward_passes(tmp_path: Path, file: str, text: str) -> None:
    assert planted(tmp_path, file, text) == []
