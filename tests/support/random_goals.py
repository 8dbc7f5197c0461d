"""Random goals of random plans, and figures put back into a plan file."""

from __future__ import annotations

import math
import random
from collections.abc import Mapping
from dataclasses import dataclass, replace

from revenue_planner.analysis.goal.aim import goal_figures, resolve_goal
from revenue_planner.analysis.goal.goal import seek
from revenue_planner.analysis.goal.result import Goal
from revenue_planner.analysis.levers import levers
from revenue_planner.engine.run import Result
from revenue_planner.plan.editing.edit import updated
from revenue_planner.plan.reading.plan import parse_plan
from revenue_planner.plan.values import Plan, Setting
from tests.support.random_plans import random_plan

_MONTHLY = ("take_home", "earned", "profit", "cash", "views", "followers", "total take_home", "total earned")
_OF_THE_PLAN = ("lowest_cash", "take_home_total")
#: How far goals lie from where the plan is, as a share of that; some are out of reach, some reached already.
_DISTANCES = (-0.5, 0.05, 0.3, 1.0, 3.0, 30.0, 1e4)


@dataclass(frozen=True)
class RandomGoal:
    """A goal and the plan that it is for."""

    text: str
    plan: Plan
    goal: Goal
    scenario: str


def random_goal(seed: int) -> RandomGoal:
    """A goal of the random plan with the same seed."""
    rng = random.Random(seed)
    text = random_plan(seed)
    plan = parse_plan(text)
    line = rng.choice((*_MONTHLY, *_OF_THE_PLAN))
    when = "" if line in _OF_THE_PLAN else f" by month {rng.randint(1, plan.timeline.months)}"
    scenario = rng.choice(plan.scenarios).name
    goal = resolve_goal(plan, f"{line} >= 0{when}")
    now = seek(plan, goal, scenario, mix=False).result
    distance = rng.choice(_DISTANCES) * (abs(now) + 100)
    comparison, sign = rng.choice(((">=", 1), (">=", 1), (">=", 1), ("<=", -1)))
    wanted = f"{line} {comparison} {now + sign * distance:.2f}{when}"
    return RandomGoal(text, plan, resolve_goal(plan, wanted), scenario)


def with_figures(plan: Plan, scenario: str, values: Mapping[str, float]) -> Plan:
    """The plan with levers at these values in a scenario."""
    every = {lever.key: lever for lever in levers(plan, scenario)}
    settings = {name: dict(own) for name, own in plan.settings.items()}
    for key, value in values.items():
        figures = every[key].figures(value)
        by_month = plan.by_month(key, scenario) is not None
        months = dict(enumerate(figures * (plan.timeline.months if len(figures) == 1 else 1), start=1))
        settings[scenario][key] = Setting(figures[0], months if by_month else {})
    return replace(plan, settings=settings)


def written_back(found: RandomGoal, values: Mapping[str, float]) -> Plan:
    """The plan read again from its file, in which these values now stand."""
    wanted = with_figures(found.plan, found.scenario, values)
    return parse_plan(updated(found.text, found.plan, wanted))


def goal_result(goal: Goal, result: Result, scenario: str) -> float:
    column = result.scenarios.index(scenario)
    return float(goal_figures(goal, result.values[goal.key])[column])


def beyond(goal: Goal, value: float) -> float:
    """How far a value is on the goal's good side."""
    return (value - goal.amount) if goal.comparison == ">=" else (goal.amount - value)


def is_close(goal: Goal, value: float) -> bool:
    """Whether a value reaches the goal and is within 0.01 of it (of its unit)."""
    return math.isfinite(value) and abs(value - goal.amount) <= 0.01
