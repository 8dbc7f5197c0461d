"""A simulation as data: the shapes of `simulate --json` and `simulate --csv`.

They are kept stable for programs: keys may be added, none changes its meaning.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from typing import TextIO

from revenue_planner.analysis.simulation.result import Array, Bands, Chance, ScenarioOutlook, Simulation
from revenue_planner.analysis.simulation.rows import NUMBERS, PERCENTILES, figure_rows, monthly_rows, numbers_of
from revenue_planner.ground.version import __version__

CSV_HEADER = ("scenario", "month", "line", *NUMBERS)


def as_data(simulation: Simulation) -> dict[str, object]:
    """Everything, by scenario.

    `lines.KEY` has a list for each of planned, mean, spread (the standard deviation), p5 … p95 and their
    errors, one number a month; `figures.KEY` has one number for each. Chances are {value, error}, from 0
    to 1. Errors are standard errors of sampling: what another seed would change.
    """
    plan, goal = simulation.plan, simulation.goal
    return {
        "planner": __version__,
        "title": plan.title,
        "currency": plan.currency,
        "months": [str(month) for month in plan.timeline],
        "trials": simulation.trials,
        "seed": simulation.seed,
        "goal": None
        if goal is None
        else {
            "text": goal.text,
            "line": goal.key,
            "label": goal.label,
            "comparison": goal.comparison,
            "amount": goal.amount,
            "month": None if goal.month is None else str(plan.timeline.month_of(goal.month)),
            "total": goal.whole,
        },
        "drawn": list(simulation.drawn),
        "scenarios": {found.scenario.name: _scenario(found) for found in simulation.scenarios},
        "warnings": [str(warning) for warning in plan.warnings],
    }


def write_csv(simulation: Simulation, file: TextIO) -> None:
    """A row for each scenario, line and month, then for each figure, whose month is empty."""
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(CSV_HEADER)
    for row in (*monthly_rows(simulation), *figure_rows(simulation)):
        writer.writerow((row.scenario, row.month or "", row.key, *row.numbers.values()))


def _scenario(found: ScenarioOutlook) -> dict[str, object]:
    against = found.against_base
    return {
        "title": found.scenario.title,
        "goal": _chance(found.goal),
        "cash_below_zero": _chance(found.cash_below_zero),
        "beats_base": _chance(found.beats_base),
        "against_base": None if against is None else numbers_of(against, 0, None),
        "figures": {key: numbers_of(bands, 0, found.planned_figures[key]) for key, bands in found.figures.items()},
        "lines": _lines(found.months, found.planned),
    }


def _lines(months: Mapping[str, Bands], planned: Mapping[str, Array]) -> dict[str, object]:
    return {
        key: {
            "planned": planned[key].tolist(),
            "mean": bands.mean.tolist(),
            "spread": bands.spread.tolist(),
            **{name: row.tolist() for name, row in zip(PERCENTILES, bands.values, strict=True)},
            "mean_error": bands.mean_error.tolist(),
            **{f"{name}_error": row.tolist() for name, row in zip(PERCENTILES, bands.errors, strict=True)},
        }
        for key, bands in months.items()
    }


def _chance(chance: Chance | None) -> dict[str, float] | None:
    return None if chance is None else {"value": chance.value, "error": chance.error}
