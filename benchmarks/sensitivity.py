"""Moving every input of the largest template against as many plain trials of the same model."""

from __future__ import annotations

import numpy as np

from benchmarks.plans import full
from benchmarks.table import Row
from benchmarks.timing import medians
from benchmarks.trials import drawn
from revenue_planner.analysis.sensitivity.one_at_a_time import sensitivity
from revenue_planner.engine.functions import Array
from revenue_planner.engine.program import Program, compile_model, program_of
from revenue_planner.engine.variants import in_blocks
from revenue_planner.plan.values import BASE

ROUNDS = 15


def measure() -> list[Row]:
    """Both end with the take-home of every column. Ours also chooses the ends, makes the arrays, works out the
    slopes and ranks the inputs; the trials are drawn before the clock starts, and compute all lines, or only
    those that the take-home needs."""
    plan = full()
    found = sensitivity(plan)
    columns = found.evaluations
    inputs = drawn(plan, columns)
    every_line = program_of(plan.structure)
    narrow = compile_model(every_line.model, (found.key,))

    def trials(program: Program) -> Array:
        kept = np.empty(columns)
        for block, lines in in_blocks(program, inputs, columns):
            kept[block] = lines[found.key][0]
        return kept

    taken = medians(
        {
            "ours": lambda: sensitivity(plan, scenario=BASE),
            "every line": lambda: trials(every_line),
            "needed lines": lambda: trials(narrow),
        },
        ROUNDS,
    )
    what = f"sensitivity of all {len(found.swings)} inputs ({columns} columns)"
    return [
        Row(what, taken["ours"], "as many plain trials, all lines", taken["every line"], aim=3),
        Row(what, taken["ours"], "as many plain trials, only the lines needed", taken["needed lines"], aim=3),
    ]
