"""What reaches the terminal: data on stdout, talk on stderr, in any encoding."""

from __future__ import annotations

import codecs
import json
import os
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

import click

from revenue_planner.ground.errors import MOST_TOLD, Problem

_PLAIN = str.maketrans({
    "−": "-", "–": "-", "—": "-", "×": "x", "·": "-", "…": "...", "‘": "'", "’": "'", "“": '"', "”": '"',
    "→": "->", "≥": ">=", "≤": "<=", "±": "+-", "€": "EUR", "£": "GBP", "\u00a0": " ", "\u202f": " ",
    "ß": "ss", "Æ": "AE", "æ": "ae", "Œ": "OE", "œ": "oe", "Ø": "O", "ø": "o", "Ł": "L", "ł": "l", "Đ": "D", "đ": "d",
})  # fmt: skip
#: Characters that had no likeness in an encoding: the encodings' names.
_lacking: set[str] = set()


def _in_plain_letters(error: UnicodeError) -> tuple[str, int]:
    """Codec error handler: the nearest ASCII, "é" is "e" and "−" is "-"; what has none is its code, as a plan file
    may have it: "\\u6f22"."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    text = error.object[error.start : error.end].translate(_PLAIN)
    shown = [_ascii(character) for character in text]
    if any(new.startswith("\\") for new in shown):
        _lacking.add(error.encoding)
    return "".join(shown), error.end


def _ascii(character: str) -> str:
    if character.isascii():
        return character
    category = unicodedata.category(character)
    if category[0] == "M":
        return ""  # an accent of its own, on a letter that stands already
    plain = unicodedata.normalize("NFKD", character).encode("ascii", "ignore").decode()
    # Only letters and digits: of "½" and "x²" there would be left 12 and x2.
    return plain if plain.isalnum() and (category[0] == "L" or category == "Nd") else _code(character)


def _code(character: str) -> str:
    return character.encode("unicode_escape").decode()


codecs.register_error("revenue_planner.plain", _in_plain_letters)


def say_lacking() -> None:
    """Say that characters were shown by their codes, where any were."""
    if _lacking:
        names = ", ".join(sorted(_lacking))
        _lacking.clear()
        say(
            f"note: some characters are not in the encoding of this output ({names}) and are shown by their code, such "
            "as \\u6f22. Set PYTHONIOENCODING=utf-8 to have them as they are."
        )
        _lacking.clear()  # the note itself may have some


def prepare() -> None:
    """Let stdout and stderr take any character, and let a closed one swallow what it is given."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115, PTH123
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="revenue_planner.plain")


#: Narrower than this no window is; a line that goes to no window is never broken.
NARROWEST, USUAL_WIDTH, UNBROKEN = 20, 80, 10_000


def terminal_width(elsewhere: int = UNBROKEN) -> int:
    """How many characters a line of stdout has: as COLUMNS says, else the terminal; `elsewhere` where there is none.

    A width of 0, which some shells and programs pass on, is no width.
    """
    told = os.environ.get("COLUMNS", "")
    width = int(told) if told.isascii() and told.isdigit() and len(told) < 6 else 0
    if width == 0:
        try:
            if not sys.stdout.isatty():
                return elsewhere
            width = os.get_terminal_size(sys.stdout.fileno()).columns or USUAL_WIDTH
        except (OSError, ValueError):
            return elsewhere
    return max(width, NARROWEST)


def can_show(text: str) -> bool:
    """Whether stdout's encoding has these characters."""
    try:
        text.encode(getattr(sys.stdout, "encoding", None) or "ascii")
    except UnicodeEncodeError:
        return False
    return True


def printable(text: str) -> str:
    """With the codes of control characters, which could move the cursor or change colours."""
    return "".join(c if c == "\n" or unicodedata.category(c) != "Cc" else _code(c) for c in text)


def put(text: str = "") -> None:
    """A line of data, to stdout."""
    click.echo(printable(text), sys.stdout)


def say(text: str = "") -> None:
    """A line of talk, to stderr."""
    click.echo(printable(text), sys.stderr)


def put_json(data: object) -> None:
    """Data for programs, to stdout: numbers at full precision, never NaN."""
    click.echo(json.dumps(data, indent=2, allow_nan=False, ensure_ascii=not can_show("é−漢")), sys.stdout)


def put_data(text: str, *, marked: bool = False) -> None:
    """Text for programs, to stdout: in UTF-8, with its mark if asked for, unless somebody looks on or another
    encoding was set for this output."""
    binary = getattr(sys.stdout, "buffer", None)
    if binary is None or sys.stdout.isatty() or (os.environ.get("PYTHONIOENCODING") and not marked):
        sys.stdout.write(text)
        return
    sys.stdout.flush()
    binary.write(text.encode("utf-8-sig" if marked else "utf-8"))
    binary.flush()


def say_problems(problems: Iterable[Problem], more: int = 0) -> None:
    """The first hundred problems to stderr, one a line, warnings marked as such, and how many more there are."""
    told = list(problems)
    for problem in told[:MOST_TOLD]:
        say(f"warning: {problem}" if problem.severity == "warning" else str(problem))
    more += max(len(told) - MOST_TOLD, 0)
    if more:
        say(f"and {more:,} more.")


@contextmanager
def progress(label: str, length: int) -> Iterator[Callable[[int], None] | None]:
    """A bar on stderr for work that takes seconds; logs stay short.

    Gives what is told of steps as they are done; None where nobody looks on.
    """
    if not watched():
        yield None
        return
    with click.progressbar(length=length, label=label, file=sys.stderr) as bar:
        yield bar.update


def watched() -> bool:
    """Whether stderr is a terminal."""
    return sys.stderr.isatty()
