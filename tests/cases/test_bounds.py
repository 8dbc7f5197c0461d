"""Growth stays believable: on usual figures, and wherever inside the usual ranges an account lies."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest

from revenue_planner.engine.functions import Array
from revenue_planner.engine.inputs import scenario_inputs
from revenue_planner.engine.program import program_of
from revenue_planner.language.inputs import Assume
from revenue_planner.language.sizes import SIZES, size_of
from revenue_planner.plan.reading.plan import parse_plan
from revenue_planner.plan.values import BASE, Plan

DRAWS = 2_000
FOLLOWERS = "audience.followers"


@dataclass(frozen=True)
class Account:
    """A usual account: views a month for each follower, and videos a month.

    Half of comparable accounts have more, by likes of 4,861 accounts and views of 195 (see `streams/measured.py`).
    """

    followers: int
    views_per_follower: float
    videos: int

    def plan(self) -> Plan:
        """Five years of it, on usual figures alone."""
        return parse_plan(
            f"""
            [plan]
            start = "2027-01"
            months = 60
            [audience]
            followers_today = {self.followers}
            [audience.measured]
            days = 30.4375
            views = {self.followers * self.views_per_follower}
            videos = {self.videos}
            [creator_rewards]
            """
        )


ACCOUNTS = (
    Account(4_000, 10, 6),
    Account(22_000, 9, 8),
    Account(110_000, 8.5, 12),
    Account(500_000, 8.5, 16),
    Account(2_000_000, 8.5, 18),
)


@pytest.fixture(params=ACCOUNTS, ids=lambda account: f"{account.followers} followers")
def usual(request: pytest.FixtureRequest) -> Account:
    account = request.param
    assert isinstance(account, Account)
    return account


def followers(plan: Plan, inputs: dict[str, Array], columns: int) -> Array:
    """At the end of each month, in multiples of today's."""
    found = program_of(plan.structure, (FOLLOWERS,)).run(inputs, columns)[FOLLOWERS]
    return np.asarray(found / inputs["audience.followers_today"])


def test_there_is_an_account_of_each_size() -> None:
    assert [size_of(account.followers) for account in ACCOUNTS] == list(range(len(SIZES)))


def test_a_usual_account_grows_as_accounts_usually_do(usual: Account) -> None:
    plan = usual.plan()
    grown = followers(plan, dict(scenario_inputs(plan, (BASE,))), 1)[:, 0]
    assert 1.05 < grown[11] < 1.60
    assert grown[59] < 8
    # It grows on, and ever more slowly.
    monthly = grown[1:] / grown[:-1]
    assert monthly.min() > 1
    assert (np.diff(monthly) < 0).all()


def test_no_account_within_the_usual_ranges_explodes_or_dies(usual: Account) -> None:
    plan, rng = usual.plan(), np.random.default_rng(7)
    inputs, drawn = dict(scenario_inputs(plan, (BASE,))), []
    for key, declared in plan.inputs().items():
        if not key.startswith("audience.") or not isinstance(declared, Assume) or declared.nature == "fact":
            continue
        if declared.low < declared.high:
            inputs[key] = rng.uniform(declared.low, declared.high, (1, DRAWS))
            drawn.append(key)
    assert {"audience.videos", "audience.measured.follow_rate", "audience.completion_planned"} < set(drawn)
    last = followers(plan, inputs, DRAWS)[59]
    assert last.min() > 0.3
    assert last.max() < 30
    # They differ: some shrink or hardly grow, others grow several times.
    assert np.percentile(last, 95) > 3 * np.percentile(last, 5)
