"""The keys of a table by month: "2027-07" is that month alone, "from 2027-07" that month and all after it."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from revenue_planner.ground.months import Month, Timeline

#: The key of what holds in all months that no other key names.
DEFAULT = "default"

_FROM = re.compile(r"\s*[Ff]rom\s+(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True, order=True)
class MonthKey:
    """One month, or (`onward`) all months from it on."""

    month: Month
    onward: bool = False

    @classmethod
    def parse(cls, text: str) -> MonthKey:
        """Read "2027-07" or "from 2027-07". Raises ValueError for any other text."""
        found = _FROM.fullmatch(text)
        return cls(Month.parse(found[1]), onward=True) if found else cls(Month.parse(text))

    def __add__(self, months: int) -> MonthKey:
        return MonthKey(self.month + months, self.onward)

    def __str__(self) -> str:
        return f"from {self.month}" if self.onward else str(self.month)


def is_month_key(text: str) -> bool:
    """Whether a text is a month, or "from" and a month, as keys of a table by month are."""
    try:
        MonthKey.parse(text)
    except ValueError:
        return False
    return True


def holding(keys: Collection[MonthKey], timeline: Timeline) -> dict[int, MonthKey]:
    """Which key holds in a month, by the month's number; months in which none does are left out.

    A single month goes before a step, and a later step before an earlier one. A step from before the plan holds
    from its first month on.
    """
    steps = sorted(key for key in keys if key.onward)
    found: dict[int, MonthKey] = {}
    for number, month in enumerate(timeline, start=1):
        begun = [step for step in steps if step.month <= month]
        if MonthKey(month) in keys:
            found[number] = MonthKey(month)
        elif begun:
            found[number] = begun[-1]
    return found
