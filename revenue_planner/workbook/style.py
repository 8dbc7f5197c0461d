"""How the workbook looks: colours, number formats, and the few cell styles made of them."""

from __future__ import annotations

from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

from revenue_planner.ground.look import FONT, INK, INPUT_FILL, INPUT_INK, NIGHT, PAPER, QUIET, RULE, ink_on
from revenue_planner.ground.units import is_per_cent, is_whole

#: For a share too small for a percentage.
TINY = "0E+00"
MONEY, UNIT_PRICE, DATE = "#,##0", "#,##0.00", "mmm yyyy"
_BY_UNIT = {
    "money": MONEY,
    "date": DATE,
    "flag": "0",
    "factor": "0.00",
    "score": "0.0",
    "years": "0.0",
    "months": "0",
    "1": "General",
}


def number_format(unit: str, typical: float | None = None) -> str:
    """The number format of a unit; `typical` is a usual figure, which small rates need decimals for."""
    if is_per_cent(unit):
        if typical is not None and 0 < abs(typical) < 0.0001:
            return "0.0000%"
        return "0.00%" if typical is not None and 0 < abs(typical) < 0.01 else "0.0%"
    if unit in _BY_UNIT:
        return _BY_UNIT[unit]
    if is_whole(unit):
        return "#,##0"
    if unit.startswith("money/"):
        return "#,##0.000" if typical is not None and 0 < abs(typical) < 0.05 else UNIT_PRICE
    if typical is not None and 0 < abs(typical) < 0.1:
        return "0.000"
    return "#,##0.0"


class Styles:
    """Formats made once and shared."""

    def __init__(self, workbook: Workbook) -> None:
        self.workbook = workbook
        self._made: dict[tuple[tuple[str, Any], ...], Format] = {}
        #: The same, by what was asked for: quicker where it is asked for again.
        self._known: dict[tuple[tuple[str, Any], ...], Format] = {}

    def make(self, **properties: Any) -> Format:
        quick = tuple(properties.items())
        known = self._known.get(quick)
        if known is not None:
            return known
        merged = {"font_name": FONT, "font_size": 10, "font_color": INK, "valign": "vcenter", **properties}
        key = tuple(sorted(merged.items()))
        if key not in self._made:
            self._made[key] = self.workbook.add_format(merged)
        self._known[quick] = self._made[key]
        return self._made[key]

    def title(self) -> Format:
        return self.make(bold=True, font_size=16, font_color=NIGHT)

    def subtitle(self) -> Format:
        return self.make(font_color=QUIET)

    def heading(self, colour: str = NIGHT, **more: Any) -> Format:
        """A section's bar."""
        return self.make(bold=True, font_size=11, font_color=ink_on(colour), bg_color=colour, **more)

    def column_head(self, **more: Any) -> Format:
        head = {"bold": True, "font_color": PAPER, "bg_color": NIGHT, "border": 1, "border_color": NIGHT}
        return self.make(**{**head, **more})

    def label(self, **more: Any) -> Format:
        return self.make(bottom=4, bottom_color=RULE, **more)

    def small(self, **more: Any) -> Format:
        return self.make(**{"font_size": 8, "font_color": QUIET, "bottom": 4, "bottom_color": RULE, **more})

    def number(self, form: str, **more: Any) -> Format:
        return self.make(num_format=form, align="right", bottom=4, bottom_color=RULE, **more)

    def entry(self, form: str = "General", **more: Any) -> Format:
        """A cell to type into: the only unlocked ones."""
        look = {"font_color": INPUT_INK, "bg_color": INPUT_FILL, "border": 1, "border_color": RULE}
        return self.make(**{**look, "num_format": form, "locked": False, "align": "right", **more})
