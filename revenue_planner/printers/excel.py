"""Print a bound expression as an Excel formula for a scenario tab."""

from __future__ import annotations

from typing import ClassVar

from revenue_planner.ground.a1 import BEFORE, letter
from revenue_planner.language.calendar import CALENDAR_MONTH, MONTH_NUMBER, PLAN_MONTHS
from revenue_planner.language.nodes import (
    TOLERANCE,
    Ahead,
    AtStart,
    Binary,
    CalendarMonth,
    Compare,
    Constant,
    Conversion,
    Delayed,
    Expr,
    Extreme,
    InputRef,
    Irr,
    Is,
    Known,
    LargestOf,
    LeftAfterAMonth,
    LineRef,
    MonthDate,
    MonthNumber,
    MonthsAfter,
    Node,
    Npv,
    OverMonths,
    Payment,
    PlanStart,
    Previous,
    Season,
    SeasonIn,
    SquareRoot,
    SumOf,
    TimelineRef,
    When,
    never_negative,
)
from revenue_planner.language.rules import Rules
from revenue_planner.language.vocabulary import MONTHS_PER_YEAR
from revenue_planner.printers.positions import Positions, area, beside, item

#: Shown by cells that have no number to show.
NOT_IN_PLAN = "not in plan"
NO_RATE = "none"

_PRECEDENCE = {"+": 1, "-": 1, "*": 2, "/": 2}
_ATOM = 3


