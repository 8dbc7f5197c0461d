"""Pieces of JSON Schema (draft 4) that tables and inputs are described with."""

from __future__ import annotations

from collections.abc import Mapping

from revenue_planner.language.inputs import Assume, AssumeSeason
from revenue_planner.plan.reading.names import name_pattern
from revenue_planner.plan.tables import MOST_INSTANCES

Schema = dict[str, object]


def bounded(declared: Assume | AssumeSeason) -> Schema:
    """One number that the input may be."""
    whole = isinstance(declared, Assume) and declared.whole
    limits = {"minimum": plain(declared.minimum), "maximum": plain(declared.maximum)}
    return {"type": "number", **limits, **({"multipleOf": 1} if whole else {})}


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
