"""A simulation as pandas data frames, for people who work in Python."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

import numpy as np
import pandas as pd

from revenue_planner.analysis.simulation.data import NUMBERS, OutlookRow, as_data, figure_rows, monthly_rows
from revenue_planner.analysis.simulation.result import Simulation

_CHANCES = ("goal", "cash_below_zero", "beats_base")


@dataclass(frozen=True, repr=False)
class Outcomes:
    """What a simulation found. Each data frame is made anew when asked for, and is yours to change.

    Quantities have the columns planned (the plan's own figure), mean, spread (the standard deviation), p5, p10,
    p25, p50, p75, p90 and p95, then the standard error of sampling of each: mean_error, p5_error and so on.
    """

    simulation: Simulation

    @property
    def months(self) -> pd.DataFrame:
        """Monthly lines: scenario, month (first day, a timestamp), line, and the columns of a quantity."""
        rows = list(monthly_rows(self.simulation))
        months = [f"{row.month}-01" for row in rows]
        frame = _frame(rows)
        frame.insert(1, "month", np.array(months, dtype="datetime64[ns]"))
        return frame

    @property
    def figures(self) -> pd.DataFrame:
        """Figures of the whole plan: scenario, line, and the columns of a quantity.

        The line "against_base" is the whole plan's take-home less Base's with the same luck.
        """
        return _frame(figure_rows(self.simulation))

    @property
    def chances(self) -> pd.DataFrame:
        """A row per scenario: goal, cash_below_zero and beats_base from 0 to 1, each with its standard error.

        NaN where there is no such chance: Base cannot beat itself.
        """
        columns: dict[str, list[float]] = {}
        for name in _CHANCES:
            chances = [getattr(found, name) for found in self.simulation.scenarios]
            columns[name] = [np.nan if chance is None else chance.value for chance in chances]
            columns[f"{name}_error"] = [np.nan if chance is None else chance.error for chance in chances]
        names = [found.scenario.name for found in self.simulation.scenarios]
        return pd.DataFrame(columns, index=pd.Index(names, name="scenario"))

    def to_dict(self) -> dict[str, object]:
        """Everything as plain values: what `simulate --json` prints."""
        return as_data(self.simulation)

    def __repr__(self) -> str:
        found = self.simulation
        names = ", ".join(each.scenario.name for each in found.scenarios)
        return f'<Outcomes of "{found.plan.title}": {found.trials:,} trials, seed {found.seed}, scenarios {names}>'

    def _repr_html_(self) -> str:
        frames = (self.figures.set_index(["scenario", "line"]), self.chances)
        return f"<p>{escape(repr(self))}</p>" + "".join(frame.to_html(escape=True, na_rep="") for frame in frames)


def _frame(rows: Iterable[OutlookRow]) -> pd.DataFrame:
    found = list(rows)
    numbers = np.array([list(row.numbers.values()) for row in found], dtype=np.float64)
    columns = {name: numbers[:, place] for place, name in enumerate(NUMBERS)}
    return pd.DataFrame({"scenario": [row.scenario for row in found], "line": [row.key for row in found], **columns})
