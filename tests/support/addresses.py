"""Find cells by what stands in the workbook (keys, scenario titles, headers), as other programs do."""

from __future__ import annotations

from functools import cached_property

from tests.support.workbook_file import Address, WorkbookFile, column_letters, column_number, row_and_column


class Addresses:
    """The addresses of a workbook's inputs, lines, pickers and results."""

    def __init__(self, file: WorkbookFile) -> None:
        self.file = file
        self._headers: dict[tuple[str, str], str] = {}

    @cached_property
    def scenarios(self) -> dict[str, str]:
        """Titles (the names of their tabs) by scenario name, in order, from the Log."""
        log = self.file.texts["Log"]
        found = {}
        for cell, text in log.items():
            if text.startswith("fact.scenario."):
                found[text.removeprefix("fact.scenario.")] = log[self.beside("Log", cell, -1)[1]]
        return found

    def at(self, sheet: str, text: str) -> str:
        """The only cell of a sheet with this text."""
        cells = [cell for cell, found in self.file.texts[sheet].items() if found == text]
        if len(cells) != 1:
            raise LookupError(f'{sheet} has "{text}" in {cells}')
        return cells[0]

    def starting(self, sheet: str, text: str) -> str:
        """The only cell of a sheet whose text is this, or this and its unit after a comma."""
        cells = [c for c, found in self.file.texts[sheet].items() if found == text or found.startswith(f"{text}, ")]
        if len(cells) != 1:
            raise LookupError(f'{sheet} has "{text}" in {cells}')
        return cells[0]

    def keyed_rows(self, sheet: str) -> dict[str, list[int]]:
        """The rows of a tab by the key that stands in its column Key, from the top."""
        column = self.column(sheet, "Key")
        rows: dict[str, list[int]] = {}
        for (letters, row), text in sorted(self._split(sheet), key=lambda found: found[0][1]):
            if letters == column and text != "Key":
                rows.setdefault(text, []).append(row)
        return rows

    def beside(self, sheet: str, cell: str, columns: int, rows: int = 0) -> Address:
        row, column = row_and_column(cell)
        return sheet, f"{column_letters(column + columns)}{row + rows}"

    @cached_property
    def rows(self) -> dict[str, int]:
        """The row of each line, input and constant on the scenario tabs, by key."""
        tab = next(iter(self.scenarios.values()))
        return {key: rows[0] for key, rows in self.keyed_rows(tab).items()}

    def value(self, scenario: str, key: str) -> Address:
        """The cell of a figure, or of a monthly line's total."""
        tab = self.scenarios[scenario]
        return tab, f"{self.column(tab, 'Total or value')}{self.rows[key]}"

    def opening(self, scenario: str, key: str) -> Address:
        tab = self.scenarios[scenario]
        return tab, f"{self.column(tab, 'Before')}{self.rows[key]}"

    def month(self, scenario: str, key: str, number: int) -> Address:
        """A monthly line in the month of this number, counted from 1."""
        tab = self.scenarios[scenario]
        column = column_number(self.column(tab, "Before")) + number
        return tab, f"{column_letters(column)}{self.rows[key]}"

    @cached_property
    def _input_rows(self) -> dict[str, int]:
        return {key: rows[0] for key, rows in self.keyed_rows("Inputs").items()}

    def input(self, scenario: str, key: str) -> Address:
        """The yellow cell of an input on the Inputs tab."""
        return "Inputs", f"{self.column('Inputs', self.scenarios[scenario])}{self._input_rows[key]}"

    def status(self, key: str) -> Address:
        """Who wrote Base's figure: "yours" or "usual"."""
        return "Inputs", f"{self.column('Inputs', 'Status')}{self._input_rows[key]}"

    @cached_property
    def _calendar_rows(self) -> dict[tuple[str, str], int]:
        keys, titles = self.column("Calendar", "Key"), self.column("Calendar", "Scenario")
        texts = dict(self._split("Calendar"))
        return {
            (texts[titles, row], key): row
            for (letters, row), key in texts.items()
            if letters == keys and key != "Key" and (titles, row) in texts
        }

    @cached_property
    def monthly(self) -> set[str]:
        """The inputs that have rows on the Calendar."""
        return {key for _title, key in self._calendar_rows}

    def calendar(self, scenario: str, key: str, number: int) -> Address:
        """The yellow cell of a month on the Calendar; for a season, of a calendar month."""
        row = self._calendar_rows[self.scenarios[scenario], key]
        first = column_number(self.column(self.scenarios[scenario], "Before")) + 1
        return "Calendar", f"{column_letters(first + number - 1)}{row}"

    @cached_property
    def _log_rows(self) -> dict[str, list[int]]:
        rows: dict[str, list[int]] = {}
        for (_letters, row), text in self._split("Log"):
            if text.startswith("built."):
                rows.setdefault(text.removeprefix("built."), []).append(row)
        return rows

    def log_of(self, key: str) -> list[Address]:
        """The Log's cells that say whether an input differs from what was built: one for the Inputs tab,
        then one per scenario where it has rows on the Calendar (a season has only those)."""
        column = self.column("Log", "Differs")
        return [("Log", f"{column}{row}") for row in sorted(self._log_rows[key])]

    def log_of_scenario(self, key: str, scenario: str) -> Address:
        """The Log's cell that says whether a scenario's cell on the Inputs tab differs from what was built."""
        return "Log", f"{self.column('Log', f'{self.scenarios[scenario]}, differs')}{min(self._log_rows[key])}"

    def log_total(self) -> Address:
        """How many inputs differ from what was built."""
        return self.beside("Log", self.at("Log", "Inputs changed since it was built"), 1)

    @cached_property
    def master_checks(self) -> dict[str, Address]:
        """The master check's cell on each tab: the one formula that shows its words."""
        found: dict[str, Address] = {}
        for (sheet, cell), value in self.file.stored.items():
            if value in ("All checks OK", "PROBLEM: see Checks"):
                if sheet in found:
                    raise LookupError(f"{sheet} has two master checks")
                found[sheet] = (sheet, cell)
        return found

    def column(self, sheet: str, header: str) -> str:
        """The letters of the column with this header: the first cell, from the top, with the text."""
        if (sheet, header) not in self._headers:
            found = [(row, letters) for (letters, row), text in self._split(sheet) if text == header]
            if not found:
                raise LookupError(f'{sheet} has no column "{header}"')
            self._headers[sheet, header] = min(found)[1]
        return self._headers[sheet, header]

    def _split(self, sheet: str) -> list[tuple[tuple[str, int], str]]:
        cells = self.file.texts[sheet].items()
        return [((cell.rstrip("0123456789"), row_and_column(cell)[0]), text) for cell, text in cells]
