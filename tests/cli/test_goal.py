"""`goal`: where you stand, what each number would have to be, and lines to paste."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from revenue_planner.analysis.goal.aim import resolve_goal
from revenue_planner.analysis.goal.data import CSV_HEADER
from revenue_planner.analysis.goal.goal import seek
from revenue_planner.engine.run import run
from revenue_planner.plan.reading.plan import parse_plan
from revenue_planner.plan.templates import template_text
from revenue_planner.plan.values import Plan
from tests.support.running import PLAN, Run

REACH = "take_home >= 1000 by 2027-12"


def take_home(plan: Plan, scenario: str, month: int) -> float:
    return float(run(plan, (scenario,)).line("business.take_home", scenario)[month - 1])


def pasted(text: str) -> list[list[str]]:
    """The lines that the output tells to paste, one list for each time it does."""
    blocks = text.split("To try it")[1:]
    return [[line.strip() for line in block.split(":\n", 1)[1].split("\n\n")[0].splitlines()] for block in blocks]


def test_where_you_stand(call: Run) -> None:
    outcome = call("goal", "my_plan.toml", "--reach", REACH)
    assert outcome.code == 0
    lines = outcome.out.splitlines()
    now = take_home(parse_plan(PLAN), "base", 12)
    assert lines[0] == "Maya, skincare"
    assert lines[1] == "Base. Take-home in Dec 2027: at least 1,000 EUR wanted"
    assert lines[2].startswith(
        f"As planned it is {now:,.0f} EUR" if now >= 1000 else f"As planned it is {now:,.2f} EUR"
    )
    assert lines[2].endswith(" short.")
    assert "numbers have no effect on it." in outcome.out


def test_what_is_shown_is_what_was_found(call: Run) -> None:
    plan = parse_plan(PLAN)
    answer = seek(plan, resolve_goal(plan, REACH))
    out = call("goal", "my_plan.toml", "--reach", REACH, "--all").out
    headings = ("Each number alone, within what is usual", "Each number alone, beyond what is usual")
    assert out.index(headings[0]) < out.index(headings[1])
    for need in answer.needs:
        row = next((line for line in out.splitlines() if line.startswith(f"  {need.part}: {need.label}")), "")
        if need.needed is not None:
            assert row, need
            figure = row.split("  ")[-3 if need.times is None else -4 :]
            assert figure, row
        elif need.reason != "has no effect on it":
            assert need.reason in row


def test_shown_figures_still_do(call: Run, folder: Path) -> None:
    """Rounded for people, to the side on which the goal is reached."""
    plan = parse_plan(PLAN)
    out = call("goal", "my_plan.toml", "--reach", REACH).out
    label = "  Audience: Part of the measured views that carries on"
    rows = [line for line in out.splitlines() if line.startswith(label)]
    shown = float(rows[0].removeprefix(label).split()[1])
    text = PLAN.replace("[audience]", f"[audience]\nviews_carried_on = {shown:.10g}")
    assert plan.value("audience.views_carried_on", "base") != shown
    assert 1000 <= take_home(parse_plan(text), "base", 12) <= 1005


@pytest.mark.parametrize("template", ["full", "starter", "educator"])
def test_lines_to_paste_reach_the_goal(template: str, call: Run, folder: Path) -> None:
    """They make a scenario of their own, which reaches the goal; the plan itself stays as it is."""
    text = template_text(template)
    plan = parse_plan(text)
    wanted = take_home(plan, "base", 12) * 1.8
    (folder / "my_plan.toml").write_text(text, encoding="utf-8")
    goal = f"take_home >= {wanted:.2f} by month 12"
    answer = seek(plan, resolve_goal(plan, goal))
    mixes = list(dict.fromkeys(mix for mix in (answer.mix, answer.decisions) if mix is not None))
    blocks = pasted(call("goal", "my_plan.toml", "--reach", goal).out)
    assert blocks
    for lines, mix in zip(blocks, mixes, strict=True):
        assert lines[0] == "[scenarios.on_target]"
        changed = parse_plan("\n".join([text, *lines, ""]))
        assert take_home(changed, "on_target", 12) == pytest.approx(mix.result, abs=0.02)
        assert take_home(changed, "on_target", 12) >= wanted - 0.01
        assert take_home(changed, "base", 12) == take_home(plan, "base", 12)


def test_lines_to_paste_into_a_scenario(call: Run) -> None:
    out = call("goal", "my_plan.toml", "--reach", "take_home >= 1500 by month 12", "-s", "cautious").out
    assert "put this under [scenarios.cautious] in the plan file, in place of what it has:" in out
    own = 'audience.views_carried_on = "-20%"'
    for lines in pasted(out):
        kept = "" if any(line.startswith("audience.views_carried_on") for line in lines) else own
        text = PLAN.replace(own, "\n".join([kept, *lines]))
        reached = take_home(parse_plan(text), "cautious", 12)
        assert 1500 - 0.01 <= reached <= 1500.02


def test_a_scenario_that_is_there_keeps_its_name(folder: Path, call: Run) -> None:
    (folder / "my_plan.toml").write_text(
        PLAN + '\n[scenarios.on_target]\n[scenarios.x]\ntitle = "On target 2"\n', encoding="utf-8"
    )
    out = call("goal", "my_plan.toml", "--reach", REACH).out
    assert all(lines[0] == "[scenarios.on_target_3]" for lines in pasted(out))
    assert pasted(out)


def test_decisions_and_hopes_are_told_apart(call: Run) -> None:
    out = call("goal", "my_plan.toml", "--reach", REACH).out
    mix = out.split("The smallest change that does it")[1]
    assert "your decision" in mix
    assert "hoped for" in mix
    assert "* your own decision; the others can be worked on and hoped for." in out


def test_no_mix(call: Run) -> None:
    out = call("goal", "my_plan.toml", "--reach", REACH, "--no-mix").out
    assert "To try it" not in out
    assert "smallest change" not in out
    assert json.loads(call("goal", "my_plan.toml", "--reach", REACH, "--no-mix", "--json").out)["mix"] is None


def test_a_goal_that_is_reached(call: Run) -> None:
    out = call("goal", "my_plan.toml", "--reach", "take_home >= -5000 by month 12").out
    assert ": the goal is reached, with " in out
    assert "How far each number alone could go" in out or "cannot undo it alone" in out
    assert "To try it" not in out


def test_a_goal_out_of_reach(call: Run) -> None:
    out = call("goal", "my_plan.toml", "--reach", "take_home >= 900000000000 by month 12").out
    assert "No number alone can do it." in out
    assert "cannot do it alone:" in out
    assert "No three numbers together reach it within what is usual." in out


def test_without_a_goal_the_plan_has_one(folder: Path, call: Run) -> None:
    assert "Take-home in Dec 2027: at least 528 EUR wanted" in call("goal", "my_plan.toml").out
    (folder / "my_plan.toml").write_text(PLAN + '\n[risk]\ngoal = "lowest_cash >= 5000"\n', encoding="utf-8")
    assert "Lowest cash: at least 5,000 EUR wanted" in call("goal", "my_plan.toml").out
    short = PLAN.replace("months = 14", "months = 3")
    (folder / "my_plan.toml").write_text(short, encoding="utf-8")
    assert "Take-home in Mar 2027" in call("goal", "my_plan.toml").out


def test_shares_and_totals_are_named(call: Run) -> None:
    assert (
        "Largest stream's share: at most 30 % wanted"
        in call("goal", "my_plan.toml", "--reach", "largest_stream_share <= 30%").out
    )
    out = call("goal", "my_plan.toml", "--reach", "total earned >= 90000 by 2027-12").out
    assert "Earned, all months to Dec 2027: at least 90,000 EUR wanted" in out


def test_a_workbook_is_a_plan(call: Run) -> None:
    assert call("build", "my_plan.toml").code == 0
    from_plan = json.loads(call("goal", "my_plan.toml", "--reach", REACH, "--json").out)
    from_workbook = json.loads(call("goal", "my_plan.xlsx", "--reach", REACH, "--json").out)
    assert from_workbook["inputs"] == from_plan["inputs"]
    assert from_workbook["mix"] == from_plan["mix"]


@pytest.fixture
def data(call: Run) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(call("goal", "my_plan.toml", "--reach", REACH, "--json").out)
    return found


def test_json(data: dict[str, Any]) -> None:
    assert data["goal"] == {
        "text": REACH,
        "line": "business.take_home",
        "label": "Take-home",
        "unit": "EUR",
        "comparison": ">=",
        "amount": 1000.0,
        "month": "2027-12",
        "total": False,
    }
    plan = parse_plan(PLAN)
    answer = seek(plan, resolve_goal(plan, REACH))
    assert data["result"] == answer.result
    assert data["reached"] is False
    assert [(each["input"], each["needed"]) for each in data["inputs"]] == [(n.key, n.needed) for n in answer.needs]
    assert answer.mix is not None
    assert data["mix"]["change"] == answer.mix.change
    assert {move["input"]: move["new"] for move in data["mix"]["inputs"]} == {m.key: m.value for m in answer.mix.moves}
    videos = next(each for each in data["inputs"] if each["input"] == "audience.videos")
    assert (videos["by_month"], videos["nature"], videos["unit"]) == (True, "choice", "videos")


def test_csv_is_the_same_as_json(call: Run, data: dict[str, Any]) -> None:
    out = call("goal", "my_plan.toml", "--reach", REACH, "--csv").out
    rows = list(csv.DictReader(io.StringIO(out)))
    assert tuple(rows[0]) == CSV_HEADER
    for row, each in zip(rows, data["inputs"], strict=True):
        assert row == {name: "" if each[name] is None else str(each[name]) for name in CSV_HEADER}


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--reach", "take_hom >= 5 by month 3"], 'did you mean "take_home"?'),
        (["--reach", "take_home >= 5"], "differs by month; say which one"),
        (["--reach", "take_home >= lots"], '"lots" is not an amount'),
        (["--reach", "take_home >= 5 by 2030-01"], "2030-01 is outside the plan"),
        (["--reach", REACH, "-s", "cautios"], 'did you mean "cautious"?'),
        (["--json", "--csv"], "ask for one of them"),
    ],
)
def test_wrong_use(call: Run, arguments: list[str], told: str) -> None:
    outcome = call("goal", "my_plan.toml", *arguments)
    assert outcome.code == 2
    assert told in " ".join(outcome.err.split())
    assert outcome.out == ""


def test_a_plan_with_problems(folder: Path, call: Run) -> None:
    (folder / "my_plan.toml").write_text(PLAN.replace("months = 14", "months = 140"), encoding="utf-8")
    outcome = call("goal", "my_plan.toml")
    assert (outcome.code, outcome.out) == (1, "")


def test_narrow_terminals(call: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "70")
    lines = call("goal", "my_plan.toml", "--reach", REACH, "--all").out.splitlines()
    assert max(map(len, lines)) <= 70


def test_terminals_without_unicode(spawn: Run) -> None:
    outcome = spawn("goal", "my_plan.toml", "--reach", REACH, PYTHONIOENCODING="ascii")
    assert outcome.code == 0
    assert outcome.out.isascii()
