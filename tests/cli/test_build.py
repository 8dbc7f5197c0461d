"""`build`: a whole workbook or none, and never over one that somebody may have worked in."""

from __future__ import annotations

import random
import re
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import openpyxl
import pytest

from revenue_planner.documents.verify import Stamp, read_stamp, verify_workbook
from revenue_planner.engine.run import run
from revenue_planner.plan.reading.plan import parse_plan
from revenue_planner.workbook.checking.rules.roles import Roles
from revenue_planner.workbook.reading.plan import read_workbook
from revenue_planner.workbook.tabs.risk.tab import REFRESH
from revenue_planner.workbook.xlsx.workbook_file import open_workbook
from tests.support.addresses import Addresses
from tests.support.drafts import Draft
from tests.support.running import PLAN, Run, names
from tests.support.workbook_file import WorkbookFile


def test_beside_the_plan(folder: Path, call: Run) -> None:
    (folder / "plans").mkdir()
    (folder / "my_plan.toml").rename(folder / "plans" / "maya.toml")
    outcome = call("build", "plans/maya.toml")
    assert outcome.code == 0, outcome.err
    assert names(folder / "plans") == ["maya.toml", "maya.xlsx"]
    assert outcome.out.splitlines()[0] == f"Made {Path('plans/maya.xlsx')}"
    assert "begin with its tab Start" in outcome.err
    book = openpyxl.load_workbook(folder / "plans" / "maya.xlsx", read_only=True)
    assert {"Start", "Dashboard", "Base", "Cautious", "Café", "Risk"} <= set(book.sheetnames)
    book.close()


def test_tells_what_each_scenario_comes_to(call: Run) -> None:
    outcome = call("build", "my_plan.toml", "--no-risk", "--output", "other.xlsx")
    result = run(parse_plan(PLAN))
    lines = outcome.out.splitlines()
    assert re.split(" {2,}", lines[1].strip()) == [
        "EUR",
        "Earned in 12 months",
        "Take-home in 12 months",
        "Lowest cash",
    ]
    for line, title, name in zip(lines[2:], ["Base", "Cautious", "Café"], result.scenarios, strict=True):
        answers = result.answers(name)
        figures = [f"{answers[key]:,.0f}" for key in ("earned_12m", "take_home_12m", "lowest_cash")]
        assert line.split() == [title, *figures]


def test_the_same_plan_gives_the_same_bytes(folder: Path, call: Run) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        call("build", "my_plan.toml", "--trials", "300", "-o", name)
    assert (folder / "a.xlsx").read_bytes() == (folder / "b.xlsx").read_bytes()


def test_a_workbook_that_is_there_is_kept(folder: Path, call: Run) -> None:
    (folder / "my_plan.xlsx").write_bytes(b"mine")
    outcome = call("build", "my_plan.toml")
    assert outcome.code == 3
    assert outcome.out == ""
    assert "my_plan.xlsx is there already; nothing was changed" in outcome.err
    assert "--force" in outcome.err
    assert "another file name" in outcome.err
    assert (folder / "my_plan.xlsx").read_bytes() == b"mine"
    assert call("build", "my_plan.toml", "--force").code == 0
    assert zipfile.is_zipfile(folder / "my_plan.xlsx")


def test_the_plan_itself_is_never_the_output(folder: Path, call: Run) -> None:
    assert call("build", "my_plan.toml", "-o", "my_plan.toml", "--force").code == 2
    assert (folder / "my_plan.toml").read_text(encoding="utf-8") == PLAN


def test_a_workbook_that_is_open_is_kept(folder: Path, call: Run) -> None:
    (folder / "my_plan.xlsx").write_bytes(b"mine")
    (folder / ".~lock.my_plan.xlsx#").write_bytes(b"")
    outcome = call("build", "my_plan.toml", "--force")
    assert outcome.code == 3
    assert "open in another program" in outcome.err
    assert (folder / "my_plan.xlsx").read_bytes() == b"mine"


def test_a_plan_with_problems_makes_nothing(folder: Path, call: Run) -> None:
    (folder / "my_plan.toml").write_text(PLAN.replace("0.015", "2.0"), encoding="utf-8")
    outcome = call("build", "my_plan.toml")
    assert outcome.code == 1
    assert "affiliate.amazon.conversion = 2.0" in outcome.err
    assert "1 problem to mend." in outcome.err
    assert names(folder) == ["my_plan.toml"]


def test_warnings_are_talk(folder: Path, call: Run) -> None:
    (folder / "my_plan.toml").write_text(PLAN.replace("0.015", "0.9"), encoding="utf-8")
    outcome = call("build", "my_plan.toml", "--no-risk")
    assert outcome.code == 0
    assert "warning: my_plan.toml:" in outcome.err
    assert "warning" not in outcome.out


