"""The plan that everything is measured on."""

from __future__ import annotations

from revenue_planner.plan.reading.plan import parse_plan
from revenue_planner.plan.templates import template_text
from revenue_planner.plan.values import Plan


def full() -> Plan:
    """The template with every stream: 36 months, four scenarios."""
    return parse_plan(template_text("full"), "full.toml")
