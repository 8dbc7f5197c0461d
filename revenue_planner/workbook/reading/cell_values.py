"""One input cell, read against its input's declaration with the rules of plan files."""

from __future__ import annotations

from dataclasses import dataclass

from revenue_planner.ground.months import FIRST_YEAR, LAST_YEAR, Month, Timeline
from revenue_planner.ground.text import typed
from revenue_planner.language.inputs import Assume, AssumeMonth, AssumeSeason, Choice, Input
from revenue_planner.plan.changes import factor_of, scaled
from revenue_planner.plan.reading.hints import offers_of
from revenue_planner.plan.reading.meanings import change_in, month_in
from revenue_planner.plan.reading.numbers import ANYWHERE, allowed, offers_for
from revenue_planner.plan.reading.settings import ValueReader
from revenue_planner.plan.toml.problems import Findings, shortened
from revenue_planner.plan.values import Value
from revenue_planner.workbook.reading.problems import CellFindings
from revenue_planner.workbook.xlsx.cells import CellError, CellValue, Tab

_UNCOMPUTED = "open the file in a spreadsheet program, save it there, and try again"
_DATE_HINT = "type a date, for example 1 March 2027"


@dataclass(frozen=True, slots=True)
class Spot:
    """An input's cell: rows count from 1, columns from 0."""

    tab: Tab
    row: int
    column: int
    key: str

    @property
    def address(self) -> str:
        return self.tab.at(self.row, self.column)


class CellReader:
    """Reads input cells. All methods return None for a blank cell, and where they found an error."""

    def __init__(self, findings: CellFindings, date_offset: int) -> None:
        self.findings = findings
        self.date_offset = date_offset

    def read(self, spot: Spot, declared: Input, base: Value | None = None) -> Value | None:
        """The value of any input but a season. `base` is Base's, for the hint to a change like "+20%"."""
        if isinstance(declared, AssumeMonth):
            return self.month(spot)
        if isinstance(declared, Choice):
            return self.option(spot, declared)
        if isinstance(declared, Assume):
            return self.number(spot, declared, base if isinstance(base, float) else None)
        raise TypeError(f"{declared.name}: cells have no way to hold {type(declared).__name__}")

    def number(self, spot: Spot, declared: Assume | AssumeSeason, base: float | None = None) -> float | None:
        """A number within the input's limits."""
        value = self._value(spot)
        if value is None:
            return None
        if not isinstance(value, float):
            self._not_a_number(spot, value, declared, base)
            return None
        rules = Findings(self.findings.source, {})
        if allowed(value, (spot.key,), declared, rules):
            return value + 0.0  # -0.0 becomes 0.0
        self.findings.errors_of(rules.errors, spot.address, spot.key, typed(value))
        return None

    def option(self, spot: Spot, declared: Choice) -> str | None:
        """One of a choice's words, in large or small letters."""
        value = self._value(spot)
        if value is None:
            return None
        if isinstance(value, str) and value.lower() in declared.options:
            return value.lower()
        rules = Findings(self.findings.source, {})
        text = value if isinstance(value, str) else _shown(value)
        setting = ValueReader(Timeline(Month(FIRST_YEAR, 1), 1), rules).read(declared, text, (spot.key,))
        if setting is not None:
            hint = f'type "{setting.value}", without blanks around it'
            self.findings.error(spot.address, "has blanks around it", hint, key=spot.key, value=f'"{text}"')
        self.findings.errors_of(rules.errors, spot.address, spot.key, shortened(text))
        return None

    def month(self, spot: Spot) -> Month | None:
        """The month that a date falls in."""
        value = self._value(spot)
        if value is None:
            return None
        if isinstance(value, float):
            month = month_of(value + self.date_offset)
            if month is not None:
                return month
            rule = f"must be a date between {FIRST_YEAR} and {LAST_YEAR}"
            self.findings.error(spot.address, rule, _DATE_HINT, key=spot.key, value=typed(value))
        elif isinstance(value, str):
            meant = month_in(value)
            hint = f"type it anew as a date: 1 {meant.label}" if meant else _DATE_HINT
            rule = "must be a date, not a text"
            self.findings.error(spot.address, rule, hint, key=spot.key, value=shortened(value))
        else:
            self.findings.error(spot.address, "must be a date", _DATE_HINT, key=spot.key, value=_shown(value))
        return None

    def _value(self, spot: Spot) -> float | str | bool | None:
        """What the cell holds; None for a blank one, and for an error, which is reported."""
        cell = spot.tab.cell(spot.row, spot.column)
        if cell is None:
            return None
        value, key = cell.value, spot.key
        if isinstance(value, CellError):
            hint = "type the figure itself"
            self.findings.error(spot.address, "holds an error instead of a figure", hint, key=key, value=value.code)
            return None
        if cell.formula is not None:
            if value is None:
                self.findings.error(spot.address, "holds a formula that was never computed", _UNCOMPUTED, key=key)
                return None
            rule = "is a formula where a figure is typed; what it comes to is used"
            self.findings.warning(spot.address, rule, "type the figure itself", key=key, value=_shown(value))
        if value == "":
            return None
        if isinstance(value, str) and not value.strip():
            hint = "delete the cell's content"
            self.findings.error(spot.address, "looks blank, but holds blank characters", hint, key=key)
            return None
        return value

    def _not_a_number(self, spot: Spot, value: str | bool, declared: Assume | AssumeSeason, base: float | None) -> None:
        usual = typed(declared.base) if isinstance(declared, Assume) else "1"
        hint = f"type a number, such as {usual}"
        rule = "must be a number, not a text"
        text = _shown(value)
        if isinstance(value, str):
            change = change_in(value)
            factor = None if change is None else factor_of(change)
            meant = offers_of(offers_for(value, declared, ANYWHERE))
            if factor is not None:
                rule = "changes of Base are written in plan files; a cell holds the number itself"
                hint = "" if base is None else f"type {typed(scaled(base, factor))}"
            elif meant:
                hint = f"type it anew as a number: {' or '.join(offer.text for offer in meant)}"
        else:
            rule = f"must be a number, not {text}"
        self.findings.error(spot.address, rule, hint, key=spot.key, value=shortened(text))


def month_of(serial: float) -> Month | None:
    """The month that a date counted from 1900 falls in; None for a number that is no such date."""
    if Month(FIRST_YEAR, 1).serial <= serial < Month(LAST_YEAR, 12).serial + 31:
        return Month.from_serial(serial)
    return None


def _shown(value: CellValue) -> str:
    """A cell's value as its sheet would show it."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return typed(value)
    if isinstance(value, CellError):
        return value.code
    return value or ""
