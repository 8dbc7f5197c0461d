"""The zip archive that an .xlsx file is: opened, told apart from other files, and unpacked within limits.

Nothing here trusts the file: sizes are checked before anything is unpacked, and XML that declares
entities is refused while it is parsed (see `scan`).
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from xml.parsers import expat

from revenue_planner.ground.errors import Place, PlanError, Problem
from revenue_planner.ground.file_kinds import OLE_MARK, kind_of_bytes, kind_of_parts
from revenue_planner.plan.reading.hints import nearest

#: Bytes of the file, of all that is unpacked from it, and how far a large part may have been squeezed.
#: A full workbook of ours has 1 MB and unpacks to 10 MB, that of a plan with the most of everything has 50 and
#: unpacks to 350; parts shrink 30-fold at most.
LARGEST_FILE = 100_000_000
LARGEST_UNPACKED = 600_000_000
HIGHEST_RATIO, SMALL_PART = 300, 5_000_000
MOST_PARTS = 5_000

_SAVE_AS = 'open it in a spreadsheet program and save it as "Excel workbook (.xlsx)"'
_BAD_ARCHIVE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError)


def failure(source: str, rule: str, hint: str = "") -> PlanError:
    """The error that the whole file is at fault for."""
    return PlanError([Problem(rule, Place(source), hint=hint)])


def damaged(source: str, part: str = "") -> PlanError:
    where = f" (in {part})" if part else ""
    return failure(source, f"is damaged and cannot be read{where}", "copy or download it again, or save it anew")


class Parts:
    """The parts of a workbook by name, unpacked. `source` is what problems call the file."""

    def __init__(self, parts: Mapping[str, bytes], source: str) -> None:
        self.source, self._parts = source, parts

    def __contains__(self, name: str) -> bool:
        return name in self._parts

    @property
    def names(self) -> list[str]:
        return list(self._parts)

    def read(self, name: str) -> bytes:
        """A part's bytes. Raises PlanError where it is missing or damaged."""
        try:
            return self._parts[name]
        except KeyError:
            raise damaged(self.source, name) from None

    def same_as(self, other: Parts) -> bool:
        """Whether both have the same parts, with the same content."""
        names = sorted(self.names)
        return names == sorted(other.names) and all(self.read(name) == other.read(name) for name in names)


class Archive(Parts):
    """The parts of a workbook file, each unpacked when it is asked for."""

    def __init__(self, data: bytes, source: str) -> None:
        super().__init__({}, source)
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
            self._sizes = {item.filename: item.file_size for item in self._checked(self._zip.infolist())}
        except _BAD_ARCHIVE:
            raise damaged(source) from None

    def __contains__(self, name: str) -> bool:
        return name in self._sizes

    @property
    def names(self) -> list[str]:
        return list(self._sizes)

    def read(self, name: str) -> bytes:
        """A part's bytes. Raises PlanError where it is missing or damaged."""
        try:
            return self._zip.read(name)
        except (KeyError, *_BAD_ARCHIVE):
            raise damaged(self.source, name) from None

    def _checked(self, items: list[zipfile.ZipInfo]) -> list[zipfile.ZipInfo]:
        if any(item.flag_bits & 1 for item in items):
            raise failure(self.source, "is protected with a password", _WITHOUT_PASSWORD)
        squeezed = any(item.file_size > max(SMALL_PART, HIGHEST_RATIO * item.compress_size) for item in items)
        if squeezed or len(items) > MOST_PARTS or sum(item.file_size for item in items) > LARGEST_UNPACKED:
            raise failure(self.source, "unpacks to far more than a workbook holds", "is it the right file?")
        return items


_WITHOUT_PASSWORD = "open it, take the password off, save it, and try again"


def open_archive(path: Path) -> Archive:
    """The workbook file at `path`. Raises PlanError, saying what it is instead, where it is not one."""
    source = str(path)
    archive = _as_archive(_read(path), source)
    _refuse_other_kinds(archive)
    return archive


def _read(path: Path) -> bytes:
    source = str(path)
    try:
        if path.is_dir():
            raise failure(source, "is a folder, not a workbook", _workbooks_in(path))
        if path.exists() and not path.is_file():
            raise failure(source, "is not an ordinary file", "give the name of a workbook (.xlsx)")
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except FileNotFoundError:
        raise failure(source, "there is no such file", _workbooks_in(path.parent, path.name)) from None
    except PermissionError:
        hint = "close it in other programs, change its permissions, or copy it elsewhere"
        raise failure(source, "may not be read", hint) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise failure(source, f"cannot be read: {reason}") from None
    if len(data) > LARGEST_FILE:
        rule = f"is larger than {LARGEST_FILE // 10**6} MB; a workbook of the planner has about 1 MB"
        raise failure(source, rule, "is it the right file?")
    return data


