"""Line and column of every key and list element of a TOML text: tomllib reads values and forgets where."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from dataclasses import dataclass

#: Keys and list positions (from 0) that lead to a value.
Path = tuple[str | int, ...]

#: Start and end in a text.
Span = tuple[int, int]

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

    `written` is "" for what is opened by a header: it has no text of its own. `key`, `value` and `heading` are
    where these start and end in the text (offsets from 0); None where there is none, as the key of a list element.
    """

    line: int
    column: int
    written: str = ""
    key: Span | None = None
    value: Span | None = None
    heading: Span | None = None


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
        for name, key in parts[:-1]:
            path = (*path, name)
            self._mark(path, key)
            if path in self.last_element:
                path = (*path, self.last_element[path])
        name, key = parts[-1]
        path = (*path, name)
        if not is_array:
            self.spots.pop(path, None)  # a header of its own goes before a mention in another
        self._mark(path, key, heading=(start, self.at))
        if is_array:
            self.last_element[path] = self.last_element.get(path, -1) + 1
            path = (*path, self.last_element[path])
            self._mark(path, (start, start), heading=(start, self.at))
        return path

    def _pair(self, table: Path) -> None:
        """`dotted.key = value`."""
        path = table
        parts = self._key()
        for name, key in parts:
            path = (*path, name)
            self._mark(path, key)
        self._skip(_SPACE)
        self.at += 1
        self._skip(_SPACE)
        self._value(path, parts[-1][1])

    def _key(self) -> list[tuple[str, Span]]:
        """The parts of a dotted key, each with where it stands."""
        parts: list[tuple[str, Span]] = []
        while True:
            self._skip(_SPACE)
            start = self.at
            if self.text[start] in "\"'":
                self._skip(_STRING)
                name = str(tomllib.loads("key = " + self.text[start : self.at])["key"])
            else:
                self._skip(_BARE_KEY)
                name = self.text[start : self.at]
            parts.append((name, (start, self.at)))
            self._skip(_SPACE)
            if not self._sees("."):
                return parts
            self.at += 1

    def _value(self, path: Path, key: Span | None = None) -> None:
        """Any value; marks `path` at its key, or at itself, with what is written here."""
        start = self.at
        if self._sees("["):
            self._list(path)
        elif self._sees("{"):
            self._inline_table(path)
        elif self.text[start] in "\"'":
            self._skip(_STRING)
        else:
            self._skip(_SCALAR)
        end = start + len(self.text[start : self.at].rstrip())
        self._mark(path, key, (start, end))

    def _list(self, path: Path) -> None:
        self.at += 1
        index = 0
        while True:
            self._skip(_BLANK)
            if self._sees("]"):
                break
            self._value((*path, index))
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

    def _mark(self, path: Path, key: Span | None, value: Span | None = None, heading: Span | None = None) -> None:
        """Keep the first mention of a path, and where its value stands."""
        if value is not None or path not in self.spots:
            offset = (key or value or (0, 0))[0]
            line = bisect_right(self.line_starts, offset)
            written = self.text[value[0] : value[1]] if value is not None else ""
            self.spots[path] = Spot(line, offset - self.line_starts[line - 1] + 1, written, key, value, heading)
