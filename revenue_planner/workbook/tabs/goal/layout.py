"""Where the Goal tab keeps its blocks, decided before any cell is written."""

from __future__ import annotations

from dataclasses import dataclass

from revenue_planner.workbook.cells import Area, TabName

GOAL = TabName("Goal")
#: Columns: label, unit, today, value needed, times, usual low and high, inside?, how, key; then what these are
#: worked out from: a number, the bounds, the value on the straight line, whether it is possible, how far it is
#: from today, and by what those are put in order.
LABEL, UNIT, TODAY, NEEDED, TIMES, LOW, HIGH, USUAL, HOW, KEY = range(10)
NUMBER, LEAST, MOST, VALUE, POSSIBLE, CANDIDATE, DISTANCE, ORDER = range(KEY + 1, KEY + 9)
#: In the list of months: the date, its number, take-home, target, gap, whether it is reached.
DATE, COUNT, TAKE_HOME, TARGET, GAP, REACHED = range(6)
#: In the workings: the figure of the scenario that is chosen, and further right a column for each.
CHOSEN, SCENARIOS = TODAY, NUMBER

TARGET_ROW, MONTH_ROW, PICK_ROW, ANSWER_ROW = 4, 5, 6, 7
#: What the cells ask that are typed into.
QUESTION = {
    TARGET_ROW: "Take-home you want in one month",
    MONTH_ROW: "In the month",
    PICK_ROW: "In the scenario",
}
#: What is typed, and the number that follows from it; labels and figures of the answer.
TYPED, FOLLOWS, SAID, SHOWN = UNIT, TODAY, NEEDED, HIGH
CHART_ROW, CHART_ROWS = ANSWER_ROW + 2, 17
NEAREST_BAR = CHART_ROW + CHART_ROWS
NEAREST = 6
#: Distances are shares of a usual range. Of equal ones the upper lever goes first: so much is added for each row.
DISTANCE_DIGITS, ORDER_DIGITS, ORDER_STEP = 6, 10, 1e-10


def cell(column: int, row: int) -> Area:
    """A cell that stays the same in every formula."""
    return GOAL.cell(row, column).fixed


TYPED_TARGET, TYPED_MONTH = cell(TYPED, TARGET_ROW), cell(TYPED, MONTH_ROW)
MONTH_NUMBER, PICK = cell(FOLLOWS, MONTH_ROW), cell(FOLLOWS, PICK_ROW)


@dataclass(frozen=True)
class GoalLayout:
    """Rows count from 1, columns from 0."""

    months: int
    levers: int

    @property
    def nearest_head(self) -> int:
        return NEAREST_BAR + 1

    @property
    def levers_bar(self) -> int:
        return self.nearest_head + NEAREST + 2

    @property
    def levers_head(self) -> int:
        return self.levers_bar + 1

    @property
    def levers_first(self) -> int:
        return self.levers_head + 1

    @property
    def levers_last(self) -> int:
        return self.levers_head + self.levers

    def levers_column(self, column: int) -> Area:
        """A column of the table of levers."""
        return GOAL.area(self.levers_first, column, self.levers_last, column).fixed

    @property
    def note_row(self) -> int:
        """What to know about the table, below it."""
        return self.levers_last + 1

    @property
    def months_bar(self) -> int:
        return self.note_row + 3

    @property
    def months_head(self) -> int:
        return self.months_bar + 1

    def month_row(self, number: int) -> int:
        return self.months_head + number

    def months_column(self, column: int) -> Area:
        """A column of the list of months."""
        return GOAL.area(self.month_row(1), column, self.month_row(self.months), column).fixed

    @property
    def last_printed(self) -> int:
        return self.month_row(self.months)

    @property
    def workings_bar(self) -> int:
        return self.last_printed + 3

    @property
    def workings_head(self) -> int:
        return self.workings_bar + 1

    def working_row(self, number: int) -> int:
        """The row of one of the workings, by its number from 0."""
        return self.workings_head + 1 + number
