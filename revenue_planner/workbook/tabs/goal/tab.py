"""The Goal tab: a target that the user types, how far each month is from it, and what would reach it."""

from __future__ import annotations

from typing import Any

from xlsxwriter.chart import Chart

from revenue_planner.analysis.goal.result import GoalAnswer
from revenue_planner.ground.a1 import letter
from revenue_planner.ground.look import BAD, GOOD, NIGHT, QUIET, SCENARIO_COLOURS
from revenue_planner.printers.ranges import area, beside, item, place_at_most, place_of, times_in
from revenue_planner.workbook.book import Sheet
from revenue_planner.workbook.cells import printed
from revenue_planner.workbook.charts import DOWN, category_axis, frame_chart
from revenue_planner.workbook.frame import A3, Context, bar, open_sheet, redden, scenario_picker
from revenue_planner.workbook.style import DATE as DATE_FORMAT
from revenue_planner.workbook.style import MONEY
from revenue_planner.workbook.tabs.compare.layout import HEAD_ROW, A, CompareLayout
from revenue_planner.workbook.tabs.goal.answers import TARGET_KEY, AsBuilt, Question, as_built, question
from revenue_planner.workbook.tabs.goal.layout import (
    ANSWER_ROW,
    CHART_ROW,
    CHOSEN,
    COUNT,
    DATE,
    FOLLOWS,
    GAP,
    HOW,
    KEY,
    LABEL,
    MONTH_NUMBER,
    MONTH_ROW,
    PICK,
    PICK_ROW,
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
from revenue_planner.workbook.tabs.goal.numbers import Lever
from revenue_planner.workbook.tabs.goal.table import LeverTable
from revenue_planner.workbook.tabs.goal.workings import Workings
from revenue_planner.workbook.tolerance import TOLERANCE_KEY, same

TITLE = "Goal"
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
        self.workings = Workings(context, tuple(straight.values()), self.built, self.asked)
        keys = straight.keys() | (self.built.values.keys() if self.built else set())
        self.levers = tuple(Lever(e, straight.get(key)) for key, e in model.inputs.items() if key in keys)
        months = context.plan.timeline.months
        self.where = GoalLayout(months, [lever.entry.key for lever in self.levers], list(self.workings.rows))
        self.at = self.workings.positions(self.where.rows)
        self.compare = CompareLayout(context.layout)
        self.take_home = context.row("business.take_home", self.scenario)
        target = self.asked.target
        self.reached = [value >= target or same(value, target) for value in self.take_home]
        self.sheet: Sheet

    def write(self) -> None:
        months = max(len(self.plan.scenarios), 8)
        self.sheet = open_sheet(
            self.context, TITLE, TITLE, _SUBTITLE, (*_WIDTHS, *[14] * months),
            status=(1, HOW), freeze=(ANSWER_ROW, 1), repeat=(1, 2), paper=A3, colour="#CC79A7",
        )  # fmt: skip
        table = LeverTable(self.context, self.sheet, self.where, self.workings, self.levers)
        self._question()
        self._answer(table)
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
        labels = {
            TARGET_ROW: "Take-home you want in one month", MONTH_ROW: "In the month", PICK_ROW: "In the scenario",
        }  # fmt: skip
        for row, label in labels.items():
            sheet.text(row, LABEL, label, styles.make(bold=True, align="right", indent=1))
            sheet.set_row(row - 1, 19)
        look: dict[str, Any] = {"bold": True, "align": "center", "font_size": 12}
        money, day = styles.entry("#,##0", **look), styles.entry(DATE_FORMAT, **look)
        if asked.amount is None:
            layout = self.context.layout
            formula = printed(layout.figure(TARGET_KEY).column_fixed)
            sheet.formula(TARGET_ROW, TYPED, formula, asked.target, money)
        else:
            sheet.number(TARGET_ROW, TYPED, asked.amount, money)
        serial = float(self.plan.timeline.month_of(asked.number).serial)
        if asked.date is None:
            sheet.formula(MONTH_ROW, TYPED, cell(DATE, self.where.month_row(asked.number)), serial, day)
        else:
            sheet.number(MONTH_ROW, TYPED, serial, day)
        sheet.text(PICK_ROW, TYPED, self.plan.scenarios[self.scenario].title, styles.entry("General", **look))
        self._validations()
        follows = styles.small(align="left", indent=1)
        sheet.text(TARGET_ROW, FOLLOWS, f"{self.plan.currency}   ← type it here", follows)
        dates, heads = self.where.months_column(DATE), printed(self.compare.scenarios(HEAD_ROW))
        numbers = (
            (MONTH_ROW, place_at_most(TYPED_MONTH, dates), asked.number, '"month "0'),
            (PICK_ROW, place_of(cell(TYPED, PICK_ROW), heads), self.scenario + 1, '"column "0'),
        )
        for row, formula, number, form in numbers:
            sheet.formula(row, FOLLOWS, formula, float(number), styles.small(num_format=form, align="left", indent=1))

    def _validations(self) -> None:
        title = "The take-home you want"
        amount = {
            "validate": "decimal", "criteria": ">=", "value": 0, "input_title": title,
            "input_message": f"Type an amount in {self.plan.currency} for one month, for example 5000.",
            "error_title": "That does not fit", "error_message": "Type an amount of 0 or more.",
        }  # fmt: skip
        month = {
            "validate": "list", "source": f"={self.where.months_column(DATE)}", "input_title": "The month",
            "input_message": "Choose a month of the plan from the list.", "error_title": "No such month",
            "error_message": "Choose a month of the plan from the list.",
        }  # fmt: skip
        for row, rule in ((TARGET_ROW, amount), (MONTH_ROW, month)):
            self.sheet.validate(row, TYPED, row, TYPED, rule)
        names = self.compare.scenarios(HEAD_ROW)
        scenario_picker(self.sheet, PICK_ROW, TYPED, "The scenario", names)

    def _answer(self, table: LeverTable) -> None:
        sheet, styles, where, here = self.sheet, self.styles, self.where, self.asked.number - 1
        gap = self.take_home[here] - self.asked.target

        def at_month(column: int) -> str:
            return item(where.months_column(column), MONTH_NUMBER, "1")

        label = styles.make(font_color=QUIET, indent=2)
        big = styles.make(num_format=MONEY, bold=True, font_size=12, font_color=NIGHT, align="right")
        day = styles.make(num_format=DATE_FORMAT, bold=True, font_size=12, font_color=NIGHT, align="right")
        sheet.text(TARGET_ROW, SAID, "Take-home in that month", label)
        sheet.formula(TARGET_ROW, SHOWN, at_month(TAKE_HOME), self.take_home[here], big)
        formula = f'IF({at_month(REACHED)}=1,"{_ABOVE}","{_SHORT}")'
        sheet.formula(MONTH_ROW, SAID, formula, _ABOVE if self.reached[here] else _SHORT, label)
        sheet.formula(MONTH_ROW, SHOWN, f"ABS({at_month(GAP)})", abs(gap), big)
        sheet.text(PICK_ROW, SAID, "First month at the target", label)
        first = next((n for n, reached in enumerate(self.reached, start=1) if reached), None)
        value = _NEVER if first is None else float(self.plan.timeline.month_of(first).serial)
        flags, days = where.months_column(REACHED), where.months_column(DATE)
        formula = beside("1", flags, days, f'"{_NEVER}"', down=True)
        sheet.formula(PICK_ROW, SHOWN, formula, value, day)
        formula = f'IF({at_month(REACHED)}=1,"{_REACHED}","{_NOT_REACHED}")'
        said = _REACHED if self.reached[here] else _NOT_REACHED
        sheet.formula(ANSWER_ROW, LABEL, formula, said, styles.make(bold=True, font_color=BAD, align="right", indent=1))
        green = self.context.book.workbook.add_format({"font_color": GOOD})
        rule = {"type": "cell", "criteria": "==", "value": f'"{_REACHED}"', "format": green}
        sheet.conditional_format(f"{letter(LABEL)}{ANSWER_ROW}", rule)
        sheet.text(ANSWER_ROW, SAID, "Levers that do it alone, at a usual value", label)
        sheet.formula(ANSWER_ROW, SHOWN, *table.candidates, big)
        formula = f'IF({times_in(TYPED_MONTH, days)}=1,"","{_NO_MONTH}")'
        sheet.formula(3, TYPED, formula, "", styles.make(bold=True, font_color=BAD))

    def _months(self) -> None:
        """Each month of the scenario chosen, against the target."""
        sheet, styles, where, compare = self.sheet, self.styles, self.where, self.compare
        bar(self.context, sheet, where.months_bar, "Month by month, in the scenario chosen", KEY)
        heads = {DATE: "Month", COUNT: "Month of the plan", TAKE_HOME: "Take-home", TARGET: "Target", GAP: "Gap"}
        for column, head in {**heads, REACHED: "Reached"}.items():
            align = "left" if column == DATE else "right"
            sheet.text(where.months_head, column, head, styles.column_head(align=align))
        last = A + where.months - 1
        dates = f"Compare!{area(cell(A, compare.monthly_head), cell(last, compare.monthly_head))}"
        first_row, last_row = compare.monthly_row(0, 0), compare.monthly_row(0, compare.count - 1)
        block = f"Compare!{area(cell(A, first_row), cell(last, last_row))}"
        day = styles.label(num_format=DATE_FORMAT, align="left")
        money, quiet = styles.number(MONEY), styles.number("0", font_color=QUIET)
        mark = styles.number('"yes";;')
        target = self.asked.target
        for number, month in enumerate(self.plan.timeline, start=1):
            row, value = where.month_row(number), self.take_home[number - 1]
            count, own, wanted, gap = (f"{letter(column)}{row}" for column in (COUNT, TAKE_HOME, TARGET, GAP))
            sheet.formula(row, DATE, item(dates, "1", count), float(month.serial), day)
            sheet.number(row, COUNT, float(number), quiet)
            sheet.formula(row, TAKE_HOME, item(block, PICK, count), value, money)
            sheet.formula(row, TARGET, TYPED_TARGET, target, money)
            sheet.formula(row, GAP, f"{own}-{wanted}", value - target, money)
            flag = f"IF({gap}>=0-{self.at.value(TOLERANCE_KEY)}*ABS({wanted}),1,0)"
            sheet.formula(row, REACHED, flag, float(self.reached[number - 1]), mark)
        first = where.month_row(1)
        cells = f"{letter(DATE)}{first}:{letter(REACHED)}{where.month_row(where.months)}"
        look = self.context.book.workbook.add_format({"bold": True, "bg_color": "#FFF1CC"})
        rule = {"type": "formula", "criteria": f"=${letter(COUNT)}{first}={MONTH_NUMBER}", "format": look}
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
            "Live: exact, worked out here from the month's figures. A lever that is the same in every month is changed "
            "in all of them; one with a value for each month only in the month chosen."
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
        for key, row in where.rows.items():
            working = self.workings.rows[key]
            sheet.text(row, LABEL, working.label, styles.small())
            sheet.text(row, KEY, f"goal.{key}", styles.small())
            look = styles.number(working.form, font_size=9)
            self._cell(row, CHOSEN, None if working.formula is None else working.formula(self.at), working.value, look)
            for number, value in enumerate(working.each):
                formula = None if working.each_formula is None else working.each_formula(self.at, number)
                self._cell(row, SCENARIOS + number, formula, value, look)

    def _cell(self, row: int, column: int, formula: str | None, value: Any, look: Any) -> None:
        if formula is not None:
            self.sheet.formula(row, column, formula, value, look)
        elif isinstance(value, str):
            self.sheet.text(row, column, value, look)
        else:
            self.sheet.number(row, column, value, look)
