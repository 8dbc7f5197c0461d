"""The single values within a list or inline table that may not be TOML."""

from __future__ import annotations

import re
from collections.abc import Iterator

_STRING = re.compile(r'"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'')
_KEY = re.compile(r"\s*(?:[\w-]+|\"[^\"\n]*\"|'[^'\n]*')\s*(?:\.\s*(?:[\w-]+|\"[^\"\n]*\"|'[^'\n]*')\s*)*=\s*")


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
            key = _KEY.match(raw, at)
            if key:
                at = key.end()
                continue
            start = at
        found = _STRING.match(raw, at) if character in "\"'" else None
        at = found.end() if found else at + 1
    if start is not None and raw[start:].strip():
        yield start, start + len(raw[start:].rstrip())
