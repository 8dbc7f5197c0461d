"""What a text probably means."""

from __future__ import annotations

import pytest

from revenue_planner.ground.months import Month
from revenue_planner.plan.reading.hints import listed, month_in, nearest, number_in, spoken, typed


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("3%", 0.03),
        ("0.5 %", 0.005),
        ("3 percent", 0.03),
        ("$5", 5),
        ("5 USD", 5),
        ("EUR 5.50", 5.5),
        ("1,000", 1000),
        ("1,234,567.5", 1234567.5),
        ("1 000", 1000),
        ("1'000", 1000),
        ("1_000", 1000),
        ("0,03", 0.03),
        ("1.000,50", 1000.5),
        (".5", 0.5),
        ("-5", -5),
        ("−5", -5),
        ("1.5k", 1500),
        ("2 million views", 2_000_000),
        ("5 months", 5),
        ("007", 7),
        ("0.125", 0.125),
        ("1.250", None),
        ("12,34,56", None),
        ("five", None),
        ("", None),
        ("5-6", None),
        ("1.2.3", None),
    ],
)
def test_number_in(text: str, number: float | None) -> None:
    assert number_in(text) == number


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("January 2027", Month(2027, 1)),
        ("2027 Sept", Month(2027, 9)),
        ("3/2027", Month(2027, 3)),
        ("2027.3", Month(2027, 3)),
        ("2027/03/15", Month(2027, 3)),
        ("15/03/2027", None),
        ("13/2027", None),
        ("2027", None),
        ("soon", None),
    ],
)
def test_month_in(text: str, month: Month | None) -> None:
    assert month_in(text) == month


def test_numbers_as_typed_and_as_read() -> None:
    assert [typed(n) for n in (1000.0, 0.03, 0.000002, 1e12, -2.5)] == [
        "1000", "0.03", "0.000002", "1000000000000", "-2.5",
    ]  # fmt: skip
    assert [spoken(n) for n in (1000.0, 0.000002, 1e12)] == ["1,000", "0.000002", "1,000,000,000,000"]


def test_nearest() -> None:
    assert nearest("vidoes", ["age", "videos"]) == 'did you mean "videos"?'
    assert nearest("Own-Products", ["own_products"]) == 'did you mean "own_products"?'
    assert nearest("podcasts", ["own_products", "plan"]) == ""


def test_listed() -> None:
    assert listed([]) == "none"
    assert listed(["a"]) == "a"
    assert listed(["a", "b", "c"], "and") == "a, b and c"
    assert listed([str(n) for n in range(20)]).endswith("11, …")
