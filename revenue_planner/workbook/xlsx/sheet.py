"""One sheet's cells, with value, formula and lock, and what else the rules ask about it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from revenue_planner.workbook.book import letter, quoted
from revenue_planner.workbook.xlsx.archive import Archive, failure, scan
from revenue_planner.workbook.xlsx.notation import Area, cell_position, is_yes, parse_area, unescaped
from revenue_planner.workbook.xlsx.references import shifted

MOST_CELLS = 3_000_000
_EPOCH = date(1899, 12, 30)


@dataclass(frozen=True, slots=True)
class CellError:
    """A cell's error, such as #REF!."""

    code: str


CellValue = float | str | bool | CellError | None


@dataclass(slots=True)
class Cell:
    """Row counts from 1, column from 0. `formula` is without "="; `value` is the figure stored beside it.

    A date is a serial number counted from 1900. A formula cell whose `value` is None was saved
    without being computed.
    """

    row: int
    column: int
    value: CellValue
    formula: str | None = None
    unlocked: bool = False
    #: "array" or "dataTable" for formulas that are more than one cell's.
    kind: str = ""

    @property
    def position(self) -> str:
        return f"{letter(self.column)}{self.row}"


@dataclass
class Tab:
    """A sheet as stored. `frozen` is how many (rows, columns) stay in view."""

    name: str
    hidden: bool
    rows: dict[int, dict[int, Cell]] = field(default_factory=lambda: defaultdict(dict))
    merged: list[str] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)
    validated: list[tuple[Area, str]] = field(default_factory=list)
    frozen: tuple[int, int] = (0, 0)
    protected: bool = False
    password: bool = False
    landscape: bool = False
    one_page_wide: bool = False

    def cell(self, row: int, column: int) -> Cell | None:
        return self.rows.get(row, {}).get(column)

    def value(self, row: int, column: int) -> CellValue:
        cell = self.cell(row, column)
        return None if cell is None else cell.value

    def text(self, row: int, column: int) -> str:
        """The cell's text without blanks around it; "" where it holds none."""
        value = self.value(row, column)
        return value.strip() if isinstance(value, str) else ""

    def cells(self) -> Iterator[Cell]:
        for row in self.rows.values():
            yield from row.values()

    def at(self, row: int, column: int) -> str:
        """A cell's address with its tab, as problems say it: Inputs!D12."""
        return f"{quoted(self.name)}!{letter(column)}{row}"


