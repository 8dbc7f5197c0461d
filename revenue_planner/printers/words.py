"""Print an equation as a person would say it: "previous followers + followers gained − followers lost".

The sentence stands in a narrow column beside the row it explains, so it is short, and brackets stand
only where the meaning would change without them.
"""

from __future__ import annotations

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
from revenue_planner.printers.phrases import ATOM, CLAUSE, COMPARISONS, FIGURE, OVER_MONTHS, PRODUCT, SIGNS, SUM, Phrase

#: More terms than this are told as "sum of … over 7 parts".
LONGEST_LIST = 3


def in_words(expr: Node, label_of: LabelOf) -> str:
    """The equation, bound or not, as one line of text; `label_of` names its references (see `labels_within`).

    Raises EquationError for a node without a rule.
    """
    return _say(expr, label_of).text


_RULES = Rules[Phrase]("words")


def _say(node: Node, label_of: LabelOf) -> Phrase:
    return _RULES.of(node)(node, label_of)


@_RULES.rule(Constant)
def _constant(node: Constant, label_of: LabelOf) -> Phrase:
    return Phrase(str(node.value))


@_RULES.rule(Conversion)
def _conversion(node: Conversion, label_of: LabelOf) -> Phrase:
    plain = node.value.is_integer() and node.value != 1
    return Phrase(f"{node.value:,.0f}" if plain else node.name.replace("_", " "))


@_RULES.rule(TimelineRef)
def _timeline_ref(node: TimelineRef, label_of: LabelOf) -> Phrase:
    return Phrase(lowered(node.label))


@_RULES.rule(PlanStart)
def _plan_start(node: PlanStart, label_of: LabelOf) -> Phrase:
    return Phrase("the first month")


@_RULES.rule(MonthsAfter)
def _months_after(node: MonthsAfter, label_of: LabelOf) -> Phrase:
    months, date = _quoted(node.months, label_of), _say(node.date, label_of).at(ATOM)
    return Phrase(f"{months} months after {date}", FIGURE)


@_RULES.rule(CalendarMonth)
def _calendar_month(node: CalendarMonth, label_of: LabelOf) -> Phrase:
    return Phrase(f"month of the year of {_say(node.date, label_of).at(ATOM)}", FIGURE)


@_RULES.rule(InputRef, LineRef)
def _reference(node: Reference, label_of: LabelOf) -> Phrase:
    return Phrase(label_of(node))


@_RULES.rule(Previous)
def _previous(node: Previous, label_of: LabelOf) -> Phrase:
    return Phrase(f"previous {label_of(node.line)}")


@_RULES.rule(Delayed)
def _delayed(node: Delayed, label_of: LabelOf) -> Phrase:
    return Phrase(f"{label_of(node.line)}, {_months(node.months, label_of)} earlier", CLAUSE)


@_RULES.rule(Ahead)
def _ahead(node: Ahead, label_of: LabelOf) -> Phrase:
    return Phrase(f"{label_of(node.line)}, {_months(node.months, label_of)} ahead", CLAUSE)


def _months(months: Expr, label_of: LabelOf) -> str:
    if isinstance(months, Constant):
        return f"{months.value} month{'' if months.value == 1 else 's'}"
    return f"{_quoted(months, label_of)} months"


def _quoted(expr: Expr, label_of: LabelOf) -> str:
    """A label that is no noun ("Paid after") reads as one in quotes."""
    if isinstance(expr, Reference):
        return quoted(label_of(expr))
    return _say(expr, label_of).at(ATOM)


@_RULES.rule(Season)
def _season(node: Season, label_of: LabelOf) -> Phrase:
    return Phrase(f"this month's {label_of(node.factors)}")


@_RULES.rule(MonthNumber)
def _month_number(node: MonthNumber, label_of: LabelOf) -> Phrase:
    return Phrase(f"month number of {_quoted(node.month, label_of)}", FIGURE)


@_RULES.rule(MonthDate)
def _month_date(node: MonthDate, label_of: LabelOf) -> Phrase:
    number = node.number
    if isinstance(number, OverMonths) and number.summary == "first":
        return Phrase(f"the first month with {quoted(label_of(number.line))}", FIGURE)
    return Phrase(f"the date of month {_say(number, label_of).at(ATOM)}", FIGURE)


@_RULES.rule(Binary)
def _binary(node: Binary, label_of: LabelOf) -> Phrase:
    left, right, sign = _say(node.left, label_of), _say(node.right, label_of), SIGNS[node.operator]
    if node.operator in "+-":
        after = right.at(SUM if node.operator == "+" else FIGURE)
        if node.operator == "-" and _is_constant(node.left, 0):
            return Phrase(f"minus {after}", SUM)
        return Phrase(f"{left.at(SUM)} {sign} {after}", SUM)
    if node.operator == "/" and left.strength == right.strength == FIGURE:
        return Phrase(f"{left.text} ÷ {right.text}", SUM)
    after = right.at(PRODUCT if node.operator == "*" else ATOM)
    return Phrase(f"{left.at(PRODUCT)} {sign} {after}", PRODUCT)


def _is_constant(node: Node, value: int) -> bool:
    return isinstance(node, Constant) and node.value == value


