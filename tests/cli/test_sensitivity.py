"""`revenue-planner sensitivity`: the tornado, the shares, the what-ifs, data, and what it refuses."""

from __future__ import annotations

import csv
import json
import math
import re
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import Any

import click
import pytest

from revenue_planner.analysis.sensitivity.data import CSV_HEADER
from revenue_planner.analysis.sensitivity.one_at_a_time import sensitivity
from revenue_planner.analysis.sensitivity.result import Sensitivity, Swing
from revenue_planner.analysis.sensitivity.sobol import global_sensitivity
from revenue_planner.analysis.sensitivity.stress_cases import stress_cases
from revenue_planner.cli.sensitivity.command import SAMPLES, command, complete_result
from revenue_planner.cli.sensitivity.table import show_sensitivity
from revenue_planner.plan.reading.plan import load_plan, parse_plan
from revenue_planner.plan.templates import template_text
from revenue_planner.plan.values import Plan, Scenario
from tests.support.running import Run


@pytest.fixture
def plan(folder: Path) -> Plan:
    return load_plan(folder / "my_plan.toml")


@pytest.fixture
def wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "140")


def data_of(call: Run, *arguments: str) -> Any:
    outcome = call("sensitivity", "my_plan.toml", *arguments, "--json")
    assert outcome.code == 0, outcome.err
    return json.loads(outcome.out)


def tornado_of(out: str) -> list[str]:
    """The rows of the tornado, without its heading."""
    block = out.partition("from its low to its high\n")[2]
    return block.partition("the input at its low")[0].splitlines()[1:-1]


def test_the_inputs_with_the_largest_effect_stand_first(call: Run, plan: Plan, wide: None) -> None:
    outcome = call("sensitivity", "my_plan.toml", "--top", "5")
    assert outcome.code == 0
    found = sensitivity(plan)
    assert f"Base. Take-home in the whole plan, as planned: {found.result:,.0f} EUR\n" in outcome.out
    rows = tornado_of(outcome.out)
    assert len(rows) == 5
    for row, swing in zip(rows, found.swings, strict=False):
        assert row.strip().startswith(f"{swing.part}: {swing.label}")
        assert f" {swing.effect:,.0f} " in f"{row} "
    moving = sum(swing.effect != 0 for swing in found.swings)
    still = len(found.swings) - moving
    rest = f"{moving - 5} inputs with less effect (add --top {moving}), {still} inputs without effect."
    assert f"Not shown: {rest}" in outcome.out


def test_all_that_move_it_can_be_shown(call: Run, plan: Plan, wide: None) -> None:
    moving = [swing for swing in sensitivity(plan).swings if swing.effect != 0]
    out = call("sensitivity", "my_plan.toml", "--top", str(len(moving))).out
    assert len(tornado_of(out)) == len(moving)
    assert "with less effect" not in out