class SheetReader:
    """Reads the XML of one sheet; `strings` and `unlocked` are the workbook's."""

    def __init__(
        self, archive: Archive, name: str, strings: list[str], unlocked: frozenset[int], date_offset: int
    ) -> None:
        self.archive, self.name, self.strings, self.unlocked = archive, name, strings, unlocked
        self.date_offset = date_offset

    def read(self, part: str, *, hidden: bool) -> Tab:
        self.tab = Tab(self.name, hidden)
        self._row = self._column = 0
        self._count = 0
        self._in_cell = False
        self._shared: dict[str, tuple[str, int, int]] = {}
        self._area = ""
        self._fits = self._wide = False
        scan(self.archive, part, self._start, self._end)
        self.tab.one_page_wide = self._fits and self._wide
        return self.tab

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            self._begin_cell(attributes)
        elif self._in_cell:
            if name == "f":
                self._formula_attributes = attributes
        elif name == "row":
            self._row = int(attributes.get("r", self._row + 1))
            self._column = -1
            if is_yes(attributes.get("hidden")):
                self.tab.hidden_rows.append(self._row)
        elif name in _ABOUT_THE_SHEET:
            _ABOUT_THE_SHEET[name](self, attributes)

    def _end(self, name: str, text: str) -> None:
        if not self._in_cell:
            if name == "sqref" and self._validation:
                self._validate(text, self._validation)
            return
        if name == "v" or name == "t":
            self._text += text
        elif name == "f":
            self._end_formula(text)
        elif name == "c":
            self._end_cell()

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        self._count += 1
        if self._count > MOST_CELLS:
            raise failure(self.archive.source, f"has more than {MOST_CELLS:,} cells on a tab", "is it the right file?")
        if "r" in attributes:
            row, self._column = cell_position(attributes["r"])
            self._row = row
        else:
            self._column += 1
        self._in_cell = True
        self._type = attributes.get("t", "n")
        self._style = int(attributes.get("s", 0))
        self._text = ""
        self._formula: str | None = None
        self._kind = ""

    def _end_formula(self, text: str) -> None:
        attributes = self._formula_attributes
        kind = attributes.get("t", "normal")
        if kind == "shared":
            number = attributes["si"]
            if text:
                self._shared[number] = (text, self._row, self._column)
            else:
                text, row, column = self._shared[number]
                text = shifted(text, self._row - row, self._column - column)
        elif kind != "normal":
            self._kind = kind
        self._formula = text.removeprefix("=")

    def _end_cell(self) -> None:
        self._in_cell = False
        value = self._value()
        unlocked = self._style in self.unlocked
        if value is None and self._formula is None and not unlocked:
            return
        cell = Cell(self._row, self._column, value, self._formula, unlocked, self._kind)
        self.tab.rows[self._row][self._column] = cell

    def _value(self) -> CellValue:
        text, kind = self._text, self._type
        if kind == "n":
            return _number(text) if text else None
        if kind == "s":
            return self.strings[int(text)] if text else None
        if kind in ("str", "inlineStr"):
            return text
        if kind == "b":
            return text.strip() == "1"
        if kind == "e":
            return CellError(text.strip())
        if kind == "d":
            return _serial(text)
        raise ValueError(kind)

    # What stands around the cells.

    _validation = ""
    _formula_attributes: dict[str, str] = {}  # noqa: RUF012

    def _pane(self, attributes: dict[str, str]) -> None:
        if attributes.get("state") in ("frozen", "frozenSplit"):
            rows, columns = (int(float(attributes.get(split, 0))) for split in ("ySplit", "xSplit"))
            self.tab.frozen = (rows, columns)

    def _columns(self, attributes: dict[str, str]) -> None:
        if is_yes(attributes.get("hidden")):
            first, last = int(attributes["min"]), int(attributes["max"])
            # A run up to the last column of all is how unused columns are put out of sight.
            self.tab.hidden_columns += range(first - 1, min(last, 1000))

    def _merge(self, attributes: dict[str, str]) -> None:
        self.tab.merged.append(attributes["ref"])

    def _protect(self, attributes: dict[str, str]) -> None:
        self.tab.protected = is_yes(attributes.get("sheet"))
        self.tab.password = any(attributes.get(key) for key in ("password", "hashValue"))

    def _data_validation(self, attributes: dict[str, str]) -> None:
        self._validation = attributes.get("type", "none")
        self._validate(attributes.get("sqref", ""), self._validation)

    def _validate(self, areas: str, kind: str) -> None:
        self.tab.validated += [(parse_area(area), kind) for area in areas.split()]

    def _page_set_up(self, attributes: dict[str, str]) -> None:
        self._fits = is_yes(attributes.get("fitToPage"))

    def _page(self, attributes: dict[str, str]) -> None:
        self.tab.landscape = attributes.get("orientation") == "landscape"
        self._wide = attributes.get("fitToWidth", "1") == "1"


_ABOUT_THE_SHEET = {
    "pane": SheetReader._pane,
    "col": SheetReader._columns,
    "mergeCell": SheetReader._merge,
    "sheetProtection": SheetReader._protect,
    "dataValidation": SheetReader._data_validation,
    "pageSetUpPr": SheetReader._page_set_up,
    "pageSetup": SheetReader._page,
}


def _number(text: str) -> float:
    number = float(text)
    if number - number != 0:  # infinity and not-a-number, which no spreadsheet stores
        raise ValueError(text)
    return number


def _serial(text: str) -> float:
    """An ISO date as a serial number."""
    moment = datetime.fromisoformat(text.strip().removesuffix("Z"))
    return float(moment.date().toordinal() - _EPOCH.toordinal())
