"""Errors a user can act on: each says where, what the rule is, and how to mend it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

#: Problems that are told; of more than these only their number.
MOST_TOLD = 100


@dataclass(frozen=True, slots=True)
class Place:
    """A position in something the user wrote: a line of a plan file, or a cell of a workbook."""

    source: str
    line: int | None = None
    column: int | None = None
    cell: str | None = None

    def __str__(self) -> str:
        if self.cell is not None:
            return f"{self.source} {self.cell}"
        if self.line is None:
            return self.source
        return f"{self.source}:{self.line}:{self.column or 1}"


@dataclass(frozen=True, slots=True)
class Edit:
    """`text` in place of what stands from `start` to `end` of what the user wrote (offsets from 0)."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Fix:
    """Edits that mend one problem, together."""

    edits: tuple[Edit, ...]

    def applied(self, text: str) -> str:
        """`text`, the whole of what the user wrote, with these edits made; a byte order mark counts for nothing."""
        if text.startswith("\ufeff"):
            return "\ufeff" + self.applied(text[1:])
        for edit in sorted(self.edits, key=lambda edit: edit.start, reverse=True):
            text = text[: edit.start] + edit.text + text[edit.end :]
        return text


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with an input: `plan.toml:14:7 affiliate.amazon.conversion = 2.0: rule (hint)`.

    `severity` is "error" (blocks) or "warning" (is told and never blocks). `fixes` are what the hint offers,
    for programs: each mends the problem on its own; none where the hint can only be followed by a person.
    """

    rule: str
    place: Place
    key: str = ""
    value: str = ""
    hint: str = ""
    severity: str = "error"
    fixes: tuple[Fix, ...] = ()

    def __str__(self) -> str:
        subject = f"{self.key} = {self.value}" if self.key and self.value else self.key or self.value
        text = f"{self.place} {subject}: {self.rule}" if subject else f"{self.place}: {self.rule}"
        return f"{text} ({self.hint})" if self.hint else text


class PlannerError(Exception):
    """Base of every error this package raises on purpose. `exit_code` is what the command line returns."""

    exit_code = 1


class PlanError(PlannerError):
    """The plan or workbook has problems: the first hundred are in `problems`, in the order they were found.

    `more` is how many there are beside them.
    """

    def __init__(self, problems: Sequence[Problem], more: int = 0) -> None:
        self.problems = tuple(problems[:MOST_TOLD])
        self.more = more + len(problems) - len(self.problems)
        told = [str(problem) for problem in self.problems]
        super().__init__("\n".join([*told, *([f"and {self.more:,} more"] if self.more else [])]))

    def __reduce__(self) -> tuple[type[PlanError], tuple[tuple[Problem, ...], int]]:
        return PlanError, (self.problems, self.more)


class UsageError(PlannerError):
    """The command was asked for something that does not exist (a key, a scenario, a template)."""

    exit_code = 2


class OutputError(PlannerError):
    """The output exists already, is open elsewhere, or cannot be written."""

    exit_code = 3


class EquationError(PlannerError):
    """An equation is wrong in itself (units, cycle, unknown node); the message names its file and line."""
