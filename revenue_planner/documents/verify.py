"""Whether a workbook is sound: its rules are kept, its formulas are ours, its figures follow from its inputs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from revenue_planner.analysis.goal.result import Goal
from revenue_planner.analysis.looking_ahead import Outlook, look_ahead
from revenue_planner.engine.run import run
from revenue_planner.ground.errors import Place, PlanError, PlannerError, Problem
from revenue_planner.ground.version import __version__
from revenue_planner.model.build import Model
from revenue_planner.plan.risk import FEWEST_TRIALS
from revenue_planner.plan.values import BASE, Plan, Scenario
from revenue_planner.workbook.checking.cell_names import CellIds
from revenue_planner.workbook.checking.differences import report_differences, report_names
from revenue_planner.workbook.checking.lint import lint
from revenue_planner.workbook.checking.rules.report import Report
from revenue_planner.workbook.checking.rules.roles import Roles
from revenue_planner.workbook.layout import GOAL, RISK
from revenue_planner.workbook.reading.built import read_built
from revenue_planner.workbook.reading.log import LOG
from revenue_planner.workbook.reading.outlook import read_outlook, read_searched
from revenue_planner.workbook.reading.plan import plan_of
from revenue_planner.workbook.reading.stamp import Stamp, StampError, read_stamp
from revenue_planner.workbook.seal import SEALED, rows_read, seal
from revenue_planner.workbook.tabs.goal.answers import AsBuilt
from revenue_planner.workbook.tabs.log.tab import fingerprint
from revenue_planner.workbook.write import write_workbook
from revenue_planner.workbook.xlsx.archive import Parts
from revenue_planner.workbook.xlsx.workbook_file import WorkbookFile, open_workbook

#: More trials than these are not drawn again: a file may ask for millions.
MOST_DRAWN = 50_000
_ANEW = "build the workbook anew: revenue-planner build THIS.xlsx -o NEW.xlsx"


def verify_workbook(path: Path) -> list[Problem]:
    """All that is wrong with a workbook, errors before warnings; none for one as built, or as well recomputed.

    The file must be a safe workbook of ours (else that is the one problem). The plan is read from it and built
    anew; a file that has the same parts is as the planner writes it, and keeps the lint's rules. Of any other,
    each formula, constant and figure is compared, and the rules are looked at.
    """
    try:
        book = open_workbook(path)
        roles = Roles(book)
        if _untouched(book, roles):
            return []
        found = lint(book, roles)
    except PlanError as error:
        return list(error.problems)
    try:
        found += _compared(book, roles, found)
    except PlannerError as error:
        found += error.problems if isinstance(error, PlanError) else [_not_rebuilt(book, error)]
    return sorted(found, key=lambda problem: problem.severity != "error")


def _untouched(book: WorkbookFile, roles: Roles) -> bool:
    """Whether a workbook is, part by part, the one that would be built from what it says."""
    try:
        built = _Built.of(book, roles)
    except (PlannerError, StampError):
        return False
    return built.parts.same_as(book.archive)


def _compared(book: WorkbookFile, roles: Roles, linted: list[Problem]) -> list[Problem]:
    """What a comparison with the workbook as it would be built adds to the lint's findings."""
    report = Report(book.source)
    if roles.facts.version != __version__:
        rule = f'was built by version "{roles.facts.version}" of the planner; it is compared with version {__version__}'
        report.of_file(rule, "build it anew with this version", severity="warning")
    plan = plan_of(book)
    for key in sorted(_added_rows(plan)):
        rule = "its months were added on the tab Calendar, and the figures here do not follow them"
        report.of_file(rule, "build the workbook anew to see them", key=key, severity="warning")
    for scenario in plan.scenarios[len(roles.scenarios) :]:
        rule = f'the scenario "{scenario.title}" was added on the tab Inputs and has no tab of its own'
        report.of_file(rule, "build the workbook anew to see it", severity="warning")
    built = _Built.of(book, roles, report)
    again = WorkbookFile(built.parts)
    theirs, ours = CellIds(roles), CellIds(Roles(again))
    report_differences(theirs, ours, report, history=built.history, left_out=built.left_out)
    report_names(book, again, theirs, ours, report)
    told = {problem.place for problem in linted if problem.place.cell is not None}
    return [problem for problem in report.problems() if problem.place not in told]


@dataclass(frozen=True)
class _Built:
    """A workbook built from what another one says. Its Log has the seal of the figures as built that were read.

    Constants of `history` tabs are of inputs that were changed since; those `left_out` have other rows.
    """

    parts: Parts
    history: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()

    @classmethod
    def of(cls, book: WorkbookFile, roles: Roles, report: Report | None = None) -> _Built:
        """Build it. With a `report`, luck is drawn anew where figures of the tab Risk were altered, and what cannot
        be compared is told. Raises PlannerError, and StampError where there is no report to tell it to."""
        plan = _only(plan_of(book), roles.scenarios)
        as_built = _as_built(plan, roles, book.date_offset)
        changed = roles.facts.fingerprint != fingerprint(as_built)
        plan = plan if changed else as_built
        result = run(plan)
        ahead = _ahead(plan, roles, result.model, report, changed=changed)
        again = write_workbook(plan, result.model, result.values, roles.facts.as_of, ahead.outlook, ahead.searched)
        history = SEALED if changed else ahead.left_out
        return cls(Parts(again.parts(), "the workbook as built anew"), history, ahead.left_out)


