"""What `check` asks beyond reading: whether each command can use the plan, so that none refuses it later, and what
is allowed but probably not meant, and only shows once the plan is computed (warnings, which never block)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from revenue_planner.ground.errors import PlanError, Problem
from revenue_planner.ground.text import listed, spoken
from revenue_planner.plan.excess import excesses
from revenue_planner.plan.goals import COMMON, parse_goal
from revenue_planner.plan.values import BASE, Plan, is_known
from revenue_planner.streams.business import Business
from revenue_planner.streams.measured import Measured

if TYPE_CHECKING:
    from revenue_planner.engine.run import Result

#: What a creator's typical video is compared with.
TYPICAL, MEASURED = Measured.key(Measured.typical_views), (Measured.key(Measured.views), Measured.key(Measured.videos))
#: Relative difference of figures that are the same.
_SAME = 1e-12
#: Views are often typed in round thousands.
_ROUNDING = 0.1
_MOST_NAMED = 3

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
    if not plan.risk.correlations:
        return ()
    from revenue_planner.analysis.simulation.draws.correlation import correlated
    from revenue_planner.analysis.simulation.draws.ranges import ranges

    try:
        correlated(plan, scenario, ranges(plan, scenario))
    except PlanError as error:
        return error.problems
    return ()


def doubts_of(plan: Plan) -> tuple[Problem, ...]:
    """A typical video above the average, and scenarios that change inputs and no result; computes only what it must."""
    typical = tuple(_typical_views(plan))
    changing = [each.name for each in plan.scenarios if each.name != BASE and plan.settings[each.name]]
    if not changing:
        return typical
    from revenue_planner.engine.run import run

    result = run(plan)
    return (*typical, *(doubt for name in changing for doubt in _no_result(result, name)))


def _typical_views(plan: Plan) -> Iterator[Problem]:
    """A few hits lift the average above the middle video, so the other way round is probably a slip."""
    typical, (views, videos) = plan.value(TYPICAL, BASE), (plan.value(key, BASE) for key in MEASURED)
    assert isinstance(typical, float)
    assert isinstance(views, float)
    assert isinstance(videos, float)
    if is_known(typical) and typical > views / videos * (1 + _ROUNDING):
        rule = f"a typical video has {spoken(typical)} views, but the average is {spoken(round(views / videos))}"
        hint = "the middle one of your last 20 videos usually has about half the average; look at all three figures"
        yield Problem(rule, plan.place(TYPICAL), TYPICAL, hint=hint, severity="warning")


def _no_result(result: Result, scenario: str) -> Iterator[Problem]:
    """A scenario that comes to the same as Base, with what swallowed its changes."""
    model, changed = result.model, result.plan.settings[scenario]
    if any(not model.used_by(key) for key in changed):
        return  # it changes how luck is drawn, which only simulations show
    if any(_differs(result, line.key, scenario) for line in model.answers.values()):
        return
    if any(_differs(result, key, scenario) for key in model.lines if key.startswith(f"{Business.name}.")):
        return
    swallowed = list(dict.fromkeys(_swallowers(result, scenario)))
    names = [f"{model.lines[key].label} ({key})" for key in swallowed[:_MOST_NAMED]]
    hint = f"{listed(names, 'and')} {'stays' if len(names) == 1 else 'stay'} as in Base: `revenue-planner explain " + (
        f"{swallowed[0]}` says what sets it" if swallowed else ""
    )
    key = f"scenarios.{scenario}"
    rule = f"it changes {listed(list(changed)[:_MOST_NAMED], 'and')}, but no result: all comes to the same as in Base"
    yield Problem(rule, result.plan.place(key), key, hint=hint if swallowed else "", severity="warning")


def _swallowers(result: Result, scenario: str) -> Iterator[str]:
    """The lines at which a change stops: they look at something that differs, and do not differ themselves."""
    waiting, seen = list(result.plan.settings[scenario]), set[str]()
    while waiting:
        for key in result.model.used_by(waiting.pop(0)):
            if key in seen:
                continue
            seen.add(key)
            if _differs(result, key, scenario):
                waiting.append(key)
            else:
                yield key


def _differs(result: Result, key: str, scenario: str) -> bool:
    values = result.values[key]
    ours, base = values[:, result.scenarios.index(scenario)], values[:, result.scenarios.index(BASE)]
    missing = (ours != ours) & (base != base)
    return bool((~(missing | (abs(ours - base) <= _SAME * abs(base)))).any())


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
