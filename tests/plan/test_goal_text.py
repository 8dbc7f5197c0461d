"""Goals as people write them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from revenue_planner.ground.months import Month
from revenue_planner.plan.goals import EXAMPLE, Comparison, GoalText, parse_goal

DECEMBER = Month(2027, 12)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (EXAMPLE, GoalText("take_home", ">=", 5000, DECEMBER)),
        ("take home of 5,000 USD in Dec 2027", GoalText("take home", ">=", 5000, DECEMBER, currency="USD")),
        ("Take-home => 5k by December 2027", GoalText("Take-home", ">=", 5000, DECEMBER)),
        ("take_home≥5_000€ by month 12", GoalText("take_home", ">=", 5000, number=12, currency="€")),
        ("take_home >= 5000 a month by 2027-12-31.", GoalText("take_home", ">=", 5000, DECEMBER)),
        ("take_home in December 2027 >= 5 000", GoalText("take_home", ">=", 5000, DECEMBER)),
        ("take_home at most EUR 5.5k in month 3", GoalText("take_home", "<=", 5500, number=3, currency="EUR")),
        ("earned over 5000 dollars by 12/2027", GoalText("earned", ">=", 5000, DECEMBER, currency="$")),
        ("take_home_12m >= 60000", GoalText("take_home_12m", ">=", 60000)),
        ("Take-home in 12 months should be at least 60000", GoalText("Take-home in 12 months", ">=", 60000)),
        ("lowest cash > -500", GoalText("lowest cash", ">=", -500)),
        ("profit >= -$200 by month 2", GoalText("profit", ">=", -200, number=2, currency="$")),
        ("followers >= 100,000 followers by 2028-06", GoalText("followers", ">=", 100_000, Month(2028, 6))),
        ("total take_home >= 80000 by 2027-12", GoalText("take_home", ">=", 80000, DECEMBER, total=True)),
        (
            "total of take-home at least $80,000 by the end of Dec 2027",
            GoalText("take-home", ">=", 80000, DECEMBER, total=True, currency="$"),
        ),
        ("affiliate.amazon.earned >= 500 by month 9", GoalText("affiliate.amazon.earned", ">=", 500, number=9)),
        ("largest_stream_share <= 50%", GoalText("largest_stream_share", "<=", 0.5, per_cent=True)),
        ("hours under 1.5 million in month 1", GoalText("hours", "<=", 1_500_000, number=1)),
    ],
)
def test_what_is_understood(text: str, said: GoalText) -> None:
    assert parse_goal(text) == said


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "names a result and an amount"),
        ("x" * 300 + " >= 5", "at most 200 characters"),
        ("take_home", "does not say how much"),
        ("take_home = 5000", 'write ">=" for at least'),
        ("take_home >= 5 >= 6", "compares once"),
        (">= 5000", "begins with the result"),
        ("take_home >= lots", '"lots" is not an amount'),
        ("take_home >= --5", "not a clear number"),
        ("take_home >= 5.000 by 2027-12", "write 5 or 5000"),
        ("take_home >= 9999999999999999", "more than this planner can reckon with"),
        ("take_home >= 5000 2027-12", "not an amount, with or without a month"),
        ("take_home >= 5000 by 2027", 'write "by 2027-12" for its December'),
        ("take_home >= 5000 by 12", 'write "by month 12"'),
        ("take_home >= 5000 by 2027-13", "2027-13 is not a month"),
        ("take_home >= 5000 by tomorrow", '"tomorrow" is not a month'),
        ("take_home >= 5000 by month 0", "there is no month 0"),
        ("take_home >= 5000 before 2027-12", "does not name one month"),
        ("take_home >= $5000 EUR by month 3", "in two currencies, $ and EUR"),
        ("take_home >= 5000 bananas by month 3", '"bananas" after the amount'),
    ],
)
def test_what_is_not(text: str, told: str) -> None:
    with pytest.raises(ValueError, match=re.escape(told)):
        parse_goal(text)


@given(
    result=st.sampled_from(("take_home", "Lowest cash", "affiliate.amazon.earned")),
    comparison=st.sampled_from((">=", "<=")),
    amount=st.one_of(st.integers(-(10**9), 10**9).map(float), st.floats(-1e9, 1e9).map(lambda x: round(x, 4))),
    when=st.one_of(st.none(), st.integers(1, 60), st.builds(Month, st.integers(1990, 2199), st.integers(1, 12))),
    total=st.booleans(),
    currency=st.sampled_from(("", "USD", "€", "R$")),
)
def test_a_goal_in_its_own_words_is_the_same(
    result: str, comparison: Comparison, amount: float, when: Month | int | None, total: bool, currency: str
) -> None:
    month, number = (when, None) if isinstance(when, Month) else (None, when)
    said = GoalText(result, comparison, amount, month, number, total, currency)
    assert parse_goal(str(said)) == said


@given(st.integers(0, 10_000))
def test_per_cents_in_their_own_words(hundredths: int) -> None:
    said = GoalText("share", "<=", hundredths / 10_000, per_cent=True)
    assert parse_goal(str(said)) == said


@given(st.text(alphabet="take_home >=<≥of5 0,.k%€$USD-by2027month atleast\n", max_size=60))
def test_any_text_is_read_or_told_what_is_wrong(text: str) -> None:
    try:
        said = parse_goal(text)
    except ValueError:
        return  # in words; any other error fails
    assert said.result
    assert said.month is None or said.number is None
