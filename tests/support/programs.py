"""Programs beside the test process: which are there, and spreadsheet programs that recalculate or rewrite files.

Hand those that recalculate poisoned files (`WorkbookFile.poisoned`): what trusts cached values then shows the sentinel.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

from tests.support.workbook_file import Address, Cells

#: Scripts for engines of the node world; `npm ci` in this folder fetches them.
NODE = Path(__file__).parent.parent / "parity" / "node"
#: Programs that read and write workbooks and compute nothing.
REWRITERS = ("exceljs", "sheetjs")


def need(program: str, there: object, how: str = "") -> None:
    """Skip the test where a program is missing.

    REVENUE_PLANNER_REQUIRE_LIBREOFFICE=1 (or another program's name) says that the test must run: then it fails.
    """
    if not there:
        reason = f"{program}{f' ({how})' if how else ''} is not installed"
        if os.environ.get(f"REVENUE_PLANNER_REQUIRE_{program.upper()}") == "1":
            pytest.fail(reason)
        pytest.skip(reason)


def need_gnumeric() -> None:
    need("Gnumeric", shutil.which("ssconvert"), "its program ssconvert")


def need_node() -> None:
    need("Node", shutil.which("node") and (NODE / "node_modules").is_dir(), f"with the packages of {NODE.name}")


def gnumeric_convert(paths: Sequence[Path], out: Path) -> list[Path]:
    """Recalculate files with Gnumeric and save them into a folder that is made for them."""
    out.mkdir()
    for path in paths:
        _run("ssconvert", "--recalc", str(path), str(out / path.name))
    return [out / path.name for path in paths]


def hyperformula_values(paths: Sequence[Path], out: Path) -> list[Cells]:
    """The value of every formula cell of files, as HyperFormula recalculates them; an error is its code."""
    out.mkdir()
    made = [out / f"{path.stem}.json" for path in paths]
    _run("node", str(NODE / "recalculate.mjs"), *_pairs(paths, made))
    return [_cells(json.loads(path.read_text(encoding="utf-8"))) for path in made]


def rewritten(program: str, paths: Sequence[Path], out: Path) -> list[Path]:
    """Files as one of REWRITERS reads and writes them, in a folder that is made for them."""
    out.mkdir()
    made = [out / path.name for path in paths]
    _run("node", str(NODE / "resave.mjs"), program, *_pairs(paths, made))
    return made


def _pairs(paths: Iterable[Path], made: Iterable[Path]) -> list[str]:
    return [str(path) for pair in zip(paths, made, strict=True) for path in pair]


def _cells(found: dict[str, dict[str, object]]) -> Cells:
    cells: dict[Address, float | str | None] = {}
    for sheet, values in found.items():
        for cell, value in values.items():
            # JSON has no Python floats: 2 is 2.0, and true is 1.
            cells[sheet, cell] = float(value) if isinstance(value, (int, float)) else value  # type: ignore[assignment]
    return cells


def _run(*command: str) -> None:
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    done = subprocess.run(command, capture_output=True, text=True, timeout=600, env=environment)
    if done.returncode != 0:
        raise AssertionError(f"{command[0]} failed: {done.stdout}{done.stderr}")
