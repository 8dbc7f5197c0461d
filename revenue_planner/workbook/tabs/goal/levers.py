"""The levers of a month's take-home that the Goal tab can reckon live: those that move it in a straight line."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from revenue_planner.language.inputs import Assume
from revenue_planner.language.nodes import Expr, LineRef
from revenue_planner.language.vocabulary import ONE, ZERO, at_least
from revenue_planner.model.build import Model
from revenue_planner.model.slopes import Dependents, Slopes, Step, minus, times
from revenue_planner.model.structure import ModelInput, Structure
from revenue_planner.streams.business import Business, Profit, TakeHome

TAKE_HOME, PROFIT = Business.key(TakeHome.take_home), Business.key(Profit.profit)
TAX_SHARE, WITHHELD = Business.key(TakeHome.tax_share), Business.key(TakeHome.tax_withheld)


@dataclass(frozen=True, slots=True)
class StraightLever:
    """An input, and how much each unit of it adds to take-home (`direct`), else to `Taxed.kept`.

    `steps` are worked out before the slope, in this order.
    """

    entry: ModelInput
    slope: Expr
    direct: bool
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Taxed:
    """Take-home bends where profit turns to a loss, which is not taxed. `kept` goes on straight there, and is
    take-home itself wherever that is 0 or more: tax withheld is never negative, so profit is not either."""

    profit: LineRef
    share: LineRef
    withheld: LineRef
    take_home: LineRef

    @classmethod
    def of(cls, model: Model) -> Taxed:
        return cls(*(_line(model, key) for key in (PROFIT, TAX_SHARE, WITHHELD, TAKE_HOME)))

    @property
    def left(self) -> Expr:
        """What is left of each unit of profit."""
        return at_least(ONE - self.share, ZERO)

    @property
    def kept(self) -> Expr:
        """Profit after tax, a loss too, less tax withheld."""
        return self.profit * self.left - self.withheld


def straight_levers(model: Model, by_month: frozenset[str]) -> tuple[StraightLever, ...]:
    """Every estimate and choice that moves a month's take-home in a straight line, in the order of the inputs.

    Those `by_month` are moved in that month alone, the others in all months.
    """
    return _straight_levers(_Structured(model.structure, model), by_month)


@dataclass(frozen=True)
class _Structured:
    """A model, known by its structure: levers do not depend on any figure."""

    structure: Structure
    model: Model = field(compare=False)


@lru_cache(maxsize=16)
def _straight_levers(of: _Structured, by_month: frozenset[str]) -> tuple[StraightLever, ...]:
    model, taxed = of.model, Taxed.of(of.model)
    dependents = Dependents(model, TAKE_HOME)
    found = []
    for entry in model.inputs.values():
        declared = entry.declared
        if isinstance(declared, Assume) and declared.nature != "fact" and not declared.whole:
            slopes = Slopes(model, entry.key, dependents, by_month=entry.key in by_month)
            lever = _straight(slopes, entry, taxed)
            if lever is not None:
                found.append(lever)
    return tuple(found)


def _straight(slopes: Slopes, entry: ModelInput, taxed: Taxed) -> StraightLever | None:
    """None where the lever does not move take-home, or not in a straight line."""
    slope = slopes.of(TAKE_HOME)
    direct = slope is not None
    if slope is None:
        profit, withheld = slopes.operand(PROFIT), slopes.operand(WITHHELD)
        if profit is None or withheld is None or slopes.of(TAX_SHARE) is not ZERO:
            return None
        slope = minus(times(profit, taxed.left), withheld)
    if slope is ZERO:
        return None
    return StraightLever(entry, slope, direct, tuple(slopes.needed(slope)))


def _line(model: Model, key: str) -> LineRef:
    line = model.lines[key]
    return LineRef(line.part.key, key.removeprefix(f"{line.part.key}."), line.declared)
