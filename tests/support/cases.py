"""How a case is written: a short plan in the creator's own language, and the figures worked by hand.

A case states only what differs from `plain.toml`, a plan of round figures in which nothing else
moves. `case(...)` runs it; `line`, `figure` and `answer` read the results by their keys.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import tomlkit

from revenue_planner.engine.run import Result, run
from revenue_planner.plan.reading.plan import parse_plan
from revenue_planner.plan.values import BASE

#: Tables that a case has even where it does not name them.
ALWAYS = ("plan", "audience", "business", "risk")
#: A plan must have a way to earn: the one of a case that names none.
EARNS = "creator_rewards"

PLAIN = Path(__file__).with_name("plain.toml")


@dataclass(frozen=True)
class Case:
    """The results of a plan; `scenario` is the one that is read."""

    result: Result
    scenario: str = BASE

    def line(self, key: str) -> list[float]:
        """A line's value in each month of the plan."""
        return [float(value) for value in self.result.line(key, self.scenario)]

    def opening(self, key: str) -> float | None:
        """A line's value before month 1."""
        return self.result.opening(key, self.scenario)

    def figure(self, key: str) -> float:
        """A figure for the whole plan."""
        return self.result.figure(key, self.scenario)

    def answer(self, name: str) -> float | str | None:
        """A summary result by its short name; a month as "2027-03", None where there is none."""
        found = self.result.answers(self.scenario)[name]
        return found if found is None or isinstance(found, float) else str(found)

    def of(self, scenario: str) -> Case:
        """The same plan read in another scenario."""
        return Case(self.result, scenario)


def case(text: str) -> Case:
    """Run a plan that says `text` and is otherwise the plain plan."""
    written = tomllib.loads(text)
    plain = plain_tables()
    named = [*(name for name in ALWAYS if name not in written), *written]
    if set(named) <= {*ALWAYS, "scenarios"}:
        named.append(EARNS)
    filled = {name: _filled(written.get(name, {}), plain.get(name, {})) for name in named}
    return Case(run(parse_plan(tomlkit.dumps(filled))))


def deals(*amounts: float) -> str:
    """The text of signed deals that earn exactly these amounts, one a month from January 2027 on."""
    months = [
        f"""
        [[sponsorships.signed]]
        name = "deal_{number}"
        month = "2027-{number:02}"
        amount = {amount}
        """
        for number, amount in enumerate(amounts, 1)
    ]
    return "[sponsorships]\n" + "".join(months)


def exactly(expected: Sequence[float] | float) -> Any:
    """Equal to what was worked by hand, but for the last digits that binary arithmetic blurs."""
    return pytest.approx(expected, rel=1e-9, abs=1e-9)


@cache
def plain_tables() -> dict[str, Any]:
    """The tables of the plain plan."""
    return tomllib.loads(PLAIN.read_text(encoding="utf-8"))


def _filled(written: Any, plain: Any) -> Any:
    """What a case wrote, with the plain figures of the same table for the rest."""
    if isinstance(written, list) and all(isinstance(item, dict) for item in written):
        return [_filled(item, plain) for item in written]
    if not isinstance(written, dict) or not isinstance(plain, dict):
        return written
    rest = {name: value for name, value in plain.items() if not isinstance(value, dict)}
    return rest | {name: _filled(value, plain.get(name)) for name, value in written.items()}
