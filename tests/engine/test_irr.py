"""The rate of return of many columns at once, against numpy-financial's of one."""

from __future__ import annotations

import numpy as np
import numpy_financial as npf
import pytest

from revenue_planner.engine.functions import Array, irr_over
from tests.support.flows import hostile_flows

ALWAYS = np.ones((1, 1))
SOMEWHERE = np.zeros((1, 1))


def flows_that_pay_back_once(months: int, columns: int) -> Array:
    """Put in, some bad months, good ones, now and then a bad end: their running sum crosses 0 once, upwards."""
    rng = np.random.default_rng(months)
    flows = rng.uniform(0, 900, (months + 1, columns)) * rng.uniform(0.1, 10, columns)
    flows[1 : max(2, months // 4)] -= 300 * rng.uniform(0, 8, columns)
    flows[-max(1, months // 5) :] -= rng.uniform(0, 1500, columns)
    flows[0] = -(10 ** rng.uniform(0, 6, columns))
    so_far = flows.cumsum(axis=0)
    crossings = (np.diff(np.sign(so_far), axis=0) != 0).sum(axis=0)
    return flows[:, (crossings == 1) & (so_far[-1] > 0)]


@pytest.mark.parametrize("months", [1, 2, 3, 12, 36, 60])
def test_it_is_numpy_financials_rate(months: int) -> None:
    """Wherever that finds the rate above 0, to 1e-10; elsewhere it has found a root below 0."""
    flows = flows_that_pay_back_once(months, 2_000)
    ours = irr_over(flows, ALWAYS, SOMEWHERE)[0]
    theirs = np.array([npf.irr(flows[:, column]) for column in range(flows.shape[1])])
    above = theirs > 0
    assert above.sum() > 400
    np.testing.assert_allclose(ours[above], theirs[above], rtol=1e-10, atol=1e-10)


@pytest.mark.parametrize("months", [2, 12, 36, 60])
def test_at_this_rate_the_flows_are_worth_nothing(months: int) -> None:
    flows = flows_that_pay_back_once(months, 2_000)
    rates = irr_over(flows, ALWAYS, SOMEWHERE)[0]
    assert (rates > 0).all()
    worth = np.array([npf.npv(rate, flows[:, column]) for column, rate in enumerate(rates)])
    assert np.abs(worth / -flows[0]).max() < 1e-9


def test_the_rate_above_0_is_found_beside_one_below() -> None:
    """These flows are worth nothing at 176 % and at -89 % a month; npf.irr returns what is nearer to 0."""
    flows = np.array([[-88.6], [-3562.37], [10945.19], [-1166.55]])
    assert npf.irr(flows[:, 0]) == pytest.approx(-0.88943, abs=1e-5)
    rate = irr_over(flows, ALWAYS, SOMEWHERE)[0, 0]
    assert rate == pytest.approx(1.76396, abs=1e-5)
    assert npf.npv(rate, flows[:, 0]) == pytest.approx(0, abs=1e-9)


def test_worked_by_hand() -> None:
    """100 put in; 120 a month later is 20 %; 121 two months later is 10 %."""
    assert irr_over(np.array([[-100.0], [120.0]]), ALWAYS, SOMEWHERE)[0, 0] == pytest.approx(0.2, rel=1e-14)
    two = np.array([[-100.0], [0.0], [121.0]])
    assert irr_over(two, ALWAYS, SOMEWHERE)[0, 0] == pytest.approx(0.1, rel=1e-14)


@pytest.mark.parametrize("guess", [-0.5, 0.0, 0.01, 1.0, 50.0, 1e9])
def test_any_guess_leads_there(guess: float) -> None:
    flows = flows_that_pay_back_once(36, 500)
    ours = irr_over(flows, ALWAYS, np.full((1, 1), guess))
    np.testing.assert_allclose(ours, irr_over(flows, ALWAYS, SOMEWHERE), rtol=1e-10, atol=1e-12)


@pytest.mark.parametrize("months", [1, 2, 12, 60])
def test_hostile_flows(months: int) -> None:
    """At a rate a little lower they are worth more than nothing, at one a little higher less."""
    flows = hostile_flows(months, 2_000)
    rates = irr_over(flows, ALWAYS, SOMEWHERE)[0]
    for sign in (-1, 1):
        discount = 1 / (1 + rates * (1 + sign * 1e-6) + sign * 1e-13)
        worth = np.polynomial.polynomial.polyval(discount, flows, tensor=False)
        assert (np.sign(worth) == -sign).all()


def test_where_there_is_none_it_is_not_a_number() -> None:
    flows = np.array([[-100.0, -100.0, 100.0], [120.0, 10.0, 10.0]])
    found = irr_over(flows, np.array([[1.0, 0.0, 0.0]]), SOMEWHERE)
    assert found[0, 0] == pytest.approx(0.2)
    assert np.isnan(found[0, 1:]).all()
    assert np.isnan(irr_over(flows, np.zeros((1, 3)), SOMEWHERE)).all()


def test_tiny_and_huge_rates() -> None:
    flows = np.array([[-1e6, -1.0], [1.0, 1e6], [1e6, 0.0]])
    rates = irr_over(flows, ALWAYS, SOMEWHERE)[0]
    assert rates[0] == pytest.approx(5e-7, rel=1e-6)
    assert rates[1] == pytest.approx(1e6 - 1, rel=1e-9)


def test_numbers_that_overflowed_do_not_hang_it() -> None:
    flows = np.array([[-1.0, -1.0], [np.nan, np.inf], [1.0, 1.0]])
    with np.errstate(all="ignore"):
        assert irr_over(flows, ALWAYS, SOMEWHERE).shape == (1, 2)
