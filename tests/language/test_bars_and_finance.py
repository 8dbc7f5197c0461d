"""Bars that are exactly met, and NPV, IRR and PMT against numpy-financial with its conventions stated."""

from __future__ import annotations

import math

import numpy as np
import numpy_financial as npf
import pytest
from hypothesis import given
from hypothesis import settings as fewer
from hypothesis import strategies as st

from revenue_planner.engine import functions
from revenue_planner.engine.run import run
from revenue_planner.ground.errors import EquationError
from revenue_planner.language import (
    ZERO,
    Assume,
    Condition,
    Expr,
    Stream,
    agrees,
    balance,
    figure,
    flag,
    irr,
    line,
    npv,
    opening_of,
    payment,
)
from revenue_planner.language.verification import check_component
from revenue_planner.plan.values import Setting
from tests.support.toys import by_month, plan_of


class Bars(Stream):
    """A sum of two amounts against a bar, in every way."""

    name = "bars"
    first = Assume(0.1, "money", low=0, high=100, minimum=-1e6)
    second = Assume(0.2, "money", low=0, high=100)
    bar = Assume(0.3, "money", low=0, high=100)

    @figure("money")
    def both(self) -> Expr:
        """First and second."""
        return self.first + self.second

    @flag()
    def at_least(self) -> Condition:
        """Meets the bar."""
        return self.both >= self.bar

    @flag()
    def above(self) -> Condition:
        """Above the bar."""
        return self.both > self.bar

    @flag()
    def at_most(self) -> Condition:
        """Not above the bar."""
        return self.both <= self.bar

    @flag()
    def below(self) -> Condition:
        """Below the bar."""
        return self.both < self.bar

    @flag()
    def same(self) -> Condition:
        """The same."""
        return agrees(self.both, self.bar)


def flags_of(first: float, second: float, bar: float) -> dict[str, bool]:
    inputs = {"bars.first": Setting(first), "bars.second": Setting(second), "bars.bar": Setting(bar)}
    result = run(plan_of(Bars, settings=inputs, months=1))
    return {
        name: bool(result.figure(f"bars.{name}", "base")) for name in ("at_least", "above", "at_most", "below", "same")
    }


def test_a_bar_that_is_exactly_met_counts_as_met() -> None:
    assert 0.1 + 0.2 > 0.3, "binary arithmetic misses this bar by a bit, else the test proves nothing"
    met = {"at_least": True, "above": False, "at_most": True, "below": False, "same": True}

    assert flags_of(0.1, 0.2, 0.3) == met
    assert flags_of(0.7, 0.1, 0.8) == met
    assert 0.7 + 0.1 < 0.8


@pytest.mark.parametrize("amount", [1e-6, 0.01, 1.0, 3e3, 1e9, 1e12])
@pytest.mark.parametrize("share", [-1e-2, -1e-8, -1e-11, 0.0, 1e-11, 1e-8, 1e-2])
def test_what_counts_as_a_difference_is_a_share_of_the_amount(amount: float, share: float) -> None:
    more, less = share > 1e-9, share < -1e-9

    assert flags_of(share * amount, amount, amount) == {
        "at_least": not less,
        "above": more,
        "at_most": not more,
        "below": less,
        "same": not (more or less),
    }


@pytest.mark.parametrize("amount", [1e-6, 1.0, 1e12])
def test_what_is_left_of_amounts_is_compared_with_0_among_them(amount: float) -> None:
    class Left(Stream):
        """Two amounts of which nothing but rounding is left."""

        name = "left"
        first = Assume(1, "money", low=0, high=100)
        second = Assume(1, "money", low=0, high=100)
        third = Assume(1, "money", low=0, high=100)

        @figure("money")
        def rest(self) -> Expr:
            """First and second, less the third."""
            return self.first + self.second - self.third

        @flag()
        def nothing(self) -> Condition:
            """Nothing is left."""
            return (self.rest <= ZERO).among(self.first, self.third)

    inputs = {"left.first": 0.1 * amount, "left.second": 0.2 * amount, "left.third": 0.3 * amount}
    result = run(plan_of(Left, settings={key: Setting(value) for key, value in inputs.items()}, months=1))
    assert result.figure("left.nothing", "base") == 1


def test_a_figure_that_is_left_over_is_not_compared_with_0_alone() -> None:
    class Alone(Stream):
        """A balance that is asked for its sign."""

        name = "alone"
        paid = Assume(1, "money", low=0, high=100)

        @balance("money", opening=lambda self: self.paid)
        def owed(self) -> Expr:
            """Before, less what is paid."""
            return self.owed.previous - self.paid

        @flag()
        def owing(self) -> Condition:
            """Something is owed."""
            return self.owed > ZERO

    with pytest.raises(EquationError, match=r"owing: compares with 0 what is left over .*among\(amounts\)"):
        check_component(Alone)


