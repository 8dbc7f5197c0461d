"""Editing a plan's text: the new values are there, and nothing else has changed."""

from __future__ import annotations

import difflib
import random
import re
import tomllib
from collections import Counter
from dataclasses import replace

import pytest

from revenue_planner.errors import PlanError, PlannerError
from revenue_planner.plan.edit import updated
from revenue_planner.plan.read import parse_plan
from revenue_planner.plan.sameness import said, settled
from revenue_planner.plan.templates import template_names, template_text
from revenue_planner.plan.values import BASE, Plan, Scenario, Setting, Value
from revenue_planner.timeline import Month, Timeline
from tests.parity.random_plans import random_plan
from tests.plan.plans import EVERYTHING, HEAD, REWARDS
from tests.plan.styles import styled
from tests.roundtrip.tweaks import random_tweaks

KEEP = "as it is"
CAUTIOUS = "cautious"


def tweaked(
    plan: Plan, scenario: str, key: str, value: Value | None = KEEP, months: dict[int, float | None] | None = None
) -> Plan:
    """The plan with another value and other months (None takes one away) of an input."""
    old = plan.settings[scenario].get(key, Setting(None))
    given = {number: figure for number, figure in {**old.months, **(months or {})}.items() if figure is not None}
    setting = Setting(old.value if value == KEEP else value, given)
    return replace(plan, settings={**plan.settings, scenario: {**plan.settings[scenario], key: setting}})


def must_say(text: str, wanted: Plan) -> None:
    plan = parse_plan(text)
    wanted = settled(wanted, plan)
    assert {s.name: s.title for s in plan.scenarios} == {s.name: s.title for s in wanted.scenarios}
    assert (plan.title, plan.timeline) == (wanted.title, wanted.timeline)
    for scenario in wanted.settings:
        for key, declared in plan.inputs().items():
            assert plan.settings[scenario].get(key, Setting(None)).value == said(wanted, scenario, key).value
            if declared.by_month:
                assert plan.every_month(key, scenario) == wanted.every_month(key, scenario)
            else:
                assert said(plan, scenario, key) == said(wanted, scenario, key)


def edited(text: str, *changes: tuple[object, ...], now: Plan | None = None) -> str:
    """The text after tweaks, each (scenario, key, value or months); checked to say them, twice."""
    now = wanted = now or parse_plan(text)
    for scenario, key, *rest in changes:
        for change in rest:
            arguments = {"months": change} if isinstance(change, dict) else {"value": change}
            wanted = tweaked(wanted, str(scenario), str(key), **arguments)  # type: ignore[arg-type]
    new = updated(text, now, wanted)
    must_say(new, wanted)
    assert updated(new, parse_plan(new), wanted) == new
    return new


def differing(before: str, after: str) -> list[str]:
    """Lines taken out ("- …") and put in ("+ …"), in order."""
    lines = difflib.ndiff(before.split("\n"), after.split("\n"))
    return [line for line in lines if line[:1] in "+-"]


def small(*lines: str, months: int = 6) -> str:
    return "\n".join(["[plan]", 'start = "2027-01"', f"months = {months}", "[creator_rewards]", *lines]) + "\n"


@pytest.mark.parametrize("text", [EVERYTHING, *map(template_text, template_names())])
def test_nothing_wanted_changes_nothing(text: str) -> None:
    plan = parse_plan(text)
    assert updated(text, plan, plan) == text


#: A line of a plan, its input, what is typed, and the line then.
VALUES = [
    ("videos = 16", 18.0, "videos = 18"),
    ("videos = 16   # note = 16", 17.5, "videos = 17.5   # note = 16"),
    ("videos=16", 18.0, "videos=18"),
    ("videos = 16.0", 18.0, "videos = 18.0"),
    ("videos = 16.50", 18.0, "videos = 18.00"),
    ("videos = 16.50", 18.125, "videos = 18.125"),
    ("videos = 16.5", 18.0, "videos = 18"),
    ("videos = 1.6e1", 18.0, "videos = 18"),
    ("videos = +16", 18.0, "videos = 18"),
    ("videos = 16", 0.1 + 0.2, "videos = 0.3"),
    ("videos = 16", 1e-7, "videos = 0.0000001"),
    ("videos = 16", 1e-10, "videos = 1e-10"),
    ("opening_followers = 48_000", 1_234_567.0, "opening_followers = 1_234_567"),
    ("opening_followers = 48_000", 900.0, "opening_followers = 900"),
    ("opening_followers = 48_000", 52_500.0, "opening_followers = 52_500"),
    ("opening_followers = 48000", 52_500.0, "opening_followers = 52500"),
    ("opening_followers = 900", 52_500.0, "opening_followers = 52500"),
    ("opening_followers = 900 # as\nopening_views = 1_000", 52_500.0, "opening_followers = 52_500 # as"),
    ("'videos' = 16", 18.0, "'videos' = 18"),
]


