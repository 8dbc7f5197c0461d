"""Sheet expressions: what they print, and that they come to what independent spreadsheet programs make of it."""

from __future__ import annotations

import inspect
import re
from functools import cache
from io import BytesIO

import pytest
from xlsxwriter.workbook import Workbook

from revenue_planner.workbook.book import Book
from revenue_planner.workbook.cells import Area, Expression, TabName, Total, expression, printed
from revenue_planner.workbook.functions import (
    ABS,
    AVERAGE,
    COUNT,
    COUNTA,
    COUNTIF,
    DATE,
    IF,
    IFERROR,
    INDEX,
    ISNUMBER,
    MATCH,
    MAX,
    MIN,
    MOD,
    MONTH,
    ROUND,
    SMALL,
    SUM,
    SUMIF,
    SUMPRODUCT,
    YEAR,
    Function,
    beside,
    both_known,
    item,
    months_between,
    place_at_most,
    place_of,
    product,
    sum_where,
    times_in,
    weighted,
)
from revenue_planner.workbook.sheet import Sheet
from revenue_planner.workbook.style import Styles
from revenue_planner.workbook.xlsx.cells import CellError
from tests.support.engines import ENGINES, Engine
from tests.support.workbook_file import WorkbookFile

#: The cells that formulas are tried on: a row of numbers, one of mixed kinds, one of blanks, and two dates.
TYPED: dict[tuple[int, int], float | str] = {
    (1, 0): 3.0, (1, 1): -1.5, (1, 2): 0.0, (1, 3): 12.0,
    (2, 0): "Base", (2, 1): 7.0, (2, 2): "base", (2, 3): "",
    (4, 0): 46_753.0, (4, 1): 46_054.0, (4, 2): 2.675, (4, 3): -2.5,
    (5, 0): 1.0, (5, 1): 2.0, (5, 2): 2.0, (5, 3): 9.0,
}  # fmt: skip
HERE, THERE = TabName("Here"), TabName("My own")
A1, B1, C1, D1 = (HERE.cell(1, column) for column in range(4))
A2, B2, C2, D2 = (HERE.cell(2, column) for column in range(4))
BLANK, DATE1, DATE2, HALF, LOW = HERE.cell(3, 0), *(HERE.cell(4, column) for column in range(4))
NUMBERS, MIXED, BLANKS, ASCENDING = (HERE.area(row, 0, row, 3) for row in (1, 2, 3, 5))
ALL = HERE.area(1, 0, 2, 3)

