"""Nodes that choose or work out one figure of a few: the larger of two, a root, a loan's payment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from revenue_planner.language.nodes.expressions import Condition, Expr


@dataclass(frozen=True, slots=True, eq=False)
class When(Expr):
    condition: Condition
    then: Expr
    otherwise: Expr


@dataclass(frozen=True, slots=True, eq=False)
class Extreme(Expr):
    kind: Literal["larger", "smaller"]
    left: Expr
    right: Expr


@dataclass(frozen=True, slots=True, eq=False)
class LargestOf(Expr):
    """The largest of any number of terms; of none, 0."""

    terms: tuple[Expr, ...]


@dataclass(frozen=True, slots=True, eq=False)
class SquareRoot(Expr):
    """The square root of a pure number that is not below 0."""

    value: Expr


@dataclass(frozen=True, slots=True, eq=False)
class Payment(Expr):
    """The level payment of a loan at the end of each period (PMT, as a positive amount)."""

    rate: Expr
    periods: Expr
    amount: Expr
