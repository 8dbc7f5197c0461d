"""Read a plan file: TOML in, a checked `Plan` out, or all of its problems at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path as FilePath

from revenue_planner.ground.errors import PlanError
from revenue_planner.ground.rates import DOLLAR, RATES_DATE, per_dollar
from revenue_planner.ground.text import spoken, typed
from revenue_planner.language.component import Component
from revenue_planner.language.inputs import ASSUMPTION, Assume, Input
from revenue_planner.language.sizes import MIDDLE, size_of
from revenue_planner.model.structure import Structure, arrange
from revenue_planner.plan.reading.doubts import Doubts, doubt_lone_month
from revenue_planner.plan.reading.head import Head, read_head
from revenue_planner.plan.reading.instances import Table, read_tables
from revenue_planner.plan.reading.numbers import Situation
from revenue_planner.plan.reading.risk import read_risk
from revenue_planner.plan.reading.scenarios import BASE_SCENARIO, ScenarioText, read_scenarios
from revenue_planner.plan.reading.settings import ValueReader
from revenue_planner.plan.reading.stress import Effects, StressReader, stressed, stressed_base
from revenue_planner.plan.tables import FX, tables_of_many
from revenue_planner.plan.templates import template_names
from revenue_planner.plan.toml.file import read_text, read_toml
from revenue_planner.plan.toml.places import Path
from revenue_planner.plan.toml.problems import Findings
from revenue_planner.plan.values import BASE, Plan, Setting, default_setting
from revenue_planner.streams.audience import Audience
from revenue_planner.streams.fx import ExchangeRates

Settings = dict[str, dict[str, Setting]]


def load_plan(path: FilePath) -> Plan:
    """The plan in a TOML file. Raises PlanError with every problem, in the order of the file."""
    return parse_plan(read_text(path), str(path))


def parse_plan(text: str, source: str = "plan.toml") -> Plan:
    """The plan in a TOML text; `source` is what its problems call it. Raises PlanError.

    `warnings` of the result tell what is doubtful.
    """
    reading = read_toml(text, source, tables_of_many())
    data, findings = reading.data, Findings(source, reading.spots, reading.faults, reading.whole)
    head = read_head(data, template_names(), findings)
    tables = read_tables(data, head.currency, findings)
    account = _size(tables, head), _per_dollar(tables, head, findings)
    structure = arrange(head.timeline, [table.part for table in tables], *account)
    inputs = structure.declared()
    money = Situation(currency=head.currency, stated=head.currency_stated, per_dollar=structure.per_dollar)
    values = ValueReader(head.timeline, findings, money)
    base, paths = _base_settings(structure, tables, values)
    _check_required(tables, paths, findings)
    scenarios = read_scenarios(data, structure, base, values)
    calm: Settings = {BASE: base, **{each.scenario.name: dict(each.settings) for each in scenarios}}
    risk = read_risk(data, inputs, base, head.timeline, findings, money)
    settings = _under_stress(calm, head, scenarios, inputs, StressReader(structure.parts, head.timeline, findings))
    if findings.errors:
        raise PlanError(findings.errors)
    plan = Plan(
        title=head.title,
        currency=head.currency,
        structure=structure,
        scenarios=(BASE_SCENARIO, *(each.scenario for each in scenarios)),
        settings=settings,
        template=head.template,
        source=source,
        risk=risk,
        lines=findings.lines(),
    )
    written = {BASE: paths, **{each.scenario.name: each.paths for each in scenarios}}
    unstressed = replace(plan, settings=calm)
    Doubts(unstressed, written, findings).look()
    doubt_lone_month(unstressed, written, findings)
    return replace(plan, warnings=findings.warnings)


def _base_settings(
    structure: Structure, tables: list[Table], values: ValueReader
) -> tuple[dict[str, Setting], dict[str, Path]]:
    """Every input's setting, the shipped figure where the plan says nothing, and where it does say something.

    An optional input that may be written, but could not be read, has some figure: scenarios do not complain again.
    """
    inputs, by_month = structure.declared(), structure.by_month()
    settings = {key: default_setting(declared, values.timeline) for key, declared in inputs.items()}
    paths: dict[str, Path] = {}
    for table in tables:
        for name in table.part.component.inputs():
            key, path = f"{table.part.key}.{name}", (*table.path, name)
            declared = inputs[key]
            raw, may_differ = table.inputs.get(name), key in by_month
            setting = values.read(declared, raw, path, by_month=may_differ) if name in table.inputs else None
            if setting is not None:
                settings[key], paths[key] = setting, path
            elif isinstance(declared, Assume) and declared.optional and values.findings.may_be_there(path):
                settings[key] = Setting(declared.low)
    return settings, paths


def _size(tables: list[Table], head: Head) -> int:
    """The size of the account by the followers that the plan states: it decides what is usual."""
    followers = _stated(tables, Audience, Audience.followers_today, head)
    return MIDDLE if followers is None else size_of(followers)


def _per_dollar(tables: list[Table], head: Head, findings: Findings) -> float:
    """What a US dollar costs in the plan's money, as stated; else about, and a warning says so."""
    if head.currency == DOLLAR:
        return 1.0
    stated = _stated(tables, ExchangeRates, ExchangeRates.usd, head)
    if stated:
        return stated
    about = per_dollar(head.currency)
    where = ("plan", "currency")
    if about is None:
        rule = f"amounts that ship are in US dollars, and the planner knows no rate for {head.currency}"
        findings.missing(where, rule, "write [fx] and below it usd = what a US dollar costs")
        return 1.0
    if all(table.path != (FX,) or not table.inputs for table in tables):
        rule = f"a US dollar is taken to cost {spoken(about)} {head.currency}, as on {RATES_DATE}"
        findings.warning(where, rule, f"write [fx] and below it usd = {typed(about)}, or today's rate")
    return about


