"""A small plan and ways to run the command on it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from revenue_planner.cli.main import main
from tests.support.running import PLAN, Outcome, Run


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty current folder with `my_plan.toml`."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "my_plan.toml").write_text(PLAN, encoding="utf-8")
    return tmp_path


@pytest.fixture
def call(folder: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """The command in this process."""

    def run(*arguments: str) -> Outcome:
        code = main(arguments)
        return Outcome(code, *capsys.readouterr())

    return run


@pytest.fixture
def spawn(folder: Path) -> Run:
    """The command in a process of its own; `environment` adds to or (None) takes from ours."""

    def run(*arguments: str, **environment: str | None) -> Outcome:
        variables = {**os.environ, **environment}
        done = subprocess.run(
            [sys.executable, "-m", "revenue_planner", *arguments],
            env={name: value for name, value in variables.items() if value is not None},
            capture_output=True,
            timeout=120,
        )
        encoding = environment.get("PYTHONIOENCODING") or "utf-8"
        return Outcome(done.returncode, done.stdout.decode(encoding), done.stderr.decode(encoding))

    return run