def _as_built(plan: Plan, roles: Roles, date_offset: float) -> Plan:
    """The plan with its figures written by whom the Log says, also where the Log's own record of them was altered."""
    log = roles.one(LOG)
    if log is None or roles.facts.fingerprint == fingerprint(plan):
        return plan
    record = read_built(log.tab, date_offset)
    base = {
        key: replace(setting, writer=record.built_by(key) or setting.writer)
        for key, setting in plan.settings[BASE].items()
    }
    return replace(plan, settings={**plan.settings, BASE: base})


@dataclass(frozen=True)
class _Ahead:
    """The outlook to build with, and the tabs that it does not make as they were."""

    outlook: Outlook | None = None
    searched: AsBuilt | None = None
    left_out: tuple[str, ...] = ()


def _ahead(plan: Plan, roles: Roles, model: Model, report: Report | None, *, changed: bool) -> _Ahead:
    """What looking ahead found when the workbook was built: drawn anew where that is needed to name what was altered,
    else as the tabs have it."""
    try:
        stamp = read_stamp(roles)
        if stamp is None:
            return _Ahead()
        changed |= stamp.fingerprint != fingerprint(plan)
        if report is not None:
            sealed = _sealed(roles)
            if not (sealed or changed) and stamp.trials <= MOST_DRAWN:
                return _Ahead(_drawn(plan, stamp))
            _tell_history(stamp, report, sealed=sealed, changed=changed)
        goal = _goal(plan, stamp)
        return _Ahead(read_outlook(roles, plan, model, stamp, goal), read_searched(roles, plan, goal))
    except (StampError, PlannerError) as error:
        if report is None:
            raise
        if isinstance(error, StampError) or not changed:
            report.of_file(f"the tab {RISK} cannot be checked: {error}", _ANEW)
        report.of_file(f"the formulas of the tabs {RISK} and {GOAL} are not compared", _ANEW, severity="warning")
        return _stand_in(plan)


def _sealed(roles: Roles) -> bool:
    """Whether the figures that were typed when the workbook was built are unaltered."""
    tabs = [found.tab for name in SEALED if (found := roles.one(name)) is not None]
    return roles.facts.seal == seal(row for tab in tabs for row in rows_read(tab))


def _tell_history(stamp: Stamp, report: Report, *, sealed: bool, changed: bool) -> None:
    """What the figures of the tab Risk are of, and whether they can be compared."""
    if changed:
        rule = f"the tabs {RISK} and {GOAL} hold figures of the inputs as they were when built"
        more = "; those are as they were drawn" if sealed else "; those were altered or rounded, and are not compared"
        report.of_file(rule + more, _ANEW, severity="warning")
    elif not sealed:
        rule = f"the tab {RISK} was altered, or its figures rounded; its {stamp.trials:,} runs are not drawn again here"
        report.of_file(rule, _ANEW, severity="warning")


def _goal(plan: Plan, stamp: Stamp) -> Goal | None:
    if not stamp.goal:
        return None
    from revenue_planner.analysis.goal.aim import resolve_goal

    return resolve_goal(plan, stamp.goal)


def _drawn(plan: Plan, stamp: Stamp) -> Outlook:
    """As when the workbook was built: the same seed draws the same luck."""

    return look_ahead(plan, trials=stamp.trials, seed=stamp.seed, goal=_goal(plan, stamp), mixes=False)


def _stand_in(plan: Plan) -> _Ahead:
    """An outlook of the same form, for a goal that every plan can have.

    Which levers the tab Goal lists as built depends on the inputs, so that it has rows of its own.
    """
    from revenue_planner.analysis.goal.aim import resolve_goal

    goal = resolve_goal(plan, "take_home >= 0 by month 1")
    return _Ahead(look_ahead(plan, trials=FEWEST_TRIALS, goal=goal, mixes=False), None, (RISK, GOAL))


def _only(plan: Plan, scenarios: tuple[Scenario, ...]) -> Plan:
    """The plan without scenarios and rows of months that a user added: the workbook was not built with them."""
    added = _added_rows(plan)
    settings = {
        scenario.name: {
            key: replace(each, months={}) if key in added else each
            for key, each in plan.settings[scenario.name].items()
            if key not in added or each.value is not None
        }
        for scenario in scenarios
    }
    return replace(plan, scenarios=scenarios, settings=settings)


def _added_rows(plan: Plan) -> frozenset[str]:
    """The inputs that have figures by month where the workbook was built with one for all months."""
    inputs = plan.inputs()
    return frozenset(key for key in plan.given_by_month() - plan.calendar if not inputs[key].by_month)


def _not_rebuilt(book: WorkbookFile, error: PlannerError) -> Problem:
    return Problem(f"its plan cannot be computed: {error}", Place(book.source))
