"""Mistakes in the writing of a plan file: what keeps it from being TOML."""

from __future__ import annotations

from dataclasses import dataclass, field

from revenue_planner.ground.errors import Problem
from revenue_planner.plan.reading.hints import Hint
from revenue_planner.plan.toml.places import Path, Spot


@dataclass(frozen=True, slots=True)
class Fault:
    """One mistake. `path` is the key it concerns, () where none could be made out.

    `open` faults are values that cannot stand as they are, such as 25 pounds: what should stand there is best
    known to the reader of that key; `hint` is for where it has nothing to say. `below` is what of the value is
    meant: ".default" for a key in its table. `of_key` faults are of the key or the heading itself.
    """

    problem: Problem
    path: Path = ()
    hint: Hint = ""
    open: bool = False
    below: str = ""
    of_key: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What could be read of a text: values by key, where they stand, and what was wrong with the writing.

    Values at the paths of faults stand in for what was written and are never used: a text with faults makes no
    plan. `whole` says that nothing was left unread.
    """

    data: dict[str, object]
    spots: dict[Path, Spot]
    faults: tuple[Fault, ...] = field(default=())
    whole: bool = True
