"""Carry a plan's values into the text of a plan file, changing nothing else, and prove it before handing it on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from revenue_planner.ground.errors import PlanError, PlannerError, Problem
from revenue_planner.language.inputs import Assume
from revenue_planner.plan.editing.head import lines_on, stress_path, with_head
from revenue_planner.plan.editing.plan_text import PlanText, TextEdits
from revenue_planner.plan.editing.values import Change, SettingWriter
from revenue_planner.plan.reading.plan import parse_plan
from revenue_planner.plan.same import NOTHING, check_same_structure, said, settled
from revenue_planner.plan.toml.file import parse_toml
from revenue_planner.plan.toml.places import Path
from revenue_planner.plan.toml.text_map import TextMap
from revenue_planner.plan.values import BASE, Plan

#: Each pass settles what the one before brought to light.
_PASSES = 24

#: A scenario and an input of it.
_Spot = tuple[str, str]


def updated(text: str, now: Plan, wanted: Plan) -> str:
    """The text of a plan file with only those values changed that `wanted` has otherwise.

    `now` is the plan in `text`. A scenario that `wanted` does not have stays as it is. The result has been
    read again and says what is wanted, in numbers of 15 digits. Raises PlanError where the two plans have
    other months, money or parts, and PlannerError where the file has no way to say it.
    """
    check_same_structure(now, wanted)
    text = with_head(PlanText(text, now.source), now, wanted)
    tries: dict[_Spot, int] = {}
    differing: list[_Spot] = []
    for _ in range(_PASSES):
        file = PlanText(text, now.source)
        try:
            now = parse_plan(text, now.source)
        except PlanError as error:
            text = _held(file, settled(wanted, now), error)
            continue
        step = _Step(file, now, settled(wanted, now))
        differing = list(step.differing())
        if not differing:
            return text
        text = step.closer(differing, tries)
    raise _unsayable(differing[0])


@dataclass(frozen=True)
class _Step:
    """A plan text, the plan that it says now, and the plan that it is to say."""

    file: PlanText
    now: Plan
    wanted: Plan

    def differing(self) -> Iterator[_Spot]:
        """Inputs that the file does not say as wanted."""
        for scenario in self.wanted.settings:
            for key, declared in self.now.inputs().items():
                ours, theirs = said(self.now, scenario, key), said(self.wanted, scenario, key)
                # A list may name more months than it must, as long as each month has its value.
                same_list = (
                    isinstance(declared, Assume)
                    and ours.value == theirs.value
                    and self._is_list(scenario, key)
                    and self.now.every_month(key, scenario) == self.wanted.every_month(key, scenario)
                )
                if ours != theirs and not same_list:
                    yield scenario, key

    def closer(self, differing: list[_Spot], tries: dict[_Spot, int]) -> str:
        """The text with some of what differs written. Base goes first: scenarios that follow it may fit then.

        Each input is tried with the smallest change, then written out, then freed of stress lines.
        """
        edits = TextEdits(self.file.text)
        writer = SettingWriter(edits, self.file, self.now.timeline)
        stressed: dict[str, set[int]] = {}
        for spot in [spot for spot in differing if spot[0] == BASE] or differing:
            attempt = tries[spot] = tries.get(spot, 0) + 1
            if attempt <= 2:
                writer.write(_change(self.file, spot, self.now, self.wanted), exact=attempt == 2)
                continue
            scenario, lines = self._stress_on(spot)
            if not lines:
                raise _unsayable(spot)
            stressed.setdefault(scenario, set()).update(lines)
        for scenario, lines in stressed.items():
            edits.drop_elements(stress_path(scenario), lines)
        if stressed:
            # Without those lines other inputs may have to be written anew.
            tries.clear()
        return edits.apply()

    def _stress_on(self, spot: _Spot) -> tuple[str, set[int]]:
        """The stress lines in the way of an input: its scenario's own, else the plan's."""
        scenario, key = spot
        own = lines_on(key, scenario, self.file, self.now.structure)
        return (scenario, own) if own else (BASE, lines_on(key, BASE, self.file, self.now.structure))

    def _is_list(self, scenario: str, key: str) -> bool:
        return isinstance(self.file.raw(self.file.path(scenario, key)), list)


def _change(file: PlanText, spot: _Spot, now: Plan, wanted: Plan) -> Change:
    scenario, key = spot
    return Change(
        declared=wanted.inputs()[key],
        path=file.path(scenario, key),
        table=file.table(scenario, key),
        like=file.path(BASE, key),
        now=now.settings[scenario].get(key, NOTHING),
        wanted=wanted.settings[scenario].get(key, NOTHING),
        base=None if scenario == BASE else wanted.settings[BASE][key],
    )


def _held(file: PlanText, wanted: Plan, error: PlanError) -> str:
    """The text with numbers in place of what another Base has made impossible: "+20%" of a share of 0.9.

    Raises PlannerError where that is not what is wrong.
    """
    spots: set[_Spot] = set()
    stressed: dict[str, set[int]] = {}
    for problem in error.problems:
        for scenario in wanted.settings:
            lines = _stress_in(problem, scenario, file, wanted)
            if lines:
                stressed.setdefault(scenario, set()).update(lines)
            spots |= {(scenario, key) for key in wanted.inputs() if _concerns(problem, scenario, key)}
    if not spots and not stressed:
        raise PlannerError(
            f"with these figures the plan would have a problem: {error.problems[0]}; nothing was written"
        )
    edits = TextEdits(file.text)
    writer = SettingWriter(edits, file, wanted.timeline)
    for spot in sorted(spots):
        writer.write(_change(file, spot, wanted, wanted), exact=True)
    for scenario, dropped in stressed.items():
        edits.drop_elements(stress_path(scenario), dropped)
    return edits.apply()


def _concerns(problem: Problem, scenario: str, key: str) -> bool:
    """Whether a problem is one of a scenario's input, or of one of its months."""
    path = f"scenarios.{scenario}.{key}"
    return scenario != BASE and (problem.key == path or problem.key.startswith((f"{path}.", f"{path}[")))


