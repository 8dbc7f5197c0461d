"""What a workbook of ours holds, cell by cell, so that other libraries can be made to write the same."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from typing import Any

import openpyxl
from openpyxl.cell.cell import Cell
from openpyxl.utils import column_index_from_string
from openpyxl.worksheet.worksheet import Worksheet

#: XlsxWriter's numbers for kinds of border.
_LINES = {"thin": 1, "medium": 2, "dashed": 3, "dotted": 4, "thick": 5, "double": 6, "hair": 7}


@dataclass(frozen=True)
class Captured:
    """A cell: `content` is a text, a number, a formula with "=", or None; `value` a formula's cached value."""

    row: int
    column: int
    content: str | float | None
    value: str | float | None
    style: int


@dataclass(frozen=True)
class CapturedSheet:
    """Rows count from 1, columns from 1; widths by column, heights by row."""

    name: str
    cells: list[Captured]
    widths: dict[int, float]
    heights: dict[int, float]


@dataclass(frozen=True)
class CapturedBook:
    """`styles` are the looks that cells refer to, as openpyxl's objects."""

    sheets: list[CapturedSheet]
    styles: list[Any]

    @cached_property
    def xlsxwriter_looks(self) -> list[dict[str, Any]]:
        """The styles as XlsxWriter's properties."""
        return [_properties(style) for style in self.styles]

    @property
    def formulas(self) -> int:
        return sum(cell.value is not None for sheet in self.sheets for cell in sheet.cells)

    @property
    def size(self) -> int:
        return sum(len(sheet.cells) for sheet in self.sheets)


def capture(data: bytes) -> CapturedBook:
    """Read a workbook's formulas, cached values, styles, widths and heights."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # openpyxl does not know sparklines
        formulas = openpyxl.load_workbook(BytesIO(data))
        values = openpyxl.load_workbook(BytesIO(data), data_only=True)
    numbers: dict[Any, int] = {}
    styles: list[Any] = []
    sheets = []
    for sheet in formulas.worksheets:
        cells = []
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is None and not cell.has_style:
                    continue
                key = tuple(cell._style)
                if key not in numbers:
                    numbers[key] = len(styles)
                    styles.append(cell)
                cells.append(_captured(cell, values[sheet.title], numbers[key]))
        sheets.append(CapturedSheet(sheet.title, cells, _widths(sheet), _heights(sheet)))
    return CapturedBook(sheets, styles)


def _captured(cell: Cell, values: Worksheet, style: int) -> Captured:
    content, value = cell.value, None
    if cell.data_type == "f":
        value = _plain(values.cell(cell.row, cell.column).value)
        value = "" if value is None else value
    return Captured(cell.row, cell.column, _plain(content), value, style)


def _plain(value: Any) -> str | float | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, (int, float)):
        return float(value)
    return float(openpyxl.utils.datetime.to_excel(value))


def _widths(sheet: Worksheet) -> dict[int, float]:
    found = {}
    for letters, dimension in sheet.column_dimensions.items():
        first = dimension.min or column_index_from_string(letters)
        for column in range(first, (dimension.max or first) + 1):
            found[column] = dimension.width
    return found


def _heights(sheet: Worksheet) -> dict[int, float]:
    return {row: dimension.height for row, dimension in sheet.row_dimensions.items() if dimension.height}


def _properties(look: Any) -> dict[str, Any]:
    font, fill, alignment = look.font, look.fill, look.alignment
    found: dict[str, Any] = {
        "font_name": font.name,
        "font_size": font.sz,
        "bold": bool(font.b),
        "italic": bool(font.i),
        "font_color": _colour(font.color),
        "num_format": look.number_format,
        "align": alignment.horizontal,
        "valign": {"center": "vcenter"}.get(alignment.vertical, alignment.vertical),
        "indent": int(alignment.indent or 0),
        "text_wrap": bool(alignment.wrap_text),
        "locked": bool(look.protection.locked),
        "underline": 1 if font.u else 0,
        "bg_color": _colour(fill.fgColor) if fill.fill_type == "solid" else None,
    }
    for side in ("left", "right", "top", "bottom"):
        line = getattr(look.border, side)
        if line is not None and line.style is not None:
            found[side] = _LINES[line.style]
            found[f"{side}_color"] = _colour(line.color)
    return {name: value for name, value in found.items() if value is not None}


def _colour(colour: Any) -> str | None:
    if colour is None or not isinstance(colour.rgb, str):
        return None
    return f"#{colour.rgb[-6:]}"
