"""The memory of a million trials, in a process of its own. Takes some minutes."""

from __future__ import annotations

import subprocess
import sys

from benchmarks.plans import full
from benchmarks.table import Row

TRIALS, MOST_MB = 1_000_000, 1_000.0


def peak_mb(trials: int) -> float:
    """The most memory that a process held at once which simulated so many trials of `full`, all scenarios."""
    done = subprocess.run([sys.executable, "-m", "benchmarks.memory", str(trials)], capture_output=True, check=True)
    return float(done.stdout)


def measure() -> list[Row]:
    what = f"{TRIALS:,} trials, {len(full().scenarios)} scenarios"
    return [Row(what, peak_mb(TRIALS), "what we allow", MOST_MB, aim=1.0, unit="MB")]


def main(trials: int) -> None:
    import resource  # not on Windows

    from revenue_planner.analysis.simulation.simulate import simulate

    simulate(full(), trials=trials)
    # Linux counts in KB, macOS in bytes.
    unit = 1024**2 if sys.platform == "darwin" else 1024
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit)


if __name__ == "__main__":
    main(int(sys.argv[1]))
