"""What a comparison consists of: plain data that the analysis fills in, and the terminal and a workbook show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from revenue_planner.ground.months import MONTH_NAMES, Month
from revenue_planner.ground.text import counted, spoken
from revenue_planner.language.inputs import Input
from revenue_planner.model.structure import Structure
from revenue_planner.plan.values import NOT_STATED, Plan, Scenario, is_known
from revenue_planner.streams.business import Answers, Business, Cash, Loan, Profit, TakeHome
from revenue_planner.streams.totals import StreamTotal, total_key

#: Key of what is left when the effects of single inputs do not make the whole difference.
INTERACTION = "interaction"
IN_PLAN, NOT_IN_PLAN = "in plan", "not in plan"
#: Where a side states an input in some months only.
SOME_MONTHS = "some months"

#: The last group of results.
ALL_OTHERS = "All other results"

_YEAR = 12
_LEFT = (
    Answers.take_home_total.name,
    Answers.take_home_12m.name,
    Cash.lowest_cash.name,
    Answers.break_even_month.name,
    Answers.income_per_hour.name,
)


@dataclass(frozen=True)
class Side:
    """One scenario of one plan, cut to the months that all sides have.

    `letter` is "A" for the first side; `title` tells it from the others ("october.xlsx, Cautious").
    """

    letter: str
    title: str
    source: str
    plan: Plan
    scenario: Scenario


@dataclass(frozen=True, slots=True)
class ResultRow:
    """A summary result of every side.

    `part` is the heading of what it is a result of. `values` has one per side: a number, a month, or None
    where there is none. `differences` are to side A, for dates in months; None where one of the two is missing.
    """

    name: str
    key: str
    part: str
    label: str
    unit: str
    values: tuple[float | Month | None, ...]
    differences: tuple[float | None, ...]

    def relative(self, side: int) -> float | None:
        """The difference as a share of A's figure (0.25 is 25 % more); None for dates and where A has 0."""
        return share_of(self.differences[side], self.values[0])


@dataclass(frozen=True, slots=True)
class MonthChange:
    """An input in one month: its number in the plan, or for a season the calendar month's."""

    number: int
    a: float
    b: float


@dataclass(frozen=True, slots=True)
class InputDifference:
    """An input in which B differs from A, or a part that only one of them has.

    `part` is the heading it stands under, `name` what the input is called ("" for a whole part). `kind` is
    an input's ("number", "month", "season", "choice"), "part", or "start" for the first month of the plan.
    By-month inputs and seasons have their average in `a` and `b`, and in `months` every month that differs.
    `difference` is B less A, counted in months for a month; None for words. `effect` is what it does to the
    take-home of the whole plan when it alone is as in B and all else as in A.
    """

    key: str
    part: str
    name: str
    kind: str
    unit: str
    a: float | str | Month
    b: float | str | Month
    difference: float | None
    effect: float
    declared: Input | None
    months: tuple[MonthChange, ...] = ()

    @property
    def label(self) -> str:
        """What tells it from all others: "Audience: Videos a month"."""
        return f"{self.part}: {self.name}" if self.name else self.part

    @property
    def change(self) -> str:
        """The label as something that is done: "Product: Course added"."""
        if self.kind != "part":
            return self.label
        return f"{self.part} {'added' if self.b == IN_PLAN else 'left out'}"

    @property
    def relative(self) -> float | None:
        """The difference as a share of A's figure; None for words and months, and where A has 0."""
        return share_of(self.difference, self.a)


@dataclass(frozen=True, slots=True)
class BridgeStep:
    """What one cause adds to the take-home. By stream, `a` and `b` are totals of the line `key`, which
    counts with `sign`; by input, they are None."""

    key: str
    label: str
    effect: float
    a: float | None = None
    b: float | None = None
    sign: int = 1


@dataclass(frozen=True, slots=True)
class Bridge:
    """From A's take-home of the whole plan to B's, in steps that add up to the difference."""

    start: float
    end: float
    steps: tuple[BridgeStep, ...]


@dataclass(frozen=True)
class Pair:
    """Why B's take-home is not A's. `inputs` come in the order of the sections."""

    a: Side
    b: Side
    inputs: tuple[InputDifference, ...]
    by_stream: Bridge
    by_input: Bridge