def test_every_line_fits_a_narrow_terminal(call: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    out = call("sensitivity", "my_plan.toml", "--top", "60", "--global", "--samples", "64").out
    assert max(map(len, out.splitlines())) <= 80


def swing(**changes: Any) -> Swing:
    usual = Swing("a.x", "Part", "Input", "factor", 1, 2, 5, 90, 120, 1.5)
    return replace(usual, **changes)


@pytest.mark.parametrize(
    ("own", "row"),
    [
        # Half the width stands for 20, the largest gap.
        (swing(result_high=120), "1         ▒▒▒▒▒▒▒▒│████████████████ 5"),
        (swing(result_low=120, result_high=90), "5         ████████│▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒ 1"),
        (swing(result_low=100, result_high=120), "1                 │████████████████ 5"),
        # Both ends above: the nearer one is drawn over the other.
        (swing(result_low=110, result_high=120), "1                 │▒▒▒▒▒▒▒▒████████ 5"),
        (swing(result_low=80, result_high=95), "1 ▒▒▒▒▒▒▒▒▒▒▒▒████│                 5"),
        # However little, it is seen.
        (swing(result_low=99.99, result_high=120), "1                ▒│████████████████ 5"),
    ],
)
def test_bars(own: Swing, row: str, plan: Plan, capsys: pytest.CaptureFixture[str], wide: None) -> None:
    found = Sensitivity(Scenario("base", "Base"), "business.x", "Result", "money", 100, (own,))
    show_sensitivity(plan, found, stress_cases(plan), 15)
    shown = tornado_of(capsys.readouterr().out)[0]
    assert row in re.sub(r"^  Part: Input +2 +", "", shown)


def test_without_blocks_there_are_letters(spawn: Run) -> None:
    out = spawn("sensitivity", "my_plan.toml", PYTHONIOENCODING="ascii").out
    assert "-- the input at its low   ## the input at its high" in out
    assert any(re.search(r"-\|#", row) for row in tornado_of(out))


def test_no_colour_where_the_output_goes_elsewhere(call: Run) -> None:
    assert "\x1b" not in call("sensitivity", "my_plan.toml").out


def test_a_month_is_sooner_or_later(call: Run, folder: Path, wide: None) -> None:
    (folder / "full.toml").write_text(template_text("full"), encoding="utf-8")
    out = call("sensitivity", "full.toml", "--on", "target_month", "--as-drawn").out
    assert re.search(r"as planned: [A-Z][a-z][a-z] 20\d\d\n", out)
    assert re.search(r" sooner .* later ", out)
    assert "8 months" in out
    assert "+1 %" not in out


def test_a_result_that_comes_and_goes(call: Run, folder: Path, wide: None) -> None:
    (folder / "full.toml").write_text(template_text("full"), encoding="utf-8")
    out = call("sensitivity", "full.toml", "--on", "irr_monthly", "--top", "2").out
    assert all(re.search(r"none at [\d,.]+", row) for row in tornado_of(out))
    outcome = call("sensitivity", "full.toml", "--on", "irr_monthly", "--json")
    first = json.loads(outcome.out)["inputs"][0]
    assert (first["result_low"] is None) != (first["result_high"] is None)
    assert first["effect"] is None


def test_a_result_that_nothing_moves(plan: Plan, capsys: pytest.CaptureFixture[str]) -> None:
    still = (swing(result_low=100, result_high=100), swing(result_low=math.nan, result_high=math.nan))
    found = Sensitivity(Scenario("base", "Base"), "business.x", "Result", "money", 100, still)
    show_sensitivity(plan, found, stress_cases(plan), 15)
    assert "None of 2 inputs changes it.\n" in capsys.readouterr().out


def test_what_if_stands_below(call: Run, plan: Plan, wide: None) -> None:
    out = call("sensitivity", "my_plan.toml").out.partition("What if")[2]
    for case in stress_cases(plan):
        assert re.search(rf"  {re.escape(case.label)} +{case.answers['take_home_total']:,.0f} ", out)
    assert '  stress = ["reach halves from month 7 for 3 months"]\n' in out


def test_the_scenario_and_the_result_that_are_asked_for(call: Run, plan: Plan) -> None:
    data = data_of(call, "--scenario", "cautious", "--on", "lowest_cash")
    found = sensitivity(plan, "lowest_cash", "cautious")
    assert data["scenario"] == "cautious"
    assert data["result"]["value"] == found.result
    assert [each["input"] for each in data["inputs"]] == [swing.key for swing in found.swings]


def test_json_is_complete(call: Run, plan: Plan) -> None:
    data = data_of(call)
    found = sensitivity(plan)
    assert data["result"] == {
        "line": "business.take_home_total",
        "label": "Take-home in the whole plan",
        "unit": "EUR",
        "value": found.result,
    }
    assert data["evaluations"] == found.evaluations
    assert data["shares"] == []
    for each, own in zip(data["inputs"], found.swings, strict=True):
        assert each == {
            "input": own.key, "part": own.part, "label": own.label, "unit": each["unit"],
            "by_month": own.every_month, "low": own.low, "value": own.today, "high": own.high,
            "result_low": own.result_low, "result_high": own.result_high, "effect": own.effect,
            "elasticity": own.elasticity,
        }  # fmt: skip
    assert {each["unit"] for each in data["inputs"]} >= {"EUR", "share", "EUR/order"}
    cases = stress_cases(plan)
    assert [case["line"] for case in data["stress"]] == [case.line for case in cases]
    for case, own_case in zip(data["stress"], cases, strict=True):
        assert case["results"]["take_home_total"] == own_case.answers["take_home_total"]
        month = case["results"]["break_even_month"]
        assert month is None or re.fullmatch(r"202\d-\d\d", month)


def test_csv_has_a_row_for_each_input(call: Run, plan: Plan) -> None:
    outcome = call("sensitivity", "my_plan.toml", "--csv", "--global", "--samples", "64")
    rows = list(csv.DictReader(StringIO(outcome.out)))
    assert tuple(rows[0]) == CSV_HEADER
    found, shares = sensitivity(plan), global_sensitivity(plan, "take_home_total", samples=64)
    assert [row["input"] for row in rows] == [own.key for own in found.swings]
    assert [float(row["result_high"]) for row in rows] == [own.result_high for own in found.swings]
    by_key = {row["input"]: row for row in rows}
    assert shares
    assert {key for key, row in by_key.items() if row["total"]} == {share.key for share in shares}
    for share in shares:
        assert float(by_key[share.key]["total"]) == share.total
        assert float(by_key[share.key]["first_error"]) == share.first_error


def test_shares_of_the_uncertainty(call: Run, plan: Plan, wide: None) -> None:
    out = call("sensitivity", "my_plan.toml", "--global", "--samples", "128", "--seed", "5", "--top", "3").out
    block = out.partition("whose is the uncertainty?")[2].partition("Shares of the uncertainty")[0]
    shares = global_sensitivity(plan, "take_home_total", samples=128, seed=5)
    rows = [re.split(r"  +", row.strip()) for row in block.splitlines()[2:] if row.strip()]
    assert rows == [
        [f"{share.part}: {share.label}", *(f"{number * 100:.1f} %".replace("-0.0", "0.0") for number in
         (share.total, share.total_error, share.first, share.first_error))]
        for share in shares[:3]
    ]  # fmt: skip


def test_global_says_how_far_it_is_only_where_somebody_looks_on(call: Run) -> None:
    outcome = call("sensitivity", "my_plan.toml", "--global", "--samples", "64", "--json")
    assert "Varying" not in outcome.err
    assert len(json.loads(outcome.out)["shares"]) > 20


def test_samples_are_as_said() -> None:
    options = {option.name: option for option in command.params}
    assert f"{SAMPLES} if you do not say" in (options["samples"].help or "")  # type: ignore[attr-defined]


def test_as_drawn_shows_only_what_is_drawn(call: Run, plan: Plan) -> None:
    data = data_of(call, "--as-drawn")
    assert [each["input"] for each in data["inputs"]] == [own.key for own in sensitivity(plan, as_drawn=True).swings]
    assert len(data["inputs"]) < len(data_of(call)["inputs"])


def test_a_workbook_is_as_good_as_a_plan(call: Run) -> None:
    assert call("build", "my_plan.toml", "--no-risk").code == 0
    one, other = (call("sensitivity", f"my_plan.{suffix}", "--json").out for suffix in ("toml", "xlsx"))
    inputs = [json.loads(text)["inputs"] for text in (one, other)]
    for mine, theirs in zip(*inputs, strict=True):
        assert mine["input"] == theirs["input"]
        assert mine["effect"] == pytest.approx(theirs["effect"], rel=1e-9)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--on", "take_hom_12m"], 'there is no result "take_hom_12m"; did you mean "take_home_12m"?'),
        (["--scenario", "cautios"], 'there is no scenario "cautios"; did you mean "cautious"?'),
        (["--json", "--csv"], "--json and --csv are two outputs"),
        (["--seed", "3"], "--samples and --seed are for --global"),
        (["--samples", "128"], "--samples and --seed are for --global"),
        (["--global", "--samples", "3"], "64"),
        (["--top", "0"], "--top"),
        (["--global", "--on", "payback_month"], "is not there in every draw"),
    ],
)
def test_what_is_refused(call: Run, arguments: list[str], told: str) -> None:
    outcome = call("sensitivity", "my_plan.toml", *arguments)
    assert outcome.code == 2
    assert told in outcome.err
    assert not outcome.out


def test_a_missing_file(call: Run) -> None:
    outcome = call("sensitivity", "nowhere.toml")
    assert outcome.code == 1
    assert "nowhere.toml" in outcome.err


def test_results_are_completed() -> None:
    context = click.Context(command)
    found = [item.value for item in complete_result(context, command.params[1], "take_home_1")]
    assert found == ["take_home_12m"]


def test_every_template_has_a_page(call: Run, folder: Path) -> None:
    for name in ("beauty", "live_host"):
        (folder / "other.toml").write_text(template_text(name), encoding="utf-8")
        outcome = call("sensitivity", "other.toml")
        assert outcome.code == 0
        assert len(tornado_of(outcome.out)) == 15
        assert parse_plan(template_text(name)).title in outcome.out
