"""Work that may be too large for the machine's memory, and how much of it would fit."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from revenue_planner.ground.errors import PlannerError

T = TypeVar("T")


class NotEnoughMemoryError(PlannerError):
    """There is too little memory for what was asked for; the message says how much of it fits."""


def within_memory(
    what: str, option: str, asked: int, least: int, work: Callable[[], T], rehearse: Callable[[int], object]
) -> T:
    """What `work` makes of the number `asked` of `what` ("trials"), which `option` ("--trials") sets.

    Where memory runs out, `rehearse` is called with smaller numbers, down to `least`: it takes as much memory
    as the work would for so many, in little time. Raises NotEnoughMemoryError with the first that fits.
    """
    try:
        return work()
    except MemoryError:
        # The arrays that the error's traceback holds are free again only after this block.
        pass
    number = asked
    while number > least:
        number = max(least, _rounded(number // 2))
        if _fits(number, rehearse):
            fits = f"{number:,} fit: ask for so many ({option} {number}), or close other programs and try again"
            break
    else:
        fits = "fewer do not fit either: close other programs and try again, or plan fewer months or scenarios"
    raise NotEnoughMemoryError(f"{asked:,} are too many {what} for this machine's memory; {fits}")


def _fits(number: int, rehearse: Callable[[int], object]) -> bool:
    try:
        rehearse(number)
    except MemoryError:
        return False
    return True


def _rounded(number: int) -> int:
    """Down to two digits."""
    unit: int = 10 ** max(len(str(number)) - 2, 0)
    return number // unit * unit
