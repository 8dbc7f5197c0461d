"""Independent spreadsheet engines that recalculate a workbook.

Hand them poisoned files (`WorkbookFile.poisoned`): an engine that trusts cached values then shows the sentinel.
"""

from __future__ import annotations

import datetime
import os
import shutil
import subprocess
import tempfile
import warnings
from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from pathlib import Path

import formualizer
import ironcalc
import openpyxl

from tests.support.workbook_file import Address, Cells, Value, row_and_column

_EPOCH = datetime.datetime(1899, 12, 30)


class Engine(ABC):
    """A workbook that is open in an engine, like one on a user's screen."""

    name: str

    @abstractmethod
    def __init__(self, data: bytes) -> None: ...

    @abstractmethod
    def enter(self, at: Address, value: Value) -> None:
        """Type into a cell; None empties it."""

    @abstractmethod
    def enter_formula(self, at: Address, formula: str) -> None:
        """Type a formula, which begins with "="."""

    @abstractmethod
    def recalculate(self) -> None: ...

    @abstractmethod
    def value(self, at: Address) -> Value: ...

    def values(self, cells: Iterable[Address]) -> Cells:
        return {at: self.value(at) for at in cells}


class Formualizer(Engine):
    name = "formualizer"

    def __init__(self, data: bytes) -> None:
        self.book = formualizer.load_workbook_bytes(data)
        self.recalculate()

    def enter(self, at: Address, value: Value) -> None:
        self.book.set_value(at[0], *row_and_column(at[1]), value)

    def enter_formula(self, at: Address, formula: str) -> None:
        self.book.set_formula(at[0], *row_and_column(at[1]), formula)

    def recalculate(self) -> None:
        self.book.evaluate_all()

    def value(self, at: Address) -> Value:
        return _plain(self.book.get_value(at[0], *row_and_column(at[1])))


class IronCalc(Engine):
    name = "ironcalc"

    def __init__(self, data: bytes) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "book.xlsx")
            path.write_bytes(data)
            self.model = ironcalc.load_from_xlsx(str(path), "en", "UTC", "en")
        self.sheets = {sheet["name"]: index for index, sheet in enumerate(self.model.get_worksheets_properties())}
        self.recalculate()

    def enter(self, at: Address, value: Value) -> None:
        sheet, (row, column) = self.sheets[at[0]], row_and_column(at[1])
        if value is None:
            self.model.clear_cell_contents(sheet, row, column)
        elif isinstance(value, float):
            self.model.update_cell_with_number(sheet, row, column, value)
        else:
            self.model.update_cell_with_text(sheet, row, column, value)

    def enter_formula(self, at: Address, formula: str) -> None:
        self.model.set_user_input(self.sheets[at[0]], *row_and_column(at[1]), formula)

    def recalculate(self) -> None:
        self.model.evaluate()

    def value(self, at: Address) -> Value:
        return _plain(self.model.get_cell_value(self.sheets[at[0]], *row_and_column(at[1])))


#: Those that run inside the test process.
ENGINES: tuple[type[Engine], ...] = (Formualizer, IronCalc)


def recalculated(engine: type[Engine], data: bytes, wanted: Iterable[Address]) -> Cells:
    """What an engine makes of a file."""
    return engine(data).values(wanted)


def soffice() -> str | None:
    """LibreOffice's program, if it is installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


#: LibreOffice trusts the cached values of other applications' files unless it is told not to.
ALWAYS, NEVER = 0, 1
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">
<value>{recalculate}</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Formula/Syntax"><prop oor:name="EmptyStringAsZero" oor:op="fuse">
<value>{empty_is_zero}</value></prop></item>
</oor:items>
"""


#: LibreOffice's names of the kinds of file that it writes.
WORKBOOK, PDF = "xlsx:Calc MS Excel 2007 XML", "pdf:calc_pdf_Export"


def libreoffice_convert(
    paths: Sequence[Path],
    work: Path,
    *,
    recalculate: int = ALWAYS,
    empty_is_zero: bool = False,
    kind: str = WORKBOOK,
) -> list[Path]:
    """Open and save files in one headless run, on a profile of its own in `work`.

    `empty_is_zero` is its option "Treat empty string as zero", which some people have switched on.
    """
    program = soffice()
    assert program is not None
    profile, out = work / "profile", work / "out"
    (profile / "user").mkdir(parents=True)
    settings = _PROFILE.format(recalculate=recalculate, empty_is_zero=str(empty_is_zero).lower())
    (profile / "user" / "registrymodifications.xcu").write_text(settings, encoding="utf-8")
    out.mkdir()
    command = [
        program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nolockcheck",
        "--convert-to", kind, "--outdir", str(out), *map(str, paths),
    ]  # fmt: skip
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    done = subprocess.run(command, capture_output=True, text=True, timeout=600, env=environment)
    made = [out / path.with_suffix(f".{kind.partition(':')[0]}").name for path in paths]
    # It exits with 0 even where it wrote nothing.
    missing = [path.name for path in made if not path.exists()]
    if done.returncode != 0 or missing:
        raise AssertionError(f"LibreOffice did not write {missing or 'cleanly'}: {done.stdout}{done.stderr}")
    return made


def cached_values(path: Path, wanted: Iterable[Address]) -> Cells:
    """The cached values of a file, whoever wrote it, as an application shows them that trusts the cache."""
    found: Cells = dict.fromkeys(wanted)
    by_sheet: dict[str, set[tuple[int, int]]] = {}
    for sheet, cell in found:
        by_sheet.setdefault(sheet, set()).add(row_and_column(cell))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # it does not know sparklines
        book = openpyxl.load_workbook(path, data_only=True, read_only=True)
        for sheet, places in by_sheet.items():
            for row in book[sheet].iter_rows():
                for cell in row:
                    if cell.value is not None and (cell.row, cell.column) in places:
                        found[sheet, cell.coordinate] = _plain(cell.value)
        book.close()
    return found


def _plain(value: object) -> Value:
    if isinstance(value, float):
        return value
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, (bool, int)):
        return float(value)
    if isinstance(value, datetime.datetime):
        return (value - _EPOCH).total_seconds() / 86400
    if isinstance(value, datetime.date):
        return float((value - _EPOCH.date()).days)
    return str(value)
