"""What is wrong or doubtful in a plan file, gathered while reading so that all of it is told at once."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from revenue_planner.ground.errors import MOST_TOLD, Edit, Fix, Place, Problem
from revenue_planner.plan.reading.hints import Hint, Later, Offer, hint_words, nearest_of, offers_of
from revenue_planner.plan.toml.faults import Fault
from revenue_planner.plan.toml.places import Path, Spot

_BARE = re.compile(r"[A-Za-z0-9_-]+\Z")
_LONGEST_SHOWN = 40


class Findings:
    """Problems by path. `spots` says where each path stands; `call` gives list elements a readable key.

    `faults` are mistakes in the writing, found before. What is said of a value that could not be read is no
    second problem: it tells what was meant. Where not the `whole` text was read, nothing is missed (`missing`).
    Hints that come later are only looked for where their problem is among those that are told.
    """

    def __init__(
        self, source: str, spots: Mapping[Path, Spot], faults: Sequence[Fault] = (), whole: bool = True
    ) -> None:
        self.source = source
        self._spots = spots
        self._names: dict[Path, str] = {}
        self._problems: dict[Problem, tuple[Path, Later] | None] = {}
        self._faults = {fault.path: fault for fault in faults if fault.path}
        self._answers: dict[Path, Problem] = {}
        self._placeless = [fault.problem for fault in faults if not fault.path]
        self._whole = whole
        self._unknown: set[Path] = set()
        self._unknown_in: dict[Path, list[str]] = {}
        self._refused: set[Path] = set()
        #: What was refused, and all that is above it.
        self._around_refused: set[Path] = set()
        for fault in faults:
            self._refuse(fault.path)

    def call(self, path: Path, key: str) -> None:
        """From now on `path` is shown as `key`: ("affiliate", 0) as "affiliate.amazon"."""
        self._names[path] = key

    def error(self, path: Path, rule: str, hint: Hint | Later = "") -> None:
        """Something that must be mended. A path that is not in the text is placed at its table."""
        self._refuse(path)
        self._add(path, rule, hint, "error")

    def unknown(self, path: Path, rule: str, hint: Hint | Later = "", absent: bool = False) -> None:
        """An error about the key itself, whatever its value is; `absent`: of what it names (see `missing`)."""
        if absent and not self._whole:
            return
        self._unknown.add(path)
        self._unknown_in.setdefault(path[:-1], []).append(str(path[-1]))
        faulty = (each for each, fault in self._faults.items() if fault.of_key and each[: len(path)] == path)
        fault = next(faulty, None)
        if fault is None:
            self._keep(path, rule, hint, "error")
        else:
            self._answer(fault, path, rule, hint)

    def missing(self, path: Path, rule: str, hint: Hint | Later = "") -> None:
        """An error of something that is not there. It may be in what could not be read, or under a misspelt key."""
        if not self.may_be_there(path):
            self._add(path, rule, hint, "error")

    def may_be_there(self, path: Path) -> bool:
        """Whether what seems to be missing may be in what was not read or refused, or under a key near to its own."""
        if not self._whole or path in self._around_refused:
            return True
        for length, step in enumerate(path, 1):
            beside = self._unknown_in.get(path[: length - 1], [])[:MOST_TOLD]
            if path[:length] in self._refused or any(nearest_of(key, [str(step)]) for key in beside):
                return True
        return False

    def warning(self, path: Path, rule: str, hint: Hint = "") -> None:
        """Something doubtful; the plan is used as it is."""
        self._add(path, rule, hint, "warning")

    @property
    def errors(self) -> tuple[Problem, ...]:
        faults = [self._told(fault) for fault in self._faults.values()]
        found = _in_order([*self._of("error"), *faults, *self._placeless])
        return (*(self._hinted(problem) for problem in found[:MOST_TOLD]), *found[MOST_TOLD:])

    @property
    def warnings(self) -> tuple[Problem, ...]:
        return _in_order(self._of("warning"))

    def key(self, path: Path) -> str:
        """The path as people write it: `affiliate.amazon.conversion`, `audience.videos[3]`."""
        for length in range(len(path), 0, -1):
            if path[:length] in self._names:
                return self._names[path[:length]] + "".join(_step(part) for part in path[length:])
        return "".join(_step(part) for part in path).removeprefix(".")

    def lines(self) -> dict[str, tuple[int, int]]:
        """Line and column of every key, by the key as people write it."""
        return {self.key(path): (spot.line, spot.column) for path, spot in self._spots.items()}

    def line(self, path: Path) -> int | None:
        """The line on which a path stands, None where the text does not have it."""
        spot = self._spots.get(path)
        return spot.line if spot else None

    def has_heading(self, path: Path) -> bool:
        """Whether a path is opened by a heading of its own."""
        spot = self._spots.get(path)
        return spot is not None and spot.heading is not None

    def written(self, path: Path) -> str:
        """A value as it is written, "" where it has no text of its own."""
        spot = self._spots.get(path)
        return spot.written if spot else ""

    def place(self, path: Path) -> Place:
        """Where a path stands, or else the table that it belongs to."""
        spot = self._spots.get(path)
        above = path
        while spot is None and above:
            above = above[:-1]
            spot = self._spots.get(above)
        return Place(self.source, spot.line, spot.column) if spot else Place(self.source)

    def _refuse(self, path: Path) -> None:
        self._refused.add(path)
        self._around_refused.update(path[:length] for length in range(1, len(path) + 1))

    def _add(self, path: Path, rule: str, hint: Hint | Later, severity: str) -> None:
        fault = next((path[:length] for length in range(len(path), 0, -1) if path[:length] in self._faults), None)
        if fault is None:
            self._keep(path, rule, hint, severity)
        elif severity == "error":
            self._answer(fault, path, rule, hint)

    def _keep(self, path: Path, rule: str, hint: Hint | Later, severity: str) -> None:
        if callable(hint):
            self._problems.setdefault(self._problem(path, rule, "", severity), (path, hint))
        else:
            self._problems.setdefault(self._problem(path, rule, hint, severity), None)

    def _answer(self, fault: Path, path: Path, rule: str, hint: Hint | Later) -> None:
        if fault not in self._answers:
            self._answers[fault] = self._problem(path, rule, hint() if callable(hint) else hint, "error")

    def _hinted(self, problem: Problem) -> Problem:
        """A problem with its hint, where that was left for later."""
        left = self._problems.get(problem)
        if left is None:
            return problem
        path, hint = left
        found = self._problem(path, problem.rule, hint(), problem.severity)
        return replace(problem, hint=found.hint, fixes=found.fixes)

    def _problem(self, path: Path, rule: str, hint: Hint, severity: str) -> Problem:
        words = hint_words(hint, str(path[-1]) if path else "")
        fixes = [self._fix(path, offer) for offer in offers_of(hint)]
        made = tuple(fix for fix in fixes if fix is not None)
        return Problem(rule, self.place(path), self.key(path), shortened(self.written(path)), words, severity, made)

    def _told(self, fault: Fault) -> Problem:
        """A fault with what the reader of its value says was meant."""
        answer = self._answers.get(fault.path) if fault.open else None
        key = self.key(fault.path)
        problem = fault.problem if fault.problem.key.startswith("[") else replace(fault.problem, key=key + fault.below)
        problem = replace(problem, value="") if fault.below else problem
        if answer is not None:
            rule = problem.rule if (answer.hint.startswith("write ") and answer.fixes) or fault.of_key else answer.rule
            return replace(problem, rule=rule, key=answer.key, hint=answer.hint, fixes=answer.fixes)
        if not fault.hint or (fault.open and any(fault.path[:length] in self._unknown for length in range(1, 9))):
            return problem if not fault.open else replace(problem, hint="")
        fixes = (self._fix(fault.path, offer) for offer in offers_of(fault.hint))
        hint = hint_words(fault.hint, str(fault.path[-1]))
        return replace(problem, hint=hint, fixes=tuple(fix for fix in fixes if fix is not None))

    def _fix(self, path: Path, offer: Offer) -> Fix | None:
        """What an offer comes to in this text; None where the text has no place for it."""
        spot = self._spots.get(offer.at or path)
        if offer.of == "below" and (spot is None or spot.heading is None):
            spot = self._spots.get(path[:-1])
        span = spot and {"value": spot.value, "key": spot.key, "heading": spot.heading, "below": spot.heading}[offer.of]
        if not span or spot is None:
            return None
        start, end = span
        text = offer.text
        if offer.of == "below":
            start, text = end, f"\n{text}"
        elif offer.part:
            at = spot.written.find(offer.part)
            if at < 0 or spot.written.count(offer.part) != 1:
                return None
            start, end = start + at, start + at + len(offer.part)
        edits = [Edit(start, end, text)]
        if offer.also is not None:
            table = self._spots.get(offer.also.table)
            if table is None or table.heading is None:
                return None
            edits.append(Edit(table.heading[1], table.heading[1], f"\n{offer.also.line}"))
        return Fix(tuple(edits))

    def _of(self, severity: str) -> list[Problem]:
        return [problem for problem in self._problems if problem.severity == severity]


def _in_order(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda problem: (problem.place.line or 0, problem.place.column or 0)))


def shortened(text: str) -> str:
    """One line of at most 40 characters."""
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 1] + "…"


def _step(part: str | int) -> str:
    if isinstance(part, int):
        return f"[{part + 1}]"
    return f".{part}" if _BARE.match(part) else f'."{shortened(part)}"'
