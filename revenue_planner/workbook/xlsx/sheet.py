"""Read one sheet's XML into a tab."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from revenue_planner.workbook.xlsx.archive import Parts, confirm, damaged, failure, scan
from revenue_planner.workbook.xlsx.cells import LOOKS, Cell, CellError, CellValue, Tab
from revenue_planner.workbook.xlsx.notation import cell_position, is_yes, parse_area, unescaped
from revenue_planner.workbook.xlsx.plain import PlainRow, plain_cells, split
from revenue_planner.workbook.xlsx.references import shifted

MOST_CELLS = 2_000_000
_EPOCH = date(1899, 12, 30)
#: Unused columns are hidden by a run up to the sheet's last column; no more than these are told.
_MOST_COLUMNS = 1_000
#: No spreadsheet program takes a longer one.
_LONGEST_FORMULA = 8_192
#: Of what stands in place of a number, so many characters are told.
_LONGEST_ERROR = 20


class SheetReader:
    """Reads a sheet into `tab`. `strings` and `unlocked` are the workbook's texts and unlocked styles."""

    def __init__(self, tab: Tab, strings: Sequence[str], unlocked: frozenset[int], date_offset: int) -> None:
        self.tab = tab
        self._strings, self._unlocked, self._date_offset = strings, unlocked, date_offset
        self._row, self._column, self._count = 0, -1, 0
        self._cell: Cell | None = None
        self._type = self._text = ""
        self._formula_attributes: dict[str, str] = {}
        #: Text, row and column of the first cell of each shared formula.
        self._shared: dict[str, tuple[str, int, int]] = {}
        self._validation = ""
        self._fit_to_page = False

    def read(self, archive: Parts, part: str) -> Tab:
        """Raises PlanError where the sheet is damaged or endless."""
        data = archive.read(part)
        parts = split(data)
        if parts is None:
            scan(archive, part, self._start, self._end, data)
        else:
            confirm(archive, part, data)
            scan(archive, part, self._start, self._end, parts[0])
            try:
                self._plain(parts[1])
            except (LookupError, ValueError):
                raise damaged(archive.source, part) from None
        if self._count > MOST_CELLS:
            raise failure(archive.source, f"has more than {MOST_CELLS:,} cells on one tab", "is it the right file?")
        self.tab.one_page_wide &= self._fit_to_page
        return self.tab

    def _plain(self, text: str) -> None:
        for item in plain_cells(text):
            if isinstance(item, PlainRow):
                self._start("row", item.attributes)
                continue
            self._begin_cell(item.attributes)
            self._text = item.text
            assert self._cell is not None
            if item.formula is not None:
                self._formula_attributes = item.formula_attributes
                self._end_formula(self._cell, item.formula)
            self._end_cell(self._cell)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            self._begin_cell(attributes)
        elif self._cell is not None:
            self._formula_attributes = attributes
        elif name == "row":
            self._row = int(attributes.get("r", self._row + 1))
            self._column = -1
            if is_yes(attributes.get("hidden")):
                self.tab.hidden_rows.append(self._row)
        elif name in LOOKS:
            self.tab.looks.add(name)
        elif name in _ABOUT_THE_SHEET:
            _ABOUT_THE_SHEET[name](self, attributes)

    def _end(self, name: str, text: str) -> None:
        if self._cell is None:
            if name == "sqref" and self._validation:
                self._validate(text)
            elif name == "dataValidation":
                self._validation = ""
        elif name == "v" or name == "t":
            self._text += text
        elif name == "f":
            self._end_formula(self._cell, text)
        elif name == "c":
            self._end_cell(self._cell)

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        self._count += 1
        if "r" in attributes:
            self._row, self._column = cell_position(attributes["r"])
        else:
            self._column += 1
        self._type, self._text = attributes.get("t", "n"), ""
        unlocked = int(attributes.get("s", 0)) in self._unlocked
        self._cell = Cell(self._row, self._column, None, None, unlocked)

    def _end_formula(self, cell: Cell, text: str) -> None:
        if len(text) > _LONGEST_FORMULA:
            raise ValueError("a formula without end")
        kind = self._formula_attributes.get("t", "normal")
        if kind == "shared":
            number = self._formula_attributes["si"]
            if text:
                self._shared[number] = (text, self._row, self._column)
            else:
                text, row, column = self._shared[number]
                text = shifted(text, self._row - row, self._column - column)
        elif kind != "normal":
            cell.kind = kind
        cell.formula = text.removeprefix("=")

    def _end_cell(self, cell: Cell) -> None:
        self._cell = None
        cell.value = self._value(cell)
        if self._count <= MOST_CELLS and (cell.value is not None or cell.formula is not None or cell.unlocked):
            self.tab.rows[cell.row][cell.column] = cell

    def _value(self, cell: Cell) -> CellValue:
        text, kind = self._text, self._type
        if kind == "n":
            number = _number(text)
            # Some programs write NaN where they could not tell what a formula came to.
            return CellError(text[:_LONGEST_ERROR]) if number is None and text and cell.formula is None else number
        if kind == "s":
            return self._strings[int(text)] if text else None
        if kind in ("str", "inlineStr"):
            return unescaped(text)
        if kind == "b":
            return is_yes(text)
        if kind == "e":
            return CellError(text)
        if kind == "d":
            return _serial(text) - self._date_offset
        raise ValueError(kind)

    def _pane(self, attributes: dict[str, str]) -> None:
        if attributes.get("state") in ("frozen", "frozenSplit"):
            rows, columns = (int(float(attributes.get(split, 0))) for split in ("ySplit", "xSplit"))
            self.tab.frozen = (rows, columns)

    def _columns(self, attributes: dict[str, str]) -> None:
        if is_yes(attributes.get("hidden")):
            first, last = int(attributes["min"]) - 1, int(attributes["max"])
            self.tab.hidden_columns += range(first, min(last, first + _MOST_COLUMNS))

    def _merged(self, attributes: dict[str, str]) -> None:
        self.tab.merged.append(attributes["ref"])

    def _protection(self, attributes: dict[str, str]) -> None:
        self.tab.protected = is_yes(attributes.get("sheet"))
        self.tab.password = any(attributes.get(key) for key in ("password", "hashValue"))

    def _data_validation(self, attributes: dict[str, str]) -> None:
        self._validation = attributes.get("type", "none")
        self._validate(attributes.get("sqref", ""))

    def _validate(self, areas: str) -> None:
        self.tab.validated += [(parse_area(area), self._validation) for area in areas.split()]

    def _page_properties(self, attributes: dict[str, str]) -> None:
        self._fit_to_page = is_yes(attributes.get("fitToPage"))

    def _page(self, attributes: dict[str, str]) -> None:
        self.tab.landscape = attributes.get("orientation") == "landscape"
        self.tab.one_page_wide = attributes.get("fitToWidth", "1") == "1"


_ABOUT_THE_SHEET = {
    "pane": SheetReader._pane,
    "col": SheetReader._columns,
    "mergeCell": SheetReader._merged,
    "sheetProtection": SheetReader._protection,
    "dataValidation": SheetReader._data_validation,
    "pageSetUpPr": SheetReader._page_properties,
    "pageSetup": SheetReader._page,
}


def _number(text: str) -> float | None:
    """None for what is no number: infinity and not-a-number too, which no spreadsheet stores."""
    try:
        number = float(text)
    except ValueError:
        return None
    return number if number - number == 0 else None


def _serial(text: str) -> float:
    """An ISO date as a serial number counted from 1900."""
    day = datetime.fromisoformat(text.removesuffix("Z")).date()
    return float(day.toordinal() - _EPOCH.toordinal())
