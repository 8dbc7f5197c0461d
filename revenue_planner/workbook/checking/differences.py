"""Where a workbook differs from the one that would be built from its own inputs: formulas and figures."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from revenue_planner.workbook.checking.cell_names import CellIds
from revenue_planner.workbook.checking.rules.names import PREFIX
from revenue_planner.workbook.checking.rules.report import MOST_TOLD, Report
from revenue_planner.workbook.checking.rules.roles import RoledTab
from revenue_planner.workbook.checking.rules.rows import TYPED_OVER
from revenue_planner.workbook.layout import UNIT
from revenue_planner.workbook.xlsx.calculator import Calculator, Place
from revenue_planner.workbook.xlsx.cells import Cell, CellError, CellValue
from revenue_planner.workbook.xlsx.formula_tree import UnknownFormError
from revenue_planner.workbook.xlsx.workbook_file import WorkbookFile

TOLERANCE = 1e-9
#: Sums of large amounts are as exact as the last digits of these: by this share of TOLERANCE.
_OF_SCALE = 1e-4
#: Tabs whose figures follow from the inputs alone, and are compared with the engine's. Those of the others also follow
#: from what a user chose there, and from what was typed when the workbook was built: they are worked out from the
#: cells that their formulas look at.
_FROM_INPUTS = ("scenario",)
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

    @property
    def place(self) -> Place:
        return self.found.tab.name, self.row, self.column


def report_differences(
    theirs: CellIds,
    ours: CellIds,
    report: Report,
    *,
    history: Collection[str] = (),
    left_out: Collection[str] = (),
) -> None:
    """Tell altered formulas, changed constants and wrong figures; one that was not stored is not compared.

    Constants of `history` tabs are of inputs that were changed since. Tabs `left_out` have other rows than ours: of
    them the figures are compared with what their own formulas come to.
    """
    altered = 0
    wrong: list[_Wrong] = []
    same_places = theirs.same_places(ours)
    known: dict[Place, CellValue] = {}
    followed: list[_Pair] = []
    for pair in _pairs(theirs, ours, report, left_out):
        if pair.built.formula is None:
            if pair.found.role not in history and _altered(pair, report):
                altered += 1
                known[pair.place] = pair.built.value
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
        elif pair.found.role not in _FROM_INPUTS:
            followed.append(pair)
        elif not (pair.here.value is None or agree(pair.built.value, pair.here.value, pair.amount)):
            wrong.append(_Wrong(pair, pair.built.value))
        if pair.found.role in _FROM_INPUTS and pair.built.formula is not None:
            known[pair.place] = pair.built.value
    followed += _own_formulas(theirs, left_out)
    wrong += _not_followed(followed, known, theirs, report)
    _figures(wrong, altered, report)


def _own_formulas(theirs: CellIds, left_out: Collection[str]) -> Iterator[_Pair]:
    for name, found in theirs.tabs.items():
        for cell in found.tab.cells() if found.role in left_out else ():
            if cell.formula is not None and not cell.unlocked:
                yield _Pair(name, found, cell, cell.row, cell.column, cell, False, 1.0)


@dataclass(frozen=True, slots=True)
class _Wrong:
    """A figure that is not what it should be."""

    pair: _Pair
    wanted: CellValue


def _not_followed(
    pairs: list[_Pair], known: Mapping[Place, CellValue], theirs: CellIds, report: Report
) -> Iterator[_Wrong]:
    """Figures that do not follow from the cells that their formulas look at; `known` are the planner's own."""
    calculator = Calculator({found.tab.name: found.tab for found in theirs.roles.tabs}, known)
    for pair in pairs:
        assert pair.here is not None
        if pair.here.value is None:
            continue
        try:
            wanted = calculator.figure(*pair.place)
        except UnknownFormError:
            rule = "the figure cannot be checked: its formula is beyond what verify works out"
            report.warning(pair.found.tab, pair.row, pair.column, rule, key=_key(pair), value=pair.here.formula or "")
            continue
        if not agree(wanted.value, pair.here.value, max(1.0, _OF_SCALE * wanted.scale)):
            yield _Wrong(pair, wanted.value)


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

    What is left over of large amounts differs by a share of these, of which `amount` is one. Programs store truth as
    1 and 0 or as itself.
    """
    if isinstance(built, (float, bool)) and isinstance(here, (float, bool)):
        return abs(built - here) <= TOLERANCE * max(abs(built), amount)
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


def _pairs(theirs: CellIds, ours: CellIds, report: Report, left_out: Collection[str]) -> Iterator[_Pair]:
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
                if any(cell.formula is not None for cell in cells.values()):
                    report.of_tab(found.tab, "a row is missing", _AS_BUILT, value=row_id, severity="error")
                continue
            for column, cell in cells.items():
                if cell.unlocked or (cell.formula is None and not isinstance(cell.value, float)):
                    continue
                there = columns.get(ours.columns[name].get(column, ""), column)
                here = found.tab.cell(rows[row_id], there)
                is_input = found.key_of.get(rows[row_id]) in theirs.roles.inputs
                yield _Pair(name, found, here, rows[row_id], there, cell, is_input, amounts.get(row, 1.0))


def _altered(pair: _Pair, report: Report) -> bool:
    """Whether a number that the planner types is another: conversions, bounds, month numbers."""
    if pair.here is not None and agree(pair.built.value, pair.here.value):
        return False
    rule = "the number is not the one that the planner writes"
    value = "" if pair.here is None else _shown(pair.here.value)
    hint = f"there it is {_shown(pair.built.value)}"
    report.error(pair.found.tab, pair.row, pair.column, rule, hint, key=_key(pair), value=value)
    return True


def _same_formula(pair: _Pair, theirs: CellIds, ours: CellIds, same_places: bool) -> bool:
    assert pair.here is not None
    here, built = pair.here.formula or "", pair.built.formula or ""
    if same_places and here == built:
        return True
    return theirs.formula(here, pair.tab_id) == ours.formula(built, pair.tab_id)


def _figures(wrong: list[_Wrong], altered: int, report: Report) -> None:
    """Each is told, causes before their effects; many on a tab that follow from an altered cell are summed up."""
    wrong.sort(key=_depth)
    by_tab: dict[str, list[_Wrong]] = {}
    for each in wrong:
        by_tab.setdefault(each.pair.tab_id, []).append(each)
    for found in by_tab.values():
        if altered and len(found) > MOST_TOLD:
            rule = f"{len(found):,} figures differ from the planner's, because of the cells above; here is the first"
            _tell(found[0], rule, f"the planner comes to {_shown(found[0].wanted)}", report)
            continue
        for each in found:
            rule = "the figure stored is not what the inputs come to"
            hint = f"the planner comes to {_shown(each.wanted)}; compute the file anew (Ctrl+Alt+F9) and save it"
            _tell(each, rule, hint, report)


def _tell(wrong: _Wrong, rule: str, hint: str, report: Report) -> None:
    pair = wrong.pair
    value = _shown(pair.here.value if pair.here is not None else None)
    report.error(pair.found.tab, pair.row, pair.column, rule, hint, key=_key(pair), value=value)


def _depth(wrong: _Wrong) -> int:
    """Inputs come first, then months, then totals and answers."""
    if wrong.pair.is_input:
        return 0
    return 1 if wrong.pair.column in wrong.pair.found.months else 2


def _key(pair: _Pair) -> str:
    return pair.found.key_of.get(pair.row, "")


def _shown(value: CellValue) -> str:
    if isinstance(value, float):
        return f"{value:.10g}"
    return value.code if isinstance(value, CellError) else str(value if value is not None else "")
