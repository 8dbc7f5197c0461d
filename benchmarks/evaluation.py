"""Evaluating every scenario against independent engines recalculating the workbook that is open in them.

An input that every scenario shares is changed each time, so that all of them have to work. ironcalc
recalculates everything; formualizer only what depends on the change, and everything in the second row.
Ours takes the changed plan's settings, makes arrays of them, and computes every line of every scenario.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import count

from benchmarks.plans import full
from benchmarks.table import Row
from benchmarks.timing import medians
from revenue_planner.engine.run import run
from revenue_planner.plan.values import BASE, Plan, Setting
from revenue_planner.workbook.write import workbook_bytes
from tests.support.addresses import Addresses
from tests.support.comparison import compare
from tests.support.engines import Engine, Formualizer, IronCalc
from tests.support.workbook_file import WorkbookFile

ROUNDS, REPEATS = 9, 20
#: No scenario of the template overrides it, and nearly everything depends on it.
INPUT = "audience.follow_rate"


def with_rate(plan: Plan, rate: float) -> Plan:
    """The plan with another figure in Base, which all scenarios follow."""
    settings = {**plan.settings, BASE: {**plan.settings[BASE], INPUT: Setting(rate)}}
    return replace(plan, settings=settings)


def _rates() -> Callable[[], float]:
    """Another rate each time, so that nothing can be remembered."""
    numbers = count()
    return lambda: 0.003 + next(numbers) * 1e-7


def ours(plan: Plan) -> Callable[[], None]:
    """Several evaluations: one is over before a clock can be read well."""
    rate = _rates()

    def evaluate() -> None:
        for _ in range(REPEATS):
            run(with_rate(plan, rate()))

    return evaluate


def theirs(engine: Engine, at: Addresses) -> Callable[[], None]:
    rate, cell = _rates(), at.input(BASE, INPUT)

    def recalculate() -> None:
        engine.enter(cell, rate())
        engine.recalculate()

    return recalculate


def changed_cells(engine: Engine, at: Addresses, file: WorkbookFile) -> int:
    """How many formulas come to something else when the input changes."""
    before = engine.values(file.stored)
    engine.enter(at.input(BASE, INPUT), 0.0071)
    engine.recalculate()
    return len(compare(before, engine.values(file.stored)).differing)


def measure() -> list[Row]:
    """The template that has everything: 36 months, four scenarios."""
    plan = full()
    result = run(plan)
    file = WorkbookFile(workbook_bytes(plan, result.model, result.values))
    at, data = Addresses(file), file.poisoned()
    iron, formu = IronCalc(data), Formualizer(data)
    changing = changed_cells(iron, at, file)
    taken = medians(
        {
            "ours": ours(plan),
            "ironcalc": theirs(iron, at),
            "formualizer": theirs(formu, at),
            "formualizer afresh": lambda: Formualizer(data),
        },
        ROUNDS,
    )
    mine = taken["ours"] / REPEATS
    what = f"evaluate all scenarios ({changing:,} of {len(file.stored):,} cells change)"
    return [
        Row(what, mine, "ironcalc, recalculates the open workbook", taken["ironcalc"], aim=1 / 20),
        Row(what, mine, "formualizer, recalculates what depends", taken["formualizer"], aim=1 / 100),
        Row(what, mine, "formualizer, loads and calculates all", taken["formualizer afresh"]),
    ]
