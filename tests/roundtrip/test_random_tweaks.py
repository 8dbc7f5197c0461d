"""Whatever is typed into a workbook is read back, pulled into the plan, and built again, exactly.

240 inputs of each template are tweaked, in four workbooks: values, blanks, months, seasons, dates, choices,
scenarios in new columns, another first month.
"""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from revenue_planner.documents.pull import pull
from revenue_planner.plan.reading.plan import load_plan
from revenue_planner.plan.templates import template_names, template_text
from revenue_planner.workbook.reading.plan import read_workbook
from tests.roundtrip.agreement import must_come_to_the_same, must_say_the_same
from tests.roundtrip.typist import Typist, slim
from tests.support.building import build, template
from tests.support.tweaks import random_tweaks

ROUNDS, TWEAKS = 4, 60
NEW_SCENARIOS, NEW_START, REBUILT = 1, 2, 3
#: Opened and saved with all tabs; openpyxl takes seconds for that.
WHOLE = "starter"


@pytest.mark.parametrize("number", range(ROUNDS))
@pytest.mark.parametrize("name", template_names())
def test_tweaks_come_home(name: str, number: int, tmp_path: Path) -> None:
    original = template(name)
    book, file = tmp_path / "book.xlsx", tmp_path / "plan.toml"
    file.write_bytes(template_text(name).encode())
    rng = random.Random(f"{name} {number}")
    tweaks = random_tweaks(
        rng, original.plan, TWEAKS, scenarios=2 * (number == NEW_SCENARIOS), start=number == NEW_START
    )
    typist = Typist(original.file.data if number == REBUILT and name == WHOLE else slim(name), original.plan)
    typist.type(tweaks)
    book.write_bytes(typist.saved())
    tweaked = tweaks.on(original.plan)

    must_say_the_same(read_workbook(book), tweaked)

    pulled = pull(book, file)
    file.write_bytes(pulled.after.encode())
    plan = load_plan(file)
    must_say_the_same(plan, tweaked)
    assert must_come_to_the_same(plan, tweaked) > 5_000

    again = pull(book, file)
    assert again.after == pulled.after
    assert again.changes == ()

    if number == REBUILT:
        book.write_bytes(build(plan).file.data)
        must_say_the_same(read_workbook(book), tweaked)
        assert pull(book, file).changes == ()
