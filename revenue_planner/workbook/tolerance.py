"""What is left of large sums: formulas, and the values that they come to, that take rounding for nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from revenue_planner.language.nodes import TOLERANCE

#: The row of the scenario tabs that holds the share of the amounts by which figures may differ and be the same.
TOLERANCE_KEY = f"plan.{TOLERANCE.name}"


@dataclass(frozen=True, slots=True)
class LeftOver:
    """A difference that should be 0, and is where rounding alone is left of the amounts. `share` is a cell."""

    difference: str
    amounts: str
    share: str

    @property
    def formula(self) -> str:
        """0 where the difference is a tiny share of the range `amounts`, else the difference."""
        span = f"(MAX({self.amounts},0)-MIN({self.amounts},0))"
        return f"IF(ABS({self.difference})<={self.share}*{span},0,{self.difference})"

    def of(self, difference: float, amounts: Sequence[float]) -> float:
        """What the formula comes to."""
        span = max(*amounts, 0.0) - min(*amounts, 0.0)
        return 0.0 if abs(difference) <= TOLERANCE.value * span else difference


def same(left: float, right: float, amount: float | None = None) -> bool:
    """Whether two figures differ by no more than a tiny share of an amount, by default of the right one."""
    return abs(left - right) <= TOLERANCE.value * abs(right if amount is None else amount)
