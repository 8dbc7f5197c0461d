"""The immutable tree that an equation is traced into.

A node knows what it means, never how it is printed: numpy, Excel and prose each have a printer of
their own, and a printer that meets a node it has no rule for raises (see `rules`).
"""

from __future__ import annotations

from revenue_planner.language.nodes.calendar import (
    CalendarMonth,
    MonthDate,
    MonthNumber,
    MonthsAfter,
    PlanStart,
    Season,
    TimelineRef,
)
from revenue_planner.language.nodes.expressions import (
    PLAN_PART,
    TOLERANCE,
    Ahead,
    Binary,
    Compare,
    Comparison,
    Condition,
    Constant,
    Conversion,
    Delayed,
    Expr,
    InputRef,
    Is,
    LineRef,
    Node,
    Operator,
    Previous,
    Reference,
    SumOf,
    as_expr,
    compared,
    constant,
    never_negative,
)
from revenue_planner.language.nodes.functions import Extreme, LargestOf, Payment, SquareRoot, When
from revenue_planner.language.nodes.rows import Collect, Irr, Npv, OverMonths, Summary

__all__ = [
    "PLAN_PART",
    "TOLERANCE",
    "Ahead",
    "Binary",
    "CalendarMonth",
    "Collect",
    "Compare",
    "Comparison",
    "Condition",
    "Constant",
    "Conversion",
    "Delayed",
    "Expr",
    "Extreme",
    "InputRef",
    "Irr",
    "Is",
    "LargestOf",
    "LineRef",
    "MonthDate",
    "MonthNumber",
    "MonthsAfter",
    "Node",
    "Npv",
    "Operator",
    "OverMonths",
    "Payment",
    "PlanStart",
    "Previous",
    "Reference",
    "Season",
    "SquareRoot",
    "SumOf",
    "Summary",
    "TimelineRef",
    "When",
    "as_expr",
    "compared",
    "constant",
    "never_negative",
]