@dataclass(frozen=True)
class Comparison:
    """All sides, their results side by side, and each side after the first against A."""

    sides: tuple[Side, ...]
    results: tuple[ResultRow, ...]
    pairs: tuple[Pair, ...]
    #: What a reader must know to compare them: other lengths, other first months.
    warnings: tuple[str, ...]
    #: The parts that any side has, in the order of their sections.
    structure: Structure

    @property
    def months(self) -> int:
        return self.sides[0].plan.timeline.months

    @property
    def currency(self) -> str:
        return self.sides[0].plan.currency

    @property
    def same_start(self) -> bool:
        return len({side.plan.timeline.start for side in self.sides}) == 1


def by_effect(inputs: Iterable[InputDifference]) -> list[InputDifference]:
    """In the order of their effect on the take-home, the largest first."""
    return sorted(inputs, key=lambda each: -float(f"{abs(each.effect):.9g}"))


def share_of(difference: float | None, figure: object) -> float | None:
    """The difference as a share of a figure's size; None where there is no figure, or it is 0."""
    if difference is None or not isinstance(figure, float) or figure == 0:
        return None
    return difference / abs(figure)


def take_home_steps(streams: Mapping[str, str]) -> tuple[tuple[str, str, int], ...]:
    """Label, key and sign of the lines that make up the take-home; `streams` are headings by name."""
    return (
        *((label, total_key(name, StreamTotal.contribution), 1) for name, label in streams.items()),
        ("Running costs", Business.key(Profit.running_costs), -1),
        ("Loan interest", Business.key(Loan.loan_interest), -1),
        ("Tax set aside", Business.key(TakeHome.tax_set_aside), -1),
        ("Tax withheld", Business.key(TakeHome.tax_withheld), -1),
    )


def result_groups(comparison: Comparison) -> list[tuple[str, list[tuple[str, ResultRow]]]]:
    """Headings with their results, each with a label: income by stream, what is left of it, all the rest."""
    months = comparison.months
    spans = {Answers.earned_total.name: f"Earned in the whole plan ({counted(months, 'month')})"}
    if months != _YEAR:
        spans[Answers.earned_12m.name] = "Earned in the first 12 months"
    groups = []
    for name, heading in spans.items():
        rows = [row for row in comparison.results if row.key.endswith(f".{name}")]
        # Their sum stands below the streams.
        rows.sort(key=lambda row: row.name == name)
        if rows:
            groups.append((heading, [("All streams" if row.name == name else row.part, row) for row in rows]))
    by_name = {row.name: row for row in comparison.results}
    left = [
        by_name[name] for name in _LEFT if name in by_name and (name != Answers.take_home_12m.name or months != _YEAR)
    ]
    groups.append(("What is left of it", [(row.label, row) for row in left]))
    shown = {row.name for _heading, found in groups for _label, row in found}
    groups.append((ALL_OTHERS, [(row.label, row) for row in comparison.results if row.name not in shown]))
    return groups


def months_text(difference: InputDifference, pair: Pair, most: int = 3) -> str:
    """The months that differ, with their figures: "Mar 2027 to Aug 2027: 16 → 4". After `most` runs of
    equal months the rest is only counted."""
    runs = list(_runs(difference.months))
    texts = [f"{_span(run, difference, pair)}: {_stated(run[0].a)} → {_stated(run[0].b)}" for run in runs[:most]]
    rest = sum(len(run) for run in runs[most:])
    if rest:
        texts.append(counted(rest, "more month"))
    return "; ".join(texts)


def _stated(figure: float) -> str:
    return spoken(figure) if is_known(figure) else NOT_STATED


def _runs(months: tuple[MonthChange, ...]) -> Iterator[list[MonthChange]]:
    """Months in a row that have the same two figures."""
    breaks = [
        place
        for place, (one, two) in enumerate(pairwise(months), start=1)
        if (one.number + 1, one.a, one.b) != (two.number, two.a, two.b)
    ]
    for first, last in pairwise([0, *breaks, len(months)]):
        if first < last:
            yield list(months[first:last])


def _span(run: list[MonthChange], difference: InputDifference, pair: Pair) -> str:
    ends = [run[0].number, run[-1].number] if len(run) > 1 else [run[0].number]
    timeline = pair.a.plan.timeline
    if difference.kind == "season":
        return " to ".join(MONTH_NAMES[number - 1] for number in ends)
    if timeline.start != pair.b.plan.timeline.start:
        return f"month {' to '.join(map(str, ends))}"
    return " to ".join(timeline.month_of(number).label for number in ends)
