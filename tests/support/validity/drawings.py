"""Drawings and charts: anchors that span something, figures that are there, axes that belong together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from revenue_planner.workbook.xlsx.notation import LAST_COLUMN, LAST_ROW
from tests.support.validity.formulas import formula_faults
from tests.support.validity.package import Element, Package, out_of_order

_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_D = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
_SPACE = ("date1904", "lang", "roundedCorners", "AlternateContent", "style", "clrMapOvr", "pivotSource", "protection",
          "chart", "spPr", "txPr", "externalData", "printSettings", "userShapes", "extLst")  # fmt: skip
_CHART = ("title", "autoTitleDeleted", "pivotFmts", "view3D", "floor", "sideWall", "backWall", "plotArea", "legend",
          "plotVisOnly", "dispBlanksAs", "showDLblsOverMax", "extLst")  # fmt: skip
_SERIES = ("idx", "order", "tx", "spPr", "invertIfNegative", "pictureOptions", "marker", "dPt", "dLbls", "trendline",
           "errBars", "cat", "val", "smooth", "shape", "extLst")  # fmt: skip
_KINDS = ("barChart", "lineChart", "areaChart", "pieChart", "scatterChart")
_AXES = ("catAx", "valAx", "dateAx", "serAx")


def drawing_faults(package: Package) -> list[str]:
    found: list[str] = []
    for name, tree in package.trees.items():
        if re.fullmatch(r"xl/drawings/drawing\d+\.xml", name):
            found += [f"{name}: {fault}" for fault in _drawing(tree)]
        elif re.fullmatch(r"xl/charts/chart\d+\.xml", name):
            found += [f"{name}: {fault}" for fault in _chart(tree, list(package.sheets))]
    return found


def _drawing(tree: Element) -> Iterator[str]:
    ids: Counter[str | None] = Counter()
    for anchor in tree:
        ends = []
        for corner in ("from", "to"):
            place = anchor.find(f"{_D}{corner}")
            if place is None:
                yield f"an anchor without <{corner}>"
                return
            row, column = int(place.findtext(f"{_D}row") or 0), int(place.findtext(f"{_D}col") or 0)
            if not (0 <= row < LAST_ROW and 0 <= column < LAST_COLUMN):
                yield f"an anchor at row {row}, column {column}"
            shift = (int(place.findtext(f"{_D}rowOff") or 0), int(place.findtext(f"{_D}colOff") or 0))
            if min(shift) < 0:
                yield f"an anchor shifted by {shift}"
            ends.append(((row, shift[0]), (column, shift[1])))
        if not (ends[0][0] < ends[1][0] and ends[0][1] < ends[1][1]):
            yield f"an anchor from {ends[0]} to {ends[1]}"
        ids.update(each.get("id") for each in anchor.iter(f"{_D}cNvPr"))
    yield from (f"the id {each} twice" for each, count in ids.items() if count > 1)


def _chart(tree: Element, tabs: list[str]) -> Iterator[str]:
    yield from out_of_order(tree, _SPACE)
    chart = tree.find(f"{_C}chart")
    if chart is None:
        yield "no chart"
        return
    yield from out_of_order(chart, _CHART)
    axes = {
        _value(axis, "axId"): _value(axis, "crossAx")
        for kind in _AXES
        for axis in chart.iterfind(f"{_C}plotArea/{_C}{kind}")
    }
    yield from (f"the axis {one} crosses {two}, which is not there" for one, two in axes.items() if two not in axes)
    seen: Counter[tuple[str, str]] = Counter()
    for kind in _KINDS:
        for plot in chart.iterfind(f"{_C}plotArea/{_C}{kind}"):
            used = [each.get("val") or "" for each in plot.iterfind(f"{_C}axId")]
            yield from (f"a {kind} on the axis {each}, which is not there" for each in used if each not in axes)
            for series in plot.iterfind(f"{_C}ser"):
                yield from out_of_order(series, _SERIES)
                seen["idx", _value(series, "idx")] += 1
                seen["order", _value(series, "order")] += 1
    yield from (f"the {what} {number} of a series twice" for (what, number), count in seen.items() if count > 1)
    if not seen:
        yield "a chart without a series"
    for formula in chart.iter(f"{_C}f"):
        yield from formula_faults(formula.text or "", tabs)
    for cache in (*chart.iter(f"{_C}numCache"), *chart.iter(f"{_C}strCache")):
        places = [int(each.get("idx") or 0) for each in cache.iterfind(f"{_C}pt")]
        count = int(_value(cache, "ptCount") or 0)
        if places != sorted(set(places)) or (places and places[-1] >= count):
            yield f"points {places[:5]}… of {count}"
    for cache in chart.iter(f"{_C}numCache"):
        for each in cache.iter(f"{_C}v"):
            if not re.fullmatch(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?", each.text or ""):
                yield f"{each.text!r} among its figures"


def _value(element: Element, name: str) -> str:
    found = element.find(f"{_C}{name}")
    return "" if found is None else found.get("val") or ""
