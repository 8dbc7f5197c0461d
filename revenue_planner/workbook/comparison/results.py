"""The Results tab of a comparison: every summary result side by side."""

from __future__ import annotations

from revenue_planner.analysis.comparison.result import ResultRow, result_groups
from revenue_planner.ground.look import QUIET
from revenue_planner.ground.text import counted
from revenue_planner.ground.units import spoken_unit
from revenue_planner.language.nodes import TOLERANCE
from revenue_planner.language.vocabulary import MONTHS_PER_YEAR as YEAR
from revenue_planner.workbook.cells import Area
from revenue_planner.workbook.comparison.cells import (
    HEAD_ROW,
    LABEL,
    MONTHS_PER_YEAR,
    RESULTS,
    SAME,
    UNIT,
    A,
    Pages,
    widths,
)
from revenue_planner.workbook.frame import lay_out, redden
from revenue_planner.workbook.sheet import Sheet
from revenue_planner.workbook.style import DATE, TINY


def results_constants(pages: Pages) -> dict[str, Area]:
    """Where the constants will stand, known before the tab is written."""
    row = _facts_head(pages) + len(pages.comparison.sides) + 2
    return {name: RESULTS.cell(row + place, A).fixed for place, name in enumerate((MONTHS_PER_YEAR, SAME))}


def write_results(pages: Pages) -> None:
    """Write the tab."""
    comparison, styles = pages.comparison, pages.styles
    sheet = pages.book.sheet(RESULTS.name)
    months = counted(comparison.months, "month")
    first = f" from {comparison.sides[0].plan.timeline.start.label}" if comparison.same_start else ""
    lay_out(
        sheet, styles, "Comparison: results", f"{months}{first}, money in {comparison.currency}", widths(pages, 40),
        freeze=(HEAD_ROW, 1), repeat=(HEAD_ROW, HEAD_ROW), colour="#009E73",
    )  # fmt: skip
    sheet.text(3, LABEL, "; ".join(comparison.warnings), styles.small(bottom=0))
    pages.heads(sheet, "Result", ("Key",))
    row = HEAD_ROW + 2
    for heading, found in result_groups(comparison):
        pages.bar(sheet, row, heading, pages.key_column)
        for label, result in found:
            row += 1
            _result(pages, sheet, row, label, result)
        row += 2
    redden(pages.book, sheet, HEAD_ROW + 1, A, row, pages.key_column - 1)
    _facts(pages, sheet)


def _result(pages: Pages, sheet: Sheet, row: int, label: str, result: ResultRow) -> None:
    styles, unit = pages.styles, result.unit
    sheet.text(row, LABEL, label, styles.label(indent=1))
    sheet.text(row, UNIT, _unit(pages, unit), styles.small())
    for place, side in enumerate(pages.comparison.sides):
        cell = pages.cell(result.values[place], unit, side)
        pages.type_in(sheet, row, pages.side_column(place), cell, pages.style(unit, bold=True))
        if place:
            pages.difference(sheet, row, place, unit)
    sheet.text(row, pages.key_column, result.key, styles.small(indent=1))


def _unit(pages: Pages, unit: str) -> str:
    return "month" if unit == "date" else spoken_unit(unit, pages.comparison.currency)


def _facts_head(pages: Pages) -> int:
    """The row in which the table of what is compared begins."""
    groups = result_groups(pages.comparison)
    return HEAD_ROW + 2 + sum(len(found) + 2 for _heading, found in groups)


def _facts(pages: Pages, sheet: Sheet) -> None:
    """What is compared, and the constants that formulas look at."""
    styles, head = pages.styles, _facts_head(pages)
    pages.bar(sheet, head, "What is compared", pages.key_column)
    for row, side in enumerate(pages.comparison.sides, start=head + 1):
        start = side.plan.timeline.start
        sheet.text(row, LABEL, f"{side.letter}: {side.title}", styles.label(indent=1))
        sheet.text(row, UNIT, "begins in", styles.small())
        sheet.number(row, A, float(start.serial), styles.number(DATE))
        sheet.text(row, A + 1, f"{side.plan.title} ({side.source})", styles.make(font_color=QUIET, indent=1))
    constants = ((MONTHS_PER_YEAR, YEAR.value, "0"), (SAME, TOLERANCE.value, TINY))
    for row, (name, value, form) in enumerate(constants, start=head + len(pages.comparison.sides) + 2):
        sheet.text(row, LABEL, name, styles.small(indent=1))
        sheet.blank(row, UNIT, styles.small())
        sheet.number(row, A, value, styles.small(num_format=form, align="right"))
