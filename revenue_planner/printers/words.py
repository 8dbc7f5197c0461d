"""Print an equation as a person would say it: "previous followers + followers gained − followers lost".

The sentence stands in a narrow column beside the row it explains, so it is short, and brackets stand
only where the meaning would change without them.
"""

from __future__ import annotations

from dataclasses import dataclass

from revenue_planner.language.component import Stream
from revenue_planner.language.labels import LabelOf, lowered, quoted
from revenue_planner.language.nodes import (
    Ahead,
    Binary,
    CalendarMonth,
    Collect,
    Compare,
    Constant,
    Conversion,
    Delayed,
    Expr,
    Extreme,
    InputRef,
    Irr,
    Is,
    LargestOf,
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
    Reference,
    Season,
    SquareRoot,
    SumOf,
    TimelineRef,
    When,
)
from revenue_planner.language.rules import Rules

#: More terms than this are told as "sum of … over 7 parts".
LONGEST_LIST = 3

# How firmly words hold together. An operand that holds less firmly than its place asks is bracketed.
_CLAUSE, _SUM, _FIGURE, _PRODUCT, _ATOM = range(5)

_SIGNS = {"+": "+", "-": "−", "*": "×", "/": "÷"}
_COMPARISONS = {
    ">=": "is at least",
    ">": "is above",
    "<=": "is at most",
    "<": "is below",
    "=": "equals",
}
_OVER_MONTHS = {
    "total": ("total of {}", _FIGURE),
    "lowest": ("the lowest {}", _FIGURE),
    "highest": ("the highest {}", _FIGURE),
    "typical": ("the median {}", _FIGURE),
    "average": ("the average {}", _FIGURE),
    "opening": ("opening {}", _ATOM),
    "closing": ("closing {}", _ATOM),
    "first": ("number of the first month with {}", _FIGURE),
    "at": ("{} in month {}", _FIGURE),
}


def in_words(expr: Node, label_of: LabelOf) -> str:
    """The equation, bound or not, as one line of text; `label_of` names its references (see `labels_within`).

    Raises EquationError for a node without a rule.
    """
    return _say(expr, label_of).text


@dataclass(frozen=True, slots=True)
class _Words:
    text: str
    strength: int = _ATOM

    def at(self, least: int) -> str:
        """The text for a place that asks for this strength."""
        return self.text if self.strength >= least else f"({self.text})"


_RULES = Rules[_Words]("words")


def _say(node: Node, label_of: LabelOf) -> _Words:
    return _RULES.of(node)(node, label_of)


@_RULES.rule(Constant)
def _constant(node: Constant, label_of: LabelOf) -> _Words:
    return _Words(str(node.value))


@_RULES.rule(Conversion)
def _conversion(node: Conversion, label_of: LabelOf) -> _Words:
    plain = node.value.is_integer() and node.value != 1
    return _Words(f"{node.value:,.0f}" if plain else node.name.replace("_", " "))


@_RULES.rule(TimelineRef)
def _timeline_ref(node: TimelineRef, label_of: LabelOf) -> _Words:
    return _Words(lowered(node.label))


@_RULES.rule(PlanStart)
def _plan_start(node: PlanStart, label_of: LabelOf) -> _Words:
    return _Words("the first month")


@_RULES.rule(MonthsAfter)
def _months_after(node: MonthsAfter, label_of: LabelOf) -> _Words:
    months, date = _quoted(node.months, label_of), _say(node.date, label_of).at(_ATOM)
    return _Words(f"{months} months after {date}", _FIGURE)


@_RULES.rule(CalendarMonth)
def _calendar_month(node: CalendarMonth, label_of: LabelOf) -> _Words:
    return _Words(f"month of the year of {_say(node.date, label_of).at(_ATOM)}", _FIGURE)


@_RULES.rule(InputRef, LineRef)
def _reference(node: Reference, label_of: LabelOf) -> _Words:
    return _Words(label_of(node))


