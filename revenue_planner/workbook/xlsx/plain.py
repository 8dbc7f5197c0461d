"""Cells of a sheet whose XML is written plainly, as every spreadsheet program writes it.

The parser that reads everything hands each element to Python, which is most of the time a large tab takes.
Here a C parser only confirms that the XML is well-formed, and the cells are cut out by pattern. A sheet
that is written otherwise (a prefix before element names, comments, other encodings) is not plain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

_CELLS = re.compile(r"<row\b([^>]*)>|<c\b([^>]*?)(?:/>|>(.*?)</c>)", re.DOTALL)
_ATTRIBUTE = re.compile(r"(\w+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_VALUE = re.compile(r"<v\b[^>]*>(.*?)</v>", re.DOTALL)
_FORMULA = re.compile(r"<f\b([^>]*?)(?:/>|>(.*?)</f>)", re.DOTALL)
_PHONETIC = re.compile(r"<rPh\b.*?</rPh>", re.DOTALL)
_TEXT = re.compile(r"<t\b[^>]*?(?:/>|>(.*?)</t>)", re.DOTALL)
_DECLARED_UTF8 = re.compile(rb"<\?xml[^>]*encoding=[\"'](?!utf-8)", re.IGNORECASE)


@dataclass(slots=True)
class PlainRow:
    attributes: dict[str, str]


@dataclass(slots=True)
class PlainCell:
    """A cell as written. `text` is its value's; `formula` and its attributes are None where it has none."""

    attributes: dict[str, str]
    text: str
    formula: str | None
    formula_attributes: dict[str, str]


def split(data: bytes) -> tuple[bytes, str] | None:
    """The XML without its cells, and the cells; None where the sheet is not plain."""
    start, end = data.find(b"<sheetData>"), data.rfind(b"</sheetData>")
    if start < 0 or end < start or b"<!" in data or _DECLARED_UTF8.match(data):
        return None
    start += len(b"<sheetData>")
    try:
        return data[:start] + data[end:], data[start:end].decode("utf-8")
    except UnicodeDecodeError:
        return None


def plain_cells(text: str) -> Iterator[PlainRow | PlainCell]:
    """Rows and cells in order."""
    for found in _CELLS.finditer(text):
        row, attributes, inner = found.groups()
        if row is not None:
            yield PlainRow(_attributes(row))
        else:
            yield _cell(_attributes(attributes), inner or "")


def _attributes(text: str) -> dict[str, str]:
    return {name: _decoded(double or single) for name, double, single in _ATTRIBUTE.findall(text)}


def _decoded(text: str) -> str:
    return unescape(text) if "&" in text else text


def _cell(attributes: dict[str, str], inner: str) -> PlainCell:
    if inner.startswith("<v>") and inner.count("<") == 2:
        return PlainCell(attributes, _decoded(inner[3 : inner.index("<", 3)]), None, {})
    if not inner:
        return PlainCell(attributes, "", None, {})
    formula = _FORMULA.search(inner)
    value = _VALUE.search(inner)
    text = value[1] if value is not None else "".join(_TEXT.findall(_PHONETIC.sub("", inner)))
    if formula is None:
        return PlainCell(attributes, _decoded(text), None, {})
    return PlainCell(attributes, _decoded(text), _decoded(formula[2] or ""), _attributes(formula[1]))