def _stress_in(problem: Problem, scenario: str, file: PlanText, plan: Plan) -> set[int]:
    """The stress lines that make an input too large."""
    if problem.key != ".".join(map(str, stress_path(scenario))):
        return set()
    keys = [key for key in plan.inputs() if problem.rule.startswith(f"{key} ")]
    return {line for key in keys for line in lines_on(key, scenario, file, plan.structure)}


def _unsayable(spot: _Spot) -> PlannerError:
    scenario, key = spot
    where = "" if scenario == BASE else f" in the scenario {scenario}"
    return PlannerError(f"there is no way to write {key}{where} into the plan as it stands; nothing was written")


@dataclass(frozen=True, slots=True)
class WrittenChange:
    """A key with its text before and after; "" where it is not in the file."""

    key: str
    before: str
    after: str


def written_changes(before: str, after: str) -> list[WrittenChange]:
    """Keys whose values are written otherwise, were added or removed. Both texts have the same arrays of tables."""
    old, new = TextMap(before), TextMap(after)
    data = parse_toml(after, "")
    found: list[WrittenChange] = []
    for path in dict.fromkeys((*old.entries, *new.entries)):
        change = WrittenChange(_spoken(path, data), old.written(path), new.written(path))
        within = any(path[:length] in old.entries or path[:length] in new.entries for length in range(1, len(path)))
        if change.before != change.after and not within:
            found.append(change)
    return found


def _spoken(path: Path, data: object) -> str:
    """The path as scenarios write it, with the names of instances: affiliate.amazon.conversion."""
    steps: list[str] = []
    for step in path:
        if isinstance(step, int):
            data = data[step] if isinstance(data, list) and step < len(data) else None
            steps.append(str(data["name"]) if isinstance(data, dict) and "name" in data else f"[{step + 1}]")
        else:
            data = data.get(step) if isinstance(data, dict) else None
            steps.append(step if step.isidentifier() else f'"{step}"')
    return ".".join(steps)
