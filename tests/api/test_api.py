"""Plans in Python: loading, data frames, what-if changes, and what goes wrong."""

from __future__ import annotations

import doctest
from pathlib import Path

import numpy as np
import openpyxl
import pandas as pd
import pytest

import revenue_planner as rp
from revenue_planner import api
from revenue_planner.analysis.simulation.frames import Outcomes
from revenue_planner.ground.months import Month
from tests.support.account import with_account
from tests.support.running import PLAN


@pytest.fixture(scope="module")
def plan() -> rp.Plan:
    return rp.loads(PLAN)


@pytest.fixture(scope="module")
def run(plan: rp.Plan) -> rp.Run:
    return plan.run()


def test_the_documentation_is_true() -> None:
    failed, tried = doctest.testmod(api)
    assert (failed, tried > 5) == (0, True)


def test_everything_promised_is_there() -> None:
    for name in rp.__all__:
        assert getattr(rp, name) is not None
    assert set(rp.__all__) <= set(dir(rp))
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        rp.nonsense  # noqa: B018


def test_load(tmp_path: Path) -> None:
    path = tmp_path / "maya.toml"
    path.write_text(PLAN, encoding="utf-8")
    for where in (path, str(path)):
        loaded = rp.load(where)
        assert loaded.title == "Maya, skincare"
        assert loaded.plan.source == str(path)
    with pytest.raises(rp.PlanError, match="no such file"):
        rp.load(tmp_path / "nowhere.toml")
    with pytest.raises(rp.PlanError, match=r"plan\.toml:1:"):
        rp.loads("[plan")


def test_facts(plan: rp.Plan) -> None:
    assert plan.currency == "EUR"
    assert plan.scenarios == ["base", "cautious", "my_own"]
    assert (plan.months[0], plan.months[-1], len(plan.months)) == ("2027-01", "2028-02", 14)
    assert plan.warnings == ()
    assert repr(plan) == ('<Plan "Maya, skincare": 14 months from 2027-01 in EUR, scenarios base, cautious, my_own>')


def test_templates() -> None:
    assert "starter" in rp.templates()
    assert all(summary for summary in rp.templates().values())


def test_lines(run: rp.Run) -> None:
    lines = run.lines
    assert list(lines.columns) == ["scenario", "month", "line", "value", "unit", "stream"]
    result = run.result
    monthly = [key for key, line in result.model.lines.items() if line.declared.monthly]
    assert len(lines) == 3 * 14 * len(monthly)
    assert not lines.duplicated(["scenario", "month", "line"]).any()
    for scenario in result.scenarios:
        for key in ("audience.views", "affiliate.amazon.received", "business.cash", "sponsorships.signed.glow.fee_due"):
            if key not in monthly:
                continue
            found = lines[(lines.scenario == scenario) & (lines.line == key)]
            assert found.value.tolist() == result.line(key, scenario).tolist()
            assert found.month.tolist() == [pd.Timestamp(month.first_day) for month in result.plan.timeline]
    streams = lines.drop_duplicates("line").set_index("line").stream
    assert streams["affiliate.amazon.clicks"] == "affiliate"
    assert streams["by_stream.affiliate.earned"] == "affiliate"
    assert streams["audience.views"] == "audience"
    assert streams["business.cash"] == "business"
    signed = [key for key in monthly if key.startswith("sponsorships.signed.glow.")]
    assert signed
    assert set(streams[signed]) == {"sponsorships"}
    units = lines.drop_duplicates("line").set_index("line").unit
    assert units["business.cash"] == "EUR"
    assert units["sponsorships.fee"] == "EUR/deal"


def test_wide_agrees_with_lines(run: rp.Run) -> None:
    wide = run.wide("cautious")
    tidy = run.lines.query("scenario == 'cautious'").pivot(index="month", columns="line", values="value")
    pd.testing.assert_frame_equal(wide, tidy[list(wide.columns)], check_names=False, check_freq=False)
    assert isinstance(wide.index, pd.DatetimeIndex)
    assert wide["audience.videos_made"].loc["2027-03"].tolist() == [4.0]
    with pytest.raises(rp.UsageError, match='there is no scenario "cautios"; did you mean "cautious"'):
        run.wide("cautios")


def test_answers(run: rp.Run) -> None:
    answers = run.answers
    assert list(answers.index) == ["base", "cautious", "my_own"]
    wide = run.wide("base")
    first_year = wide["business.take_home"].iloc[:12].sum()
    assert answers.loc["base", "take_home_12m"] == pytest.approx(first_year, rel=1e-12)
    assert answers["lowest_cash"].dtype == np.float64
    assert answers.loc["base", "lowest_cash_month"] == wide["business.cash"].idxmin()
    assert answers["payback_month"].isna().all()
    assert answers["irr_monthly"].isna().all()


