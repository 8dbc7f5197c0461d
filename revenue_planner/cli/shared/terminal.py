"""What reaches the terminal: data on stdout, talk on stderr, in any encoding."""

from __future__ import annotations

import codecs
import json
import os
import sys
import unicodedata
from collections.abc import Iterable, Sequence

import click

from revenue_planner.ground.errors import MOST_TOLD, Problem

_PLAIN = str.maketrans({
    "−": "-", "–": "-", "—": "-", "×": "x", "·": "-", "…": "...", "‘": "'", "’": "'", "“": '"', "”": '"',
    "→": "->", "≥": ">=", "≤": "<=", "€": "EUR", "£": "GBP", "\u00a0": " ", "\u202f": " ",
})  # fmt: skip


def _in_plain_letters(error: UnicodeError) -> tuple[str, int]:
    """Codec error handler: the nearest ASCII, else "?". "é" is "e", "−" is "-"."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    text = error.object[error.start : error.end].translate(_PLAIN)
    return "".join(_ascii(character) for character in text), error.end


def _ascii(character: str) -> str:
    if character.isascii():
        return character
    if unicodedata.category(character)[0] != "L":
        return "?"
    return unicodedata.normalize("NFKD", character).encode("ascii", "ignore").decode() or "?"


codecs.register_error("revenue_planner.plain", _in_plain_letters)


def prepare() -> None:
    """Let stdout and stderr take any character, and let a closed one swallow what it is given."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115, PTH123
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="revenue_planner.plain")


def can_show(text: str) -> bool:
    """Whether stdout's encoding has these characters."""
    try:
        text.encode(getattr(sys.stdout, "encoding", None) or "ascii")
    except UnicodeEncodeError:
        return False
    return True


def printable(text: str) -> str:
    """Without control characters, which could move the cursor or change colours."""
    return "".join(c if c == "\n" or unicodedata.category(c) != "Cc" else "?" for c in text)


def put(text: str = "") -> None:
    """A line of data, to stdout."""
    click.echo(printable(text), sys.stdout)


def say(text: str = "") -> None:
    """A line of talk, to stderr."""
    click.echo(printable(text), sys.stderr)


def put_json(data: object) -> None:
    """Data for programs, to stdout: numbers at full precision, never NaN."""
    click.echo(json.dumps(data, indent=2, allow_nan=False, ensure_ascii=not can_show("é−漢")), sys.stdout)


def say_problems(problems: Iterable[Problem], more: int = 0) -> None:
    """The first hundred problems to stderr, one a line, warnings marked as such, and how many more there are."""
    told = list(problems)
    for problem in told[:MOST_TOLD]:
        say(f"warning: {problem}" if problem.severity == "warning" else str(problem))
    more += max(len(told) - MOST_TOLD, 0)
    if more:
        say(f"and {more:,} more.")


def counted(number: int, one: str, many: str = "") -> str:
    """ "1 problem", "2 problems"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def columns(rows: Sequence[Sequence[str]]) -> str:
    """Rows as aligned text: the first column to the left, the others to the right."""
    widths = [max(len(row[index]) for row in rows) for index in range(len(rows[0]))]
    lines = []
    for row in rows:
        cells = [row[0].ljust(widths[0]), *(c.rjust(w) for c, w in zip(row[1:], widths[1:], strict=True))]
        lines.append("  " + "  ".join(cells).rstrip())
    return "\n".join(lines)
