"""Workbooks with the tab Risk, built from small plans as `build` does."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property

from revenue_planner.analysis.looking_ahead import Outlook, look_ahead
from revenue_planner.analysis.simulation.result import LEVELS
from revenue_planner.engine.run import run
from revenue_planner.plan.reading.plan import parse_plan
from revenue_planner.workbook.write import workbook_bytes
from tests.support import drafts
from tests.support.building import Built
from tests.support.workbook_file import Address, WorkbookFile

AS_OF = "2027-01-31"
PLAN = drafts.PLAN.replace("months = 8", "months = 15").replace("trials = 2_500", "trials = 300")
#: A plan so short that no result is of 12 months.
SHORT = drafts.PLAN.replace("trials = 2_500", "trials = 200")
NAMES = (*(f"p{100 * level:.0f}" for level in LEVELS), "plan")


@dataclass(frozen=True)
class Ahead(Built):
    """A plan's workbook with what looking ahead found."""

    outlook: Outlook

    @cached_property
    def rows(self) -> dict[str, int]:
        """The row of each key on the tab Risk."""
        return {key: rows[0] for key, rows in self.addresses.keyed_rows("Risk").items()}

    def at(self, key: str, column: str) -> Address:
        return "Risk", f"{column}{self.rows[key]}"

    @cached_property
    def shown(self) -> dict[str, float | str]:
        """What stands in each cell of the tab that is no text of its own: typed numbers, and formulas' values."""
        numbers = self.file.numbers["Risk"]
        formulas = {at[1]: value for at, value in self.file.stored.items() if at[0] == "Risk" and value is not None}
        return {**numbers, **formulas}

    def figure(self, key: str, column: str) -> float:
        value = self.shown[self.at(key, column)[1]]
        assert isinstance(value, float)
        return value


@cache
def ahead(text: str = PLAN, source: str = "plan.toml") -> Ahead:
    plan = parse_plan(text, source)
    result, found = run(plan), look_ahead(plan)
    data = workbook_bytes(plan, result.model, result.values, AS_OF, found)
    return Ahead(plan, result, WorkbookFile(data), found)
