"""Where the Compare tab keeps its blocks; the Dashboard reads them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from revenue_planner.analysis.comparison.result import take_home_steps
from revenue_planner.model.build import ModelLine
from revenue_planner.model.structure import ModelInput
from revenue_planner.workbook.cells import Area
from revenue_planner.workbook.layout import COMPARE, Layout

#: Columns: label, unit, A, B, difference, per cent, then a column per scenario, then the key.
LABEL, UNIT, A, B, DIFFERENCE, PER_CENT, SCENARIOS = range(7)
PICK_A, PICK_B, TOLERANCE_ROW = 4, 5, 6
PICKED, PLACE = 2, 3
HEAD_ROW = 7
LISTED_INPUTS = 30
MOST_PERIODS = 24


@dataclass(frozen=True)
class Period:
    """Some months shown as one column of a chart, by their numbers in the plan."""

    first: int
    last: int


@dataclass(frozen=True)
class CompareLayout:
    layout: Layout

    @property
    def count(self) -> int:
        return len(self.layout.plan.scenarios)

    @property
    def key_column(self) -> int:
        return SCENARIOS + self.count

    @property
    def helper_column(self) -> int:
        return self.key_column + 1

    def scenarios(self, row: int) -> Area:
        """The cells of all scenarios in a row."""
        return COMPARE.area(row, SCENARIOS, row, self.key_column - 1).fixed

    def place(self, pick: int) -> Area:
        """The cell with the place of the scenario that is chosen in row `pick`."""
        return COMPARE.cell(pick, PLACE).fixed

    @property
    def tolerance(self) -> Area:
        """The cell with the share of amounts by which figures may differ and be the same."""
        return COMPARE.cell(TOLERANCE_ROW, PLACE).fixed

    @property
    def season_weights(self) -> Area:
        """The numbers of the calendar months, below the table of inputs."""
        return COMPARE.area(self.inputs_last + 1, A, self.inputs_last + 1, A + 11).fixed

    @cached_property
    def answers(self) -> tuple[ModelLine, ...]:
        return tuple(e for e in self.layout.sections[0].rows if isinstance(e, ModelLine))

    @cached_property
    def answer_rows(self) -> dict[str, int]:
        return {line.key: row for row, line in enumerate(self.answers, start=HEAD_ROW + 1)}

    @property
    def bridge_head(self) -> int:
        return HEAD_ROW + len(self.answers) + 3

    @cached_property
    def bridge_lines(self) -> tuple[tuple[str, str, int], ...]:
        """Label, key and sign of each step between the two take-homes."""
        return take_home_steps(self.layout.plan.structure.groups)

    @property
    def bridge_first(self) -> int:
        """The row of A's take-home; the steps follow, then B's."""
        return self.bridge_head + 1

    @property
    def bridge_last(self) -> int:
        return self.bridge_first + len(self.bridge_lines) + 1

    @property
    def bridge_check(self) -> int:
        return self.bridge_last + 1

    @property
    def chart_rows(self) -> int:
        return 22

    @property
    def differing_head(self) -> int:
        return self.bridge_check + 3 + self.chart_rows

    @property
    def years_head(self) -> int:
        return self.differing_head + LISTED_INPUTS + 3

    @cached_property
    def years(self) -> tuple[Period, ...]:
        months = self.layout.plan.timeline.months
        starts = range(1, months + 1, 12)
        return tuple(Period(s, min(s + 11, months)) for s in starts)

    @property
    def quarterly(self) -> bool:
        """Whether a column of the charts by period stands for three months."""
        return self.layout.plan.timeline.months > MOST_PERIODS

    @cached_property
    def periods(self) -> tuple[Period, ...]:
        """Months, or quarters where months would be more columns than a chart can show."""
        timeline = self.layout.plan.timeline
        step = 3 if self.quarterly else 1
        found = []
        for first in range(1, timeline.months + 1, step):
            last = min(first + step - 1, timeline.months)
            found.append(Period(first, last))
        return tuple(found)

    @property
    def monthly_head(self) -> int:
        """The header of the month-by-month block: dates; below, month numbers, and where year and period begin."""
        return self.years_head + self.count + 5

    def monthly_row(self, block: int, scenario: int) -> int:
        """A scenario's row: block 0 is take-home, block 1 cash."""
        return self.monthly_head + 4 + block * (self.count + 1) + scenario + 1

    @property
    def period_head(self) -> int:
        """The header of the by-period block: labels, then first and last month a row below each."""
        return self.monthly_row(1, self.count - 1) + 3

    def period_row(self, stream: int, scenario: int) -> int:
        return self.period_head + 3 + stream * self.count + scenario

    @property
    def inputs_head(self) -> int:
        streams = len(self.layout.plan.structure.groups)
        return self.period_row(streams - 1, self.count - 1) + 3

    @cached_property
    def inputs(self) -> tuple[ModelInput, ...]:
        return tuple(self.layout.model.inputs.values())

    @property
    def inputs_last(self) -> int:
        return self.inputs_head + len(self.inputs)
