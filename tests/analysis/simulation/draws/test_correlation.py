"""Correlations asked for are those that the draws have."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from scipy import stats
from scipy.special import ndtri

from revenue_planner.analysis.simulation.draws.correlation import cholesky
from revenue_planner.analysis.simulation.draws.draw import Draws
from revenue_planner.ground.errors import PlanError
from revenue_planner.language.inputs import REACH, Assume
from revenue_planner.plan.values import Plan
from tests.analysis.simulation.luckless import NO_LUCK, plan_with

TRIALS = 40_000
FOLLOW, FEED, REWATCH = "audience.measured.follow_rate", "audience.views_carried_on", "audience.extra_video_views"
AMAZON, SHEIN = "affiliate.amazon.conversion", "affiliate.shein.conversion"


def correlations(plan: Plan, *keys: str, scenario: str = "base") -> tuple[np.ndarray, np.ndarray]:
    """Of the normal scores of some inputs, and Spearman's."""
    names = tuple(each.name for each in plan.scenarios)
    inputs = Draws(plan, names, 1).inputs(0, TRIALS)[scenario]
    ranks = np.array([stats.rankdata(inputs[key][0]) for key in keys])
    return np.corrcoef(ndtri((ranks - 0.5) / TRIALS)), np.corrcoef(ranks)


def agree(found: tuple[np.ndarray, np.ndarray], wanted: np.ndarray) -> None:
    scores, ranks = found
    error = (1 - wanted**2) / np.sqrt(TRIALS)
    assert (np.abs(scores - wanted) <= 4 * error + 1e-3).all(), scores
    spearman = 6 / np.pi * np.arcsin(wanted / 2)
    # Ranks vary a little more than normal scores do: by up to 12 % (Bonett and Wright: 1 + r² / 2).
    assert (np.abs(ranks - spearman) <= 4 * np.sqrt(1 + wanted**2 / 2) * error + 1e-3).all(), ranks


def listed(*pairs: tuple[str, str, float]) -> str:
    each = ", ".join(f'{{ between = ["{a}", "{b}"], value = {value} }}' for a, b, value in pairs)
    return f"correlations = [{each}]"


@pytest.mark.parametrize("share", [0.0, 0.5, 0.9])
def test_inputs_of_reach_move_together(share: float) -> None:
    plan = plan_with(draw="all", luck=f"{NO_LUCK}reach_correlation = {share}")
    wanted = np.full((4, 4), share)
    wanted[3, :] = wanted[:, 3] = 0
    np.fill_diagonal(wanted, 1)
    agree(correlations(plan, FOLLOW, FEED, REWATCH, AMAZON), wanted)


def test_every_input_of_reach_is_among_them() -> None:
    plan = plan_with(draw="all", luck=f"{NO_LUCK}reach_correlation = 0.99")
    reach = [key for key, each in plan.inputs().items() if isinstance(each, Assume) and each.moves_with == REACH]
    drawn = Draws(plan, ("base",), 1).drawn
    scores, _ = correlations(plan, *(key for key in reach if key in drawn))
    assert len(scores) == 4
    assert scores.min() > 0.98


def test_pairs_of_the_plan_have_correlations_of_their_own() -> None:
    pairs = ((FOLLOW, AMAZON, 0.4), (AMAZON, SHEIN, -0.6), (FEED, FOLLOW, 0.3))
    plan = plan_with(listed(*pairs), draw="all", luck=f"{NO_LUCK}reach_correlation = 0.5")
    keys = (FOLLOW, FEED, REWATCH, AMAZON, SHEIN)
    wanted = np.eye(5)
    for a, b in combinations((FOLLOW, FEED, REWATCH), 2):
        place = keys.index(a), keys.index(b)
        wanted[place] = wanted[place[::-1]] = 0.5
    for a, b, value in pairs:
        place = keys.index(a), keys.index(b)
        wanted[place] = wanted[place[::-1]] = value
    agree(correlations(plan, *keys), wanted)


@pytest.mark.parametrize("value", [1.0, -1.0])
def test_two_inputs_may_be_one(value: float) -> None:
    scores, ranks = correlations(plan_with(listed((AMAZON, SHEIN, value)), draw="all"), AMAZON, SHEIN)
    assert scores[0, 1] == pytest.approx(value, abs=1e-6)
    assert ranks[0, 1] == pytest.approx(value, abs=1e-6)


def test_a_scenario_may_have_another_correlation_of_reach() -> None:
    plan = plan_with(draw="all", scenarios="[scenarios.loose]\nrisk.reach_correlation = 0.2")
    agree(correlations(plan, FOLLOW, FEED), np.array([[1, 0.1], [0.1, 1]]))
    agree(correlations(plan, FOLLOW, FEED, scenario="loose"), np.array([[1, 0.2], [0.2, 1]]))


def test_draws_do_not_depend_on_which_others_of_reach_are_drawn() -> None:
    inputs = [
        Draws(plan_with(f'[risk.inputs]\n{key} = "fixed"', draw="all"), ("base",), 1).inputs(0, 50)["base"]
        for key in (REWATCH, "audience.size_effect")
    ]
    assert inputs[0][FOLLOW].tolist() == inputs[1][FOLLOW].tolist()


def test_correlations_that_contradict_each_other_are_refused() -> None:
    basket = "affiliate.amazon.basket"
    pairs = ((AMAZON, SHEIN, 0.9), (SHEIN, basket, 0.9), (AMAZON, basket, -0.9))
    with pytest.raises(PlanError) as raised:
        Draws(plan_with(listed(*pairs), draw="all"), ("base",), 1)
    (problem,) = raised.value.problems
    assert problem.key == "risk.correlations"
    for key in (AMAZON, SHEIN, basket, "(-0.9, line 49)"):
        assert key in problem.rule
    times = float(problem.hint.split("times ")[1].split()[0])
    assert times == pytest.approx(1 / 1.8, abs=0.01)
    Draws(plan_with(listed(*((a, b, value * times) for a, b, value in pairs)), draw="all"), ("base",), 1)


def test_a_pair_of_reach_may_contradict_the_others_of_reach() -> None:
    plan = plan_with(listed((FOLLOW, FEED, -0.9)), draw="all")
    with pytest.raises(PlanError, match=r"follow_rate and audience.views_carried_on|inputs that make your reach"):
        Draws(plan, ("base",), 1)
    # The two alone may well move against each other.
    inputs = f"[risk.inputs]\n{FOLLOW} = {{ }}\n{FEED} = {{ }}"
    Draws(plan_with(f"{listed((FOLLOW, FEED, -0.9))}\n{inputs}"), ("base",), 1)


def test_cholesky_of_matrices_with_and_without_full_rank() -> None:
    rng = np.random.default_rng(1)
    for rank in (2, 5):
        root = rng.normal(size=(5, rank))
        matrix = root @ root.T
        lower = cholesky(matrix)
        np.testing.assert_allclose(lower @ lower.T, matrix, atol=1e-9)
        assert (np.triu(lower, 1) == 0).all()
