"""Whatever `check` accepts, every other command accepts: random plans that use all that a plan file allows, and
plans at every maximum."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from revenue_planner.documents.sources import load_source
from revenue_planner.plan.reading.names import LONGEST_TITLE
from revenue_planner.plan.reading.plan import parse_plan
from revenue_planner.plan.risk import MOST_CORRELATIONS
from tests.support.every_command import COMMANDS, accepted, call, refusals
from tests.support.largest_plans import ALL, EACH, largest_plan
from tests.support.wild_plans import wild_plan

#: Plans of the exhaustive run; each goes through every command.
PLANS = int(os.environ.get("REVENUE_PLANNER_WILD_PLANS", "30"))
FEW = 15


def file_of(text: str, folder: Path) -> Path:
    path = folder / "plan.toml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("seed", range(1_000, 1_000 + FEW))
def test_what_check_accepts_every_command_accepts(seed: int, tmp_path: Path) -> None:
    path = file_of(wild_plan(seed), tmp_path)
    if accepted(path):
        commands = ("build", "verify") if seed % 8 == 0 else ("simulate",) if seed % 2 else ("show", "explain")
        assert list(refusals(path, commands)) == []


@pytest.mark.exhaustive
@pytest.mark.parametrize("seed", range(PLANS))
def test_many_wild_plans_through_every_command(seed: int, tmp_path: Path) -> None:
    path = file_of(wild_plan(seed), tmp_path)
    if accepted(path):
        assert list(refusals(path)) == []


def test_most_wild_plans_are_accepted_and_use_what_there_is(tmp_path: Path) -> None:
    """Guards the generator: what it draws seldom is not tested."""
    texts = [wild_plan(seed) for seed in range(20)]
    plans = [load_source(path) for text in texts if accepted(path := file_of(text, tmp_path))]
    assert len(plans) > 13
    assert any(len(plan.title) == LONGEST_TITLE for plan in plans)
    assert {1, 60} < {plan.timeline.months for plan in plans}
    assert len({plan.currency for plan in plans}) > 4
    titles = "".join(scenario.title for plan in plans for scenario in plan.scenarios)
    assert {"漢", "𝓐", "ش", "&"} <= set(titles)
    assert sum(bool(plan.risk.goal) for plan in plans) > 4
    assert sum(bool(plan.risk.correlations) for plan in plans) > 2
    assert sum(bool(plan.risk.inputs) for plan in plans) > 2


@pytest.mark.parametrize("what", EACH)
def test_a_plan_at_each_maximum_is_shown(what: str, tmp_path: Path) -> None:
    path = file_of(largest_plan(EACH[what]), tmp_path)
    assert accepted(path)
    assert list(refusals(path, ("show",))) == []


@pytest.mark.exhaustive
@pytest.mark.parametrize("what", EACH)
def test_a_plan_at_each_maximum_goes_through_every_command(what: str, tmp_path: Path) -> None:
    path = file_of(largest_plan(EACH[what]), tmp_path)
    assert accepted(path)
    assert list(refusals(path)) == []


@pytest.mark.exhaustive
def test_the_largest_plan_is_as_large_as_it_says() -> None:
    plan = parse_plan(largest_plan(ALL))
    assert (plan.timeline.months, len(plan.scenarios)) == (60, 13)
    assert len(plan.structure.parts) > 250
    assert len(plan.risk.correlations) == MOST_CORRELATIONS


@pytest.mark.exhaustive
@pytest.mark.skipif("REVENUE_PLANNER_LARGEST" not in os.environ, reason="takes a quarter of an hour and 4 GB")
@pytest.mark.parametrize("command", COMMANDS)
def test_a_plan_at_every_maximum_goes_through_every_command(command: str, tmp_path: Path) -> None:
    path = file_of(largest_plan(ALL), tmp_path)
    assert accepted(path)
    after_build = ("build", command) if command in ("verify", "pull", "again") else (command,)
    assert list(refusals(path, after_build)) == []


#: Where the most of a single input, or of all of them, grows without end.
ENDLESS = '[plan]\nstart = "2027-01"\nmonths = 60\n[audience]\nvideos = 1_000_000_000_000\n[creator_rewards]\n'


def test_figures_that_grow_without_end_are_told_by_check_with_the_input_to_lower(tmp_path: Path) -> None:
    code, err = call("check", str(file_of(ENDLESS, tmp_path)))
    assert code == 1
    assert "plan.toml:5:1 audience.videos: figures grow beyond what can be computed" in err
    assert "lower audience.videos; usual is 4 to 60" in err


def test_a_range_in_which_figures_grow_without_end_is_told_where_it_is_written(tmp_path: Path) -> None:
    text = ENDLESS.replace("videos = 1_000_000_000_000\n", "")
    text += "[risk]\ninputs.audience.videos = { p10 = 1, p90 = 1_000_000_000_000 }\n"
    code, err = call("check", str(file_of(text, tmp_path)))
    assert code == 1
    assert "plan.toml:7:17 audience.videos: figures grow" in err
