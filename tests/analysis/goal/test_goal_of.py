"""Goals put against a plan: names, months, money."""

from __future__ import annotations

import numpy as np
import pytest

from revenue_planner.analysis.goal.aim import goal_figures, goal_of_plan, resolve_goal
from revenue_planner.analysis.goal.result import Goal
from revenue_planner.engine.run import run
from revenue_planner.ground.errors import PlanError, UsageError
from revenue_planner.plan.reading.plan import parse_plan
from tests.support.plans import EVERYTHING, small

#: 24 months from January 2027, in EUR.
PLAN = parse_plan(EVERYTHING)


@pytest.mark.parametrize(
    ("text", "key", "month", "whole"),
    [
        ("take_home >= 5000 by 2027-12", "business.take_home", 12, False),
        ("Take-home of 5,000 EUR in month 12", "business.take_home", 12, False),
        ("business.take_home >= 5000 by month 24", "business.take_home", 24, False),
        ("earned >= €5k by 2027-12", "business.earned", 12, False),
        ("cash >= 0 by month 3", "business.cash", 3, False),
        ("views >= 100k by month 1", "audience.views", 1, False),
        ("followers >= 100000 by 2028-06", "audience.followers", 18, False),
        ("total take_home >= 80000 by 2028-06", "business.take_home", 18, True),
        ("total take_home >= 80000", "business.take_home", 24, True),
        ("take_home_12m >= 60000", "business.take_home_12m", None, False),
        ("Take-home in 12 months >= 60000", "business.take_home_12m", None, False),
        ("lowest cash >= 0", "business.lowest_cash", None, False),
        ("business.lowest_cash >= 0", "business.lowest_cash", None, False),
        ("affiliate.amazon.earned >= 500 by month 9", "affiliate.amazon.earned", 9, False),
        ("amazon.earned >= 500 by month 9", "affiliate.amazon.earned", 9, False),
        ("Amazon Associates: earned >= 500 by month 9", "affiliate.amazon.earned", 9, False),
        ("by_stream.affiliate.earned >= 500 by month 9", "by_stream.affiliate.earned", 9, False),
        ("affiliate.earned >= 500 by month 9", "by_stream.affiliate.earned", 9, False),
        ("affiliate_earned_12m >= 500", "by_stream.affiliate.earned_12m", None, False),
        ("largest_stream_share <= 50%", "business.largest_stream_share", None, False),
        ("qualified_views >= 3 by month 1", "creator_rewards.qualified_views", 1, False),
    ],
)
def test_names(text: str, key: str, month: int | None, whole: bool) -> None:
    goal = resolve_goal(PLAN, text)
    assert (goal.key, goal.month, goal.whole, goal.text) == (key, month, whole, text)


def test_a_goal_carries_what_is_shown_of_it() -> None:
    assert resolve_goal(PLAN, " affiliate.amazon.earned  <= 500 by month 9") == Goal(
        text="affiliate.amazon.earned <= 500 by month 9",
        key="affiliate.amazon.earned",
        label="Affiliate: Amazon Associates: earned",
        unit="money",
        comparison="<=",
        amount=500.0,
        month=9,
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("take_home", "does not say how much"),
        ("take_hom >= 5 by month 3", 'did you mean "take_home"?'),
        ("xyzzy >= 5 by month 3", "it has, by month, take_home, earned, profit"),
        ("take_home >= 5000", 'say which one, as in "take_home >= 5000 by 2028-12"'),
        ("take_home_12m >= 5000 by 2027-12", "leave the month out"),
        ("total take_home_12m >= 5000", 'leave out "total"'),
        ("total followers >= 5000 by month 3", 'what there is at a month\'s end; leave out "total"'),
        ("total recommendation_score >= 2 by month 3", "is not added up over months"),
        ("take_home >= 5 by 2029-01", "2029-01 is outside the plan; its months are 2027-01 to 2028-12"),
        ("take_home >= 5 by 2026-12", "2026-12 is outside the plan"),
        ("take_home >= 5 by month 25", "month 25 is outside the plan"),
        ("take_home >= 5 USD by month 3", 'the plan is in EUR, not "USD"'),
        ("take_home >= $5 by month 3", 'the plan is in EUR, not "$"'),
        ("followers >= 5 EUR by month 3", "is not money"),
        ("take_home >= 5% by month 3", "is not a percentage"),
        ("largest_stream_share <= 50", "write 50% or 0.5"),
        ("target_month <= 3", 'ask for the amount, as in "take_home >= 5000 by 2028-12"'),
        ("break_even_month <= 3", '"profit >= 0 by 2028-12"'),
        ("payback_month <= 3", '"cumulative_cash >= 0 by 2028-12"'),
        ("creator_rewards_unlock_month <= 3", '"followers >= 10000 by 2028-12"'),
        ("gmv >= 3 by month 1", "tiktok_shop.creator.gmv or tiktok_shop.seller.gmv; write one of these"),
        ("breaks_even >= 1 by month 1", 'no result "breaks_even"'),
    ],
)
def test_what_it_cannot_be(text: str, told: str) -> None:
    with pytest.raises(UsageError) as caught:
        resolve_goal(PLAN, text)
    assert told in str(caught.value)


