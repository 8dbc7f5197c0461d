"""Luck in the inputs: each swing and event alone, as often as the plan says."""

from __future__ import annotations

import numpy as np
import pytest

from revenue_planner.analysis.simulation.draws.draw import Draws
from revenue_planner.engine.functions import Array
from tests.analysis.simulation.luckless import NO_LUCK, plan_with, with_value

TRIALS, MONTHS = 20_000, 6
REACH, OFFERS = "audience.reach_factor", "sponsorships.base_deals"
DEALS = """\
[sponsorships]
base_deals = { default = 2, "2027-04" = 0.5 }
[[sponsorships.signed]]
name = "maybe"
month = "2027-02"
probability = 0.3
[[sponsorships.signed]]
name = "sure"
month = "2027-02"
probability = 1.0
"""


def drawn(**settings: float) -> dict[str, Array]:
    """The inputs of a plan in which only this kind of luck is left."""
    kept = [line for line in NO_LUCK.splitlines() if line.partition(" ")[0] not in settings]
    luck = "\n".join([*kept, *(f"{name} = {value}" for name, value in settings.items() if name != "violation_risk")])
    plan = plan_with(luck=luck, streams=DEALS, audience='reach_factor = { default = 1, "2027-03" = 0.5 }')
    if "violation_risk" in settings:
        plan = with_value(plan, "audience.violation_risk", settings["violation_risk"])
    return Draws(plan, ("base",), 1).inputs(0, TRIALS)["base"]


def often(found: Array, chance: float) -> None:
    """Whether flags are raised in a share `chance` of trials, in every month."""
    shares = found.mean(axis=-1)
    assert np.abs(shares - chance).max() < 4 * np.sqrt(chance * (1 - chance) / TRIALS)


def own_reach() -> Array:
    return np.array([[1, 1, 0.5, 1, 1, 1]]).T


def test_viral_months() -> None:
    inputs = drawn(viral_chance=0.1, viral_multiple=3)
    factors = inputs[REACH] / own_reach()
    assert set(np.unique(factors)) == {1, 3}
    often(factors == 3, 0.1)
    assert inputs[OFFERS].shape == (MONTHS, 1)


@pytest.mark.parametrize("months", [1, 4])
def test_violations_are_events_in_place_of_their_average(months: int) -> None:
    inputs = drawn(violation_risk=0.08, violation_months=months)
    factors = inputs[REACH] / own_reach()
    assert set(np.unique(factors)) == {0.5, 1}
    often(factors == 0.5, 0.08)
    assert inputs["audience.violation_risk"].tolist() == [[0]]


def test_views_swing() -> None:
    logs = np.log(drawn(views_volatility=0.4, views_persistence=0.5)[REACH] / own_reach())
    assert np.abs(logs.std(axis=1) - 0.4).max() < 4 * 0.4 / np.sqrt(2 * TRIALS)
    assert np.abs(np.exp(logs).mean(axis=1) - 1).max() < 4 * 0.42 / np.sqrt(TRIALS)
    assert np.corrcoef(logs[0], logs[1])[0, 1] == pytest.approx(0.5, abs=4 * 0.75 / np.sqrt(TRIALS))


def test_deals_swing_apart_from_views_and_signed_ones_stay() -> None:
    inputs = drawn(deals_volatility=0.5, deals_persistence=0.2, views_volatility=0.3)
    offers = inputs[OFFERS] / np.array([[2, 2, 2, 0.5, 2, 2]]).T
    assert np.abs(offers.mean(axis=1) - 1).max() < 4 * 0.55 / np.sqrt(TRIALS)
    together = np.corrcoef(np.log(offers[0]), np.log(inputs[REACH][0]))[0, 1]
    assert abs(together) < 4 / np.sqrt(TRIALS)
    assert inputs["sponsorships.factor"].tolist() == [[1]]


def test_sponsors_cancel() -> None:
    inputs = drawn(cancel_chance=0.2, cancel_share=0.25)
    assert set(np.unique(inputs[OFFERS][0])) == {1.5, 2}
    assert set(np.unique(inputs[OFFERS][3])) == {0.375, 0.5}
    often(inputs[OFFERS][[0, 1, 2, 4, 5]] == 1.5, 0.2)


def test_streams_stop_for_good_each_as_a_whole() -> None:
    inputs = drawn(stop_chance=0.03)
    affiliate, deals = inputs["affiliate.amazon.factor"], inputs["sponsorships.factor"]
    assert inputs["affiliate.shein.factor"].tolist() == affiliate.tolist()
    assert (np.diff(affiliate, axis=0) <= 0).all()
    for month in range(MONTHS):
        often(affiliate[month] == 1, 0.97 ** (month + 1))
    both = np.corrcoef(affiliate[-1], deals[-1])[0, 1]
    assert abs(both) < 4 / np.sqrt(TRIALS)


def test_signed_deals_happen_or_do_not() -> None:
    inputs = drawn()
    maybe = inputs["sponsorships.signed.maybe.probability"]
    assert set(np.unique(maybe)) == {0, 1}
    often(maybe, 0.3)
    assert inputs["sponsorships.signed.sure.probability"].tolist() == [[1]]


def test_all_kinds_of_luck_multiply() -> None:
    # Each kind has draws of its own, so together they are the product of each alone.
    kinds: list[dict[str, float]] = [
        {"views_volatility": 0.3},
        {"viral_chance": 0.05},
        {"violation_risk": 0.1},
    ]
    together = drawn(**{name: value for kind in kinds for name, value in kind.items()})[REACH]
    product = own_reach() * np.prod([drawn(**kind)[REACH] / own_reach() for kind in kinds], axis=0)
    np.testing.assert_allclose(together, product)


def test_rules_of_luck_may_themselves_be_drawn() -> None:
    plan = plan_with(
        "[risk.inputs]\nrisk.viral_chance = { p10 = 0.1, p90 = 0.9 }\nrisk.viral_multiple = { p10 = 2, p90 = 4 }"
    )
    inputs = Draws(plan, ("base",), 1).inputs(0, TRIALS)["base"]
    chance, multiple, reach = (inputs[key][0] for key in ("risk.viral_chance", "risk.viral_multiple", REACH))
    assert set(np.unique(np.where(reach == 1, 0, reach - multiple))) == {0}
    for low in (0.0, 0.5):
        among = (chance >= low) & (chance < low + 0.5)
        assert (reach[among] > 1).mean() == pytest.approx(chance[among].mean(), abs=4 * 0.5 / np.sqrt(among.sum()))
