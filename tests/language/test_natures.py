"""What each number of the shipped streams is to its user, and what moves with what."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from revenue_planner.language import REACH
from revenue_planner.language.component import Component
from revenue_planner.language.inputs import Assume
from revenue_planner.plan.tables import child_families, plan_streams


def numbers(component: type[Component], key: str) -> Iterator[tuple[str, Assume]]:
    for name, declared in component.inputs().items():
        if isinstance(declared, Assume):
            yield f"{key}.{name}", declared
    for name, member in child_families(component).items():
        yield from numbers(member, f"{key}.{name}")


@pytest.fixture(scope="module")
def shipped() -> dict[str, Assume]:
    return {key: each for name, stream in plan_streams().items() for key, each in numbers(stream, name)}


def test_what_is_so_today_is_a_fact(shipped: dict[str, Assume]) -> None:
    """So it cannot be moved to reach a goal, and is not drawn."""
    told = ("opening_", "_bar", "_benchmark", "_weight", "payout_minimum", "tax_rate", "withholding_rate")
    kept = {key for key in shipped if any(word in key for word in told)}
    assert len(kept) > 30
    assert {shipped[key].nature for key in kept} == {"fact"}


def test_factors_by_month_are_neither_drawn_nor_moved(shipped: dict[str, Assume]) -> None:
    factors = [each for key, each in shipped.items() if key.endswith((".factor", ".reach_factor"))]
    assert len(factors) == 9
    assert {each.nature for each in factors} == {"fact"}


def test_rates_that_others_decide_are_estimates(shipped: dict[str, Assume]) -> None:
    """Whether people watch, follow, click and buy, and what advertisers pay."""
    told = ("conversion", "click_rate", "order_rate", "follow_rate", "close_rate", "gifting_rate", "_rpm", ".cpm")
    rates = [each for key, each in shipped.items() if any(word in key for word in told)]
    assert len(rates) > 15
    assert {each.nature for each in rates} == {"estimate"}


def test_what_makes_reach_is_drawn_together(shipped: dict[str, Assume]) -> None:
    reach = {key: each for key, each in shipped.items() if each.moves_with}
    assert {each.moves_with for each in reach.values()} == {REACH}
    assert {each.nature for each in reach.values()} == {"estimate"}
    assert {"audience.for_you_views_per_video", "audience.follow_rate", "live_gifts.discovery"} <= set(reach)
    assert all(key.startswith(("audience.", "live_gifts.", "tiktok_shop.")) for key in reach)


@pytest.mark.parametrize("whole", ["link clicks", "views by country"])
def test_shares_of_a_whole_have_room(whole: str, shipped: dict[str, Assume]) -> None:
    shares = [each for each in shipped.values() if each.whole_with == whole]
    assert len(shares) >= 3
    assert {(each.minimum, each.maximum) for each in shares} == {(0.0, 1.0)}
    assert sum(each.base for each in shares if each.base) <= 1


def test_estimates_have_a_range_to_be_drawn_from(shipped: dict[str, Assume]) -> None:
    narrow = [key for key, each in shipped.items() if each.nature == "estimate" and not each.low < each.high]
    assert narrow == []
