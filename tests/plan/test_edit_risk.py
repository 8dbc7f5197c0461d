"""Editing the inputs of [risk]: what stands beside them stays as it is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from revenue_planner.plan.editing.edit import updated
from revenue_planner.plan.reading.plan import parse_plan
from revenue_planner.plan.risk import RiskSettings
from revenue_planner.plan.values import BASE
from tests.support.editing import differing, edited, small
from tests.support.plans import EVERYTHING

TABLE = ["+ [risk]", "+ own_spread = 0.3", "+ viral_chance = 0.07", "+ "]
KEYS = ["+ own_spread = 0.3", "+ viral_chance = 0.07"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (small(), TABLE),
        (small("[risk.inputs]", 'audience.like_rate = "fixed"'), TABLE),
        (small("[[risk.correlations]]", 'between = ["audience.like_rate", "audience.save_rate"]', "value = 1"), TABLE),
        (small("[risk]", 'inputs = { audience = { like_rate = "fixed" } }'), KEYS),
        ("risk.seed = 3\n" + small(), ["+ risk.own_spread = 0.3", "+ risk.viral_chance = 0.07"]),
        (EVERYTHING, KEYS),
    ],
)
def test_inputs_are_written_beside_the_settings(text: str, expected: list[str]) -> None:
    new = edited(text, (BASE, "risk.viral_chance", 0.07), (BASE, "risk.own_spread", 0.3))
    assert differing(text, new) == expected
    assert parse_plan(new).risk == parse_plan(text).risk


def test_inputs_of_a_scenario() -> None:
    new = edited(EVERYTHING, ("cautious", "risk.viral_chance", 0.01), ("ambitious", "risk.stop_chance", 0.0))
    assert differing(EVERYTHING, new) == [
        "- risk.viral_chance = 0",
        "+ risk.viral_chance = 0.01",
        "+ risk.stop_chance = 0",
    ]


def test_other_settings_are_not_carried_over() -> None:
    plan = parse_plan(EVERYTHING)
    assert updated(EVERYTHING, plan, replace(plan, risk=RiskSettings(seed=99))) == EVERYTHING
