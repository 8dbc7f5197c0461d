"""What pulling does to the text of a plan: nothing without need."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from revenue_planner.documents.pull import pull
from revenue_planner.plan.editing.edit import updated
from revenue_planner.plan.templates import template_names, template_text
from revenue_planner.plan.values import BASE, Plan
from tests.roundtrip.typist import Typist, slim
from tests.support.building import template
from tests.support.tweaks import Tweak, Tweaks, random_tweaks

_TWEAKS = 25


@pytest.mark.parametrize("name", template_names())
def test_an_untouched_workbook_changes_no_byte(name: str, tmp_path: Path) -> None:
    """Neither as it was built, nor as another program saved it."""
    file = tmp_path / "plan.toml"
    file.write_bytes(template_text(name).encode())
    for data in (template(name).file.data, slim(name)):
        (tmp_path / "book.xlsx").write_bytes(data)
        pulled = pull(tmp_path / "book.xlsx", file)
        assert pulled.after.encode() == file.read_bytes()
        assert (pulled.changes, pulled.notes, pulled.diff) == ((), (), "")


@pytest.mark.parametrize("name", template_names())
def test_one_tweak_is_one_line(name: str) -> None:
    """Unless other scenarios follow Base by a change of it, or stress lines are in the way."""
    plan, text = template(name).plan, template_text(name)
    before = text.split("\n")
    single = [tweak for tweak in random_tweaks(random.Random(name), plan, 80).inputs if _alone(plan, *_spot(tweak))]
    assert len(single) > _TWEAKS
    for tweak in single[:_TWEAKS]:
        after = updated(text, plan, Tweaks((tweak,)).on(plan)).split("\n")
        removed = [line for line in before if line not in after]
        added = [line for line in after if line not in before]
        assert len(removed) <= 1, tweak
        assert len(added) <= 1, tweak
        assert abs(len(after) - len(before)) <= 1, tweak


def _spot(tweak: Tweak) -> tuple[str, str]:
    return tweak.scenario, tweak.key


def _alone(plan: Plan, scenario: str, key: str) -> bool:
    others = [own for name, own in plan.settings.items() if name != scenario and key in own]
    return not key.endswith("factor") and (scenario != BASE or not others)


def test_one_cell_typed_is_one_line(tmp_path: Path) -> None:
    plan = template("starter").plan
    typist = Typist(slim("starter"), plan)
    typist.input(BASE, "business.opening_cash", 450)
    (tmp_path / "book.xlsx").write_bytes(typist.saved())
    text = template_text("starter")
    (tmp_path / "plan.toml").write_bytes(text.encode())
    pulled = pull(tmp_path / "book.xlsx", tmp_path / "plan.toml")
    assert pulled.after == text.replace("opening_cash = 400 ", "opening_cash = 450 ")
    assert [(change.key, change.before, change.after) for change in pulled.changes] == [
        ("business.opening_cash", "400", "450")
    ]
    assert [line for line in pulled.diff.splitlines() if line[:1] in "+-"][2:] == [
        "-opening_cash = 400                  # money for this work today",
        "+opening_cash = 450                  # money for this work today",
    ]
