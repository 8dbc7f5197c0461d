"""Reading a workbook back as a plan, against building it."""

from __future__ import annotations

import tempfile
from pathlib import Path

from benchmarks.build import ours
from benchmarks.plans import full
from benchmarks.table import Row
from benchmarks.timing import medians
from revenue_planner.workbook.reading.plan import read_workbook

ROUNDS = 7


def measure() -> list[Row]:
    """The template that has everything: 36 months, four scenarios."""
    plan = full()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "full.xlsx"
        path.write_bytes(ours(plan))
        taken = medians({"read": lambda: read_workbook(path), "build": lambda: ours(plan)}, ROUNDS)
    return [Row("read the workbook back as a plan", taken["read"], "building it", taken["build"], aim=1 / 3)]
