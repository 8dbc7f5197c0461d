"""The Checks tab: what must hold in every scenario, and what is only advice."""

from __future__ import annotations

from dataclasses import dataclass

from xlsxwriter.format import Format

from revenue_planner.ground.a1 import letter
from revenue_planner.ground.look import BAD, BAD_FILL, GOOD, WARN, WARN_FILL
from revenue_planner.language.calendar import PLAN_MONTHS
from revenue_planner.model.build import ModelLine
from revenue_planner.workbook.cells import Area, Expression
from revenue_planner.workbook.frame import MASTER_COLUMN, MASTER_ROW, Context, bar, open_sheet
from revenue_planner.workbook.functions import COUNTA, DATE, IF, MIN, MONTH, YEAR, times_in
from revenue_planner.workbook.layout import CALENDAR, CHECKS, DATE_ROW, FIRST, INPUTS, INPUTS_HEAD_ROW, Layout
from revenue_planner.workbook.sheet import Sheet
from revenue_planner.workbook.tabs.calendar import VALID as CALENDAR_VALID
from revenue_planner.workbook.tabs.inputs import VALID as INPUTS_VALID

HEAD_ROW = 7
_LABEL, _ALL, _FIRST_SCENARIO = 0, MASTER_COLUMN, 2


@dataclass(frozen=True)
class WorkbookCheck:
    """A check of the workbook as a whole: an expression that is 1 when all is well."""

    label: str
    holds: Expression
    explanation: str


def workbook_checks(layout: Layout) -> list[WorkbookCheck]:
    """Checks of what is typed, of the timeline, and of the tabs that gather figures."""
    valid = layout.after_scenarios + INPUTS_VALID
    inputs = INPUTS.area(INPUTS_HEAD_ROW + 1, valid, layout.last_input_row, valid)
    calendar = CALENDAR.area(
        layout.calendar_season_head, CALENDAR_VALID, layout.calendar_events_head - 1, CALENDAR_VALID
    )
    first, last = (layout.scenario(0).cell(DATE_ROW, column) for column in (FIRST, layout.last))
    months = layout.figure(PLAN_MONTHS.key).column_fixed
    consecutive = IF(last.equals(DATE(YEAR(first), MONTH(first) + months - 1, 1)), 1, 0)
    return [
        WorkbookCheck(
            "Inputs are filled in, and within what is allowed",
            MIN(inputs),
            "No text, gap or impossible figure on the Inputs tab; its column Valid shows where",
        ),
        WorkbookCheck(
            "The Calendar holds only figures that are allowed",
            MIN(calendar),
            "No text or impossible figure on the Calendar; its column Valid shows where",
        ),
        WorkbookCheck(
            "Months follow each other",
            consecutive,
            "The last month is as many months after the first as the plan is long",
        ),
    ]


def model_checks(layout: Layout, kind: str) -> list[ModelLine]:
    """The streams' own checks ("check") or alerts ("alert"), in the order of the sections."""
    return [line for line in layout.model.lines.values() if line.declared.kind == kind]


