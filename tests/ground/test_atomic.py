"""A file is written whole or not at all, and nothing of ours stays behind."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from revenue_planner.ground.atomic import AlreadyThereError, check_target, write_atomically
from revenue_planner.ground.errors import OutputError

OLD, NEW = b"old" * 1000, b"new" * 1000


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "plan.xlsx"


def names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


def test_a_new_file_has_the_usual_permissions(target: Path) -> None:
    usual = target.with_name("usual")
    usual.write_bytes(b"")
    write_atomically(target, NEW)
    assert target.read_bytes() == NEW
    assert stat.S_IMODE(target.stat().st_mode) == stat.S_IMODE(usual.stat().st_mode)
    assert names(target.parent) == ["plan.xlsx", "usual"]


def test_a_file_that_is_there_is_kept_unless_forced(target: Path) -> None:
    target.write_bytes(OLD)
    target.chmod(0o640)
    with pytest.raises(AlreadyThereError, match=r"plan\.xlsx is there already"):
        write_atomically(target, NEW)
    assert target.read_bytes() == OLD
    write_atomically(target, NEW, force=True)
    assert target.read_bytes() == NEW
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    assert names(target.parent) == ["plan.xlsx"]


def test_a_file_that_appears_in_the_meantime_is_kept(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced = os.fsync

    def and_somebody_writes(handle: int) -> None:
        target.write_bytes(OLD)
        synced(handle)

    monkeypatch.setattr(os, "fsync", and_somebody_writes)
    with pytest.raises(AlreadyThereError):
        write_atomically(target, NEW)
    assert target.read_bytes() == OLD
    assert names(target.parent) == ["plan.xlsx"]


def test_a_disk_without_hard_links(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*_: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    write_atomically(target, NEW)
    assert target.read_bytes() == NEW
    with pytest.raises(AlreadyThereError):
        write_atomically(target, OLD)
    assert names(target.parent) == ["plan.xlsx"]


def fail_write(monkeypatch: pytest.MonkeyPatch) -> None:
    opened = Path.open

    def open_full(self: Path, mode: str = "r", *args: object, **kwargs: object) -> object:
        file = opened(self, mode, *args, **kwargs)  # type: ignore[call-overload]
        if "x" in mode:
            # The real file is there and half written when the disk turns out to be full.
            file.write(b"half")
            file.flush()
            file.close()
            raise OSError(errno.ENOSPC, "No space left on device")
        return file

    monkeypatch.setattr(Path, "open", open_full)


def fail_fsync(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(handle: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, "fsync", broken)


def fail_replace(monkeypatch: pytest.MonkeyPatch) -> None:
    def held(*_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "replace", held)


@pytest.mark.parametrize(
    ("fail", "words"),
    [(fail_write, "No space left"), (fail_fsync, "Input/output"), (fail_replace, "open in another program")],
)
def test_whatever_fails_the_old_file_stays_whole(
    target: Path, monkeypatch: pytest.MonkeyPatch, fail: object, words: str
) -> None:
    target.write_bytes(OLD)
    fail(monkeypatch)  # type: ignore[operator]
    with pytest.raises(OutputError, match=words) as caught:
        write_atomically(target, NEW, force=True)
    assert str(target) in str(caught.value)
    assert target.read_bytes() == OLD
    assert names(target.parent) == ["plan.xlsx"]


def test_an_interruption_leaves_nothing_behind(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(handle: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_atomically(target, NEW)
    assert names(target.parent) == []


def test_a_link_stays_and_its_target_is_written(target: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    link = tmp_path / "link.xlsx"
    link.symlink_to(elsewhere / "real.xlsx")
    write_atomically(link, OLD)
    write_atomically(link, NEW, force=True)
    assert link.is_symlink()
    assert (elsewhere / "real.xlsx").read_bytes() == NEW
    with pytest.raises(AlreadyThereError):
        write_atomically(link, OLD)


@pytest.mark.parametrize("mark", ["~$plan.xlsx", ".~lock.plan.xlsx#"])
def test_a_file_that_is_open_in_an_application_is_kept_even_with_force(target: Path, mark: str) -> None:
    target.write_bytes(OLD)
    target.with_name(mark).write_bytes(b"")
    with pytest.raises(OutputError, match="open in another program") as caught:
        write_atomically(target, NEW, force=True)
    assert mark in str(caught.value)
    assert target.read_bytes() == OLD


def test_places_that_cannot_be_written(tmp_path: Path) -> None:
    def why(path: Path) -> str:
        with pytest.raises(OutputError) as caught:
            check_target(path, force=True)
        assert caught.value.exit_code == 3
        return str(caught.value)

    assert "there is no folder" in why(tmp_path / "missing" / "plan.xlsx")
    assert "is a folder" in why(tmp_path)
    assert "not an ordinary file" in why(Path("/dev/null"))
    (tmp_path / "plain").write_bytes(b"")
    assert "there is no folder" in why(tmp_path / "plain" / "plan.xlsx")
    assert "cannot be written" in why(tmp_path / ("long" * 100))
    assert "cannot be written" in why(tmp_path / "zero\0byte")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    assert "loop" in why(tmp_path / "loop")


def test_a_read_only_file_is_kept(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target.write_bytes(OLD)
    monkeypatch.setattr(os, "access", lambda path, mode: False)  # for root every file is writable
    with pytest.raises(OutputError, match="read-only"):
        write_atomically(target, NEW, force=True)
    assert target.read_bytes() == OLD


WRITER = """
import sys
from pathlib import Path
from revenue_planner.ground.atomic import write_atomically
print("ready", flush=True)
while True:
    for letter in (b"a", b"b"):
        write_atomically(Path(sys.argv[1]), letter * 3_000_000, force=True)
"""


def test_killed_at_any_moment_one_whole_file_is_there(target: Path) -> None:
    target.write_bytes(b"a" * 3_000_000)
    for attempt in range(12):
        with subprocess.Popen([sys.executable, "-c", WRITER, str(target)], stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(0.003 * attempt + 0.001)
            process.kill()
        data = target.read_bytes()
        assert data in (b"a" * 3_000_000, b"b" * 3_000_000)
