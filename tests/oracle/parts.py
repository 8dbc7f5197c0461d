"""What the parts of the hand-written model share: months, payouts, delays, stock."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

#: Figures are the same that differ by less than this share of the amounts they are made of.
SAME = 1e-9
VIEWS_PER_THOUSAND, WEEKS_PER_MONTH = 1000.0, 365.25 / 12 / 7
#: Ages are typed in years, to the day at best.
HALF_A_DAY = 0.5 / 365.25


@dataclass(frozen=True)
class Calendar:
    """The plan's months: their numbers, and which calendar month (0 to 11) each is."""

    number: Array
    month: NDArray[np.int64]

    @property
    def months(self) -> int:
        return len(self.number)

    @property
    def elapsed(self) -> Array:
        return self.number - 1.0


@dataclass(frozen=True)
class Part:
    """Reads a part's inputs, and writes its lines."""

    key: str
    inputs: Mapping[str, Array]
    lines: dict[str, Array]

    def __getitem__(self, name: str) -> Array:
        return self.inputs[f"{self.key}.{name}"]

    def __setitem__(self, name: str, value: Array) -> None:
        self.lines[f"{self.key}.{name}"] = value

    def switch(self) -> Array:
        """1 where the stream is on (the first of its options)."""
        on = flag(self["on"] == 0.0)
        self["switch"] = on
        return on


def flag(condition: NDArray[np.bool_]) -> Array:
    return condition.astype(np.float64)


def met(value: Array, bar: Array | float, *of: Array) -> NDArray[np.bool_]:
    """Whether a bar is reached. What is missing by rounding is measured against the amounts the two are made of;
    single figures are, where they meet, as large as the bar."""
    return value - bar >= -_rounding(of or (bar,))


def agree(one: Array, two: Array | float, *of: Array) -> Array:
    return flag(np.abs(one - two) <= _rounding(of or (two,)))


def _rounding(amounts: Sequence[Array | float]) -> Array | float:
    first, *others = (np.abs(amount) for amount in amounts)
    return SAME * sum(others, start=first)


def total(row: Array, months: int | None = None) -> Array:
    summed: Array = row[:months].sum(axis=0, keepdims=True)
    return summed


def over(above: Array, below: Array) -> Array:
    """A ratio, 0 where there is nothing to divide by."""
    return np.where(below > 0.0, above / below, 0.0)


def first_month(flags: Array) -> Array:
    """The number of the first month with a flag; NaN without one."""
    raised = flags > 0.5
    return np.where(raised.any(axis=0), raised.argmax(axis=0) + 1.0, np.nan)[None]


def later(row: Array, months: Array) -> Array:
    """What was there some months earlier, 0 before the plan; a column may have a delay of its own."""
    delay = months[0].astype(np.int64)
    shifted = np.zeros_like(row)
    if (delay == delay[0]).all():
        shifted[delay[0] :] = row[: len(row) - delay[0]]
        return shifted
    wanted = np.arange(len(row))[:, None] - delay
    return np.where(wanted >= 0, np.take_along_axis(row, np.maximum(wanted, 0), axis=0), 0.0)


def sooner(row: Array, months: Array) -> Array:
    """What will be there some months later, past the end the last value."""
    lead = months[0].astype(np.int64)
    wanted = np.arange(len(row))[:, None] + lead
    if (lead == lead[0]).all():
        ahead: Array = row[np.minimum(wanted[:, 0], len(row) - 1)]
        return ahead
    return np.take_along_axis(row, np.minimum(wanted, len(row) - 1), axis=0)


def running(opening: Array | float, *changes: Array) -> Array:
    """A balance with its opening: (months + 1, columns)."""
    change = sum(changes[1:], start=changes[0])
    balance = np.empty((len(change) + 1, change.shape[1]))
    balance[0] = opening
    np.cumsum(change, axis=0, out=balance[1:])
    balance[1:] += balance[0]
    return balance


def payouts(part: Part, earned: Array) -> Array:
    """Cash once enough has gathered; returns it."""
    due = later(earned, part["payment_delay"])
    minimum = np.broadcast_to(part["payout_minimum"], due.shape)
    unpaid = np.empty((len(due) + 1, due.shape[1]))
    unpaid[0] = part["opening_unpaid"]
    for month, falling_due in enumerate(due):
        payable = unpaid[month] + falling_due
        unpaid[month + 1] = np.where(met(payable, minimum[month]), 0.0, payable)
    payable = unpaid[:-1] + due
    received = payable - unpaid[1:]
    part["due"], part["payable"], part["received"] = due, payable, received
    part["unpaid"], part["owed_at_start"] = unpaid[1:], part["opening_unpaid"]
    return received


def withheld(part: Part, earned: Array, received: Array) -> None:
    part["tax_withheld"] = earned * part["withholding_rate"]
    part["tax_withheld_paid"] = received * part["withholding_rate"]


def stock(part: Part, sold: Array) -> Array:
    """Goods bought ahead; returns what is paid for them."""
    sold_so_far = running(0.0, sold)
    bought = np.zeros_like(sold_so_far)
    np.maximum(sooner(sold_so_far[1:], part["stock_lead"]) - part["opening_stock"], 0.0, out=bought[1:])
    units = np.diff(bought, axis=0)
    at_hand = running(part["opening_stock"], units, -sold)
    paid = units * part["unit_cost"]
    part["sold_so_far"], part["bought_so_far"] = sold_so_far[1:], bought[1:]
    part["units_bought"], part["stock"], part["stock_paid"] = units, at_hand[1:], paid
    came = total(units)
    part["stock_rolls_forward"] = agree(at_hand[:1] + came - total(sold), at_hand[-1:], at_hand[:1], came)
    part["stock_is_positive"] = flag(met(at_hand[1:].min(axis=0, keepdims=True), 0.0, at_hand[:1], came))
    return paid
