"""What looking ahead found when a workbook was built, read back from its tabs Risk and Goal.

Figures that no tab shows are 0: what is read serves to write the same tabs again, not to be told.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from revenue_planner.analysis.goal.result import Goal
from revenue_planner.analysis.looking_ahead import Outlook
from revenue_planner.analysis.sensitivity.result import Sensitivity, StressCase, Swing
from revenue_planner.analysis.simulation.result import LEVELS, MONTHLY, Bands, Chance, ScenarioOutlook, Simulation
from revenue_planner.model.build import Model
from revenue_planner.plan.values import BASE, Plan, Scenario
from revenue_planner.workbook.checking.rules.roles import Roles
from revenue_planner.workbook.layout import GOAL, RISK
from revenue_planner.workbook.reading.key_tables import key_table
from revenue_planner.workbook.reading.stamp import Stamp, StampError
from revenue_planner.workbook.tabs.goal.answers import NOT_ALONE, AsBuilt
from revenue_planner.workbook.tabs.goal.table import AS_BUILT_TIMES
from revenue_planner.workbook.tabs.risk.causes import STRESS_RESULTS
from revenue_planner.workbook.tabs.risk.layout import SERIES, TAKE_HOME_12M, TAKE_HOME_TOTAL
from revenue_planner.workbook.xlsx.cells import CellValue, Tab

#: Percentiles of the summary, after the plan's own figure.
_SHOWN = (0.10, 0.50, 0.90)
_FIGURES = (TAKE_HOME_12M, TAKE_HOME_TOTAL)
_BUILT, _LEVER = "goal.built.", "goal.lever."


def read_outlook(roles: Roles, plan: Plan, model: Model, stamp: Stamp, goal: Goal | None) -> Outlook:
    """The outlook on the tab Risk, for the scenarios of `plan`. `goal` is the stamp's, resolved.

    Its answers are empty: see `read_searched`. Raises StampError where a figure is missing.
    """
    found = roles.one(RISK)
    assert found is not None
    assert found.table is not None
    rows = _Rows(found.tab, found.table.key_column, {key: rows[0] for key, rows in found.table.keys.items()})
    scenarios = tuple(_scenario(rows, plan, each) for each in plan.scenarios)
    drawn = int(rows.number("stamp.drawn", 1))
    simulation = Simulation(plan, stamp.trials, stamp.seed, goal, ("",) * drawn, scenarios)
    return Outlook(simulation, _sensitivity(rows, plan, model), _stress(rows, model), ())


def read_searched(roles: Roles, plan: Plan, goal: Goal | None) -> AsBuilt | None:
    """The values on the tab Goal that were searched for when the workbook was built. Raises StampError."""
    found = roles.one(GOAL)
    table = key_table(found.tab) if found is not None else None
    if found is None or table is None or goal is None or goal.month is None:
        return None
    rows = _Rows(found.tab, table.key_column, {key: rows[0] for key, rows in table.keys.items()})
    inputs = plan.inputs()
    keys = [key.removeprefix(_BUILT) for key in rows.keys if key.startswith(_BUILT)]
    if "target" not in keys:
        return None
    values: dict[str, tuple[float | None, ...]] = {}
    for key in (key for key in inputs if key in keys):
        cells = [rows.value(_BUILT + key, 1 + number) for number in range(len(plan.scenarios))]
        if not all(isinstance(cell, float) or cell == NOT_ALONE for cell in cells):
            raise StampError(f"a value of {_BUILT}{key} is missing on the tab {found.tab.name}")
        values[key] = tuple(cell if isinstance(cell, float) else None for cell in cells)
    every = frozenset(key for key in values if rows.value(_LEVER + key, -1) == AS_BUILT_TIMES)
    return AsBuilt(goal, goal.month, values, every)


class _Rows:
    """Keyed rows of a tab; columns are counted from that of the keys."""

    def __init__(self, tab: Tab, column: int, keys: Mapping[str, int]) -> None:
        self.tab, self.column, self.keys = tab, column, keys

    def value(self, key: str, offset: int) -> CellValue:
        row = self.keys.get(key)
        return None if row is None else self.tab.value(row, self.column + offset)

    def number(self, key: str, offset: int) -> float:
        value = self.value(key, offset)
        if isinstance(value, str) and value.isdecimal() and len(value) < 16:
            return float(value)
        if not isinstance(value, float):
            raise StampError(f"a figure of {key} is missing on the tab {self.tab.name}")
        return value


def _scenario(rows: _Rows, plan: Plan, scenario: Scenario) -> ScenarioOutlook:
    months = plan.timeline.months
    own = f"outlook.{scenario.name}"
    planned_figures: dict[str, float] = {}
    figures: dict[str, Bands] = {}
    column = 1
    for key in _FIGURES if months > 12 else _FIGURES[1:]:
        planned_figures[key] = rows.number(own, column)
        figures[key] = _bands(rows, own, column + 1, _SHOWN)
        column += 1 + len(_SHOWN)
    goal, below, beats = (_chance(rows, own, column + offset) for offset in range(3))
    planned: dict[str, np.ndarray[tuple[int, ...], np.dtype[np.float64]]] = {}
    series: dict[str, Bands] = {}
    for key in MONTHLY:
        drawn = [[rows.number(f"{own}.{key}.{name.lower()}", 1 + n) for n in range(months)] for name in SERIES]
        planned[key] = np.array(drawn[-1])
        series[key] = _of(np.array(drawn[:-1]))
    if below is None:
        raise StampError(f"a figure of {own} is missing on the tab {rows.tab.name}")
    worst = _bands(rows, own, column + 3, (0.50,))
    return ScenarioOutlook(scenario, planned, series, planned_figures, figures, goal, below, worst, None, beats)


def _bands(rows: _Rows, key: str, column: int, levels: Sequence[float]) -> Bands:
    """A figure's percentiles, side by side, with their errors a row below."""
    values, errors = np.zeros((len(LEVELS), 1)), np.zeros((len(LEVELS), 1))
    for offset, level in enumerate(levels):
        values[LEVELS.index(level), 0] = rows.number(key, column + offset)
        errors[LEVELS.index(level), 0] = rows.number(f"{key}.error", column + offset)
    return _of(values, errors)


