"""Workbooks with the tab Risk are plans like others, keep the rules, and are verified with what they were made from."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from revenue_planner.documents.verify import MOST_DRAWN, verify_workbook
from revenue_planner.ground.errors import Problem
from revenue_planner.language.inputs import Assume
from revenue_planner.workbook.checking.lint import lint
from revenue_planner.workbook.layout import RISK
from revenue_planner.workbook.reading.plan import read_workbook
from revenue_planner.workbook.xlsx.workbook_file import open_workbook
from tests.support.drafts import Draft
from tests.support.engines import ALWAYS, cached_values, libreoffice_convert, soffice
from tests.support.outlooks import PLAN, SHORT, Ahead, ahead
from tests.support.recomputing import recomputed
from tests.workbook.test_read import the_same


def draft(made: Ahead) -> Draft:
    """The workbook, to be changed. Its tabs are not those of the plainer one that drafts know."""
    found = Draft(made.file.data)
    found.sheet = made.file.sheets.__getitem__  # type: ignore[method-assign]
    return found


@pytest.mark.parametrize("text", [PLAN, SHORT], ids=["15 months", "8 months"])
def test_it_keeps_every_rule_and_nothing_is_wrong_with_it(text: str, tmp_path: Path) -> None:
    path = draft(ahead(text)).save(tmp_path)
    assert lint(open_workbook(path)) == []
    assert verify_workbook(path) == []


def test_it_is_the_same_plan(tmp_path: Path) -> None:
    assert the_same(read_workbook(draft(ahead()).save(tmp_path)), ahead().plan)


@pytest.mark.parametrize(
    ("key", "column"),
    [
        ("outlook.base", "D"),
        ("outlook.cautious.error", "K"),
        ("stress.2", "E"),
        ("outlook.my_own.business.cash.p90", "H"),
        ("stamp.start", "C"),
    ],
)
def test_a_figure_that_was_changed_is_found(key: str, column: str, tmp_path: Path) -> None:
    at = ahead().at(key, column)
    path = draft(ahead()).type(at, ahead().figure(key, column) * (1 + 1e-7) + 1e-7).save(tmp_path)
    found = verify_workbook(path)
    assert [(problem.place.cell, problem.rule) for problem in found] == [
        ("!".join(at), "the number is not the one that the planner writes")
    ]


@pytest.mark.parametrize("key", ["stress.1", "fan.business.cash.p5_to_p10"])
def test_a_formula_that_was_changed_is_found_also_when_out_of_date(key: str, tmp_path: Path) -> None:
    made = ahead()
    at = made.at(key, "D")
    for change in (False, True):
        one = draft(made).formula(at, "C1+0", 5.0)
        if change:
            one.type(made.addresses.input("base", "audience.opening_followers"), 31_000.0)
        cells = [p.place.cell for p in verify_workbook(one.save(tmp_path)) if "formula is not the one" in p.rule]
        assert cells == ["!".join(at)]


def test_changed_inputs_leave_the_tab_as_history(tmp_path: Path) -> None:
    """Live figures follow; what was drawn stays as it was drawn, and that is told with what to do about it."""
    made = ahead()
    changed = draft(made).type(made.addresses.input("base", "audience.opening_followers"), 31_000.0)
    (problem,) = verify_workbook(recomputed(changed).save(tmp_path))
    assert problem.severity == "warning"
    assert problem.rule.endswith("hold figures of the inputs as they were when built; those are as they were drawn")


@pytest.mark.parametrize(("key", "column"), [("outlook.base", "D"), ("stress.2", "E"), ("swing.none", "G")])
def test_a_drawn_figure_altered_after_inputs_were_changed_is_told(key: str, column: str, tmp_path: Path) -> None:
    """Which one cannot be known, since it is of inputs that are no more."""
    made = ahead()
    changed = draft(made).type(made.addresses.input("base", "audience.opening_followers"), 31_000.0)
    (problem,) = verify_workbook(recomputed(changed.type(made.at(key, column), 424_242.0)).save(tmp_path))
    assert problem.rule.endswith("those were altered or rounded, and are not compared")


@pytest.mark.parametrize("seed", range(3))
def test_many_changed_inputs_are_no_damage(seed: int, tmp_path: Path) -> None:
    """What matters most, and which levers could do it, is then something else: other rows would stand on the tabs."""
    made, rng = ahead(), random.Random(seed)
    changed = draft(made)
    numbers = [(key, each) for key, each in made.plan.inputs().items() if isinstance(each, Assume)]
    for key, each in rng.sample(numbers, 8):
        changed.type(made.addresses.input("base", key), float(rng.choice((each.low, each.high))))
    found = verify_workbook(recomputed(changed).save(tmp_path))
    assert [problem for problem in found if problem.severity != "warning"] == []


def test_a_plan_moved_away_from_its_goal_is_history_too(tmp_path: Path) -> None:
    """The goal's month lies before the new first month: nothing is wrong with the workbook for that."""
    made = ahead()
    start = made.addresses.input("base", "plan.start")
    serial = float((date(2028, 1, 1) - date(1899, 12, 30)).days)
    found = verify_workbook(draft(made).type(start, serial).save(tmp_path))
    assert "cannot be computed" not in told(found)
    assert "figures of the inputs as they were" in told(found)