@_RULES.rule(Previous)
def _previous(node: Previous, label_of: LabelOf) -> _Words:
    return _Words(f"previous {label_of(node.line)}")


@_RULES.rule(Delayed)
def _delayed(node: Delayed, label_of: LabelOf) -> _Words:
    return _Words(f"{label_of(node.line)}, {_months(node.months, label_of)} earlier", _CLAUSE)


@_RULES.rule(Ahead)
def _ahead(node: Ahead, label_of: LabelOf) -> _Words:
    return _Words(f"{label_of(node.line)}, {_months(node.months, label_of)} ahead", _CLAUSE)


def _months(months: Expr, label_of: LabelOf) -> str:
    if isinstance(months, Constant):
        return f"{months.value} month{'' if months.value == 1 else 's'}"
    return f"{_quoted(months, label_of)} months"


def _quoted(expr: Expr, label_of: LabelOf) -> str:
    """A label that is no noun ("Paid after") reads as one in quotes."""
    if isinstance(expr, Reference):
        return quoted(label_of(expr))
    return _say(expr, label_of).at(_ATOM)


@_RULES.rule(Season)
def _season(node: Season, label_of: LabelOf) -> _Words:
    return _Words(f"this month's {label_of(node.factors)}")


@_RULES.rule(MonthNumber)
def _month_number(node: MonthNumber, label_of: LabelOf) -> _Words:
    return _Words(f"month number of {_quoted(node.month, label_of)}", _FIGURE)


@_RULES.rule(MonthDate)
def _month_date(node: MonthDate, label_of: LabelOf) -> _Words:
    number = node.number
    if isinstance(number, OverMonths) and number.summary == "first":
        return _Words(f"the first month with {quoted(label_of(number.line))}", _FIGURE)
    return _Words(f"the date of month {_say(number, label_of).at(_ATOM)}", _FIGURE)


@_RULES.rule(Binary)
def _binary(node: Binary, label_of: LabelOf) -> _Words:
    left, right, sign = _say(node.left, label_of), _say(node.right, label_of), _SIGNS[node.operator]
    if node.operator in "+-":
        after = right.at(_SUM if node.operator == "+" else _FIGURE)
        if node.operator == "-" and _is_constant(node.left, 0):
            return _Words(f"minus {after}", _SUM)
        return _Words(f"{left.at(_SUM)} {sign} {after}", _SUM)
    if node.operator == "/" and left.strength == right.strength == _FIGURE:
        return _Words(f"{left.text} ÷ {right.text}", _SUM)
    after = right.at(_PRODUCT if node.operator == "*" else _ATOM)
    return _Words(f"{left.at(_PRODUCT)} {sign} {after}", _PRODUCT)


def _is_constant(node: Node, value: int) -> bool:
    return isinstance(node, Constant) and node.value == value


@_RULES.rule(Extreme)
def _extreme(node: Extreme, label_of: LabelOf) -> _Words:
    left, right = (_say(side, label_of).at(_SUM) for side in (node.left, node.right))
    if isinstance(node.right, Constant):
        return _Words(f"{left}, never {'below' if node.kind == 'larger' else 'above'} {right}", _CLAUSE)
    return _Words(f"the {node.kind} of {left} and {right}", _CLAUSE)


@_RULES.rule(When)
def _when(node: When, label_of: LabelOf) -> _Words:
    condition = _say(node.condition, label_of).text
    then, otherwise = _say(node.then, label_of), _say(node.otherwise, label_of).at(_SUM)
    if _guards_division(node, label_of):
        return _Words(f"{then.text}, or 0 with nothing to divide by", _CLAUSE)
    return _Words(f"{then.at(_SUM)} if {condition}, else {otherwise}", _CLAUSE)


def _guards_division(node: When, label_of: LabelOf) -> bool:
    """Whether this is what `ratio` makes: a division, and 0 where its divisor is 0."""
    test, division = node.condition, node.then
    if not (isinstance(test, Compare) and isinstance(division, Binary) and division.operator == "/"):
        return False
    if not (test.comparison == ">" and _is_constant(test.right, 0) and _is_constant(node.otherwise, 0)):
        return False
    return _say(test.left, label_of) == _say(division.right, label_of)


