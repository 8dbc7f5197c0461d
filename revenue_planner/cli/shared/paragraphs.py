"""Sentences on stdout, broken between words to fit the terminal; without the libraries that tables need."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from revenue_planner.cli.shared.terminal import printable, put, terminal_width

GAP, INDENT = 2, 2
#: Sentences beside a name have room for at least so many characters.
_LEAST_TEXT = 30


def text_width(text: str) -> int:
    """How many columns of a terminal a text takes: two for each wide (Chinese, Japanese, Korean) character."""
    if text.isascii():
        return len(text)
    kinds = ((unicodedata.east_asian_width(c), unicodedata.category(c)) for c in text)
    return sum(0 if category in ("Mn", "Me", "Cf") else 2 if width in "WF" else 1 for width, category in kinds)


def line_breaks(text: str, width: int) -> list[int]:
    """Where its second line begins, and each that follows. A word that is longer than a line stays whole: a
    terminal breaks it without losing any of it."""
    breaks, used = [], 0
    for word in re.finditer(r"\S+\s*", text):
        if used and used + text_width(word[0].rstrip()) > width:
            breaks.append(word.start())
            used = 0
        used += text_width(word[0])
    return breaks


def paragraph(text: str, indent: int = 0, width: int | None = None) -> None:
    """All lines are set in, and at most `width` characters wide: as wide as the terminal, if you do not say."""
    for line in _lines(printable(text), (width or terminal_width()) - indent):
        put(" " * indent + line)


def terms(pairs: Sequence[tuple[str, str]], indent: int = 0, names: int = 0, width: int | None = None) -> None:
    """Names, in a column at least so wide, and beside each what it is; below it where there is little room."""
    shown = [(printable(name), printable(text)) for name, text in pairs]
    names = max([names, *(text_width(name) for name, _ in shown)])
    beside, width = indent + names + GAP, width or terminal_width()
    below = beside + min(_LEAST_TEXT, max((text_width(text) for _, text in shown), default=0)) > width
    for name, text in shown:
        if below:
            paragraph(name, indent, width)
            paragraph(text, indent + INDENT, width)
            continue
        first, *others = _lines(text, width - beside)
        put(" " * indent + name + " " * (names + GAP - text_width(name)) + first)
        for line in others:
            put(" " * beside + line)


def _lines(text: str, width: int) -> list[str]:
    breaks = line_breaks(text, width)
    return [text[start:end].rstrip() for start, end in zip([0, *breaks], [*breaks, len(text)], strict=True)]
