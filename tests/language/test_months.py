"""The numpy printer against the same sums done month by month: delays, leads, openings, recurrences."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from revenue_planner.engine import functions
from revenue_planner.engine.run import Result, run
from revenue_planner.ground.months import Month
from revenue_planner.language import (
    MONTH_NUMBER,
    MONTHS_ELAPSED,
    NEW_YEAR,
    ONE_MONTH,
    PLAN_MONTHS,
    ZERO,
    Assume,
    AssumeMonth,
    AssumeSeason,
    Condition,
    Expr,
    Stream,
    at_month,
    average,
    balance,
    closing,
    figure,
    first_month,
    flag,
    highest,
    line,
    lowest,
    month_number,
    opening_of,
    rate,
    seasonal,
    total,
    typical,
)
from revenue_planner.plan.values import Setting
from tests.support.toys import by_month, plan_of

AMOUNTS = [3.0, 1.0, 4.0, 1.5, 9.0, 2.0, 6.0, 5.0]
MONTHS = len(AMOUNTS)


class Money(Stream):
    """Everything that looks at another month."""

    name = "money"

    amount = Assume(0, "money", low=0, high=100, by_month=True)
    delay = Assume(1, "months", low=0, high=9, whole=True)
    lead = Assume(1, "months", low=0, high=9, whole=True)
    start = Assume(100, "money", low=0, high=1000)
    growth = Assume(0.1, "share", low=0, high=1)
    bar = Assume(5, "money", low=0, high=100)
    launch = AssumeMonth(3)
    season = AssumeSeason(tuple(float(number) for number in range(1, 13)), low=0, high=12)

    @line("money", opening=lambda self: self.start)
    def earned(self) -> Expr:
        """The amount."""
        return self.amount

    @line("money")
    def late(self) -> Expr:
        """Some months ago."""
        return self.earned.delayed_by(self.delay)

    @line("money")
    def early(self) -> Expr:
        """Some months later."""
        return self.earned.ahead_by(self.lead)

    @line("money")
    def before(self) -> Expr:
        """Last month's."""
        return self.earned.previous

    @balance("money", opening=lambda self: self.start)
    def savings(self) -> Expr:
        """Grows by interest on what was there, and by what is earned beyond the month before."""
        return self.savings.previous + self.interest + self.earned - self.earned.previous

    @line("money")
    def interest(self) -> Expr:
        """On what was there."""
        return self.savings.previous * self.growth

    @rate("factor")
    def seasoned(self) -> Expr:
        """The season's factor."""
        return seasonal(self.season)

    @flag()
    def rich(self) -> Condition:
        """1 above the bar."""
        return self.earned > self.bar

    @figure("date")
    def first_rich(self) -> Expr:
        """The first month above the bar."""
        return first_month(self.rich)

    @figure("months")
    def launch_number(self) -> Expr:
        """The launch in months of the plan."""
        return month_number(self.launch)

    @line("months")
    def since(self) -> Expr:
        """Months since the launch, and what the timeline says."""
        return MONTH_NUMBER - self.launch_number + MONTHS_ELAPSED - MONTHS_ELAPSED + PLAN_MONTHS - PLAN_MONTHS

    @line("months")
    def first_number(self) -> Expr:
        """The first month's number."""
        return ONE_MONTH

    @line("flag")
    def anniversary(self) -> Expr:
        """1 at each new year of the plan."""
        return NEW_YEAR

    @figure("money")
    def sum_of_all(self) -> Expr:
        """All months."""
        return total(self.earned)

    @figure("money")
    def sum_of_three(self) -> Expr:
        """Three months."""
        return total(self.earned, 3)

    @figure("money")
    def least(self) -> Expr:
        """The lowest month."""
        return lowest(self.earned)

    @figure("money")
    def most(self) -> Expr:
        """The highest month."""
        return highest(self.earned)

    @figure("money")
    def median(self) -> Expr:
        """The median month."""
        return typical(self.earned)

    @figure("money")
    def mean(self) -> Expr:
        """The average month."""
        return average(self.earned)

    @figure("money")
    def last(self) -> Expr:
        """The last month."""
        return closing(self.earned)

    @figure("money")
    def opened(self) -> Expr:
        """Before month 1."""
        return opening_of(self.earned)

    @figure("money")
    def in_month_4(self) -> Expr:
        """The fourth month."""
        return at_month(self.earned, 4)

    @figure("money")
    def sum_of_a_constant_row(self) -> Expr:
        """A row that is the same in every month has as many months as any."""
        return total(self.same)

    @line("money")
    def same(self) -> Expr:
        """The same in every month."""
        return self.start + ZERO


