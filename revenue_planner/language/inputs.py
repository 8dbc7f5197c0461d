"""Inputs: the assumptions a user can see and change, each with unit, range, source and date."""

from __future__ import annotations

import math
from functools import cache
from typing import Any, Literal, SupportsIndex, overload

from revenue_planner.language.nodes import InputRef
from revenue_planner.language.quantity import Quantity, Symbol
from revenue_planner.language.sizes import MIDDLE, SIZES, BySize, Usual

_HUGE = 1e12
#: The source of a figure for which nothing published was found.
ASSUMPTION = "assumption"

#: What an input is to its user: a figure that nobody knows for sure ("estimate"), a decision that is
#: theirs ("choice"), or something that is so today ("fact"). Simulations draw estimates only; facts
#: cannot be moved to reach a goal.
Nature = Literal["estimate", "choice", "fact"]

#: What makes reach: inputs that move together, as far as `risk.reach_correlation` says.
REACH = "reach"


class Input(Quantity):
    """An assumption a user can see and change: one key, one unit, a range, a source and its date.

    `low` and `high` bound what is usual: of an estimate they are the 10th and the 90th percentile over comparable
    accounts, and `base` is the middle. `minimum` and `maximum` bound what is possible (outside is an error).
    `source` is "assumption" where no published figure was found.
    """

    kind: Literal["number", "month", "season", "choice"] = "number"

    def __init__(self, unit: str, label: str, *, source: str, as_of: str, note: str, by_month: bool = False) -> None:
        super().__init__(unit, label)
        self.source, self.as_of, self.note, self.by_month = source, as_of, note, by_month

    def placed(self, size: int, per_dollar: float) -> Input:
        """The same input with what is usual and possible for accounts of a size, a place in SIZES, whose plan is in
        a currency of which a US dollar costs so much."""
        return self

    @overload
    def __get__(self, instance: None, owner: type) -> Input: ...
    @overload
    def __get__(self, instance: Symbol, owner: type) -> InputRef: ...
    def __get__(self, instance: Symbol | None, owner: type) -> Input | InputRef:
        return self if instance is None else InputRef(instance.role, self.name, self)


class Assume(Input):
    """A number, e.g. `Assume(0.03, "click/visit", low=0.01, high=0.10, source="…", as_of="2026-11")`.

    `base`, `low` and `high` are the P50, P10 and P90 over comparable accounts: of all sizes, or BySize.
    Without a base it is optional, so that a plan may leave it out and equations ask whether it is `known`; or it is
    `required`, and the plan must state it. A `measured` one is a count or amount of what was. Amounts of money
    ship in US dollars; an `exchange` rate says what such a dollar costs.
    A plan may give it month by month where the equations allow it (see `Component.by_month`); with `by_month` it
    is expected to, and every workbook has a row of months for it. `whole` numbers take no fraction.
    Simulations draw inputs with the same `moves_with` ("" for none) so that they rise and fall together.
    `whole_with` names the whole of which the input is a share, "" for none: all shares of one whole, in
    whatever part of the plan, make at most 1.
    """

    def __init__(
        self,
        base: float | BySize | None,
        unit: str,
        label: str = "",
        *,
        low: float = math.nan,
        high: float = math.nan,
        minimum: float = 0.0,
        maximum: float | None = None,
        whole: bool = False,
        required: bool = False,
        measured: bool = False,
        exchange: bool = False,
        by_month: bool = False,
        nature: Nature = "estimate",
        moves_with: str = "",
        whole_with: str = "",
        source: str = ASSUMPTION,
        as_of: str = "2026-11-23",
        note: str = "",
    ) -> None:
        super().__init__(unit, label, source=source, as_of=as_of, note=note, by_month=by_month)
        self.nature, self.moves_with, self.whole_with = nature, moves_with, whole_with
        self.exchange = exchange
        self.required, self.optional, self.measured = required, base is None and not required, measured
        self.whole = whole
        self.by_size = base if isinstance(base, BySize) else None
        usual = base[MIDDLE] if isinstance(base, BySize) else Usual(low, math.nan if base is None else base, high)
        self.low, self.base, self.high = map(float, usual)
        self.minimum = float(minimum)
        self._maximum = None if maximum is None else float(maximum)
        self._place: tuple[Assume, int, float] | None = None
        self.verify()

    @property
    def maximum(self) -> float:
        """The largest figure that is possible; of a percentage, 1 where nothing else is said."""
        return self._maximum if self._maximum is not None else 1.0 if self.per_cent else _HUGE

    def verify(self) -> None:
        """Raises ValueError where the range is none."""
        own = Usual(self.low, self.low if math.isnan(self.base) else self.base, self.high)
        for low, base, high in self.by_size or (own,):
            if not self.minimum <= low <= base <= high <= self.maximum:
                raise ValueError(f"{self.label or self.unit}: needs minimum <= low <= base <= high <= maximum")

    def placed(self, size: int, per_dollar: float) -> Assume:
        money = "money" in self.unit.split("/")
        if self.by_size is None and (per_dollar == 1.0 or not (money or self.exchange)):
            return self
        # What there is for each unit of money, such as views, is as many times less.
        above = self.exchange or self.unit.startswith("money")
        return _placed(self, size, (per_dollar if above else 1 / per_dollar) if money or self.exchange else 1.0)

    def __reduce_ex__(self, protocol: SupportsIndex) -> str | tuple[Any, ...]:
        """What is usual at a size and rate is there once in every process."""
        return super().__reduce_ex__(protocol) if self._place is None else (_placed, self._place)


