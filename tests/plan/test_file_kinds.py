"""Whatever else a file is, the planner says what it is and how to come from it to a plan."""

from __future__ import annotations

import json
import os
import subprocess
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from revenue_planner.documents.sources import load_source
from revenue_planner.ground.errors import PlanError, Problem
from revenue_planner.plan.reading.plan import load_plan, parse_plan
from tests.support.drafts import built
from tests.support.engines import soffice
from tests.support.plans import EVERYTHING, TEMPLATES

PLAN = '[plan]\nstart = "2027-01"\n\n[audience]\nvideos = 16\n\n[creator_rewards]\n'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def zipped(*names: str, mimetype: bytes = b"") -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        if mimetype:
            archive.writestr("mimetype", mimetype)
        for name in names:
            archive.writestr(name, b"<x/>")
    return out.getvalue()


#: What a file holds, what it is told to be, and a word of the way out.
KINDS: dict[str, tuple[bytes, str, str]] = {
    "rtf": (b"{\\rtf1\\ansi\\ansicpg1252 [plan]\\\nstart = \"2027-01\"}", "is rich text (RTF)", "Make Plain Text"),
    "html": (b"<!DOCTYPE html>\n<html><body>[plan]</body></html>", "is a web page (HTML)", "plain text file"),
    "html of a sheet": (b"\n<HTML xmlns:v='urn'><HEAD></HEAD></HTML>", "is a web page (HTML)", ".xlsx"),
    "html after a note": (b"<!-- saved -->\n<table><tr><td>1</td></tr></table>", "is a web page (HTML)", ".xlsx"),
    "mhtml": (b"MIME-Version: 1.0\nContent-Type: multipart/related\n", "is a web page saved whole", ".xlsx"),
    "json": (json.dumps({"plan": {"start": "2027-01"}}, indent=1).encode(), "is JSON", "[audience]"),
    "json on one line": (b'{"plan": {"start": "2027-01"}}', "is JSON", "new starter"),
    "json list": (b'[ {"start": "2027-01"} ]', "is JSON", "new starter"),
    "json with comments": (b'{\n  // a plan\n  "plan": {}\n}', "is JSON", "new starter"),
    "yaml": (b"plan:\n  start: 2027-01\naudience:\n  videos: 16\n", "is YAML", "videos = 16"),
    "yaml with marks": (b"---\n# mine\nplan:\n  start: 2027-01\ndeals:\n  - name: glow\n", "is YAML", "videos = 16"),
    "csv": (b"key,base\naudience.videos,16\naudience.age,25\n", "is a table (CSV)", ".xlsx"),
    "csv of another country": (b"key;base\naudience.videos;16,5\n", "is a table (CSV)", ".xlsx"),
    "csv with tabs": (b"key\tbase\naudience.videos\t16\n", "is a table (CSV)", ".xlsx"),
    "csv with a mark": ("\ufeffScenario,Month\nBase,2027-01\n".encode(), "is a table (CSV)", ".xlsx"),
    "fence": (f"```toml\n{PLAN}```\n".encode(), "```toml is the fence", "delete all lines that start with it"),
    "fence with words": (f"Here is your plan:\n\n```\n{PLAN}```\n".encode(), "``` is the fence", "outside of them"),
    "old mac": (PLAN.replace("\n", "\r").encode(), "has the line ends of old Macs", "Unix (LF)"),
    "excel 2003": (
        b'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n'
        b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"></Workbook>',
        "is a workbook saved as Excel 2003 XML",
        "Excel workbook (.xlsx)",
    ),
    "fods": (
        b'<?xml version="1.0" encoding="UTF-8"?>\n<office:document xmlns:office="urn:oasis:names:tc:opendocument:'
        b'xmlns:office:1.0" office:mimetype="application/vnd.oasis.opendocument.spreadsheet"></office:document>',
        "is a workbook saved as flat OpenDocument (.fods)",
        "Excel workbook (.xlsx)",
    ),
    "xml": (b"<?xml version='1.0'?><plan/>", "is XML", "TOML"),
    "pdf": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "is a PDF", "plan or workbook"),
    "docx": (zipped("[Content_Types].xml", "_rels/.rels", "word/document.xml"), "is a Word document", "plain text"),
    "doc": (OLE + "WordDocument".encode("utf-16-le"), "is a Word document", "plain text"),
    "xls": (OLE + "Workbook".encode("utf-16-le"), "is a workbook of an old kind (.xls)", "Excel workbook (.xlsx)"),
    "xls of 1990": (b"\x09\x02\x06\x00\x00\x00\x10\x00" + bytes(40), "is a workbook of an old kind (.xls)", ".xlsx"),
    "ods": (zipped("content.xml", mimetype=b"application/vnd.oasis.opendocument.spreadsheet"), "OpenDocument", ".xlsx"),
    "odt": (zipped("content.xml", mimetype=b"application/vnd.oasis.opendocument.text"), "OpenDocument text", "plain"),
    "zip": (zipped("my_plan.toml"), "is a zip file", "unpack it"),
    "xlsb": (zipped("xl/workbook.bin"), "is a binary workbook (.xlsb)", "Excel workbook (.xlsx)"),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(100), "is a picture", ".toml"),
    "gz": (b"\x1f\x8b\x08" + bytes(60), "is a packed file", "unpack it"),
}  # fmt: skip


