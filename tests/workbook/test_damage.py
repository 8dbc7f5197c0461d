"""500 workbooks damaged at random, in the archive or inside its parts: told or harmless, never a crash."""

from __future__ import annotations

import random
import resource
import sys
import time
import zipfile
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest

from revenue_planner.engine.run import run
from revenue_planner.ground.errors import PlanError, Problem
from revenue_planner.plan.reading.plan import parse_plan
from revenue_planner.plan.values import Plan
from revenue_planner.workbook.reading.plan import read_workbook
from revenue_planner.workbook.write import workbook_bytes

PLAN = """
[plan]
start = "2027-01"
months = 3
[live_gifts]
[[affiliate]]
name = "amazon"
[scenarios.cautious]
live_gifts.sessions = [1, 2, 3]
"""
BATCHES, PER_BATCH = 10, 50
LONGEST_SECONDS, MOST_BYTES = 10.0, 10**9


@cache
def parts() -> dict[str, bytes]:
    """The members of a small workbook."""
    plan = parse_plan(PLAN)
    result = run(plan)
    with zipfile.ZipFile(BytesIO(workbook_bytes(plan, result.model, result.values))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(members: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def damaged(data: bytes, rng: random.Random) -> bytes:
    """A few accidents: bytes changed, cut out, doubled, swapped, or the end lost."""
    found = bytearray(data)
    for _ in range(rng.randint(1, 4)):
        if not found:
            break
        at, length = rng.randrange(len(found)), rng.randint(1, 200)
        kind = rng.randrange(6)
        if kind == 0:
            found[at] = rng.randrange(256)
        elif kind == 1:
            del found[at : at + length]
        elif kind == 2:
            found[at:at] = found[at : at + length]
        elif kind == 3:
            other = rng.randrange(len(found))
            found[at : at + length] = found[other : other + length]
        elif kind == 4:
            found[at:at] = rng.choice((b"<", b"&", b"9" * 400, b"-", b'"', b"<v>", b"\x00", b"1e999"))
        else:
            del found[at:]
    return bytes(found)


def an_accident(rng: random.Random) -> bytes:
    members = dict(parts())
    if rng.random() < 0.25:
        return damaged(packed(members), rng)
    for _ in range(rng.randint(1, 2)):
        name = rng.choice(sorted(members))
        if rng.random() < 0.1:
            del members[name]
        else:
            members[name] = damaged(members[name], rng)
    return packed(members)


def peak() -> int:
    """The most memory this process ever held, in bytes."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


@pytest.mark.parametrize("batch", range(BATCHES))
def test_damage_is_told_or_harmless(batch: int, tmp_path: Path) -> None:
    path, before = tmp_path / "book.xlsx", peak()
    for number in range(PER_BATCH):
        rng = random.Random(f"{batch}:{number}")
        path.write_bytes(an_accident(rng))
        start = time.monotonic()
        try:
            plan: Plan | None = read_workbook(path)
            told: tuple[Problem, ...] = ()
        except PlanError as error:
            plan, told = None, error.problems
        if plan is not None:
            run(plan)
        else:
            assert told, (batch, number)
            assert all(problem.rule for problem in told), (batch, number)
        assert time.monotonic() - start < LONGEST_SECONDS, (batch, number)
    assert peak() - before < MOST_BYTES
