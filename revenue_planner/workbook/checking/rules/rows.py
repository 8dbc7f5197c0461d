"""One formula per row: no figure typed over one, no month that is worked out differently."""

from __future__ import annotations

from collections import Counter

from revenue_planner.ground.a1 import letter
from revenue_planner.language.nodes import PLAN_PART
from revenue_planner.workbook.checking.rules.report import Report
from revenue_planner.workbook.checking.rules.roles import OPENING_HEAD, VALUE_HEAD, RoledTab, Roles
from revenue_planner.workbook.layout import RISK
from revenue_planner.workbook.xlsx.cells import Cell, CellError
from revenue_planner.workbook.xlsx.references import relative

#: A column of a table holds formulas if at least this share of its filled rows does.
_MOSTLY = 0.8
TYPED_OVER = "a figure is typed over the formula"


def check_rows(roles: Roles, report: Report) -> None:
    for found in roles.tabs:
        if found.months:
            for row in sorted(found.tab.rows):
                _months(found, row, _columns_of(found, row, roles), report)
        if found.role == "scenario":
            _single_figures(found, report)
        elif found.table is not None and found.role != RISK:
            # The Risk tab has several tables in the same columns, some live and some as built.
            _columns(found, report)
    _like_the_others(roles, report)


def _columns_of(found: RoledTab, row: int, roles: Roles) -> list[int]:
    """The columns that a row fills: all months, or the twelve of a season."""
    declared = roles.inputs.get(found.key_of.get(row, ""))
    if declared is not None and declared.kind == "season":
        return list(range(found.months[0], found.months[0] + 12))
    return found.months


def _months(found: RoledTab, row: int, columns: list[int], report: Report) -> None:
    cells = [found.tab.cell(row, column) for column in columns]
    forms = [None if cell is None or cell.formula is None else _form(cell) for cell in cells]
    counted = Counter(form for form in forms if form is not None)
    key = found.key_of.get(row, "")
    if not counted:
        if found.role == "scenario" and key and any(_is_figure(cell) for cell in cells):
            first = next(cell for cell in cells if cell is not None)
            hint = "take the row over from the workbook as it was built"
            report.error(found.tab, row, first.column, f"{TYPED_OVER}s of the whole row", hint, key=key)
        return
    usual = counted.most_common(1)[0][0]
    example = columns[forms.index(usual)]
    for column, cell, form in zip(columns, cells, forms, strict=True):
        if form == usual:
            continue
        hint = f"copy the cell {letter(example)}{row}"
        if form is not None and cell is not None:
            rule, value = "the formula differs from the other months of its row", cell.formula or ""
        elif cell is not None and cell.value is not None:
            rule, value = TYPED_OVER, _shown(cell)
        else:
            rule, value = "is empty, but the other months of its row hold a formula", ""
        report.error(found.tab, row, column, rule, hint, key=key, value=value)


def _single_figures(found: RoledTab, report: Report) -> None:
    """Totals, figures and openings of a scenario tab are formulas; only the planner's constants are typed."""
    for row, key in found.key_of.items():
        if key.startswith(f"{PLAN_PART}."):
            continue
        for column in _figure_columns(found):
            cell = found.tab.cell(row, column)
            if cell is not None and cell.formula is None and cell.value is not None:
                hint = "take the cell over from the workbook as it was built"
                report.error(found.tab, row, column, TYPED_OVER, hint, key=key, value=_shown(cell))


def _figure_columns(found: RoledTab) -> list[int]:
    """The columns of totals and of openings on a scenario tab."""
    heads = found.table.heads if found.table is not None else {}
    return [heads[head] for head in (VALUE_HEAD, OPENING_HEAD) if head in heads]


def _columns(found: RoledTab, report: Report) -> None:
    """Columns of a table that hold formulas hold them in every row."""
    assert found.table is not None
    for column in set(found.table.heads.values()) - set(found.months):
        column_cells = (found.tab.cell(row, column) for row in found.key_of)
        cells = [cell for cell in column_cells if cell is not None and cell.value is not None]
        formulas = sum(cell.formula is not None for cell in cells)
        if not cells or formulas < _MOSTLY * len(cells):
            continue
        for cell in cells:
            if cell.formula is None and not cell.unlocked:
                hint = "copy the formula from a row above or below"
                key = found.key_of[cell.row]
                report.error(found.tab, cell.row, column, TYPED_OVER, hint, key=key, value=_shown(cell))


def _like_the_others(roles: Roles, report: Report) -> None:
    """A line that looks at its own tab only is the same formula in every scenario.

    Tabs into which rows or columns were inserted are left out: their addresses differ.
    """
    tabs = roles.of("scenario")
    alike = [found for found in tabs if found.key_of == tabs[0].key_of and found.months == tabs[0].months]
    for row, key in tabs[0].key_of.items() if len(alike) > 1 else ():
        for column in (*_figure_columns(tabs[0]), *tabs[0].months[:1]):
            cells = [found.tab.cell(row, column) for found in alike]
            formulas = ["" if cell is None or cell.formula is None else _unspaced(cell.formula) for cell in cells]
            usual = Counter(filter(None, formulas)).most_common(1)
            if not usual or "!" in usual[0][0]:
                continue
            for found, formula in zip(alike, formulas, strict=True):
                if formula and formula != usual[0][0]:
                    rule, hint = "the formula is not the one on the other scenarios' tabs", f"there it is {usual[0][0]}"
                    report.error(found.tab, row, column, rule, hint, key=key, value=formula)


def _unspaced(formula: str) -> str:
    return formula if '"' in formula else formula.replace(" ", "")


def _form(cell: Cell) -> str:
    return relative(cell.formula or "", cell.row, cell.column)


def _is_figure(cell: Cell | None) -> bool:
    return cell is not None and isinstance(cell.value, (float, bool))


def _shown(cell: Cell) -> str:
    value = cell.value
    if isinstance(value, CellError):
        return value.code
    return f"{value:g}" if isinstance(value, float) else str(value)
