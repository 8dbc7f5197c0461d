"""Where a workbook differs from the one that would be built from its own inputs: formulas and figures."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from revenue_planner.workbook.checking.cell_names import CellIds
from revenue_planner.workbook.checking.rules.names import PREFIX
from revenue_planner.workbook.checking.rules.report import Report
from revenue_planner.workbook.checking.rules.roles import RoledTab
from revenue_planner.workbook.checking.rules.rows import TYPED_OVER
from revenue_planner.workbook.layout import UNIT
from revenue_planner.workbook.xlsx.cells import Cell, CellError, CellValue
from revenue_planner.workbook.xlsx.workbook_file import WorkbookFile

TOLERANCE = 1e-9
#: What rounding leaves of an amount that others cancel, as a share of it: some hundred additions, at most.
_TRACE = 1e-12
#: Tabs whose figures follow from the inputs alone. Others show what a user chose, or what was built once.
_FIGURES = ("scenario", "Checks", "Calendar", "Inputs")
_AS_BUILT = "take the cell over from the workbook as it was built, or build the workbook anew"


@dataclass(frozen=True, slots=True)
class _Pair:
    """A cell of a workbook, and the cell of the same row and column as it would be built.

    `amount` is the largest figure of its kind on the tab, which tells rounding from a difference.
    """

    tab_id: str
    found: RoledTab
    here: Cell | None
    row: int
    column: int
    built: Cell
    is_input: bool
    amount: float


def report_differences(
    theirs: CellIds,
    ours: CellIds,
    report: Report,
    *,
    history: Collection[str] = (),
    left_out: Collection[str] = (),
) -> None:
    """Tell altered formulas, changed constants and wrong figures; one that was not stored is not compared.

    `history` are roles of tabs whose rows and constants are of inputs that were changed since; those
    `left_out` are not compared at all.
    """
    altered = 0
    wrong: list[_Pair] = []
    same_places = theirs.same_places(ours)
    for pair in _pairs(theirs, ours, report, history, left_out):
        if pair.built.formula is None:
            altered += _constant(pair, report, history)
        elif pair.here is None or pair.here.formula is None:
            altered += 1
            shown = "" if pair.here is None else _shown(pair.here.value)
            rule = TYPED_OVER if shown else "the formula is deleted"
            report.error(pair.found.tab, pair.row, pair.column, rule, _AS_BUILT, key=_key(pair), value=shown)
        elif not _same_formula(pair, theirs, ours, same_places):
            altered += 1
            rule = "the formula is not the one that the planner writes"
            hint = f"there it is {pair.built.formula}" if same_places else _AS_BUILT
            report.error(pair.found.tab, pair.row, pair.column, rule, hint, key=_key(pair), value=pair.here.formula)
        elif pair.found.role in _FIGURES and not (pair.here.value is None or _agree(pair, pair.here)):
            wrong.append(pair)
    _figures(wrong, altered, report)


def report_names(book: WorkbookFile, built: WorkbookFile, theirs: CellIds, ours: CellIds, report: Report) -> None:
    """Tell names of results that refer to another result than they say."""
    known = {name.name: name.refers_to for name in built.names if name.name.startswith(PREFIX)}
    for name in book.names:
        wanted = known.get(name.name)
        if wanted is not None and theirs.formula(name.refers_to, "") != ours.formula(wanted, ""):
            rule = "this name refers to another cell than the result it names"
            report.of_file(rule, f"it should be {wanted}", key=name.name, value=name.refers_to)


def agree(built: CellValue, here: CellValue, amount: float = 0.0) -> bool:
    """Whether two figures are the same but for the last digits, in which programs differ.

    What is left over of large amounts differs by a share of these, of which `amount` is one.
    """
    if isinstance(built, float) and isinstance(here, float):
        return abs(built - here) <= max(TOLERANCE * abs(built), _TRACE * amount)
    return built == here


def _amounts(built: RoledTab) -> dict[int, float]:
    """For each row of a scenario's tab as built, the largest figure of all rows in its unit."""
    if built.role != "scenario":
        return {}
    largest: dict[str, float] = {}
    for row, cells in built.tab.rows.items():
        figures = [abs(cell.value) for cell in cells.values() if isinstance(cell.value, float)]
        unit = built.tab.text(row, UNIT)
        largest[unit] = max([largest.get(unit, 0.0), *figures])
    return {row: largest[built.tab.text(row, UNIT)] for row in built.tab.rows}


