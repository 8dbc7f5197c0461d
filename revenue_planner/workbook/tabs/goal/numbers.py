"""The levers of the Goal tab in numbers, as its cells show them at first."""

from __future__ import annotations

from dataclasses import dataclass

from revenue_planner.language.nodes import TOLERANCE
from revenue_planner.model.build import ModelInput
from revenue_planner.workbook.book import Cell
from revenue_planner.workbook.tabs.goal.answers import NOT_ALONE
from revenue_planner.workbook.tabs.goal.layout import DISTANCE_DIGITS, ORDER_DIGITS, ORDER_STEP
from revenue_planner.workbook.tabs.goal.levers import StraightLever


@dataclass(frozen=True)
class Lever:
    """A row of the table: an input, and how its value needed is found (None: it was searched for)."""

    entry: ModelInput
    straight: StraightLever | None


@dataclass(frozen=True)
class LeverFigures:
    """The figures of a lever, as its cells show them."""

    today: Cell
    value: Cell
    least: float
    most: float
    low: float
    high: float
    stale: float
    number: int

    @property
    def possible(self) -> bool:
        return isinstance(self.value, float) and between(self.least, self.value, self.most, self.today)

    @property
    def needed(self) -> Cell:
        if not self.possible or not isinstance(self.value, float):
            return NOT_ALONE
        return min(max(self.value, self.least), self.most)

    @property
    def times(self) -> Cell:
        if not isinstance(self.needed, float) or not isinstance(self.today, float) or self.today == 0:
            return ""
        return self.needed / self.today

    @property
    def usual(self) -> Cell:
        """A flag; "" where there is no value to judge."""
        if not isinstance(self.needed, float):
            return ""
        return float(between(self.low, self.needed, self.high, self.today))

    @property
    def candidate(self) -> float:
        return 1.0 - self.stale if self.usual == 1 else 0.0

    @property
    def distance(self) -> float:
        if not isinstance(self.needed, float) or not isinstance(self.today, float) or self.high == self.low:
            return 0.0
        return round(abs(self.needed - self.today) / (self.high - self.low), DISTANCE_DIGITS)

    @property
    def order(self) -> float:
        """Candidates go by it: the closest to today first; of equals, the upper one."""
        return round(self.distance + self.number * ORDER_STEP, ORDER_DIGITS)


def between(least: float, value: float, most: float, today: Cell) -> bool:
    """Whether a value lies between two bounds, where one that was worked out from today's may miss them by rounding."""
    slack = TOLERANCE.value * (value + (today if isinstance(today, float) else 0.0))
    return value - least >= -slack and most - value >= -slack


def nearest(rows: list[LeverFigures]) -> list[LeverFigures]:
    """The candidates, the closest to today first."""
    return sorted((row for row in rows if row.candidate), key=lambda row: row.order)
