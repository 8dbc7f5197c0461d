"""Which tests are quick: those of `make quick`, which takes under a minute on two cores."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

TESTS = Path(__file__).parents[1]

#: Folders and files, as they stand in `tests`.
QUICK = (
    "analysis/goal/test_roots.py",
    "analysis/simulation/draws",
    "analysis/test_doubts.py",
    "bad_plans",
    "cases",
    "cli/test_show.py",
    "docs/test_docs.py",
    "engine",
    "golden",
    "ground",
    "language",
    "model",
    "oracle",
    "plan",
    "reference",
    "report/test_drawing.py",
    "streams",
    "test_keys.py",
    "test_layers.py",
    "test_packaging.py",
    "test_quick.py",
)

#: What takes long within them: files damaged at random, and files of every kind.
SLOW = ("plan/test_damage.py", "plan/test_file_kinds.py", "plan/test_recovery.py")

#: Tests with any of these marks need more time, or more programs, than a quick one may.
NEVER = frozenset({"chromium", "exhaustive", "gnumeric", "libreoffice", "node"})


def in_a_quick_place(path: Path) -> bool:
    """Whether a file, or anything in a folder, may be quick."""
    relative = path.relative_to(TESTS)
    here = {relative, *relative.parents}
    if any(Path(slow) in here for slow in SLOW):
        return False
    return any(Path(quick) in here or relative in Path(quick).parents for quick in QUICK)


def is_quick(path: Path, marks: Iterable[str]) -> bool:
    """Whether a test of a file, with marks of its own, takes part."""
    return in_a_quick_place(path) and NEVER.isdisjoint(marks)
