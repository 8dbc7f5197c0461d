"""What a goal would take, each lever alone."""

from __future__ import annotations

import math
import random
import re

import pytest

from revenue_planner.analysis.goal.aim import resolve_goal
from revenue_planner.analysis.goal.goal import NO_EFFECT, seek
from revenue_planner.analysis.goal.result import Goal, GoalAnswer, Need
from revenue_planner.analysis.levers import levers
from revenue_planner.engine.run import run
from revenue_planner.ground.errors import UsageError
from revenue_planner.plan.reading.plan import parse_plan
from revenue_planner.plan.templates import template_text
from revenue_planner.plan.values import BASE, Plan
from tests.analysis.goal.linear import LINEAR
from tests.support.random_goals import beyond, goal_result, is_close, random_goal, with_figures


def answered(plan: Plan, text: str, scenario: str = BASE) -> GoalAnswer:
    return seek(plan, resolve_goal(plan, text), scenario, mix=False)


def needs_of(plan: Plan, text: str, scenario: str = BASE) -> dict[str, Need]:
    return {need.key: need for need in answered(plan, text, scenario).needs}


def result_with(plan: Plan, goal: Goal, key: str, value: float, scenario: str = BASE) -> float:
    changed = with_figures(plan, scenario, {key: value})
    return goal_result(goal, run(changed, (scenario,)), scenario)


def test_a_linear_case_by_hand() -> None:
    plan = parse_plan(LINEAR)
    answer = answered(plan, "take_home >= 900 by month 2")
    assert answer.result == pytest.approx(511)
    assert not answer.reached
    needs = {need.key: need for need in answer.needs}
    # Profit has to be 900 / 0.73 = 1,232.8767; earnings 1,332.8767, which is 1.66609589 times 800.
    times = (900 / 0.73 + 100) / 800
    assert needs["sponsorships.fee_floor"].needed == pytest.approx(500 * times, abs=0.01)
    need = needs["sponsorships.fee_floor"]
    assert need.steady
    assert need.within
    assert need.times == pytest.approx(times, abs=1e-4)
    assert need.needed is not None
    assert 900 <= result_with(plan, answer.goal, need.key, need.needed) <= 900.01
    # 3.33 deals would do it, so it takes 4: 1,600 less costs and tax.
    deals = needs["sponsorships.base_deals"]
    assert (deals.steady, deals.within, deals.needed) == (True, True, 4)
    assert deals.result == pytest.approx((1_600 - 100) * 0.73)
    # Without commission 1,000 - 100 = 900 are taxed: 657 remain. Without costs 800: 584.
    commission = needs["sponsorships.agency_commission"]
    assert (commission.needed, commission.reason) == (None, "even at 0 %, its least, it comes to 657")
    costs = needs["business.fixed_costs"]
    assert (costs.needed, costs.reason) == (None, "even at 0, its least, it comes to 584")
    # More than the deals there are cannot be taken.
    assert needs["sponsorships.capacity"].reason == "no change of it brings the goal nearer"
    assert needs["business.drawings"].reason == NO_EFFECT


def test_the_order_is_usual_then_beyond_then_impossible() -> None:
    answer = answered(parse_plan(template_text("full")), "take_home >= 5000 by 2027-12")
    kinds = [0 if need.within else 1 if need.needed is not None else 2 for need in answer.needs]
    assert kinds == sorted(kinds)
    assert set(kinds) == {0, 1, 2}
    for kind in (0, 1):
        some = [need for need, own in zip(answer.needs, kinds, strict=True) if own == kind and need.today]
        changes = [abs(need.needed - need.today) / need.today for need in some if need.needed is not None]
        assert changes == sorted(changes)
    idle = [need.reason == NO_EFFECT for need in answer.needs]
    assert idle == sorted(idle)


