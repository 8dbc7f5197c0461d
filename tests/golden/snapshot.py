"""A workbook's formulas as text that a moved row does not change: keys stand in place of row numbers.

`business.cash  each month  [business.cash].before+[business.cash_in]-[business.cash_out]`
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cached_property

from tests.support.addresses import Addresses
from tests.support.workbook_file import WorkbookFile, column_letters, column_number, row_and_column

_REFERENCE = re.compile(
    r"(?:(?P<sheet>'[^']+'|[A-Za-z][\w.]*)!)?\$?(?P<c1>[A-Z]{1,3})\$?(?P<r1>\d+)(?::\$?(?P<c2>[A-Z]{1,3})\$?(?P<r2>\d+))?"
    r"(?![\w(])"
)
_DATE_ROW = 2


class Formulas:
    """Rewrites the formulas of one workbook."""

    def __init__(self, file: WorkbookFile) -> None:
        self.file = file
        self.at = Addresses(file)
        self.tabs = list(self.at.scenarios.values())
        self.before = column_number(self.at.column(self.tabs[0], "Before"))
        self.value = column_number(self.at.column(self.tabs[0], "Total or value"))

    def lines(self, scenario: str) -> Iterator[str]:
        """One line per formula of a scenario's tab: the key, which cell, the formula."""
        tab = self.at.scenarios[scenario]
        for (row, column), formula in self._of(tab).items():
            place = self._place(column)
            if place is not None:
                yield f"{self._key(tab, row)}  {place}  {self._rewritten(formula, tab, column)}"

    def patterns(self, tab: str) -> Iterator[str]:
        """The kinds of formulas of another tab, with how often each occurs. A row's own key is [own]."""
        found: Counter[str] = Counter()
        for (row, column), formula in self._of(tab).items():
            text = self._rewritten(formula, tab, column)
            own = self._key(tab, row)
            for title in self.tabs:
                text = text.replace(f"{title}[", "SCENARIO[")
            key = re.escape(own.partition(".")[2] if own.startswith(("inputs.", "built.", "checks.")) else own)
            text = re.sub(rf"\[(?:{re.escape(own)}|{key})\]", "[own]", text)
            text = re.sub(r"\[(?!own\])[^\]]+\]", "[…]", text)
            text = re.sub(r"\.month \d+", ".a month", text)
            if tab == "Dashboard":  # its figures are those of Compare, a month or quarter beside the other
                text = re.sub(r"\]\.[A-Z]{1,2}(?![A-Z-])", "].a column", text)
            found[text] += 1
        for text, count in sorted(found.items()):
            yield f"{tab}  {count} x  {text}"

    @property
    def others(self) -> list[str]:
        """The tabs that are not scenarios."""
        return [sheet for sheet in self.file.sheets if sheet not in self.tabs]

    def _of(self, tab: str) -> dict[tuple[int, int], str]:
        found = {row_and_column(cell): text for (sheet, cell), text in self.file.formulas.items() if sheet == tab}
        return dict(sorted(found.items()))

    def _place(self, column: int) -> str | None:
        """Month 1 stands for all months, since a row has one formula."""
        return {self.value: "value", self.before: "before", self.before + 1: "each month"}.get(column)

    @cached_property
    def _keys(self) -> dict[str, dict[int, str]]:
        keys: dict[str, dict[int, str]] = {}
        for sheet in self.file.sheets:
            try:
                rows = self.at.keyed_rows(sheet)
            except LookupError:  # a tab without keys
                rows = {}
            keys[sheet] = {row: key for key, found in rows.items() for row in found}
        for tab in self.tabs:
            keys[tab][_DATE_ROW] = "date"
        return keys

    def _key(self, sheet: str, row: int) -> str:
        return self._keys[sheet].get(row, "no key")

    def _rewritten(self, formula: str, tab: str, column: int) -> str:
        """Texts in quotes stay as they are."""
        parts = formula.split('"')
        parts[::2] = [_REFERENCE.sub(lambda found: self._reference(found, tab, column), part) for part in parts[::2]]
        return '"'.join(parts)

    def _reference(self, found: re.Match[str], tab: str, column: int) -> str:
        sheet = (found["sheet"] or tab).strip("'")
        key = self._key(sheet, int(found["r1"]))
        if found["r2"] and found["r1"] != found["r2"]:
            key = f"{key} to {self._key(sheet, int(found['r2']))}"
        place = self._column(sheet, column_number(found["c1"]), column)
        if found["c2"] and found["c1"] != found["c2"]:
            place = self._span(sheet, column_number(found["c1"]), column_number(found["c2"]))
        return f"{'' if sheet == tab else sheet}[{key}]{place}"

    def _column(self, sheet: str, number: int, own: int) -> str:
        """The same column is left out; the one before it is `.before`; others go by name."""
        if number == own and sheet != "Inputs":
            return ""
        if sheet in self.tabs or sheet == "Calendar":
            if own > self.before and number == own - 1:
                return ".before"
            named = {self.value: ".value", self.before: ".opening"} if sheet in self.tabs else {}
            return named.get(number, f".month {number - self.before}")
        return f".{column_letters(number)}"

    def _span(self, sheet: str, first: int, last: int) -> str:
        if sheet not in self.tabs and sheet != "Calendar":
            return f".{column_letters(first)}-{column_letters(last)}"
        if first == self.before:
            return f".opening to month {last - self.before}"
        return f".months {first - self.before} to {last - self.before}"


def scenario_lines(file: WorkbookFile) -> str:
    """Every line of Base, and of the next scenario those that read otherwise."""
    formulas = Formulas(file)
    first, second, *_rest = formulas.at.scenarios
    base = list(formulas.lines(first))
    other = [line for line in formulas.lines(second) if line not in set(base)]
    return "\n".join([f"# {first}", *base, "", f"# {second}, where it differs", *other, ""])


def tab_patterns(file: WorkbookFile) -> str:
    """The kinds of formulas of all other tabs."""
    formulas = Formulas(file)
    return "\n".join([line for tab in formulas.others for line in formulas.patterns(tab)] + [""])
