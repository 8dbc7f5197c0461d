"""The workbook's own parts: its sheets' names, defined names, styles and shared texts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from tests.support.validity.formulas import formula_faults
from tests.support.validity.package import MAIN, RELATION, Element, Package, out_of_order, units

_BOOK = (
    "fileVersion", "fileSharing", "workbookPr", "workbookProtection", "bookViews", "sheets", "functionGroups",
    "externalReferences", "definedNames", "calcPr", "oleSize", "customWorkbookViews", "pivotCaches", "smartTagPr",
    "smartTagTypes", "webPublishing", "fileRecoveryPr", "webPublishObjects", "extLst",
)  # fmt: skip
_STYLES = (
    "numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs", "tableStyles", "colors",
    "extLst",
)  # fmt: skip
_CELL_LIKE = re.compile(r"[A-Za-z]{1,3}\d{1,7}|[rR]\d*[cC]\d*|[rRcC]")
_NAME = re.compile(r"[^\W\d]?[\w.\\?]*|_xlnm\.\w+")
LONGEST_TAB, LONGEST_NAME, LONGEST_TEXT, MOST_STYLES = 31, 255, 32_767, 65_490


def book_faults(package: Package) -> list[str]:
    tree = package.trees[package.book]
    found = [f"workbook: {fault}" for fault in out_of_order(tree, _BOOK)]
    found += _tabs(package, tree)
    found += [f"workbook: {fault}" for fault in _names(tree, list(package.sheets))]
    return [*found, *_styles(package), *_texts(package)]


def _tabs(package: Package, tree: Element) -> Iterator[str]:
    sheets = list(tree.iterfind(f"{MAIN}sheets/{MAIN}sheet"))
    if not sheets:
        yield "workbook: has no tab"
    for what, values in (
        ("tab", [(each.get("name") or "").casefold() for each in sheets]),
        ("number of a tab", [each.get("sheetId") for each in sheets]),
        ("relation of a tab", [each.get(f"{RELATION}id") for each in sheets]),
    ):
        yield from (f"workbook: the {what} {value} twice" for value, count in Counter(values).items() if count > 1)
    for each in sheets:
        name = each.get("name") or ""
        if not 1 <= units(name) <= LONGEST_TAB or re.search(r"[\[\]:*?/\\]", name) or "'" in (name[:1], name[-1:]):
            yield f"workbook: the tab {name!r} has a name that no tab may have"
        if name.casefold() == "history":
            yield "workbook: a tab called History, which Excel keeps for itself"
        if not re.fullmatch(r"[1-9]\d{0,4}", each.get("sheetId") or ""):
            yield f"workbook: the tab {name} has the number {each.get('sheetId')}"
    if all(each.get("state") in ("hidden", "veryHidden") for each in sheets):
        yield "workbook: every tab is hidden"
    view = tree.find(f"{MAIN}bookViews/{MAIN}workbookView")
    if view is not None and int(view.get("activeTab") or 0) >= len(sheets):
        yield "workbook: the active tab is not there"


def _names(tree: Element, tabs: list[str]) -> Iterator[str]:
    seen: Counter[tuple[str, str | None]] = Counter()
    for each in tree.iterfind(f"{MAIN}definedNames/{MAIN}definedName"):
        name, scope = each.get("name") or "", each.get("localSheetId")
        seen[name.casefold(), scope] += 1
        if not _NAME.fullmatch(name) or not name or _CELL_LIKE.fullmatch(name) or units(name) > LONGEST_NAME:
            yield f"{name!r} cannot be a name"
        if scope is not None and int(scope) >= len(tabs):
            yield f"the name {name} belongs to a tab that is not there"
        yield from (f"the name {name}: {fault}" for fault in formula_faults(each.text or "", tabs))
    yield from (f"the name {name} twice" for (name, _scope), count in seen.items() if count > 1)


def _styles(package: Package) -> Iterator[str]:
    tree = package.related("styles")
    if tree is None:
        return
    yield from (f"styles: {fault}" for fault in out_of_order(tree, _STYLES))
    for group in tree:
        if group.get("count") is not None and int(group.get("count") or 0) != len(group):
            yield f"styles: {group.get('count')} in <{group.tag.rpartition('}')[2]}>, where there are {len(group)}"
    codes = {each.get("numFmtId"): each.get("formatCode") or "" for each in tree.iter(f"{MAIN}numFmt")}
    for code in codes.values():
        if units(code) > 255 or code.count('"') % 2 or code.count(";") > 3 + code.count('";'):
            yield f"styles: the number format {code!r}"
    sizes = {name: len(tree.find(f"{MAIN}{name}") or ()) for name in ("fonts", "fills", "borders", "cellStyleXfs")}
    looks = [*tree.iterfind(f"{MAIN}cellXfs/{MAIN}xf"), *tree.iterfind(f"{MAIN}cellStyleXfs/{MAIN}xf")]
    if len(looks) > MOST_STYLES:
        yield f"styles: {len(looks)} of them"
    for look in looks:
        for attribute, group in (("fontId", "fonts"), ("fillId", "fills"), ("borderId", "borders"),
                                 ("xfId", "cellStyleXfs")):  # fmt: skip
            if int(look.get(attribute) or 0) >= max(sizes[group], 1):
                yield f"styles: {attribute} {look.get(attribute)} is not there"
        number = look.get("numFmtId") or "0"
        if int(number) >= 164 and number not in codes:
            yield f"styles: the number format {number} is not there"


def _texts(package: Package) -> Iterator[str]:
    tree = package.related("sharedStrings")
    if tree is None:
        return
    if int(tree.get("uniqueCount") or len(tree)) != len(tree):
        yield f"shared texts: {tree.get('uniqueCount')} are said, {len(tree)} are there"
    cells = sum(
        sum(cell.get("t") == "s" for cell in package.trees[part].iter(f"{MAIN}c"))
        for part in package.sheets.values()
        if part in package.trees
    )
    if int(tree.get("count") or cells) != cells:
        yield f"shared texts: {tree.get('count')} cells are said to hold some, {cells} do"
    for each in tree:
        if units("".join(each.itertext())) > LONGEST_TEXT:
            yield f"shared texts: one of more than {LONGEST_TEXT} characters"
