"""Where everything stands in a plan file, to the character: what an edit may touch and what it must not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from revenue_planner.plan.toml.places import Path, Scanner, Span

_COMMENT_LINE = re.compile(r"[ \t]*#[^\n]*(?:\n|\Z)")
_BYTE_ORDER_MARK = "\ufeff"


@dataclass(frozen=True, slots=True)
class Entry:
    """`key = value`: where its key starts, and where its value starts and ends. Offsets count from 0."""

    path: Path
    key: int
    start: int
    end: int


@dataclass(slots=True)
class Container:
    """What holds entries: the lines below a header, or an `{ inline = "table" }`.

    `start` is where the header or the brace is, `inside` where what it holds begins; `end`, of an inline
    table only, is its closing brace.
    """

    path: Path
    start: int
    inside: int
    inline: bool = False
    end: int = 0
    entries: list[Entry] = field(default_factory=list)


class TextMap:
    """The containers and values of a TOML text that tomllib accepts, by path."""

    def __init__(self, text: str) -> None:
        self.text = text
        tracer = _Tracer(text.replace(_BYTE_ORDER_MARK, " ", 1) if text.startswith(_BYTE_ORDER_MARK) else text)
        tracer.scan()
        self.containers: dict[Path, Container] = {each.path: each for each in tracer.containers}
        self.entries: dict[Path, Entry] = {entry.path: entry for entry in self._all_entries()}
        #: Start and end of every value that has a text of its own, elements of lists too.
        self.values: dict[Path, tuple[int, int]] = tracer.values

    def written(self, path: Path) -> str:
        """A value as it is written; "" for what has no text of its own."""
        start, end = self.values.get(path, (0, 0))
        return self.text[start:end]

    def elements(self, path: Path) -> list[tuple[int, int]]:
        """Where the elements of a list stand."""
        found: list[tuple[int, int]] = []
        while (*path, len(found)) in self.values:
            found.append(self.values[*path, len(found)])
        return found

    def host(self, path: Path, table: Path) -> Container | None:
        """What a key that is not there yet is written into; None where its table must be opened first.

        It is the container of the nearest table above it. Above `table` only inline tables count: what
        they hold cannot be added to from outside.
        """
        for length in range(len(path) - 1, 0, -1):
            found = self.containers.get(path[:length]) or self._dotted(path[:length])
            if found is not None and (found.inline or length >= len(table)):
                return found
        return None

    def _dotted(self, prefix: Path) -> Container | None:
        """The container in which dotted keys make a table: `cautious.audience.videos = 20` makes two."""
        for container in self.containers.values():
            if len(container.path) < len(prefix) and prefix[: len(container.path)] == container.path:
                for entry in container.entries:
                    if len(entry.path) > len(prefix) and entry.path[: len(prefix)] == prefix:
                        return container
        return None

    def section_end(self, section: Container) -> int:
        """Where a new line of a section goes: below its last one and the notes that stick to that."""
        last = section.entries[-1].end if section.entries else section.inside
        end = at = self.line_end(last)
        while (note := _COMMENT_LINE.match(self.text, at)) and note.end() > at:
            at = note.end()
        below = self.text[at : self.line_end(at)].strip()
        # Notes right above a header are that table's.
        return at if not below else end

    def line_start(self, at: int) -> int:
        return self.text.rfind("\n", 0, at) + 1

    def line_end(self, at: int) -> int:
        """Where the next line starts, or the text's end."""
        found = self.text.find("\n", at)
        return len(self.text) if found < 0 else found + 1

    def sections(self) -> list[Container]:
        """Containers that have headers, in the order of the text."""
        return [each for each in self.containers.values() if not each.inline and each.path]

    def _all_entries(self) -> Iterator[Entry]:
        for container in self.containers.values():
            yield from container.entries


class _Tracer(Scanner):
    """Notes offsets while scanning."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.containers = [Container((), 0, 0)]
        self.values: dict[Path, tuple[int, int]] = {}
        self._open = [self.containers[0]]
        self._key_at: int | None = None

    def _header(self) -> Path:
        start = self.at
        path = super()._header()
        self._open = [Container(path, start, self.at)]
        self.containers += self._open
        return path

    def _pair(self, table: Path) -> None:
        self._key_at = self.at
        super()._pair(table)

    def _value(self, path: Path, key: Span | None = None) -> None:
        key_at, self._key_at = self._key_at, None
        container, start = self._open[-1], self.at
        super()._value(path, key)
        end = start + len(self.text[start : self.at].rstrip())
        self.values[path] = (start, end)
        if key_at is not None:
            container.entries.append(Entry(path, key_at, start, end))

    def _inline_table(self, path: Path) -> None:
        container = Container(path, self.at, self.at + 1, inline=True)
        self.containers.append(container)
        self._open.append(container)
        super()._inline_table(path)
        container.end = self.at - 1
        self._open.pop()
