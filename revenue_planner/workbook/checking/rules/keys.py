"""Keys, labels, units and other texts: how people and programs find a row, and know what it is."""

from __future__ import annotations

from collections import Counter

from revenue_planner.workbook.checking.rules.report import Report
from revenue_planner.workbook.checking.rules.roles import (
    INPUT_HEAD,
    LINE_HEAD,
    MEANING_HEAD,
    UNIT_HEAD,
    RoledTab,
    Roles,
)
from revenue_planner.workbook.reading.calendar import SCENARIO_HEAD

#: Heads of columns that hold texts and never a formula: what a user calls things must not be computed.
_TEXT_HEADS = (LINE_HEAD, UNIT_HEAD, INPUT_HEAD, MEANING_HEAD, "How it is worked out", "Note", "Source", SCENARIO_HEAD)


def check_keys(roles: Roles, report: Report) -> None:
    for found in roles.tabs:
        _unique(found, report)
        _texts(found, report)
    for found in roles.of("Inputs"):
        _labelled(found, report)
    tabs = roles.of("scenario")
    for found in tabs:
        _described(found, report)
        _timed(found, report)
        if found.key_of != tabs[0].key_of:
            _different(tabs[0], found, report)


def _unique(found: RoledTab, report: Report) -> None:
    seen: dict[tuple[str, str], int] = {}
    for key, row in found.keyed_rows():
        scenario = ""
        if found.role == "Calendar" and found.table is not None:
            scenario = found.tab.text(row, found.table.heads[SCENARIO_HEAD])
        if (key, scenario) in seen and found.table is not None:
            rule = f"this key stands in row {seen[key, scenario]} too"
            report.error(found.tab, row, found.table.key_column, rule, "give each row a key of its own", key=key)
        seen.setdefault((key, scenario), row)


def _texts(found: RoledTab, report: Report) -> None:
    """Titles, heads and labels are texts: one that begins with "=" must not have become a formula."""
    places = [(1, 0)]
    if found.table is not None:
        if not found.months:
            places += [(found.table.head, column) for column in found.tab.rows[found.table.head]]
        columns = [found.table.heads[head] for head in _TEXT_HEADS if head in found.table.heads]
        places += [(row, column) for row in found.key_of for column in columns]
    for row, column in places:
        cell = found.tab.cell(row, column)
        if cell is not None and cell.formula is not None:
            rule, hint = "a formula stands where a text belongs", "type the text, with a ' before it"
            report.error(found.tab, row, column, rule, hint, key=found.key_of.get(row, ""), value=cell.formula)


def _labelled(found: RoledTab, report: Report) -> None:
    """Every input has a label and a unit."""
    heads = found.table.heads if found.table is not None else {}
    for row, key in found.key_of.items():
        for head in (INPUT_HEAD, UNIT_HEAD):
            if head in heads and not found.tab.text(row, heads[head]):
                rule = f'an input has nothing in the column "{head}"'
                report.warning(found.tab, row, heads[head], rule, "say what the row is", key=key)


def _timed(found: RoledTab, report: Report) -> None:
    """NPV discounts the first month too, which other people do otherwise: its row says so."""
    for row, key in found.key_of.items():
        cells = [cell for cell in found.tab.rows[row].values() if cell.formula is not None and "NPV(" in cell.formula]
        if cells and not any("discounted" in found.tab.text(row, column) for column in found.tab.rows[row]):
            rule, hint = "NPV stands without saying how months are discounted", "say it beside the figure"
            report.warning(found.tab, row, cells[0].column, rule, hint, key=key)


def _described(found: RoledTab, report: Report) -> None:
    """Every row of months has a label, a unit and a key."""
    heads = found.table.heads if found.table is not None else {}
    for row in sorted(found.tab.rows):
        cells = [found.tab.cell(row, column) for column in found.months]
        if found.table is None or row <= found.table.head or not any(cell and cell.formula for cell in cells):
            continue
        key = found.key_of.get(row, "")
        if not key:
            report.warning(found.tab, row, found.table.key_column, "a row of months has no key", "type its key here")
        for head in (LINE_HEAD, UNIT_HEAD):
            if head in heads and not found.tab.text(row, heads[head]):
                rule = f'a row of months has nothing in the column "{head}"'
                report.warning(found.tab, row, heads[head], rule, "say what the row is", key=key)


def _different(base: RoledTab, other: RoledTab, report: Report) -> None:
    """All scenario tabs have the same rows: the same cell is the same line."""
    one, two = base.key_of, other.key_of
    row = min(row for row in one.keys() | two.keys() if one.get(row) != two.get(row))
    column = other.table.key_column if other.table is not None else 0
    same = Counter(one.values()) == Counter(two.values())
    where = "the same rows as, but in other places than" if same else "other rows than"
    rule = f"from here on the tab has {where} the tab {base.tab.name}"
    hint = "insert and delete rows on all scenarios' tabs alike"
    report.warning(other.tab, row, column, rule, hint, key=two.get(row, ""), value="")
