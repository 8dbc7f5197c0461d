"""Everything that looking ahead finds about a plan, put together for the workbook and the report."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from revenue_planner.analysis.goal.result import Goal, GoalAnswer
from revenue_planner.analysis.sensitivity.result import Sensitivity, StressCase
from revenue_planner.analysis.simulation.result import Simulation
from revenue_planner.plan.values import BASE, Plan


@dataclass(frozen=True)
class Outlook:
    """What the workbook and the report show of it.

    `sensitivity` (of what the simulation draws, as far as it draws it) and `stress` (its first case is the plan
    as it stands) are of Base; `answers` has one per scenario, in the plan's order, all for the simulation's goal.
    """

    simulation: Simulation
    sensitivity: Sensitivity
    stress: tuple[StressCase, ...]
    answers: tuple[GoalAnswer, ...]


def look_ahead(
    plan: Plan,
    *,
    trials: int | None = None,
    seed: int | None = None,
    goal: Goal | None = None,
    mixes: bool = True,
    progress: Callable[[int], None] | None = None,
) -> Outlook:
    """Simulate all scenarios, move each input, try each stress, and see what the goal would take.

    Inputs are moved as far as the simulation draws them: what is uncertain, not what the creator decides.
    What is None is as the plan has it. Without `mixes` no mixes of levers are sought, which takes longest.
    `progress` is told trials as they are done, as by `simulate`.
    Raises PlanError or UsageError where the plan's [risk] cannot be drawn or its goal not be found.
    """
    # What draws is slow to import; those who only show an outlook do without.
    from revenue_planner.analysis.sensitivity.one_at_a_time import sensitivity
    from revenue_planner.analysis.sensitivity.stress_cases import stress_cases
    from revenue_planner.analysis.simulation.simulate import simulate

    simulation = simulate(plan, trials=trials, seed=seed, goal=goal, progress=progress)
    wanted = simulation.goal
    answers = () if wanted is None else _answers(plan, wanted, mixes)
    return Outlook(simulation, sensitivity(plan, as_drawn=True), stress_cases(plan), answers)


def _answers(plan: Plan, goal: Goal, mixes: bool) -> tuple[GoalAnswer, ...]:
    """One for each scenario; those that change nothing have Base's."""
    from revenue_planner.analysis.goal.goal import seek

    of_base = seek(plan, goal, BASE, mix=mixes)
    return tuple(
        seek(plan, goal, each.name, mix=mixes)
        if each.name != BASE and plan.settings[each.name]
        else replace(of_base, scenario=each)
        for each in plan.scenarios
    )
