"""Everything that looking ahead finds about a plan, put together for the workbook and the report."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from revenue_planner.analysis.goal.goal import seek
from revenue_planner.analysis.goal.result import Goal, GoalAnswer
from revenue_planner.analysis.outlook_book import Outlook
from revenue_planner.analysis.sensitivity.one_at_a_time import sensitivity
from revenue_planner.analysis.sensitivity.stress_cases import stress_cases
from revenue_planner.analysis.simulation.simulate import simulate
from revenue_planner.plan.values import BASE, Plan


def outlook(
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
    simulation = simulate(plan, trials=trials, seed=seed, goal=goal, progress=progress)
    wanted = simulation.goal
    answers = () if wanted is None else _answers(plan, wanted, mixes)
    return Outlook(simulation, sensitivity(plan, as_drawn=True), stress_cases(plan), answers)


def _answers(plan: Plan, goal: Goal, mixes: bool) -> tuple[GoalAnswer, ...]:
    """One for each scenario; those that change nothing have Base's."""
    of_base = seek(plan, goal, BASE, mix=mixes)
    return tuple(
        seek(plan, goal, each.name, mix=mixes)
        if each.name != BASE and plan.settings[each.name]
        else replace(of_base, scenario=each)
        for each in plan.scenarios
    )
