"""How formulas of the model write ranges, and look things up in them; `workbook/functions.py` does for the other tabs.

Programs disagree on a range of one cell, which a plan of one month or one scenario has: INDEX(A1:A1,1,1) is an
error in Gnumeric, MATCH and COUNTIF of it in others. So such a range is the cell, and what would be looked up in it
is written without a look-up.
"""

from __future__ import annotations


def area(first: str, last: str) -> str:
    """The cells from the first to the last, both on one tab; of one cell, that cell."""
    return first if first == last else f"{first}:{last}"


def item(cells: str, row: str, column: str) -> str:
    """The cell in that row and column of a range."""
    return f"INDEX({cells},{row},{column})" if _several(cells) else cells


def beside(value: str, cells: str, results: str, otherwise: str) -> str:
    """What stands in the row `results` at the place of a value in the row `cells`; or else `otherwise`."""
    if not _several(cells):
        return f"IF({cells}={value},{results},{otherwise})"
    return f"IFERROR({item(results, '1', f'MATCH({value},{cells},0)')},{otherwise})"


def _several(cells: str) -> bool:
    return ":" in cells
