"""The cell references inside a formula's text: found, moved, and made independent of where it stands."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from revenue_planner.ground.a1 import letter
from revenue_planner.workbook.xlsx.notation import LAST_COLUMN, LAST_ROW, column_number

#: A text in quotes (to be passed over), or a reference with the tab before it.
_FOUND = re.compile(
    r'"(?:[^"]|"")*"'
    r"|(?P<tab>'(?:[^']|'')+'!|(?<![\w.'!\]])[^\W\d][\w.]*!)?"
    r"(?<![\w.])(?P<fixed_column>\$?)(?P<column>[A-Z]{1,3})(?P<fixed_row>\$?)(?P<row>[1-9]\d{0,6})(?![\w.(!])"
)

_column_number = lru_cache(maxsize=1024)(column_number)


def tab_name(written: str) -> str:
    """The name of the tab that a formula writes as "Base!" or "'My own'!"."""
    name = written.removesuffix("!")
    return name[1:-1].replace("''", "'") if name.startswith("'") else name


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference to one cell. `tab` is as written, "" where there is none; `fixed_…` says that there is a $.

    `stands_on` is the tab that is meant: in Base!A1:B9 the second corner is on Base too. "" is the formula's own.
    """

    tab: str
    row: int
    column: int
    fixed_row: bool
    fixed_column: bool
    stands_on: str = ""


def replaced(formula: str, change: Callable[[Reference], str]) -> str:
    """The formula with every reference changed into what `change` says; texts in quotes stay."""

    first = ""

    def one(found: re.Match[str]) -> str:
        nonlocal first
        column = found["column"]
        if column is None:
            return found[0]
        fixed_row, fixed_column = bool(found["fixed_row"]), bool(found["fixed_column"])
        tab = tab_name(found["tab"] or "")
        if tab or formula[max(found.start() - 1, 0)] != ":":
            first = tab
        return change(Reference(tab, int(found["row"]), _column_number(column), fixed_row, fixed_column, first))

    return _FOUND.sub(one, formula)


def references(formula: str) -> list[Reference]:
    """All references of a formula, in order."""
    found: list[Reference] = []

    def keep(reference: Reference) -> str:
        found.append(reference)
        return ""

    replaced(formula, keep)
    return found


def relative(formula: str, row: int, column: int) -> str:
    """The formula as it would read in any other cell it is copied to: `{-1,0}` is the row above.

    Two cells hold "the same formula" when these texts are equal.
    """

    def one(found: re.Match[str]) -> str:
        name = found["column"]
        if name is None:
            return found[0]
        down = f"${found['row']}" if found["fixed_row"] else int(found["row"]) - row
        across = f"${name}" if found["fixed_column"] else _column_number(name) - column
        return f"{found['tab'] or ''}{{{down},{across}}}"

    return _FOUND.sub(one, formula)


def shifted(formula: str, down: int, across: int) -> str:
    """The formula as it reads when copied so many rows down and columns across."""

    def one(found: re.Match[str]) -> str:
        if found["column"] is None:
            return found[0]
        row, column = int(found["row"]), _column_number(found["column"])
        row += 0 if found["fixed_row"] else down
        column += 0 if found["fixed_column"] else across
        if not (1 <= row <= LAST_ROW and 0 <= column < LAST_COLUMN):
            return "#REF!"
        tab = found["tab"] or ""
        return f"{tab}{found['fixed_column']}{letter(column)}{found['fixed_row']}{row}"

    return _FOUND.sub(one, formula)