class ExcelPrinter:
    """Prints one formula per row; THIS and BEFORE stand where a month's column goes."""

    _rules: ClassVar = Rules[tuple[str, int]]("Excel")

    def __init__(self, positions: Positions) -> None:
        self.at = positions

    def print(self, node: Node) -> str:
        """The formula without "="."""
        return self._print(node)[0]

    def _operand(self, node: Node, above: int, right: bool = False) -> str:
        text, precedence = self._print(node)
        return f"({text})" if precedence < above or (right and precedence == above) else text

    def _call(self, name: str, *arguments: str) -> tuple[str, int]:
        return f"{name}({','.join(arguments)})", _ATOM

    def _print(self, node: Node) -> tuple[str, int]:
        return self._rules.of(node)(self, node)

    @_rules.rule(Constant)
    def _constant(self, node: Constant) -> tuple[str, int]:
        return str(node.value), _ATOM

    @_rules.rule(Conversion)
    def _conversion(self, node: Conversion) -> tuple[str, int]:
        return self.at.value(node.key), _ATOM

    @_rules.rule(TimelineRef)
    def _timeline_ref(self, node: TimelineRef) -> tuple[str, int]:
        return self.at.cell(node.key), _ATOM

    @_rules.rule(PlanStart)
    def _plan_start(self, node: PlanStart) -> tuple[str, int]:
        return self.at.start, _ATOM

    @_rules.rule(MonthsAfter)
    def _months_after(self, node: MonthsAfter) -> tuple[str, int]:
        date = self.print(node.date)
        return self._call("DATE", f"YEAR({date})", f"MONTH({date})+{self._operand(node.months, 1, right=True)}", "1")

    @_rules.rule(CalendarMonth)
    def _calendar_month(self, node: CalendarMonth) -> tuple[str, int]:
        return self._call("MONTH", self.print(node.date))

    @_rules.rule(InputRef)
    def _input_ref(self, node: InputRef) -> tuple[str, int]:
        return self.at.cell(node.key), _ATOM

    @_rules.rule(LineRef)
    def _line_ref(self, node: LineRef) -> tuple[str, int]:
        return self.at.cell(node.key), _ATOM

    @_rules.rule(Previous)
    def _previous(self, node: Previous) -> tuple[str, int]:
        return f"{BEFORE}{self.at.rows[node.line.key]}", _ATOM

    @_rules.rule(Delayed)
    def _delayed(self, node: Delayed) -> tuple[str, int]:
        number, months = self.at.cell(MONTH_NUMBER.key), self.print(node.months)
        row = self.at.row(node.line.key)
        return self._call("IF", f"{number}>{months}", item(row, "1", f"{number}-{months}"), "0")

    @_rules.rule(Ahead)
    def _ahead(self, node: Ahead) -> tuple[str, int]:
        number, months = self.at.cell(MONTH_NUMBER.key), self.print(node.months)
        last = f"MIN({number}+{months},{self.at.value(PLAN_MONTHS.key)})"
        return item(self.at.row(node.line.key), "1", last), _ATOM

    @_rules.rule(Season)
    def _season(self, node: Season) -> tuple[str, int]:
        factors = self.at.row(node.factors.key, last=self.at.first + 11)
        return item(factors, "1", self.at.cell(CALENDAR_MONTH.key)), _ATOM

    @_rules.rule(SeasonIn)
    def _season_in(self, node: SeasonIn) -> tuple[str, int]:
        factors = self.at.row(f"{node.factors.owner}.{node.factors.name}", last=self.at.first + 11)
        month = self.at.value(f"{node.month.owner}.{node.month.name}")
        return item(factors, "1", f"MONTH({month})"), _ATOM

    @_rules.rule(AtStart)
    def _at_start(self, node: AtStart) -> tuple[str, int]:
        key = f"{node.figure.owner}.{node.figure.name}"
        cell = f"${letter(self.at.first)}{self.at.rows[key]}" if key in self.at.monthly else self.at.value(key)
        return cell, _ATOM

    @_rules.rule(LeftAfterAMonth)
    def _left_after_a_month(self, node: LeftAfterAMonth) -> tuple[str, int]:
        return self._call("EXP", f"0-LN(1+1)/{self._operand(node.half_life, 2, right=True)}")

    @_rules.rule(MonthNumber)
    def _month_number(self, node: MonthNumber) -> tuple[str, int]:
        date = self.at.value(node.month.key)
        start = f"${letter(self.at.first)}${self.at.date_row}"
        years = f"(YEAR({date})-YEAR({start}))*{self.at.value(MONTHS_PER_YEAR.key)}"
        return f"{years}+MONTH({date})-MONTH({start})+1", 1

    @_rules.rule(MonthDate)
    def _month_date(self, node: MonthDate) -> tuple[str, int]:
        dates = area(*(f"${letter(column)}${self.at.date_row}" for column in (self.at.first, self.at.last)))
        if isinstance(node.number, OverMonths) and node.number.summary == "first":
            return beside("1", self.at.row(node.number.line.key), dates, f'"{NOT_IN_PLAN}"'), _ATOM
        raise self._rules.missing(node)

    @_rules.rule(Binary)
    def _binary(self, node: Binary) -> tuple[str, int]:
        own = _PRECEDENCE[node.operator]
        left = self._operand(node.left, own)
        return f"{left}{node.operator}{self._operand(node.right, own, right=True)}", own

    @_rules.rule(Extreme)
    def _extreme(self, node: Extreme) -> tuple[str, int]:
        return self._call("MAX" if node.kind == "larger" else "MIN", self.print(node.left), self.print(node.right))

    @_rules.rule(When)
    def _when(self, node: When) -> tuple[str, int]:
        return self._call("IF", self.print(node.condition), self.print(node.then), self.print(node.otherwise))

    @_rules.rule(Compare)
    def _compare(self, node: Compare) -> tuple[str, int]:
        if isinstance(node.right, Constant) and node.right.value == 0:
            difference = self.print(node.left)
        else:
            difference = f"{self.print(node.left)}-{self._operand(node.right, 1, right=True)}"
        if node.comparison == "=":
            difference = f"ABS({difference})"
        operator = "<=" if node.comparison == "=" else node.comparison
        if not node.amounts:
            return f"{difference}{operator}0", 0
        amounts = [self._amount(amount) for amount in node.amounts]
        together = amounts[0] if len(amounts) == 1 else f"({'+'.join(amounts)})"
        least = f"{self.print(TOLERANCE)}*{together}"
        return f"{difference}{operator}{'0-' if node.comparison in ('>=', '<') else ''}{least}", 0

    def _amount(self, node: Expr) -> str:
        return self._operand(node, 2) if never_negative(node) else f"ABS({self.print(node)})"

    @_rules.rule(Is)
    def _is(self, node: Is) -> tuple[str, int]:
        return f'{self.print(node.choice)}="{node.option}"', 0

    @_rules.rule(Known)
    def _known(self, node: Known) -> tuple[str, int]:
        return self._call("ISNUMBER", self.print(node.figure))

    @_rules.rule(SumOf)
    def _sum_of(self, node: SumOf) -> tuple[str, int]:
        return "+".join(self.print(term) for term in node.terms), 1

    @_rules.rule(LargestOf)
    def _largest_of(self, node: LargestOf) -> tuple[str, int]:
        return self._call("MAX", *(self.print(term) for term in node.terms))

    @_rules.rule(OverMonths)
    def _over_months(self, node: OverMonths) -> tuple[str, int]:
        key, first = node.line.key, self.at.first
        if node.summary == "opening":
            return f"${letter(self.at.opening_column)}{self.at.rows[key]}", _ATOM
        if node.summary == "closing":
            return f"${letter(self.at.last)}{self.at.rows[key]}", _ATOM
        if node.summary == "at":
            return f"${letter(first + (node.months or 1) - 1)}{self.at.rows[key]}", _ATOM
        if node.summary == "total" and node.months is None and node.line.declared.kind in ("flow", "flag"):
            return self.at.value(key), _ATOM
        name = {"total": "SUM", "lowest": "MIN", "highest": "MAX", "typical": "MEDIAN", "average": "AVERAGE"}
        if node.summary not in name:
            raise self._rules.missing(node)
        last = None if node.months is None else first + node.months - 1
        return self._call(name[node.summary], self.at.row(key, last=last))

    @_rules.rule(Payment)
    def _payment(self, node: Payment) -> tuple[str, int]:
        terms = ",".join(self.print(part) for part in (node.rate, node.periods, node.amount))
        return f"0-PMT({terms})", 1

    @_rules.rule(SquareRoot)
    def _square_root(self, node: SquareRoot) -> tuple[str, int]:
        return self._call("SQRT", self.print(node.value))

    @_rules.rule(Npv)
    def _npv(self, node: Npv) -> tuple[str, int]:
        return self._call("NPV", self.print(node.rate), self.at.row(node.line.key))

    @_rules.rule(Irr)
    def _irr(self, node: Irr) -> tuple[str, int]:
        flows = self.at.row(node.line.key, first=self.at.opening_column)
        found = f"IRR({flows},{self.print(node.guess)})"
        return self._call("IF", f"{self.print(node.exists)}>0", found, f'"{NO_RATE}"')
