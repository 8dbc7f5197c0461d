"""The plan and its results as data: the shapes of `show --json` and `show --csv`.

They are kept stable for programs: keys may be added, none changes its meaning.
"""

from __future__ import annotations

import csv
import math
from typing import TextIO

from revenue_planner.engine.run import Result
from revenue_planner.engine.tidy import (
    check_lines,
    data_unit,
    monthly_lines,
    months_set,
    plain,
    stream_of,
)
from revenue_planner.ground.version import __version__

CSV_HEADER = ("scenario", "month", "line", "value", "unit")


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


def write_csv(result: Result, file: TextIO) -> None:
    """Every monthly line, one row per scenario, month and line; no number is an empty field."""
    months = [str(month) for month in result.plan.timeline]
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(CSV_HEADER)
    for scenario in result.scenarios:
        for key, line in monthly_lines(result).items():
            unit = data_unit(line.declared.unit, result.plan.currency)
            for month, value in zip(months, _monthly(result, key, scenario), strict=True):
                writer.writerow((scenario, month, key, value, unit))


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
