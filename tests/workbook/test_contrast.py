"""What a workbook shows can be read by everyone: contrast of texts and charts, and charts in words.

The measures are those of the Web Content Accessibility Guidelines: 4.5 for text, 3 for the parts of charts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from xml.etree import ElementTree

import pytest

from revenue_planner.ground.look import TEXT_CONTRAST, contrast, ink_on
from revenue_planner.workbook.comparison.write import comparison_bytes
from revenue_planner.workbook.waterfall import TOLD_APART
from tests.support.building import build_text, template
from tests.support.outlooks import ahead
from tests.support.workbook_file import WorkbookFile, row_and_column
from tests.workbook.test_comparison_workbook import from_loss_to_gain, two_templates

_WHITE = "#FFFFFF"
#: What bars and lines must differ by from their ground.
GRAPHIC_CONTRAST = 3.0
OKABE_AND_ITO = ("#0072B2", "#E69F00", "#CC79A7", "#56B4E9", "#009E73", "#F0E442", "#D55E00", "#999999")
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
#: What number formats call colours.
_NAMED = {"[red]": "#FF0000", "[green]": "#00FF00", "[blue]": "#0000FF", "[yellow]": "#FFFF00", "[magenta]": "#FF00FF",
          "[cyan]": "#00FFFF", "[white]": "#FFFFFF", "[black]": "#000000"}  # fmt: skip


@cache
def books() -> dict[str, WorkbookFile]:
    return {
        "ahead": ahead().file,
        "full": template("full").file,
        "starter": template("starter").file,
        "comparison": WorkbookFile(comparison_bytes(two_templates())),
        "across 0": WorkbookFile(comparison_bytes(from_loss_to_gain())),
    }


each_book = pytest.mark.parametrize("name", ["ahead", "full", "starter", "comparison", "across 0"])


def colour(element: ElementTree.Element | None, default: str) -> str:
    """An element's colour; what names none, or a theme's, is the default."""
    rgb = None if element is None else element.get("rgb")
    return default if rgb is None else f"#{rgb[-6:]}"


def ground(fill: ElementTree.Element) -> str:
    pattern = fill.find(f"{_MAIN}patternFill")
    if pattern is None or pattern.get("patternType") in ("none", "gray125"):
        return _WHITE
    # Of conditional formats the background is the colour, of cells the foreground.
    name = "bgColor" if pattern.get("patternType") is None else "fgColor"
    return colour(pattern.find(f"{_MAIN}{name}"), _WHITE)


def styles_used(file: WorkbookFile) -> set[int]:
    """The styles of cells that show something."""
    filled = re.compile(r'<c r="[A-Z]+\d+"[^>]*? s="(\d+)"[^>]*>')
    return {int(number) for tab in file.sheets for number in filled.findall(file.xml(tab)) if number}


def text_pairs(file: WorkbookFile) -> Iterator[tuple[str, str, str]]:
    """Where, ink and ground of every kind of cell and conditional format."""
    root = ElementTree.fromstring(file.members["xl/styles.xml"])
    fonts = [colour(font.find(f"{_MAIN}color"), "#000000") for font in root.iterfind(f"{_MAIN}fonts/{_MAIN}font")]
    fills = [ground(fill) for fill in root.iterfind(f"{_MAIN}fills/{_MAIN}fill")]
    codes = {each.get("numFmtId"): each.get("formatCode") or "" for each in root.iter(f"{_MAIN}numFmt")}
    used = styles_used(file)
    for number, style in enumerate(root.iterfind(f"{_MAIN}cellXfs/{_MAIN}xf")):
        if number in used:
            here = fills[int(style.get("fillId") or 0)]
            yield f"style {number}", fonts[int(style.get("fontId") or 0)], here
            for name in re.findall(r"\[[A-Za-z]+\]", codes.get(style.get("numFmtId"), "")):
                yield f"style {number} {name}", _NAMED.get(name.lower(), "#000000"), here
    for number, look in enumerate(root.iterfind(f"{_MAIN}dxfs/{_MAIN}dxf")):
        fill = look.find(f"{_MAIN}fill")
        ink = colour(look.find(f"{_MAIN}font/{_MAIN}color"), "#1F2933")
        yield f"conditional format {number}", ink, _WHITE if fill is None else ground(fill)


@each_book
def test_every_text_can_be_read(name: str) -> None:
    pairs = list(text_pairs(books()[name]))
    assert len(pairs) > 20
    assert [pair for pair in pairs if contrast(*pair[1:]) < TEXT_CONTRAST] == []


#: A month that costs more than it brings, in the plan and, by another amount, in a scenario.
LOSS = """
[plan]
start = "2027-01"
months = 2
[creator_rewards]
[business]
fixed_costs = 900
opening_cash = 0
[scenarios.worse]
business.fixed_costs = 950
"""
_RED_BELOW_0 = re.compile(
    r'<conditionalFormatting sqref="([A-Z]+\d+):([A-Z]+\d+)"><cfRule type="cellIs"[^>]* operator="lessThan">'
    r"<formula>0</formula>"
)


@pytest.mark.parametrize(
    ("data", "tab"),
    [
        (lambda: build_text(LOSS).file.data, "Start"),
        (lambda: build_text(LOSS).file.data, "Worse"),
        (lambda: comparison_bytes(from_loss_to_gain()), "Results"),
        (lambda: comparison_bytes(from_loss_to_gain()), "Inputs"),
    ],
    ids=["Start", "a scenario", "a comparison", "inputs of a comparison"],
)
def test_every_figure_below_0_is_red(data: Callable[[], bytes], tab: str) -> None:
    file = WorkbookFile(data())
    areas = [[row_and_column(corner) for corner in found] for found in _RED_BELOW_0.findall(file.xml(tab))]
    figures = file.stored.items()
    below = [cell for (name, cell), value in figures if name == tab and isinstance(value, float) and value < 0]
    assert below
    for cell in below:
        row, column = row_and_column(cell)
        assert any(top <= row <= bottom and left <= column <= right for (top, left), (bottom, right) in areas), cell


def charts(file: WorkbookFile) -> dict[str, ElementTree.Element]:
    found = {
        member: ElementTree.fromstring(data)
        for member, data in file.members.items()
        if re.fullmatch(r"xl/charts/chart\d+\.xml", member)
    }
    assert found
    return found


def rgb(element: ElementTree.Element | None) -> str | None:
    found = None if element is None else element.find(f"{_DRAWING}solidFill/{_DRAWING}srgbClr")
    return None if found is None else f"#{found.get('val')}"


@each_book
def test_every_part_of_a_chart_stands_out(name: str) -> None:
    """A bar, line or area differs from the white ground by its fill, or by the line around it."""
    faint = []
    for member, chart in charts(books()[name]).items():
        for series in chart.iter(f"{_CHART}ser"):
            shape = series.find(f"{_CHART}spPr")
            assert shape is not None, f"{member}: a series in whatever colour the program takes"
            if shape.find(f"{_DRAWING}noFill") is not None:
                continue
            pattern = shape.find(f"{_DRAWING}pattFill/{_DRAWING}fgClr/{_DRAWING}srgbClr")
            seen = {rgb(shape), rgb(shape.find(f"{_DRAWING}ln")), pattern is not None and f"#{pattern.get('val')}"}
            known = [each for each in seen if isinstance(each, str)]
            if not known or max(contrast(each, _WHITE) for each in known) < GRAPHIC_CONTRAST:
                faint.append((member, series.findtext(f".//{_CHART}v"), known))
        for properties in (*chart.iter(f"{_DRAWING}defRPr"), *chart.iter(f"{_DRAWING}rPr")):
            ink = rgb(properties)
            assert ink is None or contrast(ink, _WHITE) >= TEXT_CONTRAST, (member, ink)
    assert faint == []


@each_book
def test_every_chart_says_what_it_shows(name: str) -> None:
    file, seen = books()[name], 0
    for member, data in file.members.items():
        if re.fullmatch(r"xl/drawings/drawing\d+\.xml", member):
            for element in ElementTree.fromstring(data).iter():
                if element.tag.endswith("}cNvPr"):
                    seen += 1
                    words = (element.get("descr") or "").split()
                    assert len(words) >= 8, f"{member}: {' '.join(words) or 'nothing'}"
    assert seen == len(charts(file))


@each_book
def test_a_waterfall_is_told_by_more_than_its_colours(name: str) -> None:
    """Steps down are hatched, steps up are not, and the title says so."""
    seen = 0
    for chart in charts(books()[name]).values():
        kinds = {
            series.findtext(f".//{_CHART}tx//{_CHART}v") or "": series.find(f"{_CHART}spPr/{_DRAWING}pattFill")
            for series in chart.iter(f"{_CHART}ser")
        }
        if "Down above 0" in kinds:
            seen += 1
            assert {kind for kind, pattern in kinds.items() if pattern is not None} == {"Down above 0", "Down below 0"}
            title = chart.find(f"{_CHART}chart/{_CHART}title")
            assert title is not None
            assert TOLD_APART in "".join(title.itertext())
    assert seen >= (1 if name in ("ahead", "full", "starter") else 2)


@pytest.mark.parametrize("fill", [*OKABE_AND_ITO, "#12355B", "#123456", "#808080", "#FFFFFF", "#000000"])
def test_headings_on_any_colour_can_be_read(fill: str) -> None:
    """A stream from outside may have any colour."""
    assert contrast(ink_on(fill), fill) >= TEXT_CONTRAST


def test_contrast_is_the_published_measure() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21.0)
    assert contrast("#FFFFFF", "#FFFFFF") == 1.0
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.005)
