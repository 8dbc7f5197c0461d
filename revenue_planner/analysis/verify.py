"""Whether a workbook is sound: its rules are kept, its formulas are ours, its figures follow from its inputs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from revenue_planner import __version__
from revenue_planner.errors import Place, PlanError, PlannerError, Problem
from revenue_planner.evaluate.run import run
from revenue_planner.plan.values import Plan, Scenario
from revenue_planner.workbook.cell_ids import CellIds
from revenue_planner.workbook.differences import report_differences, report_names
from revenue_planner.workbook.lint import lint
from revenue_planner.workbook.lint_rules.report import Report
from revenue_planner.workbook.lint_rules.roles import Roles
from revenue_planner.workbook.lint_rules.stored import uncomputed
from revenue_planner.workbook.read import plan_of
from revenue_planner.workbook.write import workbook_bytes
from revenue_planner.workbook.xlsx.archive import Archive
from revenue_planner.workbook.xlsx.workbook_file import WorkbookFile, open_workbook


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
    built = _rebuilt(_only(plan, roles.scenarios))
    theirs, ours = CellIds(roles), CellIds(Roles(built))
    report_differences(theirs, ours, report, computed=not uncomputed(roles))
    report_names(book, built, theirs, ours, report)
    told = {problem.place for problem in linted if problem.place.cell is not None}
    return [problem for problem in report.problems() if problem.place not in told]


def _rebuilt(plan: Plan) -> WorkbookFile:
    result = run(plan)
    return WorkbookFile(Archive(workbook_bytes(plan, result.model, result.values), "the workbook as built anew"))


def _only(plan: Plan, scenarios: tuple[Scenario, ...]) -> Plan:
    """The plan without scenarios that a user added: they have no tab, so the workbook was not built with them."""
    settings = {scenario.name: plan.settings[scenario.name] for scenario in scenarios}
    return replace(plan, scenarios=scenarios, settings=settings)


def _not_rebuilt(book: WorkbookFile, error: PlannerError) -> Problem:
    return Problem(f"its plan cannot be computed: {error}", Place(book.source))
