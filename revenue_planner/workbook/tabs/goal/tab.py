"""The Goal tab: a target that the user types, how far each month is from it, and what would reach it."""

from __future__ import annotations

from typing import Any

from xlsxwriter.chart import Chart
from xlsxwriter.format import Format

from revenue_planner.analysis.goal.result import GoalAnswer
from revenue_planner.ground.a1 import letter
from revenue_planner.ground.look import BAD, GOOD, NIGHT, QUIET, SCENARIO_COLOURS
from revenue_planner.workbook.cells import Expression, printed
from revenue_planner.workbook.charts import DOWN, category_axis, frame_chart
from revenue_planner.workbook.frame import A3, Context, bar, open_sheet, redden, scenario_picker
from revenue_planner.workbook.functions import ABS, IF, SUM, beside, item, place_at_most, place_of, times_in
from revenue_planner.workbook.layout import COMPARE, TOLERANCE_KEY
from revenue_planner.workbook.sheet import Sheet
from revenue_planner.workbook.style import DATE as DATE_FORMAT
from revenue_planner.workbook.style import MONEY
from revenue_planner.workbook.tabs.compare.layout import HEAD_ROW, A, CompareLayout
from revenue_planner.workbook.tabs.goal.answers import TARGET_KEY, AsBuilt, Question, as_built, question
from revenue_planner.workbook.tabs.goal.layout import (
    ANSWER_ROW,
    CANDIDATE,
    CHART_ROW,
    CHOSEN,
    COUNT,
    DATE,
    FOLLOWS,
    GAP,
    GOAL,
    HOW,
    KEY,
    LABEL,
    MONTH_NUMBER,
    MONTH_ROW,
    PICK,
    PICK_ROW,
    QUESTION,
    REACHED,
    SAID,
    SCENARIOS,
    SHOWN,
    TAKE_HOME,
    TARGET,
    TARGET_ROW,
    TYPED,
    TYPED_MONTH,
    TYPED_TARGET,
    GoalLayout,
    cell,
)
from revenue_planner.workbook.tabs.goal.levers import straight_levers
from revenue_planner.workbook.tabs.goal.table import Lever, LeverTable
from revenue_planner.workbook.tabs.goal.workings import Content, Workings

TITLE = GOAL.name
_SUBTITLE = (
    "Type the take-home you want into the yellow cell, choose month and scenario: everything below follows. "
    "Nothing here changes the plan."
)
_WIDTHS = (52, 20, 15, 17, 12, 13, 13, 13, 26, 46)
_CHART_SIZE = {"width": 1290, "height": 312}
_REACHED, _NOT_REACHED = "This month reaches the target", "This month does not reach it yet"
_NO_MONTH = "Choose the month from the list of its cell: another one is shown"
_ABOVE, _SHORT, _NEVER = "Above the target by", "Short of the target by", "not in plan"


def write_goal(
    context: Context, answers: tuple[GoalAnswer, ...] | None = None, searched: AsBuilt | None = None
) -> None:
    """Write the tab. What is typed on it are questions; they are no part of the plan.

    `answers`, one per scenario, add the levers that bend, with the values that were searched for; or `searched`
    has these values.
    """
    _GoalTab(context, answers, searched).write()


