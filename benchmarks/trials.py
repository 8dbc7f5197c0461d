"""Ten thousand trials of the whole model against the same model written by hand for numpy."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from benchmarks.plans import full
from benchmarks.table import Row
from benchmarks.timing import medians
from revenue_planner.engine.functions import Array
from revenue_planner.engine.inputs import scenario_inputs
from revenue_planner.engine.program import program_of
from revenue_planner.engine.variants import BLOCK, in_blocks
from revenue_planner.ground.months import Timeline
from revenue_planner.language.inputs import Assume, AssumeSeason
from revenue_planner.plan.values import BASE, Plan
from tests.oracle import simulate
from tests.oracle.parts import Calendar

TRIALS, ROUNDS = 10_000, 7


def drawn(plan: Plan, columns: int, seed: int = 1) -> dict[str, Array]:
    """Base, with every number drawn within 10 % of it; whole numbers, months and words stay as they are."""
    rng = np.random.default_rng(seed)
    declared = plan.inputs()
    arrays = {}
    for key, array in scenario_inputs(plan, (BASE,)).items():
        kind = declared[key]
        if isinstance(kind, (Assume, AssumeSeason)) and not (isinstance(kind, Assume) and kind.whole):
            factors = rng.uniform(0.9, 1.1, (len(array), columns))
            arrays[key] = np.clip(array * factors, kind.minimum, kind.maximum)
        else:
            arrays[key] = array
    return arrays


def calendar_of(timeline: Timeline) -> Calendar:
    numbers = np.arange(1.0, timeline.months + 1.0)[:, None]
    return Calendar(numbers, np.array([month.month - 1 for month in timeline]))


def by_hand(inputs: Mapping[str, Array], calendar: Calendar, columns: int, keep: list[str]) -> dict[str, Array]:
    """The hand-written model over blocks of columns; the kept lines of all of them."""
    kept = {key: np.empty(columns) for key in keep}
    for first in range(0, columns, BLOCK):
        block = slice(first, min(first + BLOCK, columns))
        own = {key: array if array.shape[1] == 1 else array[:, block] for key, array in inputs.items()}
        with np.errstate(all="ignore"):
            lines = simulate(own, calendar)
        for key, values in kept.items():
            values[block] = lines[key][0]
    return kept


def measure() -> list[Row]:
    """Both compute all lines of each block of trials, and keep every summary result of every trial."""
    plan = full()
    inputs, calendar = drawn(plan, TRIALS), calendar_of(plan.timeline)
    program = program_of(plan.structure)
    answers = [line.key for line in program.model.answers.values()]

    def ours() -> dict[str, Array]:
        kept = {key: np.empty(TRIALS) for key in answers}
        for block, lines in in_blocks(program, inputs, TRIALS):
            for key, values in kept.items():
                values[block] = lines[key][0]
        return kept

    taken = medians({"ours": ours, "by hand": lambda: by_hand(inputs, calendar, TRIALS, answers)}, ROUNDS)
    what = f"{TRIALS:,} trials, {len(program.model.lines)} lines, {plan.timeline.months} months"
    return [Row(what, taken["ours"], "hand-written numpy, same lines", taken["by hand"], aim=1.5)]
