"""What stands in a workbook file: formulas, cached values and texts, read from its XML (openpyxl takes seconds).

A cell is addressed as ("Base", "I12"). A value is a float, a string, or None for an empty cell.
"""

from __future__ import annotations

import html
import re
import zipfile
from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from io import BytesIO

Value = float | str | None
Address = tuple[str, str]
Cells = dict[Address, Value]

#: What every cached value is replaced by before an engine sees the file; a date that no plan reaches.
SENTINEL = 2468013.125

FORMULA = re.compile(r'<c r="([A-Z]+\d+)"([^>]*)><f>([^<]*)</f><v>([^<]*)</v></c>')
_ANY_FORMULA = re.compile(r"<f[ >/]")
_TEXT = re.compile(r'<c r="([A-Z]+\d+)" t="s"[^>]*><v>(\d+)</v></c>')
_NUMBER = re.compile(r'<c r="([A-Z]+\d+)"(?: s="\d+")?><v>([^<]+)</v></c>')
_SHEET = re.compile(r'<sheet name="([^"]+)" sheetId="\d+" r:id="rId(\d+)"')
_STRING = re.compile(r"<si><t[^>]*>([^<]*)</t></si>")
_CELL = re.compile(r"([A-Z]+)(\d+)")


class WorkbookFile:
    """A workbook of ours, as bytes."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        with zipfile.ZipFile(BytesIO(data)) as archive:
            self.members = {name: archive.read(name) for name in archive.namelist()}

    @cached_property
    def sheets(self) -> dict[str, str]:
        """The archive member of each sheet, by the sheet's name, in the order of the tabs."""
        relations = self.members["xl/_rels/workbook.xml.rels"].decode()
        targets = dict(re.findall(r'Id="rId(\d+)" [^>]*Target="([^"]+)"', relations))
        found = _SHEET.findall(self.members["xl/workbook.xml"].decode())
        return {html.unescape(name): f"xl/{targets[number]}" for name, number in found}

    def xml(self, sheet: str) -> str:
        return self.members[self.sheets[sheet]].decode()

    @cached_property
    def stored(self) -> Cells:
        """Our own value of every formula cell."""
        cells: Cells = {}
        for sheet, cell, attributes, _formula, value in self._formula_cells():
            cells[sheet, cell] = html.unescape(value) if 't="str"' in attributes else float(value)
        return cells

    @cached_property
    def formulas(self) -> dict[Address, str]:
        """Every formula, without "="."""
        return {(sheet, cell): html.unescape(text) for sheet, cell, _a, text, _v in self._formula_cells()}

    @cached_property
    def texts(self) -> dict[str, dict[str, str]]:
        """Every text cell, by sheet and cell."""
        strings = [html.unescape(text) for text in _STRING.findall(self.members["xl/sharedStrings.xml"].decode())]
        return {
            sheet: {cell: strings[int(index)] for cell, index in _TEXT.findall(self.xml(sheet))}
            for sheet in self.sheets
        }

    @cached_property
    def numbers(self) -> dict[str, dict[str, float]]:
        """Every typed number, by sheet and cell."""
        return {sheet: {c: float(v) for c, v in _NUMBER.findall(self.xml(sheet))} for sheet in self.sheets}

    def _formula_cells(self) -> Iterator[tuple[str, str, str, str, str]]:
        for sheet in self.sheets:
            xml = self.xml(sheet)
            found = FORMULA.findall(xml)
            there = len(_ANY_FORMULA.findall(xml))
            if len(found) != there:
                raise AssertionError(f"{sheet}: {there} formulas, of which {len(found)} can be read")
            for cell, attributes, formula, value in found:
                yield sheet, cell, attributes, formula, value

    def poisoned(self) -> bytes:
        """The file with the sentinel in place of every cached value: only an engine that recalculates
        can know the right one."""
        return self._with({sheet: FORMULA.sub(_poison, self.xml(sheet)) for sheet in self.sheets})

    def with_formula(self, at: Address, formula: str) -> WorkbookFile:
        """The file with another formula in one cell, beside the old cached value."""
        sheet, cell = at
        pattern = re.compile(rf'(<c r="{cell}"[^>]*><f>)[^<]*(</f>)')
        text, changes = pattern.subn(rf"\g<1>{html.escape(formula, quote=False)}\g<2>", self.xml(sheet))
        if changes != 1:
            raise AssertionError(f"{sheet}!{cell} has no formula")
        return WorkbookFile(self._with({sheet: text}))

    def _with(self, changed: Mapping[str, str]) -> bytes:
        replaced = {self.sheets[sheet]: text.encode() for sheet, text in changed.items()}
        out = BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
            for name, content in self.members.items():
                archive.writestr(name, replaced.get(name, content))
        return out.getvalue()


def _poison(match: re.Match[str]) -> str:
    cell, attributes, formula, _value = match.groups()
    attributes = attributes.replace('t="str" ', "")
    return f'<c r="{cell}"{attributes}><f>{formula}</f><v>{SENTINEL}</v></c>'


@cache
def row_and_column(cell: str) -> tuple[int, int]:
    """Both counted from 1: "B7" is (7, 2)."""
    match = _CELL.fullmatch(cell)
    assert match is not None
    return int(match[2]), column_number(match[1])


def column_number(letters: str) -> int:
    number = 0
    for character in letters:
        number = number * 26 + ord(character) - 64
    return number


def column_letters(number: int) -> str:
    """The inverse of `column_number`."""
    text = ""
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(65 + rest) + text
    return text
