"""The Inputs tab of a comparison: every input in which a side differs from A."""

from __future__ import annotations

from itertools import groupby

from revenue_planner.analysis.comparison.result import Comparison, InputDifference, months_text
from revenue_planner.ground.units import spoken_unit
from revenue_planner.model.structure import inputs_of
from revenue_planner.plan.values import START
from revenue_planner.workbook.comparison.cells import HEAD_ROW, LABEL, UNIT, A, Pages, widths
from revenue_planner.workbook.frame import fit_row, lay_out, redden
from revenue_planner.workbook.layout import typical
from revenue_planner.workbook.sheet import Sheet

INPUTS = "Inputs"
_NOTE_WIDTH = 50
#: Kinds of differences that have no number.
_WORDS = ("choice", "part", "start")


def write_inputs(pages: Pages) -> None:
    """Write the tab; inputs in the order of the sections of a plan."""
    styles, comparison = pages.styles, pages.comparison
    sheet = pages.book.sheet(INPUTS)
    found = _all(comparison)
    subtitle = f"{len(found)} differ; what is given by month is shown by its average" if found else "No input differs"
    lay_out(
        sheet, styles, "Comparison: inputs", subtitle, widths(pages, _NOTE_WIDTH, 40),
        freeze=(HEAD_ROW, 1), repeat=(HEAD_ROW, HEAD_ROW), colour="#0072B2",
    )  # fmt: skip
    pages.heads(sheet, "Input", ("Months that differ", "Key"))
    row = HEAD_ROW + 2
    for part, members in groupby(found.values(), key=lambda each: each.part):
        pages.bar(sheet, row, part, pages.key_column + 1)
        for each in members:
            row += 1
            _input(pages, sheet, row, each)
        row += 2
    redden(pages.book, sheet, HEAD_ROW + 1, A, row, pages.key_column - 1)


def unit_text(pages: Pages, each: InputDifference) -> str:
    """The unit for people; what is shown by its average says so."""
    if each.kind in ("month", *_WORDS):
        return "month" if each.kind in ("month", "start") else ""
    unit = spoken_unit(each.unit, pages.comparison.currency)
    declared = each.declared
    if declared is not None and declared.per_cent and "%" not in unit:
        unit += ", %"
    by_month = each.kind == "season" or (declared is not None and declared.by_month)
    return f"{unit}, average" if by_month else unit


def _all(comparison: Comparison) -> dict[str, InputDifference]:
    """Inputs that differ in any pair, by key, in the order of the sections."""
    found: dict[str, InputDifference] = {}
    for pair in comparison.pairs:
        found |= {each.key: each for each in pair.inputs if each.key not in found}
    order = [START]
    for part in comparison.structure.parts:
        order += [part.key, *inputs_of((part,))]
    return {key: found[key] for key in order if key in found}


def _input(pages: Pages, sheet: Sheet, row: int, each: InputDifference) -> None:
    styles = pages.styles
    sheet.text(row, LABEL, each.name or "The whole part", styles.label(indent=1))
    sheet.text(row, UNIT, unit_text(pages, each), styles.small())
    usual = typical(each.declared) if each.declared is not None else None
    style = pages.style(each.unit, usual)
    sides = pages.comparison.sides
    pages.type_in(sheet, row, pages.side_column(0), pages.input_cell(each, each.a, sides[0]), style)
    notes = []
    for place, pair in enumerate(pages.comparison.pairs, start=1):
        own = next((other for other in pair.inputs if other.key == each.key), None)
        value = each.a if own is None else own.b
        cell = pages.input_cell(each, value, sides[place if own is not None else 0])
        pages.type_in(sheet, row, pages.side_column(place), cell, style)
        if each.kind in _WORDS:
            for column in (1, 2):
                sheet.blank(row, pages.side_column(place) + column, styles.label())
        else:
            pages.difference(sheet, row, place, each.unit, usual)
        if own is not None and own.months:
            notes.append(f"{pair.b.letter}: {months_text(own, pair)}" if len(sides) > 2 else months_text(own, pair))
    note = "\n".join(notes)
    sheet.text(row, pages.key_column, note, styles.small(text_wrap=True, indent=1))
    fit_row(sheet, row, (note, _NOTE_WIDTH))
    sheet.text(row, pages.key_column + 1, each.key, styles.small(indent=1))
