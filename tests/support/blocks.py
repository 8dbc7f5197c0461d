"""All columns of a program, computed a block at a time and put together."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from revenue_planner.engine.functions import Array
from revenue_planner.engine.program import Program
from revenue_planner.engine.variants import BLOCK, in_blocks


def run_all(program: Program, inputs: Mapping[str, Array], columns: int, size: int = BLOCK) -> dict[str, Array]:
    """As `Program.run`, a block at a time."""
    gathered: dict[str, Array] = {}
    for block, results in in_blocks(program, inputs, columns, size):
        for name, values in results.items():
            if name not in gathered:
                gathered[name] = np.empty((len(values), columns))
            gathered[name][:, block] = values
    return gathered
