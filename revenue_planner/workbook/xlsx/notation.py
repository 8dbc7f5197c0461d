"""How .xlsx files write cells, areas, truth and text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from revenue_planner.ground.a1 import letter

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384

_POSITION = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def is_yes(text: str | None) -> bool:
    """How XML says yes."""
    return text in ("1", "true", "on")


def unescaped(text: str) -> str:
    """Characters that XML cannot hold are written like `_x000D_`."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


@lru_cache(maxsize=4096)
def column_number(letters: str) -> int:
    """0 for A, 25 for Z, 26 for AA."""
    number = 0
    for character in letters:
        number = number * 26 + ord(character) - 64
    return number - 1


def cell_position(text: str) -> tuple[int, int]:
    """Row from 1 and column from 0 of "C5" or "$C$5". Raises ValueError for what is not on a sheet."""
    found = _POSITION.fullmatch(text)
    if not found:
        raise ValueError(text)
    row, column = int(found[2]), column_number(found[1])
    if not 1 <= row <= LAST_ROW or column >= LAST_COLUMN:
        raise ValueError(text)
    return row, column


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells, rows from 1, columns from 0, ends included."""

    top: int
    left: int
    bottom: int
    right: int

    def holds(self, row: int, column: int) -> bool:
        return self.top <= row <= self.bottom and self.left <= column <= self.right

    def positions(self) -> Iterator[tuple[int, int]]:
        for row in range(self.top, self.bottom + 1):
            for column in range(self.left, self.right + 1):
                yield row, column

    def __str__(self) -> str:
        start, end = f"{letter(self.left)}{self.top}", f"{letter(self.right)}{self.bottom}"
        return start if start == end else f"{start}:{end}"


def parse_area(text: str) -> Area:
    """Read "C5", "C5:F9", "C:F" or "5:9", with or without $. Raises ValueError for anything else."""
    start, _, end = text.replace("$", "").partition(":")
    if end and start.isalpha():
        return Area(1, column_number(start), LAST_ROW, column_number(end))
    if end and start.isdigit():
        return Area(int(start), 0, int(end), LAST_COLUMN - 1)
    top, left = cell_position(start)
    bottom, right = cell_position(end or start)
    return Area(top, left, bottom, right)
