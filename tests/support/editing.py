"""Tweaks of plans, their texts edited, and what differs in those."""

from __future__ import annotations

import difflib
from dataclasses import replace

from revenue_planner.language.inputs import Assume
from revenue_planner.plan.editing.edit import updated
from revenue_planner.plan.reading.plan import parse_plan
from revenue_planner.plan.same import said, settled
from revenue_planner.plan.values import Plan, Setting, Value

KEEP = "as it is"


def tweaked(
    plan: Plan, scenario: str, key: str, value: Value | None = KEEP, months: dict[int, float | None] | None = None
) -> Plan:
    """The plan with another value and other months (None takes one away) of an input."""
    old = plan.settings[scenario].get(key, Setting(None))
    given = {number: figure for number, figure in {**old.months, **(months or {})}.items() if figure is not None}
    setting = Setting(old.value if value == KEEP else value, given)
    return replace(plan, settings={**plan.settings, scenario: {**plan.settings[scenario], key: setting}})


def must_say(text: str, wanted: Plan) -> None:
    plan = parse_plan(text)
    wanted = settled(wanted, plan)
    assert {s.name: s.title for s in plan.scenarios} == {s.name: s.title for s in wanted.scenarios}
    assert (plan.title, plan.timeline) == (wanted.title, wanted.timeline)
    for scenario in wanted.settings:
        for key, declared in plan.inputs().items():
            assert plan.settings[scenario].get(key, Setting(None)).value == said(wanted, scenario, key).value
            if isinstance(declared, Assume):
                assert plan.every_month(key, scenario) == wanted.every_month(key, scenario)
            else:
                assert said(plan, scenario, key) == said(wanted, scenario, key)


def edited(text: str, *changes: tuple[object, ...], now: Plan | None = None) -> str:
    """The text after tweaks, each (scenario, key, value or months); checked to say them, twice."""
    now = wanted = now or parse_plan(text)
    for scenario, key, *rest in changes:
        for change in rest:
            arguments = {"months": change} if isinstance(change, dict) else {"value": change}
            wanted = tweaked(wanted, str(scenario), str(key), **arguments)
    new = updated(text, now, wanted)
    must_say(new, wanted)
    assert updated(new, parse_plan(new), wanted) == new
    return new


def differing(before: str, after: str) -> list[str]:
    """Lines taken out ("- …") and put in ("+ …"), in order."""
    lines = difflib.ndiff(before.split("\n"), after.split("\n"))
    return [line for line in lines if line[:1] in "+-"]


def small(*lines: str, months: int = 6) -> str:
    return "\n".join(["[plan]", 'start = "2027-01"', f"months = {months}", "[creator_rewards]", *lines]) + "\n"
