"""Styles that show a number as a date, and what becomes of them where there is none."""

from __future__ import annotations

import re
from copy import copy
from functools import cache

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

#: Parts of a number format whose letters stand for themselves, or for a colour.
_NO_DATE = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')


@cache
def is_date_format(form: object) -> bool:
    """Whether a number format shows a number as a date or time."""
    return isinstance(form, str) and re.search("[ymdhs]", _NO_DATE.sub("", form), re.IGNORECASE) is not None


class DateStyles:
    """Of styles that show dates: the same without the date, and the date alone."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._without: dict[Format, Format] = {}
        self._numbers: dict[str, Format] = {}

    def without(self, style: Format) -> Format:
        if style not in self._without:
            plain = copy(style)
            # Neither the index nor the key that it was found by is the copy's.
            plain.num_format, plain.xf_index, plain._format_key = "General", None, None
            self._workbook.formats.append(plain)
            self._without[style] = plain
        return self._without[style]

    def number(self, style: Format) -> Format:
        """For a conditional format."""
        form = style.num_format
        if form not in self._numbers:
            self._numbers[form] = self._workbook.add_format({"num_format": form})
        return self._numbers[form]