class Project(Stream):
    """A project's cash, judged in the three usual ways."""

    name = "project"
    put_in = Assume(1000, "money", low=0, high=5000)
    cash = Assume(0, "money", low=0, high=5000, minimum=-1e6, by_month=True)
    monthly_rate = Assume(0.01, "share", low=0, high=1)
    months_to_pay = Assume(6, "months", low=1, high=60, whole=True)
    judged = Assume(1, "factor", low=0, high=1)

    @line("money", opening=lambda self: ZERO - self.put_in)
    def flow(self) -> Expr:
        """Cash of the month; before month 1, what was put in."""
        return self.cash

    @figure("money")
    def value(self) -> Expr:
        """Put in at time 0; month 1 is discounted by one month."""
        return opening_of(self.flow) + npv(self.monthly_rate, self.flow)

    @figure("share")
    def rate_of_return(self) -> Expr:
        """Of what was put in and of the months after."""
        return irr(self.flow, self.judged, ZERO)

    @figure("money")
    def level_payment(self) -> Expr:
        """Repays what was put in, at the end of each month."""
        return payment(self.monthly_rate, self.months_to_pay, self.put_in)

    @balance("money", opening=lambda self: self.put_in)
    def owed(self) -> Expr:
        """What is left after interest and the level payment."""
        return self.owed.previous + self.owed.previous * self.monthly_rate - self.level_payment


FLOWS = [-50.0, 300.0, 250.0, 400.0, 350.0, 120.0]


def test_npv_puts_the_opening_figure_at_time_0_and_month_1_one_month_later() -> None:
    scenarios = {str(rate): {"project.monthly_rate": Setting(rate)} for rate in (0.0, 0.05, 0.3)}
    result = run(plan_of(Project, settings={"project.cash": by_month(*FLOWS)}, scenarios=scenarios))

    for name, rate in {"base": 0.01, "0.0": 0.0, "0.05": 0.05, "0.3": 0.3}.items():
        by_hand = -1000.0 + sum(flow / (1 + rate) ** month for month, flow in enumerate(FLOWS, start=1))
        assert result.figure("project.value", name) == pytest.approx(by_hand, rel=1e-12)
        assert result.figure("project.value", name) == pytest.approx(npf.npv(rate, [-1000.0, *FLOWS]), rel=1e-12)


def test_irr_is_the_rate_at_which_npv_is_0() -> None:
    plan = plan_of(
        Project,
        settings={"project.cash": by_month(*FLOWS)},
        scenarios={"cheap": {"project.put_in": Setting(500.0)}, "unjudged": {"project.judged": Setting(0.0)}},
    )
    result = run(plan)

    for name, put_in in {"base": 1000.0, "cheap": 500.0}.items():
        rate = result.figure("project.rate_of_return", name)
        assert rate == pytest.approx(npf.irr([-put_in, *FLOWS]), rel=1e-9)
        assert npf.npv(rate, [-put_in, *FLOWS]) == pytest.approx(0.0, abs=1e-6)
    assert math.isnan(result.figure("project.rate_of_return", "unjudged"))


@pytest.mark.parametrize(("rate", "months"), [(0.01, 6), (0.0, 6), (0.0075, 24), (0.2, 1)])
def test_the_level_payment_is_positive_and_repays_at_each_months_end(rate: float, months: int) -> None:
    inputs = {"project.monthly_rate": Setting(rate), "project.months_to_pay": Setting(float(months))}
    result = run(plan_of(Project, settings=inputs, months=months))

    paid = result.figure("project.level_payment", "base")
    assert paid == pytest.approx(-npf.pmt(rate, months, 1000.0), rel=1e-12)
    assert paid >= 1000.0 / months
    assert result.line("project.owed", "base")[-1] == pytest.approx(0.0, abs=1e-9)


@given(
    rates=st.lists(st.floats(0.0, 0.5), min_size=1, max_size=3),
    flows=st.lists(st.floats(-1e5, 1e5), min_size=1, max_size=24),
)
@fewer(max_examples=50, deadline=None)
def test_npv_of_any_row_at_any_rates(rates: list[float], flows: list[float]) -> None:
    found = functions.npv_over(np.array([rates]), np.array(flows)[:, None], len(flows))

    for number, rate in enumerate(rates):
        expected = sum(flow / (1 + rate) ** month for month, flow in enumerate(flows, start=1))
        assert found[0, number] == pytest.approx(expected, rel=1e-9, abs=1e-6)
