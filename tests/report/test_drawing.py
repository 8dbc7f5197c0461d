"""Axes, labels and figures: the small arithmetic behind the charts and the tables."""

from __future__ import annotations

import math
import random
from itertools import pairwise

import numpy as np
import pytest

from revenue_planner.ground.months import Month, Timeline
from revenue_planner.language.inputs import Assume
from revenue_planner.report.charts.fitting import Scale, scale, shortened, spread, width_of, wrapped
from revenue_planner.report.charts.inks import ink, palette
from revenue_planner.report.charts.tornado import Bar, tornado
from revenue_planner.report.parts.figures import MOST_COLUMNS, by_period, periods
from revenue_planner.report.parts.numbers import (
    amount,
    by_months,
    chance,
    change,
    exact,
    margin,
    near,
    plan_months,
    seasons,
)

SHARE = Assume(0.03, "share", low=0.01, high=0.1)
PRICE = Assume(10, "money/order", low=1, high=100)


@pytest.mark.parametrize("seed", range(200))
def test_labels_keep_apart_in_their_order(seed: int) -> None:
    rng = random.Random(seed)
    low, high = 10.0, rng.uniform(60, 400)
    wanted = [rng.uniform(low - 50, high + 50) for _ in range(rng.randint(1, 12))]
    if rng.random() < 0.3:
        wanted = [wanted[0]] * len(wanted)
    placed = spread(wanted, 16, low, high)
    assert all(low - 1e-9 <= place <= high + 1e-9 for place in placed)
    gap = min(16.0, (high - low) / max(1, len(wanted) - 1))
    order = sorted(range(len(wanted)), key=lambda index: (wanted[index], index))
    heights = [placed[index] for index in order]
    assert all(upper - lower >= gap - 1e-9 for lower, upper in pairwise(heights))


def test_labels_with_room_stay_where_they_belong() -> None:
    assert spread([20, 60, 100], 16, 0, 200) == [20, 60, 100]
    assert spread([60, 62], 16, 0, 200) == [53, 69]
    assert spread([], 16, 0, 200) == []


@pytest.mark.parametrize(
    ("low", "high"),
    [(0, 17_000), (-180, 96_000), (-5_000, 7_500), (0, 0), (-30, 0), (0, 0.03), (1e9, 1.1e9), (-4e12, 0)],
)
def test_an_axis_holds_its_figures(low: float, high: float) -> None:
    found = scale(low, high)
    assert found.low <= low
    assert found.high >= high
    assert all(found.low <= mark <= found.high for mark in found.marks)
    steps = np.diff(found.marks)
    assert len(steps) >= 1
    assert steps == pytest.approx(steps[0])
    assert (found.high - found.low) - (high - low or 1) <= 1.2 * steps[0]
    assert len(set(found.texts)) == len(found.marks)


def test_an_axis_wastes_no_step() -> None:
    """A figure just below 0 does not add a whole step below it."""
    assert scale(-180, 96_000).marks[0] == 0
    assert -3_000 < scale(-180, 96_000).low < -180
    assert scale(-1e-9, 1e-9).texts == scale(0, 0).texts == ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]
    assert Scale(0, 3e7, (0.0, 1.5e7, 3e7)).texts == ["0", "15m", "30m"]
    assert Scale(-3e9, 0, (-3e10, 0.0)).texts == ["−30bn", "0"]
    assert Scale(0, 1, (0.0, 0.25, 0.5)).texts == ["0.00", "0.25", "0.50"]
    assert Scale(-2, 0, (-2.0, -1.0, 0.0)).texts == ["−2", "−1", "0"]


def test_words_fit_their_room() -> None:
    assert shortened("Sponsorships", 200, 12) == "Sponsorships"
    cut = shortened("Affiliate commissions", 60, 12)
    assert cut.endswith("…")
    assert width_of(cut, 12) <= 60
    assert wrapped("Affiliate commissions", 84, 2, 11) == ["Affiliate", "commissions"]
    assert wrapped("LIVE gifts", 84, 2, 11) == ["LIVE gifts"]
    lines = wrapped("a very long name of a stream of income", 84, 2, 11)
    assert len(lines) == 2
    assert all(width_of(line, 11) <= 84 for line in lines)
    assert wrapped("Unbreakablywidename", 60, 2, 11)[0].endswith("…")
    assert width_of("計画", 12) == 24