def _of(
    values: np.ndarray[tuple[int, ...], np.dtype[np.float64]],
    errors: np.ndarray[tuple[int, ...], np.dtype[np.float64]] | None = None,
) -> Bands:
    nothing = np.zeros(values.shape[1])
    return Bands(values, np.zeros_like(values) if errors is None else errors, nothing, nothing, nothing)


def _chance(rows: _Rows, key: str, column: int) -> Chance | None:
    if rows.value(key, column) is None:
        return None
    return Chance(rows.number(key, column), rows.number(f"{key}.error", column))


def _sensitivity(rows: _Rows, plan: Plan, model: Model) -> Sensitivity:
    key = rows.value("stamp.result", 1)
    if not isinstance(key, str) or key not in model.lines:
        raise StampError(f"stamp.result on the tab {rows.tab.name} is no result of the plan")
    line = model.lines[key]
    base = next(scenario for scenario in plan.scenarios if scenario.name == BASE)
    swings = tuple(
        _swing(rows, model, own.removeprefix("swing."))
        for own in rows.keys
        if own.startswith("swing.") and own != "swing.none"
    )
    return Sensitivity(base, key, line.label, line.declared.unit, rows.number("swing.none", 5), swings)


def _swing(rows: _Rows, model: Model, key: str) -> Swing:
    """Unit, low, today, high, results at low and high, changes (formulas), elasticity."""
    entry = model.inputs.get(key)
    if entry is None:
        raise StampError(f"swing.{key} on the tab {rows.tab.name} is no input of the plan")
    low, today, high, at_low, at_high = (rows.number(f"swing.{key}", column) for column in range(2, 7))
    elasticity = rows.value(f"swing.{key}", 9)
    return Swing(
        key, entry.part.label, entry.declared.label, entry.declared.unit, low, today, high, at_low, at_high,
        elasticity if isinstance(elasticity, float) else None,
    )  # fmt: skip


def _stress(rows: _Rows, model: Model) -> tuple[StressCase, ...]:
    """Label before the key, then each result and its change (a formula), then the line of the plan file."""
    known = [name for name, _head in STRESS_RESULTS if name in model.answers]
    keys = sorted((key for key in rows.keys if key.startswith("stress.")), key=lambda key: rows.keys[key])
    cases = []
    for key in keys:
        label, line = rows.value(key, -1), rows.value(key, 1 + 2 * len(known))
        answers = {name: rows.number(key, 1 + 2 * place) for place, name in enumerate(known)}
        cases.append(StressCase(str(label or ""), str(line or "").strip('"'), answers))
    if not cases:
        raise StampError(f"the stresses are missing on the tab {rows.tab.name}")
    return tuple(cases)
