"""Building the workbook against the two usual libraries writing the same cells.

Theirs get the cells ready in memory and write only cells, styles, widths and heights. Ours computes the
plan first, and also writes charts, validation, conditional formats, sparklines, names and print set-up.
openpyxl cannot write computed values beside formulas; it is let off them.
"""

from __future__ import annotations

from copy import copy
from io import BytesIO
from typing import Any

import openpyxl
import xlsxwriter
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import NamedStyle
from openpyxl.utils import get_column_letter

from benchmarks.captured import CapturedBook, capture
from benchmarks.plans import full
from benchmarks.table import Row
from benchmarks.timing import medians
from revenue_planner.engine.run import run
from revenue_planner.plan.values import Plan
from revenue_planner.workbook.write import workbook_bytes

ROUNDS = 7


def ours(plan: Plan) -> bytes:
    result = run(plan)
    return workbook_bytes(plan, result.model, result.values)


def with_xlsxwriter(book: CapturedBook) -> bytes:
    out = BytesIO()
    workbook = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False})
    formats = [workbook.add_format(look) for look in book.xlsxwriter_looks]
    for captured in book.sheets:
        sheet = workbook.add_worksheet(captured.name)
        for column, width in captured.widths.items():
            sheet.set_column(column - 1, column - 1, width)
        for row, height in captured.heights.items():
            sheet.set_row(row - 1, height)
        for cell in captured.cells:
            row, column, content, look = cell.row - 1, cell.column - 1, cell.content, formats[cell.style]
            if cell.value is not None:
                sheet.write_formula(row, column, content, look, cell.value)
            elif isinstance(content, str):
                sheet.write_string(row, column, content, look)
            elif content is None:
                sheet.write_blank(row, column, None, look)
            else:
                sheet.write_number(row, column, content, look)
    workbook.close()
    return out.getvalue()


def with_openpyxl(book: CapturedBook) -> bytes:
    workbook = openpyxl.Workbook(write_only=True)
    names = []
    for number, look in enumerate(book.styles):
        named = NamedStyle(name=f"look {number}")
        for part in ("font", "fill", "border", "alignment", "protection", "number_format"):
            setattr(named, part, copy(getattr(look, part)))
        workbook.add_named_style(named)
        names.append(named.name)
    for captured in book.sheets:
        sheet = workbook.create_sheet(captured.name)
        for column, width in captured.widths.items():
            sheet.column_dimensions[get_column_letter(column)].width = width
        for row, height in captured.heights.items():
            sheet.row_dimensions[row].height = height
        here = 1
        line: list[Any] = []
        for cell in captured.cells:
            while here < cell.row:
                sheet.append(line)
                line, here = [], here + 1
            line.extend([None] * (cell.column - 1 - len(line)))
            written = WriteOnlyCell(sheet, cell.content)
            written.style = names[cell.style]
            line.append(written)
        sheet.append(line)
    out = BytesIO()
    workbook.save(out)
    return out.getvalue()


def measure() -> list[Row]:
    """Build the template that has everything: 36 months, four scenarios."""
    plan = full()
    book = capture(ours(plan))
    taken = medians(
        {
            "ours": lambda: ours(plan),
            "xlsxwriter": lambda: with_xlsxwriter(book),
            "openpyxl": lambda: with_openpyxl(book),
        },
        ROUNDS,
    )
    what = f"build: compute and write {book.size:,} cells, {book.formulas:,} formulas"
    return [
        Row(what, taken["ours"], "XlsxWriter, same cells ready-made", taken["xlsxwriter"], aim=0.5),
        Row(what, taken["ours"], "openpyxl, same cells, no values", taken["openpyxl"]),
    ]
