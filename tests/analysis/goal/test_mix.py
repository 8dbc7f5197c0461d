"""The cheapest small mix that reaches a goal."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from revenue_planner.analysis.goal.aim import resolve_goal
from revenue_planner.analysis.goal.goal import seek
from revenue_planner.analysis.goal.result import Goal, Mix
from revenue_planner.analysis.levers import Lever, levers
from revenue_planner.engine.run import run
from revenue_planner.plan.reading.plan import parse_plan
from revenue_planner.plan.templates import template_names, template_text
from revenue_planner.plan.values import BASE, Plan
from tests.analysis.goal.linear import LINEAR
from tests.support.random_goals import beyond, goal_result, random_goal, with_figures


def change_of(plan: Plan, mix: Mix, scenario: str = BASE) -> float:
    every = {lever.key: lever for lever in levers(plan, scenario)}
    return sum(every[move.key].change(move.value) for move in mix.moves)


def check(plan: Plan, goal: Goal, mix: Mix, scenario: str = BASE) -> None:
    """It reaches the goal, in the engine; within what is usual; and is as small as it says."""
    every = {lever.key: lever for lever in levers(plan, scenario)}
    assert 1 <= len(mix.moves) <= 3
    for move in mix.moves:
        low, high = every[move.key].usual
        assert low <= move.value <= high
        assert move.value != move.today
    changed = with_figures(plan, scenario, {move.key: move.value for move in mix.moves})
    result = goal_result(goal, run(changed, (scenario,)), scenario)
    assert result == pytest.approx(mix.result, rel=1e-12, abs=1e-9)
    assert beyond(goal, result) >= 0
    assert mix.change == pytest.approx(change_of(plan, mix, scenario))


def test_two_that_multiply_share_the_way() -> None:
    """Deals x fee: twice as much is 3 deals, not 2, and a third more for each, 0.83 in all; one alone would be 1."""
    plan = parse_plan(LINEAR.replace("capacity = 4", "capacity = 10"))
    goal = resolve_goal(plan, "sponsorships.earned >= 1600 by month 2")
    answer = seek(plan, goal)
    assert answer.mix is not None
    check(plan, goal, answer.mix)
    moves = {move.key: move for move in answer.mix.moves}
    assert {"sponsorships.fee_floor", "sponsorships.base_deals"} <= set(moves)
    assert moves["sponsorships.fee_floor"].nature == "choice"
    assert moves["sponsorships.base_deals"].nature == "estimate"
    # The commission can fall to 0: then deals x fee need only grow by 1.6, but 0.2 -> 0 is a whole relative
    # change; cheapest is a little of it or none.
    assert moves["sponsorships.base_deals"].value == 3
    assert answer.mix.change <= 1 / 2 + 1 / 3 + 0.005
    assert answer.mix.result - 1600 <= 0.01


def test_decisions_alone() -> None:
    """The fee is the creator's own decision, and so is the commission; the deals are hoped for."""
    plan = parse_plan(LINEAR.replace("capacity = 4", "capacity = 10"))
    goal = resolve_goal(plan, "sponsorships.earned >= 1600 by month 2")
    answer = seek(plan, goal)
    assert answer.mix is not None
    assert answer.decisions is not None
    check(plan, goal, answer.decisions)
    assert {move.nature for move in answer.decisions.moves} == {"choice"}
    assert answer.decisions.change >= answer.mix.change
    assert seek(plan, goal, mix=False).mix is None


def test_none_where_all_together_cannot() -> None:
    plan = parse_plan(LINEAR)
    # 4 deals at 2,000, usage rights in 60 % of them at half the fee more, less the commission of 20 %: 4 x 2,000 x
    # 1.3 x 0.8 = 8,320. Without commission, but no rights, it is 8,000.
    missed = seek(plan, resolve_goal(plan, "sponsorships.earned >= 8321 by month 2"))
    reached = seek(plan, resolve_goal(plan, "sponsorships.earned >= 8319 by month 2"))
    assert missed.mix is None
    assert reached.mix is not None
    moved = {move.key.removeprefix("sponsorships.") for move in reached.mix.moves}
    assert moved == {"fee_floor", "base_deals", "rights_share"}
    assert reached.decisions is None


def test_one_lever_is_a_mix_too() -> None:
    """Costs of 100 down to 60: nothing else makes them less."""
    plan = parse_plan(LINEAR)
    answer = seek(plan, resolve_goal(plan, "costs <= 60 by month 2"))
    assert answer.mix is not None
    (move,) = answer.mix.moves
    assert (move.key, move.today) == ("business.fixed_costs", 100)
    assert move.value == pytest.approx(60, abs=0.01)
    assert answer.mix.change == pytest.approx(0.4, abs=1e-3)
    assert answer.mix == answer.decisions


