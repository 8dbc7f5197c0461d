"""What studies of plans found, as pandas data frames: comparisons, sensitivity, goals.

Each data frame is made anew when asked for, and is yours to change. `to_dict` has the same figures as plain
values, as the command line prints them with `--json`.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from revenue_planner.ground.atomic import check_suffix, write_atomically
from revenue_planner.plan.values import Plan

if TYPE_CHECKING:
    import pandas as pd

    from revenue_planner.analysis.comparison import result as comparisons
    from revenue_planner.analysis.goal.result import GoalAnswer
    from revenue_planner.analysis.sensitivity.study import Study


@dataclass(frozen=True, repr=False)
class Comparison:
    """Scenarios of one or more plans side by side; every side after "A" is compared with A."""

    comparison: comparisons.Comparison

    @property
    def sides(self) -> pd.DataFrame:
        """What is compared: side ("A", "B", …), title, source, scenario, start (the first month)."""
        sides = cast("list[dict[str, Any]]", self.to_dict()["sides"])
        rows = [{**side, "side": side["letter"]} for side in sides]
        return _frame(rows, "side", "title", "source", "scenario", "start")

    @property
    def results(self) -> pd.DataFrame:
        """Summary results, a row for each result and side.

        Columns: result, label, unit, side, value (a number, or a month as "2027-03"), difference (to A, of months
        their number), relative (the difference as a share of A's size). None or NaN where there is none.
        """
        found = cast("dict[str, dict[str, Any]]", self.to_dict()["results"])
        rows = [
            {
                "result": name,
                **row,
                "side": side,
                "value": value,
                "difference": row["differences"].get(side),
                "relative": row["relative"].get(side),
            }
            for name, row in found.items()
            for side, value in row["values"].items()
        ]
        return _frame(rows, "result", "label", "unit", "side", "value", "difference", "relative")

    @property
    def inputs(self) -> pd.DataFrame:
        """Inputs that differ from A's, a row for each side and input.

        Columns: side, input, label, kind, unit, a, b (averages where months differ), difference, relative,
        effect (on the take-home of the whole plan, in money, when this input alone is as in the side).
        """
        rows = [
            {"side": pair["b"], "input": key, **each} for pair in self._pairs() for key, each in pair["inputs"].items()
        ]
        return _frame(rows, "side", "input", "label", "kind", "unit", "a", "b", "difference", "relative", "effect")

    @property
    def by_stream(self) -> pd.DataFrame:
        """Why the take-home differs, by stream: side, key, label, effect (money), a, b (totals of the line)."""
        return self._bridge("by_stream")

    @property
    def by_input(self) -> pd.DataFrame:
        """Why the take-home differs, by input; columns as in `by_stream`, whose a and b are None here."""
        return self._bridge("by_input")

    @property
    def warnings(self) -> tuple[str, ...]:
        """What to know before comparing: other lengths, other first months."""
        return self.comparison.warnings

    def to_excel(self, path: str | os.PathLike[str], force: bool = False) -> Path:
        """Write a workbook of the comparison, with charts. Without `force` a file that is there is kept and
        OutputError raised. Returns its path; UsageError where that does not end in .xlsx."""
        from revenue_planner.documents.making import WORKBOOK
        from revenue_planner.workbook.comparison.write import comparison_bytes

        target = check_suffix(Path(path), WORKBOOK, "the workbook's name")
        write_atomically(target, comparison_bytes(self.comparison), force)
        return target

    def to_dict(self) -> dict[str, object]:
        """Everything as plain values: what `compare --json` prints."""
        from revenue_planner.analysis.comparison.data import as_data

        return as_data(self.comparison)

    def _pairs(self) -> list[dict[str, Any]]:
        return cast("list[dict[str, Any]]", self.to_dict()["comparisons"])

    def _bridge(self, name: str) -> pd.DataFrame:
        rows = [{"side": pair["b"], **step} for pair in self._pairs() for step in pair[name]["steps"]]
        return _frame(rows, "side", "key", "label", "effect", "a", "b")

    def __repr__(self) -> str:
        return f"<Comparison of {' and '.join(side.title for side in self.comparison.sides)}>"

    def _repr_html_(self) -> str:
        return _html(repr(self), self.results, self.inputs)


@dataclass(frozen=True, repr=False)
class Sensitivity:
    """Which inputs matter for one result of one scenario."""

    study: Study

    @property
    def result(self) -> float | str | None:
        """The result as the plan stands: a number, a month as "2027-03", or None."""
        return cast("dict[str, Any]", self.to_dict()["result"])["value"]  # type: ignore[no-any-return]

    @property
    def inputs(self) -> pd.DataFrame:
        """Each input moved alone from low to high, the largest effect first.

        Columns: input, part, label, unit, low, value, high, by_month, result_low, result_high, effect,
        elasticity (NaN where there is none).
        """
        rows = cast("list[dict[str, Any]]", self.to_dict()["inputs"])
        return _frame(rows, *_SWING)

    @property
    def shares(self) -> pd.DataFrame:
        """Shares of the result's variance (Sobol indices, from 0 to 1) with half-widths of intervals at 95 %.

        Columns: input, label, first, first_error, total, total_error. Empty where no `samples` were asked for.
        """
        rows = cast("list[dict[str, Any]]", self.to_dict()["shares"])
        return _frame(rows, "input", "label", "first", "first_error", "total", "total_error")

    @property
    def stress(self) -> pd.DataFrame:
        """Summary results under each stress, a row for each case and a column for each result.

        The index is the stress line; the first, "", is the plan as it stands. Months are texts, "2027-03".
        """
        import pandas as pd

        cases = cast("list[dict[str, Any]]", self.to_dict()["stress"])
        index = pd.Index([case["line"] for case in cases], name="stress")
        return pd.DataFrame([case["results"] for case in cases], index=index)

    def to_dict(self) -> dict[str, object]:
        """Everything as plain values: what `sensitivity --json` prints."""
        from revenue_planner.analysis.sensitivity.data import as_data

        return as_data(self.study)

    def __repr__(self) -> str:
        found = self.study.found
        return f'<Sensitivity of {found.key} in "{found.scenario.title}": {len(found.swings)} inputs>'

    def _repr_html_(self) -> str:
        return _html(repr(self), self.inputs)


_SWING = (
    "input", "part", "label", "unit", "low", "value", "high", "by_month", "result_low", "result_high", "effect",
    "elasticity",
)  # fmt: skip
_NEED = (
    "input", "part", "label", "unit", "nature", "by_month", "value", "needed", "times", "usual", "low", "high",
    "minimum", "maximum", "steady", "reason",
)  # fmt: skip
_MOVE = ("input", "part", "label", "unit", "nature", "by_month", "value", "new")


@dataclass(frozen=True, repr=False)
class GoalResult:
    """What it would take to reach a goal in one scenario. `answer` has it as objects."""

    plan: Plan
    answer: GoalAnswer

    @property
    def reached(self) -> bool:
        """Whether the plan reaches the goal as it stands."""
        return self.answer.reached

    @property
    def result(self) -> float:
        """What the goal looks at, as the plan stands, in the unit of the goal."""
        return self.answer.result

    @property
    def inputs(self) -> pd.DataFrame:
        """What each input alone would have to be; those that can do it within what is usual come first.

        Columns: input, part, label, unit, nature ("estimate" or "choice"), by_month, value, needed (NaN where
        none reaches it), times (needed ÷ value), usual, low, high, minimum, maximum, steady, reason.
        """
        return _frame(cast("list[dict[str, Any]]", self.to_dict()["inputs"]), *_NEED)

    @property
    def mix(self) -> pd.DataFrame:
        """The smallest change of up to three inputs; empty where there is none.

        Columns: input, part, label, unit, nature, by_month, value, new.
        """
        return self._mix("mix")

    @property
    def decisions(self) -> pd.DataFrame:
        """As `mix`, of inputs alone that you decide on."""
        return self._mix("decisions")

    def to_dict(self) -> dict[str, object]:
        """Everything as plain values: what `goal --json` prints."""
        from revenue_planner.analysis.goal.data import as_data

        return as_data(self.plan, self.answer)

    def _mix(self, name: str) -> pd.DataFrame:
        found = cast("dict[str, Any] | None", self.to_dict()[name])
        return _frame(found["inputs"] if found else [], *_MOVE)

    def __repr__(self) -> str:
        state = "reached" if self.reached else "not reached"
        return f'<GoalResult of "{self.answer.goal.text}" in "{self.answer.scenario.title}": {state}>'

    def _repr_html_(self) -> str:
        return _html(repr(self), self.inputs, self.mix)


def _frame(rows: Iterable[Mapping[str, Any]], *columns: str) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame([[row[name] for name in columns] for row in rows], columns=list(columns))


def _html(caption: str, *frames: pd.DataFrame) -> str:
    tables = "".join(frame.to_html(escape=True, na_rep="", index=False) for frame in frames)
    return f"<p>{escape(caption)}</p>{tables}"
