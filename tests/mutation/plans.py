"""Plan files as accidents leave them: bytes, words, lines, and whole tables in the wrong place."""

from __future__ import annotations

import copy
import random
import re
import tomllib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import tomlkit

from tests.plan.test_damage import PIECES, VALUES, damaged
from tests.support.plans import EVERYTHING, TEMPLATES

BAD_PLANS = sorted((Path(__file__).parents[1] / "bad_plans").glob("*.toml"))
_WORD = re.compile(r"[A-Za-z0-9_.+%\-]+|\"[^\"\n]*\"|[^\sA-Za-z0-9]")
_NUMBERS = (
    "0", "-1", "1", "1.5", "1e-300", "1e12", "1e13", "999999999", "0.1", "1_000", "-0.0", "61", "13",
    "4503599627370497",
)  # fmt: skip
_LEAVES: tuple[object, ...] = (
    0, -1, 1, 0.5, 1e12, -1e12, 1e-12, 61, True, False, "", "on", "off", "+20%", "x0", "x1e9", "2027-03", "2199-12",
    "0001-01", [], {}, [1], [1, 2, 3], [0] * 60, [0] * 61, {"default": 1}, {"2027-03": 1}, {"low": 1, "high": 2},
    "take_home >= 1 by month 1", "reach stops in month 1", ["reach stops in month 1"], "a" * 300, "\u202e", "=1+1",
    float("nan"), float("inf"), 2**63 - 1,
)  # fmt: skip


@cache
def sources() -> list[bytes]:
    """All templates, a plan of everything, and all plans that have one fault already."""
    return [EVERYTHING.encode(), *(path.read_bytes() for path in (*TEMPLATES, *BAD_PLANS))]


def mutated(rng: random.Random) -> bytes:
    """A plan file after one to three accidents of one kind."""
    # Half of them were sound before: deep faults are found only where nothing shallow hides them.
    good = sources()[: 1 + len(TEMPLATES)]
    data = rng.choice(good if rng.random() < 0.6 else sources())
    return rng.choice(_KINDS)(data, rng)


def _bytes(data: bytes, rng: random.Random) -> bytes:
    found = bytearray(data)
    for _ in range(rng.randint(1, 3)):
        at = rng.randrange(len(found) + 1)
        match rng.randrange(6):
            case 0:
                found[at:at] = bytes([rng.randrange(256)])
            case 1:
                del found[at : at + rng.randint(1, 30)]
            case 2:
                found[at : at + 1] = bytes([rng.randrange(256)])
            case 3:
                found[at:at] = rng.choice((b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\r", b"\xc3\x28", b"\x1b[2J"))
            case 4:
                return bytes(found).decode("utf-8", "replace").encode(rng.choice(("utf-16", "utf-16-le", "utf-32")))
            case _:
                return bytes(found).decode("utf-8", "replace").encode("cp1252", "replace")
    return bytes(found)


def _characters(data: bytes, rng: random.Random) -> bytes:
    return damaged(data.decode("utf-8", "replace"), rng).encode("utf-8", "replace")


def _words(data: bytes, rng: random.Random) -> bytes:
    """A word changed for another of the file, a number for a strange one, or a word doubled or lost."""
    text = data.decode("utf-8", "replace")
    for _ in range(rng.randint(1, 3)):
        words = list(_WORD.finditer(text))
        if not words:
            break
        word, other = rng.choice(words), rng.choice(words)[0]
        new = rng.choice((other, rng.choice(_NUMBERS), rng.choice(VALUES), rng.choice(PIECES), word[0] * 2, ""))
        text = text[: word.start()] + new + text[word.end() :]
    return text.encode("utf-8", "replace")


def _lines(data: bytes, rng: random.Random) -> bytes:
    """Lines of another plan among those of this one, in another order, or doubled."""
    lines = data.split(b"\n")
    for _ in range(rng.randint(1, 3)):
        at = rng.randrange(len(lines) + 1)
        match rng.randrange(4):
            case 0:
                other = rng.choice(sources()).split(b"\n")
                start = rng.randrange(len(other))
                lines[at:at] = other[start : start + rng.randint(1, 8)]
            case 1:
                rng.shuffle(lines)
            case 2:
                lines[at:at] = lines[max(0, at - rng.randint(1, 20)) : at]
            case _:
                del lines[at : at + rng.randint(1, 10)]
    return b"\n".join(lines)


def _tables(data: bytes, rng: random.Random) -> bytes:
    """A sound TOML file whose tables are not: keys renamed, moved, left out, of other kinds."""
    try:
        tree = tomllib.loads(data.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError):
        return _characters(data, rng)
    for _ in range(rng.randint(1, 3)):
        _accident(tree, rng)
    try:
        return tomlkit.dumps(tree).encode("utf-8", "replace")
    except Exception:  # what tomlkit cannot write is no TOML file either
        return _characters(data, rng)


def _accident(tree: dict[str, Any], rng: random.Random) -> None:
    places = list(_places(tree))
    if not places:
        return
    holder, key = rng.choice(places)
    other, other_key = rng.choice(places)
    match rng.randrange(7):
        case 0:
            del holder[key]
        case 1:
            holder[key] = copy.deepcopy(rng.choice(_LEAVES))
        case 2:
            holder[key] = copy.deepcopy(other[other_key])
        case 3 if isinstance(holder, dict):
            holder[str(other_key)] = holder.pop(key)
        case 4 if isinstance(holder, dict):
            holder[f"{key}{rng.choice(('s', '_', ' ', '.', 'é', '', '1'))}"] = copy.deepcopy(holder[key])
        case 5:
            holder[key] = [copy.deepcopy(holder[key])] * rng.choice((1, 2, 61))
        case _:
            number = holder[key]
            if isinstance(number, (int, float)) and not isinstance(number, bool):
                holder[key] = number * rng.choice((-1, 0, 1000, 1e6, 1e-6))


def _places(tree: Any) -> list[tuple[Any, Any]]:
    """Every key of every table, and every place of every list, in the order of the file."""
    found: list[tuple[Any, Any]] = []
    items = list(tree.items()) if isinstance(tree, dict) else list(enumerate(tree)) if isinstance(tree, list) else []
    for key, value in items:
        found.append((tree, key))
        found += _places(value)
    return found


_KINDS: tuple[Callable[[bytes, random.Random], bytes], ...] = (_bytes, _characters, _words, _lines, _tables, _tables)