@cache
def _placed(declared: Assume, size: int, per_dollar: float) -> Assume:
    """Amounts ship in US dollars; an amount for each of something is as many times as large as an amount."""
    usual = declared.by_size[size] if declared.by_size else Usual(declared.low, declared.base, declared.high)
    found = object.__new__(Assume)
    found.__dict__.update(declared.__dict__, by_size=None, _place=(declared, size, per_dollar))
    if declared.by_size:
        found.note = "; ".join(filter(None, (declared.note, f"usual for {SIZES[size]}")))
    # As many digits as every program keeps: 0.4 at a rate of 0.88 is 0.352, and not 0.35200000000000004.
    found.low, found.base, found.high = (float(f"{figure * per_dollar:.12g}") for figure in usual)
    if not declared.exchange:
        found.minimum = declared.minimum * per_dollar
        found._maximum = None if declared._maximum is None else declared._maximum * per_dollar
    return found


class AssumeMonth(Input):
    """A calendar month. `base`, `low` and `high` are month numbers: 1 is the plan's first month, 0 the one before.

    `before_plan` says that it may well lie before the plan.
    """

    kind = "month"

    def __init__(
        self,
        base: int,
        label: str = "",
        *,
        low: int = 1,
        high: int = 24,
        before_plan: bool = False,
        source: str = ASSUMPTION,
        as_of: str = "2026-11-23",
        note: str = "",
    ) -> None:
        super().__init__("date", label, source=source, as_of=as_of, note=note)
        self.before_plan = before_plan
        if not low <= base <= high or (low < 1 and not before_plan):
            raise ValueError(f"{label or 'month'}: needs {'' if before_plan else '1 <= '}low <= base <= high")
        self.base, self.low, self.high = base, low, high


class AssumeSeason(Input):
    """Twelve factors, January to December; 1 is an ordinary month."""

    kind = "season"

    def __init__(
        self,
        base: tuple[float, ...],
        label: str = "",
        *,
        low: float = 0.5,
        high: float = 2.0,
        maximum: float = 100.0,
        source: str = ASSUMPTION,
        as_of: str = "2026-11-23",
        note: str = "",
    ) -> None:
        super().__init__("factor", label, source=source, as_of=as_of, note=note)
        if len(base) != 12:
            raise ValueError(f"{label}: a season has 12 factors")
        self.base, self.low, self.high = tuple(float(f) for f in base), low, high
        self.minimum, self.maximum = 0.0, maximum
        if not 0 <= low <= high <= maximum or not all(0 <= factor <= maximum for factor in self.base):
            raise ValueError(
                f"{label or 'season'}: needs 0 <= low <= high <= maximum, and its factors between 0 and it"
            )


class Choice(Input):
    """One of a few words."""

    kind = "choice"

    def __init__(
        self,
        base: str,
        options: tuple[str, ...],
        label: str = "",
        *,
        source: str = ASSUMPTION,
        as_of: str = "2026-11-23",
        note: str = "",
    ) -> None:
        super().__init__("1", label, source=source, as_of=as_of, note=note)
        if base not in options:
            raise ValueError(f"{label}: {base} is not among {options}")
        self.base, self.options = base, options
