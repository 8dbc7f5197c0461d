"""An edited value keeps the form in which the file has it."""

from __future__ import annotations

import pytest

from revenue_planner.ground.months import Month
from revenue_planner.plan.reading.plan import parse_plan
from revenue_planner.plan.values import BASE, Value
from tests.support.editing import differing, edited, small

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
    text = small("[audience]", line, "", "# the end")
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
    text = small("[audience]", line, "", "# the end")
    typed: list[object] = [months] if months else []
    if value is not None:
        typed.append(value)
    assert edited(text, (BASE, "audience.videos", *typed)) == text.replace(line, after)


def test_dotted_months_become_one_number() -> None:
    text = small("[audience]", "videos.default = 16 # note", 'videos."2027-03" = 4', "age = 20", "[business]")
    assert edited(text, (BASE, "audience.videos", {3: None})) == small(
        "[audience]", "age = 20", "videos = 16", "[business]"
    )


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


def test_a_month_of_a_change_of_base() -> None:
    """The rest of the change goes on to follow Base."""
    text = small("[audience]", "videos = [10, 20]", "[scenarios.a]", 'audience.videos = "-10%"')
    new = edited(text, ("a", "audience.videos", {3: 7.0}))
    assert differing(text, new)[1] == '+ audience.videos = { default = "-10%", "2027-03" = 7 }'