def test_each_scenario_starts_from_its_own_figures() -> None:
    plan = parse_plan(LINEAR)
    need = needs_of(plan, "take_home >= 900 by month 2", "cautious")["sponsorships.fee_floor"]
    assert need.today == 250
    assert need.needed == pytest.approx((900 / 0.73 + 100) / 1.6, abs=0.01)
    with pytest.raises(UsageError, match='no scenario "cautius"; did you mean "cautious"'):
        answered(plan, "take_home >= 900 by month 2", "cautius")


def test_at_most() -> None:
    """Costs of all three months to come down from 300 to 120: 40 a month."""
    plan = parse_plan(LINEAR)
    needs = needs_of(plan, "total costs <= 120 by month 3")
    assert needs["business.fixed_costs"].needed == pytest.approx(40, abs=1e-3)
    assert needs["sponsorships.fee_floor"].reason == NO_EFFECT
    least = needs_of(plan, "costs <= -1 by month 3")["business.fixed_costs"]
    assert least.reason == "even at 0, its least, it comes to 0"


def test_what_a_count_comes_to_is_not_moved_by_what_may_be_missing_of_the_goal() -> None:
    """A millionth of 100 million is 100, of which 4 deals of 400 bring nothing."""
    needs = needs_of(parse_plan(LINEAR), "sponsorships.earned >= 100_000_000 by month 3")
    assert needs["sponsorships.base_deals"].reason == "however high it is, it comes to 1,600 at most"


def test_months_that_differ_are_multiplied_alike() -> None:
    """Fees of 500 for 1, 2, 3, 3 deals, less commission: month 3 earns 1,200. To earn 1,500 it takes 4 deals there."""
    plan = parse_plan(LINEAR.replace("base_deals = 2", "base_deals = [1, 2, 3]"))
    need = needs_of(plan, "sponsorships.earned >= 1500 by month 3")["sponsorships.base_deals"]
    assert need.every_month
    assert need.today == pytest.approx(9 / 4)
    # From 3.5 on it is 4, which is 7/6 of 3; deals are whole in the other months too.
    assert need.times == pytest.approx(7 / 6, abs=1e-3)
    assert need.months == (1, 2, 4, 4)
    assert need.result == pytest.approx(1_600)
    costs = parse_plan(LINEAR.replace("fixed_costs = 100", "fixed_costs = [100, 200, 300]"))
    held = needs_of(costs, "costs <= 240 by month 3")["business.fixed_costs"]
    assert held.times == pytest.approx(0.8, abs=1e-5)
    assert held.months == pytest.approx((80, 160, 240, 240), abs=1e-2)
    # No more than 4 deals can be taken in a month.
    missed = needs_of(plan, "sponsorships.earned >= 1700 by month 3")["sponsorships.base_deals"]
    assert missed.reason == "however high it is, it comes to 1,600 at most"
    # Months that are all the same are one figure.
    same = parse_plan(LINEAR.replace("base_deals = 2", "base_deals = [2, 2, 2]"))
    assert not needs_of(same, "sponsorships.earned >= 1500 by month 3")["sponsorships.base_deals"].every_month


def test_a_month_that_is_shut_stays_shut() -> None:
    plan = parse_plan(LINEAR.replace("base_deals = 2", "base_deals = [0, 2]"))
    needs = needs_of(plan, "sponsorships.earned >= 1 by month 1")
    assert needs["sponsorships.base_deals"].needed is None


def test_whole_numbers_stay_whole() -> None:
    """Fees of January arrive in April; to be there in March they must be paid after 2 months."""
    plan = parse_plan(LINEAR)
    need = needs_of(plan, "sponsorships.received >= 500 by month 3")["sponsorships.payment_delay"]
    assert (need.today, need.needed) == (3, 2)
    total = needs_of(plan, "total sponsorships.received >= 1700 by month 4")["sponsorships.payment_delay"]
    # One, two or three months of 800 have arrived by April after delays of 3, 2 or 1.
    assert total.needed == 1


