"""The Log tab: what the file was built from, its parts, and room for the user's notes."""

from __future__ import annotations

import hashlib

from revenue_planner.ground.look import NIGHT
from revenue_planner.ground.version import __version__
from revenue_planner.language.component import Stream
from revenue_planner.model.structure import Part
from revenue_planner.plan.values import Plan
from revenue_planner.streams.totals import StreamTotal
from revenue_planner.workbook.cells import Area
from revenue_planner.workbook.frame import Context, open_sheet
from revenue_planner.workbook.layout import LOG
from revenue_planner.workbook.risk_facts import risk_facts
from revenue_planner.workbook.seal import SEALED, rows_written, seal
from revenue_planner.workbook.sheet import Sheet
from revenue_planner.workbook.tabs.log.inputs import InputsLog, write_inputs_log

_NOTES = 20
_FACTS_ROW = 4
FACT, PART = "fact.", "part."
SEAL = "seal"


def fingerprint(plan: Plan) -> str:
    """A short hash of everything a plan says, to tell files built from different plans apart."""
    parts = [(part.key, part.label) for part in plan.structure.parts]
    settings = [
        (name, key, str(setting.value), sorted(setting.months.items()), setting.writer)
        for name, own in plan.settings.items()
        for key, setting in sorted(own.items())
    ]
    risk = [(value, key) for _label, value, key in risk_facts(plan)]
    facts = (plan.title, plan.currency, str(plan.timeline), plan.scenarios, parts, settings, risk)
    return hashlib.sha256(repr(facts).encode()).hexdigest()[:16]


def write_log(context: Context, as_of: str = "") -> None:
    """Write the tab. The facts and parts let the planner read the workbook back as a plan.

    `as_of` is the date the user gives the build; the writer never looks at the clock.
    """
    plan, styles = context.plan, context.styles
    sheet = open_sheet(
        context, "Log", "Log", "What this workbook was built from, what has changed since, and your own notes.",
        (52, 30, 44, 12, *[14] * max(3 * len(plan.scenarios), 6)),
        status=(1, 1), freeze=(2, 0), repeat=(1, 2),
    )  # fmt: skip
    row = _heading(context, sheet, _FACTS_ROW, ("Built from", "", "Key"))
    for label, value, key in _facts(plan, as_of):
        sheet.text(row, 0, label, styles.label())
        sheet.text(row, 1, value, styles.label())
        sheet.text(row, 2, FACT + key, styles.small())
        row += 1
    differs_row = row
    row = _heading(context, sheet, row + 2, ("Parts of the plan", "Table in the plan file", "Key", "Part of"))
    for part in _parts(plan):
        table = part.component.name if issubclass(part.component, Stream) else f"{part.parent}.{part.family}"
        for column, text in enumerate((part.label, table, PART + part.key, part.parent)):
            sheet.text(row, column, text, styles.small() if column > 1 else styles.label())
        row += 1
    row = _heading(context, sheet, row + 1, ("Your notes: what you changed and why", "", "Date"))
    for offset in range(_NOTES):
        for column in range(3):
            form = "yyyy-mm-dd" if column == 2 else "@"
            sheet.blank(row + offset, column, styles.entry(form, align="left"))
    sheet.kept.append((row - 1, row + _NOTES - 1))
    assert inputs_log(context).head == row + _NOTES + 1
    differing = write_inputs_log(inputs_log(context), sheet)
    sheet.text(differs_row, 0, "Inputs changed since it was built", styles.label(bold=True))
    sheet.put(differs_row, 1, differing, styles.number("0", bold=True))
    tabs = [tab for name in SEALED if (tab := context.book.workbook.get_worksheet_by_name(name)) is not None]
    sealed = seal(row for tab in tabs for row in rows_written(tab))
    names = [key for _label, _value, key in _facts(plan, as_of)]
    sheet.text(_FACTS_ROW + 1 + names.index(SEAL), 1, sealed, styles.label())
    sheet.print_area(0, 0, row + _NOTES - 1, 3)


def inputs_log(context: Context) -> InputsLog:
    """The tables of inputs as built, below the facts, the parts and the notes."""
    facts, parts = len(_facts(context.plan, "")), len(_parts(context.plan))
    # Before each block stands its heading, and before all but the first a blank row or two.
    return InputsLog(context, _FACTS_ROW + 1 + facts + 3 + parts + 2 + _NOTES + 1)


def _parts(plan: Plan) -> list[Part]:
    return [part for part in plan.structure.parts if part.component is not StreamTotal]


def changed_cell(plan: Plan) -> Area:
    """Where the Log counts the inputs that were changed since it was built."""
    return LOG.cell(_FACTS_ROW + 1 + len(_facts(plan, "")), 1).fixed


def _facts(plan: Plan, as_of: str) -> list[tuple[str, str, str]]:
    """Label, value and key of each fact, a row each."""
    return [
        ("Planner version", __version__, "version"),
        ("Plan", plan.title, "title"),
        ("Currency", plan.currency, "currency"),
        ("Months", str(plan.timeline.months), "months"),
        ("First month when built", str(plan.timeline.start), "start"),
        ("Template", plan.template, "template"),
        ("As of", as_of, "as_of"),
        ("Fingerprint of the plan", fingerprint(plan), "fingerprint"),
        ("Fingerprint of figures as built", "", SEAL),
        *((f"Scenario {n}", s.title, f"scenario.{s.name}") for n, s in enumerate(plan.scenarios, start=1)),
        *risk_facts(plan),
    ]


def _heading(context: Context, sheet: Sheet, row: int, titles: tuple[str, ...]) -> int:
    style = context.styles.heading(NIGHT)
    for column in range(4):
        sheet.text(row, column, titles[column] if column < len(titles) else "", style)
    return row + 1
