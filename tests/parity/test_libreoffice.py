"""LibreOffice, a full application, comes to our numbers in every formula.

All workbooks go through one run, since starting the program takes longest. Without LibreOffice these
tests are skipped, unless REVENUE_PLANNER_REQUIRE_LIBREOFFICE=1 says that they must run.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from revenue_planner.plan.templates import template_names
from revenue_planner.plan.values import BASE
from tests.support.building import Built, build, build_text, template, year
from tests.support.comparison import Comparison, compare
from tests.support.engines import NEVER, cached_values, libreoffice_convert, soffice
from tests.support.money import FACTORS, in_other_money, lift_limits
from tests.support.programs import need
from tests.support.random_plans import random_plan
from tests.support.workbook_file import SENTINEL

pytestmark = pytest.mark.libreoffice

SEEDS = range(2000, 2010)
#: Templates whose money is counted in a far smaller unit.
IN_WON = ["full in won", "starter in won"]
WORKBOOKS = [*template_names(), *IN_WON, *(f"random {seed}" for seed in SEEDS)]
CORRUPTED = "a wrong formula"


@dataclass(frozen=True)
class Converted:
    """What we built, and the file that LibreOffice recalculated and saved."""

    built: Built
    path: Path

    def compared(self) -> Comparison:
        stored = self.built.file.stored
        return compare(stored, cached_values(self.path, stored), "libreoffice")


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Converted]:
    """All workbooks with poisoned caches, by name."""
    need("LibreOffice", soffice(), "the program soffice")
    work = tmp_path_factory.mktemp("libreoffice")
    built = {name: template(name) for name in template_names()}
    for name in IN_WON:
        plan = template(name.removesuffix(" in won")).plan
        with pytest.MonkeyPatch.context() as patch:
            lift_limits(plan.inputs(), patch)
            built[name] = build(in_other_money(plan, FACTORS[-1]))
    built |= {f"random {seed}": build_text(random_plan(seed)) for seed in SEEDS}
    small = year()
    cell = small.addresses.month(BASE, "audience.views", 5)
    wrong = small.file.with_formula(cell, f"{small.file.formulas[cell]}+1")
    built[CORRUPTED] = Built(small.plan, small.result, wrong)
    paths = []
    for number, each in enumerate(built.values()):
        paths.append(work / f"book{number}.xlsx")
        paths[-1].write_bytes(each.poisoned)
    made = libreoffice_convert(paths, work)
    return {name: Converted(built[name], path) for name, path in zip(built, made, strict=True)}


@pytest.mark.parametrize("name", WORKBOOKS)
def test_every_formula_agrees(converted: Mapping[str, Converted], name: str) -> None:
    converted[name].compared().must_agree(name)


def test_a_wrong_formula_is_reported(converted: Mapping[str, Converted]) -> None:
    """The control: views of month 5 are off by one, and so is much that follows, in Base only."""
    wrong = converted[CORRUPTED]
    differing = wrong.compared().differing
    at = wrong.built.addresses
    assert at.month(BASE, "audience.views", 5) in differing
    assert at.month(BASE, "audience.views", 4) not in differing
    assert not {sheet for sheet, _cell in differing} & {"Cautious", "Ambitious", "My own"}


def test_a_profile_that_trusts_cached_values_would_be_caught(
    converted: Mapping[str, Converted], tmp_path: Path
) -> None:
    """Why the profile is told to recalculate: by itself LibreOffice shows what the file says."""
    assert converted
    built = build_text(random_plan(2001, months=1))
    path = tmp_path / "book.xlsx"
    path.write_bytes(built.poisoned)
    shown = cached_values(libreoffice_convert([path], tmp_path, recalculate=NEVER)[0], built.file.stored)
    assert set(shown.values()) == {SENTINEL}