class _GoalTab:
    def __init__(self, context: Context, answers: tuple[GoalAnswer, ...] | None, searched: AsBuilt | None) -> None:
        self.context, self.plan, self.styles = context, context.plan, context.styles
        model = context.layout.model
        straight = {lever.entry.key: lever for lever in straight_levers(model)}
        self.built = searched or as_built(context.plan, answers, straight.keys())
        self.asked: Question = question(context.plan, self.built)
        self.scenario = self.asked.scenario
        keys = straight.keys() | (self.built.values.keys() if self.built else set())
        self.levers = tuple(Lever(e, straight.get(key)) for key, e in model.inputs.items() if key in keys)
        self.where = GoalLayout(context.plan.timeline.months, len(self.levers))
        self.workings = Workings(context, self.where, tuple(straight.values()), self.built)
        self.compare = CompareLayout(context.layout)
        self.sheet: Sheet

    def write(self) -> None:
        months = max(len(self.plan.scenarios), 8)
        self.sheet = open_sheet(
            self.context, TITLE, TITLE, _SUBTITLE, (*_WIDTHS, *[14] * months),
            status=(1, HOW), freeze=(ANSWER_ROW, 1), repeat=(1, 2), paper=A3, colour="#CC79A7",
        )  # fmt: skip
        table = LeverTable(self.context, self.sheet, self.where, self.workings, self.levers)
        self._question()
        self._answer()
        self._months()
        chart = self._chart()
        chart.set_size(_CHART_SIZE)
        description = (
            f"Columns: take-home a month in {self.plan.currency} in the scenario chosen; "
            "a dashed line: the target. The figures stand under Month by month."
        )
        self.sheet.place_chart(CHART_ROW, LABEL, chart, description, x_offset=2, y_offset=4)
        table.write()
        self._notes()
        self._workings()
        redden(self.context.book, self.sheet, self.where.month_row(1), TAKE_HOME, self.where.last_printed, GAP)
        self.sheet.print_area(0, 0, self.where.last_printed - 1, HOW)

    def _question(self) -> None:
        sheet, styles, asked = self.sheet, self.styles, self.asked
        for row, label in QUESTION.items():
            sheet.text(row, LABEL, label, styles.make(bold=True, align="right", indent=1))
            sheet.set_row(row - 1, 19)
        look: dict[str, Any] = {"bold": True, "align": "center", "font_size": 12}
        money, day = styles.entry("#,##0", **look), styles.entry(DATE_FORMAT, **look)
        if asked.amount is None:
            sheet.put(TARGET_ROW, TYPED, self.context.layout.figure(TARGET_KEY).column_fixed, money)
        else:
            sheet.number(TARGET_ROW, TYPED, asked.amount, money)
        if asked.date is None:
            sheet.put(MONTH_ROW, TYPED, cell(DATE, self.where.month_row(asked.number)), day)
        else:
            sheet.number(MONTH_ROW, TYPED, float(self.plan.timeline.month_of(asked.number).serial), day)
        sheet.text(PICK_ROW, TYPED, self.plan.scenarios[self.scenario].title, styles.entry("General", **look))
        self._validations()
        follows = styles.small(align="left", indent=1)
        sheet.text(TARGET_ROW, FOLLOWS, f"{self.plan.currency}   ← type it here", follows)
        month = place_at_most(TYPED_MONTH, self.where.months_column(DATE))
        scenario = place_of(cell(TYPED, PICK_ROW), self.compare.scenarios(HEAD_ROW))
        for row, place, form in ((MONTH_ROW, month, '"month "0'), (PICK_ROW, scenario, '"column "0')):
            sheet.put(row, FOLLOWS, place, styles.small(num_format=form, align="left", indent=1))

    def _validations(self) -> None:
        title = "The take-home you want"
        amount = {
            "validate": "decimal", "criteria": ">=", "value": 0, "input_title": title,
            "input_message": f"Type an amount in {self.plan.currency} for one month, for example 5000.",
            "error_title": "That does not fit", "error_message": "Type an amount of 0 or more.",
        }  # fmt: skip
        days = printed(self.where.months_column(DATE), TITLE)
        month = {
            "validate": "list", "source": f"={days}", "input_title": "The month",
            "input_message": "Choose a month of the plan from the list.", "error_title": "No such month",
            "error_message": "Choose a month of the plan from the list.",
        }  # fmt: skip
        for row, rule in ((TARGET_ROW, amount), (MONTH_ROW, month)):
            self.sheet.validate(row, TYPED, row, TYPED, rule)
        names = self.compare.scenarios(HEAD_ROW)
        scenario_picker(self.sheet, PICK_ROW, TYPED, "The scenario", names)

    def _answer(self) -> None:
        sheet, styles, where = self.sheet, self.styles, self.where

        def at_month(column: int) -> Expression:
            return item(where.months_column(column), MONTH_NUMBER, 1)

        label = styles.make(font_color=QUIET, indent=2)
        big = styles.make(num_format=MONEY, bold=True, font_size=12, font_color=NIGHT, align="right")
        day = styles.make(num_format=DATE_FORMAT, bold=True, font_size=12, font_color=NIGHT, align="right")
        reached = at_month(REACHED).equals(1)
        sheet.text(TARGET_ROW, SAID, "Take-home in that month", label)
        sheet.put(TARGET_ROW, SHOWN, at_month(TAKE_HOME), big)
        sheet.put(MONTH_ROW, SAID, IF(reached, _ABOVE, _SHORT), label)
        sheet.put(MONTH_ROW, SHOWN, ABS(at_month(GAP)), big)
        sheet.text(PICK_ROW, SAID, "First month at the target", label)
        flags, days = where.months_column(REACHED), where.months_column(DATE)
        sheet.put(PICK_ROW, SHOWN, beside(1, flags, days, _NEVER), day)
        said = styles.make(bold=True, font_color=BAD, align="right", indent=1)
        sheet.put(ANSWER_ROW, LABEL, IF(reached, _REACHED, _NOT_REACHED), said)
        green = self.context.book.workbook.add_format({"font_color": GOOD})
        rule = {"type": "cell", "criteria": "==", "value": f'"{_REACHED}"', "format": green}
        sheet.conditional_format(f"{letter(LABEL)}{ANSWER_ROW}", rule)
        sheet.text(ANSWER_ROW, SAID, "Levers that do it alone, at a usual value", label)
        sheet.put(ANSWER_ROW, SHOWN, SUM(where.levers_column(CANDIDATE)), big)
        known = times_in(TYPED_MONTH, days).equals(1)
        sheet.put(3, TYPED, IF(known, "", _NO_MONTH), styles.make(bold=True, font_color=BAD))

    def _months(self) -> None:
        """Each month of the scenario chosen, against the target."""
        sheet, styles, where, compare = self.sheet, self.styles, self.where, self.compare
        bar(self.context, sheet, where.months_bar, "Month by month, in the scenario chosen", KEY)
        heads = {DATE: "Month", COUNT: "Month of the plan", TAKE_HOME: "Take-home", TARGET: "Target", GAP: "Gap"}
        for column, head in {**heads, REACHED: "Reached"}.items():
            align = "left" if column == DATE else "right"
            sheet.text(where.months_head, column, head, styles.column_head(align=align))
        last = A + where.months - 1
        dates = COMPARE.area(compare.monthly_head, A, compare.monthly_head, last).fixed
        block = COMPARE.area(compare.monthly_row(0, 0), A, compare.monthly_row(0, compare.count - 1), last).fixed
        day = styles.label(num_format=DATE_FORMAT, align="left")
        money, quiet = styles.number(MONEY), styles.number("0", font_color=QUIET)
        tolerance = self.workings.at(TOLERANCE_KEY)
        for number in range(1, where.months + 1):
            row = where.month_row(number)
            count, own, wanted, gap = (GOAL.cell(row, column) for column in (COUNT, TAKE_HOME, TARGET, GAP))
            sheet.put(row, DATE, item(dates, 1, count), day)
            sheet.number(row, COUNT, float(number), quiet)
            sheet.put(row, TAKE_HOME, item(block, PICK, count), money)
            sheet.put(row, TARGET, TYPED_TARGET, money)
            sheet.put(row, GAP, own - wanted, money)
            sheet.put(row, REACHED, IF(gap >= 0 - tolerance * ABS(wanted), 1, 0), styles.number('"yes";;'))
        first = where.month_row(1)
        cells = f"{letter(DATE)}{first}:{letter(REACHED)}{where.month_row(where.months)}"
        look = self.context.book.workbook.add_format({"bold": True, "bg_color": "#FFF1CC"})
        here = printed(GOAL.cell(first, COUNT).column_fixed.equals(MONTH_NUMBER), TITLE)
        rule = {"type": "formula", "criteria": f"={here}", "format": look}
        sheet.conditional_format(cells, rule)

    def _chart(self) -> Chart:
        """Take-home as columns, the target as a line."""
        book, where = self.context.book.workbook, self.where
        first, last = where.month_row(1) - 1, where.month_row(where.months) - 1
        categories = [TITLE, first, DATE, last, DATE]
        chart = book.add_chart({"type": "column"})
        chart.add_series({
            "name": [TITLE, where.months_head - 1, TAKE_HOME], "categories": categories,
            "values": [TITLE, first, TAKE_HOME, last, TAKE_HOME], "fill": {"color": SCENARIO_COLOURS[0]},
            "border": {"none": True}, "gap": 40,
        })  # fmt: skip
        line = book.add_chart({"type": "line"})
        line.add_series({
            "name": [TITLE, where.months_head - 1, TARGET], "categories": categories,
            "values": [TITLE, first, TARGET, last, TARGET],
            "line": {"color": DOWN, "width": 2.25, "dash_type": "dash"},
        })  # fmt: skip
        chart.combine(line)
        frame_chart(chart, f"Take-home a month against the target, {self.plan.currency}")
        category_axis(chart, where.months, num_format="mmm yy", text_axis=True)
        return chart

    def _notes(self) -> None:
        quiet, row = self.styles.subtitle(), self.where.note_row
        text = (
            "Live: exact, worked out here from the month's figures; counts are the next whole number. A lever that is "
            "the same in every month is changed in all of them; one with a value for each month only in the one chosen."
        )
        self.sheet.text(row, LABEL, text, quiet)
        if self.built is None:
            month = self.plan.timeline.month_of(self.asked.number)
            command = f'revenue-planner goal THIS.xlsx --reach "take_home >= AMOUNT by {month}"'
            text = f"Others (views, followers, deals) bend or act over months. For those and for a mix, run:  {command}"
        else:
            amount = f"{self.built.goal.amount:,.2f}".removesuffix(".00")
            month = self.plan.timeline.month_of(self.built.month)
            text = (
                f"As built: searched for when this file was built, for {amount} {self.plan.currency} in {month.label}. "
                "Grey where target, month or an input is another now: build the file anew."
            )
        self.sheet.text(row + 1, LABEL, text, quiet)

    def _workings(self) -> None:
        sheet, styles, where, plan = self.sheet, self.styles, self.where, self.plan
        last = max(KEY, SCENARIOS + len(plan.scenarios) - 1)
        bar(self.context, sheet, where.workings_bar, "Worked out from: figures of the month, and slopes", last)
        heads = {LABEL: "Figure", CHOSEN: "Scenario chosen", KEY: "Where it comes from"}
        heads |= {SCENARIOS + number: scenario.title for number, scenario in enumerate(plan.scenarios)}
        for column in range(last + 1):
            look = styles.column_head(align="left" if column in (LABEL, KEY) else "right")
            sheet.text(where.workings_head, column, heads.get(column, ""), look)
        for key, working in self.workings.rows.items():
            row = self.workings.row(key)
            sheet.text(row, LABEL, working.label, styles.small())
            sheet.text(row, KEY, f"goal.{key}", styles.small())
            look = styles.number(working.form, font_size=9)
            self._cell(row, CHOSEN, working.content, look)
            for column, content in enumerate(working.each, start=SCENARIOS):
                self._cell(row, column, content, look)

    def _cell(self, row: int, column: int, content: Content, look: Format) -> None:
        if isinstance(content, Expression):
            self.sheet.put(row, column, content, look)
        elif isinstance(content, str):
            self.sheet.text(row, column, content, look)
        else:
            self.sheet.number(row, column, content, look)
