"""What was compared, at the end of a run."""

from __future__ import annotations

import pytest

from tests.parity.comparison import tallies


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for engine, tally in tallies.items():
        terminalreporter.write_line(
            f"{engine}: {tally.cells:,} cells agree, largest relative difference {tally.largest:.1e}"
        )