FORMULAS: list[Expression] = [
    A1 + B1 * D1, A1 - (B1 - D1), (A1 + B1) * D1, A1 / B1, A1 / C1, 1 - A1, -1 * A1, Total((A1, B1 - D1, D1)),
    A1 + BLANK, A1 * BLANK, D1 / BLANK, A1 + A2, A2 * 1, A1 / C1 + A2, product([A1, B1, D1]),
    IF(A1 > B1, "more", "less"), IF(A1 < B1, A1 / C1, B1), IF(BLANK, 1, 0), IF(A1, A1, 0), IF(A1 / C1 > 1, 1, 0),
    IF(A2.equals("BASE"), 1, 0), IF(A2.equals(C2), 1, 0), IF(A2.differs("Other"), 1, 0), IF(A2.equals(1), 1, 0),
    IF(BLANK.equals(""), "as Base", BLANK), IF(BLANK.equals(0), 1, 0), IF(A2 > A1, 1, 0), IF(BLANK >= B1, 1, 0),
    IFERROR(A1 / C1, ""), IFERROR(A1 / B1, ""), IFERROR(A2 + 1, C2 * 1), IFERROR(INDEX(NUMBERS, 1, D1), "none"),
    IF(ISNUMBER(A1), 1, 0), IF(ISNUMBER(A2), 1, 0), IF(ISNUMBER(BLANK), 1, 0), IF(ISNUMBER(A1 / C1), 1, 0),
    (A1 > B1) * (D1 >= 1), (A1 < B1) * A1, 1 - A1.equals(A1), A1.equals(B1) * 1 + 1,
    SUM(NUMBERS), SUM(MIXED), SUM(BLANKS), SUM(NUMBERS, MIXED), SUM(ALL), SUM(A2), SUM(A1 / C1), SUM(BLANK, A1),
    MIN(NUMBERS), MAX(NUMBERS), MIN(MIXED), MAX(BLANKS), MIN(NUMBERS, 1), MAX(A2, A1), MIN(MAX(A1, B1), D1),
    AVERAGE(NUMBERS), AVERAGE(MIXED), AVERAGE(BLANKS),
    COUNT(NUMBERS), COUNT(MIXED), COUNT(BLANKS), COUNT(A2), COUNT(A1, A2), COUNTA(MIXED), COUNTA(BLANKS), COUNTA(A2),
    COUNTIF(MIXED, "BASE"), COUNTIF(NUMBERS, 0), COUNTIF(BLANKS, 0), COUNTIF(MIXED, B2), COUNTIF(NUMBERS, A1),
    SUMIF(ASCENDING, HERE.cell(5, 1), NUMBERS), SUMIF(MIXED, "base", NUMBERS), SUMPRODUCT(NUMBERS, ASCENDING),
    SUMPRODUCT(MIXED, ASCENDING), SMALL(NUMBERS, 1), SMALL(MIXED, 1), SMALL(BLANKS, 1),
    INDEX(NUMBERS, 1, A1), INDEX(NUMBERS, 1, D1), INDEX(BLANKS, 1, 1), INDEX(ALL, HERE.cell(5, 1), 1),
    INDEX(ALL, A1, 1),
    INDEX(NUMBERS, 1, A2), INDEX(NUMBERS, 1, A1 / C1),
    MATCH(D1, NUMBERS, 0), MATCH("BASE", MIXED, 0), MATCH(1, NUMBERS, 0),
    MATCH(B2, MIXED, 0), MATCH(C1, NUMBERS, 0), MATCH(A1, ASCENDING, 1), MATCH(D1, ASCENDING, 1),
    MATCH(B1, ASCENDING, 1),
    ROUND(A1 / D1, 1), ROUND(LOW, 0), ROUND(0 - LOW, 0), ROUND(B1, 0), ROUND(A1 / C1, 0), ROUND(A2, 0), ABS(B1),
    ABS(A2),
    MOD(A1, 1), MOD(LOW, 1), MOD(B1, A1), MOD(A1, C1),
    YEAR(DATE1), MONTH(DATE1), DATE(YEAR(DATE1), MONTH(DATE1) + D1, 1), DATE(YEAR(DATE1), MONTH(DATE1) - D1, 1),
    MONTH(A2), YEAR(B1), months_between(DATE1, DATE2, D1), both_known(A1, B1, A1 - B1), both_known(A1, A2, A1 - A2),
    item(NUMBERS, 1, A1), item(A1, 1, 1), place_of(D1, NUMBERS), place_of(A1, A1), place_of(A1, B1),
    place_at_most(A1, ASCENDING), place_at_most(B1, ASCENDING), place_at_most(A1, B1),
    beside(D1, NUMBERS, ASCENDING, "none"), beside(1, NUMBERS, ASCENDING, "none"), beside(A1, A1, B1, 0),
    times_in(C1, NUMBERS), times_in(A1, A1), sum_where(HERE.cell(5, 1), ASCENDING, NUMBERS), sum_where(A1, A1, B1),
    weighted(NUMBERS, ASCENDING), weighted(A1, B1),
    THERE.cell(1, 1) + A1, SUM(THERE.area(1, 0, 1, 3)), INDEX(THERE.area(1, 0, 1, 3).fixed, 1, A1),
]  # fmt: skip


def new(*names: str) -> tuple[Book, list[Sheet], Styles]:
    book = Book("A book", "tests")
    return book, [book.sheet(name) for name in names], Styles(book.workbook)


def type_in(sheet: Sheet, styles: Styles) -> None:
    for (row, column), value in TYPED.items():
        if isinstance(value, str):
            sheet.text(row, column, value, styles.make())
        else:
            sheet.number(row, column, value, styles.make())
    for column in range(4):
        sheet.blank(3, column, styles.make())


@cache
def tried() -> bytes:
    """The typed cells on two tabs, and every formula beside them, as any library writes it."""
    out = BytesIO()
    with Workbook(out, {"in_memory": True}) as workbook:
        for name in ("Here", "My own"):
            sheet = workbook.add_worksheet(name)
            for (row, column), value in TYPED.items():
                sheet.write(row - 1, column, value)
            if name == "Here":
                for row, formula in enumerate(FORMULAS):
                    sheet.write_formula(row, 9, f"={printed(formula, name)}", None, 0)
    return out.getvalue()


@cache
def worked_out() -> tuple[float | str, ...]:
    book, sheets, styles = new("Here", "My own")
    for sheet in sheets:
        type_in(sheet, styles)
    found = []
    for formula in FORMULAS:
        value = formula.value(book.values, 0)
        assert not isinstance(value, bool)
        found.append(value.code if isinstance(value, CellError) else 0.0 if value is None else value)
    return tuple(found)


