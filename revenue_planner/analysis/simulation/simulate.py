"""What could happen: thousands of trials of a plan, each with its own draws, and what they come to."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from revenue_planner.analysis.goal.aim import goal_figures, goal_of_plan
from revenue_planner.analysis.goal.result import Goal
from revenue_planner.analysis.memory import within_memory
from revenue_planner.analysis.simulation.draws.draw import Draws, at_ends
from revenue_planner.analysis.simulation.percentiles import Percentiles, chance
from revenue_planner.analysis.simulation.result import CASH, MONTHLY, Bands, ScenarioOutlook, Simulation
from revenue_planner.engine.functions import Array
from revenue_planner.engine.inputs import scenario_inputs
from revenue_planner.engine.program import Program, program_of
from revenue_planner.engine.size import LARGEST, grown_too_large
from revenue_planner.engine.variants import TAKE_HOME_TOTAL, in_blocks
from revenue_planner.ground.errors import PlanError, UsageError
from revenue_planner.language.nodes import TOLERANCE
from revenue_planner.model.build import model_of
from revenue_planner.model.structure import Structure
from revenue_planner.plan.lookup import scenario_named
from revenue_planner.plan.risk import FEWEST_TRIALS, MOST_SEED, MOST_TRIALS
from revenue_planner.plan.values import BASE, Plan, Scenario
from revenue_planner.streams.audience import Audience
from revenue_planner.streams.business import Answers, Business, Cash
from revenue_planner.streams.totals import StreamTotal, total_key

WORST_MONTH, LOWEST_CASH = Business.key(Answers.worst_month), Business.key(Cash.lowest_cash)
#: Figures that a simulation keeps, of those that the plan is long enough for.
FIGURES = (
    Business.key(Answers.take_home_12m),
    TAKE_HOME_TOTAL,
    Business.key(Answers.earned_12m),
    Business.key(Answers.earned_total),
    WORST_MONTH,
    LOWEST_CASH,
    Business.key(Cash.cash_end),
    Audience.key(Audience.followers_end),
)
#: Trials that are drawn at once.
PORTION = 2048
#: Trials are kept one by one, for exact percentiles, while all of them take no more than this.
_KEPT_BYTES, _LEAST_KEPT = 2**28, PORTION


def simulate(
    plan: Plan,
    *,
    trials: int | None = None,
    seed: int | None = None,
    goal: Goal | None = None,
    scenarios: tuple[str, ...] | None = None,
    progress: Callable[[int], None] | None = None,
) -> Simulation:
    """Draw trials of all scenarios (or of some) and sum them up.

    What is None is as the plan says; without a goal of its own it is the take-home that the plan aims for, in
    the last month of the first year. `progress` is told how many more trials are done. The memory does not
    grow with the trials beyond those that are kept one by one.

    Raises UsageError for a goal, scenario or number that there is not, PlanError where the plan's
    inputs cannot be drawn as it says, NotEnoughMemoryError where there is not even memory for those kept.
    """
    trials = _between("trials", plan.risk.trials if trials is None else trials, 1, MOST_TRIALS)
    seed = _between("seed", plan.risk.seed if seed is None else seed, 0, MOST_SEED)
    goal = goal if goal is not None else goal_of_plan(plan)
    wanted = [scenario_named(plan, name).name for name in scenarios or _names(plan)]
    # Base is always computed: the others are compared with it, trial by trial.
    names = tuple(dict.fromkeys((BASE, *wanted)))

    def work() -> Simulation:
        return _Trials(plan, trials, seed, goal, names, wanted).all(progress)

    def rehearse(fewer: int) -> None:
        _Trials(plan, fewer, seed, goal, names, wanted).first()

    return within_memory("trials", "--trials", trials, FEWEST_TRIALS, work, rehearse)


class _Trials:
    """All trials of a simulation, a portion at a time. `names` are drawn, `wanted` are told."""

    def __init__(
        self, plan: Plan, trials: int, seed: int, goal: Goal, names: tuple[str, ...], wanted: Sequence[str]
    ) -> None:
        self._plan, self._trials, self._seed, self._goal, self._names = plan, trials, seed, goal, names
        self._program = _program(plan.structure, goal.key)
        self._draws = Draws(plan, names, seed, self._program.inputs)
        layout = _Layout(self._program, plan.structure)
        exact = max(_LEAST_KEPT, _KEPT_BYTES // (8 * layout.rows * len(names)))
        self._tallies = {name: _Tally(layout, goal, trials, exact, name == BASE) for name in names if name in wanted}
        self._aside = _Tally(layout, goal, 0, 0, base=True)

    def all(self, progress: Callable[[int], None] | None) -> Simulation:
        for first in range(0, self._trials, PORTION):
            columns = self._portion(first)
            if progress is not None:
                progress(columns)
        planned = self._planned()
        found = [
            self._tallies[scenario.name].outlook(
                scenario, {key: array[:, self._names.index(scenario.name)] for key, array in planned.items()}
            )
            for scenario in self._plan.scenarios
            if scenario.name in self._tallies
        ]
        return Simulation(self._plan, self._trials, self._seed, self._goal, self._draws.drawn, tuple(found))

    def first(self) -> None:
        """The first portion alone: with it, all the memory is taken that is needed."""
        self._portion(0)
        self._planned()

    def _portion(self, first: int) -> int:
        """Draw and count the trials from `first` on; says how many."""
        columns = min(PORTION, self._trials - first)
        inputs = self._draws.inputs(first, first + columns)
        base = np.empty(0)
        for name in self._names:
            tally = self._tallies.get(name, self._aside)
            for block, lines in in_blocks(self._program, inputs[name], columns):
                tally.take(block, lines)
            base = tally.take_homes(columns) if name == BASE else base
            large = tally.too_large(columns)
            if large is not None:
                highs = {key: array[:, -1:] for key, array in at_ends(self._plan, name).items()}
                raise PlanError([grown_too_large(self._plan, model_of(self._plan.structure), large, highs)])
            if name in self._tallies:
                tally.add(columns, base)
        return columns

    def _planned(self) -> dict[str, Array]:
        """The plan's own figures, with no luck drawn: (months or 1, scenarios)."""
        return self._program.run(scenario_inputs(self._plan, self._names), len(self._names))


