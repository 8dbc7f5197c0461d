"""The same TOML values in the many ways in which people and programs write them down."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

Table = dict[str, Any]
_BARE = re.compile(r"[A-Za-z0-9_-]+\Z")


def styled(data: Table, seed: int) -> str:
    """A text that means `data`: dotted keys, inline tables, headers in any order, notes, tabs, CRLF, a BOM."""
    return _Writer(random.Random(seed)).text(data)


class _Writer:
    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.notes = 0
        self.inlined = rng.choice((0.0, 0.1, 0.4))
        self.dotted = rng.choice((0.0, 0.3, 0.6))
        self.noted = rng.choice((0.0, 0.3, 0.6))
        self.indent = rng.choice(("", "", "  ", "\t"))
        self.equals = rng.choice((" = ", " = ", "=", "  =\t"))

    def text(self, data: Table) -> str:
        rng = self.rng
        lines = [*self._loose(), *self._section((), data, header=None)]
        text = "\n".join(lines).strip("\n") + rng.choice(("\n", "\n", "", "\n\n"))
        if rng.random() < 0.2:
            text = text.replace("\n", "\r\n")
        return ("\ufeff" if rng.random() < 0.15 else "") + text

    def _section(self, path: tuple[str, ...], table: Table, header: str | None) -> Iterator[str]:
        """A table whose keys stand on lines, and the tables below it that have headers of their own."""
        rng = self.rng
        own: list[str] = []
        below: list[tuple[str, Any]] = []
        for key, value in table.items():
            tables = isinstance(value, dict) or (isinstance(value, list) and value and isinstance(value[0], dict))
            if tables and rng.random() >= self.inlined + self.dotted / 2:
                below.append((key, value))
            else:
                own += self._pair(key, value)
        if header is not None and (own or not below or rng.random() < 0.5):
            own = [*self._loose(), header + self._note(), *own]
        elif header is None or own:
            own = ([header] if header else []) + own
        rest = [line for key, value in below for line in self._headed((*path, key), value)]
        # A table may be opened after those below it.
        yield from (
            [*rest, *own] if path and not (header or "").startswith("[[") and rng.random() < 0.2 else [*own, *rest]
        )

    def _headed(self, path: tuple[str, ...], value: Any) -> Iterator[str]:
        dotted = self.rng.choice((".", ".", " . ")).join(map(self._key, path))
        for item in value if isinstance(value, list) else [value]:
            yield from self._blank()
            yield from self._section(path, item, f"[[{dotted}]]" if isinstance(value, list) else f"[{dotted}]")

    def _pair(self, key: str, value: Any) -> Iterator[str]:
        yield from self._loose()
        if isinstance(value, dict) and value and self.rng.random() < self.dotted:
            for inner, item in value.items():
                for line in self._pair(inner, item):
                    bare = line.lstrip()
                    yield line if bare[:1] in ("#", "") or line[:1] == "|" else f"{self.indent}{self._key(key)}.{bare}"
            return
        first, *more = f"{self.indent}{self._key(key)}{self.equals}{self._value(value)}{self._note()}".split("\n")
        # Lines inside of a value are marked, so that they get no dotted key.
        yield "\n".join([first, *more])

    def _value(self, value: Any) -> str:
        rng = self.rng
        if isinstance(value, bool):
            return str(value).lower()
        if isinstance(value, int):
            return f"{value:_}" if rng.random() < 0.5 else str(value) if rng.random() < 0.7 else f"{value}.0"
        if isinstance(value, float):
            return repr(value) + ("0" if rng.random() < 0.2 and "e" not in repr(value) else "")
        if isinstance(value, date):
            return str(value)
        if isinstance(value, str):
            plain = "'" not in value and value.isprintable()
            return f"'{value}'" if plain and rng.random() < 0.3 else json.dumps(value, ensure_ascii=False)
        if isinstance(value, dict):
            pad = rng.choice((" ", " ", "", "\t"))
            inner = [f"{self._key(key)}{self.equals}{self._flat(item)}" for key, item in value.items()]
            return f"{{{pad}{rng.choice((', ', ', ', ',', ' , ')).join(inner)}{pad}}}"
        return self._list(value)

    def _flat(self, value: Any) -> str:
        """A value on one line, as inline tables must be."""
        noted, self.noted = self.noted, 0.0
        text = " ".join(line.strip() for line in self._value(value).split("\n"))
        self.noted = noted
        return text

    def _list(self, items: list[Any]) -> str:
        texts = [self._flat(item) for item in items]
        if self.rng.random() < 0.7:
            return f"[{', '.join(texts)}{self.rng.choice(('', '', ','))}]"
        comma = self.rng.choice((",", ""))
        lines = [f"    {text}," for text in texts[:-1]] + [f"    {text}{comma}" for text in texts[-1:]]
        return "\n".join(["[", *(line + self._note() for line in lines), "]"])

    def _key(self, key: str) -> str:
        if _BARE.match(key) and self.rng.random() < 0.9:
            return key
        return json.dumps(key)

    def _note(self) -> str:
        if self.rng.random() >= self.noted:
            return ""
        self.notes += 1
        return f'  # note {self.notes}, = [not] "a" value'

    def _loose(self) -> Iterator[str]:
        if self.rng.random() < self.noted / 4:
            self.notes += 1
            yield f"{self.indent}# note {self.notes} on a line"

    def _blank(self) -> Iterator[str]:
        if self.rng.random() < 0.6:
            yield ""