@pytest.mark.parametrize("where", ["os.fsync", "pathlib.Path.replace", "revenue_planner.ground.atomic._write_synced"])
def test_a_write_that_fails_leaves_the_old_workbook(
    folder: Path, call: Run, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    (folder / "my_plan.xlsx").write_bytes(b"mine")
    monkeypatch.setattr(where, fail)
    outcome = call("build", "my_plan.toml", "--no-risk", "--force")
    assert outcome.code == 3
    assert "No space left on device" in outcome.err
    assert (folder / "my_plan.xlsx").read_bytes() == b"mine"
    assert names(folder) == ["my_plan.toml", "my_plan.xlsx"]


def test_killed_at_any_moment_a_whole_workbook_is_there(folder: Path, call: Run) -> None:
    """The last bytes of a build are where a half-written file would show, so most kills aim there."""
    target = folder / "my_plan.xlsx"
    command = [sys.executable, "-m", "revenue_planner", "build", "my_plan.toml", "--no-risk", "--force"]
    started = time.monotonic()
    subprocess.run(command, check=True, capture_output=True)
    takes = time.monotonic() - started
    whole = target.read_bytes()
    old = b"the old workbook, untouched"
    chance = random.Random(1)
    for _ in range(10):
        target.write_bytes(old)
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            time.sleep(takes * chance.triangular(0.0, 1.1, 0.95))
            process.kill()
        assert target.read_bytes() in (old, whole)


def risk_stamp(path: Path) -> Stamp:
    found = read_stamp(Roles(open_workbook(path)))
    assert found is not None
    return found


def test_luck_is_drawn_as_often_as_the_plan_says(folder: Path, call: Run) -> None:
    (folder / "my_plan.toml").write_text(f"{PLAN}\n[risk]\ntrials = 250\nseed = 4\n", encoding="utf-8")
    assert call("build", "my_plan.toml").code == 0
    stamp = risk_stamp(folder / "my_plan.xlsx")
    assert (stamp.trials, stamp.seed) == (250, 4)
    assert verify_workbook(folder / "my_plan.xlsx") == []


def test_trials_go_before_the_plan_and_are_no_part_of_it(folder: Path, call: Run) -> None:
    assert call("build", "my_plan.toml", "--trials", "120").code == 0
    assert risk_stamp(folder / "my_plan.xlsx").trials == 120
    assert read_workbook(folder / "my_plan.xlsx").risk == parse_plan(PLAN).risk
    assert verify_workbook(folder / "my_plan.xlsx") == []


def test_without_risk_there_is_no_such_tab(folder: Path, call: Run) -> None:
    assert call("build", "my_plan.toml", "--no-risk").code == 0
    assert read_stamp(Roles(open_workbook(folder / "my_plan.xlsx"))) is None
    assert verify_workbook(folder / "my_plan.xlsx") == []


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--trials", "120", "--no-risk"], "give one of them"),
        (["--trials", "0"], "100<=x<="),
        (["--trials", "many"], "many"),
    ],
)
def test_trials_that_make_no_sense(folder: Path, call: Run, arguments: list[str], words: str) -> None:
    outcome = call("build", "my_plan.toml", *arguments)
    assert outcome.code == 2
    assert words in outcome.err
    assert names(folder) == ["my_plan.toml"]


def test_a_risk_that_cannot_be_drawn_makes_nothing(folder: Path, call: Run) -> None:
    (folder / "my_plan.toml").write_text(f'{PLAN}\n[risk]\ngoal = "wealth >= 1"\n', encoding="utf-8")
    outcome = call("build", "my_plan.toml")
    assert outcome.code in (1, 2)
    assert "wealth" in outcome.err
    assert names(folder) == ["my_plan.toml"]


def test_a_bar_for_whoever_looks_on(folder: Path, call: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a terminal nothing is told of it, so that logs stay short."""
    assert "Drawing luck" not in call("build", "my_plan.toml", "--trials", "100").err
    monkeypatch.setattr("revenue_planner.cli.shared.terminal.watched", lambda: True)
    outcome = call("build", "my_plan.toml", "--trials", "600", "--force")
    assert outcome.code == 0
    assert "Drawing luck" in outcome.err


def test_the_command_on_the_tab_makes_it_up_to_date(folder: Path, call: Run) -> None:
    """A figure is typed, the command of the tab run: the new workbook's Risk is of the new figure."""
    (folder / "my_plan.toml").write_text(f"{PLAN}\n[risk]\ntrials = 150\n", encoding="utf-8")
    call("build", "my_plan.toml")
    file = WorkbookFile((folder / "my_plan.xlsx").read_bytes())
    cell = Addresses(file).input("base", "audience.followers_today")
    draft = Draft(file.data)
    draft.replace(file.sheets[cell[0]], rf'(<c r="{cell[1]}"[^>]*><v>)[^<]*', r"\g<1>60000")
    draft.save(folder, "this one.xlsx")
    told = {problem.rule for problem in verify_workbook(folder / "this one.xlsx")}
    assert any("figures of the inputs as they were" in rule for rule in told)
    words = REFRESH.split()
    assert words[0] == "revenue-planner"
    assert (
        call(*({"THIS.xlsx": "this one.xlsx", "NEW.xlsx": "next.xlsx"}.get(word, word) for word in words[1:])).code == 0
    )
    assert verify_workbook(folder / "next.xlsx") == []
    assert risk_stamp(folder / "next.xlsx").fingerprint != risk_stamp(folder / "my_plan.xlsx").fingerprint
    assert read_workbook(folder / "next.xlsx").value("audience.followers_today", "base") == 60_000
