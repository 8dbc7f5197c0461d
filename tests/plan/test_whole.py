"""A plan without a text is written as one, and read again it is the same plan."""

from __future__ import annotations

import pytest

from revenue_planner.plan.editing.whole import plan_text
from revenue_planner.plan.reading.plan import parse_plan
from revenue_planner.plan.templates import template_names, template_text
from tests.support.drafts import PLAN
from tests.support.plans import EVERYTHING

TEXTS = {**{name: template_text(name) for name in template_names()}, "everything": EVERYTHING, "risk": PLAN}


@pytest.mark.parametrize("name", TEXTS)
def test_the_same_plan(name: str) -> None:
    plan = parse_plan(TEXTS[name])
    again = parse_plan(plan_text(plan))
    assert {key: (each.value, each.months) for key, each in again.settings["base"].items()} == {
        key: (each.value, each.months) for key, each in plan.settings["base"].items()
    }
    assert {key: each for key, each in again.settings.items() if key != "base"} == {
        key: each for key, each in plan.settings.items() if key != "base"
    }
    assert again.risk == plan.risk
    assert again.structure == plan.structure
    assert again.scenarios == plan.scenarios
    assert (again.title, again.currency, again.template) == (plan.title, plan.currency, plan.template)
    if not any("stress" in line for line in TEXTS[name].splitlines()):
        assert again.settings == plan.settings
