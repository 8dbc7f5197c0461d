"""Every file in `bad_plans/` has one fault, and says what its error must say.

`# expect: WORDS` (any number of lines) must stand in the error, `# at: LINE:COLUMN` is its place.
They are comments of the file, or, where it can have none, of a file NAME.expect beside it.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from revenue_planner.ground.errors import PlanError
from revenue_planner.plan.reading.plan import load_plan

FILES = sorted((Path(__file__).parent / "bad_plans").glob("*.toml"))


def stated(path: Path) -> tuple[list[str], str]:
    """The words and the place that a file says its error has."""
    beside = path.with_suffix(".expect")
    text = (beside if beside.exists() else path).read_text(encoding="utf-8")
    words = re.findall(r"^# expect: (.+)$", text, re.MULTILINE)
    place = re.search(r"^# at: (\d+:\d+)$", text, re.MULTILINE)
    return words, place[1] if place else ""


def test_there_are_enough() -> None:
    assert len(FILES) >= 230
    assert all(stated(path)[0] for path in FILES)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_error_says_what_is_wrong(path: Path) -> None:
    words, place = stated(path)
    with pytest.raises(PlanError) as caught:
        load_plan(path)
    problems = caught.value.problems
    assert len(problems) == 1, str(caught.value)
    told = str(problems[0])
    for expected in words:
        assert expected in told
    assert problems[0].severity == "error"
    if place:
        assert f"{problems[0].place.line}:{problems[0].place.column}" == place, told
