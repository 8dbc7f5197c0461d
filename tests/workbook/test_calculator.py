"""What formulas come to: the same as our numbers, cell by cell, without looking at the figures that are stored."""

from __future__ import annotations

from pathlib import Path

import pytest

from revenue_planner.plan.templates import template_names
from revenue_planner.workbook.checking.differences import agree
from revenue_planner.workbook.checking.rules.forms import FUNCTIONS as ALLOWED
from revenue_planner.workbook.checking.rules.roles import Roles
from revenue_planner.workbook.xlsx.archive import Archive
from revenue_planner.workbook.xlsx.calculator import Calculator
from revenue_planner.workbook.xlsx.cell_functions import FUNCTIONS
from revenue_planner.workbook.xlsx.cells import Cell, CellError, CellValue, Tab
from revenue_planner.workbook.xlsx.formula_tree import UnknownFormError
from revenue_planner.workbook.xlsx.workbook_file import WorkbookFile
from tests.support.building import build_text, template
from tests.support.outlooks import ahead
from tests.support.random_plans import random_plan

#: Functions of money over time: only the scenarios' tabs have them, whose figures are the engine's.
_LEFT_OUT = {"IRR", "NPV", "PMT"}
#: These look at one of their arguments only.
_LAZY = {"IF", "IFERROR"}


def disagreements(data: bytes) -> list[str]:
    """Formulas outside the scenarios' tabs whose stored figure is another than they come to."""
    roles = Roles(WorkbookFile(Archive(data, "book.xlsx")))
    known = {
        (found.tab.name, cell.row, cell.column): cell.value
        for found in roles.of("scenario")
        for cell in found.tab.cells()
        if cell.formula is not None
    }
    calculator = Calculator({found.tab.name: found.tab for found in roles.tabs}, known)
    told, seen = [], 0
    for found in roles.tabs:
        for cell in found.tab.cells() if found.role != "scenario" else ():
            if cell.formula is not None:
                seen += 1
                figure = calculator.figure(found.tab.name, cell.row, cell.column)
                if not agree(figure.value, cell.value, figure.scale):
                    told.append(f"{found.tab.at(cell.row, cell.column)} {cell.formula}: {figure.value}, {cell.value}")
    assert seen > 1_000
    return told


@pytest.mark.parametrize("name", ["starter", pytest.param("full", marks=pytest.mark.exhaustive)])
def test_every_formula_of_a_template(name: str) -> None:
    assert disagreements(template(name).file.data) == []


@pytest.mark.exhaustive
@pytest.mark.parametrize("name", [name for name in template_names() if name not in ("starter", "full")])
def test_every_formula_of_the_other_templates(name: str) -> None:
    assert disagreements(template(name).file.data) == []


def test_every_formula_of_a_workbook_that_looks_ahead() -> None:
    assert disagreements(ahead().file.data) == []


@pytest.mark.exhaustive
@pytest.mark.parametrize("seed", range(12))
def test_every_formula_of_random_plans(seed: int) -> None:
    assert disagreements(build_text(random_plan(seed, months=1 + seed)).file.data) == []


def test_every_function_that_formulas_may_use_is_known() -> None:
    assert ALLOWED - FUNCTIONS.keys() == _LEFT_OUT | _LAZY


def calculated(formula: str, **cells: CellValue) -> CellValue:
    """What a formula comes to beside the cells A1, B1 …"""
    row = {column: Cell(1, column, cells.get(letter)) for column, letter in enumerate("abcd")}
    tab = Tab("One", hidden=False, rows={1: row, 2: {0: Cell(2, 0, None, formula)}})  # type: ignore[arg-type]
    return Calculator({"One": tab}, {}).figure("One", 2, 0).value


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("1+2*3-4/8", 6.5),
        ("-A1-B1", -3.0),
        ("A1/C1", CellError("#DIV/0!")),
        ("D1*1", CellError("#VALUE!")),
        ('IFERROR(D1*1,"none")', "none"),
        ('IF(C1="","blank","filled")', "blank"),
        ("IF(C1=0,A1,B1)", 1.0),
        ('IF(D1="TEXT",1,0)', 1.0),
        ("ROUND(2.675,2)", 2.68),
        ("ROUND(-0.5,0)", -1.0),
        ("COUNT(A1:D1)", 2.0),
        ("COUNTA(A1:D1)", 3.0),
        ('COUNTIF(A1:D1,"text")', 1.0),
        ("SUMIF(A1:D1,2,A1:D1)", 2.0),
        ("MATCH(2,A1:D1,0)", 2.0),
        ("MATCH(9,A1:B1,1)", 2.0),
        ("MATCH(9,A1:D1,0)", CellError("#N/A")),
        ("INDEX(A1:D1,1,5)", CellError("#REF!")),
        ("INDEX(A1:D1,1,3)", 0.0),
        ("SUMPRODUCT((A1:B1>1)*A1:B1)", 2.0),
        ("DATE(2027,14,1)", 46784.0),
        ("YEAR(46784)", 2028.0),
        ("MONTH(46784)", 2.0),
        ("SMALL(A1:B1,2)", 2.0),
        ("MEDIAN(A1:B1)", 1.5),
        ("MIN(A1:D1)", 1.0),
        ("MOD(7,4)", 3.0),
        ("ISNUMBER(D1)", False),
    ],
)
def test_what_spreadsheet_programs_agree_on(formula: str, value: CellValue) -> None:
    assert calculated(formula, a=1.0, b=2.0, d="text") == value


@pytest.mark.parametrize("formula", ["A2", "NOW()", "A1:B1", "SUM(Two!A1)", 'COUNTIF(A1:D1,">1")', "A1&B1", "IF(1)"])
def test_what_is_beyond_it_is_no_figure(formula: str) -> None:
    with pytest.raises(UnknownFormError):
        calculated(formula, a=1.0)


def test_a_long_chain_needs_no_deep_stack(tmp_path: Path) -> None:
    rows = {row: {0: Cell(row, 0, None, f"A{row + 1}+1")} for row in range(1, 20_000)}
    rows[20_000] = {0: Cell(20_000, 0, 1.0)}
    tab = Tab("One", hidden=False, rows=rows)  # type: ignore[arg-type]
    assert Calculator({"One": tab}, {}).figure("One", 1, 0).value == 20_000.0
