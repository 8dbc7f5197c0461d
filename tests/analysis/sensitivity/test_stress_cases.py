"""Each stress case is what a plan comes to with that stress line written in."""

from __future__ import annotations

import tomllib

import pytest
import tomlkit

from revenue_planner.analysis.sensitivity.stress_cases import ANSWERS, stress_cases
from revenue_planner.engine.run import run
from revenue_planner.ground.errors import UsageError
from revenue_planner.plan.reading.plan import parse_plan
from revenue_planner.plan.templates import template_text
from revenue_planner.plan.values import BASE, Plan
from tests.support.pairs import plain
from tests.support.random_plans import random_plan


def with_line(text: str, line: str) -> Plan:
    """The plan with one more stress line."""
    data = tomllib.loads(text)
    data["plan"].setdefault("stress", []).append(line)
    return parse_plan(tomlkit.dumps(data))


def assert_as_written(text: str, scenario: str) -> None:
    plan = parse_plan(text)
    cases = stress_cases(plan, scenario)
    assert cases[0].label == "As planned"
    assert not cases[0].line
    for case in cases:
        result = run(with_line(text, case.line) if case.line else plan)
        assert case.answers.keys() == {name for name in ANSWERS if name in result.model.answers}
        for name, value in case.answers.items():
            written = result.figure(result.model.answers[name].key, scenario)
            assert value == pytest.approx(written, rel=1e-12, nan_ok=True), (case.line, name)


@pytest.mark.parametrize(("name", "scenario"), [("full", BASE), ("full", "cautious"), ("beauty", "ambitious")])
def test_a_plan_with_the_line_written_in_comes_to_the_same(name: str, scenario: str) -> None:
    assert_as_written(template_text(name), scenario)


@pytest.mark.parametrize("seed", range(20))
def test_random_plans_of_any_length_and_with_stress_of_their_own(seed: int) -> None:
    text = random_plan(seed)
    assert_as_written(text, parse_plan(text).scenarios[-1].name)


def test_each_stream_stops_and_reach_halves() -> None:
    plan = parse_plan(template_text("full"))
    lines = [case.line for case in stress_cases(plan)]
    assert lines == ["", *(f"{name} stops in month 7" for name in plan.structure.groups),
                     "reach halves from month 7 for 3 months"]  # fmt: skip
    labels = [case.label for case in stress_cases(plan)]
    assert labels[-2:] == ["TikTok Shop: stops in month 7", "Reach: halves from month 7 for 3 months"]


def test_a_stream_that_stops_earns_no_more() -> None:
    text = "[plan]\nmonths = 12\n[[affiliate]]\nname = 'a'\nlink_share = 1\n[audience]\nfollow_rate = 0\n"
    planned, stopped, halved = stress_cases(plain(text))
    earned = planned.answers["earned_total"]
    assert earned > 0
    assert stopped.answers["earned_total"] == pytest.approx(earned / 2)  # 6 of 12 equal months
    assert halved.answers["earned_total"] == pytest.approx(earned * 10.5 / 12)


@pytest.mark.parametrize(
    ("months", "lines"),
    [
        (1, ["affiliate stops in month 1", "reach halves from month 1 for 1 month"]),
        (4, ["affiliate stops in month 3", "reach halves from month 3 for 2 months"]),
        (7, ["affiliate stops in month 7", "reach halves from month 7 for 1 month"]),
        (9, ["affiliate stops in month 7", "reach halves from month 7 for 3 months"]),
    ],
)
def test_short_plans(months: int, lines: list[str]) -> None:
    cases = stress_cases(plain(f"[plan]\nmonths = {months}\n[[affiliate]]\nname = 'a'\n"))
    assert [case.line for case in cases[1:]] == lines
    assert ("take_home_12m" in cases[0].answers) == (months >= 12)


def test_a_stream_that_is_off_cannot_stop() -> None:
    plan = plain('[[affiliate]]\nname = "a"\n[live_gifts]\n[scenarios.s]\nlive_gifts.on = "off"\n')
    assert "live_gifts stops in month 4" in [case.line for case in stress_cases(plan)]
    assert "live_gifts stops in month 4" not in [case.line for case in stress_cases(plan, "s")]


def test_unknown_scenario() -> None:
    with pytest.raises(UsageError, match="there is no scenario"):
        stress_cases(plain("[[affiliate]]\nname = 'a'\n"), "cautious")
