"""The benchmarks compare like with like: the other contenders do the same work and come to the same."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.build import ours, with_openpyxl, with_xlsxwriter
from benchmarks.captured import CapturedBook, capture
from benchmarks.memory import peak_mb
from benchmarks.plans import full
from benchmarks.simulation import drawn_by_hand
from benchmarks.table import Row, printed
from revenue_planner.analysis.simulation.draws.draw import Draws
from revenue_planner.plan.reading.plan import parse_plan
from revenue_planner.plan.templates import template_text
from revenue_planner.plan.values import Plan


@pytest.fixture(scope="module")
def plan() -> Plan:
    return full()


def test_draws_by_hand_have_the_planners_distributions(plan: Plan) -> None:
    trials = 20_000
    mine, hand = Draws(plan, ("base",), 2).inputs(0, trials)["base"], drawn_by_hand(plan, trials, seed=3)
    assert mine.keys() == hand.keys()
    levels = np.array([0.1, 0.25, 0.5, 0.75, 0.9])
    for key, array in mine.items():
        other = hand[key]
        assert other.shape == array.shape, key
        if array.shape[1] == 1:
            np.testing.assert_array_equal(other, array)
            continue
        apart = np.hypot(array.std(axis=1), other.std(axis=1)) / np.sqrt(trials)
        assert (np.abs(array.mean(axis=1) - other.mean(axis=1)) <= 5 * apart).all(), key
        if array.shape[0] == 1 and len(np.unique(array)) > 10:
            # Where in the one a percentile of the other lies; many draws may be the very same, at an end.
            percentiles = np.quantile(other, levels)
            below, up_to = ([each(array, value).mean() for value in percentiles] for each in (np.less, np.less_equal))
            off = 5 * np.sqrt(2 * levels * (1 - levels) / trials)
            assert (below < levels + off).all(), key
            assert (up_to > levels - off).all(), key
    for key in ("audience.reach_factor", "live_gifts.session_factor"):
        monthly = [np.corrcoef(np.log(np.maximum(found[key][[0, 1]], 1e-2)))[0, 1] for found in (mine, hand)]
        assert monthly[0] == pytest.approx(monthly[1], abs=0.05)
    for one, two in plan_pairs(plan):
        together = [np.corrcoef(found[one][0], found[two][0])[0, 1] for found in (mine, hand)]
        assert together[0] == pytest.approx(together[1], abs=0.05)
        assert abs(together[0]) > 0.05


def plan_pairs(plan: Plan) -> list[tuple[str, str]]:
    """Two inputs that the plan correlates, and two of reach."""
    pair = plan.risk.correlations[0]
    return [(pair.first, pair.second), ("audience.views_carried_on", "audience.size_effect")]


def test_the_memory_does_not_grow_with_the_trials() -> None:
    pytest.importorskip("resource")
    # Kept one by one, 20,000 more trials of all scenarios would take 280 MB.
    assert peak_mb(40_000) < peak_mb(20_000) + 60


@pytest.fixture(scope="module")
def captured() -> CapturedBook:
    """A smaller template than the one measured: the cells are of the same kinds."""
    return capture(ours(parse_plan(template_text("starter"), "starter.toml")))


@pytest.mark.parametrize("values", [True, False], ids=["XlsxWriter", "openpyxl"])
def test_the_other_libraries_write_the_same_cells(captured: CapturedBook, values: bool) -> None:
    book = capture(with_xlsxwriter(captured) if values else with_openpyxl(captured))
    assert captured.size > 20_000
    assert captured.formulas > 15_000
    looks, theirs = captured.xlsxwriter_looks, book.xlsxwriter_looks
    for wanted, found in zip(captured.sheets, book.sheets, strict=True):
        assert found.name == wanted.name
        assert found.heights == wanted.heights
        assert found.widths.keys() == wanted.widths.keys()
        for mine, other in zip(wanted.cells, found.cells, strict=True):
            assert (other.row, other.column) == (mine.row, mine.column)
            assert other.content == (pytest.approx(mine.content) if isinstance(mine.content, float) else mine.content)
            assert theirs[other.style] == looks[mine.style]
            if values:
                assert other.value == mine.value


def test_a_row_says_whether_its_aim_is_met() -> None:
    rows = [Row("build", 0.2, "theirs", 0.5, aim=0.5), Row("run", 0.01, "theirs", 0.1, aim=1 / 20)]
    assert [row.verdict for row in rows] == ["met (at most 0.50x)", "MISSED (at most 1/20)"]
    text = printed(rows).splitlines()
    assert len(text) == 4
    assert "200.0 ms" in text[2]
    assert "0.40x" in text[2]
