"""Independent spreadsheet engines, told to recalculate a workbook whose cached values are poisoned.

A cell is addressed as ("Base", "I12"). A recalculated value is a float, a string, or None.
"""

from __future__ import annotations

import html
import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import formualizer
import ironcalc

Value = float | str | None
Cells = dict[tuple[str, str], Value]

#: What every cached value is replaced by before an engine sees the file.
SENTINEL = "-987654321.5"
TOLERANCE = 1e-9

_FORMULA = re.compile(r'<c r="([A-Z]+\d+)"([^>]*)><f>([^<]*)</f><v>([^<]*)</v></c>')
_SHEET = re.compile(r'<sheet name="([^"]+)" sheetId="\d+" r:id="rId(\d+)"')


def sheet_files(data: bytes) -> dict[str, str]:
    """The archive member of each sheet, by the sheet's name."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        book = archive.read("xl/workbook.xml").decode()
        relations = archive.read("xl/_rels/workbook.xml.rels").decode()
    targets = dict(re.findall(r'Id="rId(\d+)" [^>]*Target="([^"]+)"', relations))
    return {html.unescape(name): f"xl/{targets[number]}" for name, number in _SHEET.findall(book)}


def stored(data: bytes) -> Cells:
    """Our own value of every formula cell."""
    cells: Cells = {}
    with zipfile.ZipFile(BytesIO(data)) as archive:
        for name, member in sheet_files(data).items():
            for cell, attributes, _formula, value in _FORMULA.findall(archive.read(member).decode()):
                text = 't="str"' in attributes
                cells[name, cell] = html.unescape(value) if text else float(value)
    return cells


def formulas(data: bytes) -> dict[tuple[str, str], str]:
    """Every formula by cell."""
    found = {}
    with zipfile.ZipFile(BytesIO(data)) as archive:
        for name, member in sheet_files(data).items():
            for cell, _attributes, formula, _value in _FORMULA.findall(archive.read(member).decode()):
                found[name, cell] = html.unescape(formula)
    return found


def edited(data: bytes, edit: Mapping[str, tuple[str, str]] | None = None, *, poison: bool = True) -> bytes:
    """The file with poisoned caches; `edit` maps an archive member to (pattern, replacement)."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as target:
        for item in source.infolist():
            content = source.read(item)
            if item.filename.startswith("xl/worksheets/sheet"):
                text = content.decode()
                if edit and item.filename in edit:
                    pattern, replacement = edit[item.filename]
                    text, changes = re.subn(pattern, replacement, text, count=1)
                    assert changes == 1, "the edit found nothing to change"
                if poison:
                    text = _FORMULA.sub(_poisoned, text)
                content = text.encode()
            target.writestr(item.filename, content)
    return out.getvalue()


def _poisoned(match: re.Match[str]) -> str:
    cell, attributes, formula, _value = match.groups()
    attributes = attributes.replace('t="str" ', "")
    return f'<c r="{cell}"{attributes}><f>{formula}</f><v>{SENTINEL}</v></c>'


def formualizer_values(data: bytes, wanted: Cells) -> Cells:
    book = formualizer.load_workbook_bytes(data)
    book.evaluate_all()
    by_sheet: dict[str, list[str]] = {}
    for sheet, cell in wanted:
        by_sheet.setdefault(sheet, []).append(cell)
    found: Cells = {}
    for sheet, cells in by_sheet.items():
        for cell in cells:
            row, column = _position(cell)
            found[sheet, cell] = _plain(book.get_value(sheet, row, column))
    return found


def ironcalc_values(path: Path, wanted: Cells) -> Cells:
    model = ironcalc.load_from_xlsx(str(path), "en", "UTC", "en")
    model.evaluate()
    names = [sheet["name"] if isinstance(sheet, dict) else sheet.name for sheet in model.get_worksheets_properties()]
    found: Cells = {}
    for sheet, cell in wanted:
        row, column = _position(cell)
        found[sheet, cell] = _plain(model.get_cell_value(names.index(sheet), row, column))
    return found


def soffice() -> str | None:
    return shutil.which("soffice") or shutil.which("libreoffice")


_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


def libreoffice_convert(paths: list[Path], work: Path) -> list[Path]:
    """Recalculate files in one headless run, on a profile that never trusts cached values."""
    program = soffice()
    assert program is not None
    profile = work / "profile"
    (profile / "user").mkdir(parents=True, exist_ok=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_RECALCULATE)
    out = work / "out"
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir()
    command = [
        program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nolockcheck",
        "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(out), *map(str, paths),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=600, env={**os.environ, "LC_ALL": "C.UTF-8"})
    made = [out / path.name for path in paths]
    for path in made:
        assert path.exists(), f"LibreOffice did not write {path.name}"
    return made


def workbook_values(path: Path, wanted: Cells) -> Cells:
    """The cached values of a workbook that another application wrote."""
    import openpyxl

    book = openpyxl.load_workbook(path, data_only=True, read_only=True)
    found: Cells = {}
    by_sheet: dict[str, set[str]] = {}
    for sheet, cell in wanted:
        by_sheet.setdefault(sheet, set()).add(cell)
    for name, cells in by_sheet.items():
        for row in book[name].iter_rows():
            for cell in row:
                if cell.value is None or not hasattr(cell, "coordinate") or cell.coordinate not in cells:
                    continue
                found[name, cell.coordinate] = _plain(cell.value)
    book.close()
    for key in wanted:
        found.setdefault(key, None)
    return found


def _plain(value: object) -> Value:
    if isinstance(value, bool):
        return float(value)
    if isinstance(value, (int, float)):
        return float(value)
    if value is None or isinstance(value, str):
        return value
    if hasattr(value, "toordinal"):
        import datetime

        day = value if isinstance(value, datetime.datetime) else datetime.datetime.combine(value, datetime.time())
        return (day - datetime.datetime(1899, 12, 30)).total_seconds() / 86400
    return str(value)


_CELL = re.compile(r"([A-Z]+)(\d+)")


def _position(cell: str) -> tuple[int, int]:
    match = _CELL.fullmatch(cell)
    assert match is not None
    column = 0
    for character in match[1]:
        column = column * 26 + ord(character) - 64
    return int(match[2]), column


def disagreements(ours: Cells, theirs: Cells) -> list[str]:
    """Cells in which an engine differs: |a − b| > 1e-9 · max(1, |a|), or a number where a text stands."""
    found = []
    for key, a in ours.items():
        b = theirs[key]
        if isinstance(a, float) and isinstance(b, float):
            if not abs(a - b) <= TOLERANCE * max(1.0, abs(a)):
                found.append(f"{key[0]}!{key[1]}: {a!r} here, {b!r} there")
        elif (a or "") != (b or ""):
            found.append(f"{key[0]}!{key[1]}: {a!r} here, {b!r} there")
    return found
