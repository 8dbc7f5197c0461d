"""No spreadsheet program has a reason to repair what is written: known causes are looked for, and found if planted."""

from __future__ import annotations

import re
import zipfile
from functools import cache
from io import BytesIO

import pytest

from revenue_planner.plan.templates import template_names
from revenue_planner.workbook.comparison.write import comparison_bytes
from tests.support.building import build_text, template
from tests.support.outlooks import ahead
from tests.support.random_plans import random_plan
from tests.support.validity import faults
from tests.workbook.test_comparison_workbook import COMPARISONS

SHEET, BOOK, STYLES, STRINGS = (
    "xl/worksheets/sheet4.xml", "xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml",
)  # fmt: skip
DRAWING, CHART = "xl/drawings/drawing1.xml", "xl/charts/chart1.xml"


def test_a_workbook_that_looks_ahead_has_none() -> None:
    assert faults(ahead().file.data) == []


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=() if name == "starter" else pytest.mark.exhaustive) for name in template_names()]
)
def test_templates_have_none(name: str) -> None:
    assert faults(template(name).file.data) == []


@pytest.mark.parametrize("made", COMPARISONS[1:3], ids=lambda made: made.__name__)
def test_comparisons_have_none(made) -> None:  # type: ignore[no-untyped-def]
    assert faults(comparison_bytes(made())) == []


@pytest.mark.parametrize("seed", [1, *(pytest.param(seed, marks=pytest.mark.exhaustive) for seed in range(2, 14))])
def test_random_plans_have_none(seed: int) -> None:
    assert faults(build_text(random_plan(seed, months=1 + 3 * seed % 60)).file.data) == []


@cache
def parts() -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(ahead().file.data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def planted(part: str, pattern: str, replacement: str) -> bytes:
    """The workbook with the first match in a part replaced; it must be there."""
    text, count = re.subn(pattern, replacement, parts()[part].decode(), count=1, flags=re.DOTALL)
    assert count == 1, f"{part} has no {pattern}"
    return packed({**parts(), part: text.encode()})


def packed(members: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


LONG_LIST = '<dataValidation type="list" sqref="XFD1"><formula1>"' + "a," * 210 + 'b"</formula1></dataValidation>'


@pytest.mark.parametrize(
    ("part", "pattern", "replacement", "words"),
    [
        (SHEET, r"(<sheetProtection[^>]*/>)(.*)(</worksheet>)", r"\2\1\3", "<sheetProtection> stands after"),
        (SHEET, r'<dataValidations count="(\d+)">', rf'<dataValidations count="\1">{LONG_LIST}', "list of 421"),
        (SHEET, r'(<c r="[A-Z]+\d+") s="\d+"', r'\1 s="9999"', "the style 9999 is not there"),
        (SHEET, r't="s"><v>\d+<|t="s" s="\d+"><v>\d+<', 't="s"><v>99999<', "the text 99999 is not there"),
        (BOOK, r"(<definedName name=\"out_[^>]*>[^<]*</definedName>)", r"\1\1", "twice"),
        (SHEET, r'promptTitle="[^"]*"', f'promptTitle="{"t" * 40}"', "promptTitle of 40 characters"),
        (SHEET, r"<f>([^<]*\()", r"<f>(\1", "a bracket that does not close"),
        (BOOK, r'<sheet name="Goal"', '<sheet name="Go:al"', "no tab may have"),
        (SHEET, r"(<c [^>]*><f>[^<]*</f>)<v>[-0-9.]+</v>", r"\1<v>NaN</v>", "NaN is no number"),
        (BOOK, r'<sheet name="Goal"', '<sheet name="INPUTS"', "the tab inputs twice"),
        (BOOK, r'<sheet name="Goal"', f'<sheet name="{"g" * 32}"', "no tab may have"),
        (BOOK, r'name="out_base_', 'name="R1C1" x="', "cannot be a name"),
        (SHEET, r"</sheetData>", '</sheetData><mergeCells count="2"><mergeCell ref="A1:B2"/><mergeCell ref="B2:C3"/>'
                "</mergeCells>", "overlap"),
        (SHEET, r'(<dataValidation [^>]*sqref=")([A-Z]+\d+)', r"\1\2 \2", "overlap"),
        (SHEET, r'sqref="[^"]*"', 'sqref="B9:A1"', "from its end to its beginning"),
        (SHEET, r'<f>[^<]*</f>', f"<f>{'1+' * 4_096}1</f>", "a formula of 8193 characters"),
        (SHEET, r'<f>[^<]*</f>', "<f>Elsewhere!A1</f>", "the tab Elsewhere, which is not there"),
        (SHEET, r'<f>[^<]*</f>', "<f>SUM(A1,)*</f>", "an operand is missing"),
        (SHEET, r'priority="1"', 'priority="0"', "the priority '0'"),
        (SHEET, r'dxfId="\d+"', 'dxfId="999"', "conditional style 999"),
        (SHEET, r'<row r="(\d+)"', r'<row r="1048577"', "stands after row"),
        (SHEET, r'<brk id="(\d+)"', r'<brk id="0"', "breaks of pages"),
        (STRINGS, r"<si><t>[^<]*</t></si>", f"<si><t>{'x' * 32_768}</t></si>", "32767 characters"),
        (STRINGS, r'count="\d+"', 'count="1"', "cells are said to hold some"),
        (STYLES, r'<cellXfs count="\d+">(<xf [^>]*?)fontId="\d+"', r'<cellXfs count="1">\1fontId="999"', "fontId 999"),
        (STYLES, r"(<fonts.*?</fonts>)(<fills.*?</fills>)", r"\2\1", "<fonts> stands after <fills>"),
        (DRAWING, r"<xdr:from><xdr:col>\d+", "<xdr:from><xdr:col>99", "an anchor from"),
        (DRAWING, r'r:id="rId\d+"', 'r:id="rId99"', "uses the relation rId99"),
        (CHART, r"<c:f>[^<]*</c:f>", "<c:f>Nowhere!$A$1</c:f>", "the tab Nowhere"),
        (CHART, r'<c:crossAx val="\d+"', '<c:crossAx val="1"', "crosses 1, which is not there"),
        (CHART, r'<c:idx val="1"', '<c:idx val="0"', "of a series twice"),
        ("[Content_Types].xml", r'<Override PartName="/xl/styles.xml"[^>]*>', "", "is of no kind but XML"),
        ("xl/_rels/workbook.xml.rels", r'Target="styles.xml"', 'Target="style.xml"', "which is missing"),
        ("xl/worksheets/sheet1.xml", r'location="[^"]*"', "location=\"'Gone'!A1\"", "the tab Gone"),
        ("xl/worksheets/sheet10.xml", r"<v>4\d{4}</v>", "<v>-40000</v>", "is no date"),
    ],
)  # fmt: skip
def test_planted_faults_are_found(part: str, pattern: str, replacement: str, words: str) -> None:
    found = faults(planted(part, pattern, replacement))
    assert any(words in fault for fault in found), found[:5]


def test_a_part_that_is_missing_is_found() -> None:
    members = {name: content for name, content in parts().items() if name != CHART}
    assert any("which is missing" in fault for fault in faults(packed(members)))