@pytest.mark.parametrize(("line", "value", "after"), VALUES)
def test_a_number_keeps_its_style(line: str, value: float, after: str) -> None:
    text = small("[audience]", line, "# the end")
    key = line.split("=")[0].strip(" '")
    new = edited(text, (BASE, f"audience.{key}", value))
    assert new == text.replace(line.split("\n")[0], after)


#: The same for what is not a number: an own product's line.
OTHERS: list[tuple[str, str, Value, str]] = [
    ('launch = "2027-04"', "launch", Month(2027, 6), 'launch = "2027-06"'),
    ("launch = '2027-04'", "launch", Month(2027, 6), "launch = '2027-06'"),
    ("launch = 2027-04-15", "launch", Month(2027, 6), "launch = 2027-06-01"),
    ('launch = "2027-04-15"', "launch", Month(2027, 6), 'launch = "2027-06"'),
    ("on = true", "on", "off", "on = false"),
    ('on = "on"', "on", "off", 'on = "off"'),
    ("on = 'ON'", "on", "off", "on = 'off'"),
    ('kind = "digital"  # or physical', "kind", "physical", 'kind = "physical"  # or physical'),
]


@pytest.mark.parametrize(("line", "key", "value", "after"), OTHERS)
def test_months_and_choices_keep_their_style(line: str, key: str, value: Value, after: str) -> None:
    text = small("[[own_products]]", 'name = "course"', line, "price = 9")
    assert edited(text, (BASE, f"own_products.course.{key}", value)) == text.replace(line, after)


#: By-month values in 6 months: the line, the default typed, the months typed, the line then.
MONTHS: list[tuple[str, float | None, dict[int, float | None], str]] = [
    ("videos = 16", None, {3: 4.0}, 'videos = { default = 16, "2027-03" = 4 }'),
    ("videos = 16", 20.0, {3: 4.0, 1: 5.0}, 'videos = { default = 20, "2027-01" = 5, "2027-03" = 4 }'),
    ("videos = [4, 4, 6]", None, {2: 5.0}, "videos = [4, 5, 6]"),
    ("videos = [4, 4, 6]", 8.0, {}, "videos = [4, 4, 6, 8]"),
    ("videos = [4, 4, 6]", 8.0, {3: 8.0}, "videos = [4, 4, 8]"),
    ("videos = [4, 4, 6]", None, {3: 7.0}, "videos = [4, 4, 7, 6]"),
    ("videos = [4, 4, 6]", None, {5: 7.0}, "videos = [4, 4, 6, 6, 7, 6]"),
    ("videos = [4, 4, 6]", None, {2: None}, "videos = [4, 6, 6]"),
    ("videos = [4, 4, 6]", None, {1: None, 2: None, 3: None}, "videos = 6"),
    ("videos = [4, 6]", None, {6: 7.0}, 'videos = { default = 6, "2027-01" = 4, "2027-02" = 6, "2027-06" = 7 }'),
    ("videos = [ 4,4.0 , 6_000, ]", None, {2: 5.0, 3: 7_000.0}, "videos = [ 4,5.0 , 7_000, 6_000, ]"),
    ('videos = { default = 16, "2027-03" = 4 }', 18.0, {}, 'videos = { default = 18, "2027-03" = 4 }'),
    ('videos = { default = 16, "2027-03" = 4 }', None, {3: 5.5}, 'videos = { default = 16, "2027-03" = 5.5 }'),
    ('videos = {default = 16, "2027-03" = 4}', None, {1: 1.0}, 'videos = {default = 16, "2027-01" = 1, "2027-03" = 4}'),
    ('videos = { "2027-03"=4 , 2027-05=3 }', None, {5: None}, 'videos = { "2027-03"=4 }'),
    ('videos = { "2027-03"=4 , 2027-05=3 }', None, {3: None}, "videos = { 2027-05=3 }"),
    ('videos = { "2027-03" = 4 }', 18.0, {}, 'videos = { default = 18, "2027-03" = 4 }'),
    ('videos = { "2027-03" = 4 }', None, {4: 2.0}, 'videos = { "2027-03" = 4, "2027-04" = 2 }'),
    ('videos = { default = 16, "2027-03" = 4 }', None, {3: None}, "videos = 16"),
    ('videos = { default = 1_600, "2027-3" = 4 }', 8.0, {3: None}, "videos = 8"),
    ('videos.default = 16\nvideos."2027-03" = 4', None, {3: 5.0}, 'videos.default = 16\nvideos."2027-03" = 5'),
    ('videos.default = 16\nvideos."2027-03" = 4', None, {3: None}, "videos = 16"),
    (
        'videos.default = 16\nvideos."2027-03" = 4',
        None,
        {5: 1.0},
        'videos.default = 16\nvideos."2027-03" = 4\nvideos."2027-05" = 1',
    ),
]


