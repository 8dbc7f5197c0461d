"""Inputs: the assumptions a user can see and change, each with unit, range, source and date."""

from __future__ import annotations

from typing import Literal, overload

from revenue_planner.language.nodes import InputRef
from revenue_planner.language.quantity import Quantity, Symbol

_HUGE = 1e12

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

    @overload
    def __get__(self, instance: None, owner: type) -> Input: ...
    @overload
    def __get__(self, instance: Symbol, owner: type) -> InputRef: ...
    def __get__(self, instance: Symbol | None, owner: type) -> Input | InputRef:
        return self if instance is None else InputRef(instance.role, self.name, self)


class Assume(Input):
    """A number, e.g. `Assume(0.03, "click/visit", low=0.01, high=0.10, source="…", as_of="2026-11")`.

    A plan may give it month by month where the equations allow it (see `Component.by_month`); with `by_month` it
    is expected to, and every workbook has a row of months for it. `whole` numbers take no fraction.
    Simulations draw inputs with the same `moves_with` ("" for none) so that they rise and fall together.
    `whole_with` names the whole of which the input is a share, "" for none: all shares of one whole, in
    whatever part of the plan, make at most 1.
    """

    def __init__(
        self,
        base: float,
        unit: str,
        label: str = "",
        *,
        low: float,
        high: float,
        minimum: float = 0.0,
        maximum: float | None = None,
        whole: bool = False,
        by_month: bool = False,
        nature: Nature = "estimate",
        moves_with: str = "",
        whole_with: str = "",
        source: str = "assumption",
        as_of: str = "2026-11-23",
        note: str = "",
    ) -> None:
        super().__init__(unit, label, source=source, as_of=as_of, note=note, by_month=by_month)
        self.nature, self.moves_with, self.whole_with = nature, moves_with, whole_with
        self.base, self.low, self.high, self.whole = float(base), float(low), float(high), whole
        self.minimum = float(minimum)
        self._maximum = None if maximum is None else float(maximum)
        self.verify()

    @property
    def maximum(self) -> float:
        """The largest figure that is possible; of a percentage, 1 where nothing else is said."""
        return self._maximum if self._maximum is not None else 1.0 if self.per_cent else _HUGE

    def verify(self) -> None:
        """Raises ValueError where the range is none."""
        if not self.minimum <= self.low <= self.base <= self.high <= self.maximum:
            raise ValueError(f"{self.label or self.unit}: needs minimum <= low <= base <= high <= maximum")


class AssumeMonth(Input):
    """A calendar month. `base`, `low` and `high` are month numbers: 1 is the plan's first month."""

    kind = "month"

    def __init__(
        self,
        base: int,
        label: str = "",
        *,
        low: int = 1,
        high: int = 24,
        source: str = "assumption",
        as_of: str = "2026-11-23",
        note: str = "",
    ) -> None:
        super().__init__("date", label, source=source, as_of=as_of, note=note)
        if not 1 <= low <= base <= high:
            raise ValueError(f"{label or 'month'}: needs 1 <= low <= base <= high")
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
        source: str = "assumption",
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
        source: str = "assumption",
        as_of: str = "2026-11-23",
        note: str = "",
    ) -> None:
        super().__init__("1", label, source=source, as_of=as_of, note=note)
        if base not in options:
            raise ValueError(f"{label}: {base} is not among {options}")
        self.base, self.options = base, options
