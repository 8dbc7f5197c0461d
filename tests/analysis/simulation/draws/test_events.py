"""Luck in the inputs: each swing and event alone, as often as the plan says."""

from __future__ import annotations

import numpy as np
import pytest

from revenue_planner.analysis.simulation.draws.draw import Draws
from revenue_planner.engine.functions import Array
from revenue_planner.engine.program import program_of
from revenue_planner.plan.values import Plan
from revenue_planner.streams.sponsorships import Sponsorships
from tests.analysis.simulation.luckless import NO_LUCK, plan_with
from tests.support.blocks import run_all

TRIALS, MONTHS = 20_000, 6
REACH, OFFERS = "audience.reach_factor", "sponsorships.offers_factor"
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


def plan_of(**settings: float) -> Plan:
    """A plan in which only this kind of luck is left, and that deals are whole."""
    kept = [line for line in NO_LUCK.splitlines() if line.partition(" ")[0] not in settings]
    luck = "\n".join([*kept, *(f"{name} = {value}" for name, value in settings.items())])
    return plan_with(luck=luck, streams=DEALS, audience='reach_factor = { default = 1, "2027-03" = 0.5 }')


def drawn(**settings: float) -> dict[str, Array]:
    return Draws(plan_of(**settings), ("base",), 1).inputs(0, TRIALS)["base"]


def often(found: Array, chance: float) -> None:
    """Whether flags are raised in a share `chance` of trials, in every month."""
    shares = found.mean(axis=-1)
    assert np.abs(shares - chance).max() < 4 * np.sqrt(chance * (1 - chance) / TRIALS)


def own_reach() -> Array:
    return np.array([[1, 1, 0.5, 1, 1, 1]]).T


@pytest.mark.parametrize("months", [1, 4])
def test_reach_is_limited_in_spells(months: int) -> None:
    factors = drawn(limited_chance=0.08, limited_months=months)[REACH] / own_reach()
    assert set(np.unique(factors)) == {0.5, 1}
    often(factors == 0.5, 0.08)


def test_a_month_swings_the_more_the_fewer_videos_it_has() -> None:
    """16 videos in 28 days are 17.39 a month: 0.1² + 1.7 (exp(1²) - 1) / 17.39 = 0.178."""
    wanted = np.sqrt(0.1**2 + 1.7 * np.expm1(1.0) / (16 * 30.4375 / 28))
    factors = drawn(common_swing=0.1, video_spread=1)[REACH] / own_reach()
    logs = np.log(factors)
    assert np.abs(logs.std(axis=1) - wanted).max() < 4 * wanted / np.sqrt(2 * TRIALS)
    # As much is won as lost, and a month says nothing of the next.
    assert np.abs(factors.mean(axis=1) - 1).max() < 4 * np.sqrt(np.expm1(wanted**2) / TRIALS)
    assert abs(np.corrcoef(logs[0], logs[1])[0, 1]) < 4 / np.sqrt(TRIALS)


def test_the_level_wanders_and_half_of_all_trials_are_above_the_plan() -> None:
    logs = np.log(drawn(level_walk=0.2)[REACH] / own_reach())
    steps = 0.2 * np.sqrt(np.arange(1, MONTHS + 1))
    assert (np.abs(logs.std(axis=1) - steps) < 4 * steps / np.sqrt(2 * TRIALS)).all()
    assert np.abs((logs > 0).mean(axis=1) - 0.5).max() < 4 * 0.5 / np.sqrt(TRIALS)


def deals_of(inputs: dict[str, Array]) -> tuple[Array, Array]:
    """New deals, and those that were on offer before luck struck them; both (months, trials)."""
    key = Sponsorships.key(Sponsorships.deals_offered)
    program = program_of(plan_of().structure, (key,))
    with_luck = run_all(program, inputs, TRIALS)[key]
    without = run_all(program, {**inputs, OFFERS: np.ones((1, 1))}, TRIALS)[key]
    return with_luck, without


def test_deals_are_whole_and_as_many_as_are_offered_on_average() -> None:
    inputs = drawn(common_swing=0.3)
    deals, offered = deals_of(inputs)
    assert np.abs(deals - np.rint(deals)).max() < 1e-9
    # What is on offer follows the luck of reach, and what comes follows what is on offer.
    assert offered[0].std() > 0.1
    assert np.abs((deals - offered).mean(axis=1)).max() < 4 * np.sqrt(offered.max() / TRIALS)
    assert ((deals - offered) ** 2).mean() == pytest.approx(offered.mean(), rel=0.05)
    assert abs(np.corrcoef(deals[0], deals[1])[0, 1]) < 4 / np.sqrt(TRIALS) + 0.02
    assert inputs["sponsorships.factor"].tolist() == [[1]]


def test_offers_swing_besides() -> None:
    deals, offered = deals_of(drawn(deals_volatility=0.5))
    assert offered[0].std() < 1e-9
    wanted = offered[:, 0] + offered[:, 0] ** 2 * np.expm1(0.5**2)
    assert deals.var(axis=1) == pytest.approx(wanted, rel=0.1)
    assert deals.mean(axis=1) == pytest.approx(offered[:, 0], rel=0.03)


