"""Inputs that differ: numbers, months, words, by-month values, seasons, whole parts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from revenue_planner.analysis.comparison.result import IN_PLAN, NOT_IN_PLAN, InputDifference, MonthChange, months_text
from revenue_planner.ground.months import Month
from revenue_planner.plan.values import Plan
from tests.support.cases import exactly
from tests.support.pairs import by_key, compared, pair_of, plain

BASE = "[creator_rewards]"


def difference(a: str, b: str) -> InputDifference:
    """The only one between two plans."""
    (found,) = pair_of(plain(f"{BASE}\n{a}"), plain(f"{BASE}\n{b}")).inputs
    return found


def test_a_number() -> None:
    found = difference("", "[audience]\nfor_you_views_per_video = 12_500")
    assert (found.key, found.label) == ("audience.for_you_views_per_video", "Audience: For You views per video")
    assert (found.kind, found.unit) == ("number", "views/video")
    assert (found.a, found.b, found.difference, found.relative) == (10_000, 12_500, 2_500, 0.25)
    assert found.months == ()
    # 25 % more of 6 x 50.
    assert found.effect == exactly(75)


def test_a_share_of_nothing_has_no_per_cent() -> None:
    found = difference("", "[business]\ntax_rate = 0.2")
    assert (found.a, found.b, found.difference, found.relative) == (0, 0.2, 0.2, None)


def test_of_a_negative_figure_the_per_cent_has_the_sign_of_the_change() -> None:
    found = difference("[business]\nopening_cash = -200", "[business]\nopening_cash = -100")
    assert (found.difference, found.relative) == (100, 0.5)
    assert found.effect == 0


def test_a_word() -> None:
    found = difference("", 'programme = "fund"')
    assert (found.kind, found.a, found.b) == ("choice", "rewards", "fund")
    assert (found.difference, found.relative) == (None, None)
    assert found.effect == exactly(-300)


def test_a_month_counts_in_months() -> None:
    cost = '[business]\n[[business.one_off]]\nname = "camera"\namount = 100\nmonth = "{}"'
    found = difference(cost.format("2027-02"), cost.format("2027-05"))
    assert (found.kind, found.unit, found.a, found.b) == ("month", "date", Month(2027, 2), Month(2027, 5))
    assert (found.difference, found.relative, found.effect) == (3, None, 0)


def test_what_is_given_by_month_is_told_by_its_average_and_its_months() -> None:
    found = difference("", '[audience]\nvideos = { default = 10, "2027-03" = 4 }')
    # (5 x 10 + 4) / 6
    assert (found.a, found.b, found.difference) == (10, 9, -1)
    assert found.months == (MonthChange(3, 10, 4),)
    # March has 60,000 views less: 30. In April last month's 40,000 views miss the bar of 100,000: 50.
    assert found.effect == exactly(-80)


def test_one_number_and_the_same_in_every_month_do_not_differ() -> None:
    same = "[audience]\nvideos = [10, 10, 10, 10, 10, 10]"
    assert pair_of(plain(BASE), plain(f"{BASE}\n{same}")).inputs == ()


def test_another_number_for_all_months_names_no_months() -> None:
    assert difference("", "[audience]\nvideos = 12").months == ()


def test_a_scenario_is_compared_as_it_holds() -> None:
    plan = plain(f"{BASE}\n[scenarios.cautious]\naudience.videos = '-20%'\nstress = ['reach halves in month 2']")
    found = by_key(pair_of(plan, plan, "base", "cautious"))
    assert {key: (each.a, each.b) for key, each in found.items()} == {
        "audience.videos": (10, 8),
        "audience.reach_factor": (1, exactly(5.5 / 6)),
    }
    assert found["audience.reach_factor"].months == (MonthChange(2, 1, 0.5),)


def test_a_season_is_told_by_calendar_months() -> None:
    a = plain(BASE)
    season = "season_rpm = [1, 1, 0.7, 1, 1, 1, 1, 1, 1, 1, 1.2, 1.2]"
    pair = pair_of(a, plain(f"{BASE}\n{season}"))
    (found,) = pair.inputs
    assert (found.kind, found.a, found.b) == ("season", 1, exactly(12.1 / 12))
    assert [(month.number, month.b) for month in found.months] == [(3, 0.7), (11, 1.2), (12, 1.2)]
    assert months_text(found, pair) == "Mar: 1 → 0.7; Nov to Dec: 1 → 1.2"
    assert found.effect == exactly(-15)  # March only: the plan ends in June


@pytest.mark.parametrize(
    ("videos", "told"),
    [
        ("[10, 4, 4]", "Feb 2027 to Jun 2027: 10 → 4"),
        ("[4, 4, 10]", "Jan 2027 to Feb 2027: 10 → 4"),
        ("[10, 1_500, 10]", "Feb 2027: 10 → 1,500"),
        ("[4, 10, 5, 10, 6, 7]", "Jan 2027: 10 → 4; Mar 2027: 10 → 5; May 2027: 10 → 6; 1 more month"),
        ("[1, 2, 3, 4, 4, 4]", "Jan 2027: 10 → 1; Feb 2027: 10 → 2; Mar 2027: 10 → 3; 3 more months"),
    ],
)
def test_months_in_words(videos: str, told: str) -> None:
    pair = pair_of(plain(BASE), plain(f"{BASE}\n[audience]\nvideos = {videos}"))
    assert months_text(pair.inputs[0], pair) == told


def test_months_of_plans_that_begin_apart_go_by_their_number() -> None:
    later = '[plan]\nstart = "2027-03"\n[audience]\nvideos = [10, 4, 4, 10]'
    pair = pair_of(plain(BASE), plain(f"{BASE}\n{later}"))
    found = by_key(pair)
    assert months_text(found["audience.videos"], pair) == "month 2 to 3: 10 → 4"
    # The loan is drawn in January 2027 in both: month 1 there, month -1 here.
    assert found["business.loan_start"].difference == -2
    start = found["plan.start"]
    assert (start.kind, start.a, start.b, start.difference) == ("start", Month(2027, 1), Month(2027, 3), 2)


def test_parts_that_one_side_lacks_are_told_as_such_and_their_inputs_are_not() -> None:
    course = '[[own_products]]\nname = "course"\nlabel = "Course"'
    there = pair_of(plain(BASE), plain(f"{BASE}\n{course}")).inputs
    back = pair_of(plain(f"{BASE}\n{course}"), plain(BASE)).inputs
    assert [(each.key, each.kind, each.a, each.b, each.change) for each in (*there, *back)] == [
        ("own_products.course", "part", NOT_IN_PLAN, IN_PLAN, "Product: Course added"),
        ("own_products.course", "part", IN_PLAN, NOT_IN_PLAN, "Product: Course left out"),
    ]


def test_inputs_come_in_the_order_of_the_sections() -> None:
    text = (
        "[creator_rewards]\nus_rpm = 2\n[business]\nfixed_costs = 5\n[audience]\nvideos = 3\nage = 40\n[live_gifts]\n"
    )
    assert [each.key for each in pair_of(plain(BASE), plain(text)).inputs] == [
        "audience.age", "audience.videos", "creator_rewards.us_rpm", "live_gifts", "business.fixed_costs",
    ]  # fmt: skip


def renamed(plan: Plan) -> Plan:
    return replace(plan, title="Another title")


def test_titles_are_no_inputs() -> None:
    plan = plain(BASE)
    assert pair_of(plan, renamed(plan)).inputs == ()


def test_results_of_a_stream_that_a_plan_lacks() -> None:
    gifts = "[live_gifts]"
    rows = {row.name: row for row in compared(plain(BASE), plain(f"{BASE}\n{gifts}")).results}
    earned = rows["live_gifts_earned_total"]
    assert earned.values[0] == 0
    assert earned.values[1] == earned.differences[1]
    assert earned.relative(1) is None
    unlocks = rows["live_gifts_unlock_month"]
    assert (unlocks.values, unlocks.differences) == ((None, Month(2027, 1)), (None, None))
    assert rows["live_gifts_income_per_hour"].values[0] is None
