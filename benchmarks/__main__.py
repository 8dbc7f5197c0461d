"""`python -m benchmarks [PART ...]` measures and prints; a part is build, reading, evaluation, trials, …

Without names: all but `memory`, which takes minutes.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

from benchmarks import build, evaluation, memory, reading, sensitivity, simulation, startup, trials, verifying
from benchmarks.table import Row, printed
from benchmarks.timing import machine

PARTS: dict[str, Callable[[], list[Row]]] = {
    "build": build.measure,
    "reading": reading.measure,
    "verifying": verifying.measure,
    "evaluation": evaluation.measure,
    "trials": trials.measure,
    "simulation": simulation.measure,
    "sensitivity": sensitivity.measure,
    "startup": startup.measure,
    "memory": memory.measure,
}
#: Measured only when asked for.
SLOW = ("memory",)


def main(names: list[str]) -> int:
    unknown = [name for name in names if name not in PARTS]
    if unknown:
        print(f"there is no {unknown[0]}; there are {', '.join(PARTS)}", file=sys.stderr)
        return 2
    usual = [name for name in PARTS if name not in SLOW]
    print(machine())
    print("Medians of several runs, the contenders taking turns.\n")
    rows = [row for name in names or usual for row in PARTS[name]()]
    print(printed(rows))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