def test_the_first_figure_beyond_a_leap() -> None:
    """From 6 videos a week on each is seen more: that is 6 x 365.25 / 12 / 7 = 26.089 a month."""
    text = '[plan]\nstart = "2027-01"\nmonths = 2\n[audience]\nvideos = 20\nfollower_reach = 0\n[creator_rewards]\n'
    plan = parse_plan(text)
    before = resolve_goal(plan, "views >= 0 by month 1")
    at_26 = result_with(plan, before, "audience.videos", 26.0)
    goal = f"views >= {at_26 * 1.05:.2f} by month 1"
    need = needs_of(plan, goal)["audience.videos"]
    bar = 6 * 365.25 / 12 / 7
    assert need.needed == math.ceil(bar)
    wanted = resolve_goal(plan, goal)
    assert need.result == result_with(plan, wanted, "audience.videos", 27.0)
    assert beyond(wanted, result_with(plan, wanted, "audience.videos", 27.0)) > 0.01
    assert beyond(wanted, result_with(plan, wanted, "audience.videos", 26.0)) < 0


def test_what_is_not_steady_says_so_and_is_the_nearest() -> None:
    """More videos bring more per hour up to a point, and less beyond it: of the figures that do, the nearest."""
    plan = parse_plan(template_text("educator"))
    goal = resolve_goal(plan, "income_per_hour >= 8")
    need = {need.key: need for need in seek(plan, goal, mix=False).needs}["audience.videos"]
    assert not need.steady
    assert need.needed is not None
    assert need.needed > need.today
    assert beyond(goal, result_with(plan, goal, need.key, need.needed)) >= 0
    fewer = range(int(need.today), int(need.needed))
    assert all(beyond(goal, result_with(plan, goal, need.key, float(videos))) < 0 for videos in fewer)


def test_shares_of_one_whole_leave_each_other_room() -> None:
    text = (
        '[plan]\nstart = "2027-01"\nmonths = 3\n[audience]\nopening_followers = 50_000\n'
        "[creator_rewards]\nus_share = 0.5\nuk_share = 0.3\ngermany_share = 0.1\n"
    )
    plan = parse_plan(text)
    by_key = {lever.key: lever for lever in levers(plan)}
    assert by_key["creator_rewards.us_share"].maximum == pytest.approx(0.6)
    assert by_key["creator_rewards.japan_share"].maximum == pytest.approx(0.1)
    need = needs_of(plan, "creator_rewards.earned >= 1000000 by month 1")["creator_rewards.us_share"]
    assert need.reason.startswith("even at 60 %, all that is left, it comes to ")


def test_shares_of_what_is_off_leave_room() -> None:
    text = (
        '[plan]\nstart = "2027-01"\nmonths = 3\n[[affiliate]]\nname = "a"\nlink_share = 0.6\n'
        '[[affiliate]]\nname = "b"\nlink_share = 0.4\non = false\n'
    )
    by_key = {lever.key: lever for lever in levers(parse_plan(text))}
    assert by_key["affiliate.a.link_share"].maximum == pytest.approx(1.0)
    assert by_key["affiliate.b.link_share"].maximum == pytest.approx(0.4)


def test_a_goal_that_is_reached_says_what_may_slip() -> None:
    """511 are taken home; 365 still with earnings of 600, that is fees of 375."""
    plan = parse_plan(LINEAR)
    answer = seek(plan, resolve_goal(plan, "take_home >= 365 by month 2"))
    assert answer.reached
    assert answer.mix is answer.decisions is None
    needs = {need.key: need for need in answer.needs}
    assert needs["sponsorships.fee_floor"].needed == pytest.approx(375, abs=0.01)
    assert needs["business.fixed_costs"].needed == pytest.approx(300, abs=0.01)
    assert needs["business.drawings"].reason == NO_EFFECT
    # Half a cent short counts as reached: nothing may slip further.
    short = {n.key: n for n in seek(plan, resolve_goal(plan, "take_home >= 511.0040 by month 2")).needs}
    assert short["sponsorships.fee_floor"].needed == pytest.approx(500, abs=0.01)
    held = {n.key: n for n in seek(plan, resolve_goal(plan, "take_home >= -1 by month 2")).needs}
    assert held["sponsorships.agency_commission"].needed == pytest.approx(0.9, abs=0.01)
    assert held["sponsorships.capacity"].needed == 1