def test_inputs(run: rp.Run) -> None:
    inputs = run.inputs.set_index(["scenario", "input"])
    assert inputs.loc[("cautious", "affiliate.amazon.conversion"), "value"] == 0.015
    assert inputs.loc[("my_own", "affiliate.amazon.conversion"), "status"] == "as base"
    assert inputs.loc[("base", "audience.videos"), "months"] == {"2027-03": 4.0}
    assert inputs.loc[("base", "sponsorships.signed.glow.month"), "value"] == "2027-02"
    assert len(inputs) == 3 * len(run.result.plan.inputs())


def test_checks(run: rp.Run) -> None:
    checks = run.checks
    assert set(checks.kind) == {"check", "alert"}
    assert checks[checks.kind == "check"].ok.all()
    assert checks.ok.dtype == bool


def test_frames_are_yours_to_change(run: rp.Run) -> None:
    lines, wide = run.lines, run.wide()
    lines["value"] = 0.0
    wide["audience.views"] = 0.0
    assert run.wide()["audience.views"].min() > 0
    assert run.lines.value.abs().sum() > 0


def test_with_inputs_changes_only_what_it_says(plan: rp.Plan, run: rp.Run) -> None:
    other = plan.with_inputs({"audience.videos": 20, "affiliate.amazon.conversion": 0.01})
    assert plan.run().answers.equals(run.answers)
    wide = other.run().wide()
    assert set(wide["audience.videos_made"]) == {20.0}
    changed = other.run().inputs.set_index(["scenario", "input"])
    before = run.inputs.set_index(["scenario", "input"])
    differing = {key for key in before.index if changed.loc[key, "value"] != before.loc[key, "value"]}
    assert differing == {
        ("base", "audience.videos"), ("cautious", "audience.videos"), ("my_own", "audience.videos"),
        ("base", "affiliate.amazon.conversion"), ("my_own", "affiliate.amazon.conversion"),
    }  # fmt: skip
    assert other.title == plan.title


@pytest.mark.parametrize(
    ("key", "value", "wanted"),
    [
        ("affiliate.amazon.conversion", "x0.5", 0.015),
        ("affiliate.amazon.conversion", np.float64(0.025), 0.025),
        ("sponsorships.signed.glow.probability", 0.5, 0.5),
        ("sponsorships.signed.glow.month", Month(2027, 5), "2027-05"),
        ("sponsorships.signed.glow.month", pd.Timestamp(2027, 6, 1), "2027-06"),
        ("business.tax_rate", np.int64(0), 0.0),
        ("creator_rewards.on", "off", "off"),
        ("audience.season_views", np.full(12, 1.5), [1.5] * 12),
    ],
)
def test_with_inputs_of_a_scenario(plan: rp.Plan, key: str, value: object, wanted: object) -> None:
    inputs = plan.with_inputs({key: value}, scenario="my_own").run().inputs.set_index(["scenario", "input"])["value"]
    assert inputs["my_own", key] == wanted
    assert inputs["base", key] == plan.run().inputs.set_index(["scenario", "input"])["value"]["base", key]


def test_with_inputs_of_children_instances_and_missing_tables(plan: rp.Plan) -> None:
    other = plan.with_inputs(
        {"sponsorships.signed.glow.amount": 10, "affiliate.amazon.basket": 60, "business.drawings": [1, 2]}
    )
    inputs = other.run().inputs.set_index(["scenario", "input"])
    assert inputs.loc[("base", "sponsorships.signed.glow.amount"), "value"] == 10
    assert inputs.loc[("cautious", "affiliate.amazon.basket"), "value"] == 60
    assert other.run().wide()["business.drawings_paid"].tolist()[:3] == [1, 2, 2]
    text = '[plan]\ntitle = "T"\ncurrency = "USD"\nstart = "2027-01"\nmonths = 3\n[tiktok_shop.creator]\n'
    bare = rp.loads(with_account(text))
    more = bare.with_inputs({"audience.videos": 3, "business.tax_rate": 0, "tiktok_shop.creator.factor": 0.5})
    assert more.run().wide()["audience.videos_made"].tolist() == [3, 3, 3]


def test_with_inputs_that_cannot_be(plan: rp.Plan) -> None:
    with pytest.raises(rp.UsageError, match=r'no input "audience\.video"; did you mean "audience\.videos"'):
        plan.with_inputs({"audience.video": 20})
    with pytest.raises(rp.UsageError, match='no scenario "best"'):
        plan.with_inputs({"audience.videos": 20}, scenario="best")
    with pytest.raises(rp.PlanError) as caught:
        plan.with_inputs({"affiliate.amazon.conversion": 2.0, "audience.videos": "many"})
    assert len(caught.value.problems) == 2
    assert all(problem.place.line is None for problem in caught.value.problems)
    for impossible in (float("nan"), float("inf"), object()):
        with pytest.raises(rp.PlanError, match=r"audience\.videos"):
            plan.with_inputs({"audience.videos": impossible})


