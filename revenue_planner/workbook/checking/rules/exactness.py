"""Whether a figure may be compared with = or < as it stands: programs differ in a computed figure's last digit."""

from __future__ import annotations

from enum import IntEnum

from revenue_planner.language.inputs import Assume, AssumeMonth, Choice
from revenue_planner.workbook.checking.rules.roles import RoledTab, Roles
from revenue_planner.workbook.xlsx.cells import Tab
from revenue_planner.workbook.xlsx.formula_tree import (
    Call,
    CellReference,
    Name,
    Number,
    Operation,
    Sign,
    Term,
    Text,
    UnknownFormError,
    parse,
)
from revenue_planner.workbook.xlsx.notation import cell_position, parse_area

_COMPARISONS = frozenset(("=", "<>", "<", ">", "<=", ">="))
_COUNTING = frozenset({"COUNT", "COUNTA", "COUNTIF", "MATCH", "YEAR", "MONTH", "DATE"})
_ADDING = frozenset({"SUM", "SUMPRODUCT", "ABS", "MOD"})
#: Terms and cells followed one into another; beyond that nothing is known.
_DEEPEST = 120


#: A share up to this is a tolerance.
_TINY = 1e-6


class Grade(IntEnum):
    """WHOLE numbers, dates, texts and flags; figures as TYPED or rounded; COMPUTED figures."""

    WHOLE = 0
    TYPED = 1
    COMPUTED = 2


