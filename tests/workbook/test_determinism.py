"""The same plan and version make the same bytes: on another day, in another place, in another process."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from revenue_planner.analysis.looking_ahead import look_ahead
from revenue_planner.workbook.write import workbook_bytes
from tests.support.building import template

ROOT = Path(__file__).parents[2]
BUILD = """
import hashlib
from revenue_planner.analysis.looking_ahead import look_ahead
from revenue_planner.engine.run import run
from revenue_planner.plan.reading.plan import parse_plan
from revenue_planner.plan.templates import template_text
from revenue_planner.workbook.write import workbook_bytes

plan = parse_plan(template_text("full"), "full.toml")
result = run(plan)
for ahead in (None, look_ahead(plan, trials=200)):
    print(hashlib.sha256(workbook_bytes(plan, result.model, result.values, outlook=ahead)).hexdigest())
"""


def built_elsewhere(folder: Path, **environment: str) -> str:
    """The digests of the workbook as another process makes it, plain and with its outlook."""
    own = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    done = subprocess.run(
        [sys.executable, "-c", BUILD], cwd=folder, env=own, capture_output=True, text=True, check=True, timeout=120
    )
    return done.stdout.strip()


@pytest.fixture(scope="module")
def here() -> str:
    plain = template("full")
    plan, result = plain.plan, plain.result
    ahead = workbook_bytes(plan, result.model, result.values, outlook=look_ahead(plan, trials=200))
    return "\n".join(hashlib.sha256(data).hexdigest() for data in (plain.file.data, ahead))


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONHASHSEED": "0"},
        {"PYTHONHASHSEED": "4242", "TZ": "Pacific/Kiritimati"},
        {"PYTHONHASHSEED": "1", "TZ": "America/Los_Angeles", "LC_ALL": "C", "HOME": "/nonexistent"},
    ],
    ids=["hash seed", "hash seed and clock", "hash seed, clock, language and home"],
)
def test_another_process_makes_the_same_bytes(here: str, environment: dict[str, str], tmp_path: Path) -> None:
    assert built_elsewhere(tmp_path, **environment) == here


def test_the_command_makes_the_same_bytes(tmp_path: Path) -> None:
    """Twice, from two folders, with some seconds of a clock between: no date or path gets into the file."""
    from revenue_planner.plan.templates import template_text

    made = []
    for name, zone in (("one", "UTC"), ("two", "Asia/Tokyo")):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "my_plan.toml").write_text(template_text("starter"), encoding="utf-8")
        command = [sys.executable, "-m", "revenue_planner", "build", "my_plan.toml"]
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "TZ": zone}
        subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True, timeout=120)
        made.append((folder / "my_plan.xlsx").read_bytes())
    assert made[0] == made[1]


def test_no_time_of_writing_stands_in_the_archive() -> None:
    with zipfile.ZipFile(BytesIO(template("full").file.data)) as archive:
        assert {item.date_time for item in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert "2000-01-01T00:00:00Z" in archive.read("docProps/core.xml").decode()
