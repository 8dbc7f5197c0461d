"""Run a program over many columns (trials) a block at a time, so that memory stays bounded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from revenue_planner.engine.functions import Array
from revenue_planner.engine.program import Program

#: Columns in a block. All lines of a large plan then take some 40 MB, and each fits a processor's cache.
BLOCK = 256


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


def run_all(program: Program, inputs: Mapping[str, Array], columns: int, size: int = BLOCK) -> dict[str, Array]:
    """As `Program.run`, a block at a time. Keep few lines in the program where there are many columns:
    a monthly line of 36 months and 10,000 columns takes 3 MB."""
    gathered: dict[str, Array] = {}
    for block, results in in_blocks(program, inputs, columns, size):
        for name, values in results.items():
            if name not in gathered:
                gathered[name] = np.empty((len(values), columns))
            gathered[name][:, block] = values
    return gathered
