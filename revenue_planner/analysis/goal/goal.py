"""What it would take to reach a goal: each lever alone, and the cheapest small mix."""

from __future__ import annotations

from revenue_planner.analysis.goal.aim import goal_of_plan, resolve_goal
from revenue_planner.analysis.goal.mix import cheapest_mix
from revenue_planner.analysis.goal.result import SLACK, Goal, GoalAnswer, Mix, Need
from revenue_planner.analysis.goal.search import Evaluation, Found, search
from revenue_planner.analysis.levers import Lever, levers
from revenue_planner.engine.inputs import scenario_inputs
from revenue_planner.engine.program import program_of
from revenue_planner.ground.text import number_text
from revenue_planner.plan.lookup import scenario_named
from revenue_planner.plan.values import BASE, Plan

#: A needed figure misses the goal's amount by at most this share of its slack, on the good side.
_CLOSE = 0.2
NO_EFFECT = "has no effect on it"


def seek(plan: Plan, goal: Goal, scenario: str = BASE, mix: bool = True) -> GoalAnswer:
    """What each lever alone would have to be to reach a goal in one scenario, and the cheapest small mix.

    Where the goal is reached already, each lever's figure is the one at which it is just reached still, and
    there is no mix. Needs that are usual figures come first, each kind in the order of its relative change;
    then the levers that cannot do it, those that come nearest first. Raises UsageError for a scenario that
    the plan does not have.
    """
    own = scenario_named(plan, scenario)
    program = program_of(plan.structure, (goal.key,))
    evaluation = Evaluation(program, scenario_inputs(plan, (scenario,)), goal)
    result = float(evaluation.results([()])[0])
    reached = goal.met_by(result)
    tolerance = _CLOSE * (goal.slack or SLACK * abs(result))
    every = levers(plan, scenario)
    usable = [lever for lever in every if lever.key in program.inputs]
    # What falls short within the slack counts as reached: what is asked then is how much less still does.
    score = float(evaluation.scores([()])[0])
    shift = min(score, 0.0) if reached else 0.0
    found = dict(zip(usable, search(usable, evaluation, tolerance, shift), strict=True))
    moved = [(lever, value) for lever in usable if (value := found[lever].value) is not None]
    results = evaluation.results([(move,) for move in moved]).tolist()
    brings = {lever: float(number) for (lever, _value), number in zip(moved, results, strict=True)}
    needs = [_need(lever, found.get(lever), goal, reached, brings.get(lever)) for lever in every]
    by_key = {lever.key: lever for lever in every}
    mixes: list[Mix | None] = [None, None]
    if mix and not reached:
        moving = [lever for lever in usable if found[lever].moves]
        choices = [lever for lever in moving if lever.nature == "choice"]
        alone = [(lever, value) for lever in moving if (value := found[lever].value) is not None]
        mixes = [cheapest_mix(some, evaluation, tolerance, alone) for some in (moving, choices)]
    return GoalAnswer(
        goal=goal,
        scenario=own,
        result=result,
        reached=reached,
        needs=tuple(sorted(needs, key=lambda need: _order(need, by_key[need.key], found.get(by_key[need.key])))),
        mix=mixes[0],
        decisions=mixes[1],
    )


def seek_text(plan: Plan, text: str | None = None, scenario: str = BASE, mix: bool = True) -> GoalAnswer:
    """As `seek`, for a goal in words ("take_home >= 5000 by 2027-12"); without one it is the plan's own.

    Raises UsageError for a goal, month or scenario that there is not.
    """
    return seek(plan, resolve_goal(plan, text) if text else goal_of_plan(plan), scenario, mix)


def _need(lever: Lever, found: Found | None, goal: Goal, reached: bool, result: float | None) -> Need:
    value = found.value if found is not None else None
    return Need(
        key=lever.key,
        part=lever.part,
        label=lever.label,
        unit=lever.unit,
        today=lever.today,
        needed=value,
        low=lever.low,
        high=lever.high,
        minimum=lever.minimum,
        maximum=lever.maximum,
        steady=found is None or found.steady,
        every_month=lever.every_month,
        reason="" if value is not None else _reason(lever, found, goal, reached),
        nature=lever.nature,
        whole=lever.whole,
        months=lever.figures(value) if value is not None and lever.every_month else (),
        result=result,
    )


def _reason(lever: Lever, found: Found | None, goal: Goal, reached: bool) -> str:
    if found is None or not found.moves:
        return NO_EFFECT
    if reached:
        return "the goal holds whatever it is"
    bound = "at most" if goal.comparison == ">=" else "at least"
    result = goal.amount + (found.top if goal.comparison == ">=" else -found.top)
    comes = f"it comes to {number_text(result, goal.unit)}"
    figure = number_text(found.best, lever.unit)
    if found.best == lever.today:
        return "no change of it brings the goal nearer"
    if found.best == lever.maximum:
        return f"even at {figure}, {'all that is left' if lever.whole_with else 'its most'}, {comes}"
    if found.best == lever.minimum:
        return f"even at {figure}, its least, {comes}"
    if found.best in lever.span and lever.today:
        return f"even at {figure}, {number_text(found.best / lever.today, '')} times today's, {comes}"
    if found.steady:
        return f"however {'high' if found.best > lever.today else 'low'} it is, {comes} {bound}"
    return f"{comes} {bound}, at {figure}"


def _order(need: Need, lever: Lever, found: Found | None) -> tuple[int, float]:
    if need.needed is not None:
        return (0 if need.within else 1, lever.change(need.needed))
    return (3, 0.0) if found is None or need.reason == NO_EFFECT else (2, -found.top)
