"""What inputs and lines are called in a printed program."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Variable:
    """What an input or a line is called in a printed program, by its number among them."""

    letter: str
    number: int

    @property
    def row(self) -> str:
        """All months: (months, columns)."""
        return f"{self.letter}{self.number}"

    @property
    def wide(self) -> str:
        """The month before the plan, then all months: (1 + months, columns)."""
        return f"w{self.number}"

    @property
    def now(self) -> str:
        """Inside a loop over months, the month's figures: (columns,)."""
        return f"c{self.number}"

    @property
    def before(self) -> str:
        """Inside a loop, the figures of the month before."""
        return f"p{self.number}"


def variables(inputs: Iterable[str], lines: Iterable[str]) -> dict[str, Variable]:
    """A variable for each key."""
    found = {key: Variable("i", number) for number, key in enumerate(inputs)}
    return found | {key: Variable("v", number) for number, key in enumerate(lines)}


def timeline_variable(name: str) -> str:
    """What a line of the calendar is called in a printed program."""
    return f"tl_{name}"
