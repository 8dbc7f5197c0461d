"""The Log tab: what the file was built from, its parts, and room for the user's notes."""

from __future__ import annotations

import hashlib

from revenue_planner import __version__
from revenue_planner.equations.stream import Stream
from revenue_planner.plan.values import Plan
from revenue_planner.workbook.book import Sheet
from revenue_planner.workbook.frame import Context, open_sheet
from revenue_planner.workbook.style import NIGHT

_NOTES = 20
FACT, PART = "fact.", "part."


def fingerprint(plan: Plan) -> str:
    """A short hash of everything a plan says, to tell files built from different plans apart."""
    parts = [(part.key, part.label) for part in plan.structure.parts]
    settings = [
        (name, key, str(setting.value), sorted(setting.months.items()))
        for name, own in plan.settings.items()
        for key, setting in sorted(own.items())
    ]
    facts = (plan.title, plan.currency, str(plan.timeline), plan.scenarios, parts, settings)
    return hashlib.sha256(repr(facts).encode()).hexdigest()[:16]


def write_log(context: Context) -> None:
    """Write the tab. The facts and parts let the planner read the workbook back as a plan."""
    plan, styles = context.plan, context.styles
    sheet = open_sheet(
        context, "Log", "Log", "What this workbook was built from, and your own notes.", (44, 40, 34, 34, 44),
        status=(1, 1), freeze=(2, 0), repeat=(1, 2),
    )  # fmt: skip
    facts = [
        ("Planner version", __version__, "version"),
        ("Plan", plan.title, "title"),
        ("Currency", plan.currency, "currency"),
        ("Months", str(plan.timeline.months), "months"),
        ("First month when built", str(plan.timeline.start), "start"),
        ("Template", plan.template, "template"),
        ("Fingerprint of the plan", fingerprint(plan), "fingerprint"),
        *((f"Scenario {n}", s.title, f"scenario.{s.name}") for n, s in enumerate(plan.scenarios, start=1)),
    ]
    row = _heading(context, sheet, 4, ("Built from", "", "Key"))
    for label, value, key in facts:
        sheet.text(row, 0, label, styles.label())
        sheet.text(row, 1, value, styles.label())
        sheet.text(row, 2, FACT + key, styles.small())
        row += 1
    row = _heading(
        context, sheet, row + 1, ("Parts of the plan", "Table in the plan file", "Key", "Belongs to", "Heading")
    )
    for part in plan.structure.parts:
        if part.key.startswith("by_stream."):
            continue
        table = part.component.name if issubclass(part.component, Stream) else f"{part.parent}.{part.family}"
        for column, text in enumerate((part.label, table, PART + part.key, part.parent)):
            sheet.text(row, column, text, styles.small() if column > 1 else styles.label())
        row += 1
    row = _heading(context, sheet, row + 1, ("Your notes: what you changed and why", "", "Date"))
    for offset in range(_NOTES):
        for column in range(3):
            form = "yyyy-mm-dd" if column == 2 else "@"
            sheet.blank(row + offset, column, styles.entry(form, align="left"))
    sheet.print_area(0, 0, row + _NOTES - 1, 4)


def _heading(context: Context, sheet: Sheet, row: int, titles: tuple[str, ...]) -> int:
    style = context.styles.heading(NIGHT)
    for column in range(5):
        sheet.text(row, column, titles[column] if column < len(titles) else "", style)
    return row + 1
