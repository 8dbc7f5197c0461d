"""Names of cells and tabs, as formulas write them."""

from __future__ import annotations

from functools import lru_cache

#: Stand-ins, in a formula for a whole row, for the column of its month and of the month before.
THIS, BEFORE = "\x01", "\x02"


@lru_cache(maxsize=4096)
def letter(column: int) -> str:
    """The letters of a column counted from 0: A, B … Z, AA …"""
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def quoted(sheet: str) -> str:
    """A sheet's name as formulas write it: bare only where it cannot be taken for a cell (Q1) or a value (TRUE)."""
    if sheet.isascii() and sheet.isalpha() and len(sheet) > 3 and sheet.upper() not in ("TRUE", "FALSE"):
        return sheet
    return "'" + sheet.replace("'", "''") + "'"
