"""200 tweaks typed with openpyxl, recalculated and saved by LibreOffice: what is pulled comes to its numbers.

All workbooks go through one run. Without LibreOffice the tests are skipped, unless
REVENUE_PLANNER_REQUIRE_LIBREOFFICE=1 says that they must run.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from pathlib import Path

import pytest

from revenue_planner.documents.pull import pull
from revenue_planner.plan.reading.plan import parse_plan
from revenue_planner.plan.templates import template_names, template_text
from tests.roundtrip.agreement import must_say_the_same
from tests.roundtrip.typist import Typist
from tests.support.building import build, template
from tests.support.comparison import compare
from tests.support.engines import cached_values, libreoffice_convert, soffice
from tests.support.programs import need
from tests.support.tweaks import Tweaks, random_tweaks

pytestmark = pytest.mark.libreoffice

MOVED = "starter"
_TWEAKS = 200
#: The Log compares with the plan that a workbook was built from, which a pull changes. Examples move along
#: with the first month when a workbook is built, not when a date is typed.
_AS_BUILT, _EXAMPLES = frozenset({"Log"}), frozenset({"Inputs", "Start"})


def tweaks_of(name: str) -> Tweaks:
    return random_tweaks(random.Random(f"LibreOffice {name}"), template(name).plan, _TWEAKS, start=name == MOVED)


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """What LibreOffice wrote, by template."""
    need("LibreOffice", soffice(), "the program soffice")
    work = tmp_path_factory.mktemp("libreoffice")
    paths = []
    for name in template_names():
        # A rebuilt workbook shows the first day of a month, whichever was typed.
        typist = Typist(template(name).file.data, template(name).plan, first_days=True)
        typist.type(tweaks_of(name))
        paths.append(work / f"{name}.xlsx")
        paths[-1].write_bytes(typist.saved())
    return dict(zip(template_names(), libreoffice_convert(paths, work), strict=True))


@pytest.mark.parametrize("name", template_names())
def test_pulled_numbers_are_those_that_libreoffice_shows(saved: Mapping[str, Path], name: str, tmp_path: Path) -> None:
    file = tmp_path / "plan.toml"
    file.write_bytes(template_text(name).encode())
    pulled = pull(saved[name], file)
    assert pulled.changes
    plan = parse_plan(pulled.after)
    must_say_the_same(plan, tweaks_of(name).on(template(name).plan))
    rebuilt = build(plan).file.stored
    apart = _AS_BUILT | (_EXAMPLES if name == MOVED else frozenset())
    ours = {at: value for at, value in rebuilt.items() if at[0] not in apart}
    assert len(ours) > 10_000
    compare(ours, cached_values(saved[name], ours), "libreoffice, after a pull").must_agree(name)
