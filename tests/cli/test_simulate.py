"""`simulate`: words and bars for people, JSON and CSV for programs, all of the same simulation."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest

from revenue_planner.analysis.simulation.data import NUMBERS
from revenue_planner.analysis.simulation.result import Chance
from revenue_planner.analysis.simulation.simulate import simulate
from revenue_planner.cli.simulate.table import chance_text
from revenue_planner.plan.reading.plan import parse_plan
from tests.support.running import PLAN, Run

FEW = ("--trials", "400")


@pytest.fixture
def data(call: Run) -> dict[str, Any]:
    outcome = call("simulate", "my_plan.toml", *FEW, "--json")
    assert (outcome.code, outcome.err) == (0, "")
    found: dict[str, Any] = json.loads(outcome.out)
    return found


def test_json_has_everything_at_full_precision(data: dict[str, Any]) -> None:
    found = simulate(parse_plan(PLAN), trials=400)
    assert (data["trials"], data["seed"], data["months"][0]) == (400, 1, "2027-01")
    assert data["drawn"] == list(found.drawn)
    assert "audience.follow_rate" in data["drawn"]
    assert list(data["scenarios"]) == ["base", "cautious", "my_own"]
    for each in found.scenarios:
        told = data["scenarios"][each.scenario.name]
        assert each.goal is not None
        assert told["goal"] == {"value": each.goal.value, "error": each.goal.error}
        assert told["cash_below_zero"]["value"] == each.cash_below_zero.value
        for key, bands in each.months.items():
            assert told["lines"][key]["p10"] == bands.at(0.1).tolist()
            assert told["lines"][key]["p95_error"] == bands.errors[6].tolist()
            assert told["lines"][key]["planned"] == each.planned[key].tolist()
            assert set(told["lines"][key]) == set(NUMBERS)
        for key, bands in each.figures.items():
            assert told["figures"][key]["p50"] == bands.at(0.5)[0]
            assert told["figures"][key]["mean"] == bands.mean[0]
    base, cautious = data["scenarios"]["base"], data["scenarios"]["cautious"]
    assert base["against_base"] is base["beats_base"] is None
    assert cautious["against_base"]["planned"] is None
    assert cautious["against_base"]["p50"] < 0


def test_json_says_what_the_goal_is(call: Run) -> None:
    goal = json.loads(call("simulate", "my_plan.toml", *FEW, "--json", "--goal", "total earned >= 9k by 2027-06").out)
    assert goal["goal"] == {
        "text": "total earned >= 9k by 2027-06",
        "line": "business.earned",
        "label": goal["goal"]["label"],
        "comparison": ">=",
        "amount": 9000.0,
        "month": "2027-06",
        "total": True,
    }


def test_csv_has_a_row_for_each_month_and_figure(call: Run, data: dict[str, Any]) -> None:
    rows = list(csv.DictReader(io.StringIO(call("simulate", "my_plan.toml", *FEW, "--csv").out)))
    assert list(rows[0]) == ["scenario", "month", "line", *NUMBERS]
    months, base = data["months"], data["scenarios"]["base"]
    monthly = [row for row in rows if row["month"] and row["scenario"] == "base"]
    assert len(monthly) == len(months) * len(base["lines"])
    for row in monthly[:40]:
        assert float(row["p25"]) == base["lines"][row["line"]]["p25"][months.index(row["month"])]
    figures = {row["line"]: row for row in rows if not row["month"] and row["scenario"] == "cautious"}
    assert set(figures) == {*base["figures"], "against_base"}
    assert figures["against_base"]["planned"] == ""


def test_the_same_command_prints_the_same(call: Run) -> None:
    assert call("simulate", "my_plan.toml", *FEW).out == call("simulate", "my_plan.toml", *FEW).out
    assert call("simulate", "my_plan.toml", *FEW, "--seed", "2").out != call("simulate", "my_plan.toml", *FEW).out


def test_the_table_tells_unlucky_typical_and_lucky(call: Run, data: dict[str, Any]) -> None:
    outcome = call("simulate", "my_plan.toml", *FEW)
    assert outcome.code == 0
    text = outcome.out
    assert text.startswith("Maya, skincare\nJan 2027 to Feb 2028, money in EUR; 400 trials\n")
    (heading,) = (line for line in text.splitlines() if line.startswith("Take-home, 12 months"))
    assert re.split(r" {2,}", heading) == [
        "Take-home, 12 months", "As planned", "Unlucky (P10)", "Typical (P50)", "Lucky (P90)",
    ]  # fmt: skip
    row = text.splitlines()[text.splitlines().index(heading) + 1]
    figure = data["scenarios"]["base"]["figures"]["business.take_home_12m"]
    shown = [f"{figure[name]:,.0f}" for name in ("planned", "p10", "p50", "p90")]
    assert re.split(r" {2,}", row.strip())[:5] == ["Base", *shown]
    for words in ("Take-home, 14 months", "Worst month", "Against Base, 14 months", "Goal: take_home >= ", "Chances"):
        assert words in text
    assert f"{len(data['drawn'])} inputs were drawn" in text
    assert "revenue-planner explain risk" in text


def test_a_scenario_like_base_is_called_the_same(call: Run) -> None:
    lines = call("simulate", "my_plan.toml", *FEW).out.splitlines()
    chances = lines[lines.index(next(line for line in lines if line.startswith("Chances"))) + 1 :]
    assert chances[0].startswith("  Base")
    assert chances[2].startswith("  Café")
    assert chances[2].endswith("the same")


def test_one_scenario_and_its_months(call: Run) -> None:
    text = call("simulate", "my_plan.toml", *FEW, "-s", "cautious", "--months").out
    assert "\n  Base " not in text
    assert "Cautious, by month" in text
    assert all(f"  {month} " in text for month in ("Jan 2027", "Feb 2028"))
    assert "by month" not in call("simulate", "my_plan.toml", *FEW).out


def test_two_scenarios_in_the_plans_order(call: Run) -> None:
    found = json.loads(call("simulate", "my_plan.toml", *FEW, "-s", "my_own", "-s", "base", "--json").out)
    assert list(found["scenarios"]) == ["base", "my_own"]


@pytest.mark.parametrize("columns", [140, 100])
def test_bars_share_a_scale_and_mark_the_typical_outcome(
    call: Run, monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    lines = call("simulate", "my_plan.toml", *FEW).out.splitlines()
    assert max(map(len, lines)) <= columns
    first = next(place for place, line in enumerate(lines) if line.startswith("Take-home, 14"))
    bars = [line.partition("  ━")[2] or line.partition("│")[2] for line in lines[first + 1 : first + 4]]
    assert all(bar.count("●") == 1 for bar in bars)
    assert all(set(bar) <= set("━●│ ") for bar in bars)
    # The luckiest scenario's bar goes to the end of the scale.
    numbers = {
        line: float(re.split(r" {2,}", line.strip())[4].replace(",", "")) for line in lines[first + 1 : first + 4]
    }
    assert len(max(numbers, key=lambda line: numbers[line])) == max(map(len, numbers))


def test_no_bars_where_there_is_no_room(call: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert "●" not in call("simulate", "my_plan.toml", *FEW).out


def test_plain_letters_where_the_terminal_has_no_others(spawn: Run) -> None:
    outcome = spawn("simulate", "my_plan.toml", *FEW, PYTHONIOENCODING="ascii", COLUMNS="140")
    assert outcome.code == 0
    assert re.search(r"-+o-+", outcome.out)
    assert outcome.out.isascii()


def test_no_progress_bar_where_nobody_looks_on(spawn: Run) -> None:
    assert spawn("simulate", "my_plan.toml", *FEW).err == ""


def test_a_workbook_is_simulated_like_its_plan(call: Run, folder: Path) -> None:
    assert call("build", "my_plan.toml", "-o", "book.xlsx").code == 0
    ours, theirs = (json.loads(call("simulate", name, *FEW, "--json").out) for name in ("my_plan.toml", "book.xlsx"))
    assert theirs["scenarios"] == ours["scenarios"]


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("my_plan.toml", "--json", "--csv"), 2, "--json and --csv are two outputs"),
        (("my_plan.toml", "--trials", "0"), 2, "0 is not in the range"),
        (("my_plan.toml", "--trials", "many"), 2, "is not a valid integer"),
        (("my_plan.toml", "--seed", "-1"), 2, "is not in the range"),
        (("my_plan.toml", "--scenario", "cautius"), 2, "cautious"),
        (("my_plan.toml", "--goal", "riches >= 5"), 2, "riches"),
        (("my_plan.toml", "--goal", "take_home >= 5000"), 2, "say which one"),
        (("none.toml",), 1, "none.toml"),
    ],
)
def test_what_cannot_be_asked_for(call: Run, arguments: tuple[str, ...], code: int, told: str) -> None:
    outcome = call("simulate", *arguments)
    assert (outcome.code, outcome.out) == (code, "")
    assert told in outcome.err


def test_correlations_that_contradict_each_other(call: Run, folder: Path) -> None:
    pairs = [("audience.follow_rate", "audience.for_you_views_per_video", -0.9)]
    given = ", ".join(f'{{ between = ["{a}", "{b}"], value = {value} }}' for a, b, value in pairs)
    (folder / "odd.toml").write_text(f"{PLAN}\n[risk]\ncorrelations = [{given}]\n", encoding="utf-8")
    outcome = call("simulate", "odd.toml", *FEW)
    assert outcome.code == 1
    assert "contradict" in outcome.err
    assert "would do" in outcome.err


@pytest.mark.parametrize(
    ("chance", "text"),
    [
        (Chance(0.557, 0.005), "56 % ± 1 %"),
        (Chance(0.557, 0.0024), "55.7 % ± 0.5 %"),
        (Chance(0.5, 0.05), "50 % ± 10 %"),
        (Chance(0.003, 0.0005), "0.3 % ± 0.1 %"),
        (Chance(0.4, 0.0001), "40.0 % ± under 0.1 %"),
        (Chance(0.0, 0.0001), "0 %"),
        (Chance(1.0, 0.0001), "100 %"),
    ],
)
def test_chances_in_words(chance: Chance, text: str) -> None:
    assert chance_text(chance) == text