def _agree(pair: _Pair, here: Cell) -> bool:
    return agree(pair.built.value, here.value, pair.amount)


def _pairs(
    theirs: CellIds, ours: CellIds, report: Report, history: Collection[str], left_out: Collection[str]
) -> Iterator[_Pair]:
    """Every locked cell as built that holds a formula or number, with its counterpart."""
    for name, built in ours.tabs.items():
        found = theirs.tabs.get(name)
        if found is None or found.role in left_out:
            continue  # the lint tells missing tabs
        rows = {row_id: row for row, row_id in theirs.rows[name].items()}
        columns = {column_id: column for column, column_id in theirs.columns[name].items()}
        amounts = _amounts(built)
        for row, cells in built.tab.rows.items():
            row_id = ours.rows[name].get(row)
            if row_id is None:
                continue  # it holds blank cells only
            if row_id not in rows:
                if found.role not in history and any(cell.formula is not None for cell in cells.values()):
                    report.of_tab(found.tab, "a row is missing", _AS_BUILT, value=row_id, severity="error")
                continue
            for column, cell in cells.items():
                if cell.unlocked or (cell.formula is None and not isinstance(cell.value, float)):
                    continue
                there = columns.get(ours.columns[name].get(column, ""), column)
                here = found.tab.cell(rows[row_id], there)
                is_input = found.key_of.get(rows[row_id]) in theirs.roles.inputs
                yield _Pair(name, found, here, rows[row_id], there, cell, is_input, amounts.get(row, 1.0))


def _constant(pair: _Pair, report: Report, history: Collection[str]) -> int:
    """Numbers that the planner types: conversions, bounds, month numbers. Those of the Log are history."""
    past = pair.found.role == "Log" or pair.found.role in history
    if past or (pair.here is not None and agree(pair.built.value, pair.here.value)):
        return 0
    rule = "the number is not the one that the planner writes"
    value = "" if pair.here is None else _shown(pair.here.value)
    hint = f"there it is {_shown(pair.built.value)}"
    report.error(pair.found.tab, pair.row, pair.column, rule, hint, key=_key(pair), value=value)
    return 1


def _same_formula(pair: _Pair, theirs: CellIds, ours: CellIds, same_places: bool) -> bool:
    assert pair.here is not None
    here, built = pair.here.formula or "", pair.built.formula or ""
    if same_places and here == built:
        return True
    return theirs.formula(here, pair.tab_id) == ours.formula(built, pair.tab_id)


def _figures(wrong: list[_Pair], altered: int, report: Report) -> None:
    """Figures that follow from an altered cell are summed up; else each is told, causes before their effects."""
    wrong.sort(key=_depth)
    if wrong and altered:
        first = wrong[0]
        rule = f"{len(wrong):,} figures differ from the planner's, because of the cells above; here is the first"
        hint = f"the planner comes to {_shown(first.built.value)}"
        value = _shown(first.here.value if first.here is not None else None)
        report.error(first.found.tab, first.row, first.column, rule, hint, key=_key(first), value=value)
        return
    for pair in wrong:
        rule = "the figure stored is not what the inputs come to"
        hint = f"the planner comes to {_shown(pair.built.value)}; compute the file anew (Ctrl+Alt+F9) and save it"
        value = _shown(pair.here.value if pair.here is not None else None)
        report.error(pair.found.tab, pair.row, pair.column, rule, hint, key=_key(pair), value=value)


def _depth(pair: _Pair) -> int:
    """Inputs come first, then months, then totals and answers."""
    if pair.is_input:
        return 0
    return 1 if pair.column in pair.found.months else 2


def _key(pair: _Pair) -> str:
    return pair.found.key_of.get(pair.row, "")


def _shown(value: CellValue) -> str:
    if isinstance(value, float):
        return f"{value:.10g}"
    return value.code if isinstance(value, CellError) else str(value if value is not None else "")
