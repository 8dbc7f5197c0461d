"""`python -m tests.golden.update` writes the snapshots anew."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.golden.snapshot import scenario_lines, tab_patterns
from tests.support.building import template
from tests.support.workbook_file import WorkbookFile

SNAPSHOTS: dict[str, Callable[[WorkbookFile], str]] = {
    "full_lines.txt": scenario_lines,
    "full_tabs.txt": tab_patterns,
}


def main() -> None:
    """Write both files beside this one."""
    for name, taken in SNAPSHOTS.items():
        Path(__file__).with_name(name).write_text(taken(template("full").file), encoding="utf-8")


if __name__ == "__main__":
    main()
