"""What several modules need is written once: the forms in which it would be written again stand in one place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import revenue_planner

PACKAGE = Path(revenue_planner.__file__).parent
#: A form in which somebody would write it again, and the modules that own it.
OWNERS = {
    "the inputs of all parts": (
        r"for \w+ in [\w.]*parts:?\s+for [\w, ]+ in \w+\.component\.inputs\(\)",
        {"model/structure.py"},
    ),
    "the names of months": (r"[\"']Feb(?:ruary)?[\"']", {"ground/months.py"}),
    "arrays of numbers": (r"= NDArray\[np\.float64\]", {"engine/functions.py"}),
    "decimals without the zeros at their end": (r"rstrip\(\"0\"\)", {"ground/text.py"}),
    "one thing, several things": (r"'s' if |\"s\" if ", {"ground/text.py"}),
    "a kept model or program": (
        r"@lru_cache[^\n]*\n(?:def [^\n]*\n|    [^\n]*\n)*?    return (?:build|compile)_model\(",
        {"model/build.py", "engine/program.py"},
    ),
    "labels within a sentence": (r"label(?:\[:1\]|\[0\])\.lower\(\)", {"language/labels.py"}),
}


@pytest.mark.parametrize("what", OWNERS)
def test_it_is_written_in_one_place(what: str) -> None:
    pattern, owners = OWNERS[what]
    found = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if re.search(pattern, path.read_text(encoding="utf-8"))
    }
    assert found == owners
