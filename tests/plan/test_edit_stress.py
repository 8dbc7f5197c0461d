"""Edits that meet stress lines, changes of Base, or another first month."""

from __future__ import annotations

from dataclasses import replace

import pytest

from revenue_planner.ground.months import Month, Timeline
from revenue_planner.plan.editing.edit import updated
from revenue_planner.plan.reading.plan import parse_plan
from revenue_planner.plan.values import BASE
from tests.support.editing import differing, edited, must_say, small
from tests.support.plans import EVERYTHING


def test_a_changed_base_leaves_the_numbers_of_scenarios() -> None:
    """What followed Base by a change of it gets the number that it had, unless it still fits."""
    text = small(
        "[audience]", "videos = 10", "[scenarios.a]", 'audience.videos = "-20%"', "[scenarios.b]",
        'audience.videos = "+50%"',
    )  # fmt: skip
    new = edited(text, (BASE, "audience.videos", 20.0), ("b", "audience.videos", 30.0))
    assert differing(text, new) == [
        "- videos = 10",
        "+ videos = 20",
        '- audience.videos = "-20%"',
        "+ audience.videos = 8",
    ]


@pytest.mark.parametrize(
    ("key", "number", "change", "base", "own"),
    [("audience.follow_rate", 0.5, "+60%", 0.9, "0.8"), ("audience.age", 20, "+5%", 21.0, "21")],
)
def test_a_change_of_base_that_the_new_base_makes_impossible(
    key: str, number: float, change: str, base: float, own: str
) -> None:
    name = key.split(".")[1]
    text = small("[audience]", f"{name} = {number}", "[scenarios.a]", f'{key} = "{change}"')
    new = edited(text, (BASE, key, base))
    assert differing(text, new)[-1] == f"+ {key} = {own}"


STRESSED = small(
    "[[affiliate]]", 'name = "x"', "[[affiliate]]", 'name = "y"', "[scenarios.a]",
    'stress = ["reach x0.5 from month 2 for 2 months", "affiliate stops from month 5"]  # bad luck', "# more",
)  # fmt: skip


def test_what_stress_lines_do_not_touch_leaves_them() -> None:
    new = edited(STRESSED, ("a", "audience.reach_factor", {6: 0.8}), (BASE, "affiliate.x.factor", {1: 0.5}))
    assert differing(STRESSED, new) == [
        '+ factor = { default = 1, "2027-01" = 0.5 }',
        '+ audience.reach_factor = { "2027-06" = 0.8 }',
    ]


def test_months_of_a_stress_line_are_written_out_when_one_of_them_changes() -> None:
    new = edited(STRESSED, ("a", "audience.reach_factor", {3: 0.7}))
    assert differing(STRESSED, new) == [
        '- stress = ["reach x0.5 from month 2 for 2 months", "affiliate stops from month 5"]  # bad luck',
        '+ stress = ["affiliate stops from month 5"]  # bad luck',
        '+ audience.reach_factor = { "2027-02" = 0.5, "2027-03" = 0.7 }',
    ]
    new = edited(STRESSED, ("a", "affiliate.y.factor", {6: 0.5}), ("a", "audience.reach_factor", {2: None, 3: None}))
    assert differing(STRESSED, new) == [
        '- stress = ["reach x0.5 from month 2 for 2 months", "affiliate stops from month 5"]  # bad luck',
        '+ affiliate.y.factor = { "2027-05" = 0, "2027-06" = 0.5 }',
        '+ affiliate.x.factor = { "from 2027-05" = 0 }',
    ]


def test_stress_lines_on_lines_of_their_own() -> None:
    lines = ["stress = [", '  "reach halves in month 1", # January', '  "affiliate stops in 2027-02",', "]"]
    text = small(*lines, "[[affiliate]]", 'name = "x"').replace("months = 6\n[creator_rewards]", "months = 6")
    text += "[creator_rewards]\n"
    new = edited(text, (BASE, "audience.reach_factor", {1: 0.9}))
    removed, *added = differing(text, new)
    assert removed == '-   "reach halves in month 1", # January'
    assert added == ["+ [audience]", '+ reach_factor = { default = 1, "2027-01" = 0.9 }', "+ "]


def test_the_first_month_takes_months_along() -> None:
    """In a workbook the months are columns. Dates of launches and deals are dates, and stay."""
    plan = parse_plan(EVERYTHING)
    wanted = replace(plan, structure=replace(plan.structure, timeline=Timeline(Month(2027, 3), 24)))
    new = updated(EVERYTHING, plan, wanted)
    must_say(new, wanted)
    assert differing(EVERYTHING, new) == [
        '- start = "2027-01"',
        '+ start = "2027-03"',
        '- stress = ["tiktok_shop stops in 2028-07", "reach x0.5 from 2027-04 for 3 months"]',
        '+ stress = ["tiktok_shop stops in 2028-09", "reach x0.5 from 2027-06 for 3 months"]',
        '- community_hours = { default = 16, "2027-03" = 4, 2027-08 = 0 }',
        '+ community_hours = { default = 16, "2027-05" = 4, "2027-10" = 0 }',
        '+ loan_start = "2027-01"',
        '- videos = { default = "x1.5", "2027-02" = 30 }',
        '+ videos = { default = "x1.5", "2027-04" = 30 }',
    ]
