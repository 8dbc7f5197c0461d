"""What is left of large sums: rounding is taken for nothing."""

from __future__ import annotations

from revenue_planner.language.nodes import TOLERANCE
from revenue_planner.workbook.cells import Area, Expression
from revenue_planner.workbook.functions import ABS, IF, MAX, MIN

#: The row of the scenario tabs that holds the share of the amounts by which figures may differ and be the same.
TOLERANCE_KEY = TOLERANCE.key


def left_over(difference: Expression, amounts: Area, share: Area) -> Expression:
    """0 where a difference that should be 0 is a tiny share of amounts, so that rounding alone is left; else the
    difference."""
    return IF(ABS(difference) <= share * (MAX(amounts, 0) - MIN(amounts, 0)), 0, difference)
