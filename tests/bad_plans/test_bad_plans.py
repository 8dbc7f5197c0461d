"""Every plan in this folder has one fault, and says what its error must say.

`# expect: WORDS` (any number of lines) must stand in the error, `# at: LINE:COLUMN` is its place.
They are comments of the file, or, where it can have none, of a file NAME.expect beside it.

`# meant: KEY = VALUE` says what the plan was to say there. Followed to the letter, a hint makes that of it:
every fix that the problem has gives a plan that can be read, and what the fixes make is what was meant,
one line for each where a hint offers several.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from revenue_planner.ground.errors import PlanError, Problem
from revenue_planner.plan.reading.plan import load_plan, parse_plan

FILES = sorted(Path(__file__).parent.glob("*.toml"))


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


def meant(path: Path) -> list[tuple[str, object]]:
    """The key and the value of each line that says what was meant."""
    if path.with_suffix(".expect").exists():
        return []
    lines = re.findall(r"^# meant: (\S+) = (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return [(key, tomllib.loads(f"x = {value}")["x"]) for key, value in lines]


def found_in(data: object, key: str) -> object:
    """What a plan says at a dotted key; instances go by their names, other elements by their number from 0."""
    for step in key.split("."):
        if isinstance(data, list):
            named = [each for each in data if isinstance(each, dict) and each.get("name") == step]
            data = named[0] if named else data[int(step)] if step.isdigit() else None
        else:
            data = data.get(step) if isinstance(data, dict) else None
    return data


def problems_of(path: Path) -> tuple[Problem, ...]:
    with pytest.raises(PlanError) as caught:
        load_plan(path)
    return caught.value.problems


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_followed_to_the_letter_a_hint_makes_the_plan_that_was_meant(path: Path) -> None:
    wanted = meant(path)
    (problem,) = problems_of(path)
    assert len(problem.fixes) == len(wanted), f"{problem.hint}: the file is to say what was meant"
    made = []
    for fix in problem.fixes:
        mended = fix.applied(path.read_text(encoding="utf-8"))
        parse_plan(mended)
        made.append(found_in(tomllib.loads(mended), wanted[0][0]))
    assert sorted(map(repr, made)) == sorted(repr(value) for _, value in wanted)


def test_many_hints_can_be_followed_by_a_program() -> None:
    assert sum(bool(meant(path)) for path in FILES) >= 85


#: A hint that names a literal to write: all of them are made from fixes.
_LITERAL = re.compile(r"(?:write|type|did you mean|swap them:?) (?:[\"{\d-]|[a-z_.]+ = )")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_hint_says_what_to_write_without_a_fix(path: Path) -> None:
    (problem,) = problems_of(path)
    assert problem.fixes or not _LITERAL.match(problem.hint), problem.hint


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_problem_has_the_line_of_what_it_is_about(path: Path) -> None:
    """Wherever the file has the key of a problem, or a table above it, there its line and column are told."""
    (problem,) = problems_of(path)
    text = path.read_bytes().decode("utf-8", "replace")
    lines = text.split("\n")
    if problem.place.line is None:
        # Of a whole file that is something else, or of what a plan does not have anywhere.
        steps = [step for step in re.split(r"[.\[\]]+", problem.key) if step]
        assert not any(re.search(rf"^\s*\[+{re.escape(step)}\b", text, re.MULTILINE) for step in steps), problem
        assert path.stem.startswith("file_") or path.stem in ("no_income", "plan_missing"), problem
        return
    assert problem.place.column is not None
    assert 1 <= problem.place.column <= len(lines[problem.place.line - 1]) + 1
    name = re.split(r"[.\[]", problem.key.removesuffix("]"))[-1]
    written = [number for number, line in enumerate(lines, 1) if re.search(rf"(?<!\w){re.escape(name)}\s*=", line)]
    if name and problem.value and written:
        assert problem.place.line in written, problem
