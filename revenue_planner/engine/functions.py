"""The array functions that printed programs call. Rows are months, columns scenarios or trials."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy_financial as npf
from numpy.typing import NDArray

Array = NDArray[np.float64]

#: A root is found when it moves by less than this share of itself.
_CLOSE = 1e-15


def _array(value: object) -> Array:
    return np.asarray(value, dtype=np.float64)


def whole(row: Array, months: int) -> Array:
    """A row that is the same in every month, given its months."""
    return row if len(row) == months else np.broadcast_to(row, (months, row.shape[1]))


def delayed(row: Array, delay: Array, months: int) -> Array:
    """The value `delay` months earlier, 0 before the first month."""
    row = whole(row, months)
    shift = np.trunc(delay[0]).astype(int)
    result = np.zeros((months, max(row.shape[1], len(shift))))
    if (shift == shift[0]).all():
        steps = min(int(shift[0]), months)
        result[steps:] = row[: months - steps]
        return result
    row = np.broadcast_to(row, result.shape)
    for steps in np.unique(shift):
        columns = shift == steps
        kept = min(int(steps), months)
        result[kept:, columns] = row[: months - kept, columns]
    return result


def ahead(row: Array, lead: Array, months: int) -> Array:
    """The value `lead` months later, past the end the last one."""
    row = whole(row, months)
    shift = np.trunc(lead[0]).astype(int)
    index = np.minimum(np.arange(months)[:, None] + shift[None, :], months - 1)
    columns = max(row.shape[1], len(shift))
    if (shift == shift[0]).all():
        return np.broadcast_to(row[index[:, 0]], (months, columns))
    return np.take_along_axis(
        np.broadcast_to(row, (months, columns)), np.broadcast_to(index, (months, columns)), axis=0
    )


def accumulated(operation: np.ufunc, opening: Array, terms: Sequence[Array], months: int, columns: int) -> Array:
    """`opening`, and after it month by month what came before, combined with each term of the month in turn.

    The order of operations is that of a spreadsheet's row. The result has (months + 1, columns).
    """
    steps = np.empty((months * len(terms) + 1, columns))
    steps[0] = opening
    for place, term in enumerate(terms, start=1):
        steps[place :: len(terms)] = term
    operation.accumulate(steps, axis=0, out=steps)
    return steps[:: len(terms)]


def sum_over(row: Array, months: int, first: int | None) -> Array:
    return _array(np.add.reduce(whole(row, months)[:first], axis=0, keepdims=True))


def lowest_over(row: Array) -> Array:
    return _array(np.minimum.reduce(row, axis=0, keepdims=True))


def highest_over(row: Array) -> Array:
    return _array(np.maximum.reduce(row, axis=0, keepdims=True))


def median_over(row: Array) -> Array:
    """What `np.median` comes to, which loads masked arrays for it."""
    low, high = (len(row) - 1) // 2, len(row) // 2
    ordered = np.partition(row, (low, high), axis=0)
    return _array((ordered[low : low + 1] + ordered[high : high + 1]) / 2)


def mean_over(row: Array, months: int) -> Array:
    return _array(whole(row, months).mean(axis=0, keepdims=True))


def first_over(flags: Array) -> Array:
    """The number of the first month whose flag is 1; 0 where there is none."""
    raised = flags > 0.5
    return np.where(raised.any(axis=0), raised.argmax(axis=0) + 1.0, 0.0)[None, :]


def dated(number: Array) -> Array:
    """A month's number; NaN where it is 0, which means none."""
    return np.where(number > 0.0, number, np.nan)


def at_month(row: Array, number: int) -> Array:
    return row if len(row) == 1 else row[number - 1 : number]


def payment(rate: Array, periods: Array, amount: Array) -> Array:
    return -np.asarray(npf.pmt(rate, periods, amount), dtype=float)


def npv_over(rate: Array, row: Array, months: int) -> Array:
    """Net present value; month 1 is discounted by one month."""
    discount = np.empty((months, rate.shape[1]))
    discount[:] = 1.0 / (1.0 + rate)
    np.multiply.accumulate(discount, axis=0, out=discount)
    return _array(np.einsum("tn,tn->n", whole(row, months), discount)[None, :])


def irr_over(flows: Array, exists: Array, guess: Array) -> Array:
    """Internal rate of return a month of (opening + months) flows; NaN where `exists` is 0.

    Where it exists the flows start below 0 and their running sum crosses 0 once, upwards: exactly one
    rate above 0 then makes them worth nothing. `npf.irr` may return a negative one beside it, and works
    on one column at a time. The search starts from `guess`.
    """
    columns = max(flows.shape[1], exists.shape[1])
    wanted = np.broadcast_to(exists[0], columns) > 0.5
    found = np.full((1, columns), np.nan)
    if wanted.any():
        flows = np.broadcast_to(flows, (len(flows), columns))[:, wanted]
        start = np.broadcast_to(np.atleast_2d(guess)[0], columns)[wanted]
        found[0, wanted] = 1.0 / _discount_factor(flows, 1.0 / (1.0 + np.maximum(start, 0.0))) - 1.0
    return found


def _discount_factor(flows: Array, start: Array) -> Array:
    """The root between 0 and 1 of each column's polynomial, which is below 0 at 0 and above it at 1.

    Newton's steps, and halves of the bracket where a step leaves it or does not get smaller fast enough.
    """
    first, later = flows[0], flows[1:]
    by_order = later * np.arange(1.0, len(flows))[:, None]
    low, high = np.zeros(len(first)), np.ones(len(first))
    root, last = start, np.full(len(first), np.inf)
    powers = np.empty_like(later)
    while True:
        powers[:] = root
        np.multiply.accumulate(powers, axis=0, out=powers)
        worth = first + np.einsum("tn,tn->n", later, powers)
        slope = np.einsum("tn,tn->n", by_order, powers) / root
        low, high = np.where(worth < 0, root, low), np.where(worth < 0, high, root)
        moved = root - worth / slope
        steady = (moved >= low) & (moved <= high) & (np.abs(moved - root) <= last / 2)
        moved = np.where(steady, moved, (low + high) / 2)
        # A column that has arrived stays where it is: its next steps would be rounding errors.
        step = np.where(last > 0, np.abs(moved - root), 0.0)
        last = np.where(step > _CLOSE * root, step, 0.0)
        root = np.where(step > 0, moved, root)
        if not last.any():
            return root


#: The day from which spreadsheets count dates.
_DAY_ZERO = np.datetime64("1899-12-30", "D")


def months_after(date: Array, months: Array) -> Array:
    """The first of the month that many whole months after a date's, as spreadsheets count days."""
    there = _month_of(date) + months.astype(np.int64).astype("timedelta64[M]")
    return _array((there.astype("datetime64[D]") - _DAY_ZERO).astype(float))


def calendar_month(date: Array) -> Array:
    """1 for January; `date` as spreadsheets count days."""
    return _array(_month_of(date).astype(np.int64) % 12 + 1)


def _month_of(date: Array) -> NDArray[np.datetime64]:
    return (_DAY_ZERO + date.astype(np.int64).astype("timedelta64[D]")).astype("datetime64[M]")
