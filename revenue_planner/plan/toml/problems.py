"""What is wrong or doubtful in a plan file, gathered while reading so that all of it is told at once."""

from __future__ import annotations

import re
from collections.abc import Mapping

from revenue_planner.ground.errors import Place, Problem
from revenue_planner.plan.toml.places import Path, Spot

_BARE = re.compile(r"[A-Za-z0-9_-]+\Z")
_LONGEST_SHOWN = 40


class Findings:
    """Problems by path. `spots` says where each path stands; `call` gives list elements a readable key."""

    def __init__(self, source: str, spots: Mapping[Path, Spot]) -> None:
        self.source = source
        self._spots = spots
        self._names: dict[Path, str] = {}
        self._problems: dict[Problem, None] = {}

    def call(self, path: Path, key: str) -> None:
        """From now on `path` is shown as `key`: ("affiliate", 0) as "affiliate.amazon"."""
        self._names[path] = key

    def error(self, path: Path, rule: str, hint: str = "") -> None:
        """Something that must be mended. A path that is not in the text is placed at its table."""
        self._add(path, rule, hint, "error")

    def warning(self, path: Path, rule: str, hint: str = "") -> None:
        """Something doubtful; the plan is used as it is."""
        self._add(path, rule, hint, "warning")

    @property
    def errors(self) -> tuple[Problem, ...]:
        return self._of("error")

    @property
    def warnings(self) -> tuple[Problem, ...]:
        return self._of("warning")

    def key(self, path: Path) -> str:
        """The path as people write it: `affiliate.amazon.conversion`, `audience.videos[3]`."""
        for length in range(len(path), 0, -1):
            if path[:length] in self._names:
                return self._names[path[:length]] + "".join(_step(part) for part in path[length:])
        return "".join(_step(part) for part in path).removeprefix(".")

    def line(self, path: Path) -> int | None:
        """The line on which a path stands, None where the text does not have it."""
        spot = self._spots.get(path)
        return spot.line if spot else None

    def _add(self, path: Path, rule: str, hint: str, severity: str) -> None:
        spot = self._spots.get(path)
        written = spot.written if spot else ""
        above = path
        while spot is None and above:
            above = above[:-1]
            spot = self._spots.get(above)
        place = Place(self.source, spot.line, spot.column) if spot else Place(self.source)
        problem = Problem(rule, place, self.key(path), shortened(written), hint, severity)
        self._problems[problem] = None

    def _of(self, severity: str) -> tuple[Problem, ...]:
        found = [problem for problem in self._problems if problem.severity == severity]
        return tuple(sorted(found, key=lambda problem: (problem.place.line or 0, problem.place.column or 0)))


def shortened(text: str) -> str:
    """One line of at most 40 characters."""
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 1] + "…"


def _step(part: str | int) -> str:
    if isinstance(part, int):
        return f"[{part + 1}]"
    return f".{part}" if _BARE.match(part) else f'."{shortened(part)}"'
