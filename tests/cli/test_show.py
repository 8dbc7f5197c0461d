"""`show`: a table for people, JSON and CSV for programs, all of the same numbers."""

from __future__ import annotations

import csv
import io
import json
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from revenue_planner.cli.show.table import sparkline
from revenue_planner.engine.run import run
from revenue_planner.plan.reading.plan import parse_plan
from tests.support.running import PLAN, Run

COLOUR = re.compile(r"\x1b\[")


@pytest.fixture
def data(call: Run) -> dict[str, Any]:
    outcome = call("show", "my_plan.toml", "--json")
    assert outcome.code == 0
    found: dict[str, Any] = json.loads(outcome.out)
    return found


def test_json_has_every_line_of_every_scenario_and_month(data: dict[str, Any]) -> None:
    result = run(parse_plan(PLAN))
    monthly = [key for key, line in result.model.lines.items() if line.declared.monthly]
    assert list(data["lines"]) == monthly
    for key in monthly:
        scenarios = data["lines"][key]["scenarios"]
        assert list(scenarios) == ["base", "cautious", "my_own"]
        for name, values in scenarios.items():
            assert values == result.line(key, name).tolist()  # to the last bit


def test_json_names_months_units_and_scenarios(data: dict[str, Any]) -> None:
    months = data["months"]
    assert (months[0], months[-1], len(months)) == ("2027-01", "2028-02", 14)
    assert data["currency"] == "EUR"
    assert data["scenarios"] == {"base": "Base", "cautious": "Cautious", "my_own": "Café"}


def test_json_results(data: dict[str, Any]) -> None:
    result = run(parse_plan(PLAN))
    assert list(data["results"]) == list(result.model.answers)
    take_home = data["results"]["take_home_12m"]
    assert take_home["unit"] == "EUR"
    assert take_home["line"] == "business.take_home_12m"
    assert take_home["scenarios"]["base"] == result.answers("base")["take_home_12m"]
    unlock = data["results"]["creator_rewards_unlock_month"]["scenarios"]
    assert unlock["base"] == "2027-01"
    # Nothing was put in, so there is nothing to pay back.
    assert data["results"]["payback_month"]["scenarios"]["base"] is None
    assert data["results"]["irr_monthly"]["scenarios"]["base"] is None


def test_json_inputs_say_whose_figure_it_is(data: dict[str, Any]) -> None:
    inputs = data["inputs"]
    assert inputs["audience.videos"]["scenarios"]["base"] == {
        "value": 16.0,
        "months": {"2027-03": 4.0},
        "status": "yours",
    }
    conversion = inputs["affiliate.amazon.conversion"]
    assert conversion["unit"] == "order/click"
    assert conversion["scenarios"]["base"]["status"] == "usual"
    assert conversion["scenarios"]["cautious"] == {"value": 0.015, "months": None, "status": "yours"}
    assert conversion["scenarios"]["my_own"]["status"] == "as base"
    assert inputs["sponsorships.signed.glow.month"]["scenarios"]["base"]["value"] == "2027-02"
    assert inputs["audience.season_views"]["scenarios"]["base"]["value"] == [1.0] * 12
    assert inputs["creator_rewards.on"]["scenarios"]["base"]["value"] == "on"


def test_json_has_null_where_nothing_is_stated(folder: Path, call: Run) -> None:
    months = 'completion_planned = { "2027-03" = 0.4 }\nvideos = { "from 2027-06" = 20 }'
    text = PLAN.replace('videos = { default = 16, "2027-03" = 4 }', months)
    (folder / "my_plan.toml").write_text(text + "audience.measured.new_followers = 900\n", encoding="utf-8")
    outcome = call("show", "my_plan.toml", "--json")
    inputs = json.loads(outcome.out, parse_constant=lambda name: pytest.fail(f"{name} is no JSON"))["inputs"]
    planned, videos, gained = (
        inputs[key]["scenarios"]
        for key in ("audience.completion_planned", "audience.videos", "audience.measured.new_followers")
    )
    assert planned["base"] == {"value": None, "months": {"2027-03": 0.4}, "status": "yours"}
    assert videos["base"]["value"] is None
    assert list(videos["base"]["months"]) == [f"2027-{n:02d}" for n in range(6, 13)] + ["2028-01", "2028-02"]
    assert gained["base"] == {"value": None, "months": None, "status": "not stated"}
    assert gained["my_own"] == {"value": 900.0, "months": None, "status": "measured"}
    assert call("show", "my_plan.toml", "--csv").code == 0


def test_json_checks_hold(data: dict[str, Any]) -> None:
    arithmetic = [check for check in data["checks"].values() if check["kind"] == "check"]
    assert len(arithmetic) > 10
    assert all(check["scenarios"] == {"base": True, "cautious": True, "my_own": True} for check in arithmetic)


def test_csv_is_the_same_as_json(call: Run, data: dict[str, Any]) -> None:
    rows = list(csv.DictReader(io.StringIO(call("show", "my_plan.toml", "--csv").out)))
    found = {(row["scenario"], row["month"], row["line"]): float(row["value"]) for row in rows}
    assert len(found) == len(rows)
    assert found == {
        (scenario, month, key): value
        for key, line in data["lines"].items()
        for scenario, values in line["scenarios"].items()
        for month, value in zip(data["months"], values, strict=True)
    }
    units = {row["line"]: row["unit"] for row in rows}
    assert units["business.take_home"] == "EUR"
    assert units == {key: line["unit"] for key, line in data["lines"].items()}


