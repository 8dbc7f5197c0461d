"""The Goal tab's table of levers: what each alone would have to be."""

from __future__ import annotations

import math

from revenue_planner.ground.a1 import letter
from revenue_planner.ground.look import BAD, GOOD, QUIET
from revenue_planner.ground.units import spoken_unit
from revenue_planner.language.inputs import Assume
from revenue_planner.workbook.book import Sheet
from revenue_planner.workbook.frame import Context, bar
from revenue_planner.workbook.layout import typical
from revenue_planner.workbook.style import MONEY, UNIT_PRICE, number_format
from revenue_planner.workbook.tabs import inputs
from revenue_planner.workbook.tabs.goal.answers import NOT_ALONE
from revenue_planner.workbook.tabs.goal.layout import (
    CANDIDATE,
    CHOSEN,
    DISTANCE,
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
    UNIT,
    USUAL,
    VALUE,
    GoalLayout,
    cell,
)
from revenue_planner.workbook.tabs.goal.nearest import FLAG, TIMES_FORMAT, write_nearest
from revenue_planner.workbook.tabs.goal.numbers import Lever, LeverFigures, nearest
from revenue_planner.workbook.tabs.goal.workings import (
    DISTANCES,
    ORDERS,
    STALE,
    STEP,
    Workings,
    built_key,
    missing_key,
    slope_key,
)
from revenue_planner.workbook.tolerance import TOLERANCE_KEY

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


