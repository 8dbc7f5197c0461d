"""The text of a plan file that is edited: what it says where, and changes that leave every other character alone."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from revenue_planner.plan.reading.instances import read_tables
from revenue_planner.plan.toml.file import parse_toml
from revenue_planner.plan.toml.places import Path
from revenue_planner.plan.toml.problems import Findings
from revenue_planner.plan.toml.text_map import Container, Entry, TextMap
from revenue_planner.plan.values import BASE


@dataclass(frozen=True)
class PlanText:
    """The values of a text, and where each input has or would have its key.

    `source` is what problems call the text. Its properties raise PlanError where it is not TOML.
    """

    text: str
    source: str

    @cached_property
    def data(self) -> dict[str, object]:
        return parse_toml(self.text, self.source)

    @cached_property
    def _parts(self) -> dict[str, Path]:
        return {table.part.key: table.path for table in read_tables(self.data, Findings(self.source, {}))}

    def table(self, scenario: str, key: str) -> Path:
        """The table that is opened for an input if nothing above it is there."""
        return self._parts[key.rpartition(".")[0]] if scenario == BASE else ("scenarios", scenario)

    def path(self, scenario: str, key: str) -> Path:
        """Where an input of a scenario stands, or would stand."""
        table = self.table(scenario, key)
        return (*table, key.rpartition(".")[2]) if scenario == BASE else (*table, *key.split("."))

    def raw(self, path: Path) -> object:
        """What the text has there; None where it has nothing."""
        found: object = self.data
        for step in path:
            if isinstance(found, dict):
                found = found.get(str(step))
            elif isinstance(found, list):
                found = found[int(step)]
        return found


_BARE_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*\Z")
_REST_OF_LINE = re.compile(r"([ \t]*,)?[ \t]*(?:#[^\n]*?)?(?=\r?\n)")
_BLANK = " \t"

#: Start, end and what to put there instead.
_Splice = tuple[int, int, str]
#: A key to be added: its dotted rest below the container, its value, and the entry it goes before.
_Addition = tuple[str, str, Path | None]


def as_text(value: str) -> str:
    """A text as TOML writes it, in double quotes."""
    return json.dumps(value, ensure_ascii=False)


class TextEdits:
    """Gathers changes to one TOML text; `apply` makes them all at once. Paths must be changed once at most."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.map = TextMap(text)
        self._splices: list[_Splice] = []
        self._removed: set[Path] = set()
        self._added: dict[Path, list[_Addition]] = {}
        self._new_tables: dict[Path, list[tuple[str, str]]] = {}

    def replace(self, path: Path, value: str) -> None:
        """Write another value (or element of a list) that has a text of its own."""
        start, end = self.map.values[path]
        if self.text[start:end] != value:
            self._splices.append((start, end, value))

    def rename(self, path: Path, key: str) -> None:
        """Write another key, in quotes, in place of the last one of a path."""
        entry = self.map.entries[path]
        before = self.text[entry.key : entry.start]
        for old in (f'"{path[-1]}"', f"'{path[-1]}'", str(path[-1])):
            at = before.rfind(old)
            if at >= 0:
                self._splices.append((entry.key + at, entry.key + at + len(old), as_text(key)))
                return

    def remove(self, path: Path) -> None:
        """Remove a key, or a table with all that is in it, with its lines and the notes on them."""
        depth = len(path)
        for container in self.map.containers.values():
            within = container.path[:depth] == path
            if within and not container.inline:
                self._remove_line(container.start, container.inside)
            for entry in container.entries:
                if entry.path[:depth] != path or (within and container.inline):
                    continue
                if container.inline:
                    self._removed.add(entry.path)
                else:
                    self._remove_line(entry.key, entry.end)

    def add(self, path: Path, value: str, table: Path, before: Path | None = None) -> None:
        """Write a key that is not there, at the end of its table, which is opened if need be.

        `table` is the table to be opened. In an inline table the key goes `before` another.
        """
        host = self.map.host(path, table)
        if host is None:
            self._new_tables.setdefault(table, []).append((_dotted(path[len(table) :]), value))
        else:
            self._added.setdefault(host.path, []).append((_dotted(path[len(host.path) :]), value, before))

    def set_elements(self, path: Path, elements: Sequence[str]) -> None:
        """Write the elements of a list: changed ones in their places, more of them behind the last."""
        there = self.map.elements(path)
        for index, element in enumerate(elements[: len(there)]):
            self.replace((*path, index), element)
        if len(elements) > len(there):
            self._extend(there[-1], elements[len(there) :])

    def drop_elements(self, path: Path, dropped: set[int]) -> None:
        """Remove elements of a list, by position; a list that they empty goes as a whole."""
        there = self.map.elements(path)
        if len(dropped) == len(there):
            self.remove(path)
            return
        last_kept = max(set(range(len(there))) - dropped)
        for index in sorted(dropped):
            start, end = there[index]
            line = self.map.line_start(start)
            rest = _REST_OF_LINE.match(self.text, end)
            if rest and not self.text[line:start].strip(_BLANK):
                self._splices.append((line, self.map.line_end(rest.end()), ""))
            elif index < last_kept:
                self._splices.append((start, there[index + 1][0], ""))
            else:
                self._splices.append((there[index - 1][1], end, ""))

    def apply(self) -> str:
        """The text with all changes."""
        for path, additions in self._added.items():
            container = self.map.containers[path]
            if not container.inline:
                lines = [f"{key} = {value}" for key, value, _before in additions]
                self._insert_lines(self.map.section_end(container), lines, self._indent(container))
        self._write_inline_tables()
        for table, keys in self._new_tables.items():
            header = f"[{_dotted(table)}]"
            self._insert_table(self._place_of(table), [header, *(f"{key} = {value}" for key, value in keys)])
        return self._rendered(0, len(self.text))

    def _rendered(self, start: int, end: int) -> str:
        """A stretch of the text with the changes that lie in it."""
        pieces: list[str] = []
        at = start
        inside = (splice for splice in self._splices if start <= splice[0] and splice[1] <= end)
        # Sorting is stable, so that insertions at one place keep their order.
        for first, last, text in sorted(inside, key=lambda splice: splice[:2]):
            pieces += [self.text[at:first], text]
            at = last
        return "".join([*pieces, self.text[at:end]])

    def _remove_line(self, start: int, end: int) -> None:
        first, last = self.map.line_start(start), self.map.line_end(end)
        if last == len(self.text) and not self.text.endswith("\n") and first > 0:
            first -= len(self._newline(first))
        self._splices.append((first, last, ""))

    def _write_inline_tables(self) -> None:
        """Inner tables first, since their texts become part of the outer ones'."""
        inline = [each for each in self.map.containers.values() if each.inline]
        for container in sorted(inline, key=lambda each: -each.start):
            if container.path in self._added or any(entry.path in self._removed for entry in container.entries):
                text, start, end = self._inline_text(container), container.inside, container.end
                self._splices = [each for each in self._splices if not start <= each[0] <= each[1] <= end]
                self._splices.append((start, end, text))

    def _inline_text(self, container: Container) -> str:
        """What stands between the braces. Neighbours that stay keep what is between them."""
        additions = self._added.get(container.path, [])
        pieces: list[tuple[str, Entry | None]] = []
        for entry in container.entries:
            pieces += [(f"{key} = {value}", None) for key, value, before in additions if before == entry.path]
            if entry.path not in self._removed:
                pieces.append((self._rendered(entry.key, entry.end), entry))
        known = {entry.path for entry in container.entries}
        pieces += [(f"{key} = {value}", None) for key, value, before in additions if before not in known]
        if not pieces:
            return ""
        start = end = " "
        if container.entries:
            start = self.text[container.inside : container.entries[0].key]
            end = self.text[container.entries[-1].end : container.end]
        neighbours = set(pairwise(container.entries))
        text = start + pieces[0][0]
        for (_, left), (piece, right) in pairwise(pieces):
            between = ", "
            if left is not None and right is not None and (left, right) in neighbours:
                between = self.text[left.end : right.key]
            text += between + piece
        return text + end

    def _extend(self, last: tuple[int, int], elements: Sequence[str]) -> None:
        """More elements behind the last: on lines of their own if that one has its own."""
        start, end = last
        line = self.map.line_start(start)
        indent = self.text[line:start]
        rest = _REST_OF_LINE.match(self.text, end)
        if rest is None or indent.strip(_BLANK):
            self._splices.append((end, end, "".join(f", {element}" for element in elements)))
            return
        newline = self._newline(self.map.line_end(end))
        if rest[1] is None:
            self._splices.append((end, end, ","))
        lines = [f"{newline}{indent}{element}" for element in elements]
        text = ",".join(lines) + ("," if rest[1] else "")
        self._splices.append((rest.end(), rest.end(), text))

    def _insert_lines(self, at: int, lines: Sequence[str], indent: str = "") -> None:
        newline = self._newline(at)
        if at == 0 or self.text[at - 1] == "\n":
            text = "".join(f"{indent}{line}{newline}" for line in lines)
        else:
            text = "".join(f"{newline}{indent}{line}" for line in lines)
        self._splices.append((at, at, text))

    def _insert_table(self, at: int, lines: Sequence[str]) -> None:
        """A table between two others, or at the end, with a blank line on either side."""
        above = [] if self.text[:at].endswith(("\n\n", "\n\r\n")) else [""]
        below = [""] if self.text[at : self.map.line_end(at)].strip() else []
        self._insert_lines(at, [*above, *lines, *below])

    def _place_of(self, table: Path) -> int:
        """Scenarios go below the last one; other tables above the first one, or to the end."""
        sections = self.map.sections()
        scenarios = [index for index, each in enumerate(sections) if each.path[0] == "scenarios"]
        if scenarios and table[0] == "scenarios":
            return self.map.section_end(sections[scenarios[-1]])
        if scenarios and scenarios[0] > 0:
            return self.map.section_end(sections[scenarios[0] - 1])
        return len(self.text)

    def _newline(self, at: int) -> str:
        """How the line before a place ends; else, how the first line does."""
        found = self.text.rfind("\n", 0, at)
        found = found if found >= 0 else self.text.find("\n")
        return "\r\n" if found > 0 and self.text[found - 1] == "\r" else "\n"

    def _indent(self, container: Container) -> str:
        at = container.entries[-1].key if container.entries else container.start
        before = self.text[self.map.line_start(at) : at]
        return before if not before.strip(_BLANK) else ""


def _dotted(path: Path) -> str:
    return ".".join(step if _BARE_KEY.match(step) else as_text(step) for step in map(str, path))
