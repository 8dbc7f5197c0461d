"""Plan files mutated at random, given to every command that reads one: told in words, soon, and never a crash."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import pytest

from tests.mutation.plans import mutated
from tests.mutation.running import Told, tried

#: Every command that reads a plan file, and how often it is run; the plan's name stands for PLAN.
COMMANDS: dict[tuple[str, ...], int] = {
    ("show", "PLAN"): 20,
    ("show", "PLAN", "--json"): 15,
    ("show", "PLAN", "--csv"): 5,
    ("check", "PLAN", "--json"): 20,
    ("compare", "PLAN"): 10,
    ("compare", "PLAN", "sound.toml", "--json"): 5,
    ("simulate", "PLAN", "--trials", "20"): 10,
    ("sensitivity", "PLAN"): 5,
    ("goal", "PLAN", "--no-mix"): 5,
    ("explain", "audience.videos", "--plan", "PLAN"): 10,
    ("pull", "sound.xlsx", "PLAN", "--dry-run"): 10,
    ("build", "PLAN", "-o", "made.xlsx", "--no-risk", "--force"): 4,
    ("build", "PLAN", "-o", "made.xlsx", "--trials", "100", "--force"): 1,
    ("report", "PLAN", "-o", "made.html", "--trials", "100", "--force"): 1,
}
#: Commands that a sound plan may be refused by: it has nothing to compare, another currency, no goal, other parts.
MAY_REFUSE = ("compare", "goal", "pull")
SOUND = '[plan]\nstart = "2027-01"\nmonths = 3\n[live_gifts]\n[scenarios.cautious]\nlive_gifts.sessions = 2\n'
PER_CHUNK, CHUNKS = 100, 50


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sound.toml").write_text(SOUND, encoding="utf-8")
    assert tried(["build", "sound.toml", "--no-risk"], "sound").code == 0
    return tmp_path


def judge(folder: Path, seed: str) -> Told:
    """Check one mutated plan and run another command on it. Returns what check told."""
    rng = random.Random(seed)
    (folder / "plan.toml").write_bytes(mutated(rng))
    checked = tried(["check", "plan.toml"], seed)
    (chosen,) = rng.choices(list(COMMANDS), list(COMMANDS.values()))
    told = tried(["plan.toml" if word == "PLAN" else word for word in chosen], seed)
    if checked.code == 0 and chosen[0] not in MAY_REFUSE:
        assert told.code == 0, f"{seed}: check accepts, {' '.join(chosen)} does not: {told.err}"
    return checked


def many(folder: Path, chunk: int, number: int) -> None:
    codes = Counter(judge(folder, f"{chunk}:{at}").code for at in range(number))
    assert codes[0] > number / 10, "too few sound ones to find what lies deeper"
    assert codes[1] > number / 10


def test_mutated_plans(folder: Path) -> None:
    many(folder, -1, 60)


@pytest.mark.exhaustive
@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_many_mutated_plans(chunk: int, folder: Path) -> None:
    many(folder, chunk, PER_CHUNK)
