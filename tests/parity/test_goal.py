"""What the open Goal tab says a lever needs does reach the target in our engine, whatever is asked and changed."""

from __future__ import annotations

import random
from collections.abc import Mapping
from pathlib import Path

import pytest

from revenue_planner.plan.templates import template_names
from revenue_planner.plan.values import Plan
from tests.parity.tweaks import Tweaked
from tests.support.building import build_text, template, year
from tests.support.comparison import compare
from tests.support.engines import (
    ENGINES,
    Engine,
    Formualizer,
    IronCalc,
    cached_values,
    libreoffice_convert,
    soffice,
)
from tests.support.goal_tab import (
    Asked,
    GoalTab,
    Row,
    ask,
    built_for,
    reached,
    some_question,
)
from tests.support.programs import need
from tests.support.random_plans import random_plan

CENT = 0.01
SEEDS = range(3000, 3040)
#: No plan is asked for more: beyond, a figure has more digits than a cent leaves.
_LARGEST = 1e9


def check(plan: Plan, asked: Asked, rows: Mapping[str, Row], what: str) -> tuple[int, int]:
    """Each value needed reaches the target to the cent; what cannot do it alone cannot. Counts both."""
    able = unable = 0
    for key, row in rows.items():
        said = f"{what}: {key} for {asked}"
        if row.needed is not None:
            assert row.least <= row.needed <= row.most, said
            declared = plan.inputs()[key]
            assert declared.minimum <= row.needed <= declared.maximum, said  # type: ignore[attr-defined]
            if declared.counts:
                check_count(plan, asked, key, row, said)
            else:
                assert reached(plan, key, row.needed, asked) == pytest.approx(asked.target, abs=CENT), said
            able += 1
        else:
            ends = [reached(plan, key, end, asked) - asked.target for end in (row.least, min(row.most, _LARGEST))]
            assert ends[0] * ends[1] > 0, said
            unable += 1
    return able, unable


def check_count(plan: Plan, asked: Asked, key: str, row: Row, said: str) -> None:
    """A whole number that reaches the target; of those beside it one does not, where it is possible."""
    assert row.needed is not None
    assert row.needed == round(row.needed), said
    assert reached(plan, key, row.needed, asked) >= asked.target - CENT, said
    beside = [number for number in (row.needed - 1, row.needed + 1) if row.least <= number <= row.most]
    short = [number for number in beside if reached(plan, key, number, asked) < asked.target]
    assert short or len(beside) == 1, said


@pytest.mark.parametrize("name", template_names())
def test_templates_reach_what_is_asked(name: str) -> None:
    built, rng = template(name), random.Random(name)
    engine = Formualizer(built.poisoned)
    able = unable = 0
    for _ in range(4):
        asked = some_question(built.plan, rng)
        tab = ask(engine, built.addresses, asked, built.plan)
        counts = check(built.plan, asked, tab.rows(engine.values(tab.wanted())), name)
        able, unable = able + counts[0], unable + counts[1]
    assert able >= 20
    assert unable >= 4


@pytest.mark.parametrize("seed", SEEDS)
def test_random_plans_reach_what_is_asked(seed: int) -> None:
    rng = random.Random(seed)
    built = build_text(random_plan(seed, months=rng.choice((1, 2, 6, 13))))
    engine = (IronCalc if seed % 4 == 0 else Formualizer)(built.poisoned)
    able = unable = 0
    for _ in range(2):
        asked = some_question(built.plan, rng)
        tab = ask(engine, built.addresses, asked, built.plan)
        counts = check(built.plan, asked, tab.rows(engine.values(tab.wanted())), f"seed {seed}")
        able, unable = able + counts[0], unable + counts[1]
    assert able + unable >= 4


@pytest.mark.parametrize("engine", ENGINES, ids=lambda engine: engine.name)
def test_every_cell_follows_tweaks_and_questions(engine: type[Engine]) -> None:
    """After typing into inputs and into the question, every cell of the tab is what a workbook shows that is built
    from the changed plan and asked the same."""
    built, rng = year(), random.Random(engine.name)
    opened, tweaked = engine(built.poisoned), Tweaked(built.plan, built.addresses, rng)
    for number in range(6):
        for _ in range(rng.randint(1, 8)):
            tweaked.input(rng.choice(list(built.plan.inputs())))
        asked = some_question(tweaked.plan, rng)
        for address, value in tweaked.typed:
            opened.enter(address, value)
        ask(opened, built.addresses, asked, tweaked.plan)
        expected = {at: value for at, value in built_for(tweaked.plan, asked).file.stored.items() if at[0] == "Goal"}
        found = compare(expected, opened.values(expected), opened.name)
        found.must_agree(f"round {number}, asked {asked}, after typing {tweaked.typed}")
        tweaked.typed.clear()


@pytest.mark.libreoffice
def test_libreoffice_reaches_what_is_asked(tmp_path: Path) -> None:
    """It recalculates workbooks that were built with a question typed in."""
    need("LibreOffice", soffice(), "the program soffice")
    rng = random.Random(7)
    plans = [template(name).plan for name in template_names()]
    plans += [build_text(random_plan(seed, months=rng.choice((2, 6, 13)))).plan for seed in range(3100, 3106)]
    cases, paths = [], []
    for number, plan in enumerate(plans):
        asked = some_question(plan, rng)
        built = built_for(plan, asked)
        paths.append(tmp_path / f"book{number}.xlsx")
        paths[-1].write_bytes(built.poisoned)
        cases.append((plan, asked, built))
    able = unable = 0
    for path, (plan, asked, built) in zip(libreoffice_convert(paths, tmp_path), cases, strict=True):
        ours = {at: value for at, value in built.file.stored.items() if at[0] == "Goal"}
        compare(ours, cached_values(path, ours), "libreoffice").must_agree(str(asked))
        tab = GoalTab(built.addresses)
        counts = check(plan, asked, tab.rows(cached_values(path, tab.wanted())), path.name)
        able, unable = able + counts[0], unable + counts[1]
    assert able >= 50
    assert unable >= 10


def test_a_wrong_slope_is_reported() -> None:
    """The control: a value needed that is off by little does not reach the target."""
    built = template("starter")
    asked = Asked(2_345.0, 9, "base")
    engine = Formualizer(built.poisoned)
    tab = ask(engine, built.addresses, asked, built.plan)
    rows = tab.rows(engine.values(tab.wanted()))
    key, row = next((key, row) for key, row in rows.items() if row.needed is not None)
    assert row.needed is not None
    with pytest.raises(AssertionError):
        check(built.plan, asked, {key: Row(row.how, row.today, row.needed * 1.001, row.least, row.most)}, "control")
