"""The marker for tests that need LibreOffice, and the figures at the end of a run."""

from __future__ import annotations

import pytest

from tests.parity.comparison import tallies


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "libreoffice: needs LibreOffice's program `soffice`")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for engine, tally in tallies.items():
        terminalreporter.write_line(
            f"{engine}: {tally.cells:,} cells agree, largest relative difference {tally.largest:.1e}"
        )
