"""Workbooks as accidents and other programs leave them: archives, XML, cells, tabs and styles."""

from __future__ import annotations

import random
import re
import zipfile
from collections.abc import Callable
from functools import cache
from io import BytesIO

from revenue_planner.analysis.looking_ahead import look_ahead
from revenue_planner.engine.run import run
from revenue_planner.plan.reading.plan import parse_plan
from revenue_planner.workbook.write import workbook_bytes
from tests.workbook.test_damage import PLAN, damaged, packed

Members = dict[str, bytes]

_CELL = re.compile(rb'<c r="([A-Z]+)(\d+)"[^>]*?(?:/>|>.*?</c>)')
_VALUE = re.compile(rb"<v>([^<]*)</v>")
_FORMULA = re.compile(rb"<f>([^<]*)</f>")
_SHEETS = "xl/worksheets/sheet"
_VALUES = (
    b"0", b"-1", b"1e308", b"1E+400", b"nan", b"INF", b"-0", b"0.5", b"99999999", b"2958466", b"46000.5", b"1", b"",
    b" 3 ", b"3,5", b"abc", b"&amp;", b"12345678901234567890", b"TRUE", b"#REF!", b"1e-320",
)  # fmt: skip
_FORMULAS = (
    b"1", b"A1", b"1/0", b"NOW()", b"_xlfn.LET(x,1,x)", b"SUM(A1:XFD1048576)", b"[1]Other!A1",
    b"INDIRECT(&quot;A1&quot;)",
    b"#REF!", b"", b"(((((", b"&quot;text", b"'No such tab'!A1", b"A1:A2 B1", b"-" * 300 + b"1", b"{1,2;3}",
)  # fmt: skip
_TITLES = (
    b"Inputs",
    b"Log",
    b"log",
    b"Base",
    b"",
    b"A/B",
    b"'",
    b"a" * 40,
    "Größe".encode(),
    b"&quot;",
    b"History",
    b" ",
)


@cache
def sound(risk: bool) -> Members:
    """A small workbook, with or without the tabs that look ahead."""
    plan = parse_plan(PLAN)
    result = run(plan)
    ahead = look_ahead(plan, trials=100, mixes=False) if risk else None
    data = workbook_bytes(plan, result.model, result.values, outlook=ahead)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def mutated(rng: random.Random) -> bytes:
    """A workbook after one to three accidents of one kind."""
    members = dict(sound(rng.random() < 0.5))
    kind = rng.choice(_KINDS)
    if kind is None:
        return damaged(packed(members), rng)
    for _ in range(rng.randint(1, 3)):
        kind(members, rng)
    return _doubled(members, rng) if rng.random() < 0.05 else packed(members)


def _doubled(members: Members, rng: random.Random) -> bytes:
    """A member that is in the archive twice, the second time damaged."""
    name = rng.choice(sorted(members))
    out = BytesIO(packed(members))
    with zipfile.ZipFile(out, "a") as archive:
        archive.filelist = [each for each in archive.filelist if each.filename != name]  # else Python warns
        archive.NameToInfo.pop(name)
        archive.writestr(name, damaged(members[name], rng))
    return out.getvalue()


def _a_sheet(members: Members, rng: random.Random) -> str | None:
    """A tab's member; more often one that is read than one that is only looked at."""
    names = sorted(name for name in members if name.startswith(_SHEETS))
    return rng.choice(names) if names else None


def _archive(members: Members, rng: random.Random) -> None:
    """A member dropped, emptied, cut off, or under another name."""
    if not members:
        return
    name = rng.choice(sorted(members))
    match rng.randrange(5):
        case 0:
            del members[name]
        case 1:
            members[name] = b""
        case 2:
            members[name] = members[name][: rng.randrange(len(members[name]) + 1)]
        case 3:
            members[rng.choice((name.upper(), name.replace("xl/", "XL/"), f"/{name}", f"../{name}"))] = members.pop(
                name
            )
        case _:
            members[name] = members[rng.choice(sorted(members))]


def _xml(members: Members, rng: random.Random) -> None:
    """Bytes of a member changed, cut out, doubled or swapped."""
    name = rng.choice(sorted(members))
    members[name] = damaged(members[name], rng)


def _elements(members: Members, rng: random.Random) -> None:
    """An element lost, doubled, renamed, or with another attribute."""
    name = rng.choice(sorted(name for name in members if name.endswith((".xml", ".rels"))))
    data = members[name]
    tags = list(re.finditer(rb"<([A-Za-z:]+)([^<>]*?)(/?)>", data))
    if not tags:
        return
    tag = rng.choice(tags)
    start, end = tag.span()
    match rng.randrange(5):
        case 0:
            members[name] = data[:start] + data[end:]
        case 1:
            members[name] = data[:end] + data[start:end] + data[end:]
        case 2:
            members[name] = data.replace(b"<" + tag[1], b"<x" + tag[1]).replace(b"</" + tag[1], b"</x" + tag[1])
        case 3:
            attributes = re.sub(rb'"[^"]*"', b'"' + rng.choice(_VALUES) + b'"', tag[2], count=1)
            members[name] = data[:start] + b"<" + tag[1] + attributes + tag[3] + b">" + data[end:]
        case _:
            members[name] = data[:start] + b"<" + tag[1] + tag[3] + b">" + data[end:]