@pytest.mark.parametrize(("line", "value", "months", "after"), MONTHS)
def test_by_month_values_keep_their_form(
    line: str, value: float | None, months: dict[int, float | None], after: str
) -> None:
    text = small("[audience]", line, "# the end")
    typed: list[object] = [months] if months else []
    if value is not None:
        typed.append(value)
    assert edited(text, (BASE, "audience.videos", *typed)) == text.replace(line, after)


LISTS = """\
[audience]
videos = [
  16,  # January
    16,
  20   # and on
]
season_views = [
\t1, 1, 1, 1, 1, 1,  # first half
\t1, 1, 1, 1, 1.1, 1.20,
]
"""


def test_lists_over_several_lines() -> None:
    text = small(LISTS)
    new = edited(
        text,
        (BASE, "audience.videos", {2: 17.0, 5: 3.0}),
        (BASE, "audience.season_views", (1.0,) * 6 + (0.5,) + (1.0,) * 3 + (1.1, 1.5)),
    )
    assert differing(text, new) == [
        "-     16,",
        "+     17,",
        "-   20   # and on",
        "+   20,   # and on",
        "+   20,",
        "+   3,",
        "+   20",
        "- \t1, 1, 1, 1, 1.1, 1.20,",
        "+ \t0.5, 1, 1, 1, 1.1, 1.50,",
    ]


def test_seasons_keep_factors_that_are_changes() -> None:
    text = small("[scenarios.a]", 'audience.season_views = ["+10%", 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, "x2"]')
    factors = parse_plan(text).settings["a"]["audience.season_views"].value
    assert isinstance(factors, tuple)
    new = edited(text, ("a", "audience.season_views", (*factors[:5], 0.5, *factors[6:])))
    assert new == text.replace('"+10%", 1, 1, 1, 1, 1,', '"+10%", 1, 1, 1, 1, 0.5,')
    new = edited(text, ("a", "audience.season_views", None))
    assert new == text.split("audience")[0]


def test_a_new_key_goes_to_the_end_of_its_table() -> None:
    new = edited(
        EVERYTHING,
        (BASE, "audience.hours_per_video", 2.5),
        (BASE, "sponsorships.cpm", 12.0),
        (BASE, "sponsorships.signed.mist.probability", 0.25),
        (BASE, "tiktok_shop.creator.on", "off"),
        (CAUTIOUS, "business.opening_cash", 0.0),
        ("ambitious", "audience.hours_per_video", 3.0),
        ("my_own", "own_products.course.kind", "physical"),
        ("my_own", "audience.season_views", (1.0,) * 11 + (2.0,)),
    )
    assert differing(EVERYTHING, new) == [
        "+ hours_per_video = 2.5",
        "+ cpm = 12",
        "+ probability = 0.25",
        "+ on = false",
        "+ business.opening_cash = 0",
        "+ hours_per_video = 3",
        "+ audience.season_views = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2]",
        '+ own_products.course.kind = "physical"',
    ]
    lines = new.split("\n")
    assert lines[lines.index("hours_per_video = 2.5") - 1].startswith("season_views")
    assert lines[lines.index("probability = 0.25") - 1].startswith("month = 2027-05-01")


