"""Timing side by side: contenders take turns, so that a slow minute of the machine slows them all."""

from __future__ import annotations

import gc
import os
import platform
import statistics
import sys
import time
from collections.abc import Callable, Mapping
from importlib.metadata import version
from pathlib import Path

PACKAGES = ("numpy", "XlsxWriter", "openpyxl", "formualizer", "ironcalc", "click")


def medians(
    contenders: Mapping[str, Callable[[], object]], rounds: int, clock: Callable[[], float] = time.perf_counter
) -> dict[str, float]:
    """Median seconds of each contender over `rounds`, after one round that does not count.

    `clock` is time.process_time where the machine has other work to do.
    """
    seconds: dict[str, list[float]] = {name: [] for name in contenders}
    for turn in range(rounds + 1):
        for name, run in contenders.items():
            gc.collect()
            gc.disable()
            start = clock()
            run()
            elapsed = clock() - start
            gc.enable()
            if turn:
                seconds[name].append(elapsed)
    return {name: statistics.median(taken) for name, taken in seconds.items()}


def machine() -> str:
    """One line: processor, cores, Python and the versions that matter."""
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    python = f"Python {sys.version.split()[0]}"
    return f"{_processor()}, {os.cpu_count()} cores, {platform.system()}; {python}, {packages}"


def _processor() -> str:
    listing = Path("/proc/cpuinfo")
    if listing.exists():
        for line in listing.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()