class Exactness:
    """Grades terms of formulas by following their references. Rows are one formula, so rows are remembered."""

    def __init__(self, roles: Roles) -> None:
        self._roles = roles
        self._known: dict[tuple[str, int, int], Grade] = {}
        #: Cells that are being graded, and those of them that were needed for that already.
        self._open: set[tuple[str, int, int]] = set()
        self._leaned: set[tuple[str, int, int]] = set()
        self._whole = {
            tab.tab.name: [area for area, kind in tab.tab.validated if kind in ("whole", "date", "list")]
            for tab in roles.tabs
        }

    def unrounded(self, tree: Term, tab: Tab) -> bool:
        """Whether a formula on a tab compares computed figures that it does not round."""
        return any(
            isinstance(term, Operation)
            and term.operator in _COMPARISONS
            and Grade.COMPUTED in (self.grade(term.left, tab), self.grade(term.right, tab))
            and not _with_zero(term)
            and not self._with_tolerance(term, tab)
            for term in tree.walk()
        )

    def _with_tolerance(self, term: Operation, tab: Tab) -> bool:
        """Whether a comparison leaves room for rounding: `difference>=0-tolerance*amounts`."""
        least = term.right
        if isinstance(least, Operation) and least.operator == "-" and least.left == Number("0"):
            least = least.right
        return (
            isinstance(least, Operation)
            and least.operator == "*"
            and isinstance(least.left, CellReference)
            and self._is_tolerance(least.left, tab)
        )

    def _is_tolerance(self, reference: CellReference, tab: Tab, depth: int = 0) -> bool:
        """Whether a cell holds a tiny share that nobody types over, or shows a cell that does."""
        found = self._roles.by_name.get(reference.tab or tab.name)
        if found is None or ":" in reference.address or depth > _DEEPEST:
            return False
        cell = found.tab.cell(*cell_position(reference.address))
        if cell is None or cell.unlocked:
            return False
        if cell.formula is None:
            return isinstance(cell.value, float) and 0.0 < cell.value <= _TINY
        try:
            source = parse(cell.formula)
        except UnknownFormError:
            return False
        return isinstance(source, CellReference) and self._is_tolerance(source, found.tab, depth + 1)

    def uncertain_remainder(self, tree: Term, tab: Tab) -> bool:
        """Whether MOD is taken of something else than whole numbers."""
        return any(
            isinstance(term, Call)
            and term.name == "MOD"
            and any(self.grade(argument, tab) != Grade.WHOLE for argument in term.arguments)
            for term in tree.walk()
        )

    def grade(self, term: Term, tab: Tab, depth: int = 0) -> Grade:
        if depth > _DEEPEST:
            return Grade.COMPUTED
        depth += 1
        match term:
            case Number(text):
                return Grade.WHOLE if text.isdigit() else Grade.TYPED
            case Text() | Name():
                return Grade.WHOLE
            case CellReference(name, address):
                return self._cell(name, address, tab, depth)
            case Sign(_, operand):
                return self.grade(operand, tab, depth)
            case Call(name, arguments):
                return self._call(name, arguments, tab, depth)
            case Operation(operator, left, right):
                return self._operation(operator, left, right, tab, depth)
        return Grade.COMPUTED

    def _operation(self, operator: str, left: Term, right: Term, tab: Tab, depth: int) -> Grade:
        if operator in _COMPARISONS or operator == "&":
            return Grade.WHOLE
        if operator == "/":
            return Grade.COMPUTED
        if operator == ":":
            # The second corner stands on the first one's tab. Both ends stand for what is between.
            if isinstance(left, CellReference) and isinstance(right, CellReference) and not right.tab:
                right = CellReference(left.tab, right.address)
            return max(self.grade(left, tab, depth), self.grade(right, tab, depth))
        worst = max(self.grade(left, tab, depth), self.grade(right, tab, depth))
        return Grade.WHOLE if worst == Grade.WHOLE else Grade.COMPUTED

    def _call(self, name: str, arguments: tuple[Term, ...], tab: Tab, depth: int) -> Grade:
        if name in _COUNTING:
            return Grade.WHOLE
        if name == "ROUND":
            return Grade.TYPED
        if name in ("MAX", "MIN", "IFERROR"):
            parts = arguments
        elif name == "INDEX":
            parts = arguments[:1]
        elif name == "IF":
            parts = arguments[1:]
            if self._is_cleaned(arguments, tab):
                return min(Grade.TYPED, self.grade(arguments[2], tab, depth))
        elif name in _ADDING:
            worst = max((self.grade(each, tab, depth) for each in arguments), default=Grade.WHOLE)
            return worst if worst == Grade.WHOLE or name == "ABS" else Grade.COMPUTED
        else:
            return Grade.COMPUTED
        return max((self.grade(each, tab, depth) for each in parts), default=Grade.WHOLE)

    def _is_cleaned(self, arguments: tuple[Term, ...], tab: Tab) -> bool:
        """Whether an IF makes 0 of what is nothing but rounding."""
        condition = arguments[0] if arguments else None
        zero = len(arguments) == 3 and arguments[1] == Number("0")
        return zero and isinstance(condition, Operation) and self._with_tolerance(condition, tab)

    def _cell(self, name: str, address: str, tab: Tab, depth: int) -> Grade:
        found = self._roles.by_name.get(name) if name else self._roles.by_name.get(tab.name)
        if found is None:
            return Grade.COMPUTED
        if ":" in address:
            area = parse_area(address)
            row, column = area.top, area.left
        else:
            row, column = cell_position(address)
        # In all months a row is the same formula, so the first month stands for all.
        column = found.months[0] if column in found.months else column
        place = (found.tab.name, row, column)
        if place in self._known:
            self._leaned.update({place} & self._open)
            return self._known[place]
        self._open.add(place)
        self._known[place] = Grade.WHOLE  # while it is being graded: a row that looks at its own past
        while True:
            others = len(self._known)
            grade = self._of_cell(found, row, column, depth)
            if grade == self._known[place] or place not in self._leaned:
                break
            # What was found meanwhile may rest on the grade that it had until now.
            self._known[place] = grade
            for other in list(self._known)[others:]:
                del self._known[other]
        self._known[place] = grade
        self._open.remove(place)
        self._leaned.discard(place)
        return grade

    def _of_cell(self, found: RoledTab, row: int, column: int, depth: int) -> Grade:
        tab, cell = found.tab, found.tab.cell(row, column)
        if cell is None or cell.formula is None:
            value = None if cell is None else cell.value
            typed_in = cell is not None and cell.unlocked
            whole = not isinstance(value, float) or (value.is_integer() and not typed_in)
            if whole and not typed_in:
                return Grade.WHOLE
            if self._is_whole(found, row):
                return Grade.WHOLE
            validated = any(area.holds(row, column) for area in self._whole[tab.name])
            return Grade.WHOLE if validated else Grade.TYPED
        try:
            return self.grade(parse(cell.formula), tab, depth)
        except UnknownFormError:
            return Grade.COMPUTED

    def _is_whole(self, found: RoledTab, row: int) -> bool:
        """Whether a row is of an input that has no fractions, also where its cells lost their validation."""
        declared = self._roles.inputs.get(found.key_of.get(row, ""))
        return isinstance(declared, (AssumeMonth, Choice)) or (isinstance(declared, Assume) and declared.whole)


def _with_zero(term: Operation) -> bool:
    """Whether a figure that stands in cells is compared with 0: a sum or product of none is 0 in every program."""
    alone = isinstance(term.left, CellReference) or (isinstance(term.left, Call) and term.left.name in ("MAX", "MIN"))
    return alone and term.right == Number("0") and term.operator not in ("=", "<>")
