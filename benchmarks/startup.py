"""Starting the command against starting Python with the library that the command line is made of."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks.table import Row
from benchmarks.timing import medians
from revenue_planner.plan.templates import template_text

ROUNDS = 15
COMMAND = (sys.executable, "-m", "revenue_planner")


def runs(*command: str) -> Callable[[], None]:
    def start() -> None:
        subprocess.run(command, check=True, capture_output=True)

    return start


def measure() -> list[Row]:
    """`--help`, and `check` on the plan that has everything."""
    with tempfile.TemporaryDirectory() as folder:
        plan = Path(folder, "my_plan.toml")
        plan.write_text(template_text("full"), encoding="utf-8")
        taken = medians(
            {
                "help": runs(*COMMAND, "--help"),
                "check": runs(*COMMAND, "check", str(plan)),
                "click": runs(sys.executable, "-c", "import click"),
                "python": runs(sys.executable, "-c", "pass"),
            },
            ROUNDS,
        )
    return [
        Row("start: --help", taken["help"], "python -c 'import click'", taken["click"]),
        Row("start: check a plan", taken["check"], "python -c 'import click'", taken["click"]),
        Row("(python -c 'import click')", taken["click"], "python -c pass", taken["python"]),
    ]
