"""Every study of a plan in other money comes to what it says of the plan, times the factor."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import numpy as np
import pytest

from revenue_planner.analysis.comparison.compare import compare_sides
from revenue_planner.analysis.comparison.result import Side
from revenue_planner.analysis.goal.aim import goal_of_plan
from revenue_planner.analysis.goal.goal import seek
from revenue_planner.analysis.goal.result import GoalAnswer
from revenue_planner.analysis.sensitivity.one_at_a_time import sensitivity
from revenue_planner.analysis.simulation.simulate import simulate
from revenue_planner.plan.reading.plan import parse_plan
from revenue_planner.plan.templates import template_names, template_text
from revenue_planner.plan.values import Plan
from tests.support.money import FACTORS, in_other_money, lift_limits, power

EVERY = template_names()
#: A small plan and the largest.
SOME = ["starter"]


@cache
def plan_in(name: str, factor: float) -> Plan:
    return in_other_money(parse_plan(template_text(name), f"{name}.toml"), factor)


def simulations_agree(name: str, factor: float) -> None:
    small, large = (simulate(plan_in(name, each), trials=300, seed=7) for each in (1.0, factor))
    assert small.drawn == large.drawn
    for one, two in zip(small.scenarios, large.scenarios, strict=True):
        lines = [(key, one.months[key], two.months[key]) for key in one.months]
        lines += [(key, one.figures[key], two.figures[key]) for key in one.figures]
        for key, mine, theirs in lines:
            times = factor if key.startswith(("business.", "by_stream.")) else 1.0
            size = float(np.abs(mine.values).max(initial=0.0))
            assert theirs.values == pytest.approx(mine.values * times, rel=1e-9, abs=1e-9 * times * size), key
        assert one.goal == two.goal
        assert (one.cash_below_zero, one.beats_base) == (two.cash_below_zero, two.beats_base)


def goals_agree(name: str, factor: float) -> None:
    small, large = (seek(plan, goal_of_plan(plan), mix=False) for plan in (plan_in(name, 1.0), plan_in(name, factor)))
    assert small.reached == large.reached
    assert large.result == pytest.approx(small.result * factor, rel=1e-9)
    ours, theirs = _needed(small), _needed(large)
    assert ours.keys() == theirs.keys()
    for key, (needed, unit) in ours.items():
        if not power(unit):
            # Of the figures that do, those with the fewest digits are told: they reach the goal to a millionth.
            assert (theirs[key][0] is None) == (needed is None), key
            assert needed is None or theirs[key][0] == pytest.approx(needed, rel=1e-4), key


def _needed(answer: GoalAnswer) -> dict[str, tuple[float | None, str]]:
    return {need.key: (need.needed, need.unit) for need in answer.needs}


def comparisons_agree(name: str, factor: float) -> None:
    found = []
    for each in (1.0, factor):
        plan = plan_in(name, each)
        sides = tuple(
            Side(letter, scenario.title, plan.source, plan, scenario)
            for letter, scenario in zip("ABCD", plan.scenarios, strict=False)
        )
        found.append(compare_sides(sides))
    for one, two in zip(found[0].pairs, found[1].pairs, strict=True):
        size = max(abs(one.by_stream.start), abs(one.by_stream.end))
        for ours, theirs in ((one.by_stream, two.by_stream), (one.by_input, two.by_input)):
            effects = [step.effect * factor for step in ours.steps]
            assert [step.effect for step in theirs.steps] == pytest.approx(effects, rel=1e-9, abs=1e-9 * size * factor)
        assert [each.key for each in one.inputs] == [each.key for each in two.inputs]


def sensitivities_agree(name: str, factor: float) -> None:
    small, large = (sensitivity(plan_in(name, each)) for each in (1.0, factor))
    ours = {swing.key: swing.elasticity for swing in small.swings}
    theirs = {swing.key: swing.elasticity for swing in large.swings}
    assert ours.keys() == theirs.keys()
    for key, elasticity in ours.items():
        assert (elasticity is None) == (theirs[key] is None), key
        assert elasticity is None or theirs[key] == pytest.approx(elasticity, rel=1e-4, abs=1e-6), key


Study = Callable[[str, float], None]
STUDIES: tuple[Study, ...] = (simulations_agree, goals_agree, comparisons_agree, sensitivities_agree)
each_study = pytest.mark.parametrize("study", STUDIES, ids=lambda study: study.__name__)


@each_study
@pytest.mark.parametrize("name", SOME)
def test_a_study_in_other_money(name: str, study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    lift_limits(plan_in(name, 1.0).inputs(), monkeypatch)
    study(name, FACTORS[-1])


@pytest.mark.exhaustive
@each_study
@pytest.mark.parametrize("factor", FACTORS[1:])
@pytest.mark.parametrize("name", EVERY)
def test_every_study_in_other_money(name: str, factor: float, study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    lift_limits(plan_in(name, 1.0).inputs(), monkeypatch)
    study(name, factor)
