"""Ranges of one cell, which plans of one month or one scenario would have: there are none."""

from __future__ import annotations

import re

import pytest

from revenue_planner.printers.ranges import area, beside, item, place_at_most, place_of, sum_where, times_in, weighted
from tests.support.building import Built
from tests.support.engines import ENGINES, Engine
from tests.support.small_plans import SMALL, small

_OF_ONE_CELL = re.compile(r"(\$?[A-Z]{1,3}\$?\d+):\1(?![\d(])")
_IN_FILES = re.compile(r"<(?:f|formula1|xm:f|c:f)>([^<]*)<|sqref=\"([^\"]*)\"|<xm:sqref>([^<]*)<")


@pytest.mark.parametrize(("seed", "which"), [(seed, which) for seed in range(2) for which in SMALL])
def test_no_formula_list_or_chart_has_a_range_of_one_cell(seed: int, which: str) -> None:
    built = small(seed, which)
    looked_at = 0
    for name, content in built.file.members.items():
        for found in _IN_FILES.findall(content.decode() if name.endswith(".xml") else ""):
            looked_at += 1
            assert not _OF_ONE_CELL.search("".join(found)), (name, found)
    assert looked_at > len(built.file.formulas)


@pytest.mark.parametrize(("seed", "which"), [(seed, which) for seed in range(3) for which in SMALL])
@pytest.mark.parametrize("engine", ENGINES, ids=lambda engine: engine.name)
def test_every_formula_of_a_small_plan_agrees(seed: int, which: str, engine: type[Engine]) -> None:
    built: Built = small(seed, which)
    built.against(engine).must_agree(f"seed {seed}, {which}")


def test_a_range_of_one_cell_is_the_cell() -> None:
    assert area("$B$4", "$B$4") == "$B$4"
    assert area("$B$4", "$E$4") == "$B$4:$E$4"


def test_nothing_is_looked_up_in_one_cell() -> None:
    assert item("B4", "1", "C1") == "B4"
    assert place_of("C1", "B4") == "1/(B4=C1)"
    assert place_at_most("C1", "B4") == "1"
    assert beside("C1", "B4", "B5", '""') == 'IF(B4=C1,B5,"")'
    assert times_in("C1", "B4") == "(B4=C1)*1"
    assert sum_where("C1", "B4", "B5") == "(B4=C1)*B5"
    assert weighted("B4", "B5") == "SUM(B4)*B5"


def test_several_cells_are_looked_into() -> None:
    assert item("B4:E4", "1", "C1") == "INDEX(B4:E4,1,C1)"
    assert place_of("C1", "B4:E4") == "MATCH(C1,B4:E4,0)"
    assert place_at_most("C1", "B4:E4") == "IFERROR(MATCH(C1,B4:E4,1),1)"
    assert beside("C1", "B4:E4", "B5:E5", "0") == "IFERROR(INDEX(B5:E5,1,MATCH(C1,B4:E4,0)),0)"
    assert beside("C1", "B4:B9", "C4:C9", "0", down=True) == "IFERROR(INDEX(C4:C9,MATCH(C1,B4:B9,0),1),0)"
    assert times_in("C1", "B4:E4") == "COUNTIF(B4:E4,C1)"
    assert sum_where("C1", "B4:E4", "B5:E5") == "SUMIF(B4:E4,C1,B5:E5)"
    assert weighted("B4:E4", "B5:E5") == "SUMPRODUCT(B4:E4,B5:E5)"
