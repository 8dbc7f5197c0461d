"""The plan and its results as data: the shapes of `show --json` and `show --csv`.

They are kept stable for programs: keys may be added, none changes its meaning.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from revenue_planner.engine.run import Answer, Result
from revenue_planner.ground.months import Month
from revenue_planner.ground.version import __version__
from revenue_planner.model.build import ModelLine
from revenue_planner.model.structure import Part, Structure
from revenue_planner.plan.values import BASE, Plan, Value

CSV_HEADER = ("scenario", "month", "line", "value", "unit")


def data_unit(unit: str, currency: str) -> str:
    """A unit for programs: "money/order" in dollars is "USD/order"; a share stays one (0.03, not 3 %)."""
    return "/".join(currency if part == "money" else part for part in unit.split("/"))


def plain(value: Value | Answer) -> float | str | list[float] | None:
    """A value as JSON has it: months as "2027-03", seasons as lists, none (also NaN) as None."""
    if isinstance(value, Month):
        return str(value)
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value


def monthly_lines(result: Result) -> dict[str, ModelLine]:
    """The lines that have a value per month, by key, in the order in which they are shown."""
    return {key: line for key, line in result.model.lines.items() if line.declared.monthly}


def check_lines(result: Result) -> dict[str, ModelLine]:
    """Checks (arithmetic) and alerts (advice), by key; their figure is 1 when all is well."""
    return {k: line for k, line in result.model.lines.items() if line.declared.kind in ("check", "alert")}


def stream_of(part: Part, structure: Structure) -> str:
    """The income stream a part belongs to; "audience" and "business" stand for themselves."""
    if part.group:
        return part.group
    if part.parent:
        return stream_of(next(p for p in structure.parts if p.key == part.parent), structure)
    return part.key


def months_set(plan: Plan, key: str, scenario: str) -> dict[str, float] | None:
    """By-month values of an input as they hold in a scenario, by month; None where there are none."""
    own = plan.settings[scenario].get(key)
    months = {**plan.settings[BASE][key].months, **(own.months if own is not None else {})}
    return {str(plan.timeline.month_of(n)): months[n] for n in sorted(months)} or None


def as_data(result: Result) -> dict[str, object]:
    """Everything, each by key and then by scenario.

    `inputs.KEY.scenarios.NAME` is {value, months, status}; `lines.KEY.scenarios.NAME` a list with one
    number per month; `results.NAME.scenarios.NAME` a number, a month or null; `checks` true or false.
    """
    plan, scenarios = result.plan, result.scenarios
    titles = {scenario.name: scenario.title for scenario in plan.scenarios}
    return {
        "planner": __version__,
        "title": plan.title,
        "currency": plan.currency,
        "months": [str(month) for month in plan.timeline],
        "scenarios": {name: titles[name] for name in scenarios},
        "inputs": {
            key: {
                "label": declared.label,
                "unit": data_unit(declared.unit, plan.currency),
                "kind": declared.kind,
                "scenarios": {
                    name: {
                        "value": plain(plan.value(key, name)),
                        "months": months_set(plan, key, name),
                        "status": plan.status(key, name),
                    }
                    for name in scenarios
                },
            }
            for key, declared in plan.inputs().items()
        },
        "lines": {
            key: {
                "label": line.label,
                "unit": data_unit(line.declared.unit, plan.currency),
                "kind": line.declared.kind,
                "stream": stream_of(line.part, plan.structure),
                "scenarios": {name: _monthly(result, key, name) for name in scenarios},
            }
            for key, line in monthly_lines(result).items()
        },
        "results": _results(result),
        "checks": {
            key: {
                "label": line.label,
                "kind": line.declared.kind,
                "scenarios": {name: result.figure(key, name) == 1.0 for name in scenarios},
            }
            for key, line in check_lines(result).items()
        },
        "warnings": [str(warning) for warning in plan.warnings],
    }


def csv_rows(result: Result) -> Iterator[tuple[object, ...]]:
    """Every monthly line, one row per scenario, month and line; no number is an empty field."""
    months = [str(month) for month in result.plan.timeline]
    for scenario in result.scenarios:
        for key, line in monthly_lines(result).items():
            unit = data_unit(line.declared.unit, result.plan.currency)
            for month, value in zip(months, _monthly(result, key, scenario), strict=True):
                yield scenario, month, key, value, unit


def _monthly(result: Result, key: str, scenario: str) -> list[float | None]:
    return [value if math.isfinite(value) else None for value in result.line(key, scenario).tolist()]


def _results(result: Result) -> dict[str, object]:
    answers = {name: result.answers(name) for name in result.scenarios}
    return {
        short: {
            "label": line.label,
            "unit": data_unit(line.declared.unit, result.plan.currency),
            "line": line.key,
            "scenarios": {name: plain(answers[name][short]) for name in result.scenarios},
        }
        for short, line in result.model.answers.items()
    }