def test_levers_are_estimates_and_choices() -> None:
    plan = parse_plan(template_text("full"))
    found = {lever.key: lever for lever in levers(plan)}
    assert {lever.nature for lever in found.values()} == {"estimate", "choice"}
    for key in ("business.tax_rate", "audience.opening_followers", "audience.reach_factor", "affiliate.amazon.factor"):
        assert key not in found
    assert not any(key.startswith("risk.") for key in found)
    for lever in found.values():
        assert lever.minimum <= lever.today <= lever.maximum


@pytest.mark.parametrize("seed", range(200, 240))
def test_every_figure_found_reaches_the_goal(seed: int) -> None:
    """Within 0.01 of it, or, where the result leaps, with nothing smaller nearby that would do."""
    found = random_goal(seed)
    answer = seek(found.plan, found.goal, found.scenario)
    for need in answer.needs:
        if need.needed is None:
            assert need.reason
            continue
        assert need.minimum * (1 - 1e-12) <= need.needed <= need.maximum * (1 + 1e-12)
        value = result_with(found.plan, found.goal, need.key, need.needed, found.scenario)
        assert found.goal.met_by(value), (need, value)
        if not is_close(found.goal, value) and not answer.reached and not _steps(found.plan, found.scenario, need):
            less = need.needed + (need.today - need.needed) * 1e-3
            if need.months and _figures(found.plan, found.scenario, need.key, less) == need.months:
                continue  # averages by month that become whole, and no more
            before = result_with(found.plan, found.goal, need.key, less, found.scenario)
            assert beyond(found.goal, before) < 0, (need, value, before)


def _figures(plan: Plan, scenario: str, key: str, value: float) -> tuple[float, ...]:
    return next(lever for lever in levers(plan, scenario) if lever.key == key).figures(value)


def _steps(plan: Plan, scenario: str, need: Need) -> bool:
    return next(lever for lever in levers(plan, scenario) if lever.key == need.key).whole_steps


@pytest.mark.parametrize("seed", range(300, 320))
def test_what_is_called_impossible_is(seed: int) -> None:
    """Levers that cannot reach the goal do not reach it at any of many figures."""
    found = random_goal(seed)
    answer = seek(found.plan, found.goal, found.scenario, mix=False)
    by_key = {lever.key: lever for lever in levers(found.plan, found.scenario)}
    rng = random.Random(seed)
    unable = [need for need in answer.needs if need.needed is None]
    for need in rng.sample(unable, min(5, len(unable))):
        low, high = by_key[need.key].span
        for _ in range(8):
            value = rng.choice((low, high, low + (high - low) * rng.random() ** 3))
            value = float(round(value)) if by_key[need.key].whole_steps else value
            result = result_with(found.plan, found.goal, need.key, value, found.scenario)
            assert found.goal.met_by(result) == answer.reached, (need, value, result)


@pytest.mark.parametrize("amount", ["1000000000000", "900000000000000"])
def test_impossible_goals_say_so(amount: str) -> None:
    plan = parse_plan(LINEAR)
    answer = seek(plan, resolve_goal(plan, f"take_home >= {amount} by month 2"))
    assert not answer.reached
    assert answer.mix is answer.decisions is None
    assert all(need.needed is None and need.reason for need in answer.needs)
    fee = next(need for need in answer.needs if need.key == "sponsorships.fee_floor")
    assert re.fullmatch(r"even at 500,000, 1,000 times today's, it comes to [\d,]+", fee.reason)


def test_the_same_plan_gives_the_same_answer() -> None:
    plan = parse_plan(template_text("starter"))
    goal = resolve_goal(plan, "take_home >= 500 by month 12")
    assert seek(plan, goal) == seek(parse_plan(template_text("starter")), goal)
