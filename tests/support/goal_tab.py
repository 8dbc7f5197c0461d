"""The Goal tab of a workbook that is open in an engine: typing the question, reading the answers."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, replace
from unittest.mock import patch

from revenue_planner.engine.run import run
from revenue_planner.plan.values import Plan, Setting
from revenue_planner.workbook.tabs.goal.answers import NOT_ALONE, Question
from tests.support.addresses import Addresses
from tests.support.building import Built, build
from tests.support.engines import Engine
from tests.support.workbook_file import Address, Value

TAKE_HOME = "business.take_home"
_LEVER = "goal.lever."
#: Targets in relation to what the month brings: reached and not, near and far.
_SHARES = (0.0, 0.3, 0.9, 1.05, 1.5, 3.0, 20.0)


@dataclass(frozen=True)
class Asked:
    """A target for take-home, a month by its number in the plan, a scenario by name."""

    target: float
    month: int
    scenario: str

    def question(self, plan: Plan) -> Question:
        """As a workbook is built that is asked this at first."""
        names = [scenario.name for scenario in plan.scenarios]
        return Question(self.target, self.target, self.month, None, names.index(self.scenario))


@dataclass(frozen=True)
class Row:
    """A lever's row: what it needs (None: it cannot do it alone), and within which bounds that was sought."""

    how: str
    today: float
    needed: float | None
    least: float
    most: float


class GoalTab:
    """Addresses of the tab, whichever engine holds it."""

    def __init__(self, at: Addresses) -> None:
        self.at = at

    def typed(self, asked: Asked, plan: Plan) -> list[tuple[Address, Value]]:
        """The yellow cells and what is typed into them."""
        values: dict[str, Value] = {
            "Take-home you want in one month": asked.target,
            "In the month": float(plan.timeline.month_of(asked.month).serial),
            "In the scenario": self.at.scenarios[asked.scenario],
        }
        return [(self.at.beside("Goal", self.at.at("Goal", label), 1), value) for label, value in values.items()]

    def shown(self, label: str, columns: int) -> Address:
        """A figure of the answer, so many columns right of its label."""
        return self.at.beside("Goal", self.at.at("Goal", label), columns)

    def cells(self) -> dict[str, dict[str, Address]]:
        """The cells of each lever of the table, by input key and head."""
        heads = {"how": "Worked out", "today": "Today", "needed": "Value needed"}
        heads |= {
            "least": "Lowest possible",
            "most": "Highest possible",
            "usual": "Usual value?",
            "times": "Times today",
        }
        columns = {name: self.at.column("Goal", head) for name, head in heads.items()}
        return {
            key.removeprefix(_LEVER): {name: ("Goal", f"{column}{rows[-1]}") for name, column in columns.items()}
            for key, rows in self.at.keyed_rows("Goal").items()
            if key.startswith(_LEVER)
        }

    def rows(self, values: Mapping[Address, Value]) -> dict[str, Row]:
        """The levers, by input key; `values` are the tab's formulas and typed numbers."""
        return {key: _row(cells, values) for key, cells in self.cells().items()}

    def wanted(self) -> list[Address]:
        return [address for cells in self.cells().values() for address in cells.values()]


def ask(engine: Engine, at: Addresses, asked: Asked, plan: Plan) -> GoalTab:
    """Type a question and recalculate."""
    tab = GoalTab(at)
    for address, value in tab.typed(asked, plan):
        engine.enter(address, value)
    engine.recalculate()
    return tab


def some_question(plan: Plan, rng: random.Random) -> Asked:
    """Any month and scenario, and a target from far below to far above what that month brings."""
    scenario = rng.choice(plan.scenarios).name
    month = rng.randint(1, plan.timeline.months)
    now = float(run(plan, (scenario,)).line(TAKE_HOME, scenario)[month - 1])
    target = abs(now) * rng.choice(_SHARES) + rng.choice((0.0, 1.0, 250.0))
    return Asked(round(target, rng.choice((0, 2))) or 100.0, month, scenario)


def built_for(plan: Plan, asked: Asked) -> Built:
    """The workbook of a plan that is asked this at first."""
    with patch("revenue_planner.workbook.tabs.goal.tab.question", lambda plan, _built: asked.question(plan)):
        return build(plan)


def reached(plan: Plan, key: str, value: float, asked: Asked) -> float:
    """The month's take-home with an input at another value: in that month where it goes by month, else in all."""
    own = plan.settings[asked.scenario].get(key, Setting(None))
    setting = Setting(value)
    if plan.inputs()[key].by_month or key in plan.given_by_month():
        setting = replace(own, months={**own.months, asked.month: value})
    settings = {**plan.settings, asked.scenario: {**plan.settings[asked.scenario], key: setting}}
    changed = replace(plan, settings=settings)
    return float(run(changed, (asked.scenario,)).line(TAKE_HOME, asked.scenario)[asked.month - 1])


def _row(cells: Mapping[str, Address], values: Mapping[Address, Value]) -> Row:
    shown = {name: values[address] for name, address in cells.items()}
    today, least, most, needed = (shown[name] for name in ("today", "least", "most", "needed"))
    assert isinstance(today, float)
    assert isinstance(least, float)
    assert isinstance(most, float)
    assert isinstance(needed, float) or needed == NOT_ALONE, needed
    return Row(str(shown["how"]), today, needed if isinstance(needed, float) else None, least, most)
