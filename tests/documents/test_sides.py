"""Which scenarios are compared, over which months, and what cannot be compared."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from revenue_planner.analysis.comparison.compare import compare_sides
from revenue_planner.documents.sides import shortened, sides_of
from revenue_planner.engine.run import run
from revenue_planner.ground.errors import UsageError
from revenue_planner.plan.reading.plan import parse_plan
from revenue_planner.plan.templates import template_text
from revenue_planner.plan.values import Plan
from tests.support.pairs import plain

PLANS = {
    "a.toml": "[creator_rewards]\n[scenarios.cautious]\n[scenarios.my_own]\n",
    "b.toml": "[creator_rewards]\n[scenarios.cautious]\n",
    "alone.toml": "[creator_rewards]",
    "euro.toml": '[creator_rewards]\n[plan]\ncurrency = "EUR"',
    "short.toml": "[creator_rewards]\n[plan]\nmonths = 4",
    "late.toml": '[creator_rewards]\n[plan]\nstart = "2027-04"',
    "x/a.toml": "[creator_rewards]",
}


def load(path: Path) -> Plan:
    return plain(PLANS[path.as_posix()])


def titles(*specs: str) -> list[str]:
    return [side.title for side in sides_of(specs, load)[0]]


@pytest.mark.parametrize(
    ("specs", "expected"),
    [
        # One file: Base against each of its other scenarios, or against the one that is named.
        (["a.toml"], ["Base", "Cautious", "My own"]),
        (["a.toml:my_own"], ["Base", "My own"]),
        # Several: Base of each unless named.
        (["a.toml", "b.toml"], ["a.toml, Base", "b.toml, Base"]),
        (["a.toml:cautious", "b.toml:cautious"], ["a.toml, Cautious", "b.toml, Cautious"]),
        (["a.toml:My own", "b.toml", "alone.toml"], ["a.toml, My own", "b.toml, Base", "alone.toml, Base"]),
        (["a.toml:cautious", "a.toml:my_own"], ["Cautious", "My own"]),
        (["a.toml", "a.toml"], ["Base", "Base"]),
        # Two files of one name are told apart by their folders.
        (["a.toml", "x/a.toml"], ["a.toml, Base", "x/a.toml, Base"]),
    ],
)
def test_what_the_words_on_the_command_line_stand_for(specs: list[str], expected: list[str]) -> None:
    assert titles(*specs) == expected


def test_sides_are_lettered_in_their_order() -> None:
    assert [side.letter for side in sides_of(["a.toml"], load)[0]] == ["A", "B", "C"]


def test_a_file_is_read_once() -> None:
    read = []

    def counting(path: Path) -> Plan:
        read.append(path)
        return load(path)

    sides_of(["a.toml:base", "a.toml:cautious", "b.toml"], counting)
    assert read == [Path("a.toml"), Path("b.toml")]


@pytest.mark.parametrize(
    ("specs", "told"),
    [
        (["alone.toml"], "alone.toml has no scenario but Base; give a second plan, workbook or scenario"),
        (["a.toml:base"], "a.toml:base is one scenario; give a second plan, workbook or scenario"),
        (["a.toml", "b.toml:gone"], 'b.toml has no scenario "gone"; its scenarios are base and cautious'),
        (["a.toml", "euro.toml"], "a.toml is in USD and euro.toml in EUR; amounts in two currencies"),
        (["a.toml"] * 27, "there are 27 to compare; at most 26 go together"),
    ],
)
def test_what_cannot_be_compared_says_why(specs: list[str], told: str) -> None:
    with pytest.raises(UsageError) as raised:
        sides_of(specs, load)
    assert str(raised.value).startswith(told)


def test_of_plans_of_other_lengths_the_months_that_all_have_are_compared() -> None:
    sides, warnings = sides_of(["a.toml", "short.toml"], load)
    assert [side.plan.timeline.months for side in sides] == [4, 4]
    assert warnings == ("only the first 4 months are compared, which all have (a.toml has 6)",)
    pair = compare_sides(sides, warnings).pairs[0]
    # Four months of 50 each, on both sides.
    assert pair.by_stream.start == pair.by_stream.end == pytest.approx(200)
    assert pair.inputs == ()


def test_plans_that_begin_in_other_months_are_compared_month_by_month() -> None:
    sides, warnings = sides_of(["a.toml", "late.toml"], load)
    assert warnings == (
        "the plans begin in different months (a.toml in Jan 2027 and late.toml in Apr 2027): "
        "month 1 is compared with month 1, and so on",
    )
    comparison = compare_sides(sides, warnings)
    assert not comparison.same_start
    assert comparison.pairs[0].by_stream.start == pytest.approx(comparison.pairs[0].by_stream.end)


def test_plans_that_go_together_need_no_warning() -> None:
    assert sides_of(["a.toml", "b.toml"], load)[1] == ()


def test_a_plan_is_not_shortened_to_more_months_than_it_has() -> None:
    plan = plain("[creator_rewards]")
    assert shortened(plan, 6) is plan
    assert shortened(plan, 60) is plan


def test_a_shortened_plan_says_the_same_about_its_months() -> None:
    plan = parse_plan(template_text("full"))
    short = shortened(plan, 7)
    assert short.timeline.months == 7
    assert short.structure.parts == plan.structure.parts
    beyond = [number for settings in short.settings.values() for each in settings.values() for number in each.months]
    assert max(beyond) <= 7
    assert any(each.months for each in short.settings["base"].values())
    # What looks back is as in the long plan; goods for sales after the end are not bought.
    whole, cut = run(plan), run(short)
    for key in ("audience.followers", "business.earned", "business.take_home"):
        for scenario in ("base", "cautious"):
            np.testing.assert_allclose(cut.line(key, scenario), whole.line(key, scenario)[:7], rtol=1e-12)
