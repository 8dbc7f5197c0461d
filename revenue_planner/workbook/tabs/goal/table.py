"""The Goal tab's table of levers: what each alone would have to be."""

from __future__ import annotations

from dataclasses import dataclass

from revenue_planner.ground.a1 import letter
from revenue_planner.ground.look import BAD, GOOD, QUIET
from revenue_planner.ground.units import spoken_unit
from revenue_planner.language.inputs import Assume
from revenue_planner.model.structure import ModelInput
from revenue_planner.workbook.cells import Area, Expression, expression, printed
from revenue_planner.workbook.frame import Context, bar
from revenue_planner.workbook.functions import ABS, IF, IFERROR, ISNUMBER, MAX, MIN, ROUND, SUM
from revenue_planner.workbook.layout import INPUTS, TOLERANCE_KEY, typical
from revenue_planner.workbook.sheet import Sheet
from revenue_planner.workbook.style import MONEY, UNIT_PRICE, number_format
from revenue_planner.workbook.tabs import inputs
from revenue_planner.workbook.tabs.goal.answers import NOT_ALONE
from revenue_planner.workbook.tabs.goal.layout import (
    CANDIDATE,
    DISTANCE,
    GOAL,
    HIGH,
    HOW,
    KEY,
    LABEL,
    LEAST,
    LOW,
    MOST,
    NEEDED,
    NUMBER,
    ORDER,
    POSSIBLE,
    TIMES,
    TODAY,
    TYPED_TARGET,
    UNIT,
    USUAL,
    VALUE,
    GoalLayout,
)
from revenue_planner.workbook.tabs.goal.levers import StraightLever
from revenue_planner.workbook.tabs.goal.nearest import FLAG, TIMES_FORMAT, write_nearest
from revenue_planner.workbook.tabs.goal.workings import (
    DISTANCES,
    ORDERS,
    STALE,
    STEP,
    Workings,
    built_key,
    missing_key,
    nearest_key,
    slope_key,
)

THIS_MONTH, EVERY_MONTH = "live, in this month only", "live, in every month"
AS_BUILT, AS_BUILT_TIMES = "as built", "as built, all months times this"
_HEADS = {
    LABEL: "Lever", UNIT: "Unit", TODAY: "Today", NEEDED: "Value needed", TIMES: "Times today", LOW: "Usual, low",
    HIGH: "Usual, high", USUAL: "Usual value?", HOW: "Worked out", KEY: "Key",
}  # fmt: skip
_HELPERS = {
    NUMBER: "No.", LEAST: "Lowest possible", MOST: "Highest possible", VALUE: "On the line", POSSIBLE: "Possible",
    CANDIDATE: "Would do", DISTANCE: "Distance", ORDER: "Order",
}  # fmt: skip


@dataclass(frozen=True)
class Lever:
    """A row of the table: an input, and how its value needed is found (None: it was searched for)."""

    entry: ModelInput
    straight: StraightLever | None


