"""Whether two plans say the same: what a plan file could not tell apart is the same."""

from __future__ import annotations

from dataclasses import replace

from revenue_planner.errors import Place, PlanError, Problem
from revenue_planner.plan.values import BASE, Plan, Setting, Value

NOTHING = Setting(None)


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
        if key not in theirs and not key.startswith("by_stream."):
            found.append(Problem(f"{part.label} is in {now.source}, but not in the workbook", place, key, hint=again))
    for key, part in theirs.items():
        if key not in ours and not key.startswith("by_stream."):
            rule = f"{part.label} is in the workbook, but not in {now.source}"
            hint = "pull into the plan that the workbook was built from"
            found.append(Problem(rule, place, key, hint=hint))
    if found:
        raise PlanError(found)


def said(plan: Plan, scenario: str, key: str) -> Setting:
    """What a scenario says about an input, in the one way in which a file can say it.

    A scenario with a number of its own has it in all months that it does not name, also where Base goes by month.
    """
    own = plan.settings[scenario].get(key, NOTHING)
    value = own.value
    if isinstance(value, tuple):
        return Setting(tuple(_to_15_digits(factor) for factor in value))
    if isinstance(value, float):
        value = _to_15_digits(value)
        if scenario != BASE and plan.settings[BASE][key].months:
            return Setting(value, dict(enumerate(in_months(plan, scenario, key), start=1)))
    return Setting(value, {number: _to_15_digits(figure) for number, figure in own.months.items()})


def in_months(plan: Plan, scenario: str, key: str) -> list[float]:
    """A number input in every month, to 15 digits."""
    return [_to_15_digits(number) for number in plan.every_month(key, scenario)]


def _to_15_digits(number: float) -> float:
    return float(f"{number:.15g}")


def rounded(plan: Plan) -> Plan:
    """The plan with all numbers to 15 digits, as spreadsheets show them."""

    def value(setting: Setting) -> Value | None:
        if isinstance(setting.value, tuple):
            return tuple(_to_15_digits(factor) for factor in setting.value)
        return _to_15_digits(setting.value) if isinstance(setting.value, float) else setting.value

    settings = {
        scenario: {
            key: Setting(value(own), {number: _to_15_digits(figure) for number, figure in own.months.items()})
            for key, own in settings.items()
        }
        for scenario, settings in plan.settings.items()
    }
    return replace(plan, settings=settings)
