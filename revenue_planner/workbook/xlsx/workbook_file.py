"""A workbook file: its tabs, names and shared parts, each read when it is first asked for."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from revenue_planner.workbook.xlsx.archive import Parts, damaged, failure, open_archive, scan
from revenue_planner.workbook.xlsx.cells import Tab
from revenue_planner.workbook.xlsx.notation import is_yes, unescaped
from revenue_planner.workbook.xlsx.sheet import SheetReader

#: Days between the two date systems: serial 0 is in December 1899 in one, in January 1904 in the other.
_DAYS_1904 = 1462
#: Of the name of a program, so many characters are told.
_LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class DefinedName:
    """A name and what it refers to; `tab` is the tab it belongs to, None where it is the workbook's."""

    name: str
    refers_to: str
    tab: str | None


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    part: str
    hidden: bool


class WorkbookFile:
    """An opened workbook. `source` is what problems call it. Reading raises PlanError on damage."""

    def __init__(self, archive: Parts) -> None:
        self.archive = archive
        self.source = archive.source
        self._book = self._main_part()
        self._entries: list[_Entry] = []
        self.names: list[DefinedName] = []
        #: Added to date serials to make them count from 1900.
        self.date_offset = 0
        self._read_book()
        self._tabs: dict[str, Tab] = {}

    @property
    def tab_names(self) -> list[str]:
        return [entry.name for entry in self._entries]

    def tab(self, name: str) -> Tab:
        """The tab of that name."""
        if name not in self._tabs:
            entry = next(entry for entry in self._entries if entry.name == name)
            reader = SheetReader(Tab(name, entry.hidden), self.strings, self.unlocked, self.date_offset)
            self._tabs[name] = reader.read(self.archive, entry.part)
        return self._tabs[name]

    def tabs(self, first: str = "") -> Iterator[Tab]:
        """All tabs in order; the one named `first` goes before the others, where there is one."""
        for name in sorted(self.tab_names, key=lambda name: name != first):
            yield self.tab(name)

    @property
    def linked_parts(self) -> list[str]:
        """Parts that fetch figures from elsewhere: other files, databases, the web."""
        kinds = ("/externalLinks/", "/queryTables/", "/connections.xml")
        return [name for name in self.archive.names if any(kind in f"/{name}" for kind in kinds)]

    @cached_property
    def strings(self) -> list[str]:
        """Texts that cells refer to by number."""
        part = self._related("sharedStrings")
        if part is None:
            return []
        texts: list[str] = []
        current: list[str] = []
        phonetic = False

        def start(name: str, _attributes: dict[str, str]) -> None:
            nonlocal phonetic
            if name == "rPh":
                phonetic = True

        def end(name: str, text: str) -> None:
            nonlocal phonetic
            if name == "t" and not phonetic:
                current.append(text)
            elif name == "rPh":
                phonetic = False
            elif name == "si":
                texts.append(unescaped("".join(current)))
                current.clear()

        scan(self.archive, part, start, end)
        return texts

    @cached_property
    def application(self) -> str:
        """The program that says it saved the file, such as "LibreOffice"; "" where the file does not say."""
        part = next((target for kind, target in self._package.values() if kind == "extended-properties"), "")
        found: list[str] = []

        def end(name: str, text: str) -> None:
            if name == "Application":
                found.append(text)

        if part in self.archive.names:
            scan(self.archive, part, lambda _name, _attributes: None, end)
        # LibreOffice adds version and build.
        return " ".join(found[0].split("/")[0].split())[:_LONGEST_NAME] if found else ""

    @cached_property
    def unlocked(self) -> frozenset[int]:
        """Numbers of the cell styles that may be typed into while the sheet is protected."""
        part = self._related("styles")
        found: set[int] = set()
        if part is None:
            return frozenset(found)
        number = -1
        inside = False

        def start(name: str, attributes: dict[str, str]) -> None:
            nonlocal number, inside
            if name == "cellXfs":
                inside = True
            elif inside and name == "xf":
                number += 1
            elif inside and name == "protection" and not is_yes(attributes.get("locked", "1")):
                found.add(number)

        def end(name: str, _text: str) -> None:
            nonlocal inside
            if name == "cellXfs":
                inside = False

        scan(self.archive, part, start, end)
        return frozenset(found)

    def _main_part(self) -> str:
        for kind, target in self._package.values():
            if kind == "officeDocument":
                return target
        raise failure(self.source, "is a zip file, but not an .xlsx workbook", "is it the right file?")

    def _read_book(self) -> None:
        relations = self._book_relations
        sheets: list[str] = []
        defined: dict[str, str] = {}

        def start(name: str, attributes: dict[str, str]) -> None:
            if name == "workbookPr" and is_yes(attributes.get("date1904", "0")):
                self.date_offset = _DAYS_1904
            elif name == "sheet":
                relation = next(value for key, value in attributes.items() if key.endswith(":id"))
                kind, part = relations[relation]
                sheets.append(attributes["name"])
                if kind == "worksheet":
                    hidden = attributes.get("state", "visible") != "visible"
                    self._entries.append(_Entry(attributes["name"], part, hidden))
            elif name == "definedName":
                defined.clear()
                defined.update(attributes)

        def end(name: str, text: str) -> None:
            if name == "definedName":
                place = defined.get("localSheetId")
                tab = None if place is None else sheets[int(place)]
                self.names.append(DefinedName(defined["name"], text, tab))

        try:
            scan(self.archive, self._book, start, end)
        except StopIteration:
            raise damaged(self.source, self._book) from None
        if not self._entries:
            raise failure(self.source, "has no worksheet in it", "is it the right file?")

    def _related(self, kind: str) -> str | None:
        """The part that the workbook refers to as its styles, shared texts …"""
        found = (target for other, target in self._book_relations.values() if other == kind)
        return next(found, None)

    @cached_property
    def _package(self) -> dict[str, tuple[str, str]]:
        return self._relations("_rels/.rels", "")

    @cached_property
    def _book_relations(self) -> dict[str, tuple[str, str]]:
        folder, name = posixpath.split(self._book)
        return self._relations(f"{folder}/_rels/{name}.rels".lstrip("/"), folder)

    def _relations(self, part: str, folder: str) -> dict[str, tuple[str, str]]:
        """Kind and target of each relation in a .rels part, by its id."""
        found: dict[str, tuple[str, str]] = {}

        def start(name: str, attributes: dict[str, str]) -> None:
            if name == "Relationship":
                target = posixpath.normpath(posixpath.join("/", folder, attributes["Target"])).lstrip("/")
                found[attributes["Id"]] = (attributes["Type"].rpartition("/")[2], target)

        scan(self.archive, part, start, lambda _name, _text: None)
        return found


def open_workbook(path: Path) -> WorkbookFile:
    """Open an .xlsx file. Raises PlanError, saying why, where it is not a workbook that can be read."""
    return WorkbookFile(open_archive(path))
