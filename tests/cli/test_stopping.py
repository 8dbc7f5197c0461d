"""Told to stop, at any moment: one word, the exit code that shells expect, and nothing of ours left behind."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.support.running import Run, names

#: An import of this module, wherever it comes, is interrupted as by Ctrl-C.
INTERRUPT = """
import sys
class Interrupt:
    def find_spec(self, name, path=None, target=None):
        if name == {name!r}:
            raise KeyboardInterrupt
sys.meta_path.insert(0, Interrupt())
"""
#: A write of a large file, which says when it has begun and then takes its time.
WRITE = """
import os, sys, time
from pathlib import Path
import revenue_planner.ground.atomic as files
from revenue_planner.cli import main as cli
synced = os.fsync
def slow(handle):
    print("writing", flush=True)
    time.sleep(float(sys.argv[1]))
    synced(handle)
os.fsync = slow
cli._outcome = lambda arguments: files.write_atomically(Path("out.bin"), b"x" * 5_000_000) or 0
sys.exit(cli.main())
"""


@pytest.mark.parametrize(
    ("module", "arguments"),
    [
        ("revenue_planner.cli.main", ("--help",)),
        ("click", ("--help",)),
        ("revenue_planner.ground.errors", ("--help",)),
        ("revenue_planner.cli.show", ("show", "my_plan.toml")),
        ("revenue_planner.documents.pull", ("pull", "my_plan.xlsx", "my_plan.toml")),
        ("numpy", ("show", "my_plan.toml")),
        ("numpy.linalg", ("show", "my_plan.toml")),
        ("rich.console", ("show", "my_plan.toml")),
        ("xlsxwriter", ("build", "my_plan.toml", "--no-risk", "--force")),
        ("scipy.special", ("simulate", "my_plan.toml", "--trials", "100")),
        ("SALib.analyze", ("sensitivity", "my_plan.toml", "--global", "--samples", "64")),
        ("jinja2", ("report", "my_plan.toml", "--trials", "100")),
    ],
)
def test_ctrl_c_while_something_is_loaded(folder: Path, spawn: Run, module: str, arguments: tuple[str, ...]) -> None:
    before = names(folder)
    site = folder / "site"
    site.mkdir()
    (site / "sitecustomize.py").write_text(INTERRUPT.format(name=module))
    outcome = spawn(*arguments, PYTHONPATH=str(site), PYTHONDONTWRITEBYTECODE="1")
    assert (outcome.code, outcome.out, outcome.err) == (130, "", "Stopped.\n")
    assert sorted([*before, "site"]) == names(folder)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_while_a_file_is_written(folder: Path, number: signal.Signals) -> None:
    before = names(folder)
    with subprocess.Popen(
        [sys.executable, "-c", WRITE, "60"], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "writing\n"
        assert len(names(folder)) == len(before) + 1  # the temporary file
        process.send_signal(number)
        _, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (128 + number, "Stopped.\n")
    assert names(folder) == before


def test_signals_one_after_another(folder: Path) -> None:
    """The second does not break off the tidying up after the first."""
    before = names(folder)
    for pause in (0.0, 0.0005, 0.002, 0.01):
        with subprocess.Popen(
            [sys.executable, "-c", WRITE, "60"], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        ) as process:
            assert process.stdout is not None
            process.stdout.readline()
            for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGTERM):
                process.send_signal(number)
                time.sleep(pause)
            _, err = process.communicate(timeout=60)
        assert process.returncode in (128 + signal.SIGTERM, 128 + signal.SIGHUP, -signal.SIGTERM, -signal.SIGHUP)
        assert "Traceback" not in err
        assert names(folder) == before


@pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="no SIGHUP here")
def test_nohup_stays_in_force(folder: Path) -> None:
    """A signal that is ignored from outside is ignored."""
    command = [sys.executable, "-c", WRITE, "1"]
    with subprocess.Popen(
        command,
        cwd=folder,
        stdout=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN) and None,
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.send_signal(signal.SIGHUP)
        process.communicate(timeout=60)
    assert process.returncode == 0
    assert (folder / "out.bin").stat().st_size == 5_000_000


def at_random_moments(folder: Path, attempts: int, arguments: list[str]) -> None:
    """The command is stopped at some moment of its life; what it leaves is its whole output or nothing."""
    environment = {**os.environ, "TMPDIR": str(folder / "temporary"), "HOME": str(folder / "home")}
    for name in ("temporary", "home"):
        (folder / name).mkdir(exist_ok=True)
    command = [sys.executable, "-m", "revenue_planner", *arguments]
    output = folder / arguments[arguments.index("-o") + 1]
    started = time.monotonic()
    subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True, timeout=300)
    length = time.monotonic() - started
    output.unlink()
    before, rng = names(folder), random.Random(arguments[0])
    for attempt in range(attempts):
        number = (signal.SIGTERM, signal.SIGHUP)[attempt % 2]
        with subprocess.Popen(
            command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        ) as process:
            time.sleep(rng.uniform(0.1, 1.1) * length)
            process.send_signal(number)
            _, err = process.communicate(timeout=300)
        # Before the command itself runs, a signal ends Python alone.
        assert process.returncode in (0, 128 + number, -number), err
        assert "Traceback" not in err
        assert "ignored" not in err
        output.unlink(missing_ok=True)
        assert names(folder) == before
        assert names(folder / "temporary") == []


def test_stopped_at_random_moments(folder: Path) -> None:
    at_random_moments(folder, 2, ["build", "my_plan.toml", "--no-risk", "-o", "book.xlsx"])


@pytest.mark.exhaustive
@pytest.mark.parametrize(
    "arguments",
    [
        ["build", "my_plan.toml", "--trials", "2000", "-o", "book.xlsx"],
        ["report", "my_plan.toml", "--trials", "2000", "-o", "page.html"],
    ],
)
def test_stopped_at_many_random_moments(folder: Path, arguments: list[str]) -> None:
    at_random_moments(folder, 12, arguments)
