"""Any two scenarios chosen in the workbook: what Compare and Dashboard then show are our engine's numbers."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from revenue_planner.model.build import ModelLine
from revenue_planner.plan.values import BASE
from tests.support.addresses import Addresses
from tests.support.building import Built, template
from tests.support.engines import ENGINES, Engine
from tests.support.workbook_file import Address, Value

SCENARIOS = (BASE, "cautious", "ambitious", "my_own")
PAIRS = tuple(product(SCENARIOS, SCENARIOS))

each_pair = pytest.mark.parametrize(("one", "two"), PAIRS, ids=["-".join(pair) for pair in PAIRS])


@pytest.fixture(scope="module", params=ENGINES, ids=lambda engine: engine.name)
def opened(request: pytest.FixtureRequest) -> Engine:
    engine: Engine = request.param(template("full").poisoned)
    return engine


class Picked:
    """The workbook after choosing two scenarios on a tab."""

    def __init__(self, engine: Engine, tab: str, labels: tuple[str, str], beside: tuple[int, int]) -> None:
        self.engine, self.tab, self.labels, self.step = engine, tab, labels, beside
        self.built: Built = template("full")
        self.at: Addresses = self.built.addresses

    def choose(self, *scenarios: str) -> None:
        for label, scenario in zip(self.labels, scenarios, strict=True):
            cell = self.at.beside(self.tab, self.at.at(self.tab, label), *self.step)
            self.engine.enter(cell, self.at.scenarios[scenario])
        self.engine.recalculate()

    def figure(self, line: ModelLine, scenario: str) -> Value:
        """Our number as a cell shows it."""
        number = self.built.result.figure(line.key, scenario)
        if line.declared.unit == "date":
            timeline = self.built.plan.timeline
            return "not in plan" if np.isnan(number) else float(timeline.month_of(int(number)).serial)
        return "none" if np.isnan(number) else number

    def shows(self, address: Address) -> Value:
        """What stands there; an empty cell is an empty text."""
        value = self.engine.value(address)
        return "" if value is None else value


def close(expected: Value) -> object:
    """Equal to a number but for rounding; a text is itself."""
    return pytest.approx(expected, rel=1e-9, abs=1e-6) if isinstance(expected, float) else expected


def difference(a: Value, b: Value, unit: str, built: Built) -> Value:
    """b − a; in months for dates, nothing where either has no number."""
    if not (isinstance(a, float) and isinstance(b, float)):
        return ""
    if unit == "date":
        months = [month for month in built.plan.timeline if month.serial in (a, b)]
        return float(months[-1].months_since(months[0])) * (1 if b >= a else -1)
    return b - a


@each_pair
def test_compare_shows_both_and_their_difference(opened: Engine, one: str, two: str) -> None:
    tab = Picked(opened, "Compare", ("Scenario A", "Scenario B"), (2, 0))
    tab.choose(one, two)
    rows = tab.at.keyed_rows("Compare")
    for line in tab.built.result.model.answers.values():
        a, b = tab.figure(line, one), tab.figure(line, two)
        shown = [tab.shows(("Compare", f"{column}{rows[line.key][0]}")) for column in "CDEF"]
        assert shown[:2] == [close(a), close(b)], line.key
        assert shown[2] == close(difference(a, b, line.declared.unit, tab.built)), line.key
        if isinstance(a, float) and isinstance(b, float) and a != 0 and line.declared.unit != "date":
            assert shown[3] == close((b - a) / abs(a)), line.key


@each_pair
def test_the_bridge_leads_from_one_to_the_other(opened: Engine, one: str, two: str) -> None:
    """Its steps are each stream's contribution and each cost, and they sum to the difference to the cent."""
    tab = Picked(opened, "Compare", ("Scenario A", "Scenario B"), (2, 0))
    tab.choose(one, two)
    result = tab.built.result
    keyed = tab.at.keyed_rows("Compare")
    (first,), (last,) = keyed["bridge.from"], keyed["bridge.to"]
    steps: dict[str, float] = {}
    for key, (row, *_more) in tab.at.keyed_rows("Compare").items():
        if first < row < last:
            effect = tab.shows(("Compare", f"E{row}"))
            assert isinstance(effect, float)
            steps[key] = effect
            moved = result.line(key, two).sum() - result.line(key, one).sum()
            sign = 1 if key.startswith("by_stream.") else -1
            assert effect == pytest.approx(sign * moved, rel=1e-9, abs=1e-6), key
    groups = [f"by_stream.{group}.contribution" for group in tab.built.plan.structure.groups]
    assert list(steps)[: len(groups)] == groups
    take_home = [result.line("business.take_home", scenario).sum() for scenario in (one, two)]
    assert tab.shows(("Compare", f"E{first}")) == pytest.approx(take_home[0], rel=1e-9)
    assert tab.shows(("Compare", f"E{last}")) == pytest.approx(take_home[1], rel=1e-9)
    assert sum(steps.values()) == pytest.approx(take_home[1] - take_home[0], abs=1e-6)
    unexplained = tab.at.beside("Compare", tab.at.at("Compare", "Left unexplained (must be 0)"), 4)
    assert tab.shows(unexplained) == 0


