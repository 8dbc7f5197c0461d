"""Workbooks mutated at random, given to every command that reads one: told in words, soon, and never a crash."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import pytest

from tests.mutation.running import Told, tried
from tests.mutation.workbooks import mutated
from tests.workbook.test_damage import PLAN

#: Every command that reads a workbook, and how often it is run.
COMMANDS: dict[tuple[str, ...], int] = {
    ("verify", "book.xlsx"): 30,
    ("show", "book.xlsx"): 10,
    ("show", "book.xlsx", "--json"): 5,
    ("pull", "book.xlsx", "sound.toml", "--dry-run"): 15,
    ("compare", "book.xlsx"): 5,
    ("compare", "sound.toml", "book.xlsx", "--json"): 10,
    ("simulate", "book.xlsx", "--trials", "20", "--csv"): 5,
    ("sensitivity", "book.xlsx"): 3,
    ("explain", "live_gifts.sessions", "--plan", "book.xlsx"): 3,
    ("goal", "book.xlsx", "--no-mix"): 3,
    ("build", "book.xlsx", "-o", "made.xlsx", "--no-risk", "--force"): 5,
    ("report", "book.xlsx", "-o", "made.html", "--trials", "100", "--force"): 1,
}
#: Commands that a readable workbook may be refused by: it is damaged elsewhere, or has nothing to compare.
MAY_REFUSE = ("verify", "compare", "goal", "pull")
PER_CHUNK, CHUNKS = 30, 50


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sound.toml").write_text(PLAN, encoding="utf-8")
    return tmp_path


def judge(folder: Path, seed: str) -> Told:
    """Check one mutated workbook and run another command on it. Returns what check told."""
    rng = random.Random(seed)
    (folder / "book.xlsx").write_bytes(mutated(rng))
    checked = tried(["check", "book.xlsx"], seed)
    (chosen,) = rng.choices(list(COMMANDS), list(COMMANDS.values()))
    told = tried(chosen, seed)
    if checked.code == 0 and chosen[0] not in MAY_REFUSE:
        assert told.code == 0, f"{seed}: check accepts, {' '.join(chosen)} does not: {told.err}"
    return checked


def many(folder: Path, chunk: int, number: int) -> None:
    codes = Counter(judge(folder, f"{chunk}:{at}").code for at in range(number))
    assert codes[0] > number / 10, "too few readable ones to find what lies deeper"
    assert codes[1] > number / 10


def test_mutated_workbooks(folder: Path) -> None:
    many(folder, -1, 20)


@pytest.mark.exhaustive
@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_many_mutated_workbooks(chunk: int, folder: Path) -> None:
    many(folder, chunk, PER_CHUNK)
