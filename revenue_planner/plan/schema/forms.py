"""Pieces of JSON Schema (draft 4) that tables and inputs are described with."""

from __future__ import annotations

from collections.abc import Mapping

from revenue_planner.ground.units import in_money
from revenue_planner.language.inputs import Assume, AssumeSeason
from revenue_planner.plan.reading.names import name_pattern
from revenue_planner.plan.tables import MOST_INSTANCES

Schema = dict[str, object]


def bounded(declared: Assume | AssumeSeason) -> Schema:
    """One number that the input may be. How much money that is depends on the plan's currency."""
    whole = isinstance(declared, Assume) and declared.whole
    limits = {"minimum": plain(declared.minimum), "maximum": plain(declared.maximum)}
    if in_money(declared.unit):
        limits = {"minimum": 0} if declared.minimum >= 0 else {}
    return {"type": "number", **limits, **({"multipleOf": 1} if whole else {})}


def amounts(declared: Assume | AssumeSeason) -> list[Schema]:
    """The ways in which one number may be written: an amount of money also with the code of its currency."""
    return [bounded(declared), *([reference("amount")] if in_money(declared.unit) else [])]


def any_of(forms: list[Schema]) -> Schema:
    """One of several forms, where nothing is said of it."""
    return forms[0] if len(forms) == 1 else {"anyOf": forms}


def plain(number: float) -> float:
    """16 rather than 16.0, as editors put it into the file."""
    return int(number) if number == int(number) else number


def several(table: Schema) -> Schema:
    about = table.get("description", "")
    return {"type": "array", "items": table, "minItems": 1, "maxItems": MOST_INSTANCES, "description": about}


def by_name(table: Schema, longest: int) -> Schema:
    return {"type": "object", "patternProperties": {name_pattern(longest): table}, "additionalProperties": False}


def table_of(properties: Mapping[str, object], about: str) -> Schema:
    return {"type": "object", "properties": dict(properties), "additionalProperties": False, "description": about}


def demanding(table: Schema, names: list[str]) -> Schema:
    """The table, which must have these keys too."""
    before = table.get("required", [])
    assert isinstance(before, list)
    required = list(dict.fromkeys([*before, *names]))
    return {**table, "required": required} if required else table


def text(longest: int, about: str) -> Schema:
    return {"type": "string", "minLength": 1, "maxLength": longest, "description": about}


def one_of(forms: list[Schema], about: str) -> Schema:
    """Editors show what stands beside `anyOf`, but nothing beside `$ref`."""
    if len(forms) == 1 and "$ref" not in forms[0]:
        return {**forms[0], "description": about}
    return {"anyOf": forms, "description": about}


def reference(name: str) -> Schema:
    return {"$ref": f"#/definitions/{name}"}


def within(tables: dict[str, object], groups: list[str]) -> dict[str, object]:
    """The properties of a group of tables such as tiktok_shop."""
    for group in groups:
        table = tables.setdefault(group, table_of({}, ""))
        assert isinstance(table, dict)
        tables = table["properties"]
    return tables
