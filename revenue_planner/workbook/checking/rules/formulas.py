"""Every formula of our tabs against the rules of form; the same formula in many cells is looked at once."""

from __future__ import annotations

from revenue_planner.workbook.checking.rules.exactness import Exactness
from revenue_planner.workbook.checking.rules.forms import Fault, bare_tab, faults
from revenue_planner.workbook.checking.rules.report import Report
from revenue_planner.workbook.checking.rules.roles import RoledTab, Roles
from revenue_planner.workbook.checking.rules.texts import Texts
from revenue_planner.workbook.xlsx.cells import Cell
from revenue_planner.workbook.xlsx.formula_tree import CellReference, Term, UnknownFormError, parse
from revenue_planner.workbook.xlsx.references import relative

#: Tabs that a scenario tab may look at besides itself.
_SOURCES = ("Inputs", "Calendar", "Checks")


def check_formulas(roles: Roles, report: Report) -> None:
    exactness, texts = Exactness(roles), Texts(roles)
    for found in roles.tabs:
        for cell, count in _distinct(found):
            for rule, hint in _of_cell(found, cell, roles, exactness, texts):
                more = f"; {count - 1} more cells have the same formula" if count > 1 else ""
                key = found.key_of.get(cell.row, "")
                value = _shortened(cell.formula or "")
                report.error(found.tab, cell.row, cell.column, f"the formula {rule}", hint + more, key=key, value=value)


def _distinct(found: RoledTab) -> list[tuple[Cell, int]]:
    """One cell for each formula of a tab, and how many cells hold it."""
    first: dict[str, Cell] = {}
    count: dict[str, int] = {}
    for cell in found.tab.cells():
        if cell.formula is not None:
            form = cell.kind + relative(cell.formula, cell.row, cell.column)
            first.setdefault(form, cell)
            count[form] = count.get(form, 0) + 1
    return [(cell, count[form]) for form, cell in first.items()]


def _of_cell(found: RoledTab, cell: Cell, roles: Roles, exactness: Exactness, texts: Texts) -> list[Fault]:
    formula = cell.formula or ""
    if cell.kind:
        return [("fills several cells at once", "write one formula into each cell")]
    try:
        tree = parse(formula)
    except UnknownFormError:
        return [("cannot be read by the planner", "take it over from the workbook as it was built")]
    told = faults(tree, formula)
    bare = bare_tab(formula)
    if bare:
        told.append((f"names the tab {bare} without quotes, as if it were a cell", f"write '{bare}'!"))
    if exactness.unrounded(tree, found.tab):
        hint = "compare the difference with a tiny share of the amounts: difference>=0-tolerance*amounts"
        told.append(("compares figures that are not rounded", hint))
    text = texts.reckoned_with(tree, found.tab)
    if text is not None:
        rule = f"reckons with {text}, which may hold a text"
        told.append((rule, "ask first whether it is a number: IF(ISNUMBER(cell),…)"))
    if exactness.uncertain_remainder(tree, found.tab):
        told.append(("takes MOD of a figure that may have a fraction", "use MOD of whole numbers only"))
    if found.role == "scenario":
        told += _from_elsewhere(tree, roles)
    return told


def _from_elsewhere(tree: Term, roles: Roles) -> list[Fault]:
    for term in tree.walk():
        if isinstance(term, CellReference) and term.tab:
            source = roles.by_name.get(term.tab)
            if source is None or source.role not in _SOURCES:
                return [
                    (f"looks at the tab {term.tab}", "a scenario's tab looks at itself, the inputs and the Calendar")
                ]
    return []


def _shortened(formula: str) -> str:
    return formula if len(formula) <= 80 else f"{formula[:79]}…"