def _names(plan: Plan) -> tuple[str, ...]:
    return tuple(scenario.name for scenario in plan.scenarios)


def _between(what: str, number: int, least: int, most: int) -> int:
    if not least <= number <= most:
        raise UsageError(f"{what}: must be a whole number from {least:,} to {most:,}, not {number:,}")
    return number


def _program(structure: Structure, goal: str) -> Program:
    figures = (key for key in FIGURES if key in model_of(structure).lines)
    return program_of(structure, tuple(dict.fromkeys((*_monthly(structure), *figures, goal))))


def _monthly(structure: Structure) -> tuple[str, ...]:
    """The monthly lines that are kept."""
    return (*MONTHLY, *(total_key(group, StreamTotal.earned) for group in structure.groups))


class _Layout:
    """Where each kept figure stands among the rows of a tally: monthly lines, figures, the difference from Base."""

    def __init__(self, program: Program, structure: Structure) -> None:
        months = structure.timeline.months
        self.monthly = _monthly(structure)
        self.figures = tuple(key for key in FIGURES if key in program.keep)
        self.places: dict[str, slice] = {}
        self.rows = 0
        for key in (*self.monthly, *self.figures, ""):
            rows = months if key in self.monthly else 1
            self.places[key] = slice(self.rows, self.rows + rows)
            self.rows += rows
        self.against_base = self.places.pop("")


class _Tally:
    """Gathers the trials of one scenario, a portion at a time."""

    def __init__(self, layout: _Layout, goal: Goal, trials: int, exact: int, base: bool) -> None:
        self._layout, self._goal, self._is_base = layout, goal, base
        self._portion = np.zeros((layout.rows, PORTION))
        self._goal_values = np.zeros(PORTION)
        self._percentiles = Percentiles(layout.rows, trials, exact)
        self._trials = self._reached = self._below_zero = self._beaten = 0

    def take(self, block: slice, lines: Mapping[str, Array]) -> None:
        """Keep what a block of the portion comes to."""
        for key, place in self._layout.places.items():
            self._portion[place, block] = lines[key]
        self._goal_values[block] = goal_figures(self._goal, lines[self._goal.key])

    def take_homes(self, columns: int) -> Array:
        """Take-home of the whole plan in each trial of the portion."""
        return self._portion[self._layout.places[TAKE_HOME_TOTAL].start, :columns]

    def too_large(self, columns: int) -> str | None:
        """The key of a monthly line that grows beyond all sense, before it spoils the sums of all trials."""
        last = self._layout.places[self._layout.monthly[-1]].stop
        if bool((np.abs(self._portion[:last, :columns]) <= LARGEST).all()):
            return None
        rows = {key: self._portion[self._layout.places[key], :columns] for key in self._layout.monthly}
        return next(key for key, figures in rows.items() if not (np.abs(figures) <= LARGEST).all())

    def add(self, columns: int, base: Array) -> None:
        """Count the portion; `base` are Base's take-homes in the same trials."""
        portion = self._portion[:, :columns]
        against = portion[self._layout.against_base.start]
        np.subtract(self.take_homes(columns), base, out=against)
        self._percentiles.add(portion)
        self._trials += columns
        self._reached += int(np.count_nonzero(self._goal.met_by(self._goal_values[:columns])))
        lowest = portion[self._layout.places[LOWEST_CASH].start]
        # What rounding leaves of the amounts that come and go is neither a debt nor a gain.
        amounts = np.abs(portion[: self._layout.places[CASH].stop]).max(axis=0)
        self._below_zero += int(np.count_nonzero(lowest < -TOLERANCE.value * amounts))
        self._beaten += int(np.count_nonzero(against > TOLERANCE.value * amounts))

    def outlook(self, scenario: Scenario, planned: Mapping[str, Array]) -> ScenarioOutlook:
        """`planned` are the plan's own figures by line, (months,) or (1,)."""
        layout, bands = self._layout, self._percentiles.bands()
        found = {key: _part(bands, place) for key, place in layout.places.items()}
        months = layout.places[MONTHLY[0]].stop
        return ScenarioOutlook(
            scenario=scenario,
            planned={key: np.broadcast_to(planned[key], (months,)) for key in layout.monthly},
            months={key: found[key] for key in layout.monthly},
            planned_figures={key: float(planned[key][0]) for key in layout.figures},
            figures={key: found[key] for key in layout.figures},
            goal=chance(self._reached, self._trials),
            cash_below_zero=chance(self._below_zero, self._trials),
            worst_month=found[WORST_MONTH],
            against_base=None if self._is_base else _part(bands, layout.against_base),
            beats_base=None if self._is_base else chance(self._beaten, self._trials),
        )


def _part(bands: Bands, place: slice) -> Bands:
    return Bands(
        bands.values[:, place], bands.errors[:, place], bands.mean[place], bands.mean_error[place], bands.spread[place]
    )