#: How formualizer names errors.
KINDS = {"Div": "#DIV/0!", "Value": "#VALUE!", "Num": "#NUM!", "Ref": "#REF!", "Na": "#N/A"}


def shown(engine: type[Engine], number: int) -> float | str | None:
    value = opened(engine).value(("Here", f"J{number + 1}"))
    if isinstance(value, str) and value.startswith("{'type': 'Error'"):
        return KINDS[value.split("'")[-2]]
    return value


@cache
def opened(engine: type[Engine]) -> Engine:
    return engine(tried())


@pytest.mark.parametrize("engine", ENGINES, ids=lambda engine: engine.name)
@pytest.mark.parametrize("number", range(len(FORMULAS)), ids=[printed(formula, "Here") for formula in FORMULAS])
def test_programs_reckon_the_same(number: int, engine: type[Engine]) -> None:
    theirs = shown(engine, number)
    ours = worked_out()[number]
    if isinstance(ours, float) and isinstance(theirs, float):
        assert theirs == pytest.approx(ours, rel=1e-12, abs=1e-12)
    else:
        assert theirs == ours


def test_a_reference_names_its_tab_only_elsewhere() -> None:
    assert printed(A1 + THERE.cell(1, 1).fixed, "Here") == "A1+'My own'!$B$1"
    assert printed(A1 + THERE.cell(1, 1).fixed, "My own") == "Here!A1+$B$1"
    assert [printed(each, "Here") for each in (NUMBERS, NUMBERS.fixed, NUMBERS.column_fixed, NUMBERS.row_fixed)] == [
        "A1:D1", "$A$1:$D$1", "$A1:$D1", "A$1:D$1",
    ]  # fmt: skip


def test_an_area_of_one_cell_is_the_cell() -> None:
    assert printed(SUM(HERE.area(4, 1, 4, 1).fixed), "Here") == "SUM($B$4)"


def test_brackets_stand_where_the_meaning_needs_them() -> None:
    assert printed((A1 - (B1 - C1)) * D1 / (A1 * B1), "Here") == "(A1-(B1-C1))*D1/(A1*B1)"
    assert printed(Total((A1 - B1, C1 - D1)) * 1, "Here") == "(A1-B1+C1-D1)*1"
    assert printed(1 - A1.equals(B1) * (C1 > D1), "Here") == "1-(A1=B1)*(C1>D1)"
    assert printed(IF(A1.equals('say "so"'), "", -1), "Here") == 'IF(A1="say ""so""","",-1)'


@pytest.mark.parametrize("number", [2, 12, -2])
def test_numbers_have_cells_of_their_own(number: int) -> None:
    with pytest.raises(ValueError, match=f"{number} is not to be typed in a formula"):
        A1 * number


def test_a_condition_is_not_asked_while_the_sheet_is_written() -> None:
    with pytest.raises(TypeError, match="use IF instead"):
        bool(A1 > B1)


def test_only_known_functions_can_be_named() -> None:
    with pytest.raises(KeyError, match="VLOOKUP"):
        Function("VLOOKUP")


def test_tabs_are_written_in_any_order() -> None:
    book, (first, second), styles = new("First", "Second")
    first.put(1, 0, second.tab.cell(1, 0) + SUM(second.tab.area(1, 0, 1, 2)), styles.make())
    second.fill(1, 0, 3, first.tab.cell(2, 0) * first.tab.cell(3, 0).fixed, styles.make())
    for row, values in ((2, (1.0, 2.0, 3.0)), (3, (10.0,))):
        for column, value in enumerate(values):
            first.number(row, column, value, styles.make())
    file = WorkbookFile(book.bytes())
    assert [file.formulas["Second", cell] for cell in ("A1", "B1", "C1")] == [
        "First!A2*First!$A$3", "First!B2*First!$A$3", "First!C2*First!$A$3",
    ]  # fmt: skip
    assert file.stored["First", "A1"] == 70.0


def test_a_long_chain_is_worked_out_from_its_far_end() -> None:
    book, (sheet,), styles = new("Here")
    count = 3_000
    for row in range(1, count):
        sheet.put(row, 0, HERE.cell(row + 1, 0) + 1, styles.make())
    sheet.number(count, 0, 1.0, styles.make())
    assert sheet.value(1, 0) == count
    book.bytes()


@pytest.mark.parametrize("length", [1, 2, 39, 40, 41, 100, 260])
def test_a_circle_names_its_cells(length: int) -> None:
    _book, (sheet,), styles = new("Here")
    for row in range(1, length + 1):
        sheet.put(row, 0, HERE.cell(row % length + 1, 0) + 1, styles.make())
    with pytest.raises(ValueError, match=r"look at one another in a circle: Here!A\d+"):
        sheet.value(1, 0)


