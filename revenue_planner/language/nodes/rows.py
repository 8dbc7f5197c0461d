"""Nodes that make one figure of many: of all months of a line, or of the lines of a family."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from revenue_planner.language.nodes.expressions import Expr, LineRef
from revenue_planner.language.quantity import Quantity

Summary = Literal["total", "lowest", "highest", "typical", "average", "closing", "opening", "first", "at"]


@dataclass(frozen=True, slots=True, eq=False)
class Collect(Expr):
    """One line summed over a stream's children, or the largest of them; bound to SumOf or LargestOf."""

    role: str
    line: Quantity
    among: type
    largest: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class OverMonths(Expr):
    """One figure from a whole row: its total, lowest, first month that is flagged, and so on.

    `months` limits a total to the plan's first months, and for "at" names the month.
    """

    summary: Summary
    line: LineRef
    months: int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Npv(Expr):
    """Net present value of a row, the first month discounted by one month."""

    rate: Expr
    line: LineRef


@dataclass(frozen=True, slots=True, eq=False)
class Irr(Expr):
    """Internal rate of return per month of a row and its opening figure; none where the flag `exists` is 0."""

    line: LineRef
    exists: Expr
    guess: Expr
