"""Which inputs matter: one at a time, and all together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from revenue_planner.plan.values import Scenario
from revenue_planner.streams.business import Answers

#: The result that is looked at where none is named.
RESULT = Answers.take_home_total.name


@dataclass(frozen=True, slots=True)
class Swing:
    """One input moved alone from `low` to `high`, and what the result then is.

    `elasticity` is the relative change of the result over that of the input, at the plan's figure; None
    where one of the two is 0, or the result jumps there. `every_month` says that the input differs by month:
    `today` is then the average, and all months are multiplied alike.
    """

    key: str
    part: str
    label: str
    unit: str
    low: float
    today: float
    high: float
    result_low: float
    result_high: float
    elasticity: float | None
    every_month: bool = False

    @property
    def effect(self) -> float:
        """How far the result swings."""
        return abs(self.result_high - self.result_low)


@dataclass(frozen=True, slots=True)
class Share:
    """An input's part in the result's variance: alone (`first`), and with all it interacts with (`total`).

    The errors are half-widths of intervals at 95 % confidence.
    """

    key: str
    part: str
    label: str
    first: float
    first_error: float
    total: float
    total_error: float


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """Swings in the order of their effect, largest first. `result` is the result as the plan stands."""

    scenario: Scenario
    key: str
    label: str
    unit: str
    result: float
    swings: tuple[Swing, ...]
    shares: tuple[Share, ...] = ()
    evaluations: int = 0


@dataclass(frozen=True, slots=True)
class StressCase:
    """A plan under one stress line ("" for none): summary results by short name (`take_home_total`)."""

    label: str
    line: str
    answers: Mapping[str, float]
