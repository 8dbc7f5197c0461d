"""The JSON Schema of what [risk] has beside its inputs."""

from __future__ import annotations

from revenue_planner.language.component import Component
from revenue_planner.language.inputs import Assume
from revenue_planner.plan.goals import EXAMPLE
from revenue_planner.plan.reading.names import LONGEST_NAME
from revenue_planner.plan.reading.spreads import why_not_drawn
from revenue_planner.plan.risk import (
    DEFAULT_TRIALS,
    DRAWS,
    FEWEST_TRIALS,
    FIXED,
    MOST_CORRELATIONS,
    MOST_SEED,
    MOST_TRIALS,
)
from revenue_planner.plan.schema.forms import Schema, bounded, by_name, one_of, table_of, within
from revenue_planner.plan.tables import child_families, plan_streams


def risk_settings() -> dict[str, object]:
    """The properties of [risk] that are not inputs."""
    return {
        "seed": {
            "type": "integer",
            "minimum": 0,
            "maximum": MOST_SEED,
            "default": 1,
            "description": "Where the drawing of luck starts. The same seed gives the same answer every time.",
        },
        "trials": {
            "type": "integer",
            "minimum": FEWEST_TRIALS,
            "maximum": MOST_TRIALS,
            "default": DEFAULT_TRIALS,
            "description": "How many futures `simulate` draws.",
        },
        "goal": {"type": "string", "description": f'The goal that counts, for example "{EXAMPLE}".'},
        "draw": {
            "type": "string",
            "enum": list(DRAWS),
            "default": DRAWS[0],
            "description": '"all": every estimate is drawn; "listed": only what [risk.inputs] lists.',
        },
        "correlations": _correlations(),
        "inputs": _spreads(),
    }


def _correlations() -> Schema:
    between = {
        "type": "array",
        "items": {"type": "string"},
        "minItems": 2,
        "maxItems": 2,
        "uniqueItems": True,
        "description": 'The keys of two inputs, such as ["audience.follow_rate", "audience.link_click_rate"].',
    }
    value = {
        "type": "number",
        "minimum": -1,
        "maximum": 1,
        "description": "-1: opposite ways; 0: each on its own; 1: always together.",
    }
    entry = table_of({"between": between, "value": value}, "Two inputs that move together.")
    entry["required"] = ["between", "value"]
    about = "Inputs that move together when they are drawn."
    return {"type": "array", "items": entry, "maxItems": MOST_CORRELATIONS, "description": about}


def _spreads() -> Schema:
    """Dotted keys down to every input that can be drawn."""
    tables: dict[str, object] = {}
    for name, stream in plan_streams().items():
        *groups, last = name.split(".")
        inner = _drawable(stream, name)
        within(tables, groups)[last] = by_name(inner, LONGEST_NAME) if stream.many else inner
    return table_of(tables, "How far single inputs may be off. The others take what is usual.")


def _drawable(component: type[Component], key: str) -> Schema:
    properties: dict[str, object] = {
        name: _spread(declared)
        for name, declared in component.inputs().items()
        if isinstance(declared, Assume) and not why_not_drawn(f"{key}.{name}", declared)
    }
    for name, member in child_families(component).items():
        properties[name] = by_name(_drawable(member, f"{key}.{name}.any"), LONGEST_NAME)
    return table_of(properties, component.title)


def _spread(declared: Assume) -> Schema:
    properties: dict[str, object] = {
        "p10": {**bounded(declared), "description": "One future in ten has less than this."},
        "p90": {**bounded(declared), "description": "One future in ten has more than this."},
    }
    about = f'{declared.label}: its range when it is drawn, {{ p10 = …, p90 = … }}, or "{FIXED}": not drawn.'
    return one_of([{"type": "string", "enum": [FIXED]}, table_of(properties, about)], about)
