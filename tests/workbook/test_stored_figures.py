"""What stands in place of a number: told with tab and cell, and no reason to refuse a whole file."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from revenue_planner.documents.verify import verify_workbook
from revenue_planner.ground.errors import PlanError
from revenue_planner.workbook.book import Book
from revenue_planner.workbook.cells import expression
from revenue_planner.workbook.date_styles import is_date_format
from revenue_planner.workbook.functions import IF
from revenue_planner.workbook.reading.plan import read_workbook
from tests.support.building import template
from tests.support.drafts import Draft, built, of_input
from tests.support.small_plans import SMALL, small
from tests.support.workbook_file import WorkbookFile

NO_NUMBERS = ["NaN", "nan", "Infinity", "1e999", "a lot", "1,5"]


def stored(draft: Draft, at: tuple[str, str], text: str) -> Draft:
    """The workbook with another text as the stored figure of a formula."""
    formula = built().file.formulas[at].replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return draft.cell(at, f"<f>{formula}</f><v>{text}</v>")


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_a_formula_without_a_number_is_named_and_the_plan_is_read(text: str, tmp_path: Path) -> None:
    at = built().addresses.month("base", "audience.views", 3)
    path = stored(Draft(), at, text).save(tmp_path)
    assert read_workbook(path).settings == built().plan.settings
    (problem,) = verify_workbook(path)
    assert problem.place.cell == "!".join(at)
    assert problem.key == "audience.views"
    assert problem.rule == "was saved without the figure that its formula comes to"


def test_the_other_figures_are_still_compared(tmp_path: Path) -> None:
    missing, wrong = (built().addresses.month("base", "audience.views", number) for number in (3, 5))
    draft = stored(stored(Draft(), missing, "NaN"), wrong, "424242")
    found = {problem.place.cell: problem.rule for problem in verify_workbook(draft.save(tmp_path))}
    assert found["!".join(missing)].startswith("was saved without the figure")
    assert found["!".join(wrong)] == "the figure stored is not what the inputs come to"


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_an_input_without_a_number_is_named(text: str, tmp_path: Path) -> None:
    at = of_input("audience.opening_followers")
    path = Draft().cell(at, f"<v>{text}</v>").save(tmp_path)
    with pytest.raises(PlanError) as error:
        read_workbook(path)
    (problem,) = error.value.problems
    assert problem.place.cell == "!".join(at)
    assert problem.value == text


def _texts_in_dates(file: WorkbookFile) -> list[tuple[str, str]]:
    """Formulas that come to a text in a cell whose number format is a date's."""
    styles = file.members["xl/styles.xml"].decode()
    found = re.findall(r'<numFmt numFmtId="(\d+)" formatCode="([^"]*)"', styles)
    forms = {number: unescape(code) for number, code in found}
    cells = re.search(r"<cellXfs.*?</cellXfs>", styles, re.DOTALL)
    assert cells is not None
    numbers = re.findall(r'<xf numFmtId="(\d+)"', cells[0])
    dated = {str(place) for place, number in enumerate(numbers) if is_date_format(forms.get(number, ""))}
    assert dated
    return [
        (sheet, cell)
        for sheet in file.sheets
        for cell, style in re.findall(r'<c r="([A-Z]+\d+)" t="str" s="(\d+)"', file.xml(sheet))
        if style in dated
    ]


@pytest.mark.parametrize("which", ["starter", *SMALL])
def test_a_date_that_is_not_there_has_no_format_of_dates(which: str) -> None:
    """exceljs reads whatever has one as a date, and would write NaN for "not in plan"."""
    file = template(which).file if which == "starter" else small(0, which).file
    assert "not in plan" in file.stored.values()
    assert _texts_in_dates(file) == []


def test_it_becomes_a_date_as_soon_as_there_is_one() -> None:
    book = Book("", "")
    sheet = book.sheet("Tab")
    style = book.workbook.add_format({"num_format": "mmm yyyy", "bold": True})
    for row, date in ((2, "not in plan"), (3, 1.0)):
        sheet.line(row, 1, "A1", [date], style)
        sheet.put(row, 2, IF(expression(1).equals(1), date if row == 2 else 1, 0), style)
    file = WorkbookFile(book.bytes())
    for cell in ("B2", "C2"):
        assert f'<conditionalFormatting sqref="{cell}">' in file.xml("Tab")
        assert f"ISNUMBER({cell})" in file.xml("Tab")
    assert 'sqref="B3"' not in file.xml("Tab")
    assert 'sqref="C3"' not in file.xml("Tab")
    assert _texts_in_dates(file) == []


@pytest.mark.parametrize(
    ("form", "date"),
    [
        ("mmm yyyy", True),
        ("yyyy-mm-dd", True),
        ("hh:mm", True),
        ("General", False),
        ("#,##0;[Red]-#,##0", False),
        ('"+"0" months";"-"0" months";"same"', False),
        (0, False),
    ],
)
def test_formats_of_dates(form: object, date: bool) -> None:
    assert is_date_format(form) is date
