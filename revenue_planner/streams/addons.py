"""Streams from other packages: found by their entry points, and loaded so that a broken one harms nobody.

Whatever an add-on does while it is loaded (raises, exits, prints, asks for input) stays here. It is then left
out, with the reason in plain words, which the command line tells once.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import sys
import traceback
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from revenue_planner.ground.errors import EquationError

if TYPE_CHECKING:
    from importlib.metadata import Distribution, EntryPoint

ENTRY_POINTS = "revenue_planner.streams"
OURS = "revenue-planner"
_PACKAGE = Path(__file__).parent.parent
_LONGEST_REASON, _LONGEST_PRINTED = 300, 80
_Made = TypeVar("_Made")


@dataclass(frozen=True, slots=True)
class AddOn:
    """A stream of another package, or what was to be one.

    `package` is the distribution and its version ("podcast-ads 1.0"), `entry` the name of its entry point,
    `table` the table it adds to plans ("" where it could not be loaded far enough to know). `problem` says why
    it is left out, and is "" for one that works; `printed` is what it printed while it was loaded.
    """

    package: str
    entry: str
    table: str = ""
    problem: str = ""
    printed: str = ""

    @property
    def way_out(self) -> str:
        """What a user can do about a problem."""
        return f"update it, or remove it: pip uninstall {self.package.rpartition(' ')[0] or self.package}"

    def is_meant_by(self, table: str) -> bool:
        """Whether a plan's table ("podcast", "podcast.ads") is this add-on's.

        Of one that was not loaded only the entry point is known, which is named like the table.
        """
        return table == self.table or table.replace(".", "_") == self.entry.replace(".", "_").replace("-", "_")

    def __str__(self) -> str:
        """What to tell about it; "" where there is nothing to tell."""
        if self.problem:
            what = f' ("{self.entry}")' if self.entry != self.table else ""
            return f"the add-on {self.package}{what} is left out: {self.problem} ({self.way_out})"
        return f'the add-on {self.package} printed "{self.printed}"' if self.printed else ""


#: Every add-on that was come across so far, also those that are left out; none until somebody asks for streams.
met: list[AddOn] = []


@dataclass(frozen=True, slots=True)
class Found:
    """An entry point and whose it is; without `point`, a package whose entry points cannot be read."""

    package: str
    point: EntryPoint | None
    ours: bool = False
    problem: str = ""


def find() -> list[Found]:
    """All entry points of the group: ours first, the others in the order of their names.

    A package that has nothing to do with us is never complained of, however damaged it is.
    """
    from importlib.metadata import distributions  # loads a parser of mails

    found: list[Found] = []
    seen: set[str] = set()
    for distribution in distributions():
        try:
            text = distribution.read_text("entry_points.txt") or ""
        except (OSError, ValueError):
            continue
        if ENTRY_POINTS not in text:
            continue
        name, version = _named(distribution)
        if name in seen:  # the same package further down sys.path
            continue
        seen.add(name)
        package, ours = f"{name} {version}".strip(), name == OURS
        try:
            points = distribution.entry_points.select(group=ENTRY_POINTS)
        except Exception:  # a damaged list raises whatever its parser stumbles over
            found.append(Found(package, None, ours, "its list of entry points is damaged"))
            continue
        found += [Found(package, point, ours) for point in points]
    return sorted(found, key=lambda each: (not each.ours, each.package, each.point.name if each.point else ""))


def guarded(make: Callable[[], _Made]) -> tuple[_Made | None, str, str]:
    """What `make` returns, or None and why there is nothing, and what was printed meanwhile.

    Only an interruption by the user passes.
    """
    made, problem = None, ""
    with _kept_quiet() as printed:
        try:
            made = make()
        except KeyboardInterrupt:
            raise
        except BaseException as error:  # also SystemExit, and what others derive from BaseException
            problem = _reason(error)
    return made, problem, printed[0] if printed else ""


def module_missing(point: EntryPoint, error: BaseException | None = None) -> bool:
    """Whether it is the add-on's own module that is not there."""
    return isinstance(error, ModuleNotFoundError) and f"{point.module}.".startswith(f"{error.name}.")