def test_of_no_offers_none_come() -> None:
    plan = plan_with(streams="[sponsorships]\nbase_deals = 0")
    assert Draws(plan, ("base",), 1).inputs(0, 50)["base"][OFFERS].tolist() == [[1] * 50] * MONTHS


def test_sponsors_cancel_whole_deals() -> None:
    deals, _ = deals_of(drawn())
    left, _ = deals_of(drawn(cancel_chance=0.2, cancel_share=0.25))
    cancelled = deals > left
    often(cancelled[0][deals[0] > 0][None], 0.2)
    np.testing.assert_allclose((deals - left)[cancelled], np.ceil(0.25 * deals[cancelled]), atol=1e-9)


def test_some_deals_are_never_paid() -> None:
    deals, offered = deals_of(drawn(unpaid_chance=0.3))
    assert np.abs(deals - np.rint(deals)).max() < 1e-9
    assert deals.mean(axis=1) == pytest.approx(0.7 * offered.mean(axis=1), abs=4 * np.sqrt(2 / TRIALS))
    signed = drawn(unpaid_chance=0.3)
    often(signed["sponsorships.signed.sure.probability"], 0.7)
    often(signed["sponsorships.signed.maybe.probability"], 0.3 * 0.7)


def test_sales_of_the_shop_swing_each_side_on_its_own() -> None:
    streams = "[tiktok_shop.creator]\n[tiktok_shop.seller]"
    plan = plan_with(luck=NO_LUCK.replace("shop_volatility = 0", "shop_volatility = 0.4"), streams=streams)
    inputs = Draws(plan, ("base",), 1).inputs(0, TRIALS)["base"]
    creator, seller = (np.log(inputs[f"tiktok_shop.{side}.sales_factor"]) for side in ("creator", "seller"))
    for logs in (creator, seller):
        assert np.abs(logs.std(axis=1) - 0.4).max() < 4 * 0.4 / np.sqrt(2 * TRIALS)
        assert np.abs(np.exp(logs).mean(axis=1) - 1).max() < 4 * np.sqrt(np.expm1(0.16) / TRIALS)
    assert abs(np.corrcoef(creator[0], seller[0])[0, 1]) < 4 / np.sqrt(TRIALS)


def test_gifts_swing_the_less_the_more_sessions_there_are() -> None:
    streams = '[live_gifts]\nsessions = { default = 4, "2027-03" = 16 }'
    plan = plan_with(luck=NO_LUCK.replace("live_spread = 0", "live_spread = 1"), streams=streams)
    logs = np.log(Draws(plan, ("base",), 1).inputs(0, TRIALS)["base"]["live_gifts.session_factor"])
    wanted = np.sqrt(np.log1p(np.expm1(1) / np.array([4, 4, 16, 4, 4, 4])))
    assert (np.abs(logs.std(axis=1) - wanted) < 4 * wanted / np.sqrt(2 * TRIALS)).all()


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
        {"common_swing": 0.3},
        {"level_walk": 0.1},
        {"limited_chance": 0.1},
        {"ban_chance": 0.02},
    ]
    together = drawn(**{name: value for kind in kinds for name, value in kind.items()})[REACH]
    product = own_reach() * np.prod([drawn(**kind)[REACH] / own_reach() for kind in kinds], axis=0)
    np.testing.assert_allclose(together, product)


def test_with_the_account_all_reach_is_lost_and_all_that_the_platform_pays() -> None:
    inputs = drawn(ban_chance=0.05)
    gone = inputs[REACH] == 0
    assert (np.diff(gone.astype(int), axis=0) >= 0).all()
    for month in range(MONTHS):
        often(gone[month], 1 - 0.95 ** (month + 1))
    np.testing.assert_array_equal(inputs["sponsorships.factor"] == 0, gone)
    assert inputs["affiliate.amazon.factor"].tolist() == [[1]]


def test_rules_of_luck_may_themselves_be_drawn() -> None:
    plan = plan_with(
        "[risk.inputs]\nrisk.limited_chance = { p10 = 0.1, p90 = 0.9 }\nrisk.limited_loss = { p10 = 0.2, p90 = 0.4 }",
        luck=NO_LUCK.replace("limited_chance = 0", "limited_chance = 0.5\nlimited_loss = 0.3\nlimited_months = 1"),
    )
    inputs = Draws(plan, ("base",), 1).inputs(0, TRIALS)["base"]
    chance, loss, reach = (inputs[key][0] for key in ("risk.limited_chance", "risk.limited_loss", REACH))
    assert np.abs(np.where(reach == 1, 0, 1 - reach - loss)).max() < 1e-12
    for low in (0.0, 0.5):
        among = (chance >= low) & (chance < low + 0.5)
        assert (reach[among] < 1).mean() == pytest.approx(chance[among].mean(), abs=4 * 0.5 / np.sqrt(among.sum()))
