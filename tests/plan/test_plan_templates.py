"""The shipped examples are found, and serve as figures to compare with."""

from __future__ import annotations

from pathlib import Path

import pytest

from revenue_planner.ground.errors import UsageError
from revenue_planner.ground.months import Month
from revenue_planner.plan import templates
from revenue_planner.plan.reading.plan import parse_plan
from revenue_planner.plan.values import BASE, Setting, default_setting
from tests.support.plans import HEAD, REWARDS, TEMPLATES, small


def test_all_examples_are_listed() -> None:
    assert TEMPLATES
    assert templates.template_names() == sorted(path.stem for path in TEMPLATES)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_each_has_a_text_and_a_summary(path: Path) -> None:
    name = path.stem
    assert templates.template_text(name) == path.read_text(encoding="utf-8")
    summary = templates.template_summary(name)
    assert summary
    assert not summary.startswith("#")


def test_the_schema_line_is_no_summary(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(templates, "template_text", lambda _: "#:schema ./x.json\n\n# What it is.\n# More.\n")
    assert templates.template_summary("x") == "What it is."
    monkeypatch.setattr(templates, "template_text", lambda _: "[plan]\n")
    assert templates.template_summary("x") == ""


def test_unknown_template() -> None:
    with pytest.raises(UsageError, match=r'no template "nope"; there are .*starter'):
        templates.template_text("nope")


def test_without_template_the_examples_are_the_shipped_figures() -> None:
    plan = small("[audience]\nvideos = 30")
    assert plan.examples == {key: default_setting(declared, plan.timeline) for key, declared in plan.inputs().items()}


def test_a_template_gives_its_figures_where_it_has_them(monkeypatch: pytest.MonkeyPatch) -> None:
    from revenue_planner.plan.reading import plan as read

    theirs = """
[plan]
start = "2030-01"
months = 12
template = "mine"
[audience]
videos = [1, 2, 3, 4, 5, 6, 7, 8]
[[own_products]]
name = "course"
launch = "2030-03"
price = 55
[[own_products]]
name = "print"
price = 77
"""
    monkeypatch.setattr(read, "template_names", lambda: ["mine"])
    monkeypatch.setattr(read, "template_text", lambda name: {"mine": theirs}[name])
    read._template_plan.cache_clear()
    try:
        own = HEAD.replace("[plan]", '[plan]\ntemplate = "mine"') + REWARDS
        plan = parse_plan(own + '[[own_products]]\nname = "course"\nprice = 60\n')
    finally:
        read._template_plan.cache_clear()
    assert plan.template == "mine"
    assert set(plan.examples) == set(plan.inputs())
    assert plan.examples["own_products.course.price"] == Setting(55.0)
    assert plan.examples["own_products.course.launch"] == Setting(Month(2027, 3))
    assert plan.examples["audience.videos"] == Setting(8.0, {n: float(n) for n in range(1, 7)})
    assert plan.examples["creator_rewards.us_share"] == plan.settings[BASE]["creator_rewards.us_share"]
    assert "own_products.print.price" not in plan.examples
