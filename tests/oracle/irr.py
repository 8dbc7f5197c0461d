"""Internal rates of return of many columns, by Newton's method kept within a bracket."""

from __future__ import annotations

import numpy as np

from tests.oracle.parts import Array


def irr(flows: Array, exists: Array, guess: Array) -> Array:
    """The only rate above 0 of each column's flows, searched from `guess`; NaN where `exists` is 0."""
    wanted = np.broadcast_to(exists[0], flows.shape[1:]) > 0.5
    found = np.full((1, flows.shape[1]), np.nan)
    if wanted.any():
        found[0, wanted] = _rates(flows[:, wanted], 1.0 / (1.0 + guess[0, wanted]))
    return found


def _rates(flows: Array, x: Array) -> Array:
    columns = flows.shape[1]
    low, high = np.zeros(columns), np.ones(columns)
    for _ in range(200):
        # Horner's scheme for the value and its slope at once.
        value, slope = flows[-1].copy(), np.zeros(columns)
        for flow in flows[-2::-1]:
            slope = slope * x + value
            value = value * x + flow
        negative = value < 0
        low, high = np.where(negative, x, low), np.where(negative, high, x)
        step = x - value / slope
        inside = (step > low) & (step < high)
        new = np.where(inside, step, np.where(np.abs(step - x) < 1e-14, x, (low + high) / 2))
        if np.abs(new - x).max() < 1e-14:
            return 1.0 / new - 1.0
        x = new
    raise ArithmeticError("no rate of return found")
