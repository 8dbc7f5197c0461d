"""Slopes found from the equations are those that moving the input shows."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from revenue_planner.engine.run import Result, run
from revenue_planner.language.inputs import Assume
from revenue_planner.language.labels import labels_within
from revenue_planner.language.nodes import Expr
from revenue_planner.language.vocabulary import ONE, ZERO
from revenue_planner.model.slopes import LONGEST, Dependents, Slopes, size
from revenue_planner.plan.reading.plan import parse_plan
from revenue_planner.plan.templates import template_names, template_text
from revenue_planner.plan.values import BASE, Plan, Setting
from revenue_planner.printers.words import in_words

PROFIT = "business.profit"
MONTH = 7


@cache
def computed(name: str) -> Result:
    return run(parse_plan(template_text(name), f"{name}.toml"))


def slopes(lever: str, name: str = "full", towards: str = PROFIT) -> Slopes:
    model = computed(name).model
    by_month = model.inputs[lever].declared.by_month
    return Slopes(model, lever, Dependents(model, towards), by_month=by_month)


def said(slope: Expr | None) -> str:
    assert slope is not None
    return in_words(slope, labels_within("", {}))


def moved(plan: Plan, key: str, value: float) -> Plan:
    """The plan with an input at another value: in one month where it goes by month, else in all."""
    own = plan.settings[BASE][key]
    setting = Setting(value)
    if plan.inputs()[key].by_month:
        setting = replace(own, months={**own.months, MONTH: value})
    return replace(plan, settings={**plan.settings, BASE: {**plan.settings[BASE], key: setting}})


def numbers(plan: Plan) -> list[str]:
    return [key for key, declared in plan.inputs().items() if isinstance(declared, Assume) and not declared.whole]


@pytest.mark.parametrize("name", template_names())
def test_what_is_straight_moves_straight(name: str) -> None:
    """Wherever profit has a slope, half a move of the input is half the move of profit, in size as in sign."""
    plan, result = computed(name).plan, computed(name)
    straight = 0
    for key in numbers(plan):
        slope = slopes(key, name).of(PROFIT)
        if slope is None:
            continue
        declared = plan.inputs()[key]
        assert isinstance(declared, Assume)
        now = plan.every_month(key, BASE)[MONTH - 1]
        end = declared.high if now < declared.high else declared.low
        profits = [_profit(run(moved(plan, key, value), (BASE,))) for value in (now, (now + end) / 2, end)]
        largest = max(abs(profit) for profit in profits)
        assert profits[1] - profits[0] == pytest.approx(profits[2] - profits[1], abs=1e-9 * largest + 1e-9), key
        if slope is ZERO:
            assert profits[2] == pytest.approx(profits[0], abs=1e-9 * largest), key
        straight += slope is not ZERO
        assert profits[0] == _profit(result)
    assert straight >= 10


def _profit(result: Result) -> float:
    return float(result.line(PROFIT, BASE)[MONTH - 1])


@pytest.mark.parametrize(
    ("lever", "expected"),
    [
        ("business.fixed_costs", "minus 1"),
        ("business.tax_rate", "0"),
        ("affiliate.amazon.commission_rate", "sales (affiliate.amazon) × (1 − orders returned or reversed"),
        ("own_products.course.price", "orders (own_products.course) − orders (own_products.course) × sales refunded"),
    ],
)
def test_slopes_in_words(lever: str, expected: str) -> None:
    assert said(slopes(lever).of(PROFIT)).startswith(expected)


@pytest.mark.parametrize(
    "lever",
    [
        "sponsorships.cpm",  # no fee is below the floor
        "sponsorships.base_deals",  # no more deals than can be taken on
        "audience.for_you_views_per_video",  # followers gained come back in later months
        "audience.videos",  # a rhythm is reached, or not
        "business.loan_rate",  # interest on what was owed before
        "consulting.lessons.price_rise",  # prices of earlier years
        "live_gifts.gifting_rate",  # a bonus is paid from a bar on
        "creator_rewards.us_share",  # what is left for other countries is never less than nothing
    ],
)
def test_what_bends_or_comes_back_has_no_slope(lever: str) -> None:
    assert slopes(lever).of(PROFIT) is None


def test_an_input_of_one_month_leaves_earlier_months_alone() -> None:
    """Views of the month are straight in the month's reach; those who follow later are not part of it."""
    own = slopes("audience.reach_factor", towards="audience.followers")
    views = "(For You views (audience) + follower views (audience)) × videos a month (audience)"
    assert said(own.of("audience.views")) == views
    before = slopes("audience.reach_factor", towards="audience.followers_open")
    assert before.of("audience.followers_open") is ZERO
    every_month = slopes("audience.follow_rate", towards="audience.followers")
    assert every_month.of("audience.followers_gained") is None


def test_the_input_itself_and_what_it_does_not_touch() -> None:
    own = slopes("affiliate.amazon.commission_rate")
    assert own.of("affiliate.amazon.sales") is ZERO
    assert slopes("audience.videos", towards="audience.videos_made").of("audience.videos_made") is ONE
    with pytest.raises(KeyError):
        own.of("business.lowest_cash")


def test_long_slopes_are_taken_in_steps() -> None:
    """Each is short, and uses only steps before it."""
    longest = 0
    for key in numbers(computed("full").plan):
        own = slopes(key)
        slope = own.of(PROFIT)
        if slope is None:
            continue
        steps = own.needed(slope)
        known: set[str] = set()
        for step in steps:
            assert size(step.slope) <= LONGEST + 2
            needed = {each.ref.key for each in own.needed(step.slope)}
            assert needed <= known, step.line.key
            known.add(step.ref.key)
        longest = max(longest, len(steps))
    assert longest >= 5


def test_every_number_is_either_straight_or_known_to_bend() -> None:
    """Of the numbers that have no slope, most do bend somewhere in their usual range: few are given up for nothing."""
    plan = computed("full").plan
    given_up = []
    for key in numbers(plan):
        own = slopes(key)
        if own.of(PROFIT) is not None:
            continue
        declared = plan.inputs()[key]
        assert isinstance(declared, Assume)
        points = np.linspace(declared.low, declared.high, 5)
        profits = [_profit(run(moved(plan, key, float(point)), (BASE,))) for point in points]
        bends = np.abs(np.diff(profits, 2)).max()
        given_up.append((key, bends > 1e-6))
    assert sum(bent for _key, bent in given_up) >= 15
