"""A figure is the user's where the user wrote it, whatever it is: draws, workbooks and counts go by that alone."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from revenue_planner.analysis.simulation.draws.ranges import range_of, ranges
from revenue_planner.analysis.simulation.simulate import simulate
from revenue_planner.api.plans import Plan as ApiPlan
from revenue_planner.api.plans import loads
from revenue_planner.cli.show.table import show_table
from revenue_planner.engine.functions import Array
from revenue_planner.engine.run import run
from revenue_planner.language.inputs import Assume
from revenue_planner.plan.templates import template_names, template_text
from revenue_planner.plan.values import BASE, Plan
from revenue_planner.report.parts.assumptions import assumptions
from revenue_planner.workbook.reading.plan import read_workbook
from tests.support.building import build

TAKE_HOME = "business.take_home_total"
#: A step beside a figure: far above rounding, and far below what would matter to anybody.
_STEP = 1e-6


@cache
def everything() -> ApiPlan:
    """The template that has every stream, over half a year."""
    text = template_text("full")
    return loads(re.sub(r"(?m)^months = .*$", "months = 6", text))


def shipped(plan: Plan) -> dict[str, float]:
    """The usual figure of every number of a plan that is given once for all months."""
    return {
        key: declared.base
        for key, declared in plan.inputs().items()
        if isinstance(declared, Assume) and plan.by_month(key, BASE) is None
    }


def beside(plan: Plan, key: str, step: float = _STEP) -> float:
    """A figure as near to the shipped one as is possible, yet another."""
    declared = plan.inputs()[key]
    assert isinstance(declared, Assume)
    away = 1.0 if declared.whole else step * (abs(declared.base) or 1.0)
    return declared.base + (away if declared.base + away <= declared.maximum else -away)


def bands(plan: Plan, trials: int) -> Array:
    """The percentiles of Base's take-home."""
    found = simulate(plan, trials=trials, seed=3, scenarios=(BASE,)).scenarios[0]
    return found.figures[TAKE_HOME].values[:, 0]


def must_not_tell_them_apart(key: str) -> None:
    """A plan that states the shipped figure of an input, and one that states its neighbour."""
    plan = everything().plan
    same = everything().with_inputs({key: shipped(plan)[key]}).plan
    near = everything().with_inputs({key: beside(plan, key)}).plan
    assert same.status(key, BASE) == near.status(key, BASE) == "yours"
    one, two = range_of(same, key, BASE), range_of(near, key, BASE)
    if same.inputs()[key].whole:  # type: ignore[attr-defined]
        return
    assert (one.p10, one.p90) == pytest.approx((two.p10, two.p90), rel=2 * _STEP, abs=2 * _STEP)
    if shipped(plan)[key]:
        assert ranges(same, BASE).keys() == ranges(near, BASE).keys()
    bands = [
        simulate(each, trials=100, seed=3, scenarios=(BASE,)).scenarios[0].figures[TAKE_HOME] for each in (same, near)
    ]
    first, second = (band.values[:, 0] for band in bands)
    assert first == pytest.approx(second, rel=1e-3, abs=1e-3 * float(np.abs(first).max())), key


FEW = (
    "audience.for_you_views_per_video", "audience.follow_rate", "affiliate.amazon.conversion", "business.tax_rate",
    "own_products.course.payment_delay", "creator_rewards.germany_share",
)  # fmt: skip


@pytest.mark.parametrize("key", FEW)
def test_the_shipped_figure_that_was_typed_is_drawn_like_its_neighbour(key: str) -> None:
    must_not_tell_them_apart(key)


@pytest.mark.exhaustive
@pytest.mark.parametrize("key", sorted(shipped(everything().plan)))
def test_every_shipped_figure_that_was_typed_is_drawn_like_its_neighbour(key: str) -> None:
    must_not_tell_them_apart(key)


def test_views_of_8000_are_drawn_like_views_of_8001() -> None:
    text = """
        [plan]
        start = "2027-01"
        months = 12
        [audience]
        opening_followers = 10_000
        opening_views = 130_000
        for_you_views_per_video = {}
        [[affiliate]]
        name = "amazon"
        [creator_rewards]
    """
    first, second = (bands(loads(text.format(views)).plan, 400) for views in (8000, 8001))
    assert first == pytest.approx(second, rel=0.01)
    usual = range_of(loads(text.replace("        for_you_views_per_video = {}\n", "")).plan, FEW[0], BASE)
    typed = range_of(loads(text.format(8000)).plan, FEW[0], BASE)
    assert (usual.p10, usual.p90) != (typed.p10, typed.p90)


@pytest.mark.parametrize("typed", ["nothing", "the shipped figures", "their neighbours"])
def test_a_workbook_keeps_who_wrote_a_figure(typed: str, tmp_path: Path) -> None:
    plan = everything().plan
    if typed != "nothing":
        figures = shipped(plan)
        if typed == "their neighbours":
            figures = {key: beside(plan, key) for key in figures}
        plan = everything().with_inputs(figures).plan
        assert set(figures) <= set(plan.own)
    built = build(plan)
    (tmp_path / "book.xlsx").write_bytes(built.file.data)
    read = read_workbook(tmp_path / "book.xlsx")
    assert read.own == plan.own
    assert {key: ranges(read, BASE)[key] for key in ranges(read, BASE)} == ranges(plan, BASE)


@pytest.mark.parametrize("name", template_names())
def test_all_say_the_same_count(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    plan = loads(template_text(name), f"{name}.toml").plan
    built, count = build(plan), len(plan.own)
    at = built.addresses
    stored = {
        label: built.file.stored[at.beside("Start", at.at("Start", label), 1)]
        for label in ("Inputs that are yours", "Inputs left at the usual figure")
    }
    assert list(stored.values()) == [count, len(plan.inputs()) - count]
    listed = [key for key, declared in plan.inputs().items() if declared.kind != "season"]
    assert {key: built.file.stored[at.status(key)] for key in listed} == {key: plan.status(key, BASE) for key in listed}
    assert assumptions(run(plan)).own == count
    show_table(run(plan), BASE, everything=False)
    assert f"{count} of {len(plan.inputs())} inputs are yours, the others are usual figures" in capsys.readouterr().out
