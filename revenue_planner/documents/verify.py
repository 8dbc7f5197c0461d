"""Whether a workbook is sound: its rules are kept, its formulas are ours, its figures follow from its inputs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from revenue_planner.analysis.looking_ahead import Outlook, look_ahead
from revenue_planner.engine.run import run
from revenue_planner.ground.errors import Place, PlanError, PlannerError, Problem
from revenue_planner.ground.version import __version__
from revenue_planner.plan.risk import FEWEST_TRIALS, MOST_SEED, MOST_TRIALS
from revenue_planner.plan.values import Plan, Scenario
from revenue_planner.workbook.checking.cell_names import CellIds
from revenue_planner.workbook.checking.differences import report_differences, report_names
from revenue_planner.workbook.checking.lint import lint
from revenue_planner.workbook.checking.rules.report import Report
from revenue_planner.workbook.checking.rules.roles import RoledTab, Roles
from revenue_planner.workbook.layout import GOAL, RISK
from revenue_planner.workbook.reading.plan import plan_of
from revenue_planner.workbook.tabs.log.tab import fingerprint
from revenue_planner.workbook.tabs.risk.stamp import STAMP_KEY
from revenue_planner.workbook.write import workbook_bytes
from revenue_planner.workbook.xlsx.archive import Archive
from revenue_planner.workbook.xlsx.workbook_file import WorkbookFile, open_workbook

#: More trials than these are not drawn again: a file may ask for millions.
MOST_DRAWN = 50_000
_ANEW = "build the workbook anew: revenue-planner build THIS.xlsx -o NEW.xlsx"
#: Digits of a number that is read at all.
_LONGEST = 25


def verify_workbook(path: Path) -> list[Problem]:
    """All that is wrong with a workbook, errors before warnings; none for one as built, or as well recomputed.

    The file must be a safe workbook of ours (else that is the one problem) and keep the lint's rules.
    Then the plan is read from it, built anew, and every formula, constant and figure compared.
    """
    try:
        book = open_workbook(path)
        found = lint(book)
    except PlanError as error:
        return list(error.problems)
    try:
        found += _compared(book, found)
    except PlannerError as error:
        found += error.problems if isinstance(error, PlanError) else [_not_rebuilt(book, error)]
    return sorted(found, key=lambda problem: problem.severity != "error")


def _compared(book: WorkbookFile, linted: list[Problem]) -> list[Problem]:
    """What a comparison with the workbook as it would be built adds to the lint's findings."""
    plan, roles, report = plan_of(book), Roles(book), Report(book.source)
    if roles.facts.version != __version__:
        rule = f'was built by version "{roles.facts.version}" of the planner; it is compared with version {__version__}'
        report.of_file(rule, "build it anew with this version", severity="warning")
    for scenario in plan.scenarios[len(roles.scenarios) :]:
        rule = f'the scenario "{scenario.title}" was added on the tab Inputs and has no tab of its own'
        report.of_file(rule, "build the workbook anew to see it", severity="warning")
    own = _only(plan, roles.scenarios)
    ahead = _ahead(own, roles, report)
    built = _rebuilt(own, ahead.outlook)
    theirs, ours = CellIds(roles), CellIds(Roles(built))
    report_differences(theirs, ours, report, history=ahead.history, left_out=ahead.left_out)
    report_names(book, built, theirs, ours, report)
    told = {problem.place for problem in linted if problem.place.cell is not None}
    return [problem for problem in report.problems() if problem.place not in told]


@dataclass(frozen=True)
class _Ahead:
    """The outlook to build with, and what cannot be compared: figures of `history` tabs, all of those `left_out`."""

    outlook: Outlook | None = None
    history: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()


