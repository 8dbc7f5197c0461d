"""A simulation as data: the shapes of `simulate --json` and `simulate --csv`.

They are kept stable for programs: keys may be added, none changes its meaning.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from revenue_planner.analysis.simulation.result import LEVELS, Bands, Chance, ScenarioOutlook, Simulation
from revenue_planner.engine.functions import Array
from revenue_planner.ground.months import Month
from revenue_planner.ground.version import __version__

#: Names of the percentiles: "p5", "p10", …
PERCENTILES = tuple(f"p{level * 100:.0f}" for level in LEVELS)
#: What a simulation tells of each quantity.
NUMBERS = ("planned", "mean", "spread", *PERCENTILES, "mean_error", *(f"{name}_error" for name in PERCENTILES))
#: The key of the difference between a scenario's take-home and Base's.
AGAINST_BASE = "against_base"
CSV_HEADER = ("scenario", "month", "line", *NUMBERS)


@dataclass(frozen=True, slots=True)
class OutlookRow:
    """`month` is None for a figure of the whole plan, `numbers` go by NUMBERS; `planned` is None for what the plan
    itself does not have."""

    scenario: str
    month: Month | None
    key: str
    numbers: dict[str, float | None]


def monthly_rows(simulation: Simulation) -> Iterator[OutlookRow]:
    """Monthly lines, by scenario, line and month."""
    months = list(simulation.plan.timeline)
    for found in simulation.scenarios:
        for key, bands in found.months.items():
            for place, month in enumerate(months):
                numbers = numbers_of(bands, place, float(found.planned[key][place]))
                yield OutlookRow(found.scenario.name, month, key, numbers)


def figure_rows(simulation: Simulation) -> Iterator[OutlookRow]:
    """Figures of the whole plan, by scenario."""
    for found in simulation.scenarios:
        for key, bands in found.figures.items():
            numbers = numbers_of(bands, 0, found.planned_figures[key])
            yield OutlookRow(found.scenario.name, None, key, numbers)
        if found.against_base is not None:
            yield OutlookRow(found.scenario.name, None, AGAINST_BASE, numbers_of(found.against_base, 0, None))


def numbers_of(bands: Bands, place: int, planned: float | None) -> dict[str, float | None]:
    """The numbers of one quantity, by NUMBERS."""

    def by_level(values: Array, ending: str = "") -> dict[str, float | None]:
        return {f"{name}{ending}": float(values[row, place]) for row, name in enumerate(PERCENTILES)}

    found: dict[str, float | None] = {
        "planned": planned,
        "mean": float(bands.mean[place]),
        "spread": float(bands.spread[place]),
        "mean_error": float(bands.mean_error[place]),
        **by_level(bands.values),
        **by_level(bands.errors, "_error"),
    }
    return {name: found[name] for name in NUMBERS}


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


def csv_rows(simulation: Simulation) -> Iterator[tuple[object, ...]]:
    """A row for each scenario, line and month, then for each figure, whose month is empty."""
    for row in (*monthly_rows(simulation), *figure_rows(simulation)):
        yield row.scenario, row.month or "", row.key, *row.numbers.values()


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
