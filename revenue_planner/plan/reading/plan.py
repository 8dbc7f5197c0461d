"""Read a plan file: TOML in, a checked `Plan` out, or all of its problems at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path as FilePath

from revenue_planner.ground.errors import PlanError
from revenue_planner.ground.text import spoken
from revenue_planner.language.inputs import Assume, Input
from revenue_planner.model.structure import Structure, arrange
from revenue_planner.plan.reading.doubts import Doubts, doubt_lone_month
from revenue_planner.plan.reading.head import Head, read_head
from revenue_planner.plan.reading.instances import Table, read_tables, tables_of_many
from revenue_planner.plan.reading.numbers import Situation
from revenue_planner.plan.reading.risk import read_risk
from revenue_planner.plan.reading.scenarios import BASE_SCENARIO, ScenarioText, read_scenarios
from revenue_planner.plan.reading.settings import ValueReader
from revenue_planner.plan.reading.stress import Effects, StressReader, stressed, stressed_base
from revenue_planner.plan.templates import template_names
from revenue_planner.plan.toml.file import read_text, read_toml
from revenue_planner.plan.toml.places import Path
from revenue_planner.plan.toml.problems import Findings
from revenue_planner.plan.values import BASE, Plan, Setting, default_setting

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
    tables = read_tables(data, findings)
    structure = arrange(head.timeline, [table.part for table in tables])
    inputs = structure.declared()
    money = Situation(currency=head.currency, stated=head.currency_stated)
    values = ValueReader(head.timeline, findings, money)
    base, paths = _base_settings(structure, tables, values)
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
    """Every input's setting, the shipped figure where the plan says nothing, and where it does say something."""
    inputs, by_month = structure.declared(), structure.by_month()
    settings = {key: default_setting(declared, values.timeline) for key, declared in inputs.items()}
    paths: dict[str, Path] = {}
    for table in tables:
        for name, raw in table.inputs.items():
            key, path = f"{table.part.key}.{name}", (*table.path, name)
            setting = values.read(inputs[key], raw, path, by_month=key in by_month)
            if setting is not None:
                settings[key], paths[key] = setting, path
    return settings, paths


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