@pytest.mark.parametrize(
    ("formula", "told"),
    [
        (A1 / C1, "Here!J1: =A1/C1 comes to #DIV/0!"),
        (A2 + 1, "Here!J1: =A2+1 comes to #VALUE!"),
        (MATCH("none", MIXED, 0), 'Here!J1: =MATCH("none",A2:D2,0) comes to #N/A'),
        (A1 > B1, "Here!J1: =A1>B1 comes to more than a cell holds"),
        (NUMBERS * 1, "Here!J1: =A1:D1*1 comes to more than a cell holds"),
        (HERE.cell(99, 0) + 1, "Here!J1 looks at Here!A99, where nothing is written"),
        (TabName("Nowhere").cell(1, 0) + 1, "Here!J1 looks at a tab Nowhere, which there is not"),
        (COUNTIF(MIXED, "b*"), "a criterion that is a pattern"),
        (YEAR(A1), "Here!J1: =YEAR(A1) cannot be worked out: YEAR: a date before March 1900"),
    ],
)
def test_what_no_cell_can_show_is_a_mistake_that_names_the_cell(formula: Expression, told: str) -> None:
    book, (sheet,), styles = new("Here")
    type_in(sheet, styles)
    sheet.put(1, 9, formula, styles.make())
    with pytest.raises(ValueError, match=re.escape(told)):
        book.bytes()


def test_a_cell_that_is_written_again_counts_as_it_is_then() -> None:
    book, (sheet,), styles = new("Here")
    sheet.blank(1, 0, styles.make())
    sheet.blank(1, 1, styles.make())
    sheet.number(2, 0, 5.0, styles.make())
    sheet.fill(1, 0, 2, HERE.cell(2, 0).fixed, styles.make())
    sheet.put(3, 0, HERE.cell(1, 1) + 1, styles.make())
    sheet.put(4, 0, expression(1), styles.make())
    sheet.number(4, 0, 8.0, styles.make())
    assert (sheet.value(3, 0), sheet.value(4, 0)) == (6.0, 8.0)
    assert sorted(WorkbookFile(book.bytes()).stored.items()) == [
        (("Here", "A1"), 5.0), (("Here", "A3"), 6.0), (("Here", "B1"), 5.0),
    ]  # fmt: skip


def test_one_of_many_cells_is_not_written_over() -> None:
    _book, (sheet,), styles = new("Here")
    sheet.fill(1, 0, 3, expression(1), styles.make())
    with pytest.raises(ValueError, match="Here!B1 is one of many cells"):
        sheet.number(1, 1, 5.0, styles.make())


def write_tab(sheet: Sheet, money: Area, styles: Styles) -> None:
    """A new tab: where things stand, and its expressions."""
    here = sheet.tab
    sheet.text(1, 0, "So far", styles.label())
    sheet.text(2, 0, "Is it a lot?", styles.label())
    sheet.fill(1, 1, 4, SUM(money) * IF(here.cell(1, 0).column_fixed.equals("so far"), 1, 0), styles.number("0"))
    sheet.fill(2, 1, 4, IF(here.cell(1, 1) >= AVERAGE(here.area(1, 1, 1, 4).fixed), "yes", "no"), styles.label())


@pytest.mark.parametrize("engine", ENGINES, ids=lambda engine: engine.name)
def test_a_new_tab_costs_its_layout_and_its_expressions(engine: type[Engine]) -> None:
    book, (mine, money), styles = new("Mine", "Money")
    write_tab(mine, money.tab.area(1, 0, 2, 0), styles)
    for column in range(4):
        money.number(1, column, 1.5 * column, styles.number("0"))
        money.number(2, column, 10.0 - 4 * column * column, styles.number("0"))
    file = WorkbookFile(book.bytes())
    assert file.formulas["Mine", "C1"] == 'SUM(Money!B1:B2)*IF($A1="so far",1,0)'
    assert file.stored["Mine", "C1"] == 7.5
    assert [file.stored["Mine", f"{letter}2"] for letter in "BCDE"] == ["yes", "yes", "no", "no"]
    reckoned = engine(file.poisoned()).values(file.stored)
    assert reckoned == file.stored


def test_no_formula_is_written_beside_a_value_worked_out_by_hand() -> None:
    """But for the lines of the model, whose values are the engine's."""
    methods = {
        name: set(inspect.signature(method).parameters)
        for name, method in vars(Sheet).items()
        if callable(method) and not name.startswith("_")
    }
    writes_values = {name for name, takes in methods.items() if takes & {"value", "values", "formula", "template"}}
    assert writes_values == {"line"}
