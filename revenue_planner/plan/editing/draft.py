"""The text of a plan file while it is being edited: its values, and where each input has or would have its key."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from revenue_planner.plan.reading.instances import read_tables
from revenue_planner.plan.toml.file import parse_toml
from revenue_planner.plan.toml.places import Path
from revenue_planner.plan.toml.problems import Findings
from revenue_planner.plan.values import BASE


@dataclass(frozen=True)
class Draft:
    """`source` is what problems call the text. Its properties raise PlanError where it is not TOML."""

    text: str
    source: str

    @cached_property
    def data(self) -> dict[str, object]:
        return parse_toml(self.text, self.source)

    @cached_property
    def _parts(self) -> dict[str, Path]:
        return {table.part.key: table.path for table in read_tables(self.data, Findings(self.source, {}))}

    def table(self, scenario: str, key: str) -> Path:
        """The table that is opened for an input if nothing above it is there."""
        return self._parts[key.rpartition(".")[0]] if scenario == BASE else ("scenarios", scenario)

    def path(self, scenario: str, key: str) -> Path:
        """Where an input of a scenario stands, or would stand."""
        table = self.table(scenario, key)
        return (*table, key.rpartition(".")[2]) if scenario == BASE else (*table, *key.split("."))

    def raw(self, path: Path) -> object:
        """What the text has there; None where it has nothing."""
        found: object = self.data
        for step in path:
            if isinstance(found, dict):
                found = found.get(str(step))
            elif isinstance(found, list):
                found = found[int(step)]
        return found
