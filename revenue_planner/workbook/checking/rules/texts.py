"""Where a formula reckons with a cell that may hold a text: programs differ in what a text counts as.

Most come to an error; with "treat empty string as zero" LibreOffice reckons on, and so do others. What a cell may
hold follows from its formula, or from what is typed into it and may be chosen there.
"""

from __future__ import annotations

from collections.abc import Iterator

from revenue_planner.workbook.checking.rules.roles import Roles
from revenue_planner.workbook.xlsx.cells import Cell, Tab
from revenue_planner.workbook.xlsx.formula_tree import (
    Call,
    CellReference,
    Number,
    Operation,
    Sign,
    Term,
    Text,
    UnknownFormError,
    parse,
)
from revenue_planner.workbook.xlsx.notation import Area, cell_position, parse_area

_RECKONING = frozenset("+-*/^")
_ORDERING = frozenset(("<", ">", "<=", ">="))
#: Functions that come to one of their arguments, by which of them.
_PASSING = {"IF": slice(1, None), "IFERROR": slice(None), "INDEX": slice(1), "CHOOSE": slice(1, None)}
_OF_TEXTS = frozenset({"CONCATENATE", "LEFT", "LOWER", "MID", "REPT", "RIGHT", "TEXT", "TRIM", "UPPER"})
#: Functions that look at a range and pass over its texts; of all others each argument must be a number.
_PASSING_OVER = frozenset({
    "AND", "AVERAGE", "COUNT", "COUNTA", "COUNTIF", "IF", "IFERROR", "INDEX", "IRR", "ISNUMBER", "MATCH", "MAX",
    "MEDIAN", "MIN", "NPV", "OR", "SMALL", "SUM", "SUMIF", "SUMPRODUCT",
})  # fmt: skip
#: Terms and cells followed one into another; beyond that a cell is taken for a number.
_DEEPEST = 120

Known = frozenset[Term]


class Texts:
    """Tells where a text may stand, following references. Rows are one formula, so rows are remembered."""

    def __init__(self, roles: Roles) -> None:
        self._roles = roles
        self._cells: dict[tuple[str, int, int], bool] = {}
        self._ranges: dict[tuple[str, Area], bool] = {}
        self._choices = {
            tab.tab.name: [area for area, kind in tab.tab.validated if kind == "list"] for tab in roles.tabs
        }

    def reckoned_with(self, tree: Term, tab: Tab) -> CellReference | None:
        """A cell that may hold a text, and with which a formula on a tab adds, multiplies, rounds or orders."""
        return next(self._faults(tree, tab, frozenset()), None)

    def _faults(self, term: Term, tab: Tab, known: Known) -> Iterator[CellReference]:
        """`known` are the terms that a condition around this one asked to be numbers."""
        match term:
            case Operation(operator, left, right) if operator in _RECKONING or operator in _ORDERING:
                yield from self._texts((left, right), tab, known)
            case Sign("-" | "%", operand):
                yield from self._texts((operand,), tab, known)
            case Call("IF", (condition, then, *rest)):
                yield from self._faults(condition, tab, known)
                yield from self._faults(then, tab, known | _asked(condition))
                for other in rest:
                    yield from self._faults(other, tab, known)
                return
            case Call(name, arguments) if name not in _PASSING_OVER:
                yield from self._texts(arguments, tab, known)
        for child in term.children():
            yield from self._faults(child, tab, known)

    def _texts(self, operands: tuple[Term, ...], tab: Tab, known: Known) -> Iterator[CellReference]:
        for operand in operands:
            if not (known and operand in known) and self.may_be_text(operand, tab):
                yield from (each for each in operand.walk() if isinstance(each, CellReference))

    def may_be_text(self, term: Term, tab: Tab, depth: int = 0) -> bool:
        """Whether what a term comes to may be a text, on the tab where it is written."""
        depth += 1
        if depth > _DEEPEST:
            return False
        match term:
            case Text():
                return True
            case CellReference(name, address):
                return self._reference(name, address, tab, depth)
            case Operation("&"):
                return True
            case Operation(":", CellReference(name, first), CellReference(_, last)):
                return self._reference(name, f"{first}:{last}", tab, depth)
            case Call("IF", (condition, then, *rest)):
                asked = _asked(condition)
                return any(
                    self.may_be_text(each, tab, depth) for each in ((then, *rest) if then not in asked else rest)
                )
            case Call(name, arguments) if name in _PASSING:
                return any(self.may_be_text(each, tab, depth) for each in arguments[_PASSING[name]])
            case Call(name, _):
                return name in _OF_TEXTS
        return False

    def _reference(self, name: str, address: str, tab: Tab, depth: int) -> bool:
        found = self._roles.by_name.get(name or tab.name)
        if found is None:
            return False
        if ":" not in address:
            row, column = cell_position(address)
            return self._cell(found.tab, row, self._stand_in(found.months, column), depth)
        area = parse_area(address)
        if (found.tab.name, area) not in self._ranges:
            self._ranges[found.tab.name, area] = False  # while it is looked at: a row that looks at its own past
            columns = {self._stand_in(found.months, column) for column in range(area.left, area.right + 1)}
            rows = [row for row in found.tab.rows if area.top <= row <= area.bottom]
            self._ranges[found.tab.name, area] = any(
                self._cell(found.tab, row, column, depth) for row in rows for column in sorted(columns)
            )
        return self._ranges[found.tab.name, area]

    def _stand_in(self, months: list[int], column: int) -> int:
        """In all months a row is the same formula, so the first month stands for all."""
        return months[0] if column in months else column

    def _cell(self, tab: Tab, row: int, column: int, depth: int) -> bool:
        at = (tab.name, row, column)
        if at not in self._cells:
            self._cells[at] = False
            self._cells[at] = self._of_cell(tab, tab.cell(row, column), depth)
        return self._cells[at]

    def _of_cell(self, tab: Tab, cell: Cell | None, depth: int) -> bool:
        if cell is None:
            return False
        if cell.formula is None:
            # A text typed where a number belongs is the user's, and the tab Checks tells it.
            chosen = any(area.holds(cell.row, cell.column) for area in self._choices[tab.name])
            return chosen or (isinstance(cell.value, str) and not self._is_input(tab, cell))
        try:
            return self.may_be_text(parse(cell.formula), tab, depth)
        except UnknownFormError:
            return False

    def _is_input(self, tab: Tab, cell: Cell) -> bool:
        return cell.unlocked and self._roles.by_name[tab.name].role in ("Inputs", "Calendar")


def _asked(condition: Term) -> Known:
    """The terms of which a condition says that they are numbers."""
    match condition:
        case Call("ISNUMBER", (term,)) | Call("COUNT", (CellReference() as term,)):
            return frozenset((term,))
        case Operation("*", left, right):
            return _asked(left) | _asked(right)
        case Operation(">", Call("COUNT", (CellReference() as one, CellReference() as two)), Number("1")):
            return frozenset((one, two))
        case Call("AND", arguments):
            return frozenset(term for each in arguments for term in _asked(each))
    return frozenset()
