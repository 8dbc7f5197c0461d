"""Bridges worked by hand, and the property that they always add up."""

from __future__ import annotations

import random
from itertools import product

import pytest

from revenue_planner.analysis.comparison.compare import compare_sides
from revenue_planner.analysis.comparison.result import INTERACTION, Bridge, Pair, Side, by_effect
from tests.support.cases import exactly
from tests.support.pairs import pair_of, plain, random_sides, side

#: Half a cent.
CENT = 0.005

# Six months; 10 videos x 10,000 views = 100,000 views, half of them qualify: 50,000 / 1,000 x 1.00 = 50 a month.
A = "[creator_rewards]"

# 12 videos: 120,000 views -> 60 a month; pay of 1.50 instead of 1.00; fixed costs of 10 a month.
B = """
[audience]
videos = 12
[creator_rewards]
us_rpm = 1.5
[business]
fixed_costs = 10
"""


def effects(bridge: Bridge) -> dict[str, float]:
    return {step.key: step.effect for step in bridge.steps}


def test_one_input_at_a_time_and_what_they_do_together() -> None:
    bridge = pair_of(plain(A), plain(B)).by_input
    assert bridge.start == exactly(300)  # 6 x 50
    assert bridge.end == exactly(480)  # 6 x (120,000 / 2 / 1,000 x 1.50 - 10)
    assert effects(bridge) == {
        "creator_rewards.us_rpm": exactly(150),  # 6 x 50 x 0.50
        "audience.videos": exactly(60),  # 6 x 10
        "business.fixed_costs": exactly(-60),  # 6 x -10
        INTERACTION: exactly(30),  # 6 x 10 x 0.50: the added views earn the added pay
    }


def test_the_largest_effect_comes_first_and_the_interaction_last() -> None:
    steps = pair_of(plain(A), plain(B)).by_input.steps
    assert [step.key for step in steps] == [
        "creator_rewards.us_rpm", "audience.videos", "business.fixed_costs", INTERACTION,
    ]  # fmt: skip
    assert steps[-1].label == "Interaction of inputs"


def test_by_stream_each_line_of_the_take_home_counts_with_its_sign() -> None:
    bridge = pair_of(plain(A), plain(B)).by_stream
    assert (bridge.start, bridge.end) == (exactly(300), exactly(480))
    assert {step.label: (step.a, step.b, step.effect) for step in bridge.steps} == {
        "Creator rewards": (exactly(300), exactly(540), exactly(240)),
        "Running costs": (exactly(0), exactly(60), exactly(-60)),
        "Loan interest": (0, 0, 0),
        "Tax set aside": (0, 0, 0),
        "Tax withheld": (0, 0, 0),
    }


def test_tax_counts_against_and_may_come_back() -> None:
    # A quarter of a profit of 300 is set aside in A, nothing in B.
    taxed = plain("[creator_rewards]\n[business]\ntax_rate = 0.25")
    bridge = pair_of(taxed, plain(A)).by_stream
    assert (bridge.start, bridge.end) == (exactly(225), exactly(300))
    assert effects(bridge)["business.tax_set_aside"] == exactly(75)


def test_backwards_the_exact_bridge_is_the_same_with_other_signs() -> None:
    there, back = pair_of(plain(A), plain(B)).by_stream, pair_of(plain(B), plain(A)).by_stream
    assert [step.effect for step in back.steps] == [exactly(-step.effect) for step in there.steps]


def test_a_part_that_only_b_has_is_one_step() -> None:
    # A signed deal of 400 with a chance of 50 %; and sponsorships as such, since A has none.
    deal = """
    [sponsorships]
    [[sponsorships.signed]]
    name = "glow"
    month = "2027-02"
    amount = 400
    probability = 0.5
    videos = 0
    """
    pair = pair_of(plain(A), plain(A + deal))
    assert pair.by_input.start == exactly(300)
    assert pair.by_input.end == exactly(500)
    assert [(step.label, step.effect) for step in pair.by_input.steps] == [
        ("Sponsorships added", exactly(200)),
        ("Interaction of inputs", exactly(0)),
    ]
    assert effects(pair.by_stream)["by_stream.sponsorships.contribution"] == exactly(200)


def test_a_child_that_only_a_has_is_one_step() -> None:
    costs = '[business]\n[[business.one_off]]\nname = "camera"\nlabel = "Camera"\nmonth = "2027-03"\namount = 120'
    pair = pair_of(plain(f"{A}\n{costs}"), plain(A))
    assert [(step.label, step.effect) for step in pair.by_input.steps] == [
        ("One-off cost: Camera left out", exactly(120)),
        ("Interaction of inputs", exactly(0)),
    ]


def test_the_same_plan_has_nothing_to_explain() -> None:
    pair = pair_of(plain(A), plain(A))
    assert pair.inputs == ()
    assert [step.effect for step in pair.by_input.steps] == [0.0]
    assert all(step.effect == 0 for step in pair.by_stream.steps)


def test_another_first_month_is_one_step() -> None:
    # January counts half, all other months whole. A begins in January: 5.5 x 50; B in February: 6 x 50.
    season = "[creator_rewards]\nseason_rpm = [0.5, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]"
    later = '[plan]\nstart = "2027-02"\n[business]\nloan_start = "2027-02"'  # in its month 1, as A's
    a, b = plain(season), plain(f"{season}\n{later}")
    pair = pair_of(a, b)
    assert (pair.by_input.start, pair.by_input.end) == (exactly(275), exactly(300))
    assert [(step.label, step.effect) for step in pair.by_input.steps] == [
        ("Plan: First month", exactly(25)),
        ("Interaction of inputs", exactly(0)),
    ]


# 300 pairs: 12 of 25 combinations of plans each, since building a model takes longer than running it.
COMBINATIONS = [(seed, 100 + other) for seed, other in product(range(5), repeat=2)]
SAMPLES = 12


def scenarios(sides: tuple[Side, Side], count: int, seed: int) -> list[tuple[Side, Side]]:
    """The two plans in several of their scenarios, either way round."""
    rng = random.Random(seed)
    found = []
    for _ in range(count):
        one, two = (side(each.plan, each.letter, rng.choice(each.plan.scenarios).name) for each in sides)
        found.append((one, two) if rng.random() < 0.5 else (two, one))
    return found


@pytest.mark.parametrize(("seed", "other"), COMBINATIONS)
def test_bridges_add_up_for_any_pair_of_plans(seed: int, other: int) -> None:
    sides = random_sides(seed, other, same_start=bool(seed % 2))
    for pair in (compare_sides(each).pairs[0] for each in scenarios(sides, SAMPLES, seed * 1000 + other)):
        _adds_up(pair)


def _adds_up(pair: Pair) -> None:
    for bridge in (pair.by_stream, pair.by_input):
        assert abs(bridge.start + sum(step.effect for step in bridge.steps) - bridge.end) < CENT
    keys = [step.key for step in pair.by_input.steps]
    assert keys == [*(each.key for each in by_effect(pair.inputs)), INTERACTION]
    sizes = [abs(round(step.effect, 6)) for step in pair.by_input.steps[:-1]]
    assert sizes == sorted(sizes, reverse=True)
