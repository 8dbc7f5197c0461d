"""Editing a plan's text: the new values are there, and nothing else has changed."""

from __future__ import annotations

import random
import re
import tomllib
from collections import Counter
from dataclasses import replace

import pytest

from revenue_planner.ground.errors import PlanError, PlannerError
from revenue_planner.plan.editing.edit import updated
from revenue_planner.plan.reading.plan import parse_plan
from revenue_planner.plan.templates import template_names, template_text
from revenue_planner.plan.values import BASE, Plan, Scenario, Setting
from tests.plan.styles import styled
from tests.support.editing import differing, edited, must_say, small, tweaked
from tests.support.plans import EVERYTHING, HEAD, REWARDS
from tests.support.random_plans import random_plan
from tests.support.tweaks import random_tweaks

CAUTIOUS = "cautious"


@pytest.mark.parametrize("text", [EVERYTHING, *map(template_text, template_names())])
def test_nothing_wanted_changes_nothing(text: str) -> None:
    plan = parse_plan(text)
    assert updated(text, plan, plan) == text


#: A line of a plan, its input, what is typed, and the line then.


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


MORE = '[scenarios.more]\ntitle = "More (2)"\naudience.videos = 20'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[scenarios.a]\n\n# end\n", f"[scenarios.a]\n\n{MORE}\n\n# end\n"),
        ("[scenarios.a]\n# end\n", f"[scenarios.a]\n# end\n\n{MORE}\n"),
        ("[scenarios.a]", f"[scenarios.a]\n\n{MORE}"),
        ("[audience]\n", f"[audience]\n\n{MORE}\n"),
        ("[audience]\n\n", f"[audience]\n\n{MORE}\n"),
        ("[scenarios.a]\n[audience]\n", f"[scenarios.a]\n\n{MORE}\n\n[audience]\n"),
        ("[scenarios]\na.title = 'a'\n", f"[scenarios]\na.title = 'a'\n\n{MORE}\n"),
    ],
)
def test_a_new_scenario(before: str, after: str) -> None:
    assert with_more(small() + before) == small() + after


def test_a_new_scenario_in_an_inline_table() -> None:
    head = "plan = { start = '2027-01' }\nscenarios = {}\n[creator_rewards]\n"
    inside = '{ more.title = "More (2)", more.audience.videos = 20 }'
    assert with_more(head) == head.replace("{}", inside)


def with_more(text: str) -> str:
    """The text with one more scenario."""
    plan = parse_plan(text)
    wanted = replace(
        plan,
        scenarios=(*plan.scenarios, Scenario("more", "More (2)")),
        settings={**plan.settings, "more": {"audience.videos": Setting(20.0)}},
    )
    new = updated(text, plan, wanted)
    must_say(new, wanted)
    return new


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
    titles = {"cautious": "Careful", "ambitious": "Going for it (2)"}
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
        '+ title = "Going for it (2)"',
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
        "book.xlsx affiliate.x: Affiliate: X is in the workbook, but not in plan.toml "
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
