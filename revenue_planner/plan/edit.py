"""Carry a plan's values into the text of a plan file, changing nothing else, and prove it before handing it on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from revenue_planner.equations.inputs import Assume
from revenue_planner.errors import Place, PlanError, PlannerError, Problem
from revenue_planner.plan.edit_stress import lines_on, move_lines, stress_path
from revenue_planner.plan.edit_values import Change, SettingWriter
from revenue_planner.plan.findings import Findings
from revenue_planner.plan.instances import read_tables
from revenue_planner.plan.literals import month_literal
from revenue_planner.plan.places import Path
from revenue_planner.plan.read import parse_plan
from revenue_planner.plan.source import parse_toml
from revenue_planner.plan.sameness import NOTHING, check_same_structure, in_months, rounded, said
from revenue_planner.plan.text_edits import TextEdits, as_text
from revenue_planner.plan.values import BASE, Plan, Setting, Value
from revenue_planner.timeline import Month

#: Each pass settles what the one before brought to light; plans have needed five.
_PASSES = 16

#: A scenario and an input of it.
_Spot = tuple[str, str]


def updated(text: str, now: Plan, wanted: Plan) -> str:
    """The text of a plan file with only those values changed that `wanted` has otherwise.

    `now` is the plan in `text`. Numbers are compared, and written, to 15 digits, which is what people see. A scenario
    that `wanted` does not have stays as it is. Raises PlanError where the two have other months, currencies or parts,
    and PlannerError where the file has no way to say it.
    """
    check_same_structure(now, wanted)
    wanted = rounded(wanted)
    text = _with_head(text, now, wanted)
    tries: dict[_Spot, int] = {}
    for _ in range(_PASSES):
        try:
            draft = _Draft(text, parse_plan(text, now.source), wanted)
        except PlanError as error:
            text = _without_changes_of_base(text, wanted, error)
            continue
        differing = list(draft.differing())
        if not differing:
            return text
        text = draft.closer(differing, tries)
    spot = next(iter(_Draft(text, parse_plan(text, now.source), wanted).differing()))
    raise _unsayable(*spot)


@dataclass(frozen=True)
class _Draft:
    """A text on its way: the plan that it says now, and the plan that it is to say."""

    text: str
    now: Plan
    wanted: Plan

    @cached_property
    def data(self) -> dict[str, object]:
        return parse_toml(self.text, self.now.source)[0]

    @cached_property
    def paths(self) -> dict[str, Path]:
        """Where each part stands in the file."""
        return {table.part.key: table.path for table in read_tables(self.data, Findings(self.now.source, {}))}

    def differing(self) -> Iterator[_Spot]:
        """Inputs that the file does not say as wanted."""
        for scenario in self.wanted.settings:
            for key, declared in self.now.inputs().items():
                ours, theirs = said(self.now, scenario, key), said(self.wanted, scenario, key)
                if ours == theirs:
                    continue
                if isinstance(declared, Assume) and ours.value == theirs.value and self._is_list(scenario, key):
                    # A list may name more months than needed, as long as each month has its value.
                    if in_months(self.now, scenario, key) == in_months(self.wanted, scenario, key):
                        continue
                yield scenario, key

    def closer(self, differing: list[_Spot], tries: dict[_Spot, int]) -> str:
        """The text with some of what differs written. Base goes first: scenarios that follow it may fit then.

        Each input is tried with the smallest change, then written out, then freed of stress lines.
        """
        edits = TextEdits(self.text)
        writer = SettingWriter(edits, self.data, self.now.timeline)
        base = [spot for spot in differing if spot[0] == BASE]
        stressed: dict[str, set[int]] = {}
        for spot in base or differing:
            attempt = tries[spot] = tries.get(spot, 0) + 1
            if attempt <= 2:
                writer.write(self._change(*spot), exact=attempt == 2)
                continue
            scenario, lines = self._stress_on(*spot)
            if not lines:
                raise _unsayable(*spot)
            stressed.setdefault(scenario, set()).update(lines)
        for scenario, lines in stressed.items():
            edits.drop_elements(stress_path(scenario), lines)
        if stressed:
            # Without those lines, other inputs have to be written as well.
            tries.clear()
        return edits.apply()

    def _stress_on(self, scenario: str, key: str) -> tuple[str, set[int]]:
        """The stress lines in the way of an input: its scenario's own, else the plan's."""
        own = lines_on(key, scenario, self.now, self.data)
        return (scenario, own) if own else (BASE, lines_on(key, BASE, self.now, self.data))

    def _change(self, scenario: str, key: str) -> Change:
        part, _, name = key.rpartition(".")
        table = self.paths[part]
        like = path = (*table, name)
        if scenario != BASE:
            table = ("scenarios", scenario)
            path = (*table, *key.split("."))
        return Change(
            self.now.inputs()[key],
            path,
            table,
            like,
            self.now.settings[scenario].get(key, NOTHING),
            self.wanted.settings[scenario].get(key, NOTHING),
            None if scenario == BASE else self.wanted.settings[BASE][key],
        )

    def _is_list(self, scenario: str, key: str) -> bool:
        return isinstance(value_at(self.data, self.path(scenario, key)), list)


def _with_head(text: str, now: Plan, wanted: Plan) -> str:
    """The text with its title and first month, and with its scenarios' titles; new scenarios are opened."""
    draft, edits = _Draft(text, now, wanted), TextEdits(text)

    def put(path: Path, literal: str) -> None:
        if path in edits.map.values:
            edits.replace(path, literal)
        else:
            edits.add(path, literal, path[:-1])

    if now.title != wanted.title:
        put(("plan", "title"), as_text(wanted.title))
    titles = {scenario.name: scenario.title for scenario in now.scenarios}
    for scenario in wanted.scenarios:
        if titles.get(scenario.name) != scenario.title and scenario.name != BASE:
            put(("scenarios", scenario.name, "title"), as_text(scenario.title))
    moved = wanted.timeline.start.months_since(now.timeline.start)
    if moved:
        start = ("plan", "start")
        put(start, month_literal(wanted.timeline.start, edits.map.written(start)))
        move_lines(edits, draft.data, now.settings, moved)
        for scenario in now.settings:
            for key in now.inputs():
                _move_months(edits, draft, draft.path(scenario, key), moved)
    return edits.apply()


def _move_months(edits: TextEdits, draft: _Draft, path: Path, months: int) -> None:
    """In a workbook values by month stand in columns, which move along with the first month."""
    table = value_at(draft.data, path)
    for key in table if isinstance(table, dict) else ():
        if key != "default":
            with suppress(ValueError):
                edits.rename((*path, key), str(Month.parse(key) + months))


def _held(text: str, wanted: Plan, error: PlanError) -> str:
    """The text with numbers in place of changes of Base that a changed Base has made impossible.

    Raises PlannerError where that is not what is wrong.
    """
    draft, edits = _Draft(text, wanted, wanted), None
    try:
        edits = TextEdits(text)
        writer = SettingWriter(edits, draft.data, wanted.timeline)
    except PlanError:
        raise _impossible(error) from None
    for problem in error.problems:
        for scenario in wanted.settings:
            for key in wanted.inputs():
                if problem.key in (path := "scenarios.{scenario}.{key}",):
                    pass
    return edits.apply()


def _impossible(error: PlanError) -> PlannerError:
    return PlannerError(f"with these figures the plan would have a problem: {error.problems[0]}; nothing was written")


def _unsayable(scenario: str, key: str) -> PlannerError:
    where = "" if scenario == BASE else f" in the scenario {scenario}"
    return PlannerError(f"there is no way to write {key}{where} into the plan as it stands; nothing was written")
