"""The Start tab: what this is, three steps, the colours, the tabs, the limits."""

from __future__ import annotations

from collections.abc import Sequence

from revenue_planner.ground.look import NIGHT
from revenue_planner.ground.units import spoken_unit
from revenue_planner.plan.values import USUAL, YOURS
from revenue_planner.workbook.frame import Context, TabWriter, bar, open_sheet, redden
from revenue_planner.workbook.functions import times_in
from revenue_planner.workbook.layout import COMPARE, RISK
from revenue_planner.workbook.sheet import Sheet
from revenue_planner.workbook.style import number_format
from revenue_planner.workbook.tabs.compare.layout import SCENARIOS, CompareLayout
from revenue_planner.workbook.tabs.log.tab import inputs_log

_STEPS = (
    ("1  Type what you know", "Inputs: type your figures into the yellow cells. Calendar: what differs by month."),
    ("2  Look", "Dashboard: choose a scenario. Compare: choose any two and see what makes the difference."),
    ("3  Decide, and check", "A scenario's tab shows every line by month, in words too. Checks must be green."),
)  # fmt: skip
_LIMITS = (
    "An estimate, neither tax advice nor a promise: example figures are published averages or assumptions.",
    "TikTok publishes neither how it recommends videos nor what it will pay: the recommendation score is a heuristic.",
    "Every month is an average month: luck, a viral video or a limited account are not in these figures{elsewhere}.",
    "Save under a new name before you try something bold. Sheets are protected without a password, against slips only.",
)  # fmt: skip


def write_start(context: Context, tabs: Sequence[TabWriter]) -> None:
    """Write the tab; `tabs` are those that follow it."""
    plan, styles = context.plan, context.styles
    widths = (30, 24, *[16] * max(len(plan.scenarios) - 1, 4), 16)
    sheet = open_sheet(
        context, "Start", plan.title,
        f"{plan.timeline.months} months from {plan.timeline.start.label} · amounts in {plan.currency}", widths,
        status=(3, 1), freeze=(3, 0), repeat=(1, 3), colour=NIGHT,
    )  # fmt: skip
    sheet.text(3, 0, "Master check", styles.make(bold=True))
    row = _headlines(context, sheet, 5)
    row = _texts(context, sheet, row + 1, "Three steps", _STEPS)
    row = _colours(context, sheet, row + 1)
    row = _contents(context, sheet, row + 1, tabs)
    row = _heading(context, sheet, row + 1, "Limits")
    elsewhere = f" (the tab {RISK} draws them)" if any(tab.name == RISK for tab in tabs) else ""
    for text in _LIMITS:
        sheet.text(row, 0, text.format(elsewhere=elsewhere), styles.make())
        row += 1
    sheet.fit_to_pages(1, 1)
    sheet.print_area(0, 0, row, 6)
    sheet.activate()


def _heading(context: Context, sheet: Sheet, row: int, title: str) -> int:
    bar(context, sheet, row, title, max(len(context.plan.scenarios), 6))
    return row + 1


def _headlines(context: Context, sheet: Sheet, row: int) -> int:
    plan, styles = context.plan, context.styles
    where = CompareLayout(context.layout)
    _heading(context, sheet, row, "At a glance")
    head = row
    for number, scenario in enumerate(plan.scenarios):
        sheet.text(
            row, 1 + number, scenario.title, styles.make(bold=True, font_color="#FFFFFF", bg_color=NIGHT, align="right")
        )
    for line in context.layout.model.headlines:
        row += 1
        unit = spoken_unit(line.declared.unit, plan.currency)
        sheet.text(row, 0, f"{line.label}, {unit}", styles.label())
        style = styles.number(number_format(line.declared.unit), bold=True)
        for number in range(where.count):
            sheet.put(row, 1 + number, COMPARE.cell(where.answer_rows[line.key], SCENARIOS + number), style)
    redden(context.book, sheet, head + 1, 1, row, where.count)
    row += 1
    for label, writer in (("Inputs that are yours", YOURS), ("Inputs left at the usual figure", USUAL)):
        sheet.text(row, 0, label, styles.label())
        sheet.put(row, 1, times_in(writer, inputs_log(context).statuses), styles.number("0"))
        row += 1
    return row


def _texts(context: Context, sheet: Sheet, row: int, title: str, texts: tuple[tuple[str, str], ...]) -> int:
    row = _heading(context, sheet, row, title)
    for head, text in texts:
        sheet.text(row, 0, head, context.styles.make(bold=True, font_color=NIGHT))
        sheet.text(row, 1, text, context.styles.make())
        row += 1
    return row


def _colours(context: Context, sheet: Sheet, row: int) -> int:
    styles = context.styles
    row = _heading(context, sheet, row, "Colours")
    sheet.number(
        row,
        0,
        1234.0,
        styles.make(
            font_color="#0033CC",
            bg_color="#FFF8DC",
            border=1,
            border_color="#D5DBE1",
            num_format="#,##0",
            align="right",
        ),
    )
    sheet.text(row, 1, "Blue on yellow: type here. Everything else is worked out and locked.", styles.make())
    sheet.number(row + 1, 0, 1234.0, styles.number("#,##0"))
    sheet.text(row + 1, 1, "Black: a formula. It follows as soon as an input changes.", styles.make())
    sheet.blank(row + 2, 0, styles.heading(NIGHT))
    sheet.text(
        row + 2, 1, "A bar starts a section; each stream keeps its colour in all tabs and charts.", styles.make()
    )
    return row + 3


def _contents(context: Context, sheet: Sheet, row: int, tabs: Sequence[TabWriter]) -> int:
    styles = context.styles
    row = _heading(context, sheet, row, "Tabs (click to go there)")
    link = styles.make(font_color="#0563C1", underline=1)
    for tab in tabs:
        sheet.link(row, 0, tab.name, link)
        sheet.text(row, 1, tab.about, styles.make())
        row += 1
    return row
