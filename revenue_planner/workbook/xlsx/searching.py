"""Functions of formulas that search cells: for a value, a place, or what a criterion fits."""

from __future__ import annotations

from revenue_planner.workbook.xlsx.arguments import FoundError, cells_in, one, single
from revenue_planner.workbook.xlsx.blocks import NOT_FOUND, REF, VALUE, Block, Value, finite
from revenue_planner.workbook.xlsx.cells import CellError, CellValue
from revenue_planner.workbook.xlsx.formula_tree import UnknownFormError


def _criterion(wanted: Value) -> CellValue:
    """What COUNTIF and SUMIF look for: a number, or a text that is neither a pattern nor a comparison."""
    criterion = single(wanted)
    if isinstance(criterion, str) and (criterion[:1] in ("<", ">", "=", "") or set(criterion) & set("*?~")):
        raise UnknownFormError("a criterion that is a pattern")
    if not isinstance(criterion, (float, str)):
        raise UnknownFormError("a criterion")
    return criterion


def countif(cells: Value, wanted: Value) -> CellValue:
    criterion = _criterion(wanted)
    return float(sum([_same(value, criterion) for value in cells_in([cells])]))


def sumif(cells: Value, wanted: Value, numbers: Value) -> CellValue:
    criterion = _criterion(wanted)
    pairs = zip(cells_in([cells]), cells_in([numbers]), strict=True)
    return finite(sum([number for cell, number in pairs if isinstance(number, float) and _same(cell, criterion)], 0.0))


def _same(value: CellValue, wanted: CellValue) -> bool:
    if isinstance(value, float):
        return value == wanted
    if isinstance(value, str) and isinstance(wanted, str):
        return value.casefold() == wanted.casefold()
    return False


def match(wanted: Value, cells: Value, kind: Value) -> CellValue:
    """A place counted from 1: of the same value (0), or of the last that is not above it (1)."""
    key = single(wanted)
    if isinstance(key, CellError):
        return key
    if isinstance(cells, Block) and min(cells.shape) != 1:
        return NOT_FOUND
    if one(kind) == 0:
        if isinstance(key, str) and set(key) & set("*?~"):
            raise UnknownFormError("a pattern")
        block = cells if isinstance(cells, Block) else Block([[cells]])
        return block.places.get(key.casefold() if isinstance(key, str) else one(key), NOT_FOUND)
    if one(kind) != 1 or not isinstance(key, float):
        raise UnknownFormError("MATCH of texts in order, or from above")
    below = [at for at, value in enumerate(cells_in([cells]), start=1) if isinstance(value, float) and value <= key]
    return float(below[-1]) if below else NOT_FOUND


def index(cells: Value, row: Value, column: Value) -> CellValue:
    block = cells if isinstance(cells, Block) else Block([[cells]])
    at = cell_at(block.shape, row, column)
    if isinstance(at, CellError):
        return at
    found = block.rows[at[0]][at[1]]
    return 0.0 if found is None else found


def cell_at(shape: tuple[int, int], row: Value, column: Value) -> tuple[int, int] | CellError:
    """Which cell of an area INDEX means, rows and columns counted from 0."""
    try:
        down, across = int(one(row)), int(one(column))
    except FoundError as error:
        return error.error
    if down < 0 or across < 0:
        return VALUE
    if down == 0 or across == 0:
        raise UnknownFormError("INDEX of whole rows")
    return REF if down > shape[0] or across > shape[1] else (down - 1, across - 1)
