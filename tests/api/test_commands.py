"""Every verb of the command line from Python: the same figures, files and errors."""

from __future__ import annotations

import inspect
import json
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import revenue_planner as rp
from revenue_planner.cli.main import COMMANDS, main
from revenue_planner.plan.templates import template_names
from tests.support.account import with_account

#: Where each command is in Python: a function of the package, or what a plan does.
IN_PYTHON = {
    "new": rp.new,
    "check": rp.check,
    "build": rp.Plan.build,
    "show": rp.Plan.run,
    "compare": rp.compare,
    "pull": rp.pull,
    "simulate": rp.Plan.simulate,
    "sensitivity": rp.Plan.sensitivity,
    "goal": rp.Plan.goal,
    "report": rp.Plan.report,
    "explain": rp.explain,
    "templates": rp.templates,
    "verify": rp.verify,
    "schema": rp.schema,
}
#: What only a shell has.
ONLY_SHELL = {"completion"}
TRIALS = 40
PLAN = with_account(
    '[plan]\nstart = "2027-01"\nmonths = 3\n[live_gifts]\n[scenarios.cautious]\nlive_gifts.sessions = 2\n'
)


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def told(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> object:
    """What a command prints with --json, read again."""
    assert main([*arguments, "--json"]) == code
    return json.loads(capsys.readouterr().out)


def read_again(data: object) -> object:
    """As it would be after a trip through JSON."""
    return json.loads(json.dumps(data, allow_nan=False))


def same(frame: pd.Series, values: list[object]) -> None:
    """A column holds these values; None where it is NaN."""
    assert [None if isinstance(v, float) and np.isnan(v) else v for v in frame.tolist()] == values


def test_every_command_is_there() -> None:
    assert set(IN_PYTHON) == set(COMMANDS) - ONLY_SHELL
    for function in IN_PYTHON.values():
        assert inspect.getdoc(function)


@pytest.mark.parametrize("template", ["starter", "live_host"])
class TestSameFigures:
    def test_show(self, template: str, capsys: pytest.CaptureFixture[str]) -> None:
        data = told(capsys, "show", str(rp.new(template, "plan.toml")))
        run = rp.load("plan.toml").run()
        assert read_again(run.to_dict()) == data
        assert isinstance(data, dict)
        for name in data["scenarios"]:
            wide, answers = run.wide(name), run.answers.loc[name]
            for key, line in data["lines"].items():
                same(wide[key], line["scenarios"][name])
            for key, result in data["results"].items():
                value = result["scenarios"][name]
                if isinstance(value, str):
                    assert f"{answers[key]:%Y-%m}" == value
                else:
                    same(pd.Series([None if pd.isna(answers[key]) else answers[key]], dtype=object), [value])

    def test_simulate(self, template: str, capsys: pytest.CaptureFixture[str]) -> None:
        rp.new(template, "plan.toml")
        arguments = ("--trials", str(TRIALS), "--seed", "7", "--scenario", "base", "--scenario", "cautious")
        data = told(capsys, "simulate", "plan.toml", *arguments)
        outcomes = rp.load("plan.toml").simulate(TRIALS, seed=7, scenarios=["base", "cautious"])
        assert read_again(outcomes.to_dict()) == data
        assert isinstance(data, dict)
        months = outcomes.months.set_index(["scenario", "line"])
        for name, found in data["scenarios"].items():
            for key, line in found["lines"].items():
                same(months.loc[(name, key), "p50"], line["p50"])

    def test_sensitivity(self, template: str, capsys: pytest.CaptureFixture[str]) -> None:
        rp.new(template, "plan.toml")
        arguments = ("--on", "earned_12m", "--scenario", "cautious", "--as-drawn", "--global", "--samples", "64")
        data = told(capsys, "sensitivity", "plan.toml", *arguments)
        found = rp.load("plan.toml").sensitivity("earned_12m", "cautious", as_drawn=True, samples=64)
        assert read_again(found.to_dict()) == data
        assert isinstance(data, dict)
        assert found.result == data["result"]["value"]
        for column in ("input", "low", "high", "effect", "elasticity"):
            same(found.inputs[column], [each[column] for each in data["inputs"]])
        same(found.shares["total"], [each["total"] for each in data["shares"]])
        same(found.stress["take_home_total"], [case["results"]["take_home_total"] for case in data["stress"]])

    def test_goal(self, template: str, capsys: pytest.CaptureFixture[str]) -> None:
        rp.new(template, "plan.toml")
        goal = "take_home >= 4000 by month 10"
        data = told(capsys, "goal", "plan.toml", "--reach", goal)
        found = rp.load("plan.toml").goal(goal)
        assert read_again(found.to_dict()) == data
        assert isinstance(data, dict)
        assert (found.reached, found.result) == (data["reached"], data["result"])
        same(found.inputs["needed"], [each["needed"] for each in data["inputs"]])
        same(found.mix["new"], [each["new"] for each in (data["mix"] or {"inputs": []})["inputs"]])

    def test_compare(self, template: str, capsys: pytest.CaptureFixture[str]) -> None:
        rp.new(template, "plan.toml")
        data = told(capsys, "compare", "plan.toml")
        plan = rp.load("plan.toml")
        for found in (rp.compare("plan.toml"), rp.compare(plan), plan.compare()):
            assert read_again(found.to_dict()) == data
        assert isinstance(data, dict)
        results = found.results.set_index(["result", "side"])
        for name, row in data["results"].items():
            for side, value in row["values"].items():
                same(results.loc[[(name, side)], "value"], [value])
        pairs = {pair["b"]: pair for pair in data["comparisons"]}
        for side, rows in found.by_input.groupby("side"):
            same(rows["effect"], [step["effect"] for step in pairs[side]["by_input"]["steps"]])
        for side, rows in found.by_stream.groupby("side"):
            same(rows["effect"], [step["effect"] for step in pairs[side]["by_stream"]["steps"]])
        effects = [each["effect"] for pair in data["comparisons"] for each in pair["inputs"].values()]
        same(found.inputs["effect"], effects)
        assert list(found.sides["side"]) == [side["letter"] for side in data["sides"]]


def test_the_same_files(capsys: pytest.CaptureFixture[str]) -> None:
    Path("plan.toml").write_text(PLAN, encoding="utf-8")
    plan = rp.load("plan.toml")
    assert main(["build", "plan.toml", "-o", "a.xlsx", "--trials", "100", "--as-of", "2027-01-31"]) == 0
    assert plan.build("b.xlsx", trials=100, as_of="2027-01-31") == Path("b.xlsx")
    assert Path("a.xlsx").read_bytes() == Path("b.xlsx").read_bytes()
    assert main(["report", "plan.toml", "-o", "a.html", "--trials", "100"]) == 0
    plan.report("b.html", trials=100)
    assert Path("a.html").read_bytes() == Path("b.html").read_bytes()
    assert main(["compare", "plan.toml", "-o", "ca.xlsx"]) == 0
    plan.compare().to_excel("cb.xlsx")
    assert Path("ca.xlsx").read_bytes() == Path("cb.xlsx").read_bytes()
    capsys.readouterr()


def test_schema_and_templates(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema"]) == 0
    assert json.loads(capsys.readouterr().out) == rp.schema()
    assert list(rp.templates()) == template_names()


def test_check(capsys: pytest.CaptureFixture[str]) -> None:
    text = Path(rp.new("starter", "plan.toml")).read_text(encoding="utf-8")
    Path("plan.toml").write_text(f"{text}\n[affilate]\nx = 1\n[business]\ntax_rat = 2\n", encoding="utf-8")
    data = told(capsys, "check", "plan.toml", code=1)
    verdict = rp.check("plan.toml")
    assert not verdict
    assert isinstance(data, dict)
    for column in ("line", "key", "rule", "hint", "severity"):
        assert verdict.frame[column].tolist() == [problem[column] for problem in data["problems"]]
    with pytest.raises(rp.PlanError) as caught:
        rp.load("plan.toml")
    assert caught.value.problems == verdict.errors
    assert rp.check(rp.new("starter", "sound.toml"))
    assert not rp.check("nowhere.toml")
    text = '[plan]\nstart = "2027-01"\n[live_gifts]\n[risk]\ngoal = "richess >= 1"\n'
    Path("goal.toml").write_text(with_account(text))
    assert "richess" in str(rp.check("goal.toml").errors[0])


def test_verify_and_pull(capsys: pytest.CaptureFixture[str]) -> None:
    Path("plan.toml").write_text(PLAN, encoding="utf-8")
    rp.load("plan.toml").build("book.xlsx", risk=False)
    assert rp.verify("book.xlsx")
    assert rp.verify("book.xlsx").problems == ()
    assert not rp.verify("plan.toml")
    assert rp.pull("book.xlsx", "plan.toml").changes == ()

    before = Path("plan.toml").read_text(encoding="utf-8")
    rp.load("plan.toml").with_inputs({"audience.videos": 21}).build("other.xlsx", risk=False)
    dry = rp.pull("other.xlsx", "plan.toml", dry_run=True)
    assert Path("plan.toml").read_text(encoding="utf-8") == before
    assert main(["pull", "other.xlsx", "plan.toml", "--dry-run"]) == 0
    assert capsys.readouterr().out == dry.diff
    assert [change.key for change in rp.pull("other.xlsx", "plan.toml").changes] == ["audience.videos"]
    assert rp.load("plan.toml").explain("audience.videos").values["base"] == 21
    with pytest.raises(rp.UsageError, match="the workbook comes first"):
        rp.pull("plan.toml", "book.xlsx")


def test_explain() -> None:
    found = rp.explain("affiliate.conversion")
    assert (found.unit, found.kind) == ("order/click", "number")
    assert found.low is not None
    assert found.source
    with pytest.raises(rp.UsageError, match="did you mean"):
        rp.explain("affiliate.conversio")


@pytest.mark.parametrize("template", ["starter", "educator"])
def test_a_workbook_is_a_plan(template: str) -> None:
    plan = rp.load(rp.new(template, "plan.toml"))
    book = rp.load(plan.build("book.xlsx", risk=False))
    pd.testing.assert_frame_equal(book.run().answers, plan.run().answers)
    assert book.scenarios == plan.scenarios
    # It can be written as a plan file, changed, and is then still the same plan.
    again = rp.loads(book.text)
    assert again.plan.settings == book.plan.settings
    assert again.plan.risk == book.plan.risk
    assert again.run().inputs["status"].tolist() == plan.run().inputs["status"].tolist()
    pd.testing.assert_frame_equal(again.run().answers, book.run().answers)
    more = book.with_inputs({"audience.videos": 30})
    assert set(more.run().wide()["audience.videos_made"]) == {30.0}
    assert (more.compare(book).inputs["input"] == "audience.videos").any()
    Path("broken.xlsx").write_bytes(b"")
    with pytest.raises(rp.PlanError, match="is empty"):
        rp.load("broken.xlsx")


def test_plans_of_one_source_are_told_apart() -> None:
    plan = rp.load(rp.new("starter", "plan.toml"))
    other = plan.with_inputs({"audience.videos": 30})
    sides = plan.compare(other, (other, "cautious"), plan).sides
    assert sides["source"].tolist() == ["plan.toml", "plan.toml (2)", "plan.toml (2)", "plan.toml"]
    assert sides["scenario"].tolist() == ["base", "base", "cautious", "base"]


def test_what_cannot_be(tmp_path: Path) -> None:
    plan = rp.load(rp.new("starter", "plan.toml"))
    Path("there.xlsx").write_bytes(b"x")
    for wrong, error in {
        lambda: plan.build("there.xlsx"): rp.OutputError,
        lambda: rp.new("starter", "plan.toml"): rp.OutputError,
        lambda: rp.new("strater", "other.toml"): rp.UsageError,
        lambda: rp.new("starter", "other.txt"): rp.UsageError,
        lambda: plan.build("book.xls"): rp.UsageError,
        lambda: plan.build("book.xlsx", trials=5): rp.UsageError,
        lambda: plan.report("page.pdf"): rp.UsageError,
        lambda: plan.report("page.html", seed=-1): rp.UsageError,
        lambda: plan.report("page.html", goal="riches >= 1"): rp.UsageError,
        lambda: plan.sensitivity("riches"): rp.UsageError,
        lambda: plan.sensitivity(samples=3): rp.UsageError,
        lambda: plan.sensitivity(scenario="nobody"): rp.UsageError,
        lambda: plan.goal("riches >= 1"): rp.UsageError,
        lambda: plan.compare((plan, "nobody")): rp.UsageError,
        lambda: rp.compare("nowhere.toml"): rp.PlanError,
        lambda: rp.compare(): rp.UsageError,
        lambda: rp.load("nowhere.xlsx"): rp.PlanError,
        lambda: plan.explain("nothing.here"): rp.UsageError,
        lambda: plan.simulate(10, scenarios=["nobody"]): rp.UsageError,
    }.items():
        with pytest.raises(error):
            wrong()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["plan.toml", "there.xlsx"]


def test_in_a_notebook() -> None:
    plan = rp.load(rp.new("starter", "plan.toml"))
    for shown in (plan.compare(), plan.sensitivity(), plan.goal("take_home >= 900 by month 6", mix=False)):
        assert repr(shown).startswith(f"<{type(shown).__name__} of ")
        assert "<table" in shown._repr_html_()


def test_the_readme_runs() -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```python\n(.*?)^```", readme, re.MULTILINE | re.DOTALL)
    assert blocks
    for block in blocks:
        exec(compile(block, "README.md", "exec"), {})
    assert {"notebook.toml", "fewer.xlsx", "notebook.html"} <= {path.name for path in Path().iterdir()}


def test_nothing_heavy_before_it_is_needed() -> None:
    heavy = ["numpy", "pandas", "scipy", "SALib", "matplotlib", "xlsxwriter", "openpyxl", "tomlkit", "click", "rich"]
    code = (
        "import sys, revenue_planner as rp\n"
        f"found = lambda: [name for name in {heavy} if name in sys.modules]\n"
        "itself = {'revenue_planner.ground', 'revenue_planner.ground.version'}\n"
        "assert {name for name in sys.modules if name.startswith('revenue_planner.')} <= itself\n"
        "dir(rp); rp.load; rp.compare; rp.Sensitivity\n"
        "assert found() == [], found()\n"
        "rp.new('starter', 'lazy.toml'); plan = rp.load('lazy.toml'); assert rp.check('lazy.toml'); rp.schema()\n"
        "assert not {'pandas', 'xlsxwriter', 'matplotlib', 'scipy'} & set(found()), found()\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_key_is_explained_with_the_figures_of_a_workbook(capsys: pytest.CaptureFixture[str]) -> None:
    Path("plan.toml").write_text(PLAN, encoding="utf-8")
    rp.load("plan.toml").build("book.xlsx", risk=False)
    assert main(["explain", "live_gifts.sessions", "--plan", "book.xlsx"]) == 0
    assert re.search(r"Cautious +2\b", capsys.readouterr().out)
    assert rp.load("book.xlsx").explain("live_gifts.sessions").values["cautious"] == 2
