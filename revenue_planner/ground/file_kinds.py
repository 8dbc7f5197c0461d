"""What a file is that is no plan: known by its first bytes, by what its zip holds or by its lines, with the way out."""

from __future__ import annotations

import codecs
import re
import zipfile
import zlib
from collections.abc import Collection
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePath

SAVE_AS_UTF8 = 'in the editor, choose "Save as" and the encoding UTF-8'
_EXCEL = 'save it as "Excel workbook (.xlsx)" and give that'
_IN_SPREADSHEET = f"open it in a spreadsheet program, {_EXCEL}"
_PLAIN_TEXT = "copy the plan into a plain text file that ends in .toml"
_START_ANEW = "a plan is a text in TOML, such as `revenue-planner new starter` makes"
#: Where in a file its kind is looked for.
_BEGINNING = 65_536


@dataclass(frozen=True, slots=True)
class FileKind:
    """What a file is, as a problem's rule, how to come from it to a plan, and the line that shows it (0: none)."""

    rule: str
    way_out: str
    line: int = 0


_WORD = FileKind("is a Word document", f'{_PLAIN_TEXT}, or save it as "Plain Text"')
_OLD_EXCEL = FileKind("is a workbook of an old kind (.xls)", _IN_SPREADSHEET)
#: What a zip archive is, by the beginning of a name in it.
_ZIP_PARTS = (
    ("word/", _WORD),
    ("ppt/", FileKind("is a PowerPoint presentation", "give the plan's .toml file, or its workbook (.xlsx)")),
    ("xl/workbook.bin", FileKind("is a binary workbook (.xlsb)", _IN_SPREADSHEET)),
    ("xl/", FileKind("is a workbook (or a zip file), not a plan file", "give the plan's .toml file")),
    ("META-INF/container.xml", FileKind("is an e-book", "give the plan's .toml file, or its workbook (.xlsx)")),
)
_OPEN_DOCUMENTS = (
    (b"spreadsheet", FileKind("is an OpenDocument workbook (.ods)", _IN_SPREADSHEET)),
    (b"text", FileKind("is an OpenDocument text (.odt), not a plan file", _PLAIN_TEXT)),
    (b"presentation", FileKind("is an OpenDocument presentation", "give the plan's .toml file")),
)
_NUMBERS = FileKind("is a file of Apple Numbers", "in Numbers, choose File, Export To, Excel, and give that")
_PAGES = FileKind("is a document of Apple Pages, not a plan file", f"in Pages, choose File, Export To; {_PLAIN_TEXT}")
_APPLE = FileKind("is a file of Apple Numbers, Pages or Keynote", "in Numbers, choose File, Export To, Excel")
_BY_SUFFIX = {".numbers": _NUMBERS, ".pages": _PAGES}
_ZIP = FileKind("is a zip file, not a plan file", "unpack it and give the plan's .toml file")
_UNKNOWN_ZIP = FileKind("is a workbook (or a zip file), not a plan file", "give the plan's .toml file")

_PICTURE = FileKind("is a picture, not a plan file", "give the plan's .toml file, or its workbook (.xlsx)")
_PACKED = FileKind("is a packed file (such as .gz or .7z)", "unpack it and give the plan's .toml file")
#: How files begin that hold more than text.
_MARKS = (
    (b"%PDF", FileKind("is a PDF, not a plan file", "a PDF cannot be read back; give the plan or workbook it shows")),
    (b"\x89PNG", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"GIF8", _PICTURE),
    (b"\x1f\x8b", _PACKED),
    (b"7z\xbc\xaf", _PACKED),
    (b"Rar!", _PACKED),
    (b"bplist00", FileKind("is a file of Apple's own kind (such as .webarchive)", _PLAIN_TEXT)),
    (b"SQLite format", FileKind("is a database, not a plan file", "give the plan's .toml file")),
)
#: The first record of .xls files from before 1997, which have no container around them.
_BIFF = re.compile(rb"\x09[\x00\x02\x04\x08][\x04-\x10]\x00[\x00\x02-\x06]")
OLE_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_RTF = FileKind(
    "is rich text (RTF), as TextEdit and WordPad save it; a plan is plain text",
    "in TextEdit choose Format, Make Plain Text; in WordPad save it as Text Document; the name ends in .toml",
)
_HTML = FileKind(
    "is a web page (HTML), not a plan file",
    f"{_PLAIN_TEXT}; if it is a workbook's export, open that in a spreadsheet program and {_EXCEL}",
)
_WEB_ARCHIVE = FileKind("is a web page saved whole (MHTML), not a plan file", _HTML.way_out)
_EXCEL_2003 = FileKind("is a workbook saved as Excel 2003 XML", _IN_SPREADSHEET)
_FLAT_ODF = FileKind("is a workbook saved as flat OpenDocument (.fods)", _IN_SPREADSHEET)
_XML = FileKind("is XML, not a plan file", _START_ANEW)
_JSON = FileKind(
    "is JSON; a plan is written in TOML", f"write audience.videos as [audience] and videos = 16; {_START_ANEW}"
)
_YAML = FileKind(
    "is YAML; a plan is written in TOML", f"write videos = 16 for videos: 16, [audience] for audience:; {_START_ANEW}"
)
_CSV = FileKind(
    "is a table (CSV), not a plan file",
    f"a plan or its workbook cannot be read back from it; if you have the workbook, {_EXCEL}",
)
_OLD_MAC = FileKind(
    "has the line ends of old Macs (CR alone), so that all of it is one line",
    'in the editor, choose line ends "Unix (LF)" or "Windows (CRLF)" and save it',
)

