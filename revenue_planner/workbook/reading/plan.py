"""Read a workbook back as a plan: it is one, with cells in place of lines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path as FilePath

from revenue_planner.ground.errors import Place, PlanError, Problem
from revenue_planner.ground.months import Timeline
from revenue_planner.ground.text import typed
from revenue_planner.ground.version import __version__
from revenue_planner.language.inputs import Input
from revenue_planner.model.structure import arrange
from revenue_planner.plan.reading.doubts import Doubts
from revenue_planner.plan.reading.stress import targets
from revenue_planner.plan.toml.places import Path
from revenue_planner.plan.toml.problems import Findings
from revenue_planner.plan.values import BASE, Plan, Setting, default_setting
from revenue_planner.workbook.reading.built import read_built
from revenue_planner.workbook.reading.calendar import CalendarReader, CalendarValues, find_calendar
from revenue_planner.workbook.reading.cell_values import CellReader
from revenue_planner.workbook.reading.inputs import InputsReader, TypedInputs, find_inputs, read_start
from revenue_planner.workbook.reading.log import read_log
from revenue_planner.workbook.reading.problems import CellFindings
from revenue_planner.workbook.risk_facts import read_risk_facts, risk_cells
from revenue_planner.workbook.xlsx.workbook_file import WorkbookFile, open_workbook


def read_workbook(path: FilePath) -> Plan:
    """The plan that a workbook holds, also after it was edited and saved by a spreadsheet program.

    Raises PlanError with every problem, each naming its tab and cell. `warnings` of the result tell
    what is doubtful.
    """
    return plan_of(open_workbook(path))


def plan_of(book: WorkbookFile) -> Plan:
    """The plan that an opened workbook holds; errors as for `read_workbook`."""
    findings = CellFindings(book.source)
    facts = read_log(book, findings)
    inputs_table, calendar_table = find_inputs(book), find_calendar(book)
    reader = CellReader(findings, book.date_offset)
    start = read_start(inputs_table, facts.scenarios[0].title, reader)
    timeline = Timeline(start, facts.months)
    structure = arrange(timeline, facts.parts)
    declared = structure.declared()
    lenient = facts.version != __version__
    if lenient:
        rule = f'was built by version "{facts.version}" of the planner; this is version {__version__}'
        findings.warning("", rule, "where the two differ, this version's usual figures are taken")
    typed = InputsReader(inputs_table, declared, facts.scenarios, reader, lenient=lenient).read()
    built = read_built(facts.tab, book.date_offset)
    calendar = CalendarReader(calendar_table, structure, typed.scenarios, built.by_month, reader, lenient=lenient)
    by_month = calendar.read(facts.scenarios)
    settings = {scenario.name: _settings(scenario.name, declared, typed, by_month) for scenario in typed.scenarios}
    base = {key: settings[BASE].get(key, default_setting(each, timeline)) for key, each in declared.items()}
    risk = read_risk_facts(facts.risk, declared, base, timeline, findings)
    if findings.errors:
        raise PlanError(findings.errors)
    settings[BASE] = {
        key: replace(setting, writer=built.writer(key, setting)) for key, setting in settings[BASE].items()
    }
    plan = Plan(
        title=facts.title,
        currency=facts.currency,
        structure=structure,
        scenarios=tuple(typed.scenarios),
        settings=settings,
        template=facts.template,
        source=book.source,
        risk=risk,
        cells=risk_cells(facts.risk),
        calendar=built.by_month & structure.by_month(),
    )
    if lenient:
        plan = _completed(plan, declared)
    return replace(plan, warnings=(*findings.warnings, *workbook_doubts(plan, typed, by_month)))


def _settings(scenario: str, keys: Iterable[str], typed: TypedInputs, calendar: CalendarValues) -> dict[str, Setting]:
    """What a scenario's column and rows say, by key; an input they leave blank is not in it."""
    settings: dict[str, Setting] = {}
    for key in keys:
        value = calendar.seasons[scenario].get(key, typed.values[scenario].get(key))
        months = calendar.months[scenario].get(key, {})
        if value is not None or months:
            settings[key] = Setting(value, months)
    return settings


def _completed(plan: Plan, declared: Mapping[str, Input]) -> Plan:
    """The plan with shipped figures for inputs that a workbook of another version does not have."""
    base: dict[str, Setting] = {}
    for key, each in declared.items():
        own = plan.settings[BASE].get(key, Setting(None))
        base[key] = own if own.value is not None else replace(default_setting(each, plan.timeline), months=own.months)
    return replace(plan, settings={**plan.settings, BASE: base})


def workbook_doubts(plan: Plan, inputs: TypedInputs, calendar: CalendarValues) -> tuple[Problem, ...]:
    """Warnings, each at its cell."""
    findings = Findings(plan.source, {})
    paths: dict[str, dict[str, Path]] = {}
    cells: dict[str, tuple[str, str, str]] = {}
    for scenario, settings in plan.settings.items():
        paths[scenario] = {}
        for key, setting in settings.items():
            address = inputs.places[scenario].get(key) or calendar.places[scenario].get(key)
            if address is None:
                continue
            path: Path = (scenario, key)
            paths[scenario][key] = path
            findings.call(path, address)
            cells[address] = (address, key, typed(setting.value) if isinstance(setting.value, float) else "")
    Doubts(_calm(plan), paths, findings).look()
    return tuple(_at_cell(problem, cells) for problem in findings.warnings)


def _at_cell(problem: Problem, cells: dict[str, tuple[str, str, str]]) -> Problem:
    if problem.key not in cells:
        return problem
    address, key, value = cells[problem.key]
    return replace(problem, place=Place(problem.place.source, cell=address), key=key, value=value)


def _calm(plan: Plan) -> Plan:
    """The plan without the months in which stress lines made a factor of reach or of a stream small."""
    factors = {key for keys in targets(plan.structure.parts).values() for key in keys}
    settings = {
        scenario: {key: Setting(own.value) if key in factors else own for key, own in settings.items()}
        for scenario, settings in plan.settings.items()
    }
    return replace(plan, settings=settings)
