"""Which formulas may show nothing: an empty text is among what they come to, or a cell that they pass on shows one."""

from __future__ import annotations

from revenue_planner.workbook.checking.rules.roles import Roles
from revenue_planner.workbook.xlsx.cells import Cell, Tab
from revenue_planner.workbook.xlsx.formula_tree import (
    Call,
    CellReference,
    Operation,
    Term,
    Text,
    UnknownFormError,
    parse,
)
from revenue_planner.workbook.xlsx.notation import cell_position, parse_area

#: Functions that come to one of their arguments, by which of them.
PASSING = {"IF": slice(1, None), "IFERROR": slice(None), "INDEX": slice(1), "CHOOSE": slice(1, None)}


class Blanks:
    """Follows formulas through cells and tabs; each cell is looked at once."""

    def __init__(self, roles: Roles) -> None:
        self._roles = roles
        self._cells: dict[tuple[str, int, int], bool] = {}

    def may_show_nothing(self, cell: Cell, tab: Tab) -> bool:
        """Whether a cell's formula may come to an empty text. A formula that we never write is given the doubt."""
        at = (tab.name, cell.row, cell.column)
        if at not in self._cells:
            self._cells[at] = False  # while it is looked at: a formula that looks at itself
            try:
                self._cells[at] = cell.formula is not None and self._comes_to_nothing(parse(cell.formula), tab)
            except UnknownFormError:
                self._cells[at] = True
        return self._cells[at]

    def _comes_to_nothing(self, term: Term, tab: Tab) -> bool:
        match term:
            case Text(value):
                return value == ""
            case CellReference(name, address):
                return self._passed_on(name, address, tab)
            case Operation(":", CellReference(name, first), CellReference(_, last)):
                return self._passed_on(name, f"{first}:{last}", tab)
            case Call(name, arguments) if name in PASSING:
                return any(self._comes_to_nothing(each, tab) for each in arguments[PASSING[name]])
        return False

    def _passed_on(self, name: str, address: str, tab: Tab) -> bool:
        found = self._roles.by_name.get(name or tab.name)
        if found is None:
            return False
        if ":" not in address:
            cell = found.tab.cell(*cell_position(address))
            return cell is not None and self.may_show_nothing(cell, found.tab)
        area = parse_area(address)
        return any(
            area.holds(cell.row, cell.column) and self.may_show_nothing(cell, found.tab) for cell in found.tab.cells()
        )
