"""How formulas write ranges, and look things up in them.

Programs disagree on a range of one cell, which a plan of one month or one scenario has: INDEX(A1:A1,1,1) is an
error in Gnumeric, MATCH and COUNTIF of it in others. So such a range is the cell, and what would be looked up in it
is written without a look-up. Every range of a formula is printed here.
"""

from __future__ import annotations


def area(first: str, last: str) -> str:
    """The cells from the first to the last, both on one tab; of one cell, that cell."""
    return first if first == last else f"{first}:{last}"


def item(cells: str, row: str, column: str) -> str:
    """The cell in that row and column of a range."""
    return f"INDEX({cells},{row},{column})" if _several(cells) else cells


def place_of(value: str, cells: str) -> str:
    """The place of a value among the cells of one row or column, counted from 1; an error where it is not there."""
    return f"MATCH({value},{cells},0)" if _several(cells) else f"1/({cells}={value})"


def place_at_most(value: str, cells: str) -> str:
    """The place of the last that is not above a value among ascending cells; 1 where all are above it."""
    return f"IFERROR(MATCH({value},{cells},1),1)" if _several(cells) else "1"


def beside(value: str, cells: str, results: str, otherwise: str, *, down: bool = False) -> str:
    """What stands in `results` at the place of a value among `cells`, of the same shape; or else `otherwise`.

    Both are rows, or columns where `down` says so.
    """
    if not _several(cells):
        return f"IF({cells}={value},{results},{otherwise})"
    found = place_of(value, cells)
    return f"IFERROR({item(results, found, '1') if down else item(results, '1', found)},{otherwise})"


def times_in(value: str, cells: str) -> str:
    """How many cells of a range hold a value."""
    return f"COUNTIF({cells},{value})" if _several(cells) else f"({cells}={value})*1"


def sum_where(value: str, cells: str, numbers: str) -> str:
    """The sum of the numbers beside cells that hold a value; both ranges are of the same shape."""
    return f"SUMIF({cells},{value},{numbers})" if _several(cells) else f"({cells}={value})*{numbers}"


def weighted(numbers: str, weights: str) -> str:
    """The sum of numbers times their weights; both ranges are of the same shape. Blank cells and texts count as 0."""
    return f"SUMPRODUCT({numbers},{weights})" if _several(numbers) else f"SUM({numbers})*{weights}"


def weighted_squares(numbers: str, weights: str) -> str:
    """The sum of squared numbers times their weights, as `weighted`."""
    return (
        f"SUMPRODUCT({numbers},{numbers},{weights})"
        if _several(numbers)
        else f"SUM({numbers})*SUM({numbers})*{weights}"
    )


def both_known(one: str, two: str, formula: str) -> str:
    """A formula of two cells, shown as nothing while one of them holds a text in place of a number."""
    return f'IF(COUNT({one},{two})>1,{formula},"")'


def _several(cells: str) -> bool:
    return ":" in cells
