"""Where the printed pages of a tab end, from what XlsxWriter knows of its rows, columns and paper."""

from __future__ import annotations

from collections.abc import Collection

from xlsxwriter.worksheet import Worksheet

from revenue_planner.workbook.paging import page_breaks, points, room, rows_under
from revenue_planner.workbook.xlsx.notation import parse_area


def end_pages(
    sheet: Worksheet,
    last_row: int,
    headings: Collection[int],
    charts: Collection[tuple[int, float]],
    kept: Collection[tuple[int, int]],
) -> None:
    """Break the pages where it suits; a tab that is printed on one page has none to break.

    `last_row` is that of the tab's cells, `headings` are rows that stay with what follows them, `charts` the first row
    of each chart and its height, `kept` first and last rows of what else is not cut.
    """
    if sheet.fit_page and sheet.fit_height == 1:
        return
    area = parse_area(sheet.print_area_range.rpartition("!")[2]) if sheet.print_area_range else None
    last_row = area.bottom if area else last_row
    last_column = area.right if area else sheet.dim_colmax
    heights = [_height(sheet, row) for row in range(1, last_row + 1)]
    repeated = parse_area(sheet.repeat_row_range.rpartition("!")[2]) if sheet.repeat_row_range else None
    width = sum(_width(sheet, column) for column in range(last_column + 1))
    page = room(
        sheet.paper_size,
        (sheet.margin_left, sheet.margin_right, sheet.margin_top, sheet.margin_bottom),
        width,
        sum(heights[repeated.top - 1 : repeated.bottom]) if repeated else 0.0,
        0.0 if sheet.fit_page else sheet.print_scale / 100,
    )
    whole = [*((row, row + rows_under(height, heights, row) - 1) for row, height in charts), *kept]
    shown = [rows for rows in whole if rows[0] <= last_row]
    sheet.set_h_pagebreaks(page_breaks(heights, page, headings, shown, sheet.hbreaks))


def _height(sheet: Worksheet, row: int) -> float:
    known = sheet.row_info.get(row - 1)
    return points(sheet.default_row_height if known is None or known.height is None else known.height)


def _width(sheet: Worksheet, column: int) -> float:
    known = sheet.col_info.get(column)
    return points(sheet.default_col_width if known is None or known.width is None else known.width)
