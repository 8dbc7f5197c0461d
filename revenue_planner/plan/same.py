"""Whether two plans say the same: what a plan file could not tell apart is the same."""

from __future__ import annotations

import math
from dataclasses import replace

from revenue_planner.ground.errors import Place, PlanError, Problem
from revenue_planner.plan.values import BASE, USUAL, Plan, Setting, Value
from revenue_planner.streams.totals import StreamTotal

NOTHING = Setting(None)
#: Relative difference of numbers that are the same.
_SAME = 1e-12


def check_same_structure(now: Plan, wanted: Plan) -> None:
    """Raise PlanError, with all that differs, where the plan of a workbook has other parts, months or money."""
    place = Place(wanted.source)
    again = f"build the workbook again from {now.source}"
    found: list[Problem] = []
    if now.timeline.months != wanted.timeline.months:
        rule = f"it has {wanted.timeline.months} months, but {now.source} has {now.timeline.months}"
        hint = f"{again}, or write months = {wanted.timeline.months} in the plan"
        found.append(Problem(rule, place, hint=hint))
    if now.currency != wanted.currency:
        rule = f"its money is in {wanted.currency}, but that of {now.source} is in {now.currency}"
        hint = f'{again}, or write currency = "{wanted.currency}" in the plan'
        found.append(Problem(rule, place, hint=hint))
    ours = {part.key: part for part in now.structure.parts}
    theirs = {part.key: part for part in wanted.structure.parts}
    for key, part in ours.items():
        if key not in theirs and part.component is not StreamTotal:
            found.append(Problem(f"{part.label} is in {now.source}, but not in the workbook", place, key, hint=again))
    for key, part in theirs.items():
        if key not in ours and part.component is not StreamTotal:
            rule = f"{part.label} is in the workbook, but not in {now.source}"
            hint = "pull into the plan that the workbook was built from"
            found.append(Problem(rule, place, key, hint=hint))
    if found:
        raise PlanError(found)


def settled(wanted: Plan, now: Plan) -> Plan:
    """`wanted` with the very numbers of `now` where the two are the same to 12 digits, else to 15 digits.

    Applications save 15 to 17 digits, and people see 15: what differs beyond was not typed by anybody.
    """
    settings = {
        scenario: {
            key: _settled_setting(setting, now.settings.get(scenario, {}).get(key, NOTHING))
            for key, setting in own.items()
        }
        for scenario, own in wanted.settings.items()
    }
    return replace(wanted, settings=settings)


def said(plan: Plan, scenario: str, key: str) -> Setting:
    """What a scenario says about an input, in the one way in which a file can say it.

    A scenario with a number of its own has it in all months that it does not name, also where Base goes by month.
    """
    own = plan.settings[scenario].get(key, NOTHING)
    if isinstance(own.value, float) and scenario != BASE and plan.settings[BASE][key].months:
        return replace(own, months=dict(enumerate(plan.every_month(key, scenario), start=1)))
    return own


def _settled_setting(wanted: Setting, now: Setting) -> Setting:
    value = wanted.value
    if isinstance(value, float):
        value = _settled_number(value, now.value)
    elif isinstance(value, tuple):
        before = now.value if isinstance(now.value, tuple) else (None,) * len(value)
        value = tuple(_settled_number(factor, old) for factor, old in zip(value, before, strict=True))
    months = {number: _settled_number(figure, now.months.get(number)) for number, figure in wanted.months.items()}
    # What the file states stays stated, also where the workbook knows it as the usual figure.
    return replace(wanted, value=value, months=months, writer=now.writer if wanted.writer == USUAL else wanted.writer)


def _settled_number(wanted: float, now: Value | None) -> float:
    if isinstance(now, float) and math.isclose(wanted, now, rel_tol=_SAME, abs_tol=0.0):
        return now
    return float(f"{wanted:.15g}")