def test_notes_below_a_table_stay_below_it() -> None:
    text = small(
        "[audience]", "videos = 16", "  # and more of this", "", "# Costs.", "[business]", "", "# Other futures:",
        "[scenarios.a]", "# audience.videos = 3", "", "# Another:", "[scenarios.b]",
    )  # fmt: skip
    new = edited(
        text,
        (BASE, "audience.hours_per_video", 2.0),
        (BASE, "business.opening_cash", 10.0),
        ("a", "audience.videos", 4.0),
        ("b", "audience.videos", 5.0),
    )
    expected = small(
        "[audience]", "videos = 16", "  # and more of this", "hours_per_video = 2", "", "# Costs.", "[business]",
        "opening_cash = 10", "", "# Other futures:", "[scenarios.a]", "# audience.videos = 3", "audience.videos = 4",
        "", "# Another:", "[scenarios.b]", "audience.videos = 5",
    )  # fmt: skip
    assert new == expected


def test_a_table_that_is_not_there_is_opened() -> None:
    text = small("", "# Futures", "[scenarios.a]", "audience.videos = 3")
    new = edited(text, (BASE, "business.opening_cash", 10.0), (BASE, "audience.videos", 9.0))
    expected = small(
        "", "[audience]", "videos = 9", "", "[business]", "opening_cash = 10", "", "# Futures", "[scenarios.a]",
        "audience.videos = 3",
    )  # fmt: skip
    assert sorted(new) == sorted(expected)
    assert "\n\n[business]\nopening_cash = 10\n" in new
    assert new.endswith("\n# Futures\n[scenarios.a]\naudience.videos = 3\n")


def test_a_scenario_blanked_goes_with_its_line() -> None:
    new = edited(
        EVERYTHING,
        (CAUTIOUS, "audience.for_you_views_per_video", None),
        (CAUTIOUS, "own_products.course.launch", None),
        ("ambitious", "audience.season_views", None),
    )
    assert differing(EVERYTHING, new) == [
        '- audience.for_you_views_per_video = "-20%"',
        '- own_products.course.launch = "2027-06"',
        '- season_views = "+5%"',
    ]


def test_a_month_table_with_a_header_of_its_own() -> None:
    text = small("[audience]", "age = 20", "[audience.videos]", "default = 16 # usual", '"2027-03" = 4', "[business]")
    new = edited(text, (BASE, "audience.videos", {3: 5.0, 6: 1.0}, 15.0))
    assert differing(text, new) == [
        "- default = 16 # usual",
        "+ default = 15 # usual",
        '- "2027-03" = 4',
        '+ "2027-03" = 5',
        '+ "2027-06" = 1',
    ]
    new = edited(text, (BASE, "audience.videos", {3: None}))
    assert new == small("[audience]", "age = 20", "videos = 16", "[business]")


def test_a_month_of_a_change_of_base() -> None:
    """The rest of the change goes on to follow Base."""
    text = small("[audience]", "videos = [10, 20]", "[scenarios.a]", 'audience.videos = "-10%"')
    new = edited(text, ("a", "audience.videos", {3: 7.0}))
    assert differing(text, new)[1] == '+ audience.videos = { default = "-10%", "2027-03" = 7 }'


INLINE = small(
    "[scenarios]",
    'a = { title = "A", audience = { videos = 3, for_you_views_per_video = "-20%" }, business.opening_cash = 4 }',
    "b.audience.videos = 5 # five",
    'b.business = {"opening_cash"=1}',
)


def test_scenarios_in_inline_tables_and_dotted_keys() -> None:
    new = edited(
        INLINE,
        ("a", "audience.videos", None),
        ("a", "audience.hours_per_video", 1.0),
        ("a", "creator_rewards.on", "off"),
        ("a", "business.opening_cash", 9.0),
        ("b", "audience.hours_per_video", 2.0),
        ("b", "business.fixed_costs", 20.0),
        ("b", "business.opening_cash", None),
    )
    assert new == small(
        "[scenarios]",
        'a = { title = "A", audience = { for_you_views_per_video = "-20%", hours_per_video = 1 },'
        " business.opening_cash = 9, creator_rewards.on = false }",
        "b.audience.videos = 5 # five",
        "b.business = {fixed_costs = 20}",
        "b.audience.hours_per_video = 2",
    )


