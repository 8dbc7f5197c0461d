"""Files that are damaged, something else, or made to do harm: one problem each, in plain words, and quickly."""

from __future__ import annotations

import random
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from revenue_planner.documents.verify import verify_workbook
from revenue_planner.ground.errors import PlanError
from revenue_planner.workbook.checking.lint import lint
from revenue_planner.workbook.reading.plan import read_workbook
from revenue_planner.workbook.xlsx import sheet as sheet_module
from revenue_planner.workbook.xlsx.workbook_file import open_workbook
from tests.support.drafts import Draft, built, of_input


def told(path: Path) -> str:
    """The one problem, which all readers tell alike."""
    with pytest.raises(PlanError) as caught:
        read_workbook(path)
    (problem,) = caught.value.problems
    with pytest.raises(PlanError) as caught:
        lint(open_workbook(path))
    assert caught.value.problems == (problem,)
    assert verify_workbook(path) == [problem]
    assert problem.place.source == str(path)
    assert problem.severity == "error"
    return f"{problem.rule} ({problem.hint})"


def zipped(**members: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/"), content)
    return out.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
OTHER_FILES = {
    "nothing": (b"", "is empty"),
    "password": (OLE + "EncryptedPackage".encode("utf-16-le"), "is protected with a password"),
    "xls": (OLE + "Workbook".encode("utf-16-le"), "is a file of an old kind (such as .xls)"),
    "csv": (b"key,base\naudience.videos,16\n", "is a text (perhaps CSV)"),
    "html": (b"\n<html><table><tr><td>1</td></tr></table></html>", "is a web page or XML text"),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(100), "is not an .xlsx workbook: it is a picture"),
    "ods": (
        zipped(mimetype=b"application/vnd.oasis.opendocument.spreadsheet", content=b"<x/>"),
        "is an OpenDocument file",
    ),
    "xlsb": (zipped(**{"xl__workbook.bin": b"x"}), "is a binary workbook (.xlsb)"),
    "numbers": (zipped(**{"Index__Document.iwa": b"x"}), "is a file of Apple Numbers"),
    "docx": (
        zipped(**{"[Content_Types].xml": b"<x/>", "_rels__.rels": b"<Relationships/>", "word__document.xml": b"<x/>"}),
        "is a Word document",
    ),
    "zip": (zipped(photo=b"x"), "is a zip file, but not an .xlsx workbook"),
    "zip of nothing": (zipped(), "is a zip file, but not an .xlsx workbook"),
}


@pytest.mark.parametrize("kind", OTHER_FILES)
def test_something_else(kind: str, tmp_path: Path) -> None:
    data, rule = OTHER_FILES[kind]
    (tmp_path / "book.xlsx").write_bytes(data)
    assert told(tmp_path / "book.xlsx").startswith(rule)


def test_a_plan_file(tmp_path: Path) -> None:
    (tmp_path / "plan.toml").write_text("[plan]\n", encoding="utf-8")
    assert told(tmp_path / "plan.toml").startswith("is a plan file, not a workbook (build the workbook")


def test_nowhere(tmp_path: Path) -> None:
    Draft().save(tmp_path, "my_plan.xlsx")
    assert told(tmp_path / "my_plam.xlsx") == 'there is no such file (did you mean "my_plan.xlsx"?)'
    assert told(tmp_path / "no folder" / "my_plan.xlsx").endswith("(its folder does not exist either)")
    assert told(tmp_path).startswith("is a folder, not a workbook (here are: my_plan.xlsx")
    assert told(tmp_path / "a\0b.xlsx").startswith("cannot be read")


def test_macros(tmp_path: Path) -> None:
    draft = Draft()
    draft.members["xl/vbaProject.bin"] = b"x"
    assert told(draft.save(tmp_path)).startswith("holds macros")


def test_an_encrypted_member(tmp_path: Path) -> None:
    data = bytearray(Draft().data)
    for mark, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        data[data.index(mark) + offset] |= 1
    (tmp_path / "book.xlsx").write_bytes(bytes(data))
    assert told(tmp_path / "book.xlsx").startswith("is protected with a password")


@pytest.mark.parametrize("share", [0.02, 0.5, 0.97, 0.9999])
def test_a_file_that_is_cut_off(share: float, tmp_path: Path) -> None:
    data = built().file.data
    (tmp_path / "book.xlsx").write_bytes(data[: int(len(data) * share)])
    assert told(tmp_path / "book.xlsx").startswith("is damaged and cannot be read")


@pytest.mark.parametrize("seed", range(12))
def test_bytes_that_were_changed_on_the_way(seed: int, tmp_path: Path) -> None:
    """Either the change does no harm, or it is told; nothing else is ever raised."""
    rng = random.Random(seed)
    data = bytearray(built().file.data)
    for _ in range(20):
        data[rng.randrange(len(data))] = rng.randrange(256)
    (tmp_path / "book.xlsx").write_bytes(bytes(data))
    found = verify_workbook(tmp_path / "book.xlsx")
    assert all(problem.rule for problem in found)


