"""What the Goal tab is asked at first, and the answers that were worked out when the workbook was built."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from revenue_planner.analysis.goal.result import Goal, GoalAnswer, Need
from revenue_planner.ground.months import Month
from revenue_planner.plan.goals import GoalText, parse_goal
from revenue_planner.plan.values import BASE, Plan
from revenue_planner.streams.business import Answers, Business, TakeHome
from revenue_planner.workbook.tabs.goal.levers import TAKE_HOME

TARGET_KEY = Business.key(Answers.income_target)
NOT_ALONE = "not by this alone"
_USUAL_MONTH = 12
_TAKE_HOME_NAMES = (TakeHome.take_home.name, TAKE_HOME)


@dataclass(frozen=True)
class Question:
    """The target, month and scenario (by its place) asked about at first. `amount` is None for Base's income
    target, whatever it is; `date` is the month where the plan names it by date, else None for the plan's month
    of this number."""

    target: float
    amount: float | None
    number: int
    date: Month | None
    scenario: int = 0


@dataclass(frozen=True)
class AsBuilt:
    """Values needed that bend and were searched for, by input key: one per scenario, in the plan's order; None
    where no value reaches the goal."""

    goal: Goal
    month: int
    values: Mapping[str, tuple[float | None, ...]]
    every_month: frozenset[str]


def question(plan: Plan, built: AsBuilt | None) -> Question:
    """The goal that was searched for, else the plan's own if it is about one month's take-home, else the income
    target in month 12 or the plan's last."""
    usual = plan.value(TARGET_KEY, BASE)
    assert isinstance(usual, float)
    months = plan.timeline.months
    asked = Question(usual, None, min(_USUAL_MONTH, months), None)
    if built is not None:
        amount = None if built.goal.amount == usual else built.goal.amount
        asked = Question(built.goal.amount, amount, built.month, None)
    text = _goal(plan)
    if text is None:
        return asked
    number = text.number_in(plan.timeline)
    if number is None or not 1 <= number <= months or (built is not None and (number, text.amount) != _of(built)):
        return asked
    return Question(text.amount, text.amount, number, text.month)


def as_built(plan: Plan, answers: tuple[GoalAnswer, ...] | None, live: Collection[str]) -> AsBuilt | None:
    """What was searched for of inputs that are not `live`, with those left out that no scenario can reach the goal
    by. None where nothing was, or for a goal other than a least take-home of one month."""
    if not answers:
        return None
    goal = answers[0].goal
    asks = goal.key == TAKE_HOME and goal.comparison == ">=" and not goal.whole and goal.amount >= 0
    if not asks or goal.month is None:
        return None
    needs: list[dict[str, Need]] = [{need.key: need for need in answer.needs} for answer in answers]
    assert [answer.scenario for answer in answers] == list(plan.scenarios)
    found: dict[str, tuple[float | None, ...]] = {}
    for key in plan.inputs():
        own = [each.get(key) for each in needs]
        if key in live or all(need is None or need.needed is None for need in own):
            continue
        pairs = zip(own, plan.scenarios, strict=True)
        found[key] = tuple(_needed(plan, need, scenario.name, goal.month) for need, scenario in pairs)
    every = {need.key for each in needs for need in each.values() if need.every_month}
    return AsBuilt(goal, goal.month, found, frozenset(every & found.keys()))


def _needed(plan: Plan, need: Need | None, scenario: str, month: int) -> float | None:
    """In the goal's month, where an input that differs by month is multiplied in all of them."""
    if need is not None and need.months:
        return need.months[month - 1]
    if need is None or not need.every_month or need.times is None:
        return None if need is None else need.needed
    return plan.every_month(need.key, scenario)[month - 1] * need.times


def _goal(plan: Plan) -> GoalText | None:
    """The plan's goal where it is a least take-home of one month."""
    try:
        text = parse_goal(plan.risk.goal) if plan.risk.goal else None
    except ValueError:
        return None
    if text is None or text.result not in _TAKE_HOME_NAMES or text.comparison != ">=" or text.total:
        return None
    return None if text.amount < 0 or text.per_cent else text


def _of(built: AsBuilt) -> tuple[int, float]:
    return built.month, built.goal.amount
