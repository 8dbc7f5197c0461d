"""Typing into the open workbook comes to what our engine makes of the changed plan, in every cell."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from revenue_planner.plan.values import BASE, Plan, Setting
from tests.parity.tweaks import Tweaked
from tests.support.addresses import Addresses
from tests.support.building import Built, build, build_text, year
from tests.support.comparison import compare
from tests.support.engines import ENGINES, Engine, Formualizer, IronCalc
from tests.support.random_plans import random_plan
from tests.support.workbook_file import Cells

#: Tweaks of each random plan; inputs changed together where each is changed once.
TWEAKS, PORTION = 10, 40


@pytest.mark.parametrize("seed", range(1000, 1010))
def test_one_tweak_after_another(seed: int) -> None:
    """Each types into one to six cells or rows of a random plan's workbook, on top of those before."""
    rng = random.Random(seed)
    built = build_text(random_plan(seed, months=rng.choice((1, 4, 7, 13))))
    tweaked = Tweaked(built.plan, built.addresses, rng)
    engine = (IronCalc if seed % 4 == 0 else Formualizer)(built.poisoned)
    for number in range(TWEAKS):
        for _ in range(rng.randint(1, 6)):
            tweaked.anything()
        check(engine, tweaked, built, f"seed {seed}, tweak {number}")


@pytest.mark.parametrize("engine", ENGINES, ids=lambda engine: engine.name)
def test_every_input_is_live(engine: type[Engine]) -> None:
    """Each input of a plan that has everything is changed, a handful at a time."""
    built = year()
    rng = random.Random(engine.name)
    tweaked = Tweaked(built.plan, built.addresses, rng)
    opened = engine(built.poisoned)
    keys = list(built.plan.inputs())
    rng.shuffle(keys)
    for first in range(0, len(keys), PORTION):
        some = keys[first : first + PORTION]
        for key in some:
            tweaked.input(key)
        check(opened, tweaked, built, ", ".join(some))


def test_moving_the_first_month_moves_seasons_and_leaves_dates() -> None:
    built = year()
    tweaked = Tweaked(built.plan, built.addresses, random.Random(5))
    engine = Formualizer(built.poisoned)
    for offset in (5, -7, 11):
        tweaked.start(built.plan.timeline.start + offset)
        check(engine, tweaked, built, f"start moved by {offset}")


def check(engine: Engine, tweaked: Tweaked, built: Built, what: str) -> None:
    """Type what was changed, recalculate, and compare every cell with the changed plan's workbook."""
    for at, value in tweaked.typed:
        engine.enter(at, value)
    engine.recalculate()
    expected = changed(tweaked, built)
    found = compare(expected, engine.values(expected), engine.name)
    found.must_agree(f"{what}, after typing {tweaked.typed}")
    tweaked.typed.clear()


def changed(tweaked: Tweaked, built: Built) -> Cells:
    """What the formulas of the open workbook come to: those of the changed plan's own workbook, except
    where they compare with the day it was built."""
    stored = build(_as_told(tweaked.plan, built.plan)).file.stored
    assert stored.keys() == built.file.stored.keys()
    return {**stored, **log_of_changes(built.plan, tweaked.plan, tweaked.at)}


def _as_told(now: Plan, before: Plan) -> Plan:
    """A plan as a workbook can tell it: who types the very figure that was there has typed nothing."""
    base = {
        key: was
        if ((was := before.settings[BASE][key]).value, was.months) == (setting.value, setting.months)
        else setting
        for key, setting in now.settings[BASE].items()
    }
    return replace(now, settings={**now.settings, BASE: base})


def log_of_changes(before: Plan, now: Plan, at: Addresses) -> Cells:
    """The Log's count of changed inputs: in all, by input, and by scenario for those on the Calendar."""
    expected: Cells = {}
    for key, declared in before.inputs().items():
        rows = at.log_of(key)
        pairs = [(_own(before, key, scenario), _own(now, key, scenario)) for scenario in at.scenarios]
        if declared.kind != "season":
            expected[rows.pop(0)] = float(sum(old.value != new.value for old, new in pairs))
        if declared.kind == "season":
            expected |= {row: float(old.value != new.value) for row, (old, new) in zip(rows, pairs, strict=True)}
        else:
            expected |= {row: float(old.months != new.months) for row, (old, new) in zip(rows, pairs, strict=True)}
    expected[at.log_total()] = sum(count for count in expected.values() if isinstance(count, float))
    for key, declared in before.inputs().items():
        if declared.kind != "season":
            for scenario in at.scenarios:
                differs = _own(before, key, scenario).value != _own(now, key, scenario).value
                expected[at.log_of_scenario(key, scenario)] = float(differs)
    return expected


def _own(plan: Plan, key: str, scenario: str) -> Setting:
    return plan.settings[scenario].get(key, Setting(None))
