"""The shipped examples are found; figures know who wrote them."""

from __future__ import annotations

from pathlib import Path

import pytest

from revenue_planner.ground.errors import UsageError
from revenue_planner.language.inputs import Assume
from revenue_planner.plan import templates
from revenue_planner.plan.reading.plan import parse_plan
from revenue_planner.plan.values import BASE
from tests.support.account import ACCOUNT
from tests.support.plans import HEAD, REWARDS, TEMPLATES, read


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
    text = f'{HEAD}{ACCOUNT}[[affiliate]]\nname = "amazon"\n'
    usual = parse_plan(text)
    account = ("audience.measured.views", "audience.measured.videos", "audience.followers_today")
    assert usual.own == account
    assert [usual.said_by(key, BASE) for key in account] == ["measured"] * 3
    for key, declared in usual.inputs().items():
        if isinstance(declared, Assume) and key.startswith("affiliate.amazon.") and not declared.optional:
            plan = parse_plan(f"{text}{key.rpartition('.')[2]} = {declared.base!r}\n")
            assert plan.value(key, BASE) == usual.value(key, BASE)
            assert plan.own == tuple(each for each in plan.inputs() if each in (*account, key))
            assert plan.status(key, BASE) == "yours"


def test_an_optional_figure_is_nobodys_until_it_is_written() -> None:
    text = f'{HEAD}{ACCOUNT}[[affiliate]]\nname = "amazon"\n'
    plan = parse_plan(text)
    stated = parse_plan(
        text.replace("[audience]\n", "[audience]\ncompletion_planned = 0\n") + "orders_last_month = 0\n"
    )
    for key, source in (("affiliate.amazon.orders_last_month", "measured"), ("audience.completion_planned", "yours")):
        assert (plan.said_by(key, BASE), plan.is_stated(key, BASE), key in plan.own) == ("not stated", False, False)
        assert (stated.said_by(key, BASE), stated.value(key, BASE), key in stated.own) == (source, 0.0, True)
    assert stated.counts()["not stated"] == plan.counts()["not stated"] - 2


@pytest.mark.parametrize(
    ("followers", "usual"),
    [
        (1, (0.001, 0.004, 0.012)),
        (9_999, (0.001, 0.004, 0.012)),
        (10_000, (0.0015, 0.005, 0.012)),
        (5e6, (0.003, 0.007, 0.015)),
    ],
)
def test_the_usual_figure_is_that_of_accounts_of_the_size(followers: float, usual: tuple[float, ...]) -> None:
    plan, key = read(f"{HEAD}{REWARDS}[audience]\nfollowers_today = {followers}\n"), "audience.unfollow_rate"
    declared = plan.inputs()[key]
    assert isinstance(declared, Assume)
    assert (declared.low, declared.base, declared.high) == usual
    assert (plan.value(key, BASE), plan.said_by(key, BASE)) == (usual[1], "usual")