@_RULES.rule(Compare)
def _compare(node: Compare, label_of: LabelOf) -> _Words:
    left, right = _say(node.left, label_of).at(_SUM), _say(node.right, label_of).at(_SUM)
    return _Words(f"{left} {_COMPARISONS[node.comparison]} {right}", _CLAUSE)


@_RULES.rule(Is)
def _is(node: Is, label_of: LabelOf) -> _Words:
    return _Words(f"{label_of(node.choice)} is “{node.option}”", _CLAUSE)


@_RULES.rule(Collect)
def _collect(node: Collect, label_of: LabelOf) -> _Words:
    members = node.role.replace("_", " ")
    if not issubclass(node.among, Stream):
        members = f"{lowered(getattr(node.among, 'title', '') or members)}s"
    kind = "the largest {} of all {}" if node.largest else "sum of {} over all {}"
    return _Words(kind.format(lowered(node.line.label), members), _FIGURE)


@_RULES.rule(SumOf)
def _sum_of(node: SumOf, label_of: LabelOf) -> _Words:
    if common := _common_label(node.terms):
        return _Words(f"sum of {common} over {len(node.terms)} parts", _FIGURE)
    terms = [_say(term, label_of) for term in node.terms]
    if len(terms) == 1:
        return terms[0]
    return _Words(" + ".join(term.at(_SUM) for term in terms) or "0", _SUM)


@_RULES.rule(LargestOf)
def _largest_of(node: LargestOf, label_of: LabelOf) -> _Words:
    if common := _common_label(node.terms):
        return _Words(f"the largest {common} of {len(node.terms)} parts", _FIGURE)
    terms = [_say(term, label_of).at(_SUM) for term in node.terms]
    if len(terms) < 2:
        return _Words(terms[0] if terms else "0", _SUM)
    return _Words(f"the largest of {', '.join(terms[:-1])} and {terms[-1]}", _CLAUSE)


def _common_label(terms: tuple[Expr, ...]) -> str:
    """The label that all terms share, when they are too many to name one by one; else ""."""
    labels = {term.declared.label if isinstance(term, LineRef) else "" for term in terms}
    return lowered(labels.pop()) if len(terms) > LONGEST_LIST and len(labels) == 1 else ""


@_RULES.rule(OverMonths)
def _over_months(node: OverMonths, label_of: LabelOf) -> _Words:
    pattern, strength = _OVER_MONTHS[node.summary]
    label = label_of(node.line)
    text = pattern.format(quoted(label) if node.summary == "first" else label, node.months)
    if node.summary == "total" and node.months is not None:
        text += f" over the first {node.months} months"
    return _Words(text, strength)


@_RULES.rule(Payment)
def _payment(node: Payment, label_of: LabelOf) -> _Words:
    amount, rate = _say(node.amount, label_of).at(_SUM), _say(node.rate, label_of).at(_SUM)
    months = _quoted(node.periods, label_of)
    return _Words(f"level payment that repays {amount} over {months} months at {rate}", _CLAUSE)


@_RULES.rule(SquareRoot)
def _square_root(node: SquareRoot, label_of: LabelOf) -> _Words:
    return _Words(f"square root of {_say(node.value, label_of).at(_ATOM)}", _FIGURE)


@_RULES.rule(Npv)
def _npv(node: Npv, label_of: LabelOf) -> _Words:
    return _Words(f"present value of {label_of(node.line)} at {_say(node.rate, label_of).at(_SUM)}", _FIGURE)


@_RULES.rule(Irr)
def _irr(node: Irr, label_of: LabelOf) -> _Words:
    exists = _quoted(node.exists, label_of)
    return _Words(f"internal rate of return of {label_of(node.line)}, if {exists}", _CLAUSE)
