"""Numbers and lists as people read and write them."""

from __future__ import annotations

import pytest

from revenue_planner.ground.text import (
    counted,
    figure_text,
    listed,
    money_text,
    number_text,
    relative_text,
    spoken,
    typed,
)


def test_numbers_as_typed_and_as_read() -> None:
    assert [typed(n) for n in (1000.0, 0.03, 0.000002, 1e12, -2.5)] == [
        "1000", "0.03", "0.000002", "1000000000000", "-2.5",
    ]  # fmt: skip
    assert [spoken(n) for n in (1000.0, 0.000002, 1e12)] == ["1,000", "0.000002", "1,000,000,000,000"]


def test_listed() -> None:
    assert listed([]) == "none"
    assert listed(["a"]) == "a"
    assert listed(["a", "b", "c"], "and") == "a, b and c"
    assert listed([str(n) for n in range(20)]).endswith("11, …")


@pytest.mark.parametrize(
    ("number", "unit", "shown"),
    [
        (12_345.678, "views", "12,346"), (45.5, "orders", "45.5"), (0.0035, "factor", "0.0035"),
        (0, "money", "0"), (-0.0, "money", "0"), (0.015, "share", "1.5 %"), (0.000002, "share/month", "0.0002 %"),
        (1e-17, "factor", "0"), (1_000_000, "views", "1,000,000"),
    ],
)  # fmt: skip
def test_figures_have_four_digits(number: float, unit: str, shown: str) -> None:
    assert number_text(number, unit) == shown


@pytest.mark.parametrize(
    ("share", "shown"),
    [(None, ""), (0.25, "+25 %"), (-0.0512, "-5.1 %"), (0.0001, "0 %"), (15.5, "+1,550 %"), (900, ">9999 %")],
)
def test_per_cents(share: float | None, shown: str) -> None:
    assert relative_text(share) == shown


@pytest.mark.parametrize("nothing", [0.0, -0.0, -1e-15, 1e-15])
def test_nothing_has_no_sign(nothing: float) -> None:
    assert number_text(nothing, sign=True) == "0"
    assert money_text(nothing, 2, sign=True) == figure_text(nothing, "money/order", sign=True) == "0.00"
    assert figure_text(nothing, "views", sign=True) == "0"


def test_one_and_several() -> None:
    assert [counted(n, "month") for n in (0, 1, 1200)] == ["0 months", "1 month", "1,200 months"]
    assert counted(2, "number has", "numbers have") == "2 numbers have"
