"""Calendar months: the planner's only notion of time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_PATTERN = re.compile(r"(\d{4})-(\d{1,2})(?:-\d{1,2})?\Z")
#: The months of a year, in full and as they are shown.
FULL_NAMES = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
MONTH_NAMES = tuple(name[:3] for name in FULL_NAMES)
_EXCEL_EPOCH = date(1899, 12, 30)

FIRST_YEAR, LAST_YEAR = 1990, 2199


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A calendar month, e.g. Month(2027, 3). Adding an int moves by that many months."""

    year: int
    month: int

    def __post_init__(self) -> None:
        if not (FIRST_YEAR <= self.year <= LAST_YEAR and 1 <= self.month <= 12):
            raise ValueError(f"{self.year}-{self.month:02d} is not a month between 1990 and 2199")

    @classmethod
    def parse(cls, text: str) -> Month:
        """Read "2027-03" (a day after it is ignored). Raises ValueError with the accepted form."""
        found = _PATTERN.match(text.strip())
        if not found:
            raise ValueError(f'"{text}" is not a month; write year and month, for example "2027-03"')
        return cls(int(found[1]), int(found[2]))

    @classmethod
    def from_serial(cls, serial: float) -> Month:
        """The month an Excel date serial number (1900 system) falls in."""
        day = date.fromordinal(_EXCEL_EPOCH.toordinal() + int(serial))
        return cls(day.year, day.month)

    @property
    def serial(self) -> int:
        """Excel's serial number (1900 system) of the month's first day."""
        return date(self.year, self.month, 1).toordinal() - _EXCEL_EPOCH.toordinal()

    @property
    def first_day(self) -> date:
        return date(self.year, self.month, 1)

    @property
    def label(self) -> str:
        """For people: "Mar 2027"."""
        return f"{MONTH_NAMES[self.month - 1]} {self.year}"

    def __add__(self, months: int) -> Month:
        total = self.year * 12 + self.month - 1 + months
        return Month(total // 12, total % 12 + 1)

    def months_since(self, other: Month) -> int:
        return (self.year - other.year) * 12 + self.month - other.month

    def __str__(self) -> str:
        return f"{self.year}-{self.month:02d}"


@dataclass(frozen=True, slots=True)
class Timeline:
    """The months of a plan: `months` of them from `start`. Month numbers count from 1."""

    start: Month
    months: int

    def __iter__(self) -> Iterator[Month]:
        return (self.start + offset for offset in range(self.months))

    def number_of(self, month: Month) -> int:
        """1 for the first month of the plan; 0 or less before it, more than `months` after it."""
        return month.months_since(self.start) + 1

    def month_of(self, number: int) -> Month:
        return self.start + (number - 1)

    @property
    def last(self) -> Month:
        return self.month_of(self.months)
