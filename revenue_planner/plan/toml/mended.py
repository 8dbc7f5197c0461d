"""A text that is not TOML while it is mended: the copy in which some places are others, where things in it stand in
the text as it was written, and what is told."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from revenue_planner.ground.errors import Edit, Fix, Problem
from revenue_planner.plan.toml.places import Path, Span, Spot, find_places
from revenue_planner.plan.toml.statements import Statement
from revenue_planner.plan.toml.syntax import Cause, problem_at

#: So many faults are told.
MOST_FAULTS = 100
#: What stands for a heading that cannot be read, with the offset of its statement behind it.
UNREAD = "unread"


@dataclass
class MendedCopy:
    """The text with what was mended in it, as edits of the original; never two of the same place."""

    text: str
    edits: dict[Span, str] = field(default_factory=dict)

    def put(self, start: int, end: int, text: str) -> None:
        for span in [span for span in self.edits if start <= span[0] and span[1] <= end]:
            del self.edits[span]
        self.edits[start, end] = text

    def mended(self) -> str:
        return Fix(tuple(Edit(start, end, text) for (start, end), text in self.edits.items())).applied(self.text)

    def spots(self, mended: str) -> dict[Path, Spot]:
        """Where everything stands, in the text as it was written."""
        pieces: list[tuple[int, int, int, int]] = []
        shift = 0
        for (start, end), text in sorted(self.edits.items()):
            pieces.append((start + shift, start + shift + len(text), start, end))
            shift += len(text) - (end - start)
        starts = [piece[0] for piece in pieces]
        lines = [0, *(found.end() for found in re.finditer("\n", self.text))]

        def original(offset: int, closing: bool) -> int:
            index = bisect_right(starts, offset) - 1
            if index < 0:
                return offset
            first, last, start, end = pieces[index]
            if offset == first and closing and first != last:
                index -= 1
                return offset if index < 0 else offset - pieces[index][1] + pieces[index][3]
            if offset < last or (offset == last and closing):
                return end if closing else start
            return offset - last + end

        def moved(span: Span | None) -> Span | None:
            return None if span is None else (original(span[0], False), original(span[1], True))

        found: dict[Path, Spot] = {}
        for path, spot in find_places(mended).items():
            key, value, heading = moved(spot.key), moved(spot.value), moved(spot.heading)
            at = (key or value or heading or (0, 0))[0]
            line = bisect_right(lines, at)
            written = self.text[value[0] : value[1]] if value is not None else ""
            found[path] = Spot(line, at - lines[line - 1] + 1, written, key, value, heading)
        return found


def paths_by_offset(spots: dict[Path, Spot]) -> dict[int, Path]:
    """The deepest path whose key, value or heading starts at an offset."""
    found: dict[int, Path] = {}
    for path, spot in spots.items():
        spans = (spot.heading,) if spot.heading is not None and spot.value is None else (spot.key, spot.value)
        for span in spans:
            if span is not None and len(found.get(span[0], ())) < len(path):
                found[span[0]] = path
    return found


@dataclass(frozen=True, slots=True)
class Mark:
    """A fault, and the offset at which what it concerns stands: a key, an element or a heading."""

    at: int
    problem: Problem
    cause: Cause


class Repair:
    """A text while it is mended. `whole` says that nothing was left unread."""

    def __init__(self, text: str, source: str, statements: Sequence[Statement]) -> None:
        self.text, self.source, self.statements = text, source, statements
        self.copy = MendedCopy(text)
        self.marks: list[Mark] = []
        self.whole = True
        self._lines = [0, *(found.end() for found in re.finditer("\n", text))]

    def mark(self, concerns: int, at: int, cause: Cause, key: str = "", value: str = "") -> None:
        problem = problem_at(self.source, *self.line_and_column(at), cause, key, value)
        self.marks.append(Mark(concerns, problem, cause))

    def leave_out(self, statement: Statement, unread: bool = True) -> None:
        blank = "\n" * statement.text.count("\n")
        self.copy.put(statement.start, statement.start + len(statement.text), blank)
        self.whole = self.whole and not unread

    def placeholder(self, statement: Statement) -> None:
        self.copy.put(statement.start, statement.start + len(statement.text), f"[{UNREAD}{statement.start}]")

    def line_and_column(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._lines, offset)
        return line, offset - self._lines[line - 1] + 1

    def statement_on(self, line: int) -> Statement | None:
        starts = [each.start for each in self.statements]
        if line > len(self._lines):
            return None
        end = self._lines[line] - 1 if line < len(self._lines) else len(self.text)
        index = bisect_right(starts, end) - 1
        return self.statements[index] if index >= 0 else None
