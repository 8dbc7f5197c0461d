"""What a user does to a workbook: type into yellow cells; and the same done to the plan."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

from revenue_planner.ground.months import Month, Timeline
from revenue_planner.language.inputs import Assume, AssumeMonth, AssumeSeason, Choice, Input
from revenue_planner.plan.values import BASE, Plan, Setting, Value
from tests.support.addresses import Addresses
from tests.support.random_values import RandomValues
from tests.support.workbook_file import Address
from tests.support.workbook_file import Value as CellValue


@dataclass
class Tweaked:
    """A plan as it changes, and what has been typed since `typed` was last emptied."""

    plan: Plan
    at: Addresses
    rng: random.Random

    def __post_init__(self) -> None:
        self.typed: list[tuple[Address, CellValue]] = []

    def anything(self) -> None:
        """A random change of a random input in a random scenario; now and then of the plan's first month."""
        if self.rng.random() < 0.03:
            self.start(Month(self.rng.randint(2015, 2040), self.rng.randint(1, 12)))
        else:
            self.input(self.rng.choice(list(self.plan.inputs())))

    def start(self, month: Month) -> None:
        """Any day of a month may be typed; the other months of the plan stay as they are."""
        structure = replace(self.plan.structure, timeline=Timeline(month, self.plan.timeline.months))
        self.plan = replace(self.plan, structure=structure)
        day = float(month.serial + self.rng.randint(0, 27))
        self.typed.append((self.at.input(BASE, "plan.start"), day))

    def input(self, key: str) -> None:
        """A random change of this input, in a random scenario."""
        declared = self.plan.inputs()[key]
        scenario = self.rng.choice(self.plan.scenarios).name
        if isinstance(declared, AssumeSeason):
            self._season(scenario, key, declared)
        elif isinstance(declared, Assume) and key in self.at.monthly and self.rng.random() < 0.6:
            self._month(scenario, key, declared)
        else:
            self._everywhere(scenario, key, declared)

    def _everywhere(self, scenario: str, key: str, declared: Input) -> None:
        """The cell on the Inputs tab; emptied, it means "as Base"."""
        value: Value | None = None
        if scenario == BASE or self.rng.random() < 0.8:
            value = self._value(declared)
        cell = float(value.serial) if isinstance(value, Month) else value
        assert not isinstance(cell, tuple)
        self.typed.append((self.at.input(scenario, key), cell))
        self._set(scenario, key, Setting(value, self._own(scenario, key).months))

    def _month(self, scenario: str, key: str, declared: Assume) -> None:
        """Some of the input's cells on the Calendar."""
        own = self._own(scenario, key)
        months = dict(own.months)
        values = RandomValues(self.rng, self.plan.timeline)
        for _ in range(self.rng.randint(1, 3)):
            number = self.rng.randint(1, self.plan.timeline.months)
            months.pop(number, None)
            cell = None
            if self.rng.random() < 0.7:
                cell = months[number] = values.number(declared)
            self.typed.append((self.at.calendar(scenario, key, number), cell))
        self._set(scenario, key, Setting(own.value, months))

    def _season(self, scenario: str, key: str, declared: AssumeSeason) -> None:
        """All twelve factors; in a scenario they may be emptied too."""
        values = RandomValues(self.rng, self.plan.timeline)
        factors: tuple[float, ...] | None = None
        if scenario == BASE or self.rng.random() < 0.7:
            factors = tuple(values.factor(declared) for _ in range(12))
        for month in range(1, 13):
            cell = None if factors is None else factors[month - 1]
            self.typed.append((self.at.calendar(scenario, key, month), cell))
        self._set(scenario, key, Setting(factors))

    def _value(self, declared: Input) -> Value:
        values = RandomValues(self.rng, self.plan.timeline)
        if isinstance(declared, AssumeMonth):
            return values.month()
        if isinstance(declared, Choice):
            return self.rng.choice(declared.options)
        assert isinstance(declared, Assume)
        return values.number(declared)

    def _own(self, scenario: str, key: str) -> Setting:
        return self.plan.settings[scenario].get(key, Setting(None))

    def _set(self, scenario: str, key: str, setting: Setting) -> None:
        settings = {**self.plan.settings, scenario: {**self.plan.settings[scenario], key: setting}}
        self.plan = replace(self.plan, settings=settings)
