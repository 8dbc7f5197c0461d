"""What `sensitivity` looks at: each input alone, all of them together, and what if a stream stops."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from revenue_planner.analysis.sensitivity.one_at_a_time import sensitivity
from revenue_planner.analysis.sensitivity.result import RESULT, Sensitivity, StressCase
from revenue_planner.analysis.sensitivity.stress_cases import stress_cases
from revenue_planner.ground.errors import UsageError
from revenue_planner.plan.risk import FEWEST_SAMPLES, MOST_SAMPLES
from revenue_planner.plan.values import BASE, Plan


@dataclass(frozen=True)
class Study:
    """`found` has each input's swing, and shares of the variance where they were asked for; the first of
    `stress` is the plan as it stands."""

    plan: Plan
    found: Sensitivity
    stress: tuple[StressCase, ...]


def study(
    plan: Plan,
    on: str = RESULT,
    scenario: str = BASE,
    *,
    as_drawn: bool = False,
    samples: int | None = None,
    seed: int | None = None,
    progress: Callable[[int], None] | None = None,
) -> Study:
    """Move each input alone; with `samples`, also all of them at once, that many points for each.

    `seed` None is the plan's own. `progress` is told evaluations as they are done. Raises UsageError for a
    result or scenario that there is not, PlanError where the plan's [risk] cannot be drawn.
    """
    if samples is not None and not FEWEST_SAMPLES <= samples <= MOST_SAMPLES:
        raise UsageError(f"samples: must be between {FEWEST_SAMPLES} and {MOST_SAMPLES:,}, not {samples}")
    found = sensitivity(plan, on, scenario, as_drawn)
    stress = tuple(stress_cases(plan, scenario))
    if samples is not None:
        from revenue_planner.analysis.sensitivity.sobol import global_sensitivity

        shares = global_sensitivity(plan, on, scenario, samples, seed, progress)
        found = replace(found, shares=shares)
    return Study(plan, found, stress)
