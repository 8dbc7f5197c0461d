"""A plan as plain values: months, parts, scenarios and the setting of every input."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from revenue_planner.ground.errors import Place, Problem
from revenue_planner.ground.months import Month, Timeline
from revenue_planner.language.inputs import Assume, AssumeMonth, AssumeSeason, Choice, Input
from revenue_planner.model.structure import Structure
from revenue_planner.plan.risk import RiskSettings
from revenue_planner.streams.base import switch_of

#: Who wrote a figure: the user, in a plan or workbook, or the planner, whose usual figure it then is.
Writer = Literal["yours", "usual"]
WRITERS: tuple[Writer, ...] = get_args(Writer)
YOURS, USUAL = WRITERS
#: Who wrote a scenario's figure; "as base" where the scenario does not give one.
Status = Literal[Writer, "as base"]

#: A number, one of a choice's options, a month, or a season's twelve factors.
Value = float | str | Month | tuple[float, ...]

BASE = "base"
#: The key of a plan's first month.
START = "plan.start"


@dataclass(frozen=True, slots=True)
class Setting:
    """What a scenario says about one input.

    `value` is None where a scenario leaves it as Base. `months` holds by-month values by number of
    the month in the plan (1 is the first); they go before `value` in their months. Who wrote it does not
    follow from the value: a figure that a user typed is theirs, whatever it is.
    """

    value: Value | None
    months: Mapping[int, float] = field(default_factory=dict)
    writer: Writer = YOURS


@dataclass(frozen=True, slots=True)
class Scenario:
    """`name` is its key in files and cell names (`my_own`), `title` what people read ("My own")."""

    name: str
    title: str


@dataclass(frozen=True)
class Plan:
    """A checked plan. `settings[BASE]` holds every input; other scenarios hold only what differs."""

    title: str
    currency: str
    structure: Structure
    scenarios: tuple[Scenario, ...]
    settings: Mapping[str, Mapping[str, Setting]]
    template: str = ""
    source: str = "plan.toml"
    risk: RiskSettings = field(default_factory=RiskSettings)
    warnings: tuple[Problem, ...] = field(default=(), compare=False)
    #: Where keys stand in the file, as line and column: "audience.videos", "scenarios.cautious", "risk.goal".
    lines: Mapping[str, tuple[int, int]] = field(default_factory=dict, compare=False, repr=False)
    #: Of a plan from a workbook: the cells of what its Log says about risk, by the keys that a plan file has.
    cells: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)

    #: Of a plan from a workbook: the inputs that it was built with rows of months for.
    calendar: frozenset[str] = field(default=frozenset(), compare=False)

    @property
    def timeline(self) -> Timeline:
        return self.structure.timeline

    def inputs(self) -> Mapping[str, Input]:
        """Every input of the plan by key, in the order of the sections."""
        return self.structure.declared()

    def place(self, key: str) -> Place:
        """Where the file has a key, or the nearest table above it; the file alone where it has neither."""
        if key in self.cells:
            return Place(self.source, cell=self.cells[key])
        while key and key not in self.lines:
            key = key.rpartition(".")[0]
        return Place(self.source, *self.lines[key]) if key else Place(self.source)

    def writer(self, key: str, scenario: str) -> Writer:
        """Who wrote the figure that an input has in a scenario."""
        return self.settings[scenario].get(key, self.settings[BASE][key]).writer

    def status(self, key: str, scenario: str) -> Status:
        """As `writer`, and "as base" where a scenario leaves the input as Base has it."""
        return self.writer(key, scenario) if scenario == BASE or key in self.settings[scenario] else "as base"

    @property
    def own(self) -> tuple[str, ...]:
        """The inputs whose figure in Base was written by the user, by key."""
        return tuple(key for key in self.inputs() if self.writer(key, BASE) != USUAL)

    def value(self, key: str, scenario: str) -> Value:
        """What an input is in a scenario, apart from by-month values."""
        own = self.settings[scenario].get(key)
        value = own.value if own is not None else None
        if value is None:
            value = self.settings[BASE][key].value
        assert value is not None
        return value

    def is_on(self, key: str, scenario: str) -> bool:
        """Whether the part that has this input is not switched off in a scenario; one without a switch never is."""
        switch = switch_of(key.rpartition(".")[0])
        return switch not in self.settings[BASE] or self.value(switch, scenario) == "on"

    def by_month(self, key: str, scenario: str) -> list[float] | None:
        """The input in every month of the plan, or None where no month has a value of its own."""
        own = self.settings[scenario].get(key)
        months = {**self.settings[BASE][key].months, **(own.months if own is not None else {})}
        if not months:
            return None
        value = self.value(key, scenario)
        assert isinstance(value, float)
        return [months.get(number, value) for number in range(1, self.timeline.months + 1)]

    def given_by_month(self) -> frozenset[str]:
        """The inputs that have figures of their own in some months of any scenario."""
        return frozenset(key for own in self.settings.values() for key, setting in own.items() if setting.months)

    def every_month(self, key: str, scenario: str) -> list[float]:
        """A number input in every month of the plan, given by month or not."""
        value = self.value(key, scenario)
        assert isinstance(value, float)
        return self.by_month(key, scenario) or [value] * self.timeline.months

    def first_number(self, key: str, scenario: str) -> float:
        """An input in the first month, as equations see it."""
        months = self.by_month(key, scenario)
        return months[0] if months else number_of(self.inputs()[key], self.value(key, scenario), self.timeline)


def number_of(declared: Input, value: Value | None, timeline: Timeline) -> float:
    """A value as equations see it: a month by its number in the plan, a choice by the place of its word, from 0."""
    if isinstance(value, (int, float)):
        return float(value)
    if isinstance(value, Month):
        return float(timeline.number_of(value))
    assert isinstance(declared, Choice)
    return float(declared.options.index(str(value)))


def default_setting(declared: Input, timeline: Timeline) -> Setting:
    """The usual figure of an input, which is shipped; a month input counts from the plan's start."""
    if isinstance(declared, AssumeMonth):
        return Setting(timeline.month_of(declared.base), writer=USUAL)
    if isinstance(declared, (Assume, AssumeSeason, Choice)):
        return Setting(declared.base, writer=USUAL)
    raise TypeError(f"{declared.name}: no default for {type(declared).__name__}")