_HTML_START = re.compile(
    r"\s*(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body|meta|table|div|p|title|style)\b", re.I | re.S
)
_XML_START = re.compile(r"\s*<(?:\?xml|\?mso|[A-Za-z_][\w.:-]*[\s>/])")
_MIME_START = re.compile(r"(?:MIME-Version:|From: <Saved by)", re.IGNORECASE)
_JSON_START = re.compile(r"\s*(?:\{\s*(?:[\"'}]|//|/\*|$)|\[\s*\{\s*[\"'])")
_TOML_LINE = re.compile(r"""\s*(?:\[{1,2}\s*["'\w]|["'\w][\w.\-"' ]*=)""")
_YAML_LINE = re.compile(r"\s*(?:- )?[\w\"'][\w\"' .-]*:(?:\s|$)|\s*- |---\s*$|%YAML")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_FENCE = re.compile(r"\s*(?:```|~~~)")


def kind_of_bytes(data: bytes, source: str = "") -> FileKind | None:
    """What the bytes of the file `source` show it to be, if that is no text that could be a plan."""
    for mark, kind in _MARKS:
        if data.startswith(mark):
            return kind
    if data.startswith(b"PK\x03\x04") or data.startswith(b"PK\x05\x06"):
        return _kind_of_zip(data, source)
    if data.startswith(OLE_MARK):
        return _WORD if "WordDocument".encode("utf-16-le") in data else _OLD_EXCEL
    if _BIFF.match(data):
        return _OLD_EXCEL
    return _kind_of_markup(_start_as_text(data))


def kind_of_text(text: str) -> FileKind | None:
    """What a text is that is not TOML: only where no single line of it could stand in a plan, or it is wrapped."""
    found = _kind_of_markup(text[:_BEGINNING])
    if found is not None:
        return found
    if "\r" in text and "\n" not in text:
        return _OLD_MAC
    lines = text.split("\n")
    for number, line in enumerate(lines, 1):
        if _FENCE.match(line):
            rule = f"{line.strip()[:12]} is the fence that chat programs and Markdown put around a text, not part of it"
            return FileKind(rule, "delete all lines that start with it, and what stands outside of them", number)
    written = [line for line in lines[:200] if line.strip() and not line.lstrip().startswith("#")]
    if not written or _CONTROL.search(text[:_BEGINNING]) or any(_TOML_LINE.match(line) for line in written):
        return None
    if _JSON_START.match(text) or _is_json(text):
        return _JSON
    if len(written) > 1 and sum(bool(_YAML_LINE.match(line)) for line in written) > 0.6 * len(written):
        return _YAML
    cut = [line for line in written if re.search(r"[,;\t|]", line)]
    return _CSV if len(written) > 1 and len(cut) > 0.6 * len(written) else None


def kind_of_parts(names: Collection[str], mimetype: bytes = b"", source: str = "") -> FileKind | None:
    """What a zip archive is by the names in it and the content of its part `mimetype`.

    Apple's applications all name their parts alike, so there the name of the file, `source`, decides.
    """
    if b"opendocument" in mimetype:
        return next((kind for mark, kind in _OPEN_DOCUMENTS if mark in mimetype), None)
    if any(name.endswith(".iwa") for name in names):
        return _BY_SUFFIX.get(PurePath(source).suffix.lower(), _APPLE)
    for start, kind in _ZIP_PARTS:
        if any(name.startswith(start) for name in names):
            return kind
    return None


def _kind_of_zip(data: bytes, source: str) -> FileKind:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = archive.namelist()
            mimetype = archive.read("mimetype")[:200] if "mimetype" in names else b""
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError):
        return _UNKNOWN_ZIP
    return kind_of_parts(names, mimetype, source) or _ZIP


def _start_as_text(data: bytes) -> str:
    for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if data.startswith(mark):
            return data[2 : 2 + _BEGINNING].decode(encoding, "replace")
    return data[:_BEGINNING].decode("utf-8", "replace").removeprefix("\ufeff")


def _kind_of_markup(start: str) -> FileKind | None:
    """Kinds that say in their first characters what they are."""
    if start.lstrip().startswith("{\\rtf"):
        return _RTF
    if _HTML_START.match(start):
        return _HTML
    if _MIME_START.match(start):
        return _WEB_ARCHIVE
    if _XML_START.match(start):
        if "urn:schemas-microsoft-com:office:spreadsheet" in start or 'progid="Excel.Sheet"' in start:
            return _EXCEL_2003
        if "opendocument" in start and "spreadsheet" in start:
            return _FLAT_ODF
        if "schemas.microsoft.com/office/2006/xmlPackage" in start or 'progid="Word.Document"' in start:
            return _WORD
        return _HTML if re.search(r"<html\b", start, re.IGNORECASE) else _XML
    return _JSON if _JSON_START.match(start) else None


def _is_json(text: str) -> bool:
    import json

    try:
        return isinstance(json.loads(text), (dict, list))
    except (ValueError, RecursionError):
        return False
