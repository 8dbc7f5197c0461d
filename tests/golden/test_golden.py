"""The formulas of the template that has everything, as they were when someone last looked at them.

Where a change is meant, write the files anew with `python -m tests.golden.update` and read the difference.
"""

from __future__ import annotations

import re
from difflib import unified_diff
from pathlib import Path

import pytest

from tests.golden.update import SNAPSHOTS
from tests.support.building import template

HERE = Path(__file__).parent


@pytest.mark.parametrize("name", SNAPSHOTS)
def test_the_formulas_are_as_they_were(name: str) -> None:
    kept = (HERE / name).read_text(encoding="utf-8").splitlines()
    now = SNAPSHOTS[name](template("full").file).splitlines()
    difference = list(unified_diff(kept, now, "kept", "now", lineterm="", n=0))
    assert not difference, "\n".join(difference[:40]) + "\npython -m tests.golden.update, if this is meant"


def test_no_row_number_is_left_in_the_lines() -> None:
    """A row that is inserted must not change the lines of all rows below it."""
    text = (HERE / "full_lines.txt").read_text(encoding="utf-8")
    formulas = [line.split("  ", 2)[2] for line in text.splitlines() if line and not line.startswith("#")]
    assert len(formulas) > 1_000
    unquoted = [re.sub(r'"[^"]*"|\[[^\]]*\]', "", formula) for formula in formulas]
    assert [formula for formula in unquoted if re.search(r"[A-Z]+\$?\d", formula)] == []


def test_every_row_of_a_scenario_is_reached_by_its_key() -> None:
    text = (HERE / "full_lines.txt").read_text(encoding="utf-8")
    assert "[no key]" not in text
    keys = {line.split("  ", 1)[0] for line in text.splitlines() if line and not line.startswith("#")}
    built = template("full")
    assert keys >= set(built.result.model.lines) | set(built.plan.inputs())
