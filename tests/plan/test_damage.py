"""Whatever happens to a plan file, the reader says what is wrong or reads a sound plan: nothing else."""

from __future__ import annotations

import random
import subprocess
import sys

import pytest

from revenue_planner.ground.errors import PlanError, Problem
from revenue_planner.ground.months import Month
from revenue_planner.language.inputs import Assume, AssumeMonth, AssumeSeason, Choice
from revenue_planner.plan.reading.plan import parse_plan
from revenue_planner.plan.values import BASE, Plan, Setting
from tests.support.plans import EVERYTHING, TEMPLATES

PIECES = [
    *"[]{}=\"',.#\\\n\t -+_0919eExX:%$@\0\x07\ufeff",
    '"""', "'''", "[[", "]]", "\r", "é", "\u2028", "😀", "1e999", "-inf", "nan", "2027-13", "=A1", "true",
]  # fmt: skip
VALUES = [
    "-1", "1e400", "nan", "0xFFFFFFFF", '"+20%"', '"x0.5"', '"-200%"', '""', "[]", "{}", "[[1]]", "[1, 'x']", "false",
    "2027-02-01", "1979-05-27T07:32:00Z", "07:32:00", '{ "2027-03" = 4 }', "{ default = 1, x = 2 }", "1" * 400,
    '"reach stops in month 2"', '["reach x9 in month 1", "reach x90 in month 1"]', "60", "1", '"on"',
    "0.5", '"a\\u0000"',
]  # fmt: skip


def damaged(text: str, chance: random.Random) -> str:
    """The text after one to three accidents."""
    for _ in range(chance.randint(1, 3)):
        lines = text.split("\n")
        at, line = chance.randrange(len(text) + 1), chance.randrange(len(lines))
        match chance.randrange(8):
            case 0:
                text = text[:at] + text[at + chance.randint(1, 4) :]
            case 1:
                text = text[:at] + chance.choice(PIECES) + text[at:]
            case 2:
                text = text[:at] + text[at : at + 2][::-1] + text[at + 2 :]
            case 3:
                text = "\n".join(lines[:line] + lines[line + 1 :])
            case 4:
                text = "\n".join([*lines[:line], chance.choice(lines), *lines[line:]])
            case 5:
                text = text[:at]
            case _:
                key, equals, _ = lines[line].partition("=")
                lines[line] = f"{key}{equals} {chance.choice(VALUES)}" if equals else lines[line]
                text = "\n".join(lines)
    return text


def check_sound(plan: Plan) -> None:
    """All that later layers take for granted."""
    inputs = plan.inputs()
    assert set(plan.settings[BASE]) == set(inputs)
    assert list(plan.settings) == [scenario.name for scenario in plan.scenarios]
    assert any(part.group for part in plan.structure.parts)
    assert 1 <= plan.timeline.months <= 60
    for scenario, settings in plan.settings.items():
        for key, setting in settings.items():
            declared = inputs[key]
            assert set(setting.months) <= set(range(1, plan.timeline.months + 1))
            if setting.value is None:
                assert scenario != BASE
                assert setting.months
            elif isinstance(declared, Choice):
                assert setting.value in declared.options
            elif isinstance(declared, AssumeMonth):
                assert isinstance(setting.value, Month)
            elif isinstance(declared, AssumeSeason):
                assert isinstance(setting.value, tuple)
                assert len(setting.value) == 12
            if isinstance(declared, (Assume, AssumeSeason)):
                assert all(declared.minimum <= number <= declared.maximum for number in numbers(setting))
            assert isinstance(declared, Assume) or not setting.months
    assert all(problem.severity == "warning" and problem.place.line for problem in plan.warnings)


def numbers(setting: Setting) -> list[float]:
    values = setting.value if isinstance(setting.value, tuple) else (setting.value,)
    found = [value for value in (*values, *setting.months.values()) if value is not None]
    assert all(type(value) is float for value in found)
    return [value for value in found if isinstance(value, float)]


def read(text: str) -> bool:
    """Whether it could be read; if not, that there are problems with places and words."""
    problems: tuple[Problem, ...] = ()
    try:
        check_sound(parse_plan(text))
    except PlanError as error:
        problems = error.problems
        if not problems:
            raise
    for problem in problems:
        assert problem.rule
        assert "\n" not in str(problem)
        assert len(str(problem)) < 600
        assert problem.place.line is None or 1 <= problem.place.line <= text.count("\n") + 1
    return not problems


@pytest.mark.parametrize("seed", range(10))
def test_a_hundred_accidents(seed: int) -> None:
    chance = random.Random(seed)
    readable = sum(read(damaged(EVERYTHING, chance)) for _ in range(100))
    assert 3 < readable < 97  # both outcomes are seen


def test_accidents_in_a_template() -> None:
    chance = random.Random(27)
    for path in TEMPLATES:
        text = path.read_text(encoding="utf-8")
        for _ in range(5):
            read(damaged(text, chance))


@pytest.mark.parametrize("length", [0, 1, 5, 50, 400])
def test_noise(length: int) -> None:
    chance = random.Random(length)
    for _ in range(10):
        assert not read("".join(chance.choice(PIECES) for _ in range(length)))


@pytest.mark.parametrize(
    "text",
    [
        "a" + ".a" * 1900 + " = 1",
        "[" + "a." * 1900 + "a]",
        "x = " + "[" * 1900,
        "x = " + "{a=" * 900 + "1" + "}" * 900,
        "[plan]\nstart = 0x" + "F" * 3900,
        "[plan]\ntitle = 0x" + "F" * 3900,
        '[plan]\nstart = "2027-01"\nmonths = 0x' + "F" * 3900,
        '[plan]\nstart = "2027-01"\nstress = [0x' + "F" * 3900 + "]",
        "plan = 5",
        "plan = []",
        "scenarios = 5\naudience = 5\nbusiness = []\naffiliate = 5\ntiktok_shop = 5\nby_stream = 5",
        "[by_stream]",
    ],
)
def test_extremes(text: str) -> None:
    assert not read(text)


def test_reading_loads_nothing_heavy() -> None:
    code = (
        "import sys; from pathlib import Path; from revenue_planner.plan.reading.plan import load_plan; "
        f"load_plan(Path({str(TEMPLATES[0])!r})); "
        "print([m for m in ('pandas', 'tomlkit', 'numpy', 'openpyxl', 'xlsxwriter') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
