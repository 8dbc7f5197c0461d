"""Write a file whole or not at all."""

from __future__ import annotations

import atexit
import os
import stat
from contextlib import suppress
from pathlib import Path

from revenue_planner.ground.errors import OutputError, UsageError

#: How spreadsheet applications mark, in a file beside it, that they have a file open.
_OPEN_MARKS = ("~${name}", ".~lock.{name}#")
#: Temporary files of writes that have begun and not ended.
_unfinished: set[Path] = set()


class AlreadyThereError(OutputError):
    """There is a file of that name, and nobody said that it may be replaced."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} is there already; nothing was changed")


def check_target(path: Path, *, force: bool = False) -> Path:
    """Where a write to `path` would go: the file itself, or what its symbolic link points to.

    Raises OutputError, saying what to do, where it cannot go there: no such folder, something other
    than a file, open in an application, or read-only; AlreadyThereError, without `force`, where there is one.
    """
    try:
        target = path.resolve()
        if path.is_symlink() and target.is_symlink():
            raise OutputError(f"{path} is a link that leads back to itself; give another file")
        if not target.parent.is_dir():
            raise OutputError(f"there is no folder {path.parent}; make it first, or give another file")
        if target.is_dir():
            raise OutputError(f"{path} is a folder; give the name of a file in it")
        exists = target.exists()
        if exists and not target.is_file():
            raise OutputError(f"{path} is not an ordinary file; give another")
    except (OSError, RuntimeError, ValueError) as error:
        raise OutputError(f"{path} cannot be written: {_reason(error)}") from error
    for mark in _OPEN_MARKS:
        lock = target.with_name(mark.format(name=target.name))
        if os.path.lexists(lock):
            raise OutputError(
                f"{path} seems to be open in another program; close it there and try again "
                f"(if it is not open, delete the leftover file {lock})"
            )
    if exists and not force:
        raise AlreadyThereError(path)
    if exists and not os.access(target, os.W_OK):
        raise OutputError(f"{path} is read-only; allow writing to it, or give another file")
    return target


def check_suffix(path: Path, suffixes: tuple[str, ...], what: str) -> Path:
    """The path itself. Raises UsageError where its name does not end as `what` ("the page's name") does."""
    if path.suffix.lower() not in suffixes:
        raise UsageError(f'{what} ends in {suffixes[0]}, for example "{path.stem}{suffixes[0]}"')
    return path


def write_atomically(path: Path, data: bytes, force: bool = False) -> None:
    """Put `data` into `path`: at every moment the file there is the old one or the new one, whole.

    A symbolic link stays, and what it points to is written. A file that is replaced keeps its
    permissions. Raises OutputError (see `check_target`), also when the disk is full or the file is
    held by another program; nothing is left behind then, nor where the process is told to stop.
    """
    target = check_target(path, force=force)
    temporary = target.with_name(f".{os.urandom(8).hex()}.tmp")
    try:
        try:
            _unfinished.add(temporary)
            _write_synced(temporary, data)
            if force:
                _keep_permissions(target, temporary)
                temporary.replace(target)
            else:
                _move_without_replacing(temporary, target)
        finally:
            _remove(temporary)
    except FileExistsError as error:
        raise AlreadyThereError(path) from error
    except OSError as error:
        raise OutputError(f"{path} cannot be written: {_reason(error)}") from error
    _sync_folder(target.parent)


@atexit.register
def remove_unfinished() -> None:
    """Delete the temporary files of writes that were broken off; done where the process ends, too."""
    for temporary in tuple(_unfinished):
        _remove(temporary)


def _remove(temporary: Path) -> None:
    """An interruption in here leaves it to `remove_unfinished`."""
    with suppress(OSError):
        temporary.unlink()
    _unfinished.discard(temporary)


def _write_synced(path: Path, data: bytes) -> None:
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _keep_permissions(old: Path, new: Path) -> None:
    with suppress(FileNotFoundError):
        new.chmod(stat.S_IMODE(old.stat().st_mode))


def _move_without_replacing(source: Path, target: Path) -> None:
    """Rename, failing with FileExistsError if the target has appeared meanwhile."""
    if os.name == "nt":
        source.rename(target)
        return
    try:
        os.link(source, target)
    except FileExistsError:
        raise
    except OSError:
        # A disk without hard links (a memory stick): as near as it gets.
        if target.exists():
            raise FileExistsError(str(target)) from None
        source.replace(target)


def _sync_folder(folder: Path) -> None:
    """Make the renaming itself last through a power cut, where the system can."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _reason(error: Exception) -> str:
    if isinstance(error, PermissionError):
        return "not allowed, or it is open in another program; close it there, or give another file"
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
