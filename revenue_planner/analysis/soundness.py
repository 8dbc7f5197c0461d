"""What `check` asks beyond reading: whether each command can use the plan, so that none refuses it later."""

from __future__ import annotations

from revenue_planner.ground.errors import PlanError, Problem
from revenue_planner.language.inputs import REACH, Assume
from revenue_planner.plan.excess import excesses
from revenue_planner.plan.goals import COMMON, parse_goal
from revenue_planner.plan.values import Plan

#: Powers of ten that all inputs together may be above what is usual before figures are computed to be sure.
_HARMLESS = 2.0


def check_sound(plan: Plan) -> None:
    """Raise PlanError with all problems where the plan's goal cannot be found in its model, or where its
    inputs cannot be drawn as [risk] says, in any of its scenarios, or figures grow beyond all sense.

    The model is built only where it has to be asked.
    """
    problems = dict.fromkeys(_of_goal(plan))
    for scenario in plan.scenarios:
        problems |= dict.fromkeys(_of_draws(plan, scenario.name) or _of_size(plan, scenario.name))
    if problems:
        raise PlanError(tuple(problems))


def _of_goal(plan: Plan) -> tuple[Problem, ...]:
    if not plan.risk.goal or _plainly_right(plan):
        return ()
    from revenue_planner.analysis.goal.aim import goal_of_plan

    try:
        goal_of_plan(plan)
    except PlanError as error:
        return error.problems
    return ()


def _plainly_right(plan: Plan) -> bool:
    """Whether a goal is what nearly all are: an amount, in a month, of a monthly result that every plan has."""
    goal = parse_goal(plan.risk.goal)
    in_month = goal.number_in(plan.timeline) is not None
    return goal.result in COMMON and in_month and not (goal.total or goal.currency or goal.per_cent)


def _of_draws(plan: Plan, scenario: str) -> tuple[Problem, ...]:
    """Only correlations can turn out to be impossible."""
    if _pairs_stand_alone(plan):
        return ()
    from revenue_planner.analysis.simulation.draws.correlation import correlated
    from revenue_planner.analysis.simulation.draws.ranges import ranges

    try:
        correlated(plan, scenario, ranges(plan, scenario))
    except PlanError as error:
        return error.problems
    return ()


def _pairs_stand_alone(plan: Plan) -> bool:
    """Whether no correlation can contradict another one: no input is in two of them, or moves with others anyway."""
    keys = [key for pair in plan.risk.correlations for key in (pair.first, pair.second)]
    declared = [plan.inputs()[key] for key in keys]
    return len(set(keys)) == len(keys) and not any(isinstance(d, Assume) and d.moves_with == REACH for d in declared)


def _of_size(plan: Plan, scenario: str) -> tuple[Problem, ...]:
    """Whether figures can be computed: as planned, and with all that is drawn at its low or at its high."""
    if sum(excesses(plan, scenario).values()) < _HARMLESS:
        return ()
    from revenue_planner.analysis.simulation.draws.draw import at_ends
    from revenue_planner.engine.program import program_of
    from revenue_planner.engine.run import run
    from revenue_planner.engine.size import too_large

    try:
        run(plan, (scenario,))
        program, inputs = program_of(plan.structure), at_ends(plan, scenario)
        values = program.run(inputs, 2)
    except PlanError as error:
        return error.problems
    problem = too_large(plan, program.model, inputs, values)
    return () if problem is None else (problem,)