def _ahead(plan: Plan, roles: Roles, report: Report) -> _Ahead:
    """What looking ahead finds, as when the workbook was built.

    Where inputs were changed since, the tab Risk holds figures of the old ones; its formulas can still be
    compared, for which a few trials will do.
    """
    try:
        stamp = read_stamp(roles)
    except StampError as error:
        report.of_file(f"the tab {RISK} cannot be checked: {error}", _ANEW)
        return _stand_in(plan)
    if stamp is None:
        return _Ahead()
    if stamp.fingerprint != fingerprint(plan):
        rule = f"the tabs {RISK} and {GOAL} hold figures of the inputs as they were when built; those are not compared"
        report.of_file(rule, _ANEW, severity="warning")
        return _stand_in(plan)
    if stamp.trials > MOST_DRAWN:
        rule = f"the tab {RISK} was made of {stamp.trials:,} runs; those are not drawn again here, and not compared"
        report.of_file(rule, severity="warning")
        return _stand_in(plan)
    from revenue_planner.analysis.goal.aim import resolve_goal

    goal = resolve_goal(plan, stamp.goal)
    return _Ahead(look_ahead(plan, trials=stamp.trials, seed=stamp.seed, goal=goal, mixes=False))


def _stand_in(plan: Plan) -> _Ahead:
    """An outlook of the same form, for a goal that every plan can have.

    Which levers the tab Goal lists as built depends on the inputs, so that it has rows of its own.
    """
    from revenue_planner.analysis.goal.aim import resolve_goal

    goal = resolve_goal(plan, "take_home >= 0 by month 1")
    return _Ahead(look_ahead(plan, trials=FEWEST_TRIALS, goal=goal, mixes=False), (RISK,), (GOAL,))


def _rebuilt(plan: Plan, ahead: Outlook | None) -> WorkbookFile:
    result = run(plan)
    data = workbook_bytes(plan, result.model, result.values, outlook=ahead)
    return WorkbookFile(Archive(data, "the workbook as built anew"))


def _only(plan: Plan, scenarios: tuple[Scenario, ...]) -> Plan:
    """The plan without scenarios that a user added: they have no tab, so the workbook was not built with them."""
    settings = {scenario.name: plan.settings[scenario.name] for scenario in scenarios}
    return replace(plan, scenarios=scenarios, settings=settings)


def _not_rebuilt(book: WorkbookFile, error: PlannerError) -> Problem:
    return Problem(f"its plan cannot be computed: {error}", Place(book.source))


@dataclass(frozen=True, slots=True)
class Stamp:
    """`fingerprint` is that of the plan as it was. `goal` is "" where there was none."""

    trials: int
    seed: int
    goal: str
    fingerprint: str


class StampError(ValueError):
    """A stamp that was altered; the text says where."""


def read_stamp(roles: Roles) -> Stamp | None:
    """The stamp, or None where the workbook has no Risk tab. Raises StampError."""
    found = roles.one(RISK)
    if found is None:
        return None
    goal = _value(found, "goal")
    return Stamp(
        _whole(found, "trials", FEWEST_TRIALS, MOST_TRIALS),
        _whole(found, "seed", 0, MOST_SEED),
        goal if isinstance(goal, str) else "",
        str(_value(found, "fingerprint")),
    )


def _value(found: RoledTab, name: str) -> object:
    """What stands right of a key of the stamp; None where the row is empty or missing."""
    assert found.table is not None
    for row in found.table.keys.get(STAMP_KEY + name, ()):
        for column in sorted(found.tab.rows[row]):
            value = found.tab.value(row, column)
            if column > found.table.key_column and value not in (None, ""):
                return value
    return None


def _whole(found: RoledTab, name: str, least: int, most: int) -> int:
    """A whole number, which spreadsheet programs may have saved as a number or as a text."""
    value = _value(found, name)
    text = f"{value:.0f}" if isinstance(value, float) and value.is_integer() else str(value).strip()
    if len(text) > _LONGEST or not text.isdecimal():
        raise StampError(f"{STAMP_KEY}{name} on the tab {found.tab.name} is no whole number")
    number = int(text)
    if not least <= number <= most:
        raise StampError(f"{STAMP_KEY}{name} on the tab {found.tab.name} must be from {least:,} to {most:,}")
    return number
