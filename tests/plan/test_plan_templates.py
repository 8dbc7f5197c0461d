"""The shipped examples are found; figures know who wrote them."""

from __future__ import annotations

from pathlib import Path

import pytest

from revenue_planner.ground.errors import UsageError
from revenue_planner.language.inputs import Assume
from revenue_planner.plan import templates
from revenue_planner.plan.reading.plan import parse_plan
from revenue_planner.plan.values import BASE
from tests.support.plans import HEAD, TEMPLATES


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


def test_a_figure_is_whose_it_is_by_being_written_and_never_by_its_value() -> None:
    text = HEAD + '[audience]\nvideos = 30\n[[affiliate]]\nname = "amazon"\n'
    usual = parse_plan(text)
    assert usual.own == ("audience.videos",)
    for key, declared in usual.inputs().items():
        if isinstance(declared, Assume) and key.startswith("affiliate.amazon."):
            plan = parse_plan(f"{text}{key.rpartition('.')[2]} = {declared.base!r}\n")
            assert plan.value(key, BASE) == usual.value(key, BASE)
            assert plan.own == tuple(each for each in plan.inputs() if each in ("audience.videos", key))
            assert plan.status(key, BASE) == "yours"
