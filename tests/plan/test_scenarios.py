"""What a scenario may say, and what it comes to."""

from __future__ import annotations

import pytest

from revenue_planner.ground.months import Month
from revenue_planner.plan.changes import factor_of
from revenue_planner.plan.reading.plan import parse_plan
from revenue_planner.plan.values import BASE, Plan, Setting
from tests.support.plans import EVERYTHING, HEAD, REWARDS, errors_of, small

N6 = range(1, 7)


def with_videos(base: str, scenario: str) -> Plan:
    return small("[audience]", f"videos = {base}", "[scenarios.other]", f"audience.videos = {scenario}")


def setting(base: str, scenario: str) -> Setting:
    return with_videos(base, scenario).settings["other"]["audience.videos"]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ('"+20%"', 12.0),
        ('"-20%"', 8.0),
        ('"−20 %"', 8.0),
        ('"- 2.5 %"', 9.75),
        ('"-100%"', 0.0),
        ('"x0.5"', 5.0),
        ('"×2"', 20.0),
        ('" X 1.5 "', 15.0),
        ('"x0"', 0.0),
        ("7", 7.0),
    ],
)
def test_changes_of_a_number(written: str, expected: float) -> None:
    assert setting("10", written) == Setting(expected)


@pytest.mark.parametrize("text", ["20%", "+20", "0.5", "x", "x-1", "+-5%", "x1e3", "++5%", "x0.5 or so", ""])
def test_what_is_not_a_change(text: str) -> None:
    assert factor_of(text) is None


def test_changes_leave_no_binary_dust() -> None:
    plan = small('[[affiliate]]\nname = "a"\nlink_share = 0.3', '[scenarios.up]\naffiliate.a.link_share = "+10%"')
    assert plan.value("affiliate.a.link_share", "up") == 0.33


def test_a_change_goes_to_the_value_and_to_each_month() -> None:
    assert setting("[10, 20, 30]", '"+10%"') == Setting(33.0, {1: 11.0, 2: 22.0, 3: 33.0, 4: 33.0, 5: 33.0, 6: 33.0})
    plan = with_videos('{ default = 10, "2027-03" = 4 }', '"x0.5"')
    assert plan.by_month("audience.videos", "other") == [5.0, 5.0, 2.0, 5.0, 5.0, 5.0]


def test_a_number_means_every_month() -> None:
    assert setting("[10, 20, 30]", "7") == Setting(7.0, dict.fromkeys(N6, 7.0))
    assert setting("10", "7") == Setting(7.0)


def test_a_list_in_a_scenario() -> None:
    assert setting("10", "[7, 8]") == Setting(8.0, {1: 7.0, 2: 8.0})
    plan = with_videos("[1, 2, 3, 4, 5, 6]", "[7, 8]")
    assert plan.by_month("audience.videos", "other") == [7.0, 8.0, 8.0, 8.0, 8.0, 8.0]
    plan = with_videos("[10, 20, 30, 40, 50, 60]", '["x0.5", "+10%"]')
    assert plan.by_month("audience.videos", "other") == [5.0, 22.0, 33.0, 44.0, 55.0, 66.0]


def test_months_in_a_scenario_leave_the_others_as_in_base() -> None:
    assert setting("10", '{ "2027-02" = 3 }') == Setting(None, {2: 3.0})
    plan = with_videos("[10, 20, 30]", '{ "2027-02" = 3, "2027-03" = "x0.1" }')
    assert plan.by_month("audience.videos", "other") == [10.0, 3.0, 3.0, 30.0, 30.0, 30.0]


def test_months_with_a_default_in_a_scenario() -> None:
    plan = with_videos("[10, 20, 30]", '{ default = 5, "2027-02" = 3 }')
    assert plan.by_month("audience.videos", "other") == [5.0, 3.0, 5.0, 5.0, 5.0, 5.0]
    plan = with_videos("[10, 20, 30]", '{ default = "x2", "2027-02" = 3 }')
    assert plan.by_month("audience.videos", "other") == [20.0, 3.0, 60.0, 60.0, 60.0, 60.0]


def test_months_outside_the_plan_change_nothing() -> None:
    assert with_videos("10", '{ "2028-01" = 3 }').settings["other"] == {}


def test_a_month_key_may_be_dotted() -> None:
    plan = small("[scenarios.other]", "audience.videos.2027-02 = 3")
    assert plan.by_month("audience.videos", "other") == [16.0, 3.0, 16.0, 16.0, 16.0, 16.0]


def test_seasons() -> None:
    base = f"[audience]\nseason_views = {[0.5] * 6 + [1.0] * 6}"
    plan = small(base, '[scenarios.other]\naudience.season_views = "+10%"')
    assert plan.value("audience.season_views", "other") == (0.55,) * 6 + (1.1,) * 6
    plan = small(base, f"[scenarios.other]\naudience.season_views = {[1] * 11 + ['x2']}")
    assert plan.value("audience.season_views", "other") == (1.0,) * 11 + (2.0,)


def test_choices_switches_and_months() -> None:
    plan = small(
        '[[own_products]]\nname = "x"',
        "[scenarios.other]",
        'creator_rewards.programme = "fund"\ncreator_rewards.on = false\nown_products.x.launch = "2027-05"',
    )
    assert plan.value("creator_rewards.programme", "other") == "fund"
    assert plan.value("creator_rewards.on", "other") == "off"
    assert plan.value("own_products.x.launch", "other") == Month(2027, 5)
    assert plan.value("own_products.x.launch", BASE) == Month(2027, 1)


def test_instances_and_children() -> None:
    plan = parse_plan(EVERYTHING)
    assert plan.value("affiliate.amazon.conversion", "cautious") == 0.015
    assert plan.value("sponsorships.signed.glow.probability", "cautious") == 0.5
    assert plan.value("audience.for_you_views_per_video", "cautious") == 6400.0
    assert plan.by_month("audience.videos", "cautious") == [12.0] * 24
    assert plan.by_month("audience.videos", "ambitious") == [24.0, 30.0] + [30.0] * 22


def test_titles_come_from_names() -> None:
    plan = small(
        "[scenarios.slow_start]\naudience.videos = 8",
        "[scenarios.b]\ntitle = ' Plan B (50 %) '\naudience.videos = 8",
        "[scenarios.c]\ntitle = 'Größer'\naudience.videos = 8",
    )
    assert [s.title for s in plan.scenarios] == ["Base", "Slow start", "Plan B (50 %)", "Größer"]


def test_twelve_scenarios_are_allowed() -> None:
    plan = small(*(f"[scenarios.s{n}]\naudience.videos = {n + 4}" for n in range(12)))
    assert len(plan.scenarios) == 13


def test_errors_of_all_scenarios_are_told() -> None:
    text = f"""{HEAD}{REWARDS}
[scenarios.a]
audience.videos = "lots"
audience.vidoes = 3
[scenarios.b]
audience.videos = [1, "-200%"]
audience.age = "x100"
"""
    assert [(problem.place.line, problem.key) for problem in errors_of(text)] == [
        (7, "scenarios.a.audience.videos"),
        (8, "scenarios.a.audience.vidoes"),
        (10, "scenarios.b.audience.videos[2]"),
        (11, "scenarios.b.audience.age"),
    ]
