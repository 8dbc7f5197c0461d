"""The small commands: new, templates, check, explain, verify, schema, completion."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from revenue_planner.plan.schema.plan import plan_schema
from revenue_planner.plan.templates import template_names, template_summary, template_text
from tests.support.account import ACCOUNT
from tests.support.running import PLAN, Run


def test_templates(call: Run) -> None:
    lines = call("templates").out.splitlines()
    assert [line.split("  ", 1)[0] for line in lines] == template_names()
    for line, name in zip(lines, template_names(), strict=True):
        assert line.endswith(template_summary(name))


@pytest.mark.parametrize("name", template_names())
def test_new_copies_a_template_that_passes_its_check(folder: Path, call: Run, name: str) -> None:
    (folder / "my_plan.toml").unlink()
    outcome = call("new", name)
    assert outcome.code == 0
    assert outcome.out == f"Made my_plan.toml from the example {name}.\n"
    assert "revenue-planner check my_plan.toml" in outcome.err
    assert (folder / "my_plan.toml").read_text(encoding="utf-8") == template_text(name)
    assert call("check", "my_plan.toml").code == 0


def test_new_names(folder: Path, call: Run) -> None:
    (folder / "plans").mkdir()
    assert call("new", "starter", "maya").code == 0
    assert call("new", "starter", "plans").code == 0
    assert call("new", "starter", "a b.toml").err.count("'a b.toml'") == 2
    assert (folder / "maya.toml").is_file()
    assert (folder / "plans" / "my_plan.toml").is_file()


def test_new_keeps_what_is_there(folder: Path, call: Run) -> None:
    outcome = call("new", "starter")
    assert outcome.code == 3
    assert "--force" in outcome.err
    assert (folder / "my_plan.toml").read_text(encoding="utf-8") == PLAN
    assert call("new", "starter", "--force").code == 0
    assert (folder / "my_plan.toml").read_text(encoding="utf-8") == template_text("starter")


def test_check_of_a_good_plan(call: Run) -> None:
    outcome = call("check", "my_plan.toml")
    assert outcome.code == 0
    assert outcome.out.splitlines() == [
        "OK: Maya, skincare",
        "  3 income streams: Creator rewards, Sponsorships, Affiliate commissions",
        "  14 months: Jan 2027 to Feb 2028",
        "  3 scenarios: Base, Cautious, Café",
    ]
    assert outcome.err == ""


def test_check_counts_every_warning_that_it_tells(folder: Path, call: Run) -> None:
    """A price that is unusual, and a scenario of which only the figures show that it changes no result."""
    text = (
        f'[plan]\nstart = "2027-01"\nmonths = 3\n{ACCOUNT}[[consulting]]\nname = "calls"\nhours_available = 5\n'
        'enquiry_rate = 0.001\nprice_per_hour = 9_999\n[scenarios.more]\nconsulting.calls.enquiry_rate = "+20%"\n'
    )
    (folder / "doubtful.toml").write_text(text, encoding="utf-8")
    outcome = call("check", "doubtful.toml")
    assert outcome.code == 0
    assert "but no result" in outcome.err
    told = sum(line.startswith("warning: ") for line in outcome.err.splitlines())
    assert outcome.out.startswith(f"OK ({told} warnings): ")


def test_check_tells_all_problems_at_once(folder: Path, call: Run) -> None:
    bad = PLAN.replace("0.015", "2.0").replace("followers_today", "folowers_today").replace("amount = 1500", "")
    (folder / "my_plan.toml").write_text(bad + "\n[nosuch]\nx = 1\n", encoding="utf-8")
    outcome = call("check", "my_plan.toml")
    assert outcome.code == 1
    assert outcome.out == ""
    *problems, last = outcome.err.splitlines()
    assert len(problems) >= 3
    assert all(problem.startswith("my_plan.toml:") for problem in problems)
    assert last == f"{len(problems)} problems to mend."
    data = call("check", "my_plan.toml", "--json")
    assert (data.code, data.err) == (1, "")
    found = json.loads(data.out)
    assert (found["ok"], found["summary"]) == (False, None)
    assert len(found["problems"]) == len(problems)
    conversion = next(p for p in found["problems"] if p["key"].endswith("affiliate.amazon.conversion"))
    line = bad.splitlines()[conversion["line"] - 1]
    assert (conversion["value"], conversion["severity"], conversion["source"]) == ("2.0", "error", "my_plan.toml")
    assert line.startswith("affiliate.amazon.conversion")


def test_check_as_data(folder: Path, call: Run) -> None:
    (folder / "my_plan.toml").write_text(PLAN.replace("0.015", "0.9"), encoding="utf-8")
    outcome = call("check", "my_plan.toml", "--json")
    assert outcome.code == 0
    found = json.loads(outcome.out)
    assert found["ok"] is True
    assert [problem["severity"] for problem in found["problems"]] == ["warning"]
    assert found["summary"]["scenarios"] == {"base": "Base", "cautious": "Cautious", "my_own": "Café"}
    assert found["summary"]["months"][1] == "2027-02"
    assert list(found["summary"]["streams"]) == ["creator_rewards", "sponsorships", "affiliate"]


def test_explain_an_input(call: Run) -> None:
    out = call("explain", "affiliate.conversion").out
    assert out.splitlines()[:2] == ["affiliate.conversion", "Orders per click"]
    assert "Usual       0.03; mostly 0.008 to 0.09" in out
    assert "Possible    from 0 to 1" in out
    assert "write 0.03 for 3 %" in out
    assert "affiliate.orders" in out
    assert "Certainty   an estimate: simulations draw it" in out
    assert "Certainty   your decision" in call("explain", "audience.videos").out
    assert "Certainty   true today" in call("explain", "audience.followers_today").out
    assert "Certainty   only simulations use it" in call("explain", "risk.limited_chance").out


def test_explain_an_input_of_a_plan(call: Run) -> None:
    out = call("explain", "affiliate.amazon.conversion", "--plan", "my_plan.toml").out
    assert "  Base        0.03\n" in out
    assert "  Cautious    0.015\n" in out
    out = call("explain", "audience.videos", "--plan", "my_plan.toml").out
    assert "  Base        16 (Jan 2027 to Feb 2027), 4 (Mar 2027), 16 (Apr 2027 to Feb 2028)\n" in " ".join(
        out.split(" ")
    ).replace("\n              ", " ")
    out = call("explain", "sponsorships.signed.glow.month", "--plan", "my_plan.toml").out
    assert "  Base        Feb 2027\n" in out


def test_explain_a_line_and_a_stream(call: Run) -> None:
    out = call("explain", "audience.followers").out
    assert "where it stands at each month's end" in out
    assert "Equation    previous followers + followers gained − followers lost" in out
    out = call("explain", "affiliate").out
    keys = ["Inputs\n", "  affiliate.conversion ", "Lines\n", "  affiliate.orders "]
    assert sorted(keys, key=out.index) == keys
    out = call("explain", "affiliate.amazon", "--plan", "my_plan.toml").out
    assert "affiliate.amazon.conversion" in out


def test_explain_what_depends_on_the_size_of_the_account(folder: Path, call: Run) -> None:
    usual = "0.006; mostly 0.002 to 0.012"
    out = call("explain", "audience.unfollow_rate").out
    assert f"  Usual       {usual}\n" in out
    assert f"  By size     under 10,000 followers: 0.004; mostly 0.001 to 0.012\n{' ' * 14}10,000 to 50,000 " in out
    assert f"{' ' * 14}50,000 to 250,000 followers: {usual}\n" in out
    assert f"{' ' * 14}over a million followers: 0.007; mostly 0.003 to 0.015\n" in out
    out = call("explain", "audience.unfollow_rate", "--plan", "my_plan.toml").out
    assert "  Usual       0.005; mostly 0.0015 to 0.012\n" in out
    assert "  Base        0.005\n" in out


def test_explain_what_is_stated_or_left_out(call: Run) -> None:
    assert (
        "Usual       different for every account, so each plan states it"
        in call("explain", "audience.measured.views").out
    )
    out = call("explain", "audience.completion_planned", "--plan", "my_plan.toml").out
    assert "Usual       none: a plan may leave it out; mostly 0.15 to 0.55" in out
    assert "Unit        share; write 0.03 for 3 %" in out
    assert "  Base        not stated\n" in out


def test_explain_money(call: Run) -> None:
    out = call("explain", "sponsorships.cpm").out
    assert "Unit        money per 1,000 views\n" in out
    assert "Usual       20; mostly 6 to 50, in US dollars\n" in out
    assert "under 10,000 followers: 18; mostly 5 to 55\n" in out
    out = call("explain", "sponsorships.cpm", "--plan", "my_plan.toml").out
    assert "Unit        EUR per 1,000 views\n" in out
    assert "Usual       15.84; mostly 5.28 to 39.6\n" in out
    out = call("explain", "live_gifts.payout_minimum", "--plan", "my_plan.toml").out
    assert "Unit        money\n" in out, "the plan has no LIVE gifts, so this is what ships"
    assert "in US dollars\n" in out


def test_verify(folder: Path, call: Run) -> None:
    call("build", "my_plan.toml")
    before = (folder / "my_plan.xlsx").read_bytes()
    outcome = call("verify", "my_plan.xlsx")
    assert outcome.code == 0, outcome.err
    assert outcome.out.startswith("OK: my_plan.xlsx")
    assert (folder / "my_plan.xlsx").read_bytes() == before


@pytest.mark.filterwarnings("ignore:Sparkline Group extension")
def test_verify_finds_a_number_typed_over_a_formula(folder: Path, call: Run) -> None:
    import openpyxl

    call("build", "my_plan.toml")
    book = openpyxl.load_workbook(folder / "my_plan.xlsx")
    sheet = book["Base"]
    row = next(row for row in sheet.iter_rows() if any(cell.value == "business.take_home" for cell in row))
    cell = [cell for cell in row if isinstance(cell.value, str) and cell.value.startswith("=")][-1]
    cell.value = 12345
    book.save(folder / "my_plan.xlsx")
    outcome = call("verify", "my_plan.xlsx")
    assert outcome.code == 1
    assert f"my_plan.xlsx Base!{cell.coordinate}" in outcome.err


@pytest.mark.parametrize("data", [b"", b"not a workbook", b"PK\x03\x04broken"])
def test_verify_of_something_else(folder: Path, call: Run, data: bytes) -> None:
    (folder / "bad.xlsx").write_bytes(data)
    outcome = call("verify", "bad.xlsx")
    assert outcome.code == 1
    assert "bad.xlsx" in outcome.err
    assert "inside the planner" not in outcome.err


def test_schema(folder: Path, call: Run) -> None:
    assert json.loads(call("schema").out) == plan_schema()
    outcome = call("schema", "-o", "plan.schema.json")
    assert (outcome.code, outcome.out) == (0, "Made plan.schema.json\n")
    assert json.loads((folder / "plan.schema.json").read_text(encoding="utf-8")) == plan_schema()
    assert call("schema", "-o", "plan.schema.json").code == 3


def test_completion_lines(call: Run) -> None:
    assert call("completion", "bash").out == 'eval "$(_REVENUE_PLANNER_COMPLETE=bash_source revenue-planner)"\n'
    assert "~/.zshrc" in call("completion", "zsh").err
    assert call("completion", "fish").out.endswith("| source\n")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_completion_script_is_one(shell: str) -> None:
    environment = {**os.environ, "_REVENUE_PLANNER_COMPLETE": f"{shell}_source"}
    done = subprocess.run([sys.executable, "-m", "revenue_planner"], env=environment, capture_output=True, text=True)
    assert done.returncode == 0
    assert "_REVENUE_PLANNER_COMPLETE" in done.stdout


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("revenue-planner sho", {"show"}),
        ("revenue-planner new star", {"starter"}),
        ("revenue-planner check my", {"my_plan.toml"}),
        ("revenue-planner check ", {"my_plan.toml", "plans/"}),
        ("revenue-planner check plans/", {"plans/other.toml"}),
        ("revenue-planner show my_plan.toml --scenario ", {"base", "cautious", "my_own"}),
        ("revenue-planner show my_plan.toml -s cau", {"cautious"}),
        ("revenue-planner show broken.toml -s ", set()),
        ("revenue-planner explain audience.vid", {"audience.videos", "audience.videos_made"}),
        ("revenue-planner explain aff", {"affiliate"}),
    ],
)
def test_completion(folder: Path, words: str, wanted: set[str]) -> None:
    (folder / "plans").mkdir()
    (folder / "plans" / "other.toml").touch()
    (folder / "note.txt").touch()
    if "broken" in words:
        (folder / "broken.toml").write_text("[plan", encoding="utf-8")
    environment = {
        **os.environ,
        "_REVENUE_PLANNER_COMPLETE": "bash_complete",
        "COMP_WORDS": words,
        "COMP_CWORD": str(len(words.split()) - (0 if words.endswith(" ") else 1)),
    }
    done = subprocess.run([sys.executable, "-m", "revenue_planner"], env=environment, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert {line.split(",", 1)[1] for line in done.stdout.splitlines() if line} == wanted


def test_templates_are_toml() -> None:
    for name in template_names():
        assert tomllib.loads(template_text(name))["plan"]["template"] == name