def told(path: Path) -> Problem:
    with pytest.raises(PlanError) as caught:
        load_plan(path)
    (problem,) = caught.value.problems
    return problem


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_says_what_it_is_and_the_way_out(kind: str, tmp_path: Path) -> None:
    data, rule, way_out = KINDS[kind]
    path = tmp_path / "my_plan.toml"
    path.write_bytes(data)
    problem = told(path)
    assert rule in problem.rule
    assert way_out in problem.hint
    assert "UTF-8" not in str(problem)


@pytest.mark.parametrize("mark", ["utf-16", "utf-16-be"])
def test_a_web_page_in_utf_16_is_called_one(mark: str, tmp_path: Path) -> None:
    page = "<html><table></table></html>"
    data = page.encode("utf-16") if mark == "utf-16" else b"\xfe\xff" + page.encode(mark)
    (tmp_path / "book.toml").write_bytes(data)
    assert told(tmp_path / "book.toml").rule.startswith("is a web page (HTML)")


@pytest.mark.parametrize(("suffix", "kind"), [("pages", "Pages"), ("numbers", "Numbers")])
def test_apple_files_go_by_their_name(suffix: str, kind: str, tmp_path: Path) -> None:
    path = tmp_path / f"my_plan.{suffix}"
    path.write_bytes(zipped("Index/Document.iwa", "Index/Tables/Tile.iwa"))
    for read in (load_plan, load_source):
        with pytest.raises(PlanError, match=f"Apple {kind}"):
            read(path)


@pytest.mark.parametrize("text", [EVERYTHING, *(path.read_text(encoding="utf-8") for path in TEMPLATES)])
def test_a_plan_with_one_mistake_stays_a_plan(text: str) -> None:
    """Notes, long texts and mistakes do not make another kind of file of it."""
    for mistake in ("oops\n", "a: 1\n", "x = {a: 1}\n", "videos: 16\nage: 25\n", "- a\n", "a,b,c\n", "= 5\n"):
        for damaged in (mistake + text, text + mistake):
            with pytest.raises(PlanError) as caught:
                parse_plan(damaged)
            assert all(problem.place.line is not None for problem in caught.value.problems), mistake
            assert not any(word in str(caught.value) for word in ("JSON", "YAML", "CSV", "HTML")), mistake


def test_a_fence_inside_of_a_sound_plan_is_a_text() -> None:
    assert parse_plan(f"{PLAN}label_note = 1\n".replace("label_note = 1", "# ```")).title == "My plan"


@pytest.mark.parametrize("found", ["my_plan.toml.txt", "my_plan.toml.rtf", "my_plan.txt", "My_Plan.toml.TXT"])
def test_the_neighbour_whose_name_an_editor_made_longer(found: str, tmp_path: Path) -> None:
    (tmp_path / found).write_text(PLAN, encoding="utf-8")
    (tmp_path / "other.toml").write_text(PLAN, encoding="utf-8")
    problem = told(tmp_path / "my_plan.toml")
    assert problem.rule == "there is no such file"
    assert f'here is "{found}": rename it to my_plan.toml' in problem.hint


def test_a_lock_file_is_no_neighbour(tmp_path: Path) -> None:
    (tmp_path / ".~lock.my_plan.toml.txt#").write_text("", encoding="utf-8")
    assert "new starter" in told(tmp_path / "my_plan.toml").hint


#: How LibreOffice exports a workbook: the filter, what the file is told to be.
EXPORTS = {
    "csv": "is a table (CSV)",
    "html": "is a web page (HTML)",
    "fods": "is a workbook saved as flat OpenDocument",
    "ods": "is an OpenDocument",
    "xls": "old kind",
}
_FILTERS = {"xls": "xls:MS Excel 97"}


@pytest.mark.libreoffice
@pytest.mark.skipif(soffice() is None, reason="LibreOffice is not installed")
def test_exports_of_a_workbook_say_what_they_are(tmp_path: Path) -> None:
    book = tmp_path / "my_plan.xlsx"
    book.write_bytes(built().file.data)
    program = soffice()
    assert program is not None
    for suffix, rule in EXPORTS.items():
        order = [program, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to"]
        order += [_FILTERS.get(suffix, suffix), "--outdir", str(tmp_path), str(book)]
        environment = {**os.environ, "LC_ALL": "C.UTF-8"}
        subprocess.run(order, capture_output=True, check=True, timeout=120, env=environment)
        made = book.with_suffix(f".{suffix}")
        for read in (load_plan, load_source):
            with pytest.raises(PlanError) as caught:
                read(made)
            (problem,) = caught.value.problems
            assert rule in problem.rule, suffix
            assert "xlsx" in problem.hint, suffix