def test_what_is_taken_out_is_as_if_it_had_never_been_said(plan: rp.Plan) -> None:
    def said(changed: rp.Plan, key: str, scenario: str = "base") -> list[object]:
        return changed.run().inputs.set_index(["scenario", "input"]).loc[(scenario, key), ["value", "status"]].tolist()

    assert said(plan.with_inputs({"audience.videos": None}), "audience.videos") == [None, "not stated"]
    stated = plan.with_inputs({"audience.measured.new_followers": 500, "affiliate.amazon.basket": 60})
    assert said(stated, "audience.measured.new_followers") == [500, "measured"]
    again = stated.with_inputs({"audience.measured.new_followers": None, "affiliate.amazon.basket": None})
    assert said(again, "affiliate.amazon.basket") == said(plan, "affiliate.amazon.basket")
    assert again.run().answers.equals(plan.run().answers)
    as_base = plan.with_inputs({"affiliate.amazon.conversion": None}, "cautious")
    assert said(as_base, "affiliate.amazon.conversion", "cautious")[1] == "as base"
    with pytest.raises(rp.PlanError, match=r"audience\.followers_today: is missing"):
        plan.with_inputs({"audience.followers_today": None})


def test_to_excel(plan: rp.Plan, run: rp.Run, tmp_path: Path) -> None:
    path = tmp_path / "maya.xlsx"
    plan.to_excel(path)
    book = openpyxl.load_workbook(path, read_only=True)
    assert "Cautious" in book.sheetnames
    book.close()
    with pytest.raises(rp.OutputError, match="is there already"):
        plan.to_excel(str(path))
    with pytest.raises(rp.OutputError, match="is there already"):
        run.to_excel(path)
    path.write_bytes(b"old")
    run.to_excel(path, force=True)
    assert path.read_bytes()[:2] == b"PK"


def test_html_is_escaped() -> None:
    nasty = rp.loads(PLAN.replace("Maya, skincare", "<script>alert(1)</script>"))
    for html in (nasty._repr_html_(), nasty.run()._repr_html_()):
        assert "<table" in html
        assert "<script>" not in html
        assert "&lt;script&gt;" in html
    assert repr(nasty.run()).startswith("<Run of ")


@pytest.fixture(scope="module")
def outcomes(plan: rp.Plan) -> Outcomes:
    return plan.simulate(trials=300, seed=4, goal="earned >= 2000 by 2027-06")


def test_simulate(plan: rp.Plan, run: rp.Run, outcomes: Outcomes) -> None:
    simulation = outcomes.simulation
    assert (simulation.trials, simulation.seed) == (300, 4)
    months = outcomes.months
    assert list(months.columns[:6]) == ["scenario", "month", "line", "planned", "mean", "spread"]
    lines = run.lines.set_index(["scenario", "month", "line"])["value"]
    planned = months.set_index(["scenario", "month", "line"])["planned"]
    pd.testing.assert_series_equal(planned, lines.loc[planned.index], check_names=False)
    base = months[(months["scenario"] == "base") & (months["line"] == "business.take_home")]
    assert base["p50"].tolist() == simulation.scenarios[0].months["business.take_home"].at(0.5).tolist()
    assert (base["p5"] < base["p95"]).all()


def test_figures_and_chances_of_a_simulation(outcomes: Outcomes, run: rp.Run) -> None:
    figures = outcomes.figures.set_index(["scenario", "line"])
    take_home = figures.loc[("cautious", "business.take_home_12m")]
    assert take_home["planned"] == run.answers.loc["cautious", "take_home_12m"]
    assert take_home["p10"] < take_home["p50"] < take_home["p90"]
    assert np.isnan(figures.loc[("cautious", "against_base"), "planned"])
    assert ("base", "against_base") not in figures.index
    chances = outcomes.chances
    assert list(chances.index) == ["base", "cautious", "my_own"]
    assert chances["goal"].between(0, 1).all()
    assert (chances["goal_error"] > 0).all()
    assert np.isnan(chances.loc["base", "beats_base"])
    assert chances.loc["my_own", "beats_base"] == 0


def test_a_simulation_in_a_notebook(outcomes: Outcomes) -> None:
    assert repr(outcomes) == '<Outcomes of "Maya, skincare": 300 trials, seed 4, scenarios base, cautious, my_own>'
    html = outcomes._repr_html_()
    assert html.startswith("<p>&lt;Outcomes of &quot;Maya, skincare&quot;")
    assert html.count("<table") == 2


def test_what_cannot_be_simulated(plan: rp.Plan) -> None:
    with pytest.raises(rp.UsageError, match="trials: must be"):
        plan.simulate(trials=0)
    with pytest.raises(rp.UsageError, match="riches"):
        plan.simulate(trials=10, goal="riches >= 5")


def test_a_goal_is_sought(plan: rp.Plan) -> None:
    answer = plan.goal("take_home >= 1234 by month 3")
    need = next(need for need in answer.answer.needs if need.needed is not None)
    reached = plan.with_inputs({need.key: need.needed}).run().wide("base")["business.take_home"].iloc[2]
    assert reached == pytest.approx(1234, abs=0.01)
    with pytest.raises(rp.UsageError, match="scenario"):
        plan.goal("take_home >= 1 by month 3", "nobody")
