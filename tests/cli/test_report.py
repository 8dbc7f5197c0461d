"""`report`: a whole page or none, and never over one that is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from revenue_planner.engine.run import run
from revenue_planner.plan.reading.plan import parse_plan
from revenue_planner.plan.values import BASE
from revenue_planner.report.parts.numbers import amount
from tests.support.pages import Element, read
from tests.support.running import PLAN, Run, names

#: Luck drawn a few times, and a goal that is reached, are quick.
QUICK = ("--trials", "100", "--goal", "take_home >= 0 by 2027-02")


def at(path: Path) -> Element:
    return read(path.read_text(encoding="utf-8"))


def test_beside_the_plan(folder: Path, call: Run) -> None:
    (folder / "plans").mkdir()
    (folder / "my_plan.toml").rename(folder / "plans" / "maya.toml")
    outcome = call("report", "plans/maya.toml", *QUICK)
    assert outcome.code == 0, outcome.err
    assert names(folder / "plans") == ["maya.html", "maya.toml"]
    assert outcome.out == f"Made {Path('plans/maya.html')}\n"
    assert outcome.err.splitlines()[-1].startswith("Open it with a double-click; to print it")
    root = at(folder / "plans" / "maya.html")
    assert root.all("h1")[0].text == "Maya, skincare"
    planned = run(parse_plan(PLAN)).answers(BASE)["take_home_12m"]
    assert isinstance(planned, float)
    assert f"EUR {amount(planned)}" in root.all("p", id="answer")[0].text


def test_what_is_asked_for_is_on_the_page(folder: Path, call: Run) -> None:
    asked = ("--trials", "150", "--seed", "5", "--goal", "cash >= 100 by 2027-03", "--as-of", "2027-01-31")
    outcome = call("report", "my_plan.toml", "-o", "page.htm", *asked)
    assert outcome.code == 0, outcome.err
    root = at(folder / "page.htm")
    footer = root.all("footer")[0].text
    assert "150 trials, seed 5" in footer
    assert "as of 2027-01-31" in footer
    assert "cash of at least EUR 100 in Mar 2027" in root.all("p", id="answer")[0].text
    assert re.search(r"reached.*As planned it is EUR [\d,]+\.", root.all("article", class_="takes")[0].text, re.DOTALL)


def test_the_plans_own_settings_hold(folder: Path, call: Run) -> None:
    risk = '\n[risk]\nseed = 9\ntrials = 120\ngoal = "take_home >= 1 by 2027-02"\n'
    (folder / "my_plan.toml").write_text(PLAN + risk, encoding="utf-8")
    assert call("report", "my_plan.toml").code == 0
    root = at(folder / "my_plan.html")
    assert "120 trials, seed 9" in root.all("footer")[0].text
    assert "take-home of at least EUR 1 in Feb 2027" in root.all("p", id="answer")[0].text


def test_a_goal_that_is_out_of_reach(folder: Path, call: Run) -> None:
    outcome = call("report", "my_plan.toml", "--trials", "100", "--goal", "take_home >= 5_000_000 by 2027-12")
    assert outcome.code == 0, outcome.err
    root = at(folder / "my_plan.html")
    assert "not reached" in root.all("article", class_="takes")[0].text
    tiles = {tile.all("dt")[0].text: tile.all("dd")[0].text for tile in root.all("div", class_="tile")}
    assert tiles["Chance of the goal"] == "0\u202f%"


def test_the_same_plan_gives_the_same_bytes(folder: Path, call: Run, spawn: Run) -> None:
    assert call("report", "my_plan.toml", "-o", "a.html", *QUICK).code == 0
    elsewhere = spawn("report", "my_plan.toml", "-o", "b.html", *QUICK, PYTHONHASHSEED="5", TZ="Asia/Tokyo")
    assert elsewhere.code == 0, elsewhere.err
    assert (folder / "a.html").read_bytes() == (folder / "b.html").read_bytes()


def test_a_workbook_is_a_plan_too(folder: Path, call: Run) -> None:
    assert call("build", "my_plan.toml", "--no-risk").code == 0
    assert call("report", "my_plan.xlsx", "-o", "book.html", *QUICK).code == 0
    assert call("report", "my_plan.toml", "-o", "plan.html", *QUICK).code == 0
    tiles = [at(folder / name).all("dl", class_="tiles")[0].text for name in ("book.html", "plan.html")]
    assert tiles[0] == tiles[1]


def test_a_page_that_is_there_is_kept(folder: Path, call: Run) -> None:
    (folder / "my_plan.html").write_bytes(b"mine")
    outcome = call("report", "my_plan.toml", *QUICK)
    assert outcome.code == 3
    assert outcome.out == ""
    assert "my_plan.html is there already; nothing was changed" in outcome.err
    assert "--force" in outcome.err
    assert (folder / "my_plan.html").read_bytes() == b"mine"
    assert call("report", "my_plan.toml", "--force", *QUICK).code == 0
    assert (folder / "my_plan.html").read_bytes().startswith(b"<!DOCTYPE html>")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("-o", "page.pdf"), 'the page\'s name ends in .html, for example "page.html"'),
        (("-o", "my_plan.toml", "--force"), "ends in .html"),
        (("--as-of", "31.1.2027"), '"31.1.2027" is not a date; write it as 2027-01-31'),
        (("--trials", "3"), "100<=x<="),
        (("--seed", "-1"), "0<=x<="),
        (("--goal", "fame >= 5"), 'no result "fame"'),
        (("--goal", "take_home"), "goal:"),
    ],
)
def test_what_cannot_be(arguments: tuple[str, ...], told: str, folder: Path, call: Run) -> None:
    outcome = call("report", "my_plan.toml", *arguments)
    assert outcome.code == 2
    assert told in " ".join(outcome.err.split())
    assert names(folder) == ["my_plan.toml"]
    assert (folder / "my_plan.toml").read_text(encoding="utf-8") == PLAN


def test_a_plan_with_problems(folder: Path, call: Run) -> None:
    (folder / "my_plan.toml").write_text(PLAN.replace("48_000", "-1"), encoding="utf-8")
    outcome = call("report", "my_plan.toml")
    assert outcome.code == 1
    assert "audience.followers_today" in outcome.err
    assert names(folder) == ["my_plan.toml"]


def test_warnings_are_told_and_stand_on_the_page(folder: Path, call: Run) -> None:
    (folder / "my_plan.toml").write_text(PLAN.replace("48_000", "900_000_000"), encoding="utf-8")
    outcome = call("report", "my_plan.toml", *QUICK)
    assert outcome.code == 0
    assert "warning: my_plan.toml" in outcome.err
    assert "audience.followers_today" in at(folder / "my_plan.html").all("section", class_="concerns")[0].text


def test_a_home_that_cannot_be_written_is_no_concern(spawn: Run) -> None:
    outcome = spawn("report", "my_plan.toml", *QUICK, HOME="/nonexistent")
    assert outcome.code == 0
    assert outcome.out == "Made my_plan.html\n"
    assert len(outcome.err.splitlines()) == 1
