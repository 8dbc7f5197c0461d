"""A workbook in memory, on XlsxWriter, that comes out as the same bytes each time."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from io import BytesIO

from xlsxwriter.packager import Packager
from xlsxwriter.workbook import Workbook

from revenue_planner.workbook.date_styles import DateStyles
from revenue_planner.workbook.sheet import Sheet
from revenue_planner.workbook.values import BookValues

Part = bytes


class _Keeper(Packager):  # type: ignore[misc]
    """Keeps the parts of a workbook instead of handing them on to be packed."""

    def _create_package(self) -> list[object]:
        self.parts = {
            name: content.getvalue() if binary else content.getvalue().encode()
            for content, name, binary in super()._create_package()
        }
        return []


class Book:
    """What its cells hold (`values`) can be asked for while it is written, by tab, in any order."""

    def __init__(self, title: str, subject: str) -> None:
        self.buffer = BytesIO()
        self.workbook = Workbook(self.buffer, {"in_memory": True, "strings_to_formulas": False})
        self.workbook.set_calc_mode("auto")
        self.workbook.set_properties(
            {"title": title, "subject": subject, "author": "", "created": datetime(2000, 1, 1)}
        )
        self.values = BookValues()
        self._dates = DateStyles(self.workbook)
        self._sheets: list[Sheet] = []

    def sheet(self, name: str) -> Sheet:
        sheet = self.workbook.add_worksheet(name, Sheet)
        assert isinstance(sheet, Sheet)
        sheet.values, sheet.dates = self.values.add(name), self._dates
        self._sheets.append(sheet)
        return sheet

    def bytes(self) -> bytes:
        """The finished file. The cells are gone afterwards."""
        self._finish()
        return self.buffer.getvalue()

    def parts(self) -> dict[str, Part]:
        """What the finished file holds, by name, without packing it, which takes a quarter of the time."""
        keeper = _Keeper()
        self.workbook._get_packager = lambda: keeper
        self._finish()
        return keeper.parts

    def _finish(self) -> None:
        self.values.settle()
        for sheet in self._sheets:
            sheet.finish()
        self.workbook.close()
        self.values.forget()
        for sheet in self._sheets:
            sheet.cells.clear()


@contextmanager
def uncollected() -> Iterator[None]:
    """Spare Python the search for circles among the many small things that a workbook is made of: it has none."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
