"""Nothing changed, nothing moves: month 1 repeats what was measured, whatever else the plan says."""

from __future__ import annotations

import pytest
import tomlkit

from revenue_planner.engine.run import run
from revenue_planner.plan.reading.plan import parse_plan
from revenue_planner.plan.values import BASE
from tests.cases.identity import CHANGES, Account, account
from tests.support.cases import Case, exactly

SEEDS = [*range(30), *(pytest.param(seed, marks=pytest.mark.exhaustive) for seed in range(30, 300))]
ALONE = [*range(3), *(pytest.param(seed, marks=pytest.mark.exhaustive) for seed in range(3, 25))]


def moved(of: Account) -> dict[str, tuple[float, float]]:
    """What month 1 is and what was measured, of lines where the two are not the same."""
    plan = Case(run(parse_plan(tomlkit.dumps(of.plan))))
    found = {key: plan.line(key)[0] for key in of.expected}
    return {key: (found[key], value) for key, value in of.expected.items() if found[key] != exactly(value)}


@pytest.mark.parametrize("seed", ALONE)
def test_a_plan_that_says_nothing_more_repeats_what_was_measured(seed: int) -> None:
    assert moved(account(seed)) == {}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("seed", ALONE)
def test_each_figure_that_says_nothing_new_moves_nothing(change: str, seed: int) -> None:
    of = account(seed)
    CHANGES[change](of)
    assert moved(of) == {}


@pytest.mark.parametrize("seed", SEEDS)
def test_all_of_them_together_move_nothing(seed: int) -> None:
    of = account(seed)
    for change in CHANGES.values():
        change(of)
    assert moved(of) == {}


def test_something_that_is_planned_is_seen() -> None:
    """Else the tests above would prove nothing."""
    of = account(0)
    of.plan["audience"]["completion_planned"] = 0.36
    assert {"audience.views", "audience.videos_made"} & set(moved(of)) == {"audience.views"}
    assert len(moved(of)) > 5


def test_every_result_that_can_be_stated_is_stated_by_some_account() -> None:
    stated: set[str] = set()
    for seed in range(30):
        plan = parse_plan(tomlkit.dumps(account(seed).plan))
        stated |= {key for key in plan.inputs() if plan.said_by(key, BASE) == "measured"}
    assert {key for key, declared in plan.inputs().items() if declared.measured} == stated