class LeverTable:
    """The formulas look at the workings, and at the Inputs for what is usual."""

    def __init__(
        self, context: Context, sheet: Sheet, where: GoalLayout, workings: Workings, levers: tuple[Lever, ...]
    ) -> None:
        self.context, self.sheet, self.where, self.workings = context, sheet, where, workings
        self.levers, self.styles = levers, context.styles

    def write(self) -> None:
        where = self.where
        bar(self.context, self.sheet, where.levers_bar, "Levers, each alone", KEY)
        self._heads(where.levers_head, {**_HEADS, **_HELPERS})
        for row, lever in enumerate(self.levers, start=where.levers_first):
            self._texts(row, lever)
            self._answer(row, lever)
            self._helpers(row, lever)
        self._conditions()
        self._heads(where.nearest_head, _HEADS)
        write_nearest(self.context, self.sheet, where)

    def _heads(self, row: int, heads: dict[int, str]) -> None:
        for column, head in heads.items():
            align = "left" if column in (LABEL, UNIT, HOW, KEY) else "center" if column == USUAL else "right"
            style = self.styles.column_head(align=align, indent=int(column == HOW))
            self.sheet.text(row, column, head, style)
        self.sheet.set_row(row - 1, 20)

    def _texts(self, row: int, lever: Lever) -> None:
        entry, sheet, styles = lever.entry, self.sheet, self.styles
        sheet.text(row, LABEL, f"{entry.part.label}: {entry.declared.label}", styles.label())
        unit = spoken_unit(entry.declared.unit, self.context.plan.currency)
        if entry.declared.per_cent and "%" not in unit:
            unit += ", %"
        sheet.text(row, UNIT, unit, styles.small())
        sheet.text(row, HOW, self._how(lever), styles.small(indent=1))
        sheet.text(row, KEY, f"goal.lever.{entry.key}", styles.small())

    def _how(self, lever: Lever) -> str:
        if lever.straight is not None:
            return THIS_MONTH if lever.entry.declared.by_month else EVERY_MONTH
        built = self.workings.built
        return AS_BUILT_TIMES if built is not None and lever.entry.key in built.every_month else AS_BUILT

    def _answer(self, row: int, lever: Lever) -> None:
        sheet, styles, layout = self.sheet, self.styles, self.context.layout
        declared, key = lever.entry.declared, lever.entry.key
        form = number_format(declared.unit, typical(declared))
        today, needed, low, high, value, least, most, possible = (
            GOAL.cell(row, column) for column in (TODAY, NEEDED, LOW, HIGH, VALUE, LEAST, MOST, POSSIBLE)
        )
        sheet.put(row, TODAY, self.workings.at(key).fixed, styles.number(form))
        inside = IF(possible.equals(1), MIN(MAX(value, least), most), NOT_ALONE)
        sheet.put(row, NEEDED, inside, styles.number(form if declared.counts else finer(form), bold=True))
        times = IF(ISNUMBER(needed), IFERROR(needed / today, ""), "")
        sheet.put(row, TIMES, times, styles.number(TIMES_FORMAT))
        for column, offset in ((LOW, inputs.LOW), (HIGH, inputs.HIGH)):
            source = INPUTS.cell(layout.input_rows[key], layout.after_scenarios + offset).column_fixed
            sheet.put(row, column, source, styles.small(num_format=form, align="right"))
        usual = IF(ISNUMBER(needed), self._between(low, needed, high, today), "")
        sheet.put(row, USUAL, usual, styles.label(align="center", num_format=FLAG))

    def _helpers(self, row: int, lever: Lever) -> None:
        sheet, key, declared = self.sheet, lever.entry.key, lever.entry.declared
        assert isinstance(declared, Assume)
        number = self.styles.small(num_format="#,##0.######", align="right")
        whole = self.styles.small(num_format="0", align="right")
        today, needed, low, high, value, least, most = (
            GOAL.cell(row, column) for column in (TODAY, NEEDED, LOW, HIGH, VALUE, LEAST, MOST)
        )
        sheet.number(row, NUMBER, float(row - self.where.levers_head), whole)
        sheet.number(row, LEAST, declared.minimum, number)
        shared = self.workings.whole_of(lever.entry) if lever.straight is not None else ""
        if shared:
            free = 1 - self._at(f"whole.{shared}") + self._at(f"share.{key}")
            sheet.put(row, MOST, MAX(free, today), number)
        else:
            sheet.number(row, MOST, declared.maximum, number)
        on_the_line: Expression
        if lever.straight is None:
            on_the_line, fresh = self._at(built_key(key)), 1 - self._at(STALE)
        else:
            missing, slope = self._at(missing_key(lever.straight)), self._at(slope_key(lever.straight))
            on_the_line, fresh = IFERROR(today + missing / slope, ""), expression(1)
            if declared.counts:
                # The nearest whole number; where it leaves anything missing, one on in the direction that helps.
                near, slack = self._at(nearest_key(lever.straight)), ABS(TYPED_TARGET) + ABS(missing)
                short = missing - slope * (near - today) > self._at(TOLERANCE_KEY) * slack
                on_the_line = IFERROR(near + short * slope / ABS(slope), "")
        sheet.put(row, VALUE, on_the_line, number)
        sheet.put(row, POSSIBLE, IF(ISNUMBER(value), self._between(least, value, most, today), 0), whole)
        sheet.put(row, CANDIDATE, IF(GOAL.cell(row, USUAL).equals(1), fresh, 0), whole)
        share = ROUND(ABS(needed - today) / (high - low), self._at(DISTANCES))
        sheet.put(row, DISTANCE, IF(ISNUMBER(needed), IFERROR(share, 0), 0), number)
        order = ROUND(GOAL.cell(row, DISTANCE) + GOAL.cell(row, NUMBER) * self._at(STEP), self._at(ORDERS))
        shown = IF(GOAL.cell(row, CANDIDATE).equals(1), order, "")
        sheet.put(row, ORDER, shown, self.styles.small(num_format="0.0000000000", align="right"))

    def _at(self, key: str) -> Area:
        """The cell of a working, for the scenario that is chosen."""
        return self.workings.at(key).fixed

    def _between(self, least: Area, value: Area, most: Area, today: Area) -> Expression:
        """Whether a value lies between two bounds, as a flag; SUM, since today's may be a text."""
        slack = 0 - self._at(TOLERANCE_KEY) * SUM(value, today)
        return (value - least >= slack) * (most - value >= slack)

    def _conditions(self) -> None:
        where, sheet, make = self.where, self.sheet, self.context.book.workbook.add_format
        first = where.levers_first
        rows = f"{letter(LABEL)}{first}:{letter(HOW)}{where.levers_last}"
        if self.workings.built is not None:
            other = printed(self._at(STALE).equals(1), GOAL.name)
            stale = f'=AND(LEFT(${letter(HOW)}{first},{len(AS_BUILT)})="{AS_BUILT}",{other})'
            grey = make({"font_color": QUIET, "italic": True})
            sheet.conditional_format(rows, {"type": "formula", "criteria": stale, "format": grey})
        cells = f"{letter(USUAL)}{first}:{letter(USUAL)}{where.levers_last}"
        here = f"{letter(USUAL)}{first}"
        for flag, colour in ((1, GOOD), (0, BAD)):
            # A text equals neither; an empty cell would equal 0.
            rule = {"type": "formula", "criteria": f"=AND(ISNUMBER({here}),{here}={flag})"}
            sheet.conditional_format(cells, {**rule, "format": make({"font_color": colour, "bold": flag == 1})})
        cells = f"{letter(NEEDED)}{first}:{letter(NEEDED)}{where.levers_last}"
        look = make({"font_color": QUIET, "bold": False})
        sheet.conditional_format(cells, {"type": "cell", "criteria": "==", "value": f'"{NOT_ALONE}"', "format": look})


def finer(form: str) -> str:
    """The number format with one decimal more; money has cents. Values that were worked out are seldom round."""
    if form in (MONEY, UNIT_PRICE):
        return UNIT_PRICE
    return form.replace("0.0", "0.00") if "." in form else form.replace("0", "0.0")
