"""The levers of the Goal tab in numbers, as its cells show them at first."""

from __future__ import annotations

from dataclasses import dataclass

from revenue_planner.model.build import ModelInput
from revenue_planner.workbook.book import Cell
from revenue_planner.workbook.tabs.goal.answers import NOT_ALONE
from revenue_planner.workbook.tabs.goal.layout import BOUND_DIGITS
from revenue_planner.workbook.tabs.goal.levers import StraightLever

YES, NO = "yes", "no"


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

    @property
    def possible(self) -> bool:
        return isinstance(self.value, float) and between(self.least, self.value, self.most)

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
    def usual(self) -> str:
        if not isinstance(self.needed, float):
            return ""
        return YES if between(self.low, self.needed, self.high) else NO

    @property
    def candidate(self) -> float:
        return 1.0 - self.stale if self.usual == YES else 0.0

    @property
    def distance(self) -> float:
        if not isinstance(self.needed, float) or not isinstance(self.today, float) or self.high == self.low:
            return 0.0
        return round(abs(self.needed - self.today) / (self.high - self.low), BOUND_DIGITS)


def between(least: float, value: float, most: float) -> bool:
    half = 0.5 * 10.0**-BOUND_DIGITS
    return value - least > -half and most - value > -half


def places(rows: list[LeverFigures]) -> list[float]:
    """1 for the candidate closest to today; of equals, the upper one; 0 for what is no candidate."""
    ranked = sorted((row.distance, number) for number, row in enumerate(rows) if row.candidate)
    place_of = {number: float(place) for place, (_distance, number) in enumerate(ranked, start=1)}
    return [place_of.get(number, 0.0) for number in range(len(rows))]
