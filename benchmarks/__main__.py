"""`python -m benchmarks [build] [reading] [evaluation] [trials] [startup]` measures (all by default) and prints."""

from __future__ import annotations

import sys
from collections.abc import Callable

from benchmarks import build, evaluation, reading, startup, trials
from benchmarks.table import Row, printed
from benchmarks.timing import machine

PARTS: dict[str, Callable[[], list[Row]]] = {
    "build": build.measure,
    "reading": reading.measure,
    "evaluation": evaluation.measure,
    "trials": trials.measure,
    "startup": startup.measure,
}


def main(names: list[str]) -> int:
    unknown = [name for name in names if name not in PARTS]
    if unknown:
        print(f"there is no {unknown[0]}; there are {', '.join(PARTS)}", file=sys.stderr)
        return 2
    print(machine())
    print("Medians of several runs, the contenders taking turns.\n")
    rows = [row for name in names or PARTS for row in PARTS[name]()]
    print(printed(rows))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
