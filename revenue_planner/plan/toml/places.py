"""Line and column of every key and list element of a TOML text: tomllib reads values and forgets where."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from dataclasses import dataclass

#: Keys and list positions (from 0) that lead to a value.
Path = tuple[str | int, ...]

_BLANK = re.compile(r"(?:[ \t\r\n]+|#[^\n]*)*")
_SPACE = re.compile(r"[ \t]*")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_SCALAR = re.compile(r"[^,\]}#\n]+")
_STRING = re.compile(
    r'"""(?:[^"\\]|\\[\s\S]|"{1,2}(?!"))*"{3,5}'
    r"|'''(?:[^']|'{1,2}(?!'))*'{3,5}"
    r'|"(?:[^"\\]|\\.)*"'
    r"|'[^']*'"
)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a key (or list element) stands, both counted from 1, and its value as written.

    `written` is "" for what is opened by a header: it has no text of its own.
    """

    line: int
    column: int
    written: str = ""


def find_places(text: str) -> dict[Path, Spot]:
    """The spot of every path in a text that tomllib accepts; on any other text the result means nothing."""
    return Scanner(text).scan()


class Scanner:
    """Walks over the text once. As tomllib has accepted it, nothing is checked again."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.spots: dict[Path, Spot] = {}
        self.last_element: dict[Path, int] = {}
        self.line_starts = [0, *(found.end() for found in re.finditer("\n", text))]

    def scan(self) -> dict[Path, Spot]:
        table: Path = ()
        self._skip(_BLANK)
        while self.at < len(self.text):
            if self._sees("["):
                table = self._header()
            else:
                self._pair(table)
            self._skip(_BLANK)
        return self.spots

    def _header(self) -> Path:
        """`[table]` or `[[array of tables]]`: the path that the keys below it belong to."""
        start = self.at
        is_array = self._sees("[[")
        self.at += 2 if is_array else 1
        parts = self._key()
        self._skip(_SPACE)
        self.at += 2 if is_array else 1
        path: Path = ()
        for name, offset in parts[:-1]:
            path = (*path, name)
            self._mark(path, offset)
            if path in self.last_element:
                path = (*path, self.last_element[path])
        name, offset = parts[-1]
        path = (*path, name)
        if not is_array:
            self.spots.pop(path, None)  # a header of its own goes before a mention in another
        self._mark(path, offset)
        if is_array:
            self.last_element[path] = self.last_element.get(path, -1) + 1
            path = (*path, self.last_element[path])
            self._mark(path, start)
        return path

    def _pair(self, table: Path) -> None:
        """`dotted.key = value`."""
        path = table
        parts = self._key()
        for name, offset in parts:
            path = (*path, name)
            self._mark(path, offset)
        self._skip(_SPACE)
        self.at += 1
        self._skip(_SPACE)
        self._value(path, parts[-1][1])

    def _key(self) -> list[tuple[str, int]]:
        """The parts of a dotted key, each with its offset."""
        parts: list[tuple[str, int]] = []
        while True:
            self._skip(_SPACE)
            start = self.at
            if self.text[start] in "\"'":
                self._skip(_STRING)
                name = str(tomllib.loads("key = " + self.text[start : self.at])["key"])
            else:
                self._skip(_BARE_KEY)
                name = self.text[start : self.at]
            parts.append((name, start))
            self._skip(_SPACE)
            if not self._sees("."):
                return parts
            self.at += 1

    def _value(self, path: Path, offset: int) -> None:
        """Any value; marks `path` at `offset` with what is written here."""
        start = self.at
        if self._sees("["):
            self._list(path)
        elif self._sees("{"):
            self._inline_table(path)
        elif self.text[start] in "\"'":
            self._skip(_STRING)
        else:
            self._skip(_SCALAR)
        self._mark(path, offset, self.text[start : self.at].rstrip())

    def _list(self, path: Path) -> None:
        self.at += 1
        index = 0
        while True:
            self._skip(_BLANK)
            if self._sees("]"):
                break
            self._value((*path, index), self.at)
            index += 1
            self._skip(_BLANK)
            if self._sees(","):
                self.at += 1
        self.at += 1

    def _inline_table(self, path: Path) -> None:
        self.at += 1
        while True:
            self._skip(_BLANK)
            if self._sees("}"):
                break
            self._pair(path)
            self._skip(_BLANK)
            if self._sees(","):
                self.at += 1
        self.at += 1

    def _sees(self, what: str) -> bool:
        return self.text.startswith(what, self.at)

    def _skip(self, pattern: re.Pattern[str]) -> None:
        found = pattern.match(self.text, self.at)
        if found:
            self.at = found.end()

    def _mark(self, path: Path, offset: int, written: str = "") -> None:
        """Keep the first mention of a path, and the text of its value."""
        if written or path not in self.spots:
            line = bisect_right(self.line_starts, offset)
            self.spots[path] = Spot(line, offset - self.line_starts[line - 1] + 1, written)
