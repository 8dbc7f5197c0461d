"""From a file to TOML values and their places; whatever keeps the text from being read is said in plain words."""

from __future__ import annotations

import codecs
import tomllib
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path as FilePath

from revenue_planner.ground.errors import Place, PlanError, Problem
from revenue_planner.ground.file_kinds import SAVE_AS_UTF8, kind_of_bytes, kind_of_text
from revenue_planner.plan.reading.hints import nearest
from revenue_planner.plan.toml.faults import Reading
from revenue_planner.plan.toml.places import find_places
from revenue_planner.plan.toml.recovery import Recovery
from revenue_planner.plan.toml.statements import too_deep_at

LARGEST_FILE = 1_000_000
#: tomllib takes the square of a line's length when it is one long dotted key.
LONGEST_LINE = 4_000
DEEPEST = 20

_TEXT_SUFFIXES = (".txt", ".text", ".tml", ".rtf", ".TOML")
_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_NEW_PLAN = "make a plan to start from with: revenue-planner new starter"


def read_text(path: FilePath) -> str:
    """The text of a plan file. Raises PlanError if it is missing, not a text in UTF-8, or far too large."""
    source = str(path)
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except FileNotFoundError:
        raise _failure(source, "there is no such file", _files_nearby(path)) from None
    except IsADirectoryError:
        raise _failure(source, "is a folder, not a plan file", _files_nearby(path / "plan.toml")) from None
    except PermissionError:
        if path.is_dir():
            raise _failure(source, "is a folder, not a plan file") from None
        raise _failure(source, "may not be read", "change its permissions, or copy it elsewhere") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise _failure(source, f"cannot be read: {reason}") from None
    kind = kind_of_bytes(data, source)
    if kind is not None:
        raise _failure(source, kind.rule, kind.way_out)
    if len(data) > LARGEST_FILE:
        raise _failure(source, "is larger than 1 MB; a plan is a short text", "is it another kind of file?")
    return _decoded(data, source)


def parse_toml(text: str, source: str) -> dict[str, object]:
    """TOML values by key. Raises PlanError where the text is not TOML."""
    reading = read_toml(text, source)
    if reading.faults:
        raise PlanError([fault.problem for fault in reading.faults])
    return reading.data


def read_toml(text: str, source: str, many: Iterable[str] = ()) -> Reading:
    """What can be read of a text, with the mistakes in its writing. `many` names the tables of which there may be
    several. Raises PlanError where nothing can be read."""
    text = text.removeprefix("\ufeff")
    if not text.strip():
        raise _failure(source, "the file is empty", _NEW_PLAN)
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > LONGEST_LINE:
            raise _failure(source, f"the line is longer than {LONGEST_LINE:,} characters", line=number)
    try:
        reading = Reading(tomllib.loads(text), {})
    except RecursionError:
        raise _too_deep(text, source, "brackets are nested") from None
    except ValueError:
        _refuse_kind(text, source)
        reading = Recovery(text, source, many).read()
    if _deeper_than(reading.data, DEEPEST):
        raise _too_deep(text, source, "tables or lists are nested")
    return reading if reading.faults else replace(reading, spots=find_places(text))


def _decoded(data: bytes, source: str) -> str:
    if data.startswith(_UTF16_MARKS) or data[:200].count(b"\0") > len(data[:200]) // 4:
        _refuse_kind(data.decode("utf-16", "replace"), source)
        raise _failure(source, "is saved as UTF-16; a plan is saved as UTF-8", SAVE_AS_UTF8)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        _refuse_kind(data.decode("cp1252", "replace"), source)
        before = data[: error.start].decode("utf-8")
        line, column = before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
        rule = f"byte {error.start + 1} (0x{data[error.start]:02X}) is not UTF-8 text"
        raise _failure(source, rule, SAVE_AS_UTF8, line, column) from None


def _refuse_kind(text: str, source: str) -> None:
    """Raise PlanError where a text that is no plan is something else that people have on their disks."""
    kind = kind_of_text(text)
    if kind is not None:
        raise _failure(source, kind.rule, kind.way_out, kind.line or None)


def _deeper_than(data: dict[str, object], limit: int) -> bool:
    level: list[object] = [data]
    for _ in range(limit):
        below: list[object] = []
        for value in level:
            if isinstance(value, dict):
                below += value.values()
            elif isinstance(value, list):
                below += value
        level = below
    return any(isinstance(value, (dict, list)) for value in level)


def _too_deep(text: str, source: str, what: str) -> PlanError:
    at = too_deep_at(text, DEEPEST - 1)
    before = text[: at or 0]
    line = None if at is None else before.count("\n") + 1
    column = len(before) - (before.rfind("\n") + 1) + 1
    return _failure(source, f"{what} more than {DEEPEST} deep", "a plan needs four levels at most", line, column)


def _files_nearby(path: FilePath) -> str:
    """Which plan files there are where one was looked for, also under the name that an editor made of theirs."""
    try:
        there = sorted(file.name for file in path.parent.iterdir() if not file.name.startswith((".", "~")))
    except (OSError, ValueError):
        return "its folder does not exist either"
    names = [name for name in there if FilePath(name).suffix == ".toml"]
    longer = [name for name in there if name.lower().startswith(f"{path.name.lower()}.")]
    same_stem = [name for name in there if FilePath(name).suffix in _TEXT_SUFFIXES and FilePath(name).stem == path.stem]
    for name in (*longer, *(same_stem if path.suffix == ".toml" else ())):
        return f'here is "{name}": rename it to {path.name} (editors add such an ending, and some systems hide it)'
    if not names:
        return _NEW_PLAN
    return nearest(path.name, names) or f"here are: {', '.join(names[:5])}"


def _failure(source: str, rule: str, hint: str = "", line: int | None = None, column: int = 1) -> PlanError:
    place = Place(source, line, column if line is not None else None)
    return PlanError([Problem(rule, place, hint=hint)])
