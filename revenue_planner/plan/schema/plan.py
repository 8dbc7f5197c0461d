"""The JSON Schema of plan files, made from the declarations: editors complete keys and explain them.

Draft 4, the one that TOML editors agree on. It is as strict as a schema can be; what needs more than
one place of the file (names that scenarios use, months of the plan) is left to the reader.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from revenue_planner.ground.text import spoken
from revenue_planner.ground.units import spoken_unit
from revenue_planner.language.component import Component
from revenue_planner.language.inputs import Assume, AssumeMonth, AssumeSeason, Choice, Input
from revenue_planner.plan.changes import CHANGE_PATTERN
from revenue_planner.plan.month_keys import DEFAULT
from revenue_planner.plan.reading.head import DEFAULT_CURRENCY, DEFAULT_MONTHS, DEFAULT_TITLE, MOST_MONTHS
from revenue_planner.plan.reading.instances import child_families, plan_streams
from revenue_planner.plan.reading.names import (
    LONGEST_LABEL,
    LONGEST_NAME,
    LONGEST_SCENARIO_NAME,
    LONGEST_TAB,
    LONGEST_TITLE,
    name_pattern,
)
from revenue_planner.plan.reading.scenarios import MOST_SCENARIOS
from revenue_planner.plan.reading.stress import MOST_LINES
from revenue_planner.plan.risk import RISK
from revenue_planner.plan.schema.forms import (
    Schema,
    bounded,
    by_name,
    one_of,
    plain,
    reference,
    several,
    table_of,
    text,
    within,
)
from revenue_planner.plan.schema.risk import risk_settings

_MONTH = r"^\s*[0-9]{4}-[0-9]{1,2}(-[0-9]{1,2})?\s*$"
#: The keys of a table by month.
_MONTH_KEY = rf"^({DEFAULT}|\s*([Ff]rom\s+)?[0-9]{{4}}-[0-9]{{1,2}}(-[0-9]{{1,2}})?\s*)$"
_STRESS = (
    "What goes wrong, and when. Each line names reach, a stream or one part of it: "
    '"tiktok_shop stops in 2027-07", "reach halves from month 4 for 3 months", '
    '"affiliate.amazon -30% from 2027-04 until 2027-06".'
)


def plan_schema() -> Schema:
    """The schema of a whole plan file."""
    tables: dict[str, object] = {"plan": _head()}
    title = text(LONGEST_TAB, "What the scenario's tab is called.")
    overrides: dict[str, object] = {"title": title, "stress": _stress()}
    for name, stream in plan_streams().items():
        *groups, last = name.split(".")
        own, changes = _table(stream, stream.many, risk_settings() if name == RISK else {}), _changes(stream)
        within(tables, groups)[last] = several(own) if stream.many else own
        within(overrides, groups)[last] = by_name(changes, LONGEST_NAME) if stream.many else changes
    scenario = table_of(overrides, "What differs from Base; everything else is as there.")
    tables["scenarios"] = {
        **by_name(scenario, LONGEST_SCENARIO_NAME),
        "maxProperties": MOST_SCENARIOS,
        "not": {"required": ["base"]},
        "description": "Other futures beside Base. Each states only what differs.",
    }
    return {
        "$schema": "http://json-schema.org/draft-04/schema#",
        "title": "A creator's revenue plan",
        **table_of(tables, "Income month by month from TikTok and what belongs to it."),
        "required": ["plan"],
        "definitions": _definitions(),
    }


def _definitions() -> dict[str, object]:
    return {
        "month": {"type": "string", "pattern": _MONTH},
        "change": {
            "type": "string",
            "pattern": CHANGE_PATTERN,
            "description": 'A change of Base: "+20%", "-20%" or "x0.5".',
        },
    }


def _head() -> Schema:
    properties: dict[str, object] = {
        "title": {**text(LONGEST_TITLE, "What the plan is called."), "default": DEFAULT_TITLE},
        "currency": {
            "type": "string",
            "pattern": "^[A-Z]{3}$",
            "default": DEFAULT_CURRENCY,
            "description": "Three capital letters; all money in the plan is in it.",
        },
        "start": one_of([reference("month")], 'The first month, such as "2027-01".'),
        "months": {
            "type": "integer",
            "minimum": 1,
            "maximum": MOST_MONTHS,
            "default": DEFAULT_MONTHS,
            "description": "How many months to plan.",
        },
        "template": {"type": "string", "description": "The example whose figures stand beside yours."},
        "stress": _stress(),
    }
    return {**table_of(properties, "The plan as a whole."), "required": ["start"]}


def _stress() -> Schema:
    return {"type": "array", "items": {"type": "string"}, "maxItems": MOST_LINES, "description": _STRESS}


def _table(component: type[Component], named: bool, settings: Mapping[str, object] = MappingProxyType({})) -> Schema:
    """A table of inputs, and below it the tables of its children. `settings` stand beside the inputs."""
    properties: dict[str, object] = dict(settings)
    if named:
        properties["name"] = {
            "type": "string",
            "pattern": name_pattern(LONGEST_NAME),
            "description": "A short name for keys: small letters, digits and _.",
        }
        properties["label"] = text(LONGEST_LABEL, "The name people see.")
    properties.update(_inputs(component))
    for name, member in child_families(component).items():
        properties[name] = several(_table(member, named=True))
    table = table_of(properties, _about(component))
    return {**table, "required": ["name"]} if named else table


def _changes(component: type[Component]) -> Schema:
    """What a scenario may say about a part."""
    properties = _inputs(component, in_scenario=True)
    for name, member in child_families(component).items():
        properties[name] = by_name(_changes(member), LONGEST_NAME)
    return table_of(properties, _about(component))


def _inputs(component: type[Component], in_scenario: bool = False) -> dict[str, object]:
    by_month = component.by_month()
    return {
        name: _described(declared, name in by_month, _forms(declared, name in by_month, in_scenario))
        for name, declared in component.inputs().items()
    }


def _forms(declared: Input, by_month: bool, in_scenario: bool) -> list[Schema]:
    """The ways in which an input can be written."""
    changes = [reference("change")] if in_scenario else []
    if isinstance(declared, AssumeMonth):
        return [reference("month")]
    if isinstance(declared, Choice):
        words: Schema = {"type": "string", "enum": list(declared.options)}
        return [words, {"type": "boolean"}] if set(declared.options) == {"on", "off"} else [words]
    if isinstance(declared, AssumeSeason):
        factor = bounded(declared)
        items = {"anyOf": [factor, *changes]} if changes else factor
        return [{"type": "array", "items": items, "minItems": 12, "maxItems": 12}, *changes]
    assert isinstance(declared, Assume)
    number = bounded(declared)
    if not by_month:
        return [number, *changes]
    one: Schema = {"anyOf": [number, *changes]} if changes else number
    months: Schema = {
        "type": "object",
        # For editors, which offer the keys that they know.
        "properties": {DEFAULT: {}},
        "patternProperties": {_MONTH_KEY: one},
        "additionalProperties": False,
        "minProperties": 1,
    }
    return [number, *changes, {"type": "array", "items": one, "minItems": 1}, months]


def _described(declared: Input, by_month: bool, forms: list[Schema]) -> Schema:
    schema = one_of(forms, _description(declared, by_month))
    if isinstance(declared, Assume):
        schema["default"] = plain(declared.base)
    elif isinstance(declared, AssumeSeason):
        schema["default"] = [plain(factor) for factor in declared.base]
    elif isinstance(declared, Choice):
        schema["default"] = declared.base
    return schema


def _description(declared: Input, by_month: bool) -> str:
    unit = "a number from 0 to 1" if declared.per_cent else spoken_unit(declared.unit, "money")
    told = unit if isinstance(declared, Assume) and unit not in ("1", "factor") else ""
    parts = [f"{declared.label}{f' ({told})' if told else ''}."]
    if declared.note:
        parts.append(f"{declared.note[:1].upper()}{declared.note[1:]}.")
    if isinstance(declared, (Assume, AssumeSeason)) and declared.low < declared.high:
        parts.append(f"Usually {spoken(declared.low)} to {spoken(declared.high)}.")
    if declared.source != "assumption":
        parts.append(f"Source: {declared.source} ({declared.as_of}).")
    if by_month:
        parts.append('Also month by month: { "from 2027-07" = 20 } from that month on, { "2027-03" = 4 } in it alone.')
    return " ".join(parts)


def _about(component: type[Component]) -> str:
    first = " ".join((component.__doc__ or "").split())
    return f"{component.title}. {first}".strip()
