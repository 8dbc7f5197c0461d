"""The scanner finds the same keys as tomllib, and where they stand."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterator
from pathlib import Path as FilePath

import pytest

from revenue_planner.plan.toml.places import Path, find_places
from tests.support.plans import EVERYTHING, TEMPLATES

KEYS = ["a", "b", "c-1", "2027-03", '"b"', '"x y"', "'lit.eral'", '"\\u00e9\\"q"', '""', "'#no'", '"a]b=c"']
SCALARS = [
    "1", "-2.5", "1_000", "0xFF", "1e3", "true", "inf", "2027-01-01", "2027-01-01 07:32:00", "07:32:00",
    '""', "''", '"a\\"b # c"', "'c:\\d # e'", '"""x\ny"""', '"""\na = 1 \\\n  [b]\\"""" """', '"""""q"""""',
    "'''q\n''z'''", "'''a'''''", "''''b'''",
]  # fmt: skip
BLANKS = ["", " ", "\t", "\n", "\n  # note ] } \" '''\n", "  "]


def paths_of(data: object, above: Path = ()) -> Iterator[tuple[Path, object]]:
    """Every path below a value that tomllib read, with its value."""
    if isinstance(data, (dict, list)):
        for step, value in data.items() if isinstance(data, dict) else enumerate(data):
            yield (*above, step), value
            yield from paths_of(value, (*above, step))


def value(chance: random.Random, depth: int = 0) -> str:
    kind = chance.random()
    if depth < 3 and kind < 0.2:
        items = [
            chance.choice(BLANKS) + value(chance, depth + 1) + chance.choice(BLANKS) for _ in range(chance.randrange(4))
        ]
        closing = "," if items and chance.random() < 0.3 else ""
        return "[" + ",".join(items) + closing + chance.choice(BLANKS) + "]"
    if depth < 3 and kind < 0.35:
        keys = chance.sample(KEYS, chance.randrange(4))
        return "{" + ", ".join(f" {key} = {value(chance, depth + 1)}" for key in keys) + " }"
    return chance.choice(SCALARS)


def dotted(chance: random.Random) -> str:
    return chance.choice([".", " . "]).join(chance.choices(KEYS, k=chance.choice([1, 1, 1, 2, 3])))


def statement(chance: random.Random) -> str:
    kind = chance.random()
    if kind < 0.15:
        return f"[{dotted(chance)}] # heading\n"
    if kind < 0.3:
        return f"[[ {dotted(chance)} ]]\n"
    if kind < 0.4:
        return chance.choice(["\n", "# note = 1 [x]\n", "\t\n"])
    space = chance.choice(["", " ", "  "])
    return f"{space}{dotted(chance)}{space}={space}{value(chance)}{chance.choice(['', ' # note'])}\n"


def document(seed: int) -> str:
    """A random valid TOML text."""
    chance = random.Random(seed)
    text = ""
    for _ in range(chance.randrange(1, 16)):
        longer = text + statement(chance)
        try:
            tomllib.loads(longer)
        except tomllib.TOMLDecodeError:
            continue
        text = longer
    return text.replace("\n", "\r\n") if chance.random() < 0.3 else text


def check(text: str) -> None:
    places = find_places(text)
    lines = text.replace("\r\n", "\n").split("\n")
    expected = dict(paths_of(tomllib.loads(text)))
    assert set(places) == set(expected), text
    for path, spot in places.items():
        at = lines[spot.line - 1][spot.column - 1 :]
        assert at, (path, text)
        step = path[-1]
        if isinstance(step, str) and at[0] not in "\"'":
            assert at.startswith(step), (path, text)
        elif isinstance(step, str):
            written = next(end for end in range(2, len(at) + 1) if readable(at[:end]))
            assert tomllib.loads(f"{at[:written]} = 1") == {step: 1}, (path, text)
        if spot.written:
            read = tomllib.loads(f"x = {spot.written}")["x"]
            assert read == expected[path], (path, text)


def readable(key: str) -> bool:
    try:
        return bool(tomllib.loads(f"{key} = 1"))
    except tomllib.TOMLDecodeError:
        return False


@pytest.mark.parametrize("first", range(0, 600, 100))
def test_paths_are_those_of_tomllib(first: int) -> None:
    for seed in range(first, first + 100):
        check(document(seed))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_templates(path: FilePath) -> None:
    assert TEMPLATES
    check(path.read_text(encoding="utf-8"))


def test_everything() -> None:
    check(EVERYTHING)
    check(EVERYTHING.replace("\n", "\r\n"))


def test_places_are_counted_from_one() -> None:
    text = 'a = 1\n[t]\n  b.c = [1,\n    "two"]\n[[many]]\n[[many]]\n  d = { e = 5 }  # note\n'
    places = find_places(text)
    spots = {path: (spot.line, spot.column, spot.written) for path, spot in places.items()}
    assert spots == {
        ("a",): (1, 1, "1"),
        ("t",): (2, 2, ""),
        ("t", "b"): (3, 3, ""),
        ("t", "b", "c"): (3, 5, '[1,\n    "two"]'),
        ("t", "b", "c", 0): (3, 10, "1"),
        ("t", "b", "c", 1): (4, 5, '"two"'),
        ("many",): (5, 3, ""),
        ("many", 0): (5, 1, ""),
        ("many", 1): (6, 1, ""),
        ("many", 1, "d"): (7, 3, "{ e = 5 }"),
        ("many", 1, "d", "e"): (7, 9, "5"),
    }


def test_a_table_stands_at_its_own_heading() -> None:
    places = find_places("[a.b]\n[c]\n[a]\n")
    assert places[("a",)].line == 3
    assert places[("a", "b")].line == 1


def test_keys_below_an_array_of_tables_belong_to_its_last_element() -> None:
    places = find_places("[[a]]\n[a.b]\nx = 1\n[[a]]\n[[a.c]]\ny = 2\n")
    assert ("a", 0, "b", "x") in places
    assert ("a", 1, "c", 0, "y") in places