@_RULES.rule(Extreme)
def _extreme(node: Extreme, label_of: LabelOf) -> Phrase:
    left, right = (_say(side, label_of).at(SUM) for side in (node.left, node.right))
    if isinstance(node.right, Constant):
        return Phrase(f"{left}, never {'below' if node.kind == 'larger' else 'above'} {right}", CLAUSE)
    return Phrase(f"the {node.kind} of {left} and {right}", CLAUSE)


@_RULES.rule(When)
def _when(node: When, label_of: LabelOf) -> Phrase:
    condition = _say(node.condition, label_of).text
    then, otherwise = _say(node.then, label_of), _say(node.otherwise, label_of).at(SUM)
    if _guards_division(node, label_of):
        return Phrase(f"{then.text}, or 0 with nothing to divide by", CLAUSE)
    return Phrase(f"{then.at(SUM)} if {condition}, else {otherwise}", CLAUSE)


def _guards_division(node: When, label_of: LabelOf) -> bool:
    """Whether this is what `ratio` makes: a division, and 0 where its divisor is 0."""
    test, division = node.condition, node.then
    if not (isinstance(test, Compare) and isinstance(division, Binary) and division.operator == "/"):
        return False
    if not (test.comparison == ">" and _is_constant(test.right, 0) and _is_constant(node.otherwise, 0)):
        return False
    return _say(test.left, label_of) == _say(division.right, label_of)


@_RULES.rule(Compare)
def _compare(node: Compare, label_of: LabelOf) -> Phrase:
    left, right = _say(node.left, label_of).at(SUM), _say(node.right, label_of).at(SUM)
    return Phrase(f"{left} {COMPARISONS[node.comparison]} {right}", CLAUSE)


@_RULES.rule(Is)
def _is(node: Is, label_of: LabelOf) -> Phrase:
    return Phrase(f"{label_of(node.choice)} is “{node.option}”", CLAUSE)


@_RULES.rule(Collect)
def _collect(node: Collect, label_of: LabelOf) -> Phrase:
    members = node.role.replace("_", " ")
    if not issubclass(node.among, Stream):
        members = f"{lowered(getattr(node.among, 'title', '') or members)}s"
    kind = "the largest {} of all {}" if node.largest else "sum of {} over all {}"
    return Phrase(kind.format(lowered(node.line.label), members), FIGURE)


@_RULES.rule(SumOf)
def _sum_of(node: SumOf, label_of: LabelOf) -> Phrase:
    if common := _common_label(node.terms):
        return Phrase(f"sum of {common} over {len(node.terms)} parts", FIGURE)
    terms = [_say(term, label_of) for term in node.terms]
    if len(terms) == 1:
        return terms[0]
    return Phrase(" + ".join(term.at(SUM) for term in terms) or "0", SUM)


@_RULES.rule(LargestOf)
def _largest_of(node: LargestOf, label_of: LabelOf) -> Phrase:
    if common := _common_label(node.terms):
        return Phrase(f"the largest {common} of {len(node.terms)} parts", FIGURE)
    terms = [_say(term, label_of).at(SUM) for term in node.terms]
    if len(terms) < 2:
        return Phrase(terms[0] if terms else "0", SUM)
    return Phrase(f"the largest of {', '.join(terms[:-1])} and {terms[-1]}", CLAUSE)


def _common_label(terms: tuple[Expr, ...]) -> str:
    """The label that all terms share, when they are too many to name one by one; else ""."""
    labels = {term.declared.label if isinstance(term, LineRef) else "" for term in terms}
    return lowered(labels.pop()) if len(terms) > LONGEST_LIST and len(labels) == 1 else ""


@_RULES.rule(OverMonths)
def _over_months(node: OverMonths, label_of: LabelOf) -> Phrase:
    pattern, strength = OVER_MONTHS[node.summary]
    label = label_of(node.line)
    text = pattern.format(quoted(label) if node.summary == "first" else label, node.months)
    if node.summary == "total" and node.months is not None:
        text += f" over the first {node.months} months"
    return Phrase(text, strength)


@_RULES.rule(Payment)
def _payment(node: Payment, label_of: LabelOf) -> Phrase:
    amount, rate = _say(node.amount, label_of).at(SUM), _say(node.rate, label_of).at(SUM)
    months = _quoted(node.periods, label_of)
    return Phrase(f"level payment that repays {amount} over {months} months at {rate}", CLAUSE)


@_RULES.rule(SquareRoot)
def _square_root(node: SquareRoot, label_of: LabelOf) -> Phrase:
    return Phrase(f"square root of {_say(node.value, label_of).at(ATOM)}", FIGURE)


@_RULES.rule(Npv)
def _npv(node: Npv, label_of: LabelOf) -> Phrase:
    return Phrase(f"present value of {label_of(node.line)} at {_say(node.rate, label_of).at(SUM)}", FIGURE)


@_RULES.rule(Irr)
def _irr(node: Irr, label_of: LabelOf) -> Phrase:
    exists = _quoted(node.exists, label_of)
    return Phrase(f"internal rate of return of {label_of(node.line)}, if {exists}", CLAUSE)
