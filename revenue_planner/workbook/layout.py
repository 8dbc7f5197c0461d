"""Where everything stands: the rows of each tab, decided before any cell is written."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from revenue_planner.engine.program import calendar_model
from revenue_planner.ground.a1 import letter
from revenue_planner.ground.look import NIGHT
from revenue_planner.language.calendar import MONTH, Calendar
from revenue_planner.language.inputs import Input
from revenue_planner.language.nodes import TOLERANCE
from revenue_planner.language.vocabulary import (
    HALF_A_DAY,
    MONTHS_PER_YEAR,
    ONE_MONTH,
    PERIODS_PER_YEAR,
    VIEWS_PER_THOUSAND,
    WEEKS_PER_MONTH,
)
from revenue_planner.model.build import Model, ModelLine
from revenue_planner.model.structure import ModelInput, Part
from revenue_planner.plan.values import START, Plan
from revenue_planner.printers.excel import Positions
from revenue_planner.streams.totals import StreamTotal
from revenue_planner.workbook.cells import Area, TabName

TABS = ("Start", "Dashboard", "Compare", "Inputs", "Calendar", "Goal", "Checks", "Log")
#: A tab that is there where a workbook was built with an outlook, and one that then says more.
RISK, GOAL = "Risk", "Goal"

#: Scenario tabs: columns of label, unit, value or total, trend, meaning, equation, key, opening.
LABEL, UNIT, VALUE, TREND, MEANING, EQUATION, KEY, OPENING = range(8)
FIRST = OPENING + 1
DATE_ROW = 2
CONVERSIONS = (ONE_MONTH, VIEWS_PER_THOUSAND, WEEKS_PER_MONTH, MONTHS_PER_YEAR, PERIODS_PER_YEAR, HALF_A_DAY, TOLERANCE)

#: The row of the scenario tabs that holds the share of the amounts by which figures may differ and be the same.
TOLERANCE_KEY = TOLERANCE.key


INPUTS, CALENDAR, COMPARE, CHECKS, LOG = map(TabName, ("Inputs", "Calendar", "Compare", "Checks", "Log"))

#: Inputs tab: the first scenario's column; low, high … follow the last scenario.
INPUTS_FIRST_SCENARIO = 2
INPUTS_HEAD_ROW = 4


@dataclass(frozen=True)
class Constant:
    """A labelled number that equations refer to."""

    key: str
    label: str
    unit: str
    note: str
    value: float


CONSTANTS = tuple(
    Constant(each.key, each.name.replace("_", " ").capitalize(), each.unit, each.note, each.value)
    for each in CONVERSIONS
)


@dataclass(frozen=True)
class Section:
    """A headed block of rows on the scenario tabs."""

    title: str
    colour: str
    rows: tuple[ModelInput | ModelLine | Constant, ...]
    part: Part | None = None


@dataclass(frozen=True)
class Layout:
    """All positions. Rows count from 1, columns from 0."""

    plan: Plan
    model: Model

    @cached_property
    def calendar(self) -> Model:
        """The lines that say which month it is."""
        return calendar_model(self.plan.timeline)

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        lines = list(self.model.lines.values())
        answers = self.model.results
        checks = [line for line in lines if line.declared.kind in ("check", "alert")]
        apart = {line.key for line in (*answers, *checks)}
        found = [Section("Answers", NIGHT, tuple(answers))]
        for part in self.plan.structure.parts:
            rows: list[ModelInput | ModelLine | Constant] = [
                entry for entry in self.model.inputs.values() if entry.part.key == part.key
            ]
            rows += [line for line in lines if line.part.key == part.key and line.key not in apart]
            title = f"By stream: {part.label}" if part.component is StreamTotal else _heading(part)
            if rows:
                found.append(Section(title, self.stream_colour(part.group), tuple(rows), part))
        found.append(Section("Checks", NIGHT, tuple(checks)))
        timeline = [line for line in self.calendar.lines.values() if line.declared is not Calendar.month]
        found.append(Section("Timeline and conversions", NIGHT, (*timeline, *CONSTANTS)))
        return tuple(found)

    @cached_property
    def section_rows(self) -> tuple[int, ...]:
        """The row of each section's heading on a scenario tab."""
        rows, row = [], DATE_ROW + 2
        for section in self.sections:
            rows.append(row)
            row += len(section.rows) + 2
        return tuple(rows)

    @cached_property
    def rows(self) -> dict[str, int]:
        """The row of each key on the scenario tabs; the months themselves are the header."""
        return {MONTH.key: DATE_ROW} | {
            entry.key: row
            for section, head in zip(self.sections, self.section_rows, strict=True)
            for row, entry in enumerate(section.rows, start=head + 1)
        }

    @cached_property
    def positions(self) -> Positions:
        monthly = {line.key for line in self.model.lines.values() if line.declared.monthly}
        monthly |= self.monthly_inputs
        monthly |= {line.key for line in self.calendar.lines.values() if line.declared.monthly}
        start = f"Inputs!${letter(self.scenario_column(0))}${self.input_rows[START]}"
        return Positions(self.rows, frozenset(monthly), self.plan.timeline.months, VALUE, OPENING, DATE_ROW, start)

    @property
    def last(self) -> int:
        """The column of the last month on scenario tabs and the Calendar."""
        return OPENING + self.plan.timeline.months

    @cached_property
    def input_sections(self) -> tuple[tuple[str, str, tuple[ModelInput, ...]], ...]:
        """Heading, colour and rows of each block of the Inputs tab (seasons live on the Calendar)."""
        blocks = []
        for part in self.plan.structure.parts:
            own = [entry for entry in self.model.inputs.values() if entry.part.key == part.key]
            rows = tuple(entry for entry in own if entry.declared.kind != "season")
            if rows:
                blocks.append((_heading(part), self.stream_colour(part.group), rows))
        return tuple(blocks)

    @cached_property
    def input_rows(self) -> dict[str, int]:
        """The row of each input on the Inputs tab; the first month comes first."""
        rows = {START: INPUTS_HEAD_ROW + 2}
        row = INPUTS_HEAD_ROW + 4
        for _title, _colour, entries in self.input_sections:
            for offset, entry in enumerate(entries, start=1):
                rows[entry.key] = row + offset
            row += len(entries) + 2
        return rows

    @property
    def last_input_row(self) -> int:
        return max(self.input_rows.values())

    def scenario_column(self, number: int) -> int:
        """The column of a scenario on the Inputs tab, by its place among the scenarios."""
        return INPUTS_FIRST_SCENARIO + number

    @property
    def after_scenarios(self) -> int:
        """The first column of the Inputs tab after the scenarios."""
        return INPUTS_FIRST_SCENARIO + len(self.plan.scenarios)

    @cached_property
    def seasons(self) -> tuple[ModelInput, ...]:
        return tuple(e for e in self.model.inputs.values() if e.declared.kind == "season")

    @cached_property
    def by_month(self) -> tuple[ModelInput, ...]:
        """The inputs with rows of months on the Calendar: some always, others where the plan gives them by month."""
        given = self.plan.given_by_month() | self.plan.calendar
        return tuple(e for e in self.model.inputs.values() if e.declared.by_month or e.key in given)

    @cached_property
    def monthly_inputs(self) -> frozenset[str]:
        """The keys of `by_month`: inputs that have a figure for each month on the scenario tabs."""
        return frozenset(entry.key for entry in self.by_month)

    @cached_property
    def calendar_rows(self) -> dict[str, int]:
        """The row of Base for each season and by-month input; other scenarios follow below it."""
        rows, row = {}, self.calendar_season_head + 1
        for entry in self.seasons:
            rows[entry.key] = row
            row += len(self.plan.scenarios)
        row = self.calendar_month_head + 1
        for entry in self.by_month:
            rows[entry.key] = row
            row += len(self.plan.scenarios)
        return rows

    @property
    def calendar_season_head(self) -> int:
        return 5

    @property
    def calendar_month_head(self) -> int:
        return self.calendar_season_head + len(self.seasons) * len(self.plan.scenarios) + 3

    @property
    def calendar_events_head(self) -> int:
        return self.calendar_month_head + len(self.by_month) * len(self.plan.scenarios) + 3

    def stream_colour(self, group: str) -> str:
        """An income stream's colour; the audience and the business ("") are dark."""
        return self.plan.structure.colours[group] if group else NIGHT

    def scenario(self, number: int) -> TabName:
        """The tab of a scenario, by its place among the scenarios: Base is the first."""
        return TabName(self.plan.scenarios[number].title)

    def figure(self, key: str, scenario: int = 0) -> Area:
        """The cell with the value or total of a row of a scenario's tab."""
        return self.scenario(scenario).cell(self.rows[key], VALUE)

    def months(self, key: str, scenario: int = 0) -> Area:
        """The months of a row of a scenario's tab."""
        return self.scenario(scenario).area(self.rows[key], FIRST, self.rows[key], self.last)

    def first_month(self, key: str, scenario: int = 0) -> Area:
        """The first of the months of a row of a scenario's tab."""
        return self.scenario(scenario).cell(self.rows[key], FIRST)


def result_prefix(scenario: str) -> str:
    """How the names of a scenario's result cells begin: `out_base_`, and of `my_own` `out_my__own_`.

    Underscores of the scenario are doubled, and what follows starts with a letter, so the first odd run of
    them ends the scenario: no two scenarios can share a name, whatever they and the results are called.
    Only letters, digits and underscores, since LibreOffice takes no other separator.
    """
    return f"out_{scenario.replace('_', '__')}_"


def _heading(part: Part) -> str:
    """A part without lines says why it is there."""
    return part.label if part.component.equations() else f"{part.label}: only simulations use these figures"


def typical(declared: Input) -> float | None:
    """A usual figure of a number input, which its format depends on."""
    base = getattr(declared, "base", None)
    return base if isinstance(base, float) else None