def write_checks(context: Context, more: list[WorkbookCheck]) -> None:
    """Write the tab; `more` are checks of other tabs."""
    layout, styles, plan = context.layout, context.styles, context.plan
    count = len(plan.scenarios)
    sheet = open_sheet(
        context, "Checks", "Checks",
        "A green master check means: the arithmetic holds and every input makes sense. Advice does not turn it red.",
        (52, 22, *[14] * count, 66, 44), status=(MASTER_ROW, MASTER_COLUMN), freeze=(HEAD_ROW, 2), repeat=(1, HEAD_ROW),
        colour=GOOD,
    )  # fmt: skip
    whole = [*workbook_checks(layout), *more]
    checks, alerts = model_checks(layout, "check"), model_checks(layout, "alert")
    first = HEAD_ROW + 1
    last_check = first + len(whole) + len(checks) - 1
    first_alert = last_check + 3
    last_alert = first_alert + len(alerts) - 1
    sheet.text(MASTER_ROW, 0, "Master check", styles.make(bold=True))
    sheet.text(MASTER_ROW + 1, 0, "Checks with a problem", styles.label())
    problems = _not_met(CHECKS.area(first, _ALL, last_check, _ALL))
    sheet.put(MASTER_ROW + 1, _ALL, problems, styles.number("0"))
    sheet.text(MASTER_ROW + 2, 0, "Pieces of advice", styles.label())
    advice = _not_met(CHECKS.area(first_alert, _ALL, last_alert, _ALL))
    sheet.put(MASTER_ROW + 2, _ALL, advice, styles.number("0"))
    heads = ["Check", "All scenarios", *(s.title for s in plan.scenarios), "What it is", "Key"]
    for offset, head in enumerate(heads):
        sheet.text(HEAD_ROW, offset, head, styles.column_head(align="left" if offset == 0 else "center"))
    verdict = styles.make(
        num_format='"OK";;"PROBLEM"', align="center", font_color=GOOD, bottom=4, bottom_color="#D5DBE1"
    )
    row = first
    for check in whole:
        sheet.text(row, _LABEL, check.label, styles.label())
        sheet.put(row, _ALL, check.holds, verdict)
        sheet.text(row, _FIRST_SCENARIO + count, check.explanation, styles.small())
        row += 1
    for line in checks:
        _model_row(context, sheet, line, row, verdict)
        row += 1
    bar(context, sheet, first_alert - 1, "Advice: worth a look, not an error", len(heads) - 1)
    look = styles.make(num_format='"OK";;"LOOK"', align="center", font_color=GOOD, bottom=4, bottom_color="#D5DBE1")
    for row, line in enumerate(alerts, start=first_alert):
        _model_row(context, sheet, line, row, look)
    _conditions(context, sheet, (first, last_check), (first_alert, last_alert))
    sheet.print_area(0, 0, last_alert - 1, _FIRST_SCENARIO + count + 1)


def _not_met(cells: Area) -> Expression:
    """How many of these are not 1: a check that comes to an error is not met either."""
    return COUNTA(cells) - times_in(1, cells)


def _model_row(context: Context, sheet: Sheet, line: ModelLine, row: int, style: Format) -> None:
    layout, styles = context.layout, context.styles
    count = len(context.plan.scenarios)
    label = line.label
    if layout.plan.structure.parts and line.part.component.__dict__.get("many"):
        label = f"{label} ({line.part.label})"
    sheet.text(row, _LABEL, label, styles.label())
    sheet.put(row, _ALL, MIN(CHECKS.area(row, _FIRST_SCENARIO, row, _FIRST_SCENARIO + count - 1)), style)
    for number in range(count):
        sheet.put(row, _FIRST_SCENARIO + number, layout.figure(line.key, number).fixed, style)
    sheet.text(row, _FIRST_SCENARIO + count, line.declared.explanation, styles.small())
    sheet.text(row, _FIRST_SCENARIO + count + 1, f"checks.{line.key}", styles.small())


def _conditions(context: Context, sheet: Sheet, checks: tuple[int, int], alerts: tuple[int, int]) -> None:
    make = context.book.workbook.add_format
    bad = make({"font_color": BAD, "bg_color": BAD_FILL, "bold": True})
    warn = make({"font_color": WARN, "bg_color": WARN_FILL, "bold": True})
    first, last = letter(_ALL), letter(_FIRST_SCENARIO + len(context.plan.scenarios) - 1)
    for (top, bottom), look in ((checks, bad), (alerts, warn)):
        formula = f"=AND(ISNUMBER({first}{top}),{first}{top}=0)"
        cells = f"{first}{top}:{last}{bottom}"
        sheet.conditional_format(cells, {"type": "formula", "criteria": formula, "format": look})