@each_pair
def test_the_inputs_that_differ_are_listed(opened: Engine, one: str, two: str) -> None:
    tab = Picked(opened, "Compare", ("Scenario A", "Scenario B"), (2, 0))
    tab.choose(one, two)
    plan, at = tab.built.plan, tab.at
    differing = [
        key
        for key in plan.inputs()
        if plan.value(key, one) != plan.value(key, two) or plan.by_month(key, one) != plan.by_month(key, two)
    ]
    head = int(at.at("Compare", "Inputs that differ between A and B").lstrip("A"))
    column = at.column("Compare", "Key")
    listed = [tab.shows(("Compare", f"{column}{head + place}")) for place in range(1, 31)]
    assert [key for key in listed if key] == [f"inputs.{key}" for key in differing][:30]


@each_pair
def test_the_dashboard_shows_one_and_its_difference_to_the_other(opened: Engine, one: str, two: str) -> None:
    tab = Picked(opened, "Dashboard", ("Scenario shown", "Compared with"), (0, 1))
    tab.choose(one, two)
    answers = tab.built.result.model.answers
    tiles = ("take_home_12m", "earned_12m", "typical_month", "target_month", "lowest_cash", "cash_end")
    for name in (*tiles, "income_per_hour", "largest_stream_share"):
        line = answers[name]
        label = tab.at.starting("Dashboard", line.label)
        own, other = tab.figure(line, one), tab.figure(line, two)
        moved = difference(other, own, line.declared.unit, tab.built)
        assert tab.shows(tab.at.beside("Dashboard", label, 0, 1)) == close(own), name
        assert tab.shows(tab.at.beside("Dashboard", label, 0, 2)) == close(moved), name


@each_pair
def test_the_dashboard_charts_the_scenario_shown(opened: Engine, one: str, two: str) -> None:
    tab = Picked(opened, "Dashboard", ("Scenario shown", "Compared with"), (0, 1))
    tab.choose(one, two)
    built, at = tab.built, tab.at
    for group, label in built.plan.structure.groups.items():
        earned = built.result.line(f"by_stream.{group}.earned", one)
        cell = at.at("Dashboard", label)
        for quarter in range(12):
            shown = tab.shows(at.beside("Dashboard", cell, 1 + quarter))
            assert shown == pytest.approx(earned[3 * quarter : 3 * quarter + 3].sum(), rel=1e-9), label
    cash, cell = built.result.line("business.cash", one), at.at("Dashboard", "Cash")
    shown_cash = [tab.shows(at.beside("Dashboard", cell, number)) for number in range(1, 37)]
    assert shown_cash == pytest.approx(cash.tolist(), rel=1e-9)