def test_of_one_whole_one_share_at_most_is_moved() -> None:
    """Both programmes would like more of the clicks: together they may not take more than all."""
    text = (
        '[plan]\nstart = "2027-01"\nmonths = 3\n[audience]\nopening_followers = 100_000\n'
        '[[affiliate]]\nname = "a"\nlink_share = 0.45\n[[affiliate]]\nname = "b"\nlink_share = 0.45\n'
    )
    plan = parse_plan(text)
    now = seek(plan, resolve_goal(plan, "earned >= 0 by month 3")).result
    for times in (1.05, 1.3, 3.0):
        goal = resolve_goal(plan, f"earned >= {now * times:.2f} by month 3")
        for mix in (seek(plan, goal).mix, seek(plan, goal).decisions):
            shares = [] if mix is None else [move for move in mix.moves if move.key.endswith("link_share")]
            assert len(shares) <= 1
            assert all(move.value <= 0.55 + 1e-12 for move in shares)


@pytest.mark.parametrize("name", template_names())
@pytest.mark.parametrize("times", [1.2, 1.6, 2.5])
def test_no_other_mix_that_is_tried_is_cheaper(name: str, times: float) -> None:
    """Of 120 random mixes of three of the levers that do most, none that reaches the goal changes less."""
    plan = parse_plan(template_text(name))
    month = min(12, plan.timeline.months)
    before = resolve_goal(plan, f"take_home >= 0 by month {month}")
    now = goal_result(before, run(plan, (BASE,)), BASE)
    goal = resolve_goal(plan, f"take_home >= {now * times:.2f} by month {month}")
    answer = seek(plan, goal)
    assert answer.mix is not None
    check(plan, goal, answer.mix)
    every = {lever.key: lever for lever in levers(plan)}
    rng = np.random.default_rng(7)
    # The levers of the mix and those that alone need least.
    likely = [move.key for move in answer.mix.moves] + [need.key for need in answer.needs[:6] if need.needed]
    groups = list(itertools.combinations(dict.fromkeys(likely), min(3, len(set(likely)))))
    for number in range(120):
        group = [every[key] for key in groups[number % len(groups)]]
        shares = rng.dirichlet([0.7] * len(group)) * answer.mix.change * 0.98
        values = {lever.key: _moved(lever, share, answer.mix) for lever, share in zip(group, shares, strict=True)}
        result = goal_result(goal, run(with_figures(plan, BASE, values), (BASE,)), BASE)
        assert beyond(goal, result) < 0, values


def _moved(lever: Lever, change: float, mix: Mix) -> float:
    """The lever's figure after a relative change in the direction that helps, within what is usual."""
    own = {move.key: move for move in mix.moves}.get(lever.key)
    down = own is not None and own.value < own.today
    value = lever.today + (-1 if down else 1) * change * lever.scale
    if lever.whole_steps:
        value = float(np.ceil(value) if down else np.floor(value))
        if (value - lever.today) * (-1 if down else 1) < 0:
            value = lever.today
    value = min(max(value, lever.usual[0]), lever.usual[1])
    # Months that are rounded up change more than they seem to.
    rounded_up = lever.whole and abs(np.mean(lever.figures(value)) - lever.today) > abs(value - lever.today)
    return lever.today if lever.months and rounded_up else value


@pytest.mark.parametrize("seed", range(400, 430))
def test_mixes_of_random_plans(seed: int) -> None:
    found = random_goal(seed)
    answer = seek(found.plan, found.goal, found.scenario)
    for mix in (answer.mix, answer.decisions):
        if mix is not None:
            check(found.plan, found.goal, mix, found.scenario)
    alone = [need for need in answer.needs if need.within and need.needed is not None and need.times is not None]
    if alone and not answer.reached:
        assert answer.mix is not None
        cheapest = min(abs(need.needed - need.today) / abs(need.today) for need in alone if need.needed is not None)
        assert answer.mix.change <= cheapest * (1 + 1e-9)


def test_the_same_plan_gives_the_same_mix() -> None:
    plan, again = parse_plan(template_text("full")), parse_plan(template_text("full"))
    goal = resolve_goal(plan, "take_home >= 4000 by month 12")
    assert seek(plan, goal).mix == seek(again, goal).mix