def _as_archive(data: bytes, source: str) -> Archive:
    if not data:
        raise failure(source, "is empty", "copy or download it again")
    if data.startswith(OLE_MARK):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise failure(source, "is protected with a password", _WITHOUT_PASSWORD)
        raise failure(source, "is a file of an old kind (such as .xls), not an .xlsx workbook", _SAVE_AS)
    if data.startswith(b"PK"):
        return Archive(data, source)
    kind = kind_of_bytes(data, source)
    if kind is not None and data.lstrip()[:1] != b"<":
        raise failure(source, f"is not an .xlsx workbook: it {kind.rule}", kind.way_out)
    if data.lstrip()[:1] == b"<":
        raise failure(source, "is a web page or XML text, not an .xlsx workbook", _SAVE_AS)
    if source.lower().endswith(".toml"):
        hint = "build the workbook from it first: revenue-planner build"
        raise failure(source, "is a plan file, not a workbook", hint)
    if b"\0" not in data[:1000]:
        raise failure(source, "is a text (perhaps CSV), not an .xlsx workbook", _SAVE_AS)
    raise failure(source, "is not an .xlsx workbook", _SAVE_AS)


def _refuse_other_kinds(archive: Archive) -> None:
    """Zip files that are something else than an .xlsx workbook."""
    source = archive.source
    if "mimetype" in archive and b"opendocument" in archive.read("mimetype")[:100]:
        raise failure(source, "is an OpenDocument file (such as .ods), not an .xlsx workbook", _SAVE_AS)
    if any(name.endswith("vbaProject.bin") for name in archive.names):
        rule = "holds macros, which no workbook of the planner has"
        raise failure(source, rule, 'save it as "Excel workbook (.xlsx)", without macros')
    if any(name.endswith("workbook.bin") for name in archive.names):
        raise failure(source, "is a binary workbook (.xlsb), not an .xlsx workbook", _SAVE_AS)
    kind = kind_of_parts(archive.names, source=source)
    if kind is not None and not any(name.startswith("xl/") for name in archive.names):
        raise failure(source, kind.rule, kind.way_out)
    if "[Content_Types].xml" not in archive or "_rels/.rels" not in archive:
        raise failure(source, "is a zip file, but not an .xlsx workbook", "is it the right file?")


def _workbooks_in(folder: Path, name: str = "") -> str:
    """Which workbooks there are where one was looked for."""
    try:
        names = sorted(entry.name for entry in folder.iterdir() if entry.suffix.lower() == ".xlsx")
    except (OSError, ValueError):
        return "its folder does not exist either"
    if not names:
        return "build one with: revenue-planner build"
    return nearest(name, names) or f"here are: {', '.join(names[:5])}"


Start = Callable[[str, dict[str, str]], None]
End = Callable[[str, str], None]


class _EntitiesDeclaredError(Exception):
    """The XML has a document type, which is where entities would be declared."""


def confirm(archive: Parts, part: str, data: bytes) -> None:
    """Raise PlanError where an XML part is not well-formed."""
    try:
        expat.ParserCreate().Parse(data, True)
    except (expat.ExpatError, LookupError, ValueError):
        raise damaged(archive.source, part) from None


def scan(archive: Parts, part: str, start: Start, end: End, data: bytes | None = None) -> None:
    """Parse an XML part, calling `start(name, attributes)` and `end(name, text)` for each element.

    Names come without prefix, attributes with theirs; `text` is what stands right before the end tag.
    No tree is built, so memory does not grow with what a hostile file repeats. Raises PlanError where
    the part is missing or not well-formed, or declares a document type. `data` stands for the part's
    own bytes where they were read already.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    texts: list[str] = []

    def started(name: str, attributes: dict[str, str]) -> None:
        texts.clear()
        start(name[name.find(":") + 1 :], attributes)

    def ended(name: str) -> None:
        text = "".join(texts)
        texts.clear()
        end(name[name.find(":") + 1 :], text)

    def refuse(*_declaration: object) -> None:
        raise _EntitiesDeclaredError

    parser.StartElementHandler = started
    parser.EndElementHandler = ended
    parser.CharacterDataHandler = texts.append
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(archive.read(part) if data is None else data, True)
    except _EntitiesDeclaredError:
        rule = f"declares a document type, which no workbook has (in {part})"
        raise failure(archive.source, rule, "do not trust this file") from None
    except (expat.ExpatError, LookupError, ValueError):
        # LookupError: an encoding that does not exist. ValueError: a number that is none.
        raise damaged(archive.source, part) from None
