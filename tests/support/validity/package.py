"""The package: parts, their content types, and the relations between them."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from io import BytesIO
from xml.etree import ElementTree

Element = ElementTree.Element
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
#: What an XML text may not hold, even escaped.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class Package:
    """The parts of a file, parsed. `broken` says that one is missing or no XML."""

    def __init__(self, data: bytes) -> None:
        self.broken = False
        self.faults: list[str] = []
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = archive.namelist()
            self.parts = {name: archive.read(name) for name in names}
        self.faults += [f"{name}: twice in the file" for name, count in Counter(names).items() if count > 1]
        self.trees: dict[str, Element] = {}
        for name, content in self.parts.items():
            if name.endswith((".xml", ".rels")):
                try:
                    self.trees[name] = ElementTree.fromstring(content)
                except ElementTree.ParseError as error:
                    self.broken = True
                    self.faults.append(f"{name}: {error}")
                if _CONTROL.search(content.decode("utf-8", "replace")):
                    self.faults.append(f"{name}: holds a control character")

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Kind and target of each relation of a part, by id."""
        folder, name = posixpath.split(part)
        tree = self.trees.get(f"{folder}/_rels/{name}.rels".lstrip("/"))
        found: dict[str, tuple[str, str]] = {}
        for each in () if tree is None else tree:
            target = each.get("Target") or ""
            if each.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found[each.get("Id") or ""] = ((each.get("Type") or "").rpartition("/")[2], target)
        return found

    @cached_property
    def book(self) -> str:
        return next(target for kind, target in self.relations("").values() if kind == "officeDocument")

    @cached_property
    def sheets(self) -> dict[str, str]:
        """The part of each sheet, by its name; of two with one name the last."""
        relations = self.relations(self.book)
        return {
            each.get("name") or "": relations.get(each.get(f"{RELATION}id") or "", ("", ""))[1]
            for each in self.trees[self.book].iterfind(f"{MAIN}sheets/{MAIN}sheet")
        }

    def related(self, kind: str) -> Element | None:
        """The tree of what the workbook refers to as its styles, shared texts …"""
        for other, target in self.relations(self.book).values():
            if other == kind:
                return self.trees.get(target)
        return None


def package_faults(package: Package) -> list[str]:
    return [*package.faults, *_types(package), *_relations(package)]


def _types(package: Package) -> Iterator[str]:
    """Each part has a content type; each named type has its part."""
    tree = package.trees.get("[Content_Types].xml")
    if tree is None:
        package.broken = True
        yield "[Content_Types].xml: missing"
        return
    endings = [(each.get("Extension") or "").lower() for each in tree.iterfind(f"{TYPES}Default")]
    named = [(each.get("PartName") or "").lstrip("/") for each in tree.iterfind(f"{TYPES}Override")]
    for group in (endings, named):
        yield from (f"[Content_Types].xml: {name} twice" for name, count in Counter(group).items() if count > 1)
    for name in package.parts:
        ending = name.rpartition(".")[2].lower()
        if name != "[Content_Types].xml" and name not in named and ending not in endings:
            yield f"{name}: has no content type"
        if name.endswith(".xml") and name not in named and name != "[Content_Types].xml":
            yield f"{name}: is of no kind but XML"
    yield from (f"[Content_Types].xml: {name} is missing" for name in named if name not in package.parts)


def _relations(package: Package) -> Iterator[str]:
    """Relations lead to parts that are there; ids that parts use are there, and unique."""
    for name, tree in package.trees.items():
        if not name.endswith(".rels"):
            continue
        ids = Counter(each.get("Id") for each in tree)
        yield from (f"{name}: the id {each} twice" for each, count in ids.items() if count > 1)
        folder, _, own = name.rpartition("_rels/")
        source = folder + own.removesuffix(".rels")
        for each, (kind, target) in package.relations(source).items():
            external = any(r.get("Id") == each and r.get("TargetMode") == "External" for r in tree)
            if not external and target not in package.parts:
                yield f"{name}: {each} leads to {target}, which is missing"
            if not kind:
                yield f"{name}: {each} has no type"
    for name, tree in package.trees.items():
        if not name.endswith(".rels"):
            known = package.relations(name)
            for element in tree.iter():
                for key, value in element.attrib.items():
                    if key.startswith(RELATION) and value not in known:
                        yield f"{name}: uses the relation {value}, which is missing"
    if not any(kind == "officeDocument" for kind, _target in package.relations("").values()):
        package.broken = True
        yield "_rels/.rels: leads to no workbook"


def units(text: str) -> int:
    """How spreadsheet programs count characters."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def out_of_order(element: Element, order: tuple[str, ...]) -> Iterator[str]:
    """Children that stand where the schema has them elsewhere, or that it does not know."""
    last = -1
    for child in element:
        name = child.tag.rpartition("}")[2]
        if name not in order:
            yield f"<{name}> is not known in <{element.tag.rpartition('}')[2]}>"
            continue
        place = order.index(name)
        if place < last:
            yield f"<{name}> stands after <{order[last]}>"
        last = max(last, place)
