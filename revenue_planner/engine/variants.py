"""Many columns at once: trials a block at a time, so that memory stays bounded, and variants of one scenario."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

import numpy as np

from revenue_planner.engine.functions import Array
from revenue_planner.engine.program import Program, program_of
from revenue_planner.model.structure import Structure
from revenue_planner.streams.business import Answers, Business

TAKE_HOME_TOTAL = Business.key(Answers.take_home_total)
#: Columns in a block. All lines of a large plan then take some 40 MB, and each fits a processor's cache.
BLOCK = 256


def take_homes(
    structure: Structure, a: Mapping[str, Array], b: Mapping[str, Array], moved: Sequence[Collection[str]]
) -> Array:
    """The take-home of the whole plan, once for each element of `moved`: these inputs as in `b`, all
    others as in `a`. Both hold every input of the structure in one column."""
    program = program_of(structure, (TAKE_HOME_TOTAL,))
    found = [
        program.run(_columns(a, b, moved[first : first + BLOCK]), len(moved[first : first + BLOCK]))[TAKE_HOME_TOTAL][0]
        for first in range(0, len(moved), BLOCK)
    ]
    return np.concatenate(found)


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


def in_blocks(
    program: Program, inputs: Mapping[str, Array], columns: int, size: int = BLOCK
) -> Iterator[tuple[slice, dict[str, Array]]]:
    """The program's results for each block of columns, with the block's place among all columns.

    `inputs` and results are shaped as those of `Program.run`; an input with one column is the same for
    all. A block's results may be dropped once the next is asked for: they are not kept here.
    """
    used = {key: inputs[key] for key in program.inputs}
    for first in range(0, columns, size):
        block = slice(first, min(first + size, columns))
        own = {key: array if array.shape[1] == 1 else array[:, block] for key, array in used.items()}
        yield block, program.run(own, block.stop - block.start)