def _cells(members: Members, rng: random.Random) -> None:
    """Cells typed over, of another type or style, moved, doubled, emptied, or with another formula."""
    name = _a_sheet(members, rng)
    cells = list(_CELL.finditer(members[name])) if name else []
    if name is None or not cells:
        return
    cell = rng.choice(cells)
    text = cell[0]
    match rng.randrange(9):
        case 0:
            text = _VALUE.sub(b"<v>" + rng.choice(_VALUES) + b"</v>", text)
        case 1:
            kind = rng.choice((b"s", b"str", b"b", b"e", b"n", b"d", b"inlineStr", b"x"))
            text = re.sub(rb'^(<c r="[A-Z]+\d+")( t="\w+")?', rb'\1 t="' + kind + b'"', text)
        case 2:
            text = re.sub(rb' s="\d+"', rng.choice((b"", b' s="0"', b' s="99999"', b' s="-1"')), text)
        case 3:
            text = _FORMULA.sub(lambda _: b"<f>" + rng.choice(_FORMULAS) + b"</f>", text)
        case 4:
            text = _FORMULA.sub(b"", text)
        case 5:
            text = b""
        case 6:
            other = rng.choice(cells)
            text = text.replace(cell[1] + cell[2], other[1] + other[2], 1)
        case 7:
            text = text + text
        case _:
            text = text.replace(b"</c>", rng.choice((b"<f>A1</f></c>", b"<is><t>text</t></is></c>", b"<v>1</v></c>")))
    members[name] = members[name][: cell.start()] + text + members[name][cell.end() :]


def _columns_and_rows(members: Members, rng: random.Random) -> None:
    """A row or a column lost, or two swapped, as users do."""
    name = _a_sheet(members, rng)
    if name is None:
        return
    rows = list(re.finditer(rb'<row r="(\d+)"[^>]*>.*?</row>', members[name], re.DOTALL))
    if not rows:
        return
    row, other = rng.choice(rows), rng.choice(rows)
    match rng.randrange(4):
        case 0:
            members[name] = members[name].replace(row[0], b"")
        case 1:
            column = rng.choice(_CELL.findall(row[0]) or [(b"A", b"1")])[0]
            members[name] = re.sub(rb'<c r="' + column + rb'\d+"[^>]*?(?:/>|>.*?</c>)', b"", members[name])
        case 2:
            members[name] = members[name].replace(row[0], other[0], 1)
        case _:
            number = rng.choice((b"0", b"1", b"1048577", b"-1", b"x"))
            members[name] = members[name].replace(b'<row r="' + row[1] + b'"', b'<row r="' + number + b'"', 1)


def _strings(members: Members, rng: random.Random) -> None:
    """Shared texts lost, emptied, doubled, or changed, so that cells point past the end or elsewhere."""
    name = "xl/sharedStrings.xml"
    items = re.findall(rb"<si>.*?</si>", members.get(name, b""), re.DOTALL)
    if not items:
        return
    for _ in range(rng.randint(1, 5)):
        at = rng.randrange(len(items))
        match rng.randrange(4):
            case 0:
                del items[at]
            case 1:
                items[at] = b"<si/>"
            case 2:
                items[at] = rng.choice(items)
            case _:
                items[at] = b"<si><t>" + rng.choice((*_VALUES, *_TITLES, b"x" * 40_000)) + b"</t></si>"
        if not items:
            break
    head = members[name].partition(b"<si>")[0]
    members[name] = head + b"".join(items) + b"</sst>"


def _tabs(members: Members, rng: random.Random) -> None:
    """Tabs renamed, swapped, hidden, taken out of the list, or the dates of 1904."""
    name = "xl/workbook.xml"
    data = members.get(name, b"")
    tabs = re.findall(rb"<sheet [^>]*/>", data)
    if not tabs:
        return
    tab, other = rng.choice(tabs), rng.choice(tabs)
    match rng.randrange(6):
        case 0:
            members[name] = data.replace(tab, re.sub(rb'name="[^"]*"', b'name="' + rng.choice(_TITLES) + b'"', tab))
        case 1:
            members[name] = data.replace(tab, b"\0").replace(other, tab).replace(b"\0", other)
        case 2:
            members[name] = data.replace(tab, tab.replace(b"<sheet ", b'<sheet state="veryHidden" '))
        case 3:
            members[name] = data.replace(tab, b"")
        case 4:
            members[name] = data.replace(b"<workbookPr ", b'<workbookPr date1904="1" ')
        case _:
            members[name] = re.sub(rb"<definedNames>.*</definedNames>", b"", data)


def _styles(members: Members, rng: random.Random) -> None:
    """No styles, or fewer than cells ask for."""
    name = "xl/styles.xml"
    if name not in members:
        return
    if rng.random() < 0.3:
        del members[name]
        return
    formats = re.findall(rb"<xf [^>]*?(?:/>|>.*?</xf>)", members[name], re.DOTALL)
    for each in rng.sample(formats, min(len(formats), rng.choice((1, 5, 1000)))):
        members[name] = members[name].replace(each, b"", 1)


_KINDS: tuple[Callable[[Members, random.Random], None] | None, ...] = (
    None, _archive, _xml, _elements, _elements, _cells, _cells, _cells, _columns_and_rows, _strings, _tabs, _styles,
)  # fmt: skip