def load(point: EntryPoint) -> object:
    """The object that an entry point names. Raises EquationError where there is none, else whatever it raises."""
    if not re.fullmatch(r"[\w.]+\s*:\s*[\w.]+\s*(\[.*\])?", point.value):
        raise EquationError(f'its entry point "{point.value}" is not of the form module:Class')
    try:
        return point.load()
    except ModuleNotFoundError as error:
        if module_missing(point, error):
            raise EquationError(f'its module "{error.name}" is not there') from error
        raise EquationError(f'it needs the package "{error.name}", which is not installed') from error
    except AttributeError as error:
        if traceback.extract_tb(error.__traceback__)[-1].filename.endswith("metadata/__init__.py"):
            raise EquationError(f'its module "{point.module}" has no "{point.attr}"') from error
        raise


def _named(distribution: Distribution) -> tuple[str, str]:
    """Name and version as the name of the folder has them, else as the metadata does, which are slow to read."""
    folder = getattr(distribution, "_path", None)
    name, _, version = folder.name.rpartition(".")[0].partition("-") if isinstance(folder, Path) else ("", "", "")
    if not (name and version) and _plain(name) != OURS:
        try:
            name, version = distribution.metadata["Name"] or name, distribution.metadata["Version"]
        except Exception:  # half uninstalled
            name = name or "without a name"
    return _plain(name), str(version or "")


def _plain(name: str) -> str:
    """A name of a package as pip takes it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _reason(error: BaseException) -> str:
    """One line, with the add-on's own file and line where there is one."""
    text = " ".join(str(error).split())
    if isinstance(error, EquationError):
        return _short(text)
    if isinstance(error, SystemExit):
        text = "it tried to end the program"
    elif isinstance(error, EOFError):
        text = "it asked for input while it was loaded"
    else:
        text = f"{type(error).__name__}: {text}" if text else type(error).__name__
    place = _place(error)
    return _short(f"{text} ({place})" if place else text)


def _place(error: BaseException) -> str:
    """The last line outside of Python's machinery and of this package that was on the way to the error."""
    if isinstance(error, SyntaxError):
        return ""  # it says so itself
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        file = Path(frame.filename)
        if file.suffix == ".py" and file.is_file() and _PACKAGE not in file.parents and not _of_python(file):
            return f"{frame.filename}:{frame.lineno}"
    return ""


def _of_python(file: Path) -> bool:
    return Path(os.__file__).parent in file.parents and "site-packages" not in file.parts


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_REASON else f"{text[: _LONGEST_REASON - 1]}…"


@contextlib.contextmanager
def _kept_quiet() -> Iterator[list[str]]:
    """Nothing reaches stdout, stderr or the user's warnings, also past `sys.stdout`, and nothing waits for input.

    The list that it yields has what was printed, once it is over.
    """
    import tempfile  # loads much, and most people have no add-ons

    printed: list[str] = []
    beside = io.StringIO()
    with tempfile.TemporaryFile() as file:
        for stream in (sys.__stdout__, sys.__stderr__, sys.stdout, sys.stderr):
            _flush(stream)
        before = {number: _redirected(number, file.fileno()) for number in (1, 2)}
        stdin, sys.stdin = sys.stdin, io.StringIO()
        try:
            with (
                contextlib.redirect_stdout(beside),
                contextlib.redirect_stderr(beside),
                warnings.catch_warnings(),
            ):
                warnings.simplefilter("ignore")
                yield printed
        finally:
            sys.stdin = stdin
            for stream in (sys.__stdout__, sys.__stderr__):
                _flush(stream)
            for number, copy in before.items():
                if copy is not None:
                    os.dup2(copy, number)
                    os.close(copy)
            file.seek(0)
            text = ("" if beside.closed else beside.getvalue()) + file.read(4096).decode(errors="replace")
            line = " ".join(text.split())
            printed.append(line if len(line) <= _LONGEST_PRINTED else f"{line[: _LONGEST_PRINTED - 1]}…")


def _redirected(number: int, target: int) -> int | None:
    """A copy of a file descriptor that now leads to `target`; None where it was closed."""
    try:
        copy = os.dup(number)
    except OSError:
        return None
    os.dup2(target, number)
    return copy


def _flush(stream: object) -> None:
    with contextlib.suppress(Exception):
        stream.flush()  # type: ignore[attr-defined]
