"""Random values of inputs, as a plan file writes them."""

from __future__ import annotations

import random

from revenue_planner.ground.months import Month, Timeline
from revenue_planner.language.inputs import Assume, AssumeMonth, AssumeSeason, Choice, Input
from revenue_planner.plan.month_keys import MonthKey

#: Larger maxima only stop overflow: a plan that uses them earns more than numbers can hold to the cent.
_LARGEST_MAXIMUM = 1.0
#: Followers bring followers: beyond what is usual, a plan's figures soon have more digits than a float.
_COMPOUNDING = ("follower/view", "views/video/follower")


class RandomValues:
    """Values within what the reader allows, more often at the edges than chance has it."""

    def __init__(self, rng: random.Random, timeline: Timeline) -> None:
        self.rng, self.timeline = rng, timeline

    def base(self, declared: Input) -> object:
        """A value for the plan itself."""
        if isinstance(declared, Assume):
            return self._by_month(declared) if declared.by_month else self.number(declared)
        if isinstance(declared, AssumeSeason):
            return [self.factor(declared) for _ in range(12)]
        if isinstance(declared, AssumeMonth):
            return str(self.month())
        assert isinstance(declared, Choice)
        return self.rng.choice(declared.options)

    def override(self, declared: Input, base: object) -> object:
        """A value for a scenario; `base` is what the plan writes, None where it is silent."""
        rng = self.rng
        if isinstance(declared, (Assume, AssumeSeason)) and rng.random() < 0.4:
            change, factor = rng.choice((("+20%", 1.2), ("-35%", 0.65), ("x0.5", 0.5), ("x2", 2.0), ("x0", 0.0)))
            numbers = [value * factor for value in _numbers(base, declared)]
            whole = isinstance(declared, Assume) and declared.whole
            if not whole and all(declared.minimum <= number <= declared.maximum for number in numbers):
                return change
        return self.base(declared)

    def number(self, declared: Assume) -> float:
        """Anywhere in the usual range, at its ends, at what is just allowed, or beyond what is usual."""
        rng = self.rng
        low, high, lowest, highest = declared.low, declared.high, declared.minimum, declared.maximum
        edges = [low, high, declared.base, max(lowest, low / 3), min(highest, high * 1.5)]
        if lowest >= 0:
            edges.append(lowest)
        if highest <= _LARGEST_MAXIMUM:
            edges.append(highest)
        if declared.unit in _COMPOUNDING:
            edges = [low, declared.base]
        number = rng.choice(edges) if rng.random() < 0.3 else rng.uniform(low, high)
        if declared.whole:
            return float(round(number))
        if rng.random() < 0.5:
            number = min(max(float(f"{number:.3g}"), lowest), highest)
        return number

    def factor(self, declared: AssumeSeason) -> float:
        return self.rng.choice((0.0, 1.0, round(self.rng.uniform(declared.low, declared.high), 2)))

    def month(self) -> Month:
        """Inside the plan or outside of it, on both sides."""
        return self.timeline.month_of(self.rng.randint(-3, self.timeline.months + 3))

    def _by_month(self, declared: Assume) -> object:
        """One number, a list from month 1, or a table of months and steps."""
        rng, months = self.rng, self.timeline.months
        form = rng.choice(("number", "number", "list", "table"))
        if form == "number":
            return self.number(declared)
        if form == "list":
            return [self.number(declared) for _ in range(rng.randint(1, min(months, 6)))]
        table: dict[str, object] = {"default": self.number(declared)} if rng.random() < 0.7 else {}
        for month in {self.month() for _ in range(rng.randint(1, 4))}:
            table[str(MonthKey(month, onward=month.serial % 5 < 2))] = self.number(declared)
        return table


def _numbers(base: object, declared: Assume | AssumeSeason) -> list[float]:
    """All numbers that a change of Base applies to."""
    if isinstance(base, list):
        return [float(value) for value in base]
    if isinstance(base, dict):
        return [float(value) for value in base.values()] + [float(declared.base)]  # type: ignore[arg-type]
    if isinstance(base, (int, float)):
        return [float(base)]
    return list(declared.base) if isinstance(declared, AssumeSeason) else [declared.base]
