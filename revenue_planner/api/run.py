"""The numbers of a plan in Python, as pandas data frames."""

from __future__ import annotations

import os
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from revenue_planner.ground.atomic import write_atomically
from revenue_planner.plan.lookup import known
from revenue_planner.plan.values import BASE

if TYPE_CHECKING:
    import pandas as pd

    from revenue_planner.engine.run import Result


@dataclass(frozen=True, repr=False)
class Run:
    """The numbers of a plan. Each data frame is made anew when asked for, and is yours to change."""

    result: Result

    @property
    def lines(self) -> pd.DataFrame:
        """Every monthly line, one row per scenario, line and month.

        Columns: scenario, month (first day, a timestamp), line, value, unit, stream.
        """
        from revenue_planner.engine.frames import lines_frame

        return lines_frame(self.result)

    def wide(self, scenario: str = BASE) -> pd.DataFrame:
        """One scenario with a row per month and a column per line. Raises UsageError if there is none."""
        from revenue_planner.engine.frames import wide_frame

        return wide_frame(self.result, known(scenario, self.result.scenarios, "scenario"))

    @property
    def answers(self) -> pd.DataFrame:
        """Summary results: a row per scenario, a column per result; NaN or NaT where there is none."""
        from revenue_planner.engine.frames import answers_frame

        return answers_frame(self.result)

    @property
    def inputs(self) -> pd.DataFrame:
        """Every input: scenario, input, label, value, months, unit, status, source."""
        from revenue_planner.engine.frames import inputs_frame

        return inputs_frame(self.result)

    @property
    def checks(self) -> pd.DataFrame:
        """Whether the arithmetic holds ("check") and what to look at ("alert").

        Columns: scenario, check, label, kind, ok.
        """
        from revenue_planner.engine.frames import checks_frame

        return checks_frame(self.result)

    def to_excel(self, path: str | os.PathLike[str], force: bool = False) -> None:
        """Write the workbook. Without `force` a file that is there is kept and OutputError raised."""
        from revenue_planner.workbook.write import workbook_bytes

        result = self.result
        write_atomically(Path(path), workbook_bytes(result.plan, result.model, result.values), force)

    def to_dict(self) -> dict[str, object]:
        """Everything as plain values: what `show --json` prints."""
        from revenue_planner.engine.data import as_data

        return as_data(self.result)

    def __repr__(self) -> str:
        return f'<Run of "{self.result.plan.title}": scenarios {", ".join(self.result.scenarios)}>'

    def _repr_html_(self) -> str:
        caption = f"<p>{escape(self.result.plan.title)}</p>"
        return caption + self.answers.T.to_html(escape=True, na_rep="")
