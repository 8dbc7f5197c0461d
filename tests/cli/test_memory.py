"""Memory that runs out: told in words, with a number that does fit."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from revenue_planner.analysis.sensitivity import sobol
from revenue_planner.analysis.simulation import percentiles
from revenue_planner.cli.main import NO_MEMORY
from tests.support.running import Run

TOO_MANY = re.compile(
    r"([\d,]+) are too many (trials|samples) for this machine's memory; ([\d,]+) fit: .*\((--\w+) (\d+)\)"
)
#: With little more address space than all libraries take.
LIMITED = """
import resource, sys
import numpy, scipy.optimize, scipy.special
import revenue_planner.cli.simulate.command, revenue_planner.cli.simulate.table
from revenue_planner.cli.main import main
from revenue_planner.analysis.simulation import simulate
from revenue_planner.documents.sources import load_source
from pathlib import Path
simulate.simulate(load_source(Path("my_plan.toml")), trials=100)
pages = int(Path("/proc/self/statm").read_text().split()[0])
resource.setrlimit(resource.RLIMIT_AS, (pages * resource.getpagesize() + int(sys.argv[1]),) * 2)
sys.exit(main(sys.argv[2:]))
"""


@pytest.fixture
def few_trials_fit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Room for 3,000 trials, whatever their rows."""
    begin = percentiles.Percentiles.__init__

    def limited(self: percentiles.Percentiles, quantities: int, trials: int, exact: int) -> None:
        if trials > 3_000:
            raise MemoryError
        begin(self, quantities, trials, exact)

    monkeypatch.setattr(percentiles.Percentiles, "__init__", limited)


@pytest.mark.usefixtures("few_trials_fit")
@pytest.mark.parametrize(
    "arguments",
    [
        ("simulate",),
        ("simulate", "--trials", "50000"),
        ("build", "--trials", "3001"),
        pytest.param(("build",), marks=pytest.mark.exhaustive),
        pytest.param(("report",), marks=pytest.mark.exhaustive),
    ],
)
def test_too_many_trials(folder: Path, call: Run, arguments: tuple[str, ...]) -> None:
    command, *options = arguments
    outcome = call(command, "my_plan.toml", *options)
    assert (outcome.code, outcome.out) == (1, "")
    told = TOO_MANY.search(outcome.err)
    assert told, outcome.err
    assert told[1] == f"{int(options[1]) if options else 10_000:,}"
    assert told[3].replace(",", "") == told[5]
    assert 1_000 <= int(told[5]) <= 3_000
    assert [path.name for path in folder.iterdir()] == ["my_plan.toml"]
    assert call(command, "my_plan.toml", told[4], told[5]).code == 0


def test_too_many_samples(call: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    points = sobol._base_points

    def limited(count: int, samples: int, seed: int) -> tuple[np.ndarray, np.ndarray]:  # type: ignore[type-arg]
        if samples > 300:
            raise MemoryError
        return points(count, samples, seed)

    monkeypatch.setattr(sobol, "_base_points", limited)
    outcome = call("sensitivity", "my_plan.toml", "--global")
    assert (outcome.code, outcome.out) == (1, "")
    told = TOO_MANY.search(outcome.err)
    assert told, outcome.err
    assert told.groups()[:2] == ("1,024", "samples")
    assert call("sensitivity", "my_plan.toml", "--global", told[4], told[5]).code == 0


def test_none_fit(call: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(percentiles.Percentiles, "__init__", none)
    err = call("simulate", "my_plan.toml").err
    assert "10,000 are too many trials for this machine's memory; fewer do not fit either" in err


@pytest.mark.parametrize(
    ("command", "place"),
    [
        ("show", "revenue_planner.engine.program.Program.run"),
        ("sensitivity", "revenue_planner.analysis.sensitivity.study.sensitivity"),
        ("goal", "revenue_planner.analysis.goal.goal.search"),
        ("build", "revenue_planner.workbook.write.workbook_bytes"),
        ("check", "revenue_planner.documents.check.load_source"),
    ],
)
@pytest.mark.parametrize("error", [MemoryError(), OSError(12, "Cannot allocate memory")])
def test_memory_that_runs_out_elsewhere(
    folder: Path, call: Run, monkeypatch: pytest.MonkeyPatch, command: str, place: str, error: Exception
) -> None:
    def out_of_memory(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(place, out_of_memory)
    outcome = call(command, "my_plan.toml", *(["--trials", "100"] if command == "build" else []))
    assert (outcome.code, outcome.out, outcome.err) == (1, "", NO_MEMORY + "\n")
    assert [path.name for path in folder.iterdir()] == ["my_plan.toml"]


@pytest.mark.exhaustive
@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="the size of a process is not known here")
def test_a_real_limit(folder: Path) -> None:
    """What is told to fit, does."""

    def limited(trials: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", LIMITED, str(60 * 2**20), "simulate", "my_plan.toml", "--trials", trials]
        return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=300)

    done = limited("300000")
    assert (done.returncode, done.stdout) == (1, "")
    told = TOO_MANY.search(done.stderr)
    assert told, done.stderr
    again = limited(told[5])
    assert again.returncode == 0, again.stderr
    assert f"{int(told[5]):,} trials" in again.stdout
