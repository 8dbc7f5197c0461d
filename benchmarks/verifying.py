"""Verifying a workbook that nobody touched, against building it without looking ahead, in time of the processor."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from benchmarks.plans import full
from benchmarks.table import Row
from benchmarks.timing import medians
from revenue_planner.analysis.looking_ahead import look_ahead
from revenue_planner.documents.verify import verify_workbook
from revenue_planner.engine.run import run
from revenue_planner.plan.reading.plan import parse_plan
from revenue_planner.plan.templates import template_text
from revenue_planner.workbook.write import workbook_bytes

ROUNDS = 7
#: Few runs: what the workbook shows of them is as much as of many, and they are not drawn again.
TRIALS = 500


def built(text: str) -> bytes:
    """What `build --no-risk` does with a plan file."""
    plan = parse_plan(text)
    result = run(plan)
    return workbook_bytes(plan, result.model, result.values)


def measure() -> list[Row]:
    """The template that has everything: 36 months, four scenarios."""
    text, plan = template_text("full"), full()
    result = run(plan)
    ahead = look_ahead(plan, trials=TRIALS, mixes=False)
    with tempfile.TemporaryDirectory() as folder:
        plain, drawn = Path(folder) / "plain.xlsx", Path(folder) / "drawn.xlsx"
        plain.write_bytes(workbook_bytes(plan, result.model, result.values))
        drawn.write_bytes(workbook_bytes(plan, result.model, result.values, "", ahead))
        for path in (plain, drawn):
            assert verify_workbook(path) == []
        taken = medians(
            {
                "build": lambda: built(text),
                "plain": lambda: verify_workbook(plain),
                "drawn": lambda: verify_workbook(drawn),
            },
            ROUNDS,
            clock=time.process_time,
        )
    against = "building it without the tab Risk"
    return [
        Row("verify an untouched workbook without Risk", taken["plain"], against, taken["build"], aim=1.3),
        Row("verify an untouched workbook with Risk", taken["drawn"], against, taken["build"], aim=1.3),
    ]
