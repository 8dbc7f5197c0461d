"""Printed pages of a workbook: no heading alone at a page's foot, no chart cut, no last page that is nearly empty."""

from __future__ import annotations

import re
import shutil
import subprocess
from itertools import pairwise
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from revenue_planner.plan.templates import template_names
from revenue_planner.workbook.comparison.write import comparison_bytes
from revenue_planner.workbook.paging import Page, page_breaks
from tests.support.building import template
from tests.support.engines import PDF, libreoffice_convert, soffice
from tests.support.outlooks import ahead
from tests.workbook.test_comparison_workbook import two_templates

HEIGHTS = st.lists(st.sampled_from([15.0, 15.0, 15.0, 24.0, 36.0]), min_size=1, max_size=300)


@settings(max_examples=200, deadline=None)
@given(HEIGHTS, st.data())
def test_pages_end_where_it_suits(heights: list[float], data: st.DataObject) -> None:
    rows = st.integers(1, len(heights))
    headings = data.draw(st.sets(rows, max_size=12))
    page = Page(600.0, 560.0)
    ends = [0, *page_breaks(heights, page, headings, []), len(heights)]
    assert ends == sorted(set(ends))
    for number, (first, last) in enumerate(pairwise(ends)):
        assert sum(heights[first:last]) <= (page.others if number else page.first)
        if last < len(heights):
            assert last not in headings, "a heading at the foot"
            assert last - 1 not in headings or last in headings, "a heading with one row at the foot"


@settings(max_examples=100, deadline=None)
@given(st.integers(41, 400), st.integers(1, 380))
def test_a_chart_is_not_cut_and_the_last_page_is_not_empty(count: int, at: int) -> None:
    chart = (min(at, count - 18), min(at, count - 18) + 17)
    breaks = page_breaks([15.0] * count, Page(600.0, 560.0), {max(chart[0] - 1, 1)}, [chart])
    assert not any(chart[0] <= after < chart[1] for after in breaks)
    assert not breaks or (count - breaks[-1]) * 15.0 >= 0.2 * 560.0


def test_pages_end_where_they_must() -> None:
    assert page_breaks([15.0] * 30, Page(600.0, 560.0), set(), [], [10]) == [10]
    assert page_breaks([15.0] * 30, Page(600.0, 560.0), set(), []) == []


WITH_PDF = [
    pytest.mark.libreoffice,
    pytest.mark.skipif(soffice() is None or shutil.which("pdftotext") is None, reason="LibreOffice or pdftotext"),
]
BOOKS = {"ahead": lambda: ahead().file.data, "comparison": lambda: comparison_bytes(two_templates())}
NAMES = [
    *(pytest.param(name, marks=WITH_PDF) for name in BOOKS),
    *(pytest.param(name, marks=[*WITH_PDF, pytest.mark.exhaustive]) for name in template_names()),
]
#: Lines of a page that only its header and footer fill, and some.
FEWEST_LINES = 6


def headings(path: Path) -> set[str]:
    """What stands in rows that are headings: bold on a colour in the first column, and texts only."""
    found = set()
    for sheet in openpyxl.load_workbook(path):
        for row in sheet.iter_rows():
            first, values = row[0], [cell.value for cell in row if cell.value is not None]
            bold = first.font.b and first.fill.fill_type == "solid" and first.protection.locked
            if bold and values and all(isinstance(value, str) and value[0] != "=" for value in values):
                found.add("".join("".join(values).split()))
    return found


@pytest.mark.filterwarnings("ignore::UserWarning")
@pytest.mark.parametrize("name", NAMES)
def test_printed_by_libreoffice(name: str, tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(BOOKS[name]() if name in BOOKS else template(name).file.data)
    (pdf,) = libreoffice_convert([path], tmp_path, kind=PDF)
    done = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, text=True, check=True)
    pages, alone, sparse = done.stdout.split("\f")[:-1], [], []
    known = headings(path)
    for number, text in enumerate(pages, 1):
        lines = [line for line in text.splitlines() if line.strip()]
        assert re.search(rf"Page {number} of {len(pages)}$", lines[-1].strip())
        # The notes of the Log are blank rows to write on.
        if len(lines) < FEWEST_LINES and "Your notes" not in text:
            sparse.append((number, lines))
        if "".join(lines[-2].split()) in known:
            alone.append((number, lines[-2]))
    assert [each for each in alone if "Your notes" not in each[1]] == []
    assert sparse == []
