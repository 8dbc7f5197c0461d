"""Sheets: cells, and what stands around them."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator
from itertools import combinations

from revenue_planner.workbook.xlsx.notation import LAST_COLUMN, LAST_ROW, Area, cell_position, parse_area
from tests.support.validity.formulas import formula_faults
from tests.support.validity.package import MAIN, Element, Package, out_of_order, units

_ORDER = (
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection",
    "protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells",
    "phoneticPr", "conditionalFormatting", "dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup",
    "headerFooter", "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags",
    "drawing", "legacyDrawing", "legacyDrawingHF", "picture", "oleObjects", "controls", "webPublishItems",
    "tableParts", "extLst",
)  # fmt: skip
_CELL = ("f", "v", "is", "extLst")
_ERRORS = frozenset(("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#GETTING_DATA"))
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
#: Number formats of Excel's own that show dates, and letters of those that others define.
_DATES = frozenset((*range(14, 23), *range(45, 48)))
LAST_DAY = 2_958_466
LONGEST_TITLE, LONGEST_MESSAGE, LONGEST_LIST, MOST_BREAKS, MOST_LINKS = 32, 255, 255, 1_026, 65_530
_KINDS = frozenset(("none", "whole", "decimal", "list", "date", "time", "textLength", "custom"))


def sheet_faults(package: Package) -> list[str]:
    return [
        f"{tab}: {fault}"
        for tab, part in package.sheets.items()
        if part in package.trees
        for fault in _Sheet(package, package.trees[part]).faults()
    ]


class _Sheet:
    def __init__(self, package: Package, tree: Element) -> None:
        self.tree, self.tabs = tree, list(package.sheets)
        strings, styles = package.related("sharedStrings"), package.related("styles")
        self.strings = 0 if strings is None else len(strings)
        self.looks = [] if styles is None else list(styles.iterfind(f"{MAIN}cellXfs/{MAIN}xf"))
        self.conditional = 0 if styles is None else len(styles.find(f"{MAIN}dxfs") or ())
        codes = (
            {}
            if styles is None
            else {e.get("numFmtId"): e.get("formatCode") or "" for e in styles.iter(f"{MAIN}numFmt")}
        )
        self.dates = {
            number for number, look in enumerate(self.looks)
            if int(look.get("numFmtId") or 0) in _DATES
            or re.search(r"[ymd]", re.sub(r'"[^"]*"|\[[^\]]*\]', "", codes.get(look.get("numFmtId"), "")).lower())
        }  # fmt: skip

    def faults(self) -> Iterator[str]:
        yield from out_of_order(self.tree, _ORDER)
        yield from self._rows()
        yield from self._columns()
        yield from self._areas()
        yield from self._validations()
        yield from self._conditions()
        yield from self._links()
        yield from self._pages()

    def _rows(self) -> Iterator[str]:
        last_row = 0
        for row in self.tree.iterfind(f"{MAIN}sheetData/{MAIN}row"):
            number = int(row.get("r") or last_row + 1)
            if not last_row < number <= LAST_ROW:
                yield f"row {number} stands after row {last_row}"
            last_row = number
            if not 0 <= float(row.get("ht") or 15) <= 409.5:
                yield f"row {number} is {row.get('ht')} high"
            last_column = -1
            for cell in row:
                address = cell.get("r") or ""
                try:
                    here, column = cell_position(address)
                except ValueError:
                    yield f"a cell {address!r}"
                    continue
                if here != number or column <= last_column:
                    yield f"{address} stands in row {number}, after column {last_column}"
                last_column = column
                yield from (f"{address}: {fault}" for fault in self._cell(cell))

    def _cell(self, cell: Element) -> Iterator[str]:
        yield from out_of_order(cell, _CELL)
        look, kind = int(cell.get("s") or 0), cell.get("t") or "n"
        if look >= max(len(self.looks), 1):
            yield f"the style {look} is not there"
        formula, value = cell.find(f"{MAIN}f"), cell.findtext(f"{MAIN}v")
        if formula is not None and formula.text is not None:
            yield from formula_faults(formula.text, self.tabs)
        if value is None:
            return
        if kind == "n":
            if not _NUMBER.fullmatch(value) or not math.isfinite(float(value)):
                yield f"{value} is no number"
            elif look in self.dates and not 0 <= float(value) < LAST_DAY:
                yield f"{value} is no date"
        elif kind == "s":
            if not value.isdecimal() or int(value) >= self.strings:
                yield f"the text {value} is not there"
        elif kind == "b" and value not in ("0", "1"):
            yield f"{value} is neither true nor false"
        elif kind == "e" and value not in _ERRORS:
            yield f"{value} is no error"
        elif kind == "str" and units(value) > 32_767:
            yield "a text of more than 32,767 characters"
        elif kind not in ("b", "e", "str", "inlineStr", "d"):
            yield f"a cell of the kind {kind}"

    def _columns(self) -> Iterator[str]:
        last = 0
        for each in self.tree.iterfind(f"{MAIN}cols/{MAIN}col"):
            first, end = int(each.get("min") or 0), int(each.get("max") or 0)
            if not last < first <= end <= LAST_COLUMN:
                yield f"columns {first} to {end} after column {last}"
            if not 0 <= float(each.get("width") or 8) <= 255:
                yield f"column {first} is {each.get('width')} wide"
            last = end

    def _areas(self) -> Iterator[str]:
        dimension = self.tree.find(f"{MAIN}dimension")
        if dimension is not None:
            yield from _read((dimension.get("ref") or "",))[1]
        merged, faults = _read(each.get("ref") or "" for each in self.tree.iter(f"{MAIN}mergeCell"))
        yield from faults
        yield from (f"merged cells {one} and {two} overlap" for one, two in _overlaps(merged))
        for selection in self.tree.iter(f"{MAIN}selection"):
            yield from _read((selection.get("sqref") or "A1").split())[1]
        for pane in self.tree.iter(f"{MAIN}pane"):
            yield from _read((pane.get("topLeftCell") or "A1",))[1]
        for each in self.tree.iter():
            if each.tag.endswith("}sqref") and each.text:
                yield from _read(each.text.split())[1]
            if each.tag.endswith("main}f") and "excel/2006/main" in each.tag and each.text:
                yield from formula_faults(each.text, self.tabs)

    def _validations(self) -> Iterator[str]:
        group = self.tree.find(f"{MAIN}dataValidations")
        if group is None:
            return
        if int(group.get("count") or len(group)) != len(group):
            yield f"{group.get('count')} validations are said, {len(group)} are there"
        seen: list[Area] = []
        for each in group:
            own, faults = _read((each.get("sqref") or "").split())
            yield from faults
            seen += own
            if (each.get("type") or "none") not in _KINDS:
                yield f"a validation of the kind {each.get('type')}"
            for name, most in (("promptTitle", LONGEST_TITLE), ("errorTitle", LONGEST_TITLE),
                               ("prompt", LONGEST_MESSAGE), ("error", LONGEST_MESSAGE)):  # fmt: skip
                if units(each.get(name) or "") > most:
                    yield f"a validation's {name} of {units(each.get(name) or '')} characters"
            for part in each:
                text = part.text or ""
                yield from formula_faults(text, self.tabs)
                if text.startswith('"') and units(text) - 2 > LONGEST_LIST:
                    yield f"a validation's list of {units(text) - 2} characters"
        yield from (f"validations of {one} and {two} overlap" for one, two in _overlaps(seen))

    def _conditions(self) -> Iterator[str]:
        priorities: Counter[str] = Counter()
        for group in self.tree.iterfind(f"{MAIN}conditionalFormatting"):
            yield from _read((group.get("sqref") or "").split())[1]
            for rule in group:
                priorities[rule.get("priority") or ""] += 1
                if rule.get("dxfId") is not None and int(rule.get("dxfId") or 0) >= self.conditional:
                    yield f"the conditional style {rule.get('dxfId')} is not there"
                for formula in rule.iterfind(f"{MAIN}formula"):
                    yield from formula_faults(formula.text or "", self.tabs)
        for priority, count in priorities.items():
            if count > 1 or not re.fullmatch(r"[1-9]\d*", priority):
                yield f"the priority {priority!r} of conditional formats, {count} times"

    def _links(self) -> Iterator[str]:
        links = list(self.tree.iterfind(f"{MAIN}hyperlinks/{MAIN}hyperlink"))
        if len(links) > MOST_LINKS:
            yield f"{len(links)} links"
        for each in links:
            yield from _read((each.get("ref") or "",))[1]
            place = each.get("location")
            if place is not None and "!" in place:
                yield from formula_faults(place, self.tabs)

    def _pages(self) -> Iterator[str]:
        for name, last in (("rowBreaks", LAST_ROW), ("colBreaks", LAST_COLUMN)):
            group = self.tree.find(f"{MAIN}{name}")
            if group is None:
                continue
            ids = [int(each.get("id") or 0) for each in group]
            if ids != sorted(set(ids)) or len(ids) > MOST_BREAKS or any(not 0 < each < last for each in ids):
                yield f"breaks of pages after {ids}"
            if int(group.get("count") or len(ids)) != len(ids):
                yield f"{group.get('count')} breaks are said, {len(ids)} are there"
        for each in self.tree.iterfind(f"{MAIN}headerFooter/*"):
            if units(each.text or "") > 255:
                yield f"a header or footer of {units(each.text or '')} characters"
        setup = self.tree.find(f"{MAIN}pageSetup")
        if setup is not None and not 10 <= int(setup.get("scale") or 100) <= 400:
            yield f"a page at {setup.get('scale')} %"


def _read(texts: object) -> tuple[list[Area], list[str]]:
    """Areas, and what is none."""
    areas, faults = [], []
    for text in texts:  # type: ignore[attr-defined]
        try:
            area = parse_area(text)
        except ValueError:
            faults.append(f"an area {text!r}")
            continue
        if area.top > area.bottom or area.left > area.right:
            faults.append(f"an area {text!r} from its end to its beginning")
        areas.append(area)
    return areas, faults


def _overlaps(areas: list[Area]) -> Iterator[tuple[Area, Area]]:
    for one, two in combinations(areas, 2):
        rows = one.top <= two.bottom and two.top <= one.bottom
        if rows and one.left <= two.right and two.left <= one.right:
            yield one, two
