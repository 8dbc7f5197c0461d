"""Rules about what a formula may be made of: what Excel 2010, LibreOffice, Google Sheets and Numbers agree on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from revenue_planner.workbook.xlsx.formula_tree import (
    Call,
    CellReference,
    ErrorText,
    Missing,
    Name,
    Number,
    Operation,
    Sign,
    Term,
)

LONGEST = 110

#: Functions that formulas may use. MOD, NPV and IRR only as the planner uses them.
FUNCTIONS = frozenset({
    "ABS", "AVERAGE", "COUNT", "COUNTA", "COUNTIF", "DATE", "IF", "IFERROR", "INDEX", "IRR", "ISNUMBER", "MATCH",
    "MAX", "MEDIAN", "MIN", "MOD", "MONTH", "NPV", "PMT", "ROUND", "SMALL", "SQRT", "SUM", "SUMIF", "SUMPRODUCT",
    "YEAR",
})  # fmt: skip
_AGAIN_AND_AGAIN = frozenset({"NOW", "TODAY", "RAND", "RANDBETWEEN", "RANDARRAY", "CELL", "INFO"})
_UNTRACEABLE = frozenset({"OFFSET", "INDIRECT", "CHOOSE"})
_TO_WHOLE = frozenset({"INT", "TRUNC", "ROUNDDOWN", "ROUNDUP", "CEILING", "FLOOR", "QUOTIENT"})

#: Tabs of these names are read as cells (or as true and false) unless they are quoted.
_LIKE_A_CELL = re.compile(r"(?<![\w'.!])((?:[A-Z]{1,3}\d{1,7}|R\d*C\d*|R|C|TRUE|FALSE))!", re.IGNORECASE)
_TEXTS = re.compile(r'"(?:[^"]|"")*"')

Fault = tuple[str, str]


def faults(tree: Term, text: str) -> list[Fault]:
    """Every rule that a formula breaks, with a hint, each once."""
    found = dict.fromkeys(_faults(tree))
    if len(text) + 1 > LONGEST:
        found[f"is longer than {LONGEST} characters", "give a part of it a row of its own"] = None
    if _ifs_inside(tree, 0) > 1:
        found["has an IF inside an IF", "give the inner one a row of its own"] = None
    return list(found)


def _faults(tree: Term) -> Iterator[Fault]:
    for term in tree.walk():
        match term:
            case Number(text) if text not in ("0", "1"):
                yield f"has a number typed into it: {text}", "put the number into a cell with a label, and refer to it"
            case ErrorText(text):
                yield (
                    f"refers to something that was deleted ({text})",
                    "undo the deletion",
                )
            case Call(name, arguments):
                yield from _call(name, arguments)
            case Operation(operator, left, right):
                yield from _operation(operator, left, right)
            case Sign("-", Sign("-")):
                yield "has two minus signs in a row", "multiply by 1 instead"
            case Sign("%"):
                yield "has a % sign in it", "write the share as a cell"
            case Sign("@"):
                yield "has an @ sign in it, which older programs do not know", "refer to one cell"
            case Name(text) if "[" in text:
                yield f"refers to a table's column ({text})", "refer to cells"
            case Name(text) if text.upper() not in ("TRUE", "FALSE"):
                yield f"uses a name ({text}); other programs drop or move names", "refer to the cell itself"
            case CellReference(tab, address):
                yield from _reference(tab, address)


def _call(name: str, arguments: tuple[Term, ...]) -> Iterator[Fault]:
    if name.startswith("_XL"):
        yield (
            f"uses {name.rpartition('.')[2]}, which older programs do not have",
            "use functions that all programs have",
        )
    elif name in _AGAIN_AND_AGAIN:
        yield f"uses {name}, which changes by itself at every computing", "type the figure on the tab Inputs"
    elif name in _UNTRACEABLE:
        yield f"uses {name}, which hides what the formula depends on", "use INDEX"
    elif name in _TO_WHOLE:
        yield f"uses {name}; programs differ in the last digit, and so by a whole", "use ROUND"
    elif name not in FUNCTIONS:
        yield f"uses {name}, which is not among the functions that all programs share", "use another function"
    if name == "INDEX" and (len(arguments) != 3 or any(isinstance(each, Missing) for each in arguments)):
        yield "uses INDEX without row and column; programs read that differently", "write INDEX(range,1,number)"
    if name == "SUMPRODUCT" and not all(isinstance(each, CellReference) or _is_range(each) for each in arguments):
        yield "computes inside SUMPRODUCT, which only some programs do", "give that a row of its own, or use SUMIF"


def _operation(operator: str, left: Term, right: Term) -> Iterator[Fault]:
    if operator == ":" and not (isinstance(left, CellReference) and isinstance(right, CellReference)):
        yield "has a range that a function begins or ends", "write both corners as cells"
    elif operator == ":" and left == right:
        yield "has a range of one cell, which some programs cannot look into", "refer to the cell"
    elif operator == "union":
        yield "joins ranges with a comma", "add the sums of both ranges"
    elif operator == "^":
        yield "uses ^, which programs read differently after a minus", "multiply"
    elif operator == "&":
        yield "joins texts with &", "show the figure in a cell of its own, with a number format"


def _reference(tab: str, address: str) -> Iterator[Fault]:
    if "[" in tab:
        yield "refers to another file", "copy the figures into this workbook"
    elif ":" in tab:
        yield "refers to several tabs at once", "refer to each tab by itself"
    if ":" in address:
        yield "refers to whole columns or rows", "refer to the cells that are filled"


def bare_tab(text: str) -> str:
    """The name of a tab that looks like a cell and stands without quotes; "" where there is none."""
    found = _LIKE_A_CELL.search(_TEXTS.sub('""', text))
    return found[1] if found else ""


def _is_range(term: Term) -> bool:
    return isinstance(term, Operation) and term.operator == ":"


def _ifs_inside(term: Term, depth: int) -> int:
    """How deep IFs are nested."""
    here = depth + (isinstance(term, Call) and term.name == "IF")
    return max([here, *(_ifs_inside(child, here) for child in term.children())])