@pytest.mark.parametrize("line", ["cumulative_cash", "profit", "followers", "lowest_cash", "take_home"])
def test_what_is_offered_instead_of_a_month_is_understood(line: str) -> None:
    when = "" if line == "lowest_cash" else " by month 2"
    assert resolve_goal(PLAN, f"{line} >= 0{when}").key.endswith(line)


def test_the_figure_of_a_goal() -> None:
    result = run(PLAN)
    months = result.values["business.take_home"]

    def figures(text: str) -> list[float]:
        goal = resolve_goal(PLAN, text)
        found: list[float] = goal_figures(goal, result.values[goal.key]).tolist()
        return found

    assert figures("take_home >= 0 by month 5") == months[4].tolist()
    np.testing.assert_allclose(figures("total take_home >= 0 by month 5"), months[:5].sum(axis=0), rtol=1e-14)
    assert figures("take_home_12m >= 0") == result.values["business.take_home_12m"][0].tolist()
    # The score is the same in every month, and kept once.
    score = result.values["audience.recommendation_score"]
    assert len(score) == 1
    assert figures("recommendation_score >= 0 by month 5") == score[0].tolist()


def test_a_millionth_short_counts_as_reached() -> None:
    money = resolve_goal(PLAN, "lowest_cash >= 100")
    assert [money.met_by(value) for value in (99.99, 99.99995, 100, 101)] == [False, True, True, True]
    share = resolve_goal(PLAN, "largest_stream_share <= 50%")
    assert [share.met_by(value) for value in (0.4, 0.5, 0.501)] == [True, True, False]


def test_the_goal_of_a_plan_that_names_none() -> None:
    plan = small("[business]\nincome_target = 312.125")
    assert goal_of_plan(plan) == Goal(
        "take_home >= 312.1250 by 2027-06", "business.take_home", "Take-home", "money", ">=", 312.125, 6
    )
    assert goal_of_plan(small()) == resolve_goal(small(), "take_home >= 3000 by 2027-06")
    own = small("[risk]", 'goal = "lowest_cash >= 0"')
    assert goal_of_plan(own) == resolve_goal(own, "lowest_cash >= 0")


def test_a_goal_after_the_plans_end_gives_way_to_its_target() -> None:
    late = small("[risk]", 'goal = "take_home >= 9 by month 24"')
    assert goal_of_plan(late) == resolve_goal(late, "take_home >= 3000 by 2027-06")


def test_a_goal_of_a_plan_that_names_no_result_is_a_problem_of_the_plan() -> None:
    with pytest.raises(PlanError, match=r"risk\.goal.*take_hmoe.*take_home"):
        goal_of_plan(small("[risk]", 'goal = "take_hmoe >= 9 by month 2"'))
