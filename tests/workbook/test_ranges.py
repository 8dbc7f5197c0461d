"""Ranges of one cell, which plans of one month or one scenario would have: there are none."""

from __future__ import annotations

import re

import pytest

from revenue_planner.printers.positions import area
from revenue_planner.printers.positions import beside as found_beside
from revenue_planner.printers.positions import item as in_row
from revenue_planner.workbook.cells import Expression, TabName, printed
from revenue_planner.workbook.functions import (
    beside,
    item,
    place_at_most,
    place_of,
    sum_where,
    times_in,
    weighted,
    weighted_squares,
)
from tests.support.building import Built
from tests.support.engines import ENGINES, Engine
from tests.support.small_plans import SMALL, small

HERE = TabName("Here")
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
    assert area("$B$4", "$B$4") == "$B$4" == printed(CELL.fixed, HERE.name)
    assert area("$B$4", "$E$4") == "$B$4:$E$4" == printed(ROW.fixed, HERE.name)


#: A cell, a row and a column, and what is looked up in them.
CELL, OTHER, ROW, RESULTS = HERE.cell(4, 1), HERE.cell(5, 1), HERE.area(4, 1, 4, 4), HERE.area(5, 1, 5, 4)
COLUMN, BESIDE_IT, KEY = HERE.area(4, 1, 9, 1), HERE.area(4, 2, 9, 2), HERE.cell(1, 2)


@pytest.mark.parametrize(
    ("of_one", "of_several", "one", "several"),
    [
        (item(CELL, 1, KEY), item(ROW, 1, KEY), "B4", "INDEX(B4:E4,1,C1)"),
        (place_of(KEY, CELL), place_of(KEY, ROW), "1/(B4=C1)", "MATCH(C1,B4:E4,0)"),
        (place_at_most(KEY, CELL), place_at_most(KEY, ROW), "1", "IFERROR(MATCH(C1,B4:E4,1),1)"),
        (beside(KEY, CELL, OTHER, ""), beside(KEY, ROW, RESULTS, 0), 'IF(B4=C1,B5,"")',
         "IFERROR(INDEX(B5:E5,1,MATCH(C1,B4:E4,0)),0)"),
        (beside(KEY, CELL, OTHER, 0), beside(KEY, COLUMN, BESIDE_IT, 0), "IF(B4=C1,B5,0)",
         "IFERROR(INDEX(C4:C9,MATCH(C1,B4:B9,0),1),0)"),
        (times_in(KEY, CELL), times_in(KEY, ROW), "(B4=C1)*1", "COUNTIF(B4:E4,C1)"),
        (sum_where(KEY, CELL, OTHER), sum_where(KEY, ROW, RESULTS), "(B4=C1)*B5", "SUMIF(B4:E4,C1,B5:E5)"),
        (weighted(CELL, OTHER), weighted(ROW, RESULTS), "SUM(B4)*B5", "SUMPRODUCT(B4:E4,B5:E5)"),
        (weighted_squares(CELL, OTHER), weighted_squares(ROW, RESULTS), "SUM(B4)*SUM(B4)*B5",
         "SUMPRODUCT(B4:E4,B4:E4,B5:E5)"),
    ],
)  # fmt: skip
def test_nothing_is_looked_up_in_one_cell(of_one: Expression, of_several: Expression, one: str, several: str) -> None:
    assert (printed(of_one, HERE.name), printed(of_several, HERE.name)) == (one, several)


def test_the_models_formulas_look_nothing_up_in_one_cell_either() -> None:
    assert (in_row("B4", "1", "C1"), in_row("B4:E4", "1", "C1")) == ("B4", "INDEX(B4:E4,1,C1)")
    assert found_beside("C1", "B4", "B5", '""') == 'IF(B4=C1,B5,"")'
    assert found_beside("C1", "B4:E4", "B5:E5", "0") == "IFERROR(INDEX(B5:E5,1,MATCH(C1,B4:E4,0)),0)"