def told(problems: list[Problem]) -> str:
    return "\n".join(f"{problem.severity}: {problem}" for problem in problems)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda d: d.type(ahead().at("stamp.trials", "C"), float(MOST_DRAWN + 1)), "50,001 runs"),
        (lambda d: d.type(ahead().at("stamp.trials", "C"), "many"), "stamp.trials on the tab Risk is no whole number"),
        (lambda d: d.type(ahead().at("stamp.trials", "C"), 1e12), "must be from 100 to"),
        (lambda d: d.type(ahead().at("stamp.trials", "C"), 1e300), "stamp.trials on the tab Risk is no whole number"),
        (lambda d: d.type(ahead().at("stamp.trials", "C"), None), "stamp.trials on the tab Risk is no whole number"),
        (lambda d: d.type(ahead().at("stamp.seed", "C"), "-1"), "stamp.seed on the tab Risk is no whole number"),
        (lambda d: d.type(ahead().at("stamp.seed", "C"), "9" * 30), "stamp.seed on the tab Risk is no whole number"),
        (lambda d: d.type(ahead().at("stamp.goal", "C"), "wealth"), "goal"),
        (lambda d: d.type(ahead().at("stamp.fingerprint", "C"), "0"), "figures of the inputs as they were"),
    ],
)
def test_a_stamp_that_was_altered(change: Callable[[Draft], Draft], words: str, tmp_path: Path) -> None:
    found = verify_workbook(change(draft(ahead())).save(tmp_path))
    assert words in told(found)
    assert not [problem for problem in found if "differs" in problem.rule]


def test_another_seed_than_the_stamp_says_is_found(tmp_path: Path) -> None:
    found = verify_workbook(draft(ahead()).type(ahead().at("stamp.seed", "C"), "12").save(tmp_path))
    cells = [problem.place.cell or "" for problem in found]
    assert cells
    assert all(cell.startswith(RISK) for cell in cells)


@pytest.mark.libreoffice
@pytest.mark.skipif(soffice() is None, reason="LibreOffice is not installed")
def test_libreoffice_sees_the_change_and_its_file_is_sound(tmp_path: Path) -> None:
    made = ahead()
    cell = made.addresses.input("cautious", "audience.opening_followers")
    paths = [
        draft(made).save(tmp_path, "as_built.xlsx"),
        draft(made).type(cell, 20_000.0).save(tmp_path, "changed.xlsx"),
    ]
    (tmp_path / "work").mkdir()
    as_built, changed = libreoffice_convert(paths, tmp_path / "work", recalculate=ALWAYS)
    wanted = [at for at in made.file.formulas if at[0] == RISK]
    shown = cached_values(as_built, wanted)
    for at in wanted:
        ours = made.file.stored[at]
        assert shown[at] == (pytest.approx(ours, rel=1e-9, abs=1e-9) if isinstance(ours, float) else ours)
    status = (RISK, "A4")
    assert cached_values(changed, [status])[status] == "Out of date: inputs have changed since"
    for path, more in ((as_built, set()), (changed, {"figures of the inputs as they were"})):
        found = verify_workbook(path)
        assert all(problem.severity == "warning" for problem in found), told(found)
        rules = [problem.rule for problem in found if "lost: headers that stay in view" not in problem.rule]
        assert len(rules) == len(more)
        assert all(any(words in rule for words in more) for rule in rules)