class LeverTable:
    """The formulas look at the workings, and at the Inputs for what is usual."""

    def __init__(
        self, context: Context, sheet: Sheet, where: GoalLayout, workings: Workings, levers: tuple[Lever, ...]
    ) -> None:
        self.context, self.sheet, self.where, self.workings = context, sheet, where, workings
        self.levers, self.styles = levers, context.styles
        self.figures = [self._figures(number, lever) for number, lever in enumerate(levers, start=1)]

    def write(self) -> None:
        where, rows = self.where, range(self.where.levers_first, self.where.levers_last + 1)
        bar(self.context, self.sheet, where.levers_bar, "Levers, each alone", KEY)
        self._heads(where.levers_head, {**_HEADS, **_HELPERS})
        for row, lever, figures in zip(rows, self.levers, self.figures, strict=True):
            self._texts(row, lever)
            self._answer(row, lever, figures)
            self._helpers(row, lever, figures)
        self._conditions()
        self._heads(where.nearest_head, _HEADS)
        write_nearest(self.context, self.sheet, where, nearest(self.figures))

    @property
    def candidates(self) -> tuple[str, float]:
        """How many levers would do it alone at a usual value: the formula, and its figure now."""
        return f"SUM({self.where.levers_column(CANDIDATE)})", sum(row.candidate for row in self.figures)

    def _figures(self, number: int, lever: Lever) -> LeverFigures:
        declared, workings, key = lever.entry.declared, self.workings, lever.entry.key
        assert isinstance(declared, Assume)
        today = workings.value(key)
        assert isinstance(today, float)
        value, most, stale = workings.value(built_key(key)) if lever.straight is None else "", declared.maximum, 0.0
        if lever.straight is None:
            stale = workings.number(STALE)
        else:
            slope = workings.number(slope_key(lever.straight))
            missing = workings.number(missing_key(lever.straight))
            if slope != 0 and math.isfinite(missing / slope):
                value = today + missing / slope
            whole = workings.whole_of(lever.entry)
            if whole:
                most = max(1 - workings.number(f"whole.{whole}") + workings.number(f"share.{key}"), today)
        return LeverFigures(today, value, declared.minimum, most, declared.low, declared.high, stale, number)

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

    def _answer(self, row: int, lever: Lever, figures: LeverFigures) -> None:
        sheet, styles, layout = self.sheet, self.styles, self.context.layout
        declared, key = lever.entry.declared, lever.entry.key
        form = number_format(declared.unit, typical(declared))
        plain, small = styles.number(form), styles.small(num_format=form, align="right")
        today, needed, low, high = (f"{letter(column)}{row}" for column in (TODAY, NEEDED, LOW, HIGH))
        value, least, most = (f"{letter(column)}{row}" for column in (VALUE, LEAST, MOST))
        sheet.formula(row, TODAY, self._at(key), figures.today, plain)
        formula = f'IF({letter(POSSIBLE)}{row}=1,MIN(MAX({value},{least}),{most}),"{NOT_ALONE}")'
        sheet.formula(row, NEEDED, formula, figures.needed, styles.number(finer(form), bold=True))
        formula = f'IF(ISNUMBER({needed}),IFERROR({needed}/{today},""),"")'
        sheet.formula(row, TIMES, formula, figures.times, styles.number(TIMES_FORMAT))
        for column, offset, bound in ((LOW, inputs.LOW, figures.low), (HIGH, inputs.HIGH, figures.high)):
            source = f"Inputs!${letter(layout.after_scenarios + offset)}{layout.input_rows[key]}"
            sheet.formula(row, column, source, bound, small)
        inside = self._between(low, needed, high, today)
        formula = f'IF(ISNUMBER({needed}),{inside},"")'
        sheet.formula(row, USUAL, formula, figures.usual, styles.label(align="center", num_format=FLAG))

    def _helpers(self, row: int, lever: Lever, figures: LeverFigures) -> None:
        sheet, key, at = self.sheet, lever.entry.key, self._at
        number = self.styles.small(num_format="#,##0.######", align="right")
        whole = self.styles.small(num_format="0", align="right")
        today, needed, low, high = (f"{letter(column)}{row}" for column in (TODAY, NEEDED, LOW, HIGH))
        value, least, most = (f"{letter(column)}{row}" for column in (VALUE, LEAST, MOST))
        sheet.number(row, NUMBER, float(row - self.where.levers_head), whole)
        sheet.number(row, LEAST, figures.least, number)
        shared = self.workings.whole_of(lever.entry) if lever.straight is not None else ""
        if shared:
            formula = f"MAX(1-{at(f'whole.{shared}')}+{at(f'share.{key}')},{today})"
            sheet.formula(row, MOST, formula, figures.most, number)
        else:
            sheet.number(row, MOST, figures.most, number)
        if lever.straight is None:
            formula = at(built_key(key))
        else:
            formula = f'IFERROR({today}+{at(missing_key(lever.straight))}/{at(slope_key(lever.straight))},"")'
        sheet.formula(row, VALUE, formula, figures.value, number)
        formula = f"IF(ISNUMBER({value}),{self._between(least, value, most, today)},0)"
        sheet.formula(row, POSSIBLE, formula, float(figures.possible), whole)
        fresh = "1" if lever.straight is not None else f"1-{at(STALE)}"
        formula = f"IF({letter(USUAL)}{row}=1,{fresh},0)"
        sheet.formula(row, CANDIDATE, formula, figures.candidate, whole)
        share = f"ROUND(ABS({needed}-{today})/({high}-{low}),{at(DISTANCES)})"
        formula = f"IF(ISNUMBER({needed}),IFERROR({share},0),0)"
        sheet.formula(row, DISTANCE, formula, figures.distance, number)
        order = f"ROUND({letter(DISTANCE)}{row}+{letter(NUMBER)}{row}*{at(STEP)},{at(ORDERS)})"
        formula = f'IF({letter(CANDIDATE)}{row}=1,{order},"")'
        shown = figures.order if figures.candidate else ""
        sheet.formula(row, ORDER, formula, shown, self.styles.small(num_format="0.0000000000", align="right"))

    def _at(self, key: str) -> str:
        """The cell of a working, for the scenario that is chosen."""
        return cell(CHOSEN, self.where.rows[key])

    def _between(self, least: str, value: str, most: str, today: str) -> str:
        """Whether a value lies between two bounds, as a flag; SUM, since today's may be a text."""
        slack = f"0-{self._at(TOLERANCE_KEY)}*SUM({value},{today})"
        return f"({value}-{least}>={slack})*({most}-{value}>={slack})"

    def _conditions(self) -> None:
        where, sheet, make = self.where, self.sheet, self.context.book.workbook.add_format
        first = where.levers_first
        rows = f"{letter(LABEL)}{first}:{letter(HOW)}{where.levers_last}"
        if self.workings.built is not None:
            stale = f'=AND(LEFT(${letter(HOW)}{first},{len(AS_BUILT)})="{AS_BUILT}",{self._at(STALE)}=1)'
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
