"""Many variants of one scenario at once: each is a column of the same evaluation."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache

import numpy as np

from revenue_planner.engine.functions import Array
from revenue_planner.engine.program import Program, compile_model
from revenue_planner.model.build import Model, build_model
from revenue_planner.model.structure import Structure
from revenue_planner.streams.business import Answers, Business

TAKE_HOME = Business.key(Answers.take_home_total)
#: More columns than this are computed in portions, which bounds the memory.
_PORTION = 256


def take_homes(
    structure: Structure, a: Mapping[str, Array], b: Mapping[str, Array], moved: Sequence[Collection[str]]
) -> Array:
    """The take-home of the whole plan, once for each element of `moved`: these inputs as in `b`, all
    others as in `a`. Both hold every input of the structure in one column."""
    program = program_of(structure, (TAKE_HOME,))
    found = [
        program.run(_columns(a, b, moved[first : first + _PORTION]), len(moved[first : first + _PORTION]))[TAKE_HOME][0]
        for first in range(0, len(moved), _PORTION)
    ]
    return np.concatenate(found)


@lru_cache(maxsize=16)
def model_of(structure: Structure) -> Model:
    """The model of a structure, built once."""
    return build_model(structure)


@lru_cache(maxsize=16)
def program_of(structure: Structure, keys: tuple[str, ...]) -> Program:
    """What computes these lines and nothing that they do not need, compiled once."""
    return compile_model(model_of(structure), keys)


def _columns(a: Mapping[str, Array], b: Mapping[str, Array], moved: Sequence[Collection[str]]) -> dict[str, Array]:
    """One column for each variant; inputs that none of them moves keep their one column, for all."""
    places: dict[str, list[int]] = {}
    for place, keys in enumerate(moved):
        for key in keys:
            places.setdefault(key, []).append(place)
    arrays = dict(a)
    for key, columns in places.items():
        rows = max(len(a[key]), len(b[key]))
        arrays[key] = np.repeat(np.broadcast_to(a[key], (rows, 1)), len(moved), axis=1)
        arrays[key][:, columns] = b[key]
    return arrays
