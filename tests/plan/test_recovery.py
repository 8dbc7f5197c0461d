"""All mistakes in the writing of a plan are told at once, each in its place, and nothing else because of them."""

from __future__ import annotations

import random
import time
import tomllib

import pytest

from revenue_planner.ground.errors import PlanError, Problem
from revenue_planner.plan.reading.plan import parse_plan
from tests.support.plans import EVERYTHING, HEAD, REWARDS, errors_of

VALUES = [
    "£600", "25 pounds", "0,20", "abc def", "", "=A1*2", "“x”", "1.2.3", '"abc', "[1, 2", "{ a = 1", "'x", "20k",
    "12 %", "-20%", "2027-13-01", "0x", "tru", "12,", "\\x", "5 # five # it is", '"a\\d"', "[1, 2k, £3]",
    '{ "2027-03" = 4k }',
]  # fmt: skip


def mistakes(line: str) -> list[str]:
    """What people make of a line of a plan so that it is TOML no more."""
    if line.lstrip().startswith("["):
        changed = [
            line.rstrip("]"),
            line.replace("]", " x]", 1),
            f"{line}]",
            f"{line} a = 1",
            line.replace("[", "[ $", 1),
        ]
    elif "=" in line and not line.startswith("#"):
        key, _, value = line.partition("=")
        changed = [f"{key}= {each}" for each in VALUES]
        changed += [f"{key.strip()}{between}{value.strip()}" for between in (": ", " ", " := ")]
        changed += [
            f"{key.strip()} x ={value}",
            f"é{line}",
            f"{line} b = 2",
            f"\u00a0{line}",
            f"{line.replace('=', '=​')}",
        ]
    else:
        changed = []
    return changed


def is_toml(text: str) -> bool:
    try:
        tomllib.loads(text)
    except ValueError:
        return False
    return True


LINES = EVERYTHING.split("\n")
#: Every mistake of every line: the line's number, and what it becomes.
MISTAKES = [
    (number, changed)
    for number, line in enumerate(LINES, 1)
    for changed in mistakes(line)
    if not is_toml("\n".join([*LINES[: number - 1], changed, *LINES[number:]]))
]


def problems_with(changes: dict[int, str]) -> tuple[Problem, ...]:
    """The problems of the plan with some of its lines changed."""
    text = "\n".join(changes.get(number, line) for number, line in enumerate(LINES, 1))
    return errors_of(text)


def check_alone(number: int, changed: str) -> None:
    problems = problems_with({number: changed})
    assert [problem.place.line for problem in problems] == sorted([number] * len(problems)), (changed, problems)
    # A list or table may have several mistakes; anything else has one.
    assert len(problems) == 1 or "2k" in changed or "4k" in changed, (changed, problems)
    for problem in problems:
        assert problem.place.column is not None
        assert 1 <= problem.place.column <= len(changed) + 1, (changed, problem)


@pytest.mark.parametrize("seed", range(4))
def test_one_mistake_is_one_problem_in_its_line(seed: int) -> None:
    """No line below complains of what could not be read above."""
    for number, changed in random.Random(seed).sample(MISTAKES, 50):
        check_alone(number, changed)


@pytest.mark.exhaustive
def test_every_mistake_of_every_line_is_one_problem() -> None:
    assert len(MISTAKES) > 1_200
    for number, changed in MISTAKES:
        check_alone(number, changed)


def check_together(chance: random.Random) -> None:
    chosen: dict[int, str] = {}
    for number, changed in chance.sample(MISTAKES, 12):
        # A heading and its keys, and brackets that swallow the lines below, are one place.
        if not LINES[number - 1].startswith("[") and not changed.rstrip().endswith(("[1, 2", "{ a = 1")):
            chosen[number] = changed
    told = {problem.place.line for problem in problems_with(chosen)}
    assert told == set(chosen), (chosen, problems_with(chosen))


@pytest.mark.parametrize("seed", range(15))
def test_many_mistakes_are_all_told(seed: int) -> None:
    check_together(random.Random(seed))


@pytest.mark.exhaustive
def test_many_mistakes_are_all_told_many_times() -> None:
    for seed in range(1_000, 1_800):
        check_together(random.Random(seed))


def test_five_kinds_of_mistakes_in_one_run() -> None:
    told = errors_of(
        '[plan]\nstart = "2027-01"\nmonths = 12\n'
        '[audience]\nvideos = "20"\n'
        "[sponsorships]\nfee_floor = £600\n"
        '[[own_products]]\nname = "pack"\nprice = 25 pounds\n'
        "[business]\ntax_rate = 0,20\n"
        '[scenarios.quit my job]\naudience.videos = "+10%"\n'
    )
    assert [(problem.place.line, problem.key) for problem in told] == [
        (5, "audience.videos"),
        (7, "sponsorships.fee_floor"),
        (10, "own_products.pack.price"),
        (12, "business.tax_rate"),
        (13, 'scenarios."quit my job"'),
    ]
    assert [problem.hint for problem in told] == [
        "write 20",
        'write 600, and currency = "GBP" under [plan]',
        'write 25, and currency = "GBP" under [plan]',
        "write 0.2",
        'for example "quit_my_job"',
    ]