def with_scenario(plan: Plan, name: str, title: str, settings: dict[str, Setting]) -> Plan:
    return replace(plan, scenarios=(*plan.scenarios, Scenario(name, title)), settings={**plan.settings, name: settings})


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "[scenarios.a]\n\n# the end\n",
            '[scenarios.a]\n\n[scenarios.more]\ntitle = "More \\"x\\""\n{}\n\n# the end\n',
        ),
        ("[scenarios.a]", '[scenarios.a]\n\n[scenarios.more]\ntitle = "More \\"x\\""\n{}'),
        ("[audience]\n", '[audience]\n\n[scenarios.more]\ntitle = "More \\"x\\""\n{}\n'),
        ("[audience]\n\n", '[audience]\n\n[scenarios.more]\ntitle = "More \\"x\\""\n{}\n'),
        ("scenarios = {}\n", 'scenarios = { more.title = "More \\"x\\"", more.{}, more.{} }\n'),
    ],
)
def test_a_new_scenario(before: str, after: str) -> None:
    head = small().removesuffix("\n") + "\n"
    text = before + head if before.startswith("scenarios") else head + before
    plan = parse_plan(text)
    more = {"audience.videos": Setting(20.0), "audience.season_views": Setting((1.0,) * 12)}
    wanted = with_scenario(plan, "more", 'More "x"', more)
    new = updated(text, plan, wanted)
    must_say(new, wanted)
    videos, season = "audience.videos = 20", "audience.season_views = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]"
    inside = after.format(season, videos) if after.count("{}") > 1 else after.replace("{}", f"{season}\n{videos}")
    assert sorted(new) == sorted(inside + head if before.startswith("scenarios") else head + inside)


def test_a_scenario_that_the_workbook_does_not_have_stays() -> None:
    plan = parse_plan(EVERYTHING)
    fewer = replace(
        plan,
        scenarios=tuple(s for s in plan.scenarios if s.name != CAUTIOUS),
        settings={name: own for name, own in plan.settings.items() if name != CAUTIOUS},
    )
    assert updated(EVERYTHING, plan, fewer) == EVERYTHING


def test_titles() -> None:
    plan = parse_plan(EVERYTHING)
    titles = {"cautious": "Careful", "ambitious": "Going for it!"}
    wanted = replace(
        plan,
        title='Maya "M", skincare',
        scenarios=tuple(replace(s, title=titles.get(s.name, s.title)) for s in plan.scenarios),
    )
    new = updated(EVERYTHING, plan, wanted)
    must_say(new, wanted)
    assert differing(EVERYTHING, new) == [
        '- title = "Maya, skincare"  # a note',
        '+ title = "Maya \\"M\\", skincare"  # a note',
        '+ title = "Careful"',
        '- title = "Going for it"',
        '+ title = "Going for it!"',
    ]


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
        '+ affiliate.x.factor = { "2027-05" = 0, "2027-06" = 0 }',
        '+ affiliate.y.factor = { "2027-05" = 0, "2027-06" = 0.5 }',
    ]


def test_stress_lines_on_lines_of_their_own() -> None:
    lines = ["stress = [", '  "reach halves in month 1", # January', '  "affiliate stops in 2027-02",', "]"]
    text = small(*lines, "[[affiliate]]", 'name = "x"').replace("months = 6\n[creator_rewards]", "months = 6")
    text += "[creator_rewards]\n"
    new = edited(text, (BASE, "audience.reach_factor", {1: 0.9}))
    removed, *added = differing(text, new)
    assert removed == '-   "reach halves in month 1", # January'
    assert added == ["+ ", "+ [audience]", '+ reach_factor = { default = 1, "2027-01" = 0.9 }']


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


def test_line_ends_a_byte_order_mark_and_tabs_stay() -> None:
    text = "\ufeff" + small("[audience]", "\tvideos = 16\t# note", "[scenarios.a]").replace("\n", "\r\n")
    new = edited(text, (BASE, "audience.age", 20.0), (BASE, "audience.videos", {2: 1.0}), ("a", "audience.age", 30.0))
    assert new == text.replace(
        "\tvideos = 16\t# note\r\n", '\tvideos = { default = 16, "2027-02" = 1 }\t# note\r\n\tage = 20\r\n'
    ) + "audience.age = 30\r\n"  # fmt: skip


