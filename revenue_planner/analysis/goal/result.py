"""A goal, and what it would take."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, overload

import numpy as np
from numpy.typing import NDArray

from revenue_planner.language.inputs import Nature
from revenue_planner.plan.values import Scenario

#: The share of an amount that may be missing where it counts as reached: no more than people round away.
SLACK = 1e-6

Comparison = Literal[">=", "<="]


@dataclass(frozen=True, slots=True)
class Goal:
    """A result of the model that is to reach an amount.

    `key` is the line's ("business.take_home"). `month` is the number of the month whose figure counts
    (1 is the plan's first), None for a figure of the whole plan such as "business.take_home_12m".
    `whole` says that the line's months up to and including `month` are added up.
    """

    text: str
    key: str
    label: str
    unit: str
    comparison: Comparison
    amount: float
    month: int | None = None
    whole: bool = False

    @property
    def slack(self) -> float:
        """How short of the amount still counts as reached: a millionth of it."""
        return SLACK * abs(self.amount)

    @overload
    def met_by(self, value: float) -> bool: ...
    @overload
    def met_by(self, value: NDArray[np.float64]) -> NDArray[np.bool_]: ...
    def met_by(self, value: float | NDArray[np.float64]) -> bool | NDArray[np.bool_]:
        """Whether a value, or each of many, reaches it; a millionth short counts as reached."""
        if self.comparison == ">=":
            return value >= self.amount - self.slack
        return value <= self.amount + self.slack


@dataclass(frozen=True, slots=True)
class Need:
    """What one lever alone would have to be. `today` is its figure in the plan.

    `needed` is None where no value that the lever may have (`minimum` to `maximum`) reaches the goal;
    `reason` then says why. `low` and `high` are what is usual; `steady` says that more of the lever always
    moves the result the same way. `times` is needed ÷ today, None where today is 0.
    `every_month` says that the input differs by month and each month is multiplied by `times`; `today` is
    then the average, and `months` are the figures needed. `nature` says whether it is the creator's decision or
    an estimate. `whole` needs are whole numbers, in each month too. `result` is what the goal's result then is.
    Where the goal is reached already, `needed` is the value at which it is just reached still.
    """

    key: str
    part: str
    label: str
    unit: str
    today: float
    needed: float | None
    low: float
    high: float
    minimum: float
    maximum: float
    steady: bool
    every_month: bool = False
    reason: str = ""
    nature: Nature = "estimate"
    whole: bool = False
    months: tuple[float, ...] = ()
    result: float | None = None

    @property
    def times(self) -> float | None:
        return None if self.needed is None or self.today == 0 else self.needed / self.today

    @property
    def within(self) -> bool:
        """Whether the value needed is a usual one."""
        return self.needed is not None and self.low <= self.needed <= self.high


@dataclass(frozen=True, slots=True)
class Move:
    """One lever of a mix, from its figure in the plan to a new one; `whole` and `months` as those of a need."""

    key: str
    part: str
    label: str
    unit: str
    today: float
    value: float
    every_month: bool = False
    nature: Nature = "estimate"
    whole: bool = False
    months: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Mix:
    """The cheapest small mix of levers: each within its usual range. `change` is the sum of the relative changes."""

    moves: tuple[Move, ...]
    change: float
    result: float


@dataclass(frozen=True, slots=True)
class GoalAnswer:
    """What it would take to reach a goal in one scenario. `result` is the result as the plan stands.

    `mix` is the cheapest of all levers, `decisions` the cheapest of those that the creator decides on; None
    where there is none.
    """

    goal: Goal
    scenario: Scenario
    result: float
    reached: bool
    needs: tuple[Need, ...]
    mix: Mix | None
    decisions: Mix | None = None
