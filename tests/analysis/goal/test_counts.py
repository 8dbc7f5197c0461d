"""What counts things, videos or deals, is a whole number in every answer: the first that does it."""

from __future__ import annotations

import math

import pytest

from revenue_planner.analysis.goal.aim import resolve_goal
from revenue_planner.analysis.goal.goal import seek
from revenue_planner.analysis.goal.result import Goal, GoalAnswer
from revenue_planner.analysis.levers import levers
from revenue_planner.engine.run import run
from revenue_planner.ground.units import is_counted
from revenue_planner.plan.reading.plan import parse_plan
from revenue_planner.plan.templates import template_names, template_text
from revenue_planner.plan.values import BASE, Plan
from tests.analysis.goal.linear import LINEAR
from tests.support.random_goals import goal_result, random_goal, with_figures

#: Two videos, deals and sessions a week, some of them as averages that are no whole numbers.
AVERAGES = LINEAR.replace("base_deals = 2", "base_deals = 1.5").replace("capacity = 4", "capacity = 9")


def result_with(plan: Plan, goal: Goal, key: str, value: float, scenario: str = BASE) -> float:
    return goal_result(goal, run(with_figures(plan, scenario, {key: value}), (scenario,)), scenario)


def check(plan: Plan, goal: Goal, answer: GoalAnswer, scenario: str = BASE) -> int:
    """Every count is whole, reaches the goal and brings what is said; the whole number before it falls short."""
    counts = 0
    for need in answer.needs:
        if need.needed is None or not is_counted(need.unit):
            continue
        counts += 1
        assert need.whole
        assert need.result == pytest.approx(result_with(plan, goal, need.key, need.needed, scenario), rel=1e-12)
        assert goal.met_by(need.result)
        if need.every_month:
            assert all(figure == round(figure) for figure in need.months) or need.needed == need.today
            continue
        if need.needed == need.today:
            continue
        assert need.needed == round(need.needed), need
        before = need.needed + math.copysign(1, need.today - need.needed) * (-1 if answer.reached else 1)
        if (before - need.today) * (need.needed - need.today) >= 0:  # not on the other side of today's average
            assert not goal.met_by(result_with(plan, goal, need.key, before, scenario)), need
    for mix in (answer.mix, answer.decisions):
        for move in mix.moves if mix is not None else ():
            if is_counted(move.unit):
                figures = move.months or (move.value,)
                assert all(figure == round(figure) for figure in figures), move
    return counts


@pytest.mark.parametrize("name", template_names())
def test_of_templates(name: str) -> None:
    plan = parse_plan(template_text(name))
    now = seek(plan, resolve_goal(plan, "take_home >= 0 by month 12"), mix=False).result
    for times, mix in ((1.1, True), (2.0, False), (0.7, False)):
        goal = resolve_goal(plan, f"take_home >= {now * times:.2f} by month 12")
        check(plan, goal, seek(plan, goal, mix=mix))


@pytest.mark.parametrize("seed", range(500, 510))
def test_of_random_plans(seed: int) -> None:
    found = random_goal(seed)
    check(found.plan, found.goal, seek(found.plan, found.goal, found.scenario, mix=False), found.scenario)


@pytest.mark.exhaustive
@pytest.mark.parametrize("seed", range(600, 680))
def test_of_many_random_plans(seed: int) -> None:
    found = random_goal(seed)
    check(found.plan, found.goal, seek(found.plan, found.goal, found.scenario, mix=seed % 4 == 0), found.scenario)


@pytest.mark.parametrize(
    ("amount", "deals"),
    [(599, 2), (601, 2), (800, 2), (800.01, 3), (1_201, 4), (3_600, 9)],
)
def test_an_average_becomes_a_whole_number(amount: float, deals: int) -> None:
    """A deal earns 400: 1.5 of them, as the plan has them, 600."""
    plan = parse_plan(AVERAGES)
    goal = resolve_goal(plan, f"sponsorships.earned >= {amount} by month 2")
    need = next(need for need in seek(plan, goal, mix=False).needs if need.key == "sponsorships.base_deals")
    if amount < 600:
        assert need.needed in (1.5, 2)  # with 1 it would be 400: no fewer than today
        return
    assert (need.needed, need.result) == (deals, 400 * deals)


def test_fewer_are_whole_too() -> None:
    """511 are taken home with 2 deals; 219 with 1, and none with 0."""
    plan = parse_plan(LINEAR)
    for amount, deals in ((100, 1), (219, 1), (220, 2)):
        goal = resolve_goal(plan, f"take_home >= {amount} by month 2")
        need = next(need for need in seek(plan, goal, mix=False).needs if need.key == "sponsorships.base_deals")
        assert need.needed == deals


def test_rates_are_not_counts() -> None:
    """Views per video, hours and money may have fractions."""
    every = {lever.key: lever for lever in levers(parse_plan(template_text("full")))}
    assert every["audience.videos"].whole
    assert every["live_gifts.sessions"].whole
    assert every["sponsorships.capacity"].whole
    for key in ("audience.for_you_views_per_video", "business.hours_available", "sponsorships.fee_floor"):
        assert not every[key].whole