def test_what_is_wrong_besides_is_told_too() -> None:
    told = errors_of(f"{HEAD}{REWARDS}[audience]\nvideos = 16 a week\nage = 500\nvidoes = 3\n[audiense]\nage = 5\n")
    assert [problem.place.line for problem in told] == [6, 7, 8, 9]


@pytest.mark.parametrize(
    ("text", "rule", "hint"),
    [
        ("videos = [16, 20k, £3]", "a number stands alone", "write 20000"),
        ('videos = { default = 16, "2027-03" = 4k }', "a number stands alone", "write 4000"),
        ("videos = [\n  16,  # first\n  20 %,\n]", "must be a number", ""),
    ],
)
def test_elements_have_places_of_their_own(text: str, rule: str, hint: str) -> None:
    first = errors_of(f"{HEAD}{REWARDS}[audience]\n{text}\n")[0]
    assert rule in first.rule
    assert first.hint == hint or not hint
    assert first.key.startswith("audience.videos[") or first.key == "audience.videos.2027-03"


class TestGivenTwice:
    def test_a_key(self) -> None:
        (told,) = errors_of(f"{HEAD}{REWARDS}[audience]\nage = 25\nvideos = 4\nage = 30\n")
        assert (told.place.line, told.key, told.rule) == (8, "age", "is given twice")

    def test_a_heading_goes_on_as_the_first(self) -> None:
        told = errors_of(f"{HEAD}{REWARDS}[audience]\nage = 25\n[business]\n[audience]\nvideos = 4x\nvidoes = 3\n")
        assert [(each.place.line, each.key) for each in told] == [
            (8, "[audience]"),
            (9, "audience.videos"),
            (10, "audience.vidoes"),
        ]
        assert "one heading" in told[0].hint

    @pytest.mark.parametrize(
        ("first", "second", "edits"),
        [("[affiliate]", "[affiliate]", 2), ("[[affiliate]]", "[affiliate]", 1), ("[affiliate]", "[[affiliate]]", 1)],
    )
    def test_a_table_of_many_is_told_its_double_brackets(self, first: str, second: str, edits: int) -> None:
        text = f'{HEAD}{first}\nname = "amazon"\n{second}\nname = "other"\n'
        (told,) = errors_of(text)
        assert told.place.line == 6
        assert told.hint.startswith("write [[affiliate]]")
        assert len(told.fixes[0].edits) == edits
        plan = parse_plan(told.fixes[0].applied(text))
        assert {"affiliate.amazon", "affiliate.other"} <= {part.key for part in plan.structure.parts}

    def test_children_too(self) -> None:
        text = f'{HEAD}[sponsorships]\n[sponsorships.signed]\nname = "a"\n[sponsorships.signed]\nname = "b"\n'
        (told,) = errors_of(text)
        assert told.hint == "write [[sponsorships.signed]] each time"


def test_what_cannot_be_read_is_never_a_plan() -> None:
    """Whatever the copy was mended with, no text that is not TOML becomes a plan."""
    chance = random.Random(12)
    for _ in range(150):
        number, changed = chance.choice(MISTAKES)
        text = "\n".join([*LINES[: number - 1], changed, *LINES[number:]])
        with pytest.raises(PlanError):
            parse_plan(text)


def test_windows_line_ends_and_a_mark_change_no_place() -> None:
    text = EVERYTHING.replace("videos = [16, 16, 20]", "videos = 12 %").replace("conversion = 0.02", "conversion = £2")
    plain = [(each.place.line, each.place.column, each.rule) for each in errors_of(text)]
    windows = [
        (each.place.line, each.place.column, each.rule) for each in errors_of("\ufeff" + text.replace("\n", "\r\n"))
    ]
    assert plain == windows
    assert len(plain) == 2


@pytest.mark.parametrize(
    "line", ["x = 5 pounds", "[a b]", "no sense at all", "[audience]", "age = 1", "x = [1, 2", "é = 1", "x = “"]
)
def test_many_mistakes_answer_soon(line: str) -> None:
    """A file full of mistakes tells the first hundred."""
    started = time.perf_counter()
    told = errors_of(HEAD + "\n".join([line] * 20_000))
    assert time.perf_counter() - started < 10
    assert 1 <= len(told) <= 130
