"""A simulation as rows of numbers: one for each figure, and for each month of each monthly line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from revenue_planner.analysis.simulation.result import LEVELS, Bands, Simulation
from revenue_planner.engine.functions import Array
from revenue_planner.ground.months import Month

#: Names of the percentiles: "p5", "p10", …
PERCENTILES = tuple(f"p{level * 100:.0f}" for level in LEVELS)
#: What a simulation tells of each quantity.
NUMBERS = ("planned", "mean", "spread", *PERCENTILES, "mean_error", *(f"{name}_error" for name in PERCENTILES))
#: The key of the difference between a scenario's take-home and Base's.
AGAINST_BASE = "against_base"


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
