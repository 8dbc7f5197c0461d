"""The array functions that printed programs call. Rows are months, columns scenarios or trials."""

from __future__ import annotations

import numpy as np
import numpy_financial as npf
from numpy.typing import NDArray

Array = NDArray[np.float64]


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
    return np.take_along_axis(
        np.broadcast_to(row, (months, columns)), np.broadcast_to(index, (months, columns)), axis=0
    )


def sum_over(row: Array, months: int, first: int | None) -> Array:
    row = whole(row, months)
    return _array(row[:first].sum(axis=0, keepdims=True))


def lowest_over(row: Array) -> Array:
    return _array(row.min(axis=0, keepdims=True))


def highest_over(row: Array) -> Array:
    return _array(row.max(axis=0, keepdims=True))


def median_over(row: Array) -> Array:
    return np.median(row, axis=0, keepdims=True)


def mean_over(row: Array, months: int) -> Array:
    return _array(whole(row, months).mean(axis=0, keepdims=True))


def first_over(flags: Array) -> Array:
    """The number of the first month whose flag is 1; 0 where there is none."""
    raised = flags > 0.5
    return np.where(raised.any(axis=0), raised.argmax(axis=0) + 1.0, 0.0)[None, :]


def at_month(row: Array, number: int) -> Array:
    return row if len(row) == 1 else row[number - 1 : number]


def payment(rate: Array, periods: Array, amount: Array) -> Array:
    return -np.asarray(npf.pmt(rate, periods, amount), dtype=float)


def npv_over(rate: Array, row: Array, months: int) -> Array:
    """Net present value; month 1 is discounted by one month."""
    discount = (1.0 + rate) ** -np.arange(1.0, months + 1.0)[:, None]
    return _array((whole(row, months) * discount).sum(axis=0, keepdims=True))


def irr_over(flows: Array, exists: Array) -> Array:
    """Internal rate of return a month of (opening + months) flows; NaN where `exists` is 0."""
    columns = max(flows.shape[1], exists.shape[1])
    flows, exists = np.broadcast_to(flows, (len(flows), columns)), np.broadcast_to(exists, (1, columns))
    found = [float(npf.irr(flows[:, column])) if exists[0, column] > 0.5 else np.nan for column in range(columns)]
    return np.array([found])
