"""Sizes of accounts: figures that are usual differ with the number of followers."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

#: The fewest followers of each size after the first.
_FROM = (10_000, 50_000, 250_000, 1_000_000)
#: What each size is called, from small to large.
SIZES = (
    "under 10,000 followers",
    "10,000 to 50,000 followers",
    "50,000 to 250,000 followers",
    "250,000 to a million followers",
    "over a million followers",
)
#: The size that stands for all where no account is given: 50,000 to 250,000 followers.
MIDDLE = 2


def size_of(followers: float) -> int:
    """The place in SIZES of an account with so many followers."""
    return bisect_right(_FROM, followers)


class Usual(NamedTuple):
    """What is usual among accounts: one of ten is below `low`, half are below `base`, one of ten is above `high`."""

    low: float
    base: float
    high: float


class BySize(tuple[Usual, ...]):
    """What is usual in each of SIZES, from small to large."""

    __slots__ = ()

    def __new__(cls, *figures: tuple[float, float, float]) -> BySize:
        """Figures are (low, base, high) for each size. Raises ValueError unless there is one for each."""
        if len(figures) != len(SIZES):
            raise ValueError(f"needs figures for {len(SIZES)} sizes, not {len(figures)}")
        return super().__new__(cls, (Usual(*map(float, each)) for each in figures))