def test_one_scenario_only(call: Run) -> None:
    found = json.loads(call("show", "my_plan.toml", "--json", "-s", "cautious").out)
    assert found["scenarios"] == {"cautious": "Cautious"}
    assert {name for line in found["lines"].values() for name in line["scenarios"]} == {"cautious"}
    rows = list(csv.DictReader(io.StringIO(call("show", "my_plan.toml", "--csv", "-s", "cautious").out)))
    assert {row["scenario"] for row in rows} == {"cautious"}


def test_table(call: Run) -> None:
    outcome = call("show", "my_plan.toml")
    assert outcome.code == 0
    lines = outcome.out.splitlines()
    assert lines[0] == "Maya, skincare"
    assert lines[1] == "Jan 2027 to Feb 2028, money in EUR"
    assert re.fullmatch(r"Figures: 5 measured, \d+ yours, \d{3} usual", lines[2])
    heading = lines[4].split()
    assert heading == ["Base", "Cautious", "Café"]
    groups = [line for line in lines if line in ("Income", "Take-home", "Cash", "Work", "Audience", "Milestones")]
    assert groups == ["Income", "Take-home", "Cash", "Work", "Audience", "Milestones"]
    result = run(parse_plan(PLAN))
    row = next(line for line in lines if line.startswith("  Take-home in 12 months "))
    wanted = [f"{result.answers(name)['take_home_12m']:,.0f}" for name in result.scenarios]
    assert row.split()[-3:] == wanted
    assert next(line for line in lines if line.startswith("  Paid back in")).endswith("not in plan")
    assert "Earned month by month, Base" in outcome.out
    trend = next(line for line in lines if line.startswith("  Sponsorships") and "to" in line.split())
    assert re.search(r" [▁▂▃▄▅▆▇█]{14} ", trend)
    assert max(map(len, lines)) < 120


def test_what_does_not_hold(folder: Path, call: Run) -> None:
    floor = 'audience.views_carried_on = "-20%"\nbusiness.cash_floor = 900000'
    text = PLAN.replace('audience.views_carried_on = "-20%"', floor)
    (folder / "my_plan.toml").write_text(text, encoding="utf-8")
    told = call("show", "my_plan.toml").out.split("Does not hold in\n")[1].splitlines()
    assert "  Cash stays above your floor: Cautious" in told


def test_all_results(call: Run) -> None:
    few, every = call("show", "my_plan.toml").out, call("show", "my_plan.toml", "--all").out
    assert "Affiliate commissions: income per hour of work" in every
    assert "Affiliate commissions: income per hour of work" not in few
    titled = [line for line in every.splitlines() if line.startswith("  ")]
    assert len(titled) >= len(run(parse_plan(PLAN)).model.answers)


def test_the_trend_of_a_scenario(call: Run) -> None:
    def trend(*arguments: str) -> list[str]:
        return call("show", "my_plan.toml", *arguments).out.split("Earned month by month, ")[1].splitlines()

    base, cautious = trend(), trend("--scenario", "cautious")
    assert (base[0], cautious[0]) == ("Base", "Cautious")
    assert base[1:] != cautious[1:]


def test_colour_only_where_it_is_wanted(call: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    assert not COLOUR.search(call("show", "my_plan.toml").out)
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    assert "\x1b[1;36m" in call("show", "my_plan.toml").out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "36m" not in call("show", "my_plan.toml").out


def test_scenarios_that_do_not_fit_stand_below(folder: Path, call: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    more = "".join(f'\n[scenarios.s{n}]\ntitle = "Scenario number {n}"\n' for n in range(6))
    (folder / "my_plan.toml").write_text(PLAN + more, encoding="utf-8")
    monkeypatch.setenv("COLUMNS", "80")
    lines = call("show", "my_plan.toml").out.splitlines()
    assert max(map(len, lines)) <= 80
    headings = [before for before, line in pairwise(lines) if line == "Income"]
    assert len(headings) > 1
    assert all(sum(f"Scenario number {n}" in line for line in headings) == 1 for n in range(6))


def test_control_characters_never_reach_the_terminal(folder: Path, call: Run) -> None:
    (folder / "my_plan.toml").write_text(PLAN.replace("Maya, skincare", "Ma\\u001b[31mya"), encoding="utf-8")
    for arguments in (["check"], ["show"], ["build"]):
        outcome = call(*arguments, "my_plan.toml")
        assert "\x1b" not in outcome.out + outcome.err


def test_sparkline() -> None:
    bars = "01234567"
    assert sparkline([0, 1, 2, 3, 4, 5, 6, 7], bars) == bars
    assert sparkline([0, 0], bars) == "00"
    assert sparkline([5, 5], bars) == "77"
    assert sparkline([-7, 0, 7], bars) == "047"
    assert len(sparkline(list(range(60)), bars, 36)) == 36
    # 4 values in 2 places: the means 1 and 7.
    assert sparkline([0, 2, 7, 7], bars, 2) == "17"
