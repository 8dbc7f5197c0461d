"""The statements of a text that may not be TOML: where each starts and ends, as far as anybody can tell."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass

_KEY = re.compile(r"(?:[A-Za-z0-9_-]+|\"[^\"\\]*\"|'[^']*')(?:[ \t]*\.[ \t]*(?:[A-Za-z0-9_-]+|\"[^\"\\]*\"|'[^']*'))*")
_HEADING = re.compile(r"[ \t]*(\[{1,3})([^\[\]#\n]*)(\]{0,3})([^#\n]*)")
_EQUALS = re.compile(r"(?:[^=\"'#\n]|\"[^\"\n]*\"|'[^'\n]*'|[\"'])*?=")
_STRING = re.compile(r'"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'')
#: What starts a new statement although a bracket was never closed.
_OPENS = re.compile(r"[ \t]*\[{1,2}[ \t]*[A-Za-z_][\w.\- ]*\]{1,2}[ \t]*\r?(?:#[^\n]*)?(?:\n|\Z)")
_ASSIGNS = re.compile(r"[ \t]*[A-Za-z_][\w.\-]*[ \t]*=")
_KEY_BEFORE = re.compile(r"\s*(?:[\w-]+|\"[^\"\n]*\"|'[^'\n]*')\s*(?:\.\s*(?:[\w-]+|\"[^\"\n]*\"|'[^'\n]*')\s*)*=\s*")


@dataclass(frozen=True, slots=True)
class Heading:
    """`[name]`: how many brackets open and close it, what follows on its line, and its length with its blanks."""

    name: str
    opened: int
    closed: int
    rest: str
    length: int

    @property
    def double(self) -> bool:
        return self.opened >= 2

    @property
    def shown(self) -> str:
        return f"[[{self.name}]]" if self.double else f"[{self.name}]"

    def mended_name(self) -> str:
        """The name, parts in quotes where they may not stand without."""
        if bare_key(self.name):
            return self.name
        return ".".join(part if bare_key(part.strip()) else quoted(part.strip()) for part in self.name.split("."))


@dataclass(frozen=True, slots=True)
class Statement:
    """A line, or the lines of one value. `equals` is the offset of its = within it, None where it has none."""

    start: int
    text: str
    equals: int | None = None
    heading: Heading | None = None

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def statements(text: str) -> Iterator[Statement]:
    """All statements in order; notes and blank lines are none."""
    at = 0
    while at < len(text):
        end = _line_end(text, at)
        line = text[at:end]
        blanks = len(line) - len(line.lstrip(" \t"))
        if not line.strip() or line.lstrip().startswith("#"):
            at = end + 1
            continue
        start = at + blanks
        if line[blanks] == "[":
            yield _heading(start, line[blanks:])
        else:
            equals = _EQUALS.match(line)
            if equals:
                end = _value_end(text, at + equals.end())
                yield Statement(start, text[start:end].rstrip("\r"), equals.end() - 1 - blanks)
            else:
                yield Statement(start, line[blanks:].rstrip("\r"))
        at = end + 1


def bare_key(key: str) -> bool:
    """Whether a key, dotted or not, can stand as it is."""
    return _KEY.fullmatch(key) is not None


def quoted(text: str) -> str:
    """The text as a TOML string."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() or c == " " else f"\\U{ord(c):08X}" for c in escaped) + '"'


def _heading(start: int, line: str) -> Statement:
    found = _HEADING.match(line)
    assert found
    name, rest = found[2].strip(), found[4].strip()
    if not found[3]:  # [audience   # a note, or [audience videos = 16
        word = re.match(r"[\w.\-]+", name)
        name, rest = (word[0], name[word.end() :].strip()) if word else ("", name)
    if name.startswith('"') or "'" in name:
        try:
            tomllib.loads(f"[{name}]")
        except ValueError:
            name = name.replace('"', "").replace("'", "")
    length = found.end(3) if found[3] else len(found[1]) + len(found[2].rstrip())
    heading = Heading(name, min(len(found[1]), 2), len(found[3]), rest, length)
    return Statement(start, line.rstrip("\r"), heading=heading)


def _value_end(text: str, at: int) -> int:
    """Where the value ends that starts at or after `at`: at its line's end, or where its brackets close."""
    end = _line_end(text, at)
    opened: list[str] = []
    while at < len(text):
        character = text[at]
        if text.startswith(('"""', "'''"), at):
            closing = text.find(text[at : at + 3], at + 3)
            if closing < 0:
                return end
            at = closing + 3
            end = _line_end(text, at)
            continue
        if character in "\"'":
            found = _STRING.match(text, at)
            at = found.end() if found else _line_end(text, at)
            continue
        if character == "#":
            at = _line_end(text, at)
            continue
        if character in "[{":
            opened.append(character)
        elif character in "]}" and opened:
            opened.pop()
        elif character == "\n":
            if not opened:
                return at
            assigns = _ASSIGNS.match(text, at + 1)
            if _OPENS.match(text, at + 1) or (assigns and (opened[-1] == "[" or not _inside(text, at))):
                return at
        at += 1
    return len(text) if not opened else _last_line(text, end)


def _inside(text: str, at: int) -> bool:
    """Whether the line that ends at `at` goes on: inline tables over several lines end theirs with a comma or brace."""
    line = text[text.rfind("\n", 0, at) + 1 : at].partition("#")[0].rstrip()
    return line.endswith((",", "{", "["))


def _last_line(text: str, end: int) -> int:
    """Brackets that never close end with the last line of the text that has something on it."""
    return max(end, len(text.rstrip()))


def _line_end(text: str, at: int) -> int:
    found = text.find("\n", at)
    return len(text) if found < 0 else found


def too_deep_at(text: str, limit: int) -> int | None:
    """The offset of the statement in which tables and lists are more than `limit` deep; None where none is."""
    above = 0
    for statement in statements(text):
        if statement.heading is not None:
            above = statement.heading.name.count(".") + 1 + (1 if statement.heading.double else 0)
            deepest = above
        else:
            key = statement.text[: statement.equals] if statement.equals is not None else ""
            deepest = above + key.count(".") + _brackets(_STRING.sub("", statement.text[len(key) :])) + 1
        if deepest > limit:
            return statement.start
    return None


def _brackets(text: str) -> int:
    """How many brackets are open at once."""
    deepest = now = 0
    for character in text:
        now += (character in "[{") - (character in "]}")
        deepest = max(deepest, now)
    return deepest


def tokens_of(raw: str) -> Iterator[tuple[int, int]]:
    """Start and end of every value that is no list or table itself, without blanks around it."""
    at, start = 0, None
    while at < len(raw):
        character = raw[at]
        if character in "[]{},\n#":
            if start is not None and raw[start:at].strip():
                yield start, start + len(raw[start:at].rstrip())
            start = None
            if character == "#":
                end = raw.find("\n", at)
                at = len(raw) if end < 0 else end
                continue
        elif start is None and not character.isspace():
            key = _KEY_BEFORE.match(raw, at)
            if key:
                at = key.end()
                continue
            start = at
        found = _STRING.match(raw, at) if character in "\"'" else None
        at = found.end() if found else at + 1
    if start is not None and raw[start:].strip():
        yield start, start + len(raw[start:].rstrip())
