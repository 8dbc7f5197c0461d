"""What was compared, at the end of a run; where tests run side by side, of all processes together."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.comparison import Tally, tallies

_KEY = "parity"


def pytest_sessionfinish(session: pytest.Session) -> None:
    output: dict[str, Any] | None = getattr(session.config, "workeroutput", None)
    if output is not None:
        output[_KEY] = {engine: (tally.cells, tally.largest) for engine, tally in tallies.items()}


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    for engine, (cells, largest) in getattr(node, "workeroutput", {}).get(_KEY, {}).items():
        tally = tallies.setdefault(engine, Tally())
        tally.cells += cells
        tally.largest = max(tally.largest, largest)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for engine, tally in sorted(tallies.items()):
        terminalreporter.write_line(
            f"{engine}: {tally.cells:,} cells agree, largest relative difference {tally.largest:.1e}"
        )