DELAYS = {"base": 1.0, "none": 0.0, "three": 3.0, "all": 8.0, "beyond": 9.0}


def _moved_by(delay: float) -> dict[str, Setting]:
    moved = {f"money.{name}": Setting(delay) for name in ("delay", "lead")}
    return {**moved, "money.growth": Setting(delay / 10)}


@pytest.fixture(scope="module")
def result() -> Result:
    others = {name: _moved_by(delay) for name, delay in DELAYS.items() if name != "base"}
    return run(plan_of(Money, months=MONTHS, settings={"money.amount": by_month(*AMOUNTS)}, scenarios=others))


@pytest.mark.parametrize(("scenario", "delay"), DELAYS.items())
def test_delays_and_leads_of_every_scenario(result: Result, scenario: str, delay: float) -> None:
    late = [AMOUNTS[m - int(delay)] if m >= delay else 0.0 for m in range(MONTHS)]
    early = [AMOUNTS[min(m + int(delay), MONTHS - 1)] for m in range(MONTHS)]

    assert result.line("money.late", scenario).tolist() == late
    assert result.line("money.early", scenario).tolist() == early


@pytest.mark.parametrize(("scenario", "growth"), [("base", 0.1), ("none", 0.0), ("three", 0.3)])
def test_a_recurrence_month_by_month(result: Result, scenario: str, growth: float) -> None:
    savings, earned_before, expected = 100.0, 100.0, []
    for earned in AMOUNTS:
        savings = savings + savings * growth + earned - earned_before
        earned_before = earned
        expected.append(savings)

    assert result.line("money.savings", scenario) == pytest.approx(expected, rel=1e-12)
    assert result.opening("money.savings", scenario) == 100.0


def test_previous_reads_the_opening_figure_in_month_1(result: Result) -> None:
    assert result.line("money.before", "base").tolist() == [100.0, *AMOUNTS[:-1]]


def test_figures_over_a_row(result: Result) -> None:
    expected = {
        "sum_of_all": sum(AMOUNTS),
        "sum_of_three": sum(AMOUNTS[:3]),
        "least": min(AMOUNTS),
        "most": max(AMOUNTS),
        "median": 3.5,
        "mean": sum(AMOUNTS) / MONTHS,
        "last": AMOUNTS[-1],
        "opened": 100.0,
        "in_month_4": 1.5,
        "sum_of_a_constant_row": 100.0 * MONTHS,
    }
    assert {name: result.figure(f"money.{name}", "base") for name in expected} == pytest.approx(expected)


def test_the_first_month_of_a_flag() -> None:
    plan = plan_of(
        Money,
        months=MONTHS,
        settings={"money.amount": by_month(*AMOUNTS)},
        scenarios={
            "at_once": {"money.bar": Setting(2.0)},
            "never": {"money.bar": Setting(99.0)},
        },
    )
    result = run(plan)

    assert result.figure("money.first_rich", "base") == 5.0
    assert result.figure("money.first_rich", "at_once") == 1.0
    assert math.isnan(result.figure("money.first_rich", "never"))


def test_calendar_months_and_month_numbers() -> None:
    result = run(
        plan_of(
            Money,
            months=26,
            scenarios={
                "before": {"money.launch": Setting(Month(2026, 11))},
                "after": {"money.launch": Setting(Month(2029, 6))},
            },
        )
    )

    assert result.line("money.seasoned", "base").tolist() == [float(m % 12 + 1) for m in range(26)]
    assert result.line("money.anniversary", "base").nonzero()[0].tolist() == [12, 24]
    assert result.line("money.first_number", "base").tolist() == [1.0] * 26
    for scenario, number in {"base": 3.0, "before": -1.0, "after": 30.0}.items():
        assert result.figure("money.launch_number", scenario) == number
        assert result.line("money.since", scenario).tolist() == [m + 1 - number for m in range(26)]


@given(
    row=st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=12),
    shifts=st.lists(st.integers(0, 14), min_size=1, max_size=4),
)
@settings(max_examples=60, deadline=None)
def test_any_delay_and_lead_of_any_row(row: list[float], shifts: list[int]) -> None:
    months = len(row)
    column, moved = np.array(row)[:, None], np.array([shifts], dtype=float)

    late = functions.delayed(column, moved, months)
    early = functions.ahead(column, moved, months)

    for number, shift in enumerate(shifts):
        assert late[:, number].tolist() == [row[m - shift] if m >= shift else 0.0 for m in range(months)]
        assert early[:, number].tolist() == [row[min(m + shift, months - 1)] for m in range(months)]