def test_a_last_line_without_an_end() -> None:
    text = small("[scenarios.a]", "audience.age = 30").rstrip("\n")
    assert edited(text, ("a", "audience.videos", 3.0)) == text + "\naudience.videos = 3"
    assert edited(text, ("a", "audience.age", None)) == text.removesuffix("\naudience.age = 30")


def test_numbers_that_differ_beyond_what_people_see_are_the_same() -> None:
    text = small("[audience]", "follow_rate = 0.012345678901234567")
    plan = parse_plan(text)
    assert updated(text, plan, tweaked(plan, BASE, "audience.follow_rate", 0.0123456789012346)) == text


@pytest.mark.parametrize("seed", range(24))
def test_any_tweaks_of_any_plan_in_any_style(seed: int) -> None:
    rng = random.Random(seed)
    source = (EVERYTHING, template_text(rng.choice(template_names())), random_plan(seed, months=rng.randint(1, 14)))
    text = styled(tomllib.loads(source[seed % 3]), seed)
    now = parse_plan(text)
    tweaks = random_tweaks(rng, now, rng.choice((1, 2, 5, 15)), scenarios=seed % 2, start=seed % 5 == 0)
    wanted = tweaks.on(now)
    assert updated(text, now, now) == text
    new = updated(text, now, wanted)
    must_say(new, wanted)
    assert updated(new, parse_plan(new), wanted) == new
    assert new.startswith("\ufeff") == text.startswith("\ufeff")
    assert new.endswith("\n") == text.endswith("\n")
    if "\r\n" in text:
        assert "\n" not in new.replace("\r\n", "")
    # Notes go only where their key does.
    notes = [Counter(re.findall(r"# note \d+", each)) for each in (text, new)]
    removed = len(text.split("\n")) - len(set(text.split("\n")) & set(new.split("\n")))
    assert sum((notes[0] - notes[1]).values()) <= removed


def problems_of(text: str, wanted: Plan) -> list[str]:
    with pytest.raises(PlanError) as caught:
        updated(text, parse_plan(text), wanted)
    return [str(problem) for problem in caught.value.problems]


def test_other_months_money_or_parts_are_refused() -> None:
    other = HEAD.replace("6", "7") + 'currency = "EUR"\n' + '[[affiliate]]\nname = "x"\n'
    wanted = replace(parse_plan(other), source="book.xlsx")
    assert problems_of(HEAD + REWARDS, wanted) == [
        "book.xlsx: it has 7 months, but plan.toml has 6 "
        "(build the workbook again from plan.toml, or write months = 7 in the plan)",
        "book.xlsx: its money is in EUR, but that of plan.toml is in USD "
        '(build the workbook again from plan.toml, or write currency = "EUR" in the plan)',
        "book.xlsx creator_rewards: Creator rewards is in plan.toml, but not in the workbook "
        "(build the workbook again from plan.toml)",
        "book.xlsx affiliate.x: Affiliate commissions: X is in the workbook, but not in plan.toml "
        "(pull into the plan that the workbook was built from)",
    ]


def test_a_line_that_would_get_too_long_is_refused() -> None:
    """The reader takes lines of 4,000 characters; nothing is handed on that it would refuse."""
    filler = ", ".join(f's{number} = {{ title = "{"x" * 19}{number}" }}' for number in range(9))
    longest = "# " + "x" * 3_300
    text = small(f"scenarios = {{ {filler} }} {longest}").replace("[creator_rewards]\n", "") + "[creator_rewards]\n"
    text = text.replace("[plan]\n", "").replace('start = "2027-01"\nmonths = 6\n', "")
    text = text.replace("scenarios", "plan.start = '2027-01'\nplan.months = 6\nscenarios", 1)
    plan = parse_plan(text)
    with pytest.raises(PlannerError, match="longer than 4,000 characters; nothing was written"):
        edited(text, *((f"s{n}", "audience.season_views", (1.0,) * 12) for n in range(9)), now=plan)
