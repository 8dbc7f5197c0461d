"""Where the Risk tab keeps its blocks, decided before any cell is written."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from revenue_planner.analysis.looking_ahead import Outlook
from revenue_planner.analysis.sensitivity.result import Swing
from revenue_planner.analysis.simulation.result import CASH, LEVELS, MONTHLY, TAKE_HOME
from revenue_planner.streams.business import Answers, Business
from revenue_planner.workbook.cells import Area, TabName

RISK = TabName("Risk")
#: Columns: label, key, then figures or months.
LABEL, KEY, A = range(3)
STATUS_ROW, MASTER_ROW = 4, 5
SUMMARY_BAR = 7
GROUP_ROW, HEAD_ROW = SUMMARY_BAR + 1, SUMMARY_BAR + 2
#: Rows under the fans; a bar of the tornado, and what stands around its bars, in rows.
FAN_ROWS, SWING_ROWS, TORNADO_FRAME = 17, 1.3, 5
MOST_SWINGS = 12
#: The lines drawn as fans, and the rows behind each: percentiles, the plan, and the bands between percentiles.
FANS = (TAKE_HOME, CASH)
#: The figures of the summary.
TAKE_HOME_12M, TAKE_HOME_TOTAL = Business.key(Answers.take_home_12m), Business.key(Answers.take_home_total)
SERIES = (*(f"P{100 * level:.0f}" for level in LEVELS), "Plan")
EDGES = ("P5", "P10", "P25", "P75", "P90", "P95")
BANDS = tuple(f"{low} to {high}" for low, high in pairwise(EDGES))
#: What the figures were worked out from, by key, and what keys of these begin with.
STAMP_KEY = "stamp."
STAMP = ("plan", "version", "as_of", "start", "trials", "seed", "goal", "drawn", "result", "fingerprint")


@dataclass(frozen=True)
class RiskLayout:
    """Rows count from 1, columns from 0."""

    outlook: Outlook
    months: int

    @property
    def count(self) -> int:
        return len(self.outlook.simulation.scenarios)

    @cached_property
    def swings(self) -> tuple[Swing, ...]:
        """The inputs that matter most, largest effect first."""
        return tuple(swing for swing in self.outlook.sensitivity.swings if swing.effect > 0)[:MOST_SWINGS]

    def summary_row(self, number: int) -> int:
        """A scenario's figures; their errors stand a row below."""
        return HEAD_ROW + 1 + 2 * number

    @property
    def goal_row(self) -> int:
        return self.summary_row(self.count)

    @property
    def fan_bar(self) -> int:
        return self.goal_row + 2

    @property
    def pick_row(self) -> int:
        return self.fan_bar + 1

    @property
    def pick(self) -> Area:
        """The cell with the place of the scenario that the fans show."""
        return RISK.cell(self.pick_row, A + 2).fixed

    @property
    def stress_bar(self) -> int:
        return self.pick_row + FAN_ROWS + 2

    @property
    def stress_head(self) -> int:
        return self.stress_bar + 1

    def stress_row(self, number: int) -> int:
        return self.stress_head + 1 + number

    @property
    def tornado_bar(self) -> int:
        return self.stress_row(len(self.outlook.stress)) + 1

    @cached_property
    def tornado_rows(self) -> int:
        return round(SWING_ROWS * len(self.swings) + TORNADO_FRAME) if self.swings else 0

    @property
    def swing_head(self) -> int:
        return self.tornado_bar + self.tornado_rows + 1

    @property
    def planned_row(self) -> int:
        """The result as the plan stands, which swings are measured from."""
        return self.swing_head + 1

    def swing_row(self, number: int) -> int:
        return self.planned_row + 1 + number

    @property
    def stamp_bar(self) -> int:
        return self.swing_row(len(self.swings)) + 1

    def stamp_row(self, name: str) -> int:
        return self.stamp_bar + 1 + STAMP.index(name)

    @property
    def last_printed(self) -> int:
        return self.stamp_row(STAMP[-1])

    @property
    def shown_bar(self) -> int:
        """The dates above what the fans show."""
        return self.last_printed + 3

    def shown_row(self, fan: int, series: int) -> int:
        """A series of a fan (places in FANS, and in SERIES followed by BANDS)."""
        return self.shown_bar + 1 + fan * (len(SERIES) + len(BANDS) + 1) + series

    @property
    def data_bar(self) -> int:
        """The dates above the figures of all scenarios."""
        return self.shown_row(len(FANS), 0) + 1

    def data_row(self, line: int, series: int, scenario: int) -> int:
        """A scenario's months of a line (its place in MONTHLY) and series (its place in SERIES)."""
        return self.data_bar + 1 + (line * len(SERIES) + series) * self.count + scenario

    @property
    def last_row(self) -> int:
        return self.data_row(len(MONTHLY), 0, 0) - 1
