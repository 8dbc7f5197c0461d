"""Uniform numbers that depend only on a seed, a name and a trial's number.

Philox is a counter-based generator: its bits can be had from any position, and numpy keeps its streams the
same in every version and on every platform.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b

import numpy as np
from numpy.random import Philox

from revenue_planner.engine.functions import Array

#: Numbers that Philox makes at each step of its counter.
_WORDS = 4
#: 52 bits and a half: every number lies above 0 and below 1, evenly on both sides of 0.5.
_SHIFT, _HALF, _STEP = np.uint64(12), 0.5, 2.0**-52


def uniforms(seed: int, name: str, first: int, last: int) -> Array:
    """The numbers of trials `first` to `last` (not included), each above 0 and below 1; shape (last - first,)."""
    skipped = first % _WORDS
    generator = Philox(key=_key(seed, name), counter=first // _WORDS)
    raw = generator.random_raw(last - first + skipped)[skipped:]
    return ((raw >> _SHIFT).astype(np.float64) + _HALF) * _STEP


def uniform_rows(seed: int, names: Sequence[str], first: int, last: int) -> Array:
    """One row for each name, shape (names, last - first)."""
    rows = np.empty((len(names), last - first))
    for row, name in zip(rows, names, strict=True):
        row[:] = uniforms(seed, name, first, last)
    return rows


@lru_cache(maxsize=4096)
def _key(seed: int, name: str) -> int:
    """128 bits: streams of different names or seeds have nothing to do with each other."""
    return int.from_bytes(blake2b(f"{seed} {name}".encode(), digest_size=16).digest(), "little")
