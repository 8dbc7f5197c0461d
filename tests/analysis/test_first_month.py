"""The first month is what the engine says that it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from revenue_planner.analysis.first_month import first_month
from revenue_planner.engine.run import run
from revenue_planner.plan.reading.plan import load_plan, parse_plan
from revenue_planner.plan.values import BASE, Plan
from revenue_planner.streams.audience import Audience
from tests.support.plans import TEMPLATES
from tests.support.random_plans import random_plan

#: What doubts look at, and what is known of it in every plan.
VIEWS = Audience.key(Audience.views)


def must_be_the_engines(plan: Plan) -> set[str]:
    result, seen = run(plan), set[str]()
    for scenario in plan.scenarios:
        for key, figure in first_month(plan, scenario.name):
            assert figure == pytest.approx(result.line(key, scenario.name)[0], rel=1e-9, abs=1e-9), key
            seen.add(key)
    return seen


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_of_templates(path: Path) -> None:
    plan = load_plan(path)
    seen = must_be_the_engines(plan)
    assert VIEWS in seen
    assert len(seen) > len(run(plan).model.lines) / 2


@pytest.mark.parametrize("seed", range(8))
def test_of_random_plans(seed: int) -> None:
    assert VIEWS in must_be_the_engines(parse_plan(random_plan(seed, months=6)))


def test_lines_that_look_at_other_months_are_left_out() -> None:
    plan = parse_plan('[plan]\nstart = "2027-04"\nmonths = 12\n[creator_rewards]\n')
    known = dict(first_month(plan, BASE))
    assert "business.take_home" in known
    assert "business.take_home_total" not in known
