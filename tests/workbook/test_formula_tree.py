"""Formulas read into trees, and their references moved."""

from __future__ import annotations

import pytest

from revenue_planner.workbook.xlsx.formula_tree import (
    Call,
    CellReference,
    ErrorText,
    Missing,
    Name,
    Number,
    Operation,
    Sign,
    Term,
    Text,
    UnknownFormError,
    parse,
)
from revenue_planner.workbook.xlsx.notation import Area, cell_position, parse_area
from revenue_planner.workbook.xlsx.references import Reference, references, relative, replaced, shifted

A1, B2, ONE, TWO = CellReference("", "A1"), CellReference("", "$B$2"), Number("1"), Number("2")


@pytest.mark.parametrize(
    ("formula", "tree"),
    [
        ("1", ONE),
        (" A1 + 1 ", Operation("+", A1, ONE)),
        ("1-2-1", Operation("-", Operation("-", ONE, TWO), ONE)),
        ("1-(2-1)", Operation("-", ONE, Operation("-", TWO, ONE))),
        ("1+2*A1", Operation("+", ONE, Operation("*", TWO, A1))),
        ("-A1^2", Operation("^", Sign("-", A1), TWO)),
        ("1*-A1", Operation("*", ONE, Sign("-", A1))),
        ("2%*1", Operation("*", Sign("%", TWO), ONE)),
        ("A1+1>=2", Operation(">=", Operation("+", A1, ONE), TWO)),
        ('A1="a ""b"""', Operation("=", A1, Text('a "b"'))),
        ("A1:$B$2", Operation(":", A1, B2)),
        ("SUM(A1:$B$2,1)", Call("SUM", (Operation(":", A1, B2), ONE))),
        ("index(A1,,1)", Call("INDEX", (A1, Missing(), ONE))),
        ("TODAY()", Call("TODAY", ())),
        ("SUM((A1,1))", Call("SUM", (Operation("union", A1, ONE),))),
        ("Base!A1", CellReference("Base", "A1")),
        ("'My own'!A1", CellReference("My own", "A1")),
        ("'Tom''s'!A1", CellReference("Tom's", "A1")),
        ("Ωmega_1.b!A1", CellReference("Ωmega_1.b", "A1")),
        ("Base:Last!A1", CellReference("Base:Last", "A1")),
        ("[1]Base!A1", CellReference("[1]Base", "A1")),
        ("A:C", CellReference("", "A:C")),
        ("$1:$3", CellReference("", "$1:$3")),
        ("#REF!", ErrorText("#REF!")),
        ("'My own'!#REF!", ErrorText("#REF!")),
        ("TRUE", Name("TRUE")),
        ("out_base_x", Name("out_base_x")),
        ("LOG10(A1)", Call("LOG10", (A1,))),
        ("1E-3", Number("1E-3")),
        (".5", Number(".5")),
    ],
)
def test_trees(formula: str, tree: Term) -> None:
    assert parse(formula) == tree


@pytest.mark.parametrize(
    "formula",
    ["", "1+", "(1", "1)", "SUM(1", "A1 B1", "{1,2}", '"open', "1;2", "cmd|'/c calc'!A1", "(" * 50 + "1" + ")" * 50],
)
def test_what_is_no_formula(formula: str) -> None:
    with pytest.raises(UnknownFormError):
        parse(formula)


def test_references_are_found() -> None:
    assert references("""IF('Tom''s plan'!$C5="A1",LOG10(AB$12),Base!c3+_x1+Z9z)""") == [
        Reference("Tom's plan", 5, 2, fixed_row=False, fixed_column=True, stands_on="Tom's plan"),
        Reference("", 12, 27, fixed_row=True, fixed_column=False),
    ]


def test_references_are_replaced() -> None:
    formula = 'Base!A1&"A1"&B2'
    assert replaced(formula, lambda reference: f"<{reference.tab}{reference.row}>") == '<Base1>&"A1"&<2>'


@pytest.mark.parametrize(
    ("formula", "one", "other", "same"),
    [
        ("A1+B$2", (5, 3), (5, 4), False),
        ("$A1*2", (1, 3), (1, 9), True),
        ('"A1"', (1, 1), (2, 2), True),
    ],
)
def test_the_same_formula_in_two_cells(formula: str, one: tuple[int, int], other: tuple[int, int], same: bool) -> None:
    assert (relative(formula, *one) == relative(formula, *other)) is same


def test_a_formula_that_is_copied_stays_the_same() -> None:
    formula = "IF(I5>0,INDEX($I7:$T7,1,I$2),Calendar!H6)"
    copied = shifted(formula, 3, 2)
    assert copied == "IF(K8>0,INDEX($I10:$T10,1,K$2),Calendar!J9)"
    assert relative(copied, 23, 14) == relative(formula, 20, 12)
    assert shifted("A1", -1, 0) == shifted("A1", 0, -1) == "#REF!"


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("C5", Area(5, 2, 5, 2)),
        ("$C$5:AA9", Area(5, 2, 9, 26)),
        ("B:C", Area(1, 1, 1_048_576, 2)),
        ("5:9", Area(5, 0, 9, 16_383)),
    ],
)
def test_areas(text: str, area: Area) -> None:
    assert parse_area(text) == area
    assert area.holds(area.bottom, area.right)
    assert not area.holds(area.bottom + 1, area.right)


@pytest.mark.parametrize("text", ["", "5", "C", "C0", "XFE1", "A1048577", "C5:", "5C"])
def test_what_is_no_cell(text: str) -> None:
    with pytest.raises(ValueError, match=f"^{text}$"):
        cell_position(text)