def test_amounts() -> None:
    assert amount(1234567.4) == "1,234,567"
    assert amount(-1234.5, 2) == "−1,234.50"
    assert amount(-0.3) == "0"
    assert amount(math.nan) == "–"
    assert (change(300), change(-300), change(0.2)) == ("+300", "−300", "0")


def test_chances() -> None:
    assert [chance(share) for share in (0, 0.004, 0.41, 0.996, 1)] == [
        "0\u202f%", "under 1\u202f%", "41\u202f%", "over 99\u202f%", "100\u202f%"
    ]  # fmt: skip
    assert margin(0) == margin(0.0001) == ""
    assert margin(0.005) == "±\u202f1"
    assert margin(0.001) == "±\u202f0.2"


def test_figures_of_inputs() -> None:
    assert exact(0.0213, SHARE) == "2.13\u202f%"
    assert exact(0.07, SHARE) == "7\u202f%"
    assert exact(1234.5, PRICE) == "1,234.5"
    assert near(0.14912, SHARE) == "14.9\u202f%"
    assert near(36_609.26, PRICE) == "36,609"
    assert near(0.000123456, PRICE) == "0.000123"
    assert near(0, PRICE) == "0"
    assert near(1e-7, SHARE) == "0.00001\u202f%"


def test_months_that_are_alike_stand_together() -> None:
    year = Timeline(Month(2027, 11), 4)
    assert by_months([1, 1, 1, 1], year, PRICE) == "1"
    assert by_months([16, 16, 4, 16], year, PRICE) == "Nov–Dec 2027: 16, Jan 2028: 4, Feb 2028: 16"
    assert by_months([16, 4, 4, 4], year, PRICE) == "Nov 2027: 16, Dec 2027–Feb 2028: 4"
    assert seasons((1.0,) * 11 + (1.2,), PRICE) == "Jan–Nov: 1, Dec: 1.2"
    assert plan_months(Month(2027, 1), Month(2027, 3)) == "Jan–Mar 2027"
    assert plan_months(Month(2027, 1), Month(2027, 1)) == "Jan 2027"


@pytest.mark.parametrize("months", [1, 2, 24, 25, 26, 27, 60])
def test_columns_cover_the_plan_once(months: int) -> None:
    timeline = Timeline(Month(2027, 2), months)
    spans = periods(timeline)
    assert len(spans) <= MOST_COLUMNS
    covered = [first + step for first, last in spans for step in range(last.months_since(first) + 1)]
    assert covered == list(timeline)
    values = [float(2**place % 97) for place in range(months)]
    assert sum(by_period(values, timeline)) == sum(values)


def test_colours_are_those_of_the_page() -> None:
    assert ink("band-2") == "var(--band-2)"
    with pytest.raises(ValueError, match="no colour nonsense"):
        ink("nonsense")
    streams = {"sponsorships": "#E69F00", "newsletter": "#4B0082"}
    light, dark = palette(streams, False), palette(streams, True)
    assert "--stream-newsletter: #4B0082;" in light
    assert "--stream-newsletter: #814CA8;" in dark
    assert light.count("--") == dark.count("--")
    assert light != dark


def test_a_bar_that_moves_one_way_has_both_figures_at_its_far_end() -> None:
    """Where both ends of an input bring more, neither figure may lie on the other bar."""
    drawn = str(tornado("Result", [Bar("Price", "Shop", ("1", 120.0), ("9", 150.0))], 100, "One input, both ends up."))
    assert "1 / 9" in drawn
    drawn = str(tornado("Result", [Bar("Price", "Shop", ("1", 20.0), ("9", 50.0))], 100, "One input, both ends down."))
    assert "1 / 9" in drawn
    drawn = str(tornado("Result", [Bar("Price", "Shop", ("1", 90.0), ("9", 150.0))], 100, "One input, both ways."))
    assert ">1<" in drawn
    assert ">9<" in drawn
