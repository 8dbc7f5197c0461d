"""Workbooks computed anew after a change, as a spreadsheet program does before it saves them."""

from __future__ import annotations

from html import escape

from tests.support.drafts import Draft
from tests.support.engines import Engine, IronCalc
from tests.support.workbook_file import FORMULA, Value, WorkbookFile


def recomputed(draft: Draft, engine: type[Engine] = IronCalc) -> Draft:
    """The draft with every figure as an engine comes to it."""
    file = WorkbookFile(draft.data)
    values = engine(file.poisoned()).values(file.formulas)
    for sheet, member in file.sheets.items():
        text = FORMULA.sub(lambda found, sheet=sheet: _cell(found, values[sheet, found[1]]), file.xml(sheet))
        draft.members[member] = text.encode()
    return draft


def _cell(found, value: Value) -> str:  # type: ignore[no-untyped-def]
    cell, attributes, formula, _value = found.groups()
    attributes = attributes.replace(' t="str"', "").replace('t="str" ', "")
    if isinstance(value, float):
        return f'<c r="{cell}"{attributes}><f>{formula}</f><v>{value!r}</v></c>'
    text = value or ""
    kind = "e" if text.startswith("#") else "str"
    return f'<c r="{cell}" t="{kind}"{attributes}><f>{formula}</f><v>{escape(text)}</v></c>'
