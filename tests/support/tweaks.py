"""What a user types into a workbook's input cells, at random, and the plan that it makes."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from revenue_planner.ground.months import Month, Timeline
from revenue_planner.language.inputs import Assume, AssumeMonth, AssumeSeason, Choice, Input
from revenue_planner.plan.values import BASE, Plan, Scenario, Setting, Value
from tests.support.random_values import RandomValues

_NOTHING = Setting(None)


@dataclass(frozen=True)
class Tweak:
    """One input of one scenario.

    `value` is typed on the Inputs tab, where `typed`; None blanks the cell. `cells` are typed on the
    Calendar, by number of the month (of the calendar month, for a season); None blanks one.
    """

    scenario: str
    key: str
    value: Value | None = None
    typed: bool = False
    cells: Mapping[int, float | None] = field(default_factory=dict)


@dataclass(frozen=True)
class Tweaks:
    """All that is typed into one workbook: tweaks, new scenarios, and perhaps another first month."""

    inputs: tuple[Tweak, ...]
    scenarios: tuple[Scenario, ...] = ()
    start: Month | None = None

    def on(self, plan: Plan) -> Plan:
        """The plan that the workbook then holds."""
        settings = {name: dict(own) for name, own in plan.settings.items()}
        settings.update({scenario.name: {} for scenario in self.scenarios})
        declared = plan.inputs()
        # Base first: another scenario's blank factors are those of Base.
        for tweak in sorted(self.inputs, key=lambda tweak: tweak.scenario != BASE):
            own = settings[tweak.scenario]
            setting = own.get(tweak.key, _NOTHING)
            if isinstance(declared[tweak.key], AssumeSeason):
                changed = _season(setting, settings[BASE][tweak.key], tweak.cells)
            else:
                changed = _changed(setting, tweak)
            if changed == _NOTHING:
                own.pop(tweak.key, None)
            else:
                own[tweak.key] = changed
        timeline = Timeline(self.start or plan.timeline.start, plan.timeline.months)
        return replace(
            plan,
            structure=replace(plan.structure, timeline=timeline),
            settings=settings,
            scenarios=(*plan.scenarios, *self.scenarios),
        )


def _changed(setting: Setting, tweak: Tweak) -> Setting:
    months = {**setting.months, **tweak.cells}
    kept = {number: figure for number, figure in sorted(months.items()) if figure is not None}
    return Setting(tweak.value if tweak.typed else setting.value, kept)


def _season(setting: Setting, base: Setting, cells: Mapping[int, float | None]) -> Setting:
    assert isinstance(base.value, tuple)
    now = setting.value if isinstance(setting.value, tuple) else (None,) * 12
    row = [cells.get(number, factor) for number, factor in enumerate(now, start=1)]
    if all(factor is None for factor in row):
        return _NOTHING
    return Setting(tuple(b if f is None else f for f, b in zip(row, base.value, strict=True)))


def random_tweaks(rng: random.Random, plan: Plan, count: int, *, scenarios: int = 0, start: bool = False) -> Tweaks:
    """`count` inputs tweaked, each in one scenario, some of them in new scenarios."""
    moved = plan.timeline.start + rng.choice((-13, -2, 1, 7, 12)) if start else None
    new = tuple(Scenario(f"idea_{number}", f"Idea {number}") for number in range(1, scenarios + 1))
    names = [*(scenario.name for scenario in plan.scenarios), *(scenario.name for scenario in new)]
    spots = [(name, key) for name in names for key in plan.inputs()]
    # By-month inputs and seasons are few among many; half of the tweaks are theirs.
    declared = plan.inputs()
    monthly = {key for key in declared if declared[key].by_month} | plan.given_by_month()
    special = [spot for spot in spots if spot[1] in monthly or isinstance(declared[spot[1]], AssumeSeason)]
    drawn = {*rng.sample(special, min(count // 2, len(special)))}
    drawn |= {*rng.sample([spot for spot in spots if spot not in drawn], count - len(drawn))}
    drawing = _Drawing(rng, plan, RandomValues(rng, plan.timeline), monthly)
    tweaks = [drawing.tweak(scenario, key, declared[key]) for scenario, key in sorted(drawn)]
    # A new scenario is one only if something stands in its column.
    tweaks += [
        Tweak(scenario.name, "audience.videos", float(rng.randint(1, 30)), typed=True)
        for scenario in new
        if (scenario.name, "audience.videos") not in drawn
    ]
    return Tweaks(tuple(tweaks), new, moved)


@dataclass(frozen=True)
class _Drawing:
    rng: random.Random
    plan: Plan
    values: RandomValues
    monthly: set[str]

    def tweak(self, scenario: str, key: str, declared: Input) -> Tweak:
        rng = self.rng
        if isinstance(declared, AssumeSeason):
            return Tweak(scenario, key, cells=self._factors(scenario, key, declared))
        cells: dict[int, float | None] = {}
        if isinstance(declared, Assume) and key in self.monthly and rng.random() < 0.7:
            cells = self._months(scenario, key, declared)
        typed = not cells or rng.random() < 0.4
        # New scenarios have to have a figure in "videos".
        blank = scenario != BASE and rng.random() < 0.3 and not (key == "audience.videos" and scenario[:4] == "idea")
        return Tweak(scenario, key, self._value(declared) if typed and not blank else None, typed, cells)

    def _value(self, declared: Input) -> Value:
        if isinstance(declared, Choice):
            return self.rng.choice(declared.options)
        if isinstance(declared, AssumeMonth):
            return self.values.month()
        assert isinstance(declared, Assume)
        return self.values.number(declared)

    def _months(self, scenario: str, key: str, declared: Assume) -> dict[int, float | None]:
        """One month, some, a stretch, all from a month on, a whole row blanked or filled."""
        rng, last = self.rng, self.plan.timeline.months
        there = self.plan.settings.get(scenario, {}).get(key, _NOTHING).months
        kind = rng.choice(("one", "one", "some", "stretch", "onward", "blank", "fill", "blank one"))
        if kind == "blank one" and there:
            return {rng.choice(sorted(there)): None}
        if kind == "blank" and there:
            return dict.fromkeys(there)
        if kind == "fill":
            return {number: self.values.number(declared) for number in range(1, last + 1)}
        if kind == "stretch":
            first = rng.randint(1, last)
            figure = self.values.number(declared)
            return dict.fromkeys(range(first, min(first + rng.randint(1, 6), last) + 1), figure)
        if kind == "onward":
            return dict.fromkeys(range(rng.randint(1, last), last + 1), self.values.number(declared))
        chosen = rng.sample(range(1, last + 1), min(last, 1 if kind == "one" else rng.randint(2, 5)))
        return {number: self.values.number(declared) for number in sorted(chosen)}

    def _factors(self, scenario: str, key: str, declared: AssumeSeason) -> dict[int, float | None]:
        rng = self.rng
        there = key in self.plan.settings.get(scenario, {})
        if scenario != BASE and there and rng.random() < 0.3:
            return dict.fromkeys(range(1, 13))
        chosen: Iterable[int] = rng.sample(range(1, 13), rng.choice((1, 2, 12)))
        return {number: self.values.factor(declared) for number in sorted(chosen)}
