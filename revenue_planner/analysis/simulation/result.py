"""What could happen: percentiles, chances, and how sure each is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from revenue_planner.analysis.goal.result import Goal
from revenue_planner.engine.functions import Array
from revenue_planner.plan.values import Plan, Scenario
from revenue_planner.streams.audience import Audience
from revenue_planner.streams.business import Business, Cash, Profit, TakeHome

#: The percentiles that are told.
LEVELS = (0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95)

TAKE_HOME, CASH = Business.key(TakeHome.take_home), Business.key(Cash.cash)
#: Monthly lines that a simulation keeps, beside what each stream earns (`by_stream.NAME.earned`).
MONTHLY = (
    TAKE_HOME,
    Business.key(Profit.earned),
    CASH,
    Audience.key(Audience.views),
    Audience.key(Audience.followers),
)


@dataclass(frozen=True)
class Bands:
    """Percentiles of a quantity over all trials.

    `values` and `errors` are (levels, n): n months, or 1 for a figure; `mean`, `mean_error` and `spread`
    (the standard deviation) are (n,). Errors are standard errors of sampling: another seed would move a
    figure by about that.
    """

    values: Array
    errors: Array
    mean: Array
    mean_error: Array
    spread: Array

    def at(self, level: float) -> Array:
        """The percentile `level` (one of LEVELS), shape (n,)."""
        return np.asarray(self.values[LEVELS.index(level)])


@dataclass(frozen=True, slots=True)
class Chance:
    """A share of trials, 0 to 1, with the standard error of sampling."""

    value: float
    error: float


@dataclass(frozen=True)
class ScenarioOutlook:
    """One scenario. `planned` and `months` go by line key, `planned_figures` and `figures` by the key of a figure.

    `planned` (months,) and `planned_figures` are the plan's own numbers, with no luck drawn. `worst_month`
    is the lowest take-home of any month. `against_base` is the take-home of the whole plan less Base's, trial
    by trial, and `beats_base` how often it is above 0; both None for Base itself.
    """

    scenario: Scenario
    planned: Mapping[str, Array]
    months: Mapping[str, Bands]
    planned_figures: Mapping[str, float]
    figures: Mapping[str, Bands]
    goal: Chance | None
    cash_below_zero: Chance
    worst_month: Bands
    against_base: Bands | None
    beats_base: Chance | None


@dataclass(frozen=True)
class Simulation:
    """All scenarios, which shared their draws. `drawn` are the keys of the inputs that were drawn."""

    plan: Plan
    trials: int
    seed: int
    goal: Goal | None
    drawn: tuple[str, ...]
    scenarios: tuple[ScenarioOutlook, ...]