class TestTooLarge:
    def test_little_that_unpacks_to_a_lot(self, tmp_path: Path) -> None:
        out = BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("xl/worksheets/sheet1.xml", bytes(6_000_000))
        (tmp_path / "book.xlsx").write_bytes(out.getvalue())
        assert len(out.getvalue()) < 10_000
        assert told(tmp_path / "book.xlsx").startswith("unpacks to far more than a workbook holds")

    def test_a_member_larger_than_it_says(self, tmp_path: Path) -> None:
        data = bytearray(zipped(**{"xl__workbook.xml": b"<x>" + bytes(100_000)}))
        at = data.index(b"PK\x01\x02") + 24
        data[at : at + 4] = (10).to_bytes(4, "little")
        (tmp_path / "book.xlsx").write_bytes(bytes(data))
        assert told(tmp_path / "book.xlsx").startswith("is ")

    def test_members_without_end(self, tmp_path: Path) -> None:
        draft = Draft()
        draft.members.update({f"xl/media/{number}": b"" for number in range(5_001)})
        assert told(draft.save(tmp_path)).startswith("unpacks to far more")

    def test_cells_without_end(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sheet_module, "MOST_CELLS", 1_000)
        assert told(Draft().save(tmp_path)).startswith("has more than 1,000 cells on one tab")

    def test_a_formula_without_end(self, tmp_path: Path) -> None:
        draft = Draft().formula(of_input("audience.videos"), "1" + "+1" * 5_000, 1.0)
        assert told(draft.save(tmp_path)).startswith("is damaged and cannot be read")

    def test_a_file_of_more_than_a_hundred_megabytes(self, tmp_path: Path) -> None:
        with (tmp_path / "book.xlsx").open("wb") as file:
            file.truncate(120_000_000)
        assert told(tmp_path / "book.xlsx").startswith("is larger than 100 MB")


LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">'
    '<!ENTITY f SYSTEM "file:///etc/passwd">]>'
)


class TestXml:
    @pytest.mark.parametrize(
        "member",
        ["xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml", "_rels/.rels", "xl/_rels/workbook.xml.rels"],
    )
    def test_entities(self, member: str, tmp_path: Path) -> None:
        draft = Draft().replace(member, r"\?>", f"?>{LAUGHS}")
        assert told(draft.save(tmp_path)).startswith(f"declares a document type, which no workbook has (in {member})")

    def test_entities_in_a_sheet_hidden_by_its_encoding(self, tmp_path: Path) -> None:
        draft = Draft()
        member = draft.sheet("Inputs")
        text = draft.members[member].decode().replace('encoding="UTF-8"', 'encoding="UTF-16"')
        draft.members[member] = text.replace("?>", f"?>{LAUGHS}", 1).encode("utf-16")
        assert told(draft.save(tmp_path)).startswith("declares a document type")

    @pytest.mark.parametrize(
        ("pattern", "replacement"),
        [
            ("</sheetData>", "</sheetDat>"),
            (r'<c r="A1"', '<c r="A1048577"'),
            (r'<c r="A1"', '<c r="XFE1"'),
            (r'<c r="A1"', '<c r="11"'),
            (r'<row r="1"', '<row r="one"'),
            (r't="s" s="(\d+)"><v>\d+<', r't="s" s="\1"><v>99999999<'),
            (r't="s" s="(\d+)"><v>\d+<', r't="what" s="\1"><v>1<'),
            (r"<f>[^<]*</f>", '<f t="shared" si="7"/>'),
            ('encoding="UTF-8"', 'encoding="martian"'),
        ],
    )
    def test_a_sheet_that_says_what_cannot_be(self, pattern: str, replacement: str, tmp_path: Path) -> None:
        draft = Draft()
        draft.replace(draft.sheet("Inputs"), pattern, replacement)
        assert told(draft.save(tmp_path)).startswith("is damaged and cannot be read (in xl/worksheets/")

    def test_a_part_that_is_missing(self, tmp_path: Path) -> None:
        draft = Draft()
        del draft.members[draft.sheet("Inputs")]
        assert told(draft.save(tmp_path)).startswith("is damaged and cannot be read (in xl/worksheets/")

    def test_a_workbook_without_sheets(self, tmp_path: Path) -> None:
        draft = Draft().replace("xl/workbook.xml", "<sheets>.*</sheets>", "<sheets/>")
        draft.replace("xl/workbook.xml", "<definedNames>.*</definedNames>", "")
        assert told(draft.save(tmp_path)).startswith("has no worksheet in it")

    def test_a_sheet_without_relation(self, tmp_path: Path) -> None:
        draft = Draft().replace("xl/workbook.xml", r'r:id="rId2"', 'r:id="rId999"')
        assert told(draft.save(tmp_path)).startswith("is damaged and cannot be read (in xl/workbook.xml)")


def test_another_workbook(tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    book.active["A1"] = "Key"
    book.save(tmp_path / "book.xlsx")
    assert told(tmp_path / "book.xlsx").startswith("is not a workbook of the planner")
