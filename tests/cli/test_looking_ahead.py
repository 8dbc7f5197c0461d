"""The README's section on luck, levers and goals: its commands run, and its plan is a plan."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

from revenue_planner.plan.reading.plan import parse_plan
from revenue_planner.plan.risk import Spread
from tests.support.account import ACCOUNT
from tests.support.running import Run

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
SECTION = README.split("## What could happen")[1].split("\n## ")[0]


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", SECTION, re.DOTALL)


def test_its_commands_run(folder: Path, call: Run) -> None:
    (folder / "my_plan.toml").unlink()
    assert call("new", "beauty", "my_plan.toml").code == 0
    lines = blocks("sh")[0].splitlines()
    commands = [shlex.split(line)[1:] for line in lines]
    assert [words[0] for words in commands] == ["simulate", "sensitivity", "goal", "report"]
    for words in commands:
        outcome = call(*words)
        assert outcome.code == 0, outcome.err
    assert (folder / "my_plan.html").exists()


def test_what_it_writes_into_a_plan_is_read() -> None:
    written = blocks("toml")[0]
    head = f'[plan]\nstart = "2027-01"\n{ACCOUNT}[[affiliate]]\nname = "amazon"\n'
    plan = parse_plan(head + written)
    assert not plan.warnings
    assert plan.risk.goal == "take_home >= 1500 by 2027-12"
    assert plan.risk.inputs["audience.views_carried_on"] == Spread(0.7, 1.5)
    assert plan.risk.inputs["affiliate.amazon.conversion"].fixed
    assert plan.value("risk.level_walk", "base") == 0.2
