"""Percentiles, means and their sampling errors of many quantities, from any number of trials in bounded memory."""

from __future__ import annotations

import numpy as np

from revenue_planner.analysis.simulation.result import LEVELS, Bands, Chance
from revenue_planner.engine.functions import Array

#: Bins between the outer percentiles of the first trials.
BINS = 4096
_OUTER = (0.01, 0.99)
#: How many standard errors of its rank on either side of a percentile tell its error.
_AROUND = 2.0
#: Trials that are put into bins at once.
_PORTION = 2048


class Percentiles:
    """Takes in the trials of some quantities in portions, and tells how they are distributed.

    Up to `exact` trials are kept, and percentiles are those of the trials. With more, all are counted in BINS
    equal bins between the 1st and 99th percentile of the first `exact`; percentiles are interpolated within
    a bin, which is about a thousandth of a standard deviation wide.
    """

    def __init__(self, quantities: int, trials: int, exact: int) -> None:
        self._kept: Array | None = np.empty((quantities, min(trials, exact)))
        self._bins: _Bins | None = None
        self._count = 0
        self._mean, self._squares = np.zeros(quantities), np.zeros(quantities)

    def add(self, values: Array) -> None:
        """Take in a portion, shape (quantities, trials)."""
        self._add_moments(values)
        first, self._count = self._count, self._count + values.shape[1]
        if self._kept is not None:
            room = self._kept.shape[1] - first
            self._kept[:, first : self._count] = values[:, :room]
            if room >= values.shape[1]:
                return
            self._bins, self._kept = _Bins(self._kept), None
            values = values[:, room:]
        assert self._bins is not None
        self._bins.add(values)

    def bands(self) -> Bands:
        """Of all quantities, with n the number of quantities."""
        levels = np.array(LEVELS)
        # A percentile's error is its rank's, times how far percentiles lie apart around it.
        off = np.sqrt(levels * (1 - levels) / self._count)
        lower, upper = np.maximum(levels - _AROUND * off, 0), np.minimum(levels + _AROUND * off, 1)
        values, below, above = np.split(self._quantiles(np.concatenate([levels, lower, upper])), 3)
        errors = (above - below) * (off / (upper - lower))[:, None]
        spread = np.sqrt(self._squares / max(self._count - 1, 1))
        return Bands(values, errors, self._mean, spread / np.sqrt(self._count), spread)

    def _quantiles(self, levels: Array) -> Array:
        """Shape (levels, quantities)."""
        if self._bins is not None:
            return self._bins.quantiles(levels)
        assert self._kept is not None
        self._kept.sort(axis=1)
        place = levels * (self._count - 1)
        lower = np.floor(place).astype(np.intp)
        upper = np.minimum(lower + 1, self._count - 1)
        low, high = self._kept[:, lower], self._kept[:, upper]
        return np.asarray((low + (place - lower) * (high - low)).T)

    def _add_moments(self, values: Array) -> None:
        """Mean and sum of squared deviations, joined as Chan, Golub and LeVeque do: no digits are lost."""
        count = values.shape[1]
        mean = values.mean(axis=1)
        gap = mean - self._mean
        share = count / (self._count + count)
        self._squares += ((values - mean[:, None]) ** 2).sum(axis=1) + gap**2 * (self._count * share)
        self._mean = self._mean + gap * share


class _Bins:
    """Counts: BINS equal bins between the 1st and the 99th percentile, one for what lies on either side, and one for
    exactly each of the two: many trials may come to 0, where a stream has stopped, or to the same limit."""

    def __init__(self, first: Array) -> None:
        first.sort(axis=1)
        last = first.shape[1] - 1
        self._low, self._high = (first[:, round(share * last)].copy() for share in _OUTER)
        # Where most trials come to one figure the bins between still need some width to divide by.
        least = np.maximum(1e-9 * np.abs(self._low), np.finfo(float).tiny * BINS)
        self._width = np.maximum(self._high - self._low, least) / BINS
        self._least, self._most = first[:, 0].copy(), first[:, -1].copy()
        self._counts = np.zeros((len(first), BINS + 4), dtype=np.uint32)
        self._rows = np.arange(len(first))[:, None] * (BINS + 4)
        for start in range(0, first.shape[1], _PORTION):
            self.add(first[:, start : start + _PORTION])

    def add(self, values: Array) -> None:
        np.minimum(self._least, values.min(axis=1), out=self._least)
        np.maximum(self._most, values.max(axis=1), out=self._most)
        low, high = self._low[:, None], self._high[:, None]
        steps = values - low
        steps /= self._width[:, None]
        np.clip(np.ceil(steps, out=steps), 0, BINS, out=steps)
        places = steps.astype(np.intp)
        places += self._rows + 1
        places -= values < low
        places += (values >= high) & (values > low)
        places += values > high
        np.add.at(self._counts.reshape(-1), places.reshape(-1), np.uint32(1))

    def quantiles(self, levels: Array) -> Array:
        """Shape (levels, quantities)."""
        found = np.empty((len(levels), len(self._low)))
        inside = np.arange(1.0, BINS)
        for row, counts in enumerate(self._counts):
            low, high = self._low[row], self._high[row]
            # Bin n lies between ends n and n + 1.
            between = np.minimum(low + self._width[row] * inside, high)
            ends = np.concatenate([[self._least[row], low, low], between, [high, high, self._most[row]]])
            before = np.concatenate([[0], np.cumsum(counts, dtype=np.int64)])
            rank = levels * before[-1]
            bins = np.clip(np.searchsorted(before, rank, side="left") - 1, 0, BINS + 3)
            share = (rank - before[bins]) / np.maximum(counts[bins], 1)
            found[:, row] = ends[bins] + share * (ends[bins + 1] - ends[bins])
        return found


def chance(hits: int, trials: int) -> Chance:
    """The share of trials. Its error is never 0: what happened in no trial may happen in one of the next."""
    likely = (hits + 0.5) / (trials + 1)
    return Chance(hits / trials, float(np.sqrt(likely * (1 - likely) / trials)))