def _stated(tables: list[Table], component: type[Component], declared: Input, head: Head) -> float | None:
    """A number of a part that the plan has once, before anything else is read; None where it states none."""
    for table in tables:
        if table.part.component is component and declared.name in table.inputs:
            quiet = ValueReader(head.timeline, Findings("", {}))
            setting = quiet.read(declared, table.inputs[declared.name], (declared.name,))
            if setting is not None and isinstance(setting.value, float):
                return setting.value
    return None


def _check_required(tables: list[Table], paths: Mapping[str, Path], findings: Findings) -> None:
    """What everybody knows about their own account is asked for: it has no usual figure."""
    for table in tables:
        for name, declared in table.part.component.inputs().items():
            if isinstance(declared, Assume) and declared.required and f"{table.part.key}.{name}" not in paths:
                where = f"; see {declared.source}" if declared.source != ASSUMPTION else ""
                hint = _way_to_write(f"{name} = your number", table, findings) + where
                findings.missing((*table.path, name), "is missing: it is different for every account", hint)


def _way_to_write(line: str, table: Table, findings: Findings) -> str:
    """How to add a line to a table that the plan may have under a heading, without one, or not at all."""
    heading = f"[{table.part.key}]"
    if findings.has_heading(table.path):
        return f"write {line} below {heading}"
    if table.inputs:
        return f"write {line} beside {next(iter(table.inputs))}"
    return f"write {heading} and below it {line}"


def _under_stress(
    calm: Settings, head: Head, scenarios: list[ScenarioText], inputs: Mapping[str, Input], reader: StressReader
) -> Settings:
    """All settings with stress lines multiplied on: the plan's on every scenario, then each one's own."""
    of_plan = reader.read(head.stress, ("plan", "stress"))
    result = {name: dict(settings) for name, settings in calm.items()}
    for key, factors in of_plan.items():
        result[BASE][key] = stressed_base(calm[BASE][key], factors)
        _check_size(result[BASE][key], key, ("plan", "stress"), inputs, reader)
    for each in scenarios:
        name, path = each.scenario.name, ("scenarios", each.scenario.name, "stress")
        own: Effects = reader.read(each.stress, path)
        for key in dict.fromkeys((*of_plan, *own)):
            setting = stressed(
                calm[BASE][key],
                calm[name].get(key),
                of_plan.get(key, {}),
                own.get(key, {}),
                reader.timeline.months,
            )
            if setting is not None:
                result[name][key] = setting
                _check_size(setting, key, path, inputs, reader)
    return result


def _check_size(setting: Setting, key: str, path: Path, inputs: Mapping[str, Input], reader: StressReader) -> None:
    declared = inputs[key]
    largest = max(setting.months.values(), default=0.0)
    if isinstance(declared, Assume) and largest > declared.maximum:
        rule = f"{key} comes to {spoken(largest)}; it is at most {spoken(declared.maximum)}"
        reader.findings.error(path, rule)
