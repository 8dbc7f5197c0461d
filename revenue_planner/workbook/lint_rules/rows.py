"""One formula per row: no figure typed over one, no month that is worked out differently."""

from __future__ import annotations

from collections import Counter

from revenue_planner.workbook.book import letter
from revenue_planner.workbook.lint_rules.report import Report
from revenue_planner.workbook.lint_rules.roles import OPENING_HEAD, VALUE_HEAD, RoledTab, Roles
from revenue_planner.workbook.xlsx.cells import Cell, CellError
from revenue_planner.workbook.xlsx.references import relative

#: A column of a table holds formulas if at least this share of its filled rows does.
_MOSTLY = 0.8
TYPED_OVER = "a figure is typed over the formula"


def check_rows(roles: Roles, report: Report) -> None:
    for found in roles.tabs:
        if found.months:
            for row in sorted(found.tab.rows):
                _months(found, row, report)
        if found.role == "scenario":
            _single_figures(found, report)
        elif found.table is not None:
            _columns(found, report)
    _like_base(roles, report)


def _months(found: RoledTab, row: int, report: Report) -> None:
    cells = [found.tab.cell(row, column) for column in found.months]
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
    example = found.months[forms.index(usual)]
    for column, cell, form in zip(found.months, cells, forms, strict=True):
        if form == usual:
            continue
        hint = f"copy the cell {letter(example)}{row}"
        if form is not None and cell is not None:
            rule, value = "the formula differs from the other months of its row", f"={cell.formula}"
        elif cell is not None and cell.value is not None:
            rule, value = TYPED_OVER, _shown(cell)
        else:
            rule, value = "is empty, but the other months of its row hold a formula", ""
        report.error(found.tab, row, column, rule, hint, key=key, value=value)


def _single_figures(found: RoledTab, report: Report) -> None:
    """Totals, figures and openings of a scenario tab are formulas; only the planner's constants are typed."""
    assert found.table is not None
    columns = [found.table.heads[head] for head in (VALUE_HEAD, OPENING_HEAD) if head in found.table.heads]
    for key, row in found.keyed_rows():
        for column in columns:
            cell = found.tab.cell(row, column)
            if cell is not None and cell.formula is None and cell.value is not None and not key.startswith("plan."):
                hint = "take the cell over from the workbook as it was built"
                report.error(found.tab, row, column, TYPED_OVER, hint, key=key, value=_shown(cell))


def _columns(found: RoledTab, report: Report) -> None:
    """Columns of a table that hold formulas hold them in every row."""
    assert found.table is not None
    rows = [row for _key, row in found.keyed_rows()]
    for column in set(found.table.heads.values()) - set(found.months):
        cells = [cell for row in rows if (cell := found.tab.cell(row, column)) is not None and cell.value is not None]
        formulas = sum(cell.formula is not None for cell in cells)
        if not cells or formulas < _MOSTLY * len(cells):
            continue
        for cell in cells:
            if cell.formula is None and not cell.unlocked:
                hint = "copy the formula from a row above or below"
                key = found.key_of[cell.row]
                report.error(found.tab, cell.row, column, TYPED_OVER, hint, key=key, value=_shown(cell))


def _like_base(roles: Roles, report: Report) -> None:
    """A line that looks at its own tab only is the same formula in every scenario."""
    tabs = roles.of("scenario")
    if not tabs or tabs[0].table is None:
        return
    base = tabs[0]
    rows = {key: row for key, row in base.keyed_rows()}
    for other in tabs[1:]:
        for key, row in other.keyed_rows():
            if key not in rows or other.table is None or base.table is None:
                continue
            columns = [
                (base.table.heads.get(head), other.table.heads.get(head)) for head in (VALUE_HEAD, OPENING_HEAD)
            ]
            if base.months and other.months:
                columns.append((base.months[0], other.months[0]))
            for here, there in columns:
                if here is None or there is None:
                    continue
                one, two = base.tab.cell(rows[key], here), other.tab.cell(row, there)
                if one is None or two is None or one.formula is None or two.formula is None:
                    continue
                moved = (rows[key], here) != (row, there)
                if one.formula != two.formula and "!" not in one.formula and not moved:
                    rule = f"the formula is not the one on the tab {base.tab.name}"
                    hint = f"copy the row from there: ={one.formula}"
                    report.error(other.tab, row, there, rule, hint, key=key, value=f"={two.formula}")


def _form(cell: Cell) -> str:
    return relative(cell.formula or "", cell.row, cell.column)


def _is_figure(cell: Cell | None) -> bool:
    return cell is not None and isinstance(cell.value, (float, bool))


def _shown(cell: Cell) -> str:
    value = cell.value
    if isinstance(value, CellError):
        return value.code
    return f"{value:g}" if isinstance(value, float) else str(value)
