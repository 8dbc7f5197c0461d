"""Plans, built into workbooks as a user's `build` does."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property

from revenue_planner.engine.run import Result, run
from revenue_planner.plan.reading.plan import parse_plan
from revenue_planner.plan.templates import template_text
from revenue_planner.plan.values import Plan
from revenue_planner.workbook.write import workbook_bytes
from tests.support.addresses import Addresses
from tests.support.comparison import Comparison, compare
from tests.support.engines import Engine, recalculated
from tests.support.workbook_file import WorkbookFile


@dataclass(frozen=True)
class Built:
    """A plan, our numbers, and the workbook made of them."""

    plan: Plan
    result: Result
    file: WorkbookFile

    @cached_property
    def poisoned(self) -> bytes:
        return self.file.poisoned()

    @cached_property
    def addresses(self) -> Addresses:
        return Addresses(self.file)

    def against(self, engine: type[Engine]) -> Comparison:
        """Every formula cell, against what an engine makes of the poisoned file."""
        stored = self.file.stored
        return compare(stored, recalculated(engine, self.poisoned, stored), engine.name)


def build(plan: Plan) -> Built:
    result = run(plan)
    return Built(plan, result, WorkbookFile(workbook_bytes(plan, result.model, result.values)))


def build_text(text: str, source: str = "plan.toml") -> Built:
    return build(parse_plan(text, source))


@cache
def template(name: str) -> Built:
    """A shipped template; built once for all tests."""
    return build_text(template_text(name), f"{name}.toml")


@cache
def year() -> Built:
    """The template that has everything, over one year: quick to recalculate many times."""
    text = template_text("full")
    assert text.count("months = 36") == 1
    return build_text(text.replace("months = 36", "months = 12"), "full.toml")
